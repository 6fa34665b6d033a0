"""Step 2: what comes to light, for whom, and what each reader is told."""

import pytest
from msgspec.structs import replace

from rules import events as e
from rules.chance import draw
from rules.reckoning.tally import UNSEEN

from ..tiny import clause
from .rounds import (
    events,
    in_force,
    kinds,
    lines_about,
    lucky,
    reckoned,
    room,
    sheet,
    table,
    told,
)

EVADE = {"f.1": "evade"}
SIX = ("dprk", "rok", "usa", "prc", "rus", "jpn")


def freeze(verification="v0", toward=(), **more):
    text = clause("f.1", "dprk", "freeze", 1, toward, verification=verification)
    return in_force("f", ["dprk"], ["usa", "rok"], text, **more)


def delivery(unfolding):
    return events(unfolding, e.ObligationMet)[0].delivery


def evaded(before):
    return reckoned(before, dprk=sheet(perform=EVADE))


def caught(state):
    return evaded(state).state.breaches != ()


def test_what_cannot_be_hidden_is_established_at_once():
    """Rulebook 6.2: a test cannot be hidden."""
    halt = in_force("f", ["dprk"], ["usa"], clause("f.1", "dprk", "tests"))
    after = evaded(table(halt))
    assert delivery(after).established
    assert lines_about(after, "rus", "f.1") == ["breached"]


def test_under_v3_an_evasion_found_is_established_for_all_who_read_the_text():
    """Rulebook 6.2."""
    after = evaded(lucky(table(freeze("v3")), caught))
    assert delivery(after).established
    assert after.state.breaches == ((3, "f.1"),)
    assert [lines_about(after, seat, "f.1") for seat in SIX] == [["breached"]] * 6
    assert lines_about(after, "observer", "f.1") == []


def test_the_breach_of_a_secret_is_told_to_its_signatories_alone():
    """Rulebook 6: everything else stays with who may know it."""
    after = evaded(lucky(table(freeze("v3", audience="secret")), caught))
    (found,) = (each for each in after.happened if isinstance(each.event, e.BreachEstablished))
    assert found.to == ("dprk", "rok", "usa", "control")
    assert kinds(after, "prc") == kinds(reckoned(table()), "prc")


def test_below_v3_only_a_beneficiary_that_draws_it_sees_it():
    """Rulebook 6.2: below, only the beneficiary that saw it knows."""

    def is_seen_by_japan_alone(state):
        return delivery(evaded(state)).seen_by == ("jpn",)

    before = lucky(table(freeze("v2", ["jpn", "rok"])), is_seen_by_japan_alone)
    after = evaded(before)
    assert not delivery(after).established
    assert after.state.breaches == ()
    assert lines_about(after, "jpn", "f.1") == ["suspected"]
    assert lines_about(after, "rok", "f.1") == ["began"]
    assert lines_about(after, "dprk", "f.1") == ["hid"]
    assert lines_about(after, "control", "f.1") == ["hid", "suspected"]


def test_each_who_watches_draws_for_itself_by_the_odds_of_the_clause():
    """Rulebook 6, chance: a draw hangs on its label alone."""
    before = table(freeze("v2", ["jpn", "rok"]))
    expected = tuple(
        seat for seat in ("rok", "jpn") if draw(before.key, 3, f"detect:f.1:{seat}") < 50
    )
    assert delivery(evaded(before)).seen_by == expected


def test_a_false_alarm_reads_like_a_true_one():
    """Rulebook 6.2: false alarms exist."""
    before = table(freeze("v1", ["jpn"]))
    alarmed = reckoned(lucky(before, lambda s: delivery(reckoned(s)).doubted_by == ("jpn",)))
    seen = evaded(lucky(before, lambda s: delivery(evaded(s)).seen_by == ("jpn",)))
    assert told(alarmed, "jpn") == told(seen, "jpn")
    assert lines_about(alarmed, "jpn", "f.1") == ["suspected"]
    assert lines_about(alarmed, "dprk", "f.1") == ["began"]


def test_performance_under_v3_becomes_verified():
    """Rulebook 6.2."""
    after = reckoned(lucky(table(freeze("v3")), lambda s: delivery(reckoned(s)).verified))
    assert lines_about(after, "usa", "f.1") == ["began", "verified"]


def test_under_v3_a_false_alarm_and_an_evasion_missed_are_told_alike():
    """Rulebook 6.2: a false alarm only means not verified this round."""
    before = table(freeze("v3"))
    alarmed = reckoned(lucky(before, lambda s: not delivery(reckoned(s)).verified, 2000))
    missed = evaded(lucky(before, lambda s: not caught(s)))
    assert delivery(alarmed).doubted_by == ()
    assert lines_about(alarmed, "usa", "f.1") == ["began", "doubtful"]
    assert told(alarmed, "usa") == told(missed, "usa")


