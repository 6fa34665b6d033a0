"""What is shown and not used weighs each round, until it is used."""

import pytest
from msgspec.structs import replace

from rules.decide.sealing import actions_open
from rules.scenario import Action, Effect
from rules.scenario.checking import check
from rules.view import record

from ..tiny import SCENARIO
from .rounds import kinds, meters, reckoned, sheet, table

SHOW = Action(
    id="show",
    title="Show the archives",
    text="{actor} showed that it has archives.",
    seats=("usa",),
    once=True,
    standing=(Effect(onus="actor", by=-1),),
    source="The archives.",
)
OPEN = Action(
    id="open",
    title="Open the archives",
    text="{actor} opened its archives.",
    seats=("usa",),
    once=True,
    after="show",
    effects=(Effect(onus="dprk", by=2), Effect(meter="tension", by=3)),
    source="The archives.",
)
HOLDING = replace(SCENARIO, actions=(*SCENARIO.actions, SHOW, OPEN))
SHOWN = ("usa:show",)


def before(done=SHOWN, onus=3):
    plain = table(scenario=HOLDING, done_once=done)
    seats = {**plain.seats, "usa": replace(plain.seats["usa"], onus=onus)}
    return replace(plain, seats=seats)


def onus(unfolding, seat="usa"):
    return unfolding.state.seats[seat].onus


def test_it_weighs_from_the_round_after_it_was_shown():
    """Rulebook 6.17."""
    shown = reckoned(before(done=()), usa=sheet(action="show"))
    assert onus(shown) == 3
    assert "held" not in kinds(shown, "observer")
    held = reckoned(before())
    assert onus(held) == 2
    assert kinds(held, "observer").count("held") == 1


def test_the_menu_says_what_holding_it_brings():
    """Rulebook 6.17."""
    told = record(before(done=()), "usa", "menu/own", {})["commands"]["seal"]["actions"]
    assert {each["id"]: each["standing"] for each in told if each["standing"]} == {
        "show": [{"by": -1, "onus": "actor"}]
    }


def test_once_used_it_weighs_no_more():
    """Rulebook 6.17: using it moves the onus to whom it is about, and costs."""
    used = reckoned(before(), usa=sheet(action="open"))
    assert (onus(used), onus(used, "dprk")) == (3, 2)
    assert "held" not in kinds(used, "usa")
    assert meters(used)["tension"] == meters(reckoned(before()))["tension"] + 3
    spent = reckoned(before(done=("usa:open", "usa:show")))
    assert onus(spent) == 3


@pytest.mark.parametrize(("done", "offered"), [((), ["show"]), (SHOWN, ["open"])])
def test_nobody_uses_what_it_has_not_shown(done, offered):
    """Rulebook 6.17."""
    menu = [each.id for each in actions_open(before(done=done), "usa")]
    assert [each for each in menu if each in ("show", "open")] == offered


@pytest.mark.parametrize(
    ("show", "use", "where"),
    [
        ({"source": ""}, {}, "standing"),
        ({"secret": True}, {}, "standing"),
        ({"watch": 10}, {}, "watch"),
        ({}, {"after": "nothing"}, "after"),
        ({}, {"once": False}, "once"),
        ({}, {"seats": ("usa", "rok")}, "after"),
    ],
)
def test_a_scenario_holds_only_what_could_be_shown(show, use, where):
    acts = (*SCENARIO.actions, replace(SHOW, **show), replace(OPEN, **use))
    found = check(replace(SCENARIO, actions=acts))
    assert where in [each.path[-1] for each in found if each.path[0] == "actions"]
