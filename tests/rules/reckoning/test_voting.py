"""Ambiguous acts: the table votes, on the record, whether an act was a breach."""

import pytest
from msgspec.structs import replace

from rules import events as e
from rules.model import Question
from rules.names import SEATS, VIEWERS
from rules.prose.tellings import telling_text
from rules.refusal import Refused
from rules.scenario import Action, Ambiguity, Effect, Reason
from rules.scenario.checking import check
from rules.view import record

from ..at_the_table import Table
from ..tiny import SCENARIO, clause, delivery
from .rounds import events, in_force, kinds, meters, reckoned, sheet, table
from .test_secrecy import assert_alike, others, shown

AMBIGUITY = Ambiguity(
    question="Was it a missile?",
    disputes=("tests",),
    reasons=(
        Reason(id="rocket", text="The rocket is the same.", finding="breach"),
        Reason(id="space", text="Space is free.", finding="none"),
    ),
    when_breach=(Effect(meter="tension", by=7),),
    when_none=(Effect(meter="tension", by=-7),),
)
LAUNCH = Action(
    id="launch",
    title="Launch a satellite",
    text="{actor} launched a satellite.",
    seats=("dprk",),
    ambiguous=AMBIGUITY,
)
ASKING = replace(SCENARIO, actions=(*SCENARIO.actions, LAUNCH))
NAME = "dprk.launch.2"


def halt(audience="public"):
    text = clause("h.1", "dprk", "tests")
    return in_force("h", ["dprk"], ["usa"], text, audience=audience)


def launched(*documents):
    return reckoned(table(*documents, scenario=ASKING), dprk=sheet(action="launch"))


def asked(**more):
    """A table at which a launch of round 2 waits for the votes of round 3."""
    question = Question(id=NAME, by="dprk", action="launch", round=2, clauses=("h.1",), to=VIEWERS)
    fields = {"deliveries": [delivery("h.1")], "questions": (question,), "scenario": ASKING}
    return table(halt(), **fields | more)


def voting(*breach, none=()):
    ways = {**dict.fromkeys(breach, "rocket"), **dict.fromkeys(none, "space")}
    return {seat: sheet(votes={NAME: reason}) for seat, reason in ways.items()}


def turn(unfolding):
    return next(each for each in unfolding.state.deliveries["h.1"] if each.round == 2)


def test_an_act_that_disputes_what_is_owed_is_put_to_the_table():
    """Rulebook 6.14."""
    after = launched(halt())
    (put,) = events(after, e.QuestionPut)
    assert (put.question.id, put.question.clauses) == ("dprk.launch.3", ("h.1",))
    assert "question_put" in kinds(after, "observer")
    assert after.state.deliveries["h.1"][-1].outcome == "performed"


@pytest.mark.parametrize("documents", [(), (halt("secret"),)])
def test_nothing_is_asked_about_what_not_all_may_read(documents):
    """Rulebook 6.14; secrecy: a secret promise makes no public question."""
    after = launched(*documents)
    assert after.state.questions == ()
    assert shown(after, "prc") == shown(launched(), "prc")


def test_what_the_six_alone_may_read_is_asked_among_them():
    after = launched(halt("closed"))
    assert "question_put" in kinds(after, "jpn")
    assert "question_put" not in kinds(after, "observer")
    assert record(after.state, "observer", "ledger/questions", {}) == {"questions": []}


def test_enough_of_the_other_five_make_it_a_breach():
    """Rulebook 6.14: it is established, and has its effects."""
    before = asked()
    after = reckoned(before, **voting("usa", "rok", "jpn", none=("prc", "rus")))
    assert after.state.breaches == ((2, "h.1"),)
    assert (turn(after).outcome, turn(after).established) == ("evaded", True)
    assert meters(after)["tension"] == meters(reckoned(before))["tension"] + 14
    (told,) = record(after.state, "observer", "ledger/questions", {})["questions"]
    assert told["outcome"] == "breach"
    assert told["votes"]["prc"] == {"finding": "none", "text": "Space is free."}


@pytest.mark.parametrize("sheets", [{}, voting("usa", "rok"), voting("usa", "rok", "dprk")])
def test_short_of_that_it_was_none(sheets):
    """Rulebook 6.14: silence abstains, and nobody votes on itself."""
    after = reckoned(asked(), **sheets)
    assert after.state.breaches == ()
    assert turn(after).outcome == "performed"
    assert after.state.questions[0].outcome == "none"


def test_votes_and_reasons_are_published_when_they_are_counted():
    """Rulebook 6.14."""
    after = reckoned(asked(), **voting("usa", none=("prc",)))
    line = next(t for t in events(after, e.Told) if t.telling.kind == "question_none").telling
    tone, text, detail = telling_text(line, after.state, "observer")
    assert (tone, text) == (
        "neutral",
        "Was it a missile? The table does not hold that the DPRK broke its word.",
    )
    assert detail == (
        "The ROK abstained.",
        "The US: a breach. The rocket is the same.",
        "The PRC: no breach. Space is free.",
        "Russia abstained.",
        "Japan abstained.",
    )


def test_a_vote_is_its_owners_until_then():
    """Secrecy: before the reckoning no record tells that anybody has voted."""
    sealed = replace(asked(), sealed=voting("usa"))
    for viewer in others("usa"):
        one, other = (record(s, viewer, "ledger/questions", {}) for s in (sealed, asked()))
        assert one == other


def test_how_one_votes_is_all_that_a_vote_tells():
    plain = reckoned(asked(), **voting("usa"))
    with_close = reckoned(asked(), usa=sheet(votes={NAME: "rocket"}, close=True))
    assert_alike(plain, with_close, others("usa"))


def test_a_question_is_counted_once():
    once = reckoned(asked(), **voting("usa", "rok", "jpn")).state
    again = reckoned(replace(once, round=4, phase="capitals"), **voting("usa"))
    assert events(again, e.QuestionSettled) == []


def capitals():
    """A table in the capitals at which the launch is asked about, to seal at."""
    return Table(replace(asked(), phase="capitals"))


def test_each_of_the_other_five_is_asked_in_the_capitals():
    state = capitals().state
    for seat in SEATS:
        menu = record(state, seat, "menu/own", {})["commands"]["seal"]["votes"]
        assert list(menu) == ([] if seat == "dprk" else [NAME])


def test_one_votes_on_what_is_asked():
    refused = capitals().refused("dprk", "seal", instructions={"votes": {NAME: "space"}})
    assert (refused.code, refused.field) == ("unknown-question", f"instructions.votes.{NAME}")


def test_one_votes_with_a_reason_that_is_listed():
    refused = capitals().refused("usa", "seal", instructions={"votes": {NAME: "spite"}})
    assert isinstance(refused, Refused)
    assert refused.code == "unknown-reason"
    capitals().give("usa", "seal", instructions={"votes": {NAME: "space"}})


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"disputes": ("food",)}, "disputes"),
        ({"disputes": ()}, "ambiguous"),
        ({"reasons": AMBIGUITY.reasons[:1]}, "reasons"),
        ({"needed": 6}, "needed"),
    ],
)
def test_a_scenario_asks_what_can_be_answered(changes, where):
    odd = replace(LAUNCH, ambiguous=replace(AMBIGUITY, **changes))
    found = check(replace(SCENARIO, actions=(*SCENARIO.actions, odd)))
    assert where in [each.path[-1] for each in found]
