"""Tokens, codes and the secret they come from."""

import stat

import pytest

from server.seats import Person, Seats, read_secret

SEATS = Seats(b"s" * 32)
DPRK = Person(table="t1", role="dprk", generation=1)


def test_a_token_proves_who_it_was_made_for():
    assert SEATS.read(SEATS.token(DPRK)) == DPRK


def test_a_token_has_the_table_the_role_the_generation_and_43_characters():
    table, role, generation, proof = SEATS.token(DPRK).split(".")
    assert (table, role, generation, len(proof)) == ("t1", "dprk", "1", 43)


@pytest.mark.parametrize(
    "change",
    [
        lambda token: token.replace("dprk", "usa"),
        lambda token: token.replace("t1.", "t2."),
        lambda token: token.replace(".1.", ".2."),
        lambda token: token.replace(".1.", ".01."),
        lambda token: token[:-1],
        lambda token: token + "A",
        lambda token: token.replace("dprk", "clock"),
        lambda token: token.replace(".1.", ".x."),
        lambda token: "",
        lambda token: "é.dprk.1.x",
    ],
)
def test_a_changed_token_proves_nothing(change):
    assert SEATS.read(change(SEATS.token(DPRK))) is None


def test_a_token_of_another_server_proves_nothing():
    assert SEATS.read(Seats(b"t" * 32).token(DPRK)) is None


def test_a_code_is_found_however_it_was_copied():
    code = SEATS.code(DPRK)
    assert len(code) == 8
    spoken = f" {code[:4].lower()}-{code[4:]} ".replace("0", "o").replace("1", "l")
    assert SEATS.code_key(spoken) == SEATS.code_key(code)


def test_codes_of_another_generation_seat_or_table_differ():
    others = [
        Person(table="t1", role="dprk", generation=2),
        Person(table="t1", role="usa", generation=1),
        Person(table="t2", role="dprk", generation=1),
    ]
    assert len({SEATS.code(person) for person in (DPRK, *others)}) == 4


def test_control_has_no_code():
    assert SEATS.codes([Person(table="t1", role="control", generation=1)]) == {}


def test_parts_of_a_keyed_hash_cannot_run_into_each_other():
    assert SEATS.keyed("p", "ab", "c") != SEATS.keyed("p", "a", "bc")


def test_the_secret_is_made_once_and_only_its_owner_reads_it(tmp_path):
    first = read_secret(tmp_path, None, lambda count: b"r" * count)
    assert first == b"r" * 32 == read_secret(tmp_path, None, lambda count: b"x" * count)
    assert stat.S_IMODE((tmp_path / "secret").stat().st_mode) == 0o600


def test_a_given_secret_is_used_and_written_nowhere(tmp_path):
    assert read_secret(tmp_path, "given", lambda count: b"r" * count) != b"r" * 32
    assert list(tmp_path.iterdir()) == []
