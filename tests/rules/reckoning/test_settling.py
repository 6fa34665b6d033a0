"""Step 5: what the settlement makes of open documents and of clauses in force."""

import pytest
from msgspec.structs import replace

from rules import events as e

from ..tiny import clause, operative, performed
from .rounds import NO, YES, events, in_force, kinds, on_table, reckoned, sheet, table, told, yes_if


def settled(unfolding, name="o"):
    return unfolding.state.documents[name]


def offer(*clauses, name="o", sponsors=("usa",), addressees=("dprk",), **more):
    text = clauses or (clause(f"{name}.1", sponsors[0], "tests"),)
    return on_table(name, sponsors, addressees, *text, **more)


def answering(**answers):
    return {seat: sheet(answers={"o": answer}) for seat, answer in answers.items()}


def test_what_all_accept_is_concluded_and_binds_them():
    """Rulebook 3, 5."""
    after = reckoned(table(offer()), **answering(dprk=YES))
    found = settled(after)
    assert (found.status, found.bound, found.concluded_round) == ("concluded", ("dprk", "usa"), 3)
    assert after.state.standings["o.1"].status == "operative"
    assert found.fate.outcome == "concluded"


@pytest.mark.parametrize(
    ("answer", "last_round", "status", "outcome"),
    [
        (NO, 5, "declined", "declined"),
        (NO, 3, "declined", "declined"),
        (None, 3, "lapsed", "fell"),
        (None, 4, "open", "waiting"),
    ],
)
def test_a_decline_ends_an_offer_silence_does_at_the_deadline(answer, last_round, status, outcome):
    """Rulebook 3: open, then concluded, declined or lapsed."""
    sheets = answering(dprk=answer) if answer else {}
    found = settled(reckoned(table(offer(last_round=last_round)), **sheets))
    assert (found.status, found.fate.outcome) == (status, outcome)


def test_an_acceptance_stands_until_the_deadline():
    """Rulebook 3: an addressee's acceptance stands until changed or the deadline."""
    text = clause("o.1", "usa", "tests")
    before = table(offer(text, addressees=("dprk", "rok"), last_round=4))
    first = reckoned(before, **answering(dprk=YES)).state
    assert first.documents["o"].answers == {"dprk": YES}
    second = reckoned(replace(first, round=4), **answering(rok=YES)).state
    assert second.documents["o"].status == "concluded"


def test_i_will_if_you_will_comes_into_force():
    """Rulebook 5: commitment for commitment, action for action."""
    text = offer(
        clause("o.1", "usa", "tests", so_long_as=operative("dprk", "freeze")),
        clause("o.2", "dprk", "freeze", so_long_as=operative("usa", "tests")),
    )
    after = reckoned(table(text), **answering(dprk=YES))
    statuses = {name: each.status for name, each in after.state.standings.items()}
    assert statuses == {"o.1": "operative", "o.2": "operative"}
    assert "c:o.1" not in after.state.you_first[3]


def test_only_after_you_have_stays_dormant_and_is_named():
    """Rulebook 5: the engine reproduces the sequencing deadlock and names it."""
    text = offer(
        clause("o.1", "usa", "tests", so_long_as=performed("dprk", "freeze")),
        clause("o.2", "dprk", "freeze", so_long_as=performed("usa", "tests")),
    )
    after = reckoned(table(text), **answering(dprk=YES))
    assert settled(after).status == "concluded"
    assert {each.status for each in after.state.standings.values()} == {"dormant"}
    (dispute,) = (each for each in told(after, "rus") if each.kind == "order_dispute")
    assert {dispute.clause, dispute.name} == {"o.1", "o.2"}
    again = reckoned(replace(after.state, round=4))
    assert "order_dispute" not in kinds(again, "rus")


