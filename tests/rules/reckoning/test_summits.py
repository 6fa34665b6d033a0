"""Summits: two that name each other (Rulebook 7.22)."""

import pytest
from msgspec.structs import replace

from rules.names import SEATS, VIEWERS
from rules.scenario import Action, Animosity, Effect
from rules.scenario.checking import check
from rules.view import record
from tests.rules.at_the_table import Table
from tests.rules.tiny import SCENARIO

SUMMIT = Action(
    id="summit",
    title="Meet",
    text="{actor} and {target} met.",
    seats=SEATS,
    price=1,
    target="seat",
    summit=True,
    odds=0,
    effects=(Effect(meter="tension", by=-10),),
    failure=(Effect(meter="tension", by=7),),
)
TALKATIVE = replace(
    SCENARIO,
    actions=(*SCENARIO.actions, SUMMIT),
    animosities=(Animosity(pair=("usa", "dprk"), start=60, text="A war."),),
)


def reckoned(named, *, prepared):
    """A table after a reckoning in which each seat of `named` offered a meeting."""
    table = Table(scenario=TALKATIVE).open()
    if prepared:
        table.table("usa", audience="secret")
    table.to("capitals")
    for seat, other in named.items():
        sheet = {"action": {"action": "summit", "target": [other]}}
        table.give(seat, "seal", instructions=sheet)
    return table.to("reckoning")


def lines(table, viewer):
    shown = record(table.state, viewer, "aftermath/1", {})["lines"]
    return [each["text"] for each in shown if each["step"] == "actions"]


BOTH = {"dprk": "usa", "usa": "dprk"}


def test_two_that_name_each_other_and_have_a_text_meet_with_success():
    table = reckoned(BOTH, prepared=True)
    assert table.state.meters["tension"].value == 40
    assert table.state.animosities == {"dprk+usa": 50}
    assert all(lines(table, viewer) == ["The DPRK and the US met."] for viewer in VIEWERS)
    assert [table.state.seats[seat].latitude for seat in ("dprk", "usa", "rok")] == [
        SCENARIO.delegation[seat].latitude - cost + 1
        for seat, cost in (("dprk", 1), ("usa", 1), ("rok", 0))
    ]


def test_unprepared_it_fails_in_public():
    table = reckoned(BOTH, prepared=False)
    assert table.state.meters["tension"].value == 57
    assert table.state.animosities == {}
    said = "The DPRK and the US met. They parted before the cameras with nothing to show."
    assert lines(table, "observer") == [said]


@pytest.mark.parametrize("named", [{"dprk": "usa"}, {"dprk": "usa", "usa": "rok", "rok": "dprk"}])
def test_an_offer_that_is_not_returned_costs_nothing_and_nobody_learns_of_it(named):
    table = reckoned(named, prepared=True)
    assert table.state.meters["tension"].value == 50
    assert len(lines(table, "dprk")) == 1
    assert lines(table, "dprk")[0].startswith("You offered the US a meeting")
    assert lines(table, "jpn") == lines(table, "observer") == []
    idle = reckoned({}, prepared=True)
    for seat in SEATS:
        assert table.state.seats[seat].latitude == idle.state.seats[seat].latitude
    assert record(table.state, "jpn", "aftermath/1", {}) == record(
        idle.state, "jpn", "aftermath/1", {}
    )


def test_the_menu_says_with_whom_a_meeting_is_prepared():
    table = Table(scenario=TALKATIVE).open()
    table.table("usa", audience="secret")
    table.to("capitals")
    told = {
        seat: next(
            each
            for each in record(table.state, seat, "menu/own", {})["commands"]["seal"]["actions"]
            if each["id"] == "summit"
        )
        for seat in ("usa", "dprk", "rok")
    }
    assert {seat: each["prepared"] for seat, each in told.items()} == {
        "usa": ["dprk"],
        "dprk": ["usa"],
        "rok": [],
    }


@pytest.mark.parametrize(
    "change", [{"target": "none"}, {"secret": True}, {"seats": ("usa",)}], ids=str
)
def test_a_meeting_is_of_two_and_in_the_open(change):
    wrong = replace(TALKATIVE, actions=(replace(SUMMIT, **change),))
    assert ("actions", 0, "summit") in [problem.path for problem in check(wrong)]
