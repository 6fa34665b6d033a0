"""Step 3, accusations: what a challenge inspection brings out, and what it costs to refuse one."""

import pytest
from msgspec.structs import replace

from rules.model import Accusation
from rules.reckoning import closing_delivery
from rules.unfolding import Unfolding
from rules.view import record

from ..tiny import clause, delivery, performed
from .rounds import in_force, kinds, lines_about, on_table, reckoned, sheet, table, yes_if
from .test_secrecy import HUSHED, assert_alike, others, shown

LET_IN = {"inspections": {"f.1": "accept"}}
EVADED = {"outcome": "evaded", "amount": 0}


def accused(*, evidence=False, audience="public", by="usa", **what):
    """A freeze whose turn of round 2 was as `what` says, and an accusation of round 3."""
    text = clause("f.1", "dprk", "freeze", 1, ("usa", "rok"), verification="v1")
    pact = in_force("f", ["dprk"], ["usa", "rok"], text, audience=audience)
    made = Accusation(document="f", clause="f.1", by=by, evidence=evidence, round=3)
    return table(pact, deliveries=[delivery("f.1", **what)], accusations=(made,), scenario=HUSHED)


def onus(unfolding):
    return {s: each.onus for s, each in unfolding.state.seats.items() if each.onus}


def outcome(unfolding):
    return unfolding.state.accusations[0].outcome


def turn(unfolding):
    return next(each for each in unfolding.state.deliveries["f.1"] if each.round == 2)


def test_an_inspection_establishes_what_was_hidden():
    """Rulebook 6.12."""
    after = reckoned(accused(**EVADED), dprk=sheet(**LET_IN))
    assert (outcome(after), onus(after)) == ("found", {"dprk": 2})
    assert turn(after).established
    assert after.state.breaches == ((2, "f.1"),)
    assert "inspection_found" in lines_about(after, "observer", "f.1")


def test_an_inspection_that_finds_nothing_clears_the_accused():
    """Rulebook 6.12: doubts are over, for conditions too."""
    before = accused(doubted_by=("usa",))
    after = reckoned(before, dprk=sheet(**LET_IN))
    assert (outcome(after), onus(after)) == ("empty", {"usa": 2})
    assert turn(after).cleared
    (first, *_) = record(after.state, "usa", "clause/f.1", {})["history"]
    assert first["outcome"] == "performed"
    assert "inspection" in first["text"]


def test_who_is_cleared_is_compliant_again():
    wary = on_table(
        "o", ["usa"], ["rok"], clause("o.1", "usa", "tests"), provided={"compliant": "dprk"}
    )
    text = clause("f.1", "dprk", "freeze", 1, ("usa", "rok"), verification="v1")
    pact = in_force("f", ["dprk"], ["usa", "rok"], text, audience="public")
    doubts = delivery("f.1", doubted_by=("usa", "rok"))
    made = Accusation(document="f", clause="f.1", by="usa", evidence=True, round=3)
    before = table(pact, wary, deliveries=[doubts], accusations=(made,), scenario=HUSHED)
    accepts = {"rok": sheet(answers={"o": yes_if(True)})}
    assert reckoned(before, **accepts).state.documents["o"].status == "lapsed"
    cleared = reckoned(before, dprk=sheet(**LET_IN), **accepts)
    assert cleared.state.documents["o"].status == "concluded"


@pytest.mark.parametrize("sheets", [{}, {"dprk": sheet(inspections={"f.1": "refuse"})}])
def test_silence_refuses_and_who_refuses_bears_the_onus(sheets):
    """Rulebook 6.12."""
    after = reckoned(accused(**EVADED), **sheets)
    assert (outcome(after), onus(after)) == ("refused", {"dprk": 1})
    assert not turn(after).established


@pytest.mark.parametrize("held", [EVADED | {"seen_by": ("usa",)}, {"doubted_by": ("usa",)}])
def test_evidence_that_is_there_weighs_more_be_it_a_false_alarm(held):
    """Rulebook 6.12: a false alarm cannot be told from a true one."""
    after = reckoned(accused(evidence=True, **held))
    assert onus(after) == {"dprk": 2}
    assert kinds(after, "observer").count("inspection_refused") == 1
    assert "bluffed" not in kinds(after, "observer")


def test_a_bluff_costs_the_accuser():
    """Rulebook 6.12: what another saw is no evidence of one's own."""
    after = reckoned(accused(evidence=True, **EVADED, seen_by=("rok",)))
    assert onus(after) == {"dprk": 1, "usa": 1}
    assert "bluffed" in kinds(after, "observer")


@pytest.mark.parametrize("sheets", [{}, {"dprk": sheet(**LET_IN)}])
def test_what_the_world_cannot_read_moves_no_onus(sheets):
    """Rulebook 6.12."""
    after = reckoned(accused(audience="secret", evidence=True, **EVADED), **sheets)
    assert onus(after) == {}
    assert outcome(after) in ("found", "refused")
    for stranger in ("prc", "jpn", "observer"):
        assert shown(after, stranger)[2]["ledger/accusations"] == {"accusations": []}
        assert not {"inspection_found", "inspection_refused"} & {*kinds(after, stranger)}


@pytest.mark.parametrize("evidence", [False, True])
def test_who_refuses_a_plain_accusation_gives_nothing_away(evidence):
    """Secrecy: evidence that was not claimed shows nowhere, nor does what was truly done."""
    plain = reckoned(accused(evidence=False))
    held = {"seen_by": ("rok",)} if evidence else {}
    assert_alike(reckoned(accused(**EVADED, **held)), plain, ("prc", "rus", "jpn", "observer"))


def test_a_secret_accusation_is_nothing_to_outsiders():
    """Secrecy: it comes to the same as none, whatever is answered."""
    one = reckoned(accused(audience="secret", **EVADED), dprk=sheet(**LET_IN))
    text = clause("f.1", "dprk", "freeze", 1, ("usa", "rok"), verification="v1")
    pact = in_force("f", ["dprk"], ["usa", "rok"], text, audience="secret")
    none = reckoned(table(pact, deliveries=[delivery("f.1")], scenario=HUSHED))
    for viewer in others("dprk", "usa", "rok"):
        assert shown(one, viewer) == shown(none, viewer)


def test_a_table_that_control_closes_answers_what_is_open():
    """Rulebook 6.8, 6.12: closed in the middle of a round, it answers what was sealed."""
    unfolding = Unfolding(replace(accused(**EVADED), sealed={"dprk": sheet(**LET_IN)}))
    closing_delivery(unfolding)
    assert outcome(unfolding) == "found"
    assert onus(unfolding) == {"dprk": 2}


def test_what_was_found_broken_no_longer_counts_as_performed():
    offer = on_table(
        "o", ["usa"], ["rok"], clause("o.1", "usa", "tests"), provided=performed("dprk", "freeze")
    )
    text = clause("f.1", "dprk", "freeze", 1, ("rok",), rounds=1)
    pact = in_force("f", ["dprk"], ["rok"], text, audience="closed")
    made = Accusation(document="f", clause="f.1", by="usa", evidence=False, round=3)
    before = table(
        pact, offer, deliveries=[delivery("f.1", **EVADED)], accusations=(made,), scenario=HUSHED
    )
    accepts = {"rok": sheet(answers={"o": yes_if(True)})}
    assert reckoned(before, **accepts).state.documents["o"].status == "concluded"
    found = reckoned(before, dprk=sheet(**LET_IN), **accepts)
    assert found.state.documents["o"].status == "lapsed"