def test_an_order_dispute_between_texts_is_told_to_those_who_read_both():
    waits = clause("a.1", "usa", "tests", so_long_as=performed("dprk", "freeze"))
    waits_too = clause("o.1", "dprk", "freeze", so_long_as=performed("usa", "tests"))
    one = in_force("a", ["usa"], ["dprk"], waits)
    other = offer(waits_too, sponsors=("dprk",), addressees=("usa",), audience="secret")
    after = reckoned(table(one, other, status={"a.1": "dormant"}), **answering(usa=YES))
    assert "order_dispute" in kinds(after, "usa")
    assert "order_dispute" not in kinds(after, "jpn")


def test_a_divisible_text_binds_those_who_accept_it():
    """Rulebook 5: a divisible document binds those who accepted."""
    text = offer(
        clause("o.1", "usa", "tests"),
        clause("o.2", "rok", "food", 50, ["dprk"]),
        addressees=("dprk", "rok"),
        divisible=True,
    )
    after = reckoned(table(text), **answering(dprk=YES, rok=NO))
    assert settled(after).bound == ("dprk", "usa")
    assert set(after.state.standings) == {"o.1"}


def test_a_quorum_can_do_without_some_but_not_without_a_debtor():
    """Rulebook 5: with a quorum that many, where an indivisible one needs every debtor."""
    text = {"addressees": ("dprk", "rok", "jpn"), "quorum": 3, "last_round": 5}
    enough = reckoned(table(offer(**text)), **answering(dprk=YES, rok=YES, jpn=NO))
    assert settled(enough).status == "concluded"
    too_few = reckoned(table(offer(**text)), **answering(dprk=NO, rok=YES, jpn=NO))
    assert settled(too_few).status == "declined"
    debtor = offer(clause("o.1", "dprk", "freeze"), **text)
    assert settled(reckoned(table(debtor), **answering(dprk=NO))).status == "declined"
    assert settled(reckoned(table(debtor), **answering(jpn=NO))).status == "open"


def test_a_clause_ends_with_its_term_and_is_told_once():
    """Rulebook 3: for some rounds or for good."""
    pact = in_force("p", ["usa"], ["dprk"], clause("p.1", "usa", "tests", rounds=2))
    after = reckoned(table(pact))
    assert after.state.standings["p.1"].status == "ended"
    assert kinds(after, "dprk").count("served") == 1
    again = reckoned(replace(after.state, round=4))
    assert events(again, e.ClauseStands) == []


def test_a_clause_whose_while_fails_sleeps_with_its_reason_and_wakes_again():
    """Rulebook 3, 5: so long as its condition holds."""
    calm = {"meter": {"name": "tension", "at_most": 60}}
    pact = in_force("p", ["usa"], ["dprk"], clause("p.1", "usa", "tests", so_long_as=calm))
    tense = table(pact)
    high = {**tense.meters, "tension": replace(tense.meters["tension"], value=70)}
    asleep = reckoned(replace(tense, meters=high))
    standing = asleep.state.standings["p.1"]
    assert standing.status == "dormant"
    assert standing.why[0].candidate == "c:p.1"
    low = {**asleep.state.meters, "tension": replace(tense.meters["tension"], value=50)}
    awake = reckoned(replace(asleep.state, round=4, meters=low))
    assert awake.state.standings["p.1"].status == "operative"
    assert "woke" in kinds(awake, "rok")


def test_conditions_read_the_meters_as_the_reckoning_began():
    """Rulebook 4: the world as this reckoning begins."""
    calm = {"meter": {"name": "tension", "at_most": 50}}
    text = offer(clause("o.1", "usa", "tests"), provided=calm)
    after = reckoned(table(text), dprk=sheet(answers={"o": YES}, action="nuclear_test"))
    assert after.state.meters["tension"].value > 50
    assert settled(after).status == "concluded"


