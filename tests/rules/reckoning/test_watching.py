"""Intelligence: who watches sees more of one, alone, and nobody learns that it watched."""

import pytest
from msgspec.structs import replace

from rules import events as e
from rules.chance import draw
from rules.scenario import Action
from rules.scenario.tuning import Detection

from ..friendly import FRIENDS
from ..tiny import SCENARIO, clause
from .rounds import events, in_force, lines_about, lucky, reckoned, sheet, table
from .test_secrecy import HUSHED, assert_alike, others

WATCH = Action(
    id="watch",
    title="Watch",
    text="{actor} watched {target}.",
    seats=("usa", "jpn", "rok"),
    secret=True,
    target="seat",
    watch=40,
)
SEEING = replace(SCENARIO, actions=(*SCENARIO.actions, WATCH))
BLIND = replace(
    HUSHED,
    actions=(*HUSHED.actions, WATCH),
    detection=dict.fromkeys(HUSHED.detection, Detection(detect=0, false_alarm=0)),
)
EVADES = {"dprk": sheet(perform={"f.1": "evade"})}


def freeze(verification="v0", toward=("rok",), **more):
    text = clause("f.1", "dprk", "freeze", 1, toward, verification=verification)
    return in_force("f", ["dprk"], ["usa", "rok"], text, **more)


def watching(by, target="dprk"):
    return {by: sheet(action=("watch", (target,)))}


def seen_by(before, **sheets):
    return events(reckoned(before, **sheets), e.ObligationMet)[0].delivery.seen_by


def before(scenario=BLIND, **more):
    """A table at which the draws of those who watch are low enough to see."""

    def is_low(state):
        return all(draw(state.key, 3, f"detect:f.1:{seat}") < 40 for seat in ("usa", "jpn"))

    return lucky(table(freeze(**more), scenario=scenario), is_low)


def test_who_watches_sees_what_it_would_not_have():
    """Rulebook 6.15: under any text it may read, whoever benefits."""
    assert seen_by(before(), **EVADES) == ()
    assert seen_by(before(), **EVADES, **watching("jpn")) == ("jpn",)


def test_it_sees_by_the_odds_of_both_together():
    """Rulebook 6.15: the action's percentage is added."""
    plain = table(freeze("v1", toward=("usa",)), scenario=SEEING)
    drawn = lucky(plain, lambda s: 30 <= draw(s.key, 3, "detect:f.1:usa") < 70)
    assert seen_by(drawn, **EVADES) == ()
    assert seen_by(drawn, **EVADES, **watching("usa")) == ("usa",)


@pytest.mark.parametrize("who", ["prc", "rok"])
def test_who_watches_another_or_may_not_sees_no_more(who):
    assert seen_by(before(), **EVADES, **watching("jpn", "prc")) == ()
    assert seen_by(before(audience="secret"), **EVADES, **watching("jpn")) == ()


def test_what_inspectors_missed_it_knows_alone():
    """Rulebook 6.15: others read what they would have read had nobody watched."""
    missed = before(verification="v3")
    after = reckoned(missed, **EVADES, **watching("usa"))
    unwatched = reckoned(missed, **EVADES)
    assert events(after, e.ObligationMet)[0].delivery.seen_by == ("usa",)
    assert "suspected" in lines_about(after, "usa", "f.1")
    assert "suspected" not in lines_about(after, "rok", "f.1")
    assert_alike(after, unwatched, others("usa"))


def test_that_one_watched_shows_nowhere():
    """Secrecy: neither the one that was watched nor anybody else learns of it."""
    kept = before()
    assert_alike(reckoned(kept, **watching("usa")), reckoned(kept), others("usa"))
    assert_alike(
        reckoned(kept, **EVADES, **watching("usa")), reckoned(kept, **EVADES), others("usa")
    )


def test_who_gave_aid_and_watches_sees_it_turned():
    """Rulebook 6.15: a diversion too, of the aid it gave."""
    food = clause("p.1", "rok", "food", 100, ["dprk"], verification="v0")
    given = table(in_force("p", ["rok"], ["dprk"], food), scenario=BLIND)
    drawn = lucky(given, lambda s: draw(s.key, 3, "divert:p.1:dprk") < 40)
    diverts = {"dprk": sheet(divert={"p.1": 50})}
    assert "diverted" not in lines_about(reckoned(drawn, **diverts), "rok", "p.1")
    watched = reckoned(drawn, **diverts, **watching("rok"))
    assert "diverted" in lines_about(watched, "rok", "p.1")
    assert "diverted" not in lines_about(watched, "usa", "p.1")


def test_experts_help_to_find_what_was_turned():
    """Rulebook 7.21: by the verification they raise, as they help to find evasions."""
    looks = replace(FRIENDS[0], tracks=("aid",))
    helped = replace(BLIND, friends=(looks,), detection=SCENARIO.detection)
    food = clause("p.1", "rok", "food", 100, ["dprk"], verification="v4")
    paper = in_force("p", ["rok"], ["dprk"], food, friends=("look",), audience="closed")
    alone = table(paper, scenario=helped)
    missed = lucky(alone, lambda s: draw(s.key, 3, "divert:p.1:dprk") >= 90)
    diverts = {"dprk": sheet(divert={"p.1": 50})}
    assert "diverted" not in lines_about(reckoned(missed, **diverts), "jpn", "p.1")
    there = replace(missed, friends=("look",))
    assert "diverted" in lines_about(reckoned(there, **diverts), "jpn", "p.1")