def test_below_v3_nothing_is_verified():
    assert not delivery(reckoned(table(freeze("v2")))).verified


def test_part_is_done_openly_is_no_breach_and_moves_the_onus_of_a_public_promise():
    food = clause("p.1", "usa", "food", 100, ["dprk"])
    public = in_force("p", ["usa"], ["dprk"], food, audience="public")
    after = reckoned(table(public), usa=sheet(perform={"p.1": "part"}))
    assert lines_about(after, "jpn", "p.1") == ["part"]
    assert after.state.breaches == ()
    assert after.state.seats["usa"].onus == 1
    closed = reckoned(
        table(in_force("p", ["usa"], ["dprk"], food)), usa=sheet(perform={"p.1": "part"})
    )
    assert closed.state.seats["usa"].onus == 0


def test_a_breach_of_a_public_promise_that_is_established_moves_the_onus():
    """To break one's word is never cheaper than to say that one keeps it in part."""
    public = table(freeze("v3", audience="public"))
    assert evaded(lucky(public, caught)).state.seats["dprk"].onus == 2
    assert evaded(lucky(public, lambda s: not caught(s))).state.seats["dprk"].onus == 0
    closed = lucky(table(freeze("v3", audience="closed")), caught)
    assert evaded(closed).state.seats["dprk"].onus == 0


def test_promises_that_go_on_share_one_line_a_document():
    before = table(freeze(), deliveries=[])
    again = replace(before, deliveries={"f.1": (delivery(reckoned(before)),)})
    line = next(each for each in told(reckoned(again), "jpn") if each.kind == "kept")
    assert (line.document, line.amount) == ("f", 1)


def test_the_first_of_its_kind_arrives_once_as_far_as_its_readers_know():
    def fuel(name, by, **more):
        text = clause(f"{name}.1", by, "fuel", 50, ["dprk"])
        return in_force(name, [by], ["dprk"], text, **more)

    after = reckoned(table(fuel("a", "prc", audience="secret"), fuel("b", "rus"), fuel("c", "rok")))
    kinds_of = {name: lines_about(after, "dprk", f"{name}.1") for name in "abc"}
    assert kinds_of == {"a": ["delivered_first"], "b": ["delivered_first"], "c": ["delivered"]}
    again = reckoned(replace(after.state, round=4))
    assert lines_about(again, "dprk", "b.1") == ["delivered"]


def test_a_hidden_evasion_leaves_what_others_are_told_as_it_is():
    """Rulebook 6: what the reckoning publishes is a closed list, and this is not on it."""

    def is_quiet(state):
        return not delivery(evaded(state)).seen_by and not delivery(reckoned(state)).doubted_by

    before = lucky(table(freeze("v1", ["jpn"])), is_quiet)
    for viewer in ("rok", "usa", "prc", "rus", "jpn", "observer"):
        assert told(evaded(before), viewer) == told(reckoned(before), viewer)
    assert lines_about(evaded(before), "dprk", "f.1") == ["hid"]


def test_meters_name_a_public_promise_as_their_cause_and_never_a_hidden_act():
    """Rulebook 6: causes are what the public believes."""
    food = clause("p.1", "usa", "food", 100, ["dprk"])
    causes = {}
    for audience in ("public", "secret"):
        after = reckoned(table(in_force("p", ["usa"], ["dprk"], food, audience=audience)))
        (moved,) = (each for each in events(after, e.MeterMoved) if each.name == "economy")
        causes[audience] = moved.cause
    assert causes == {"public": "clause:p.1", "secret": UNSEEN}
    hidden = evaded(lucky(table(freeze(audience="public")), lambda s: not caught(s)))
    (moved,) = (each for each in events(hidden, e.MeterMoved) if each.name == "arsenal")
    assert moved.cause == UNSEEN


@pytest.mark.parametrize(("verification", "audience"), [("v0", "public"), ("v5", "public")])
def test_diverted_aid_is_seen_by_its_donor_or_under_v3_by_all(verification, audience):
    """Rulebook 6.2: each evasion and diversion is detected with odds."""
    food = clause("p.1", "usa", "food", 100, ["dprk"], verification=verification)
    before = table(in_force("p", ["usa"], ["dprk"], food, audience=audience))
    greedy = sheet(divert={"p.1": 40})

    def is_found(state):
        return "diverted" in lines_about(reckoned(state, dprk=greedy), "usa", "p.1")

    after = reckoned(lucky(before, is_found), dprk=greedy)
    assert ("diverted" in lines_about(after, "jpn", "p.1")) is (verification == "v5")
    assert after.state.seats["dprk"].onus == (1 if verification == "v5" else 0)
    assert "turned" in lines_about(after, "dprk", "p.1")
    assert room(after, "usa") == room(reckoned(table()), "usa")