def test_who_leaves_or_returns_in_a_reckoning_is_still_where_it_was_as_that_began():
    """Rulebook 4: present means not walked out, as this reckoning begins."""
    text = offer(clause("o.1", "usa", "tests"), provided={"present": "jpn"}, addressees=("dprk",))
    at_home = table(text, open_grounds=("hostile",))
    leaves = reckoned(at_home, jpn=sheet(walk_out="hostile"), **answering(dprk=YES))
    assert leaves.state.seats["jpn"].walked_out == "hostile"
    assert settled(leaves).status == "concluded"
    returns = reckoned(
        table(text, walked_out={"jpn": True}), jpn=sheet(come_back=True), **answering(dprk=YES)
    )
    assert returns.state.seats["jpn"].walked_out is None
    assert settled(returns).status == "lapsed"


def test_conditions_read_what_was_performed_this_round():
    """Rulebook 4: history when settlement begins."""
    fuel = in_force("p", ["prc"], ["dprk"], clause("p.1", "prc", "fuel", 100, ["dprk"]))
    text = offer(clause("o.1", "usa", "tests"), provided=performed("prc", "fuel", 100))
    assert settled(reckoned(table(fuel, text), **answering(dprk=YES))).status == "concluded"
    late = reckoned(table(fuel, text), prc=sheet(perform={"p.1": "evade"}), **answering(dprk=YES))
    assert settled(late).status == "lapsed"


def test_answers_to_a_public_text_are_published_with_their_reservations():
    """Rulebook 5."""
    wish = yes_if(operative("jpn", "pledge"))
    after = reckoned(table(offer(audience="public")), **answering(dprk=wish))
    assert settled(after).fate.answers == {"dprk": wish}
    (event,) = (each for each in after.happened if isinstance(each.event, e.DocumentSettled))
    assert "observer" in event.to


def test_a_failed_public_text_has_its_reasons_and_near_misses():
    """Rulebook 5: up to three near misses, else far."""
    wish = yes_if(operative("jpn", "pledge"))
    found = settled(reckoned(table(offer(audience="public")), **answering(dprk=wish))).fate
    assert [cause.candidate for cause in found.chain] == ["d:o", "a:o:dprk"]
    assert found.near == (("a:o:dprk",),)
    assert not found.far


def test_a_text_that_lacks_three_yeses_is_far():
    text = offer(audience="public", addressees=("dprk", "rok", "jpn"))
    found = settled(reckoned(table(text))).fate
    assert (found.near, found.far) == ((), True)


def test_near_misses_are_the_publics_alone():
    """Rulebook 5: for a failed public document."""
    found = settled(reckoned(table(offer(audience="closed")))).fate
    assert (found.near, found.far) == ((), False)
    assert found.chain


def test_a_secret_clause_explains_nothing_to_those_who_cannot_see_it():
    """Rulebook 4, 5: what a player reads uses only what that player may know."""
    secret = in_force(
        "s", ["jpn"], ["usa"], clause("s.1", "jpn", "pledge", 1, ["dprk"]), audience="secret"
    )
    text = offer(
        clause("o.1", "usa", "tests"), audience="public", provided=operative("jpn", "pledge")
    )
    with_it = reckoned(table(text, secret), **answering(dprk=YES))
    without = reckoned(table(text), **answering(dprk=YES))
    assert settled(with_it).fate == settled(without).fate
    assert told(with_it, "rok") == told(without, "rok")


def test_a_public_text_tells_the_world_nothing_of_why_a_closed_one_fell():
    """Rulebook 5: all who read the text can read its reasons."""
    closed = offer(name="x", sponsors=("usa",), addressees=("jpn",), audience="closed")
    public = offer(audience="public", provided={"concluded": "x"})
    found = settled(reckoned(table(closed, public), **answering(dprk=YES))).fate
    assert found.chain[0].candidate == "d:o"
    assert not any("a:x:" in cause.candidate + cause.lacked for cause in found.chain)
    assert not any("a:x:" in lever for near in found.near for lever in near)


def test_what_stood_is_kept_for_conditions_on_earlier_rounds():
    """Rulebook 4: `was`."""
    after = reckoned(table(offer()), **answering(dprk=YES))
    assert {"d:o", "a:o:dprk", "a:o:usa", "c:o.1"} <= set(after.state.concluded_at[3])
    assert after.state.sealed == {}
