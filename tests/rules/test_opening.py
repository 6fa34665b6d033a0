"""How a table comes to be, and what it begins as."""

import hashlib

import pytest
from msgspec.structs import replace

from rules import events as e
from rules.fold import replay
from rules.model import TextRef
from rules.names import SEATS, VIEWERS
from rules.naming import commitment, label, named
from rules.opening import LAST_ROUND_MAX, open_table
from rules.refusal import Refused
from rules.scenario.loading import digest

from .at_the_table import KEY
from .tiny import SCENARIO

NAME = TextRef(id="n", digest="")
SHEETS = {
    seat: (sheets[0], replace(sheets[0], id="b"), replace(sheets[0], id="c"))
    for seat, sheets in SCENARIO.sheets.items()
}


def opening(scenario=SCENARIO, key=KEY, **more):
    fields = {"table": "t1", "bots": {}, "clock": {}}
    (happened,) = open_table(scenario, key=key, **(fields | more))
    return happened


def test_all_learn_of_the_opening_and_it_names_its_scenario_by_digest():
    happened = opening(bots={"jpn": "maximiser"}, clock={"plenary": 60}, name=NAME)
    event = happened.event
    assert happened.to == VIEWERS
    assert isinstance(event, e.TableOpened)
    assert (event.table, event.key, event.name) == ("t1", KEY, NAME)
    assert event.scenario == digest(SCENARIO)
    assert event.bots == {seat: "maximiser" if seat == "jpn" else None for seat in SEATS}
    assert event.clock == {"plenary": 60}


def test_a_table_begins_in_the_lobby_as_the_scenario_has_it():
    state = replay([opening(bots={"jpn": "maximiser"}).event], SCENARIO)
    assert (state.phase, state.round, state.deadline_ms) == ("lobby", 0, None)
    assert state.last_round == SCENARIO.rounds.last
    assert state.meters["tension"].value == 50
    assert state.meters["tension"].history == (50,)
    assert [state.seats[seat].bot for seat in SEATS] == [None] * 5 + ["maximiser"]
    usa = state.seats["usa"]
    assert (usa.latitude, usa.band, usa.support, usa.onus) == (6, "middle", 50, 0)
    assert (usa.present, usa.ready, usa.generation) == (False, False, 1)


@pytest.mark.parametrize(
    ("latitude", "band"),
    [(0, "none"), (1, "low"), (3, "low"), (4, "middle"), (6, "middle"), (7, "high")],
)
def test_the_public_band_hides_the_exact_room(latitude, band):
    """Rulebook 7: exact to oneself, a band to others."""
    delegations = tuple(replace(d, latitude=latitude) for d in SCENARIO.delegations)
    state = replay([opening().event], replace(SCENARIO, delegations=delegations))
    assert {delegate.band for delegate in state.seats.values()} == {band}


@pytest.mark.parametrize("rounds", [0, LAST_ROUND_MAX + 1])
def test_a_game_has_a_sensible_length(rounds):
    with pytest.raises(Refused) as caught:
        opening(rounds=rounds)
    assert (caught.value.code, caught.value.field) == ("malformed", "rounds")


def test_a_table_may_cap_its_rounds():
    assert opening(rounds=2).event.last_round == 2
    assert opening().event.last_round == SCENARIO.rounds.last


def test_sheets_are_drawn_from_the_key_each_for_itself():
    """Rulebook 6, 9: the same key, the same sheets; no draw hangs on another."""
    scenario = replace(SCENARIO, sheets=SHEETS)
    keys = [hashlib.sha256(bytes([n])).hexdigest() for n in range(40)]
    drawn = {key: opening(scenario, key=key).event.variants for key in keys}
    assert opening(scenario, key=keys[7]).event.variants == drawn[keys[7]]
    for seat in SEATS:
        assert {variants[seat] for variants in drawn.values()} == {f"{seat}_a", "b", "c"}
    alone = replace(SCENARIO, sheets=SCENARIO.sheets | {"rus": SHEETS["rus"]})
    assert [opening(alone, key=key).event.variants["rus"] for key in keys] == [
        drawn[key]["rus"] for key in keys
    ]


def test_the_key_is_committed_to_and_not_shown_by_it():
    """Rulebook 6: its SHA-256 is published when the table opens."""
    assert commitment(KEY) == hashlib.sha256(bytes.fromhex(KEY)).hexdigest()


def test_an_id_is_a_keyed_hash_of_who_made_it_by_which_command():
    """Rulebook 3: one for life, telling nothing of any other."""
    mine = named(KEY, "document", "usa.1", "c1")
    assert mine == named(KEY, "document", "usa.1", "c1")
    assert len(mine) == 12
    assert set(mine) <= set("abcdefghijklmnopqrstuvwxyz234567")
    others = {
        named("00" * 32, "document", "usa.1", "c1"),
        named(KEY, "message", "usa.1", "c1"),
        named(KEY, "document", "usa.2", "c1"),
        named(KEY, "document", "usa.1", "c2"),
    }
    assert len(others | {mine}) == 5


def test_people_call_a_document_by_four_marks_that_are_hard_to_mix_up():
    labels = {label(named(KEY, "document", "usa.1", f"c{n}")) for n in range(200)}
    assert len(labels) > 190
    for each in labels:
        letters, digits = set(each[::2]), set(each[1::2])
        assert letters <= set("ABCDEFGHJKLMNPQRSTUVWXYZ"), each
        assert digits <= set("23456789"), each
