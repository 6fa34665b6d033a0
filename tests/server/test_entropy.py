"""Random bytes are given out once, and spelled as they always were."""

import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server import entropy
from server.entropy import LETTERS, Pool, lettered, spelled


@given(st.binary(min_size=10, max_size=40), st.integers(1, 16))
def test_letters_stand_for_five_bits_each_from_the_front(raw, length):
    bits = "".join(f"{byte:08b}" for byte in raw)
    fives = (bits[5 * place : 5 * place + 5] for place in range(length))
    assert spelled(raw, length) == "".join(LETTERS[int(five, 2)] for five in fives)


@given(st.binary(max_size=40))
def test_a_letter_stands_for_five_bits_of_each_byte(raw):
    assert lettered(raw) == "".join(LETTERS[byte & 31] for byte in raw)


@pytest.mark.parametrize("count", [1, 16, 1000, 5000])
def test_every_byte_is_the_system_s_and_given_out_once(count, monkeypatch):
    drawn = []

    def tokens(size):
        drawn.append(secrets.randbits(8 * size).to_bytes(size, "big"))
        return drawn[-1]

    monkeypatch.setattr(entropy.secrets, "token_bytes", tokens)
    pool = Pool()
    given_out = [pool(count) for _ in range(9)]
    assert all(len(each) == count for each in given_out)
    kept = b"".join(each[: len(each) // count * count] for each in drawn)
    assert kept.startswith(b"".join(given_out))
