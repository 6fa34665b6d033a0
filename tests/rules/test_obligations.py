"""Obligations: what is due, and the odds by which it is looked after."""

import pytest
from msgspec.structs import replace

from rules.duties.obligations import (
    clauses_in_force,
    clauses_on_record,
    is_due,
    obligations,
    odds_of_detection,
    odds_of_false_alarm,
    outlives,
    texts_in_force,
    watchers,
)

from .tiny import clause, document, state


def pact(**more):
    return document(
        "p",
        ["usa"],
        ["dprk"],
        clause("p.1", "usa", "food", 100, ["dprk"], start=1, rounds=2),
        clause("p.2", "dprk", "freeze", verification="v3"),
        status="concluded",
        **more,
    )


def due(table, number):
    return [each.clause.id for each in obligations(table, number)]


def test_a_clause_is_due_from_the_round_after_conclusion_for_its_term():
    """Rulebook 3: from a round, for some rounds or for good."""
    table = state(pact())
    assert [due(table, number) for number in range(1, 6)] == [
        [],
        ["p.2"],
        ["p.1", "p.2"],
        ["p.1", "p.2"],
        ["p.2"],
    ]


@pytest.mark.parametrize("status", ["dormant", "ended", "suspended"])
def test_what_is_not_operative_is_not_due(status):
    """Rulebook 3: an obligation is what an operative clause demands."""
    assert due(state(pact(), status={"p.1": status, "p.2": status}), 3) == []


def test_what_is_denounced_is_owed_this_once_if_it_was_operative():
    """Rulebook 3: denouncing ends one's clauses from the next round."""
    table = state(pact(), status={"p.2": "denounced"})
    standing = replace(table.standings["p.2"], until_round=3)
    table = replace(table, standings={**table.standings, "p.2": standing})
    assert not is_due(table, "p.2", 3)
    assert is_due(replace(table, concluded_at={2: ("c:p.2",)}), "p.2", 3)
    assert not is_due(replace(table, concluded_at={3: ("c:p.2",)}), "p.2", 4)


def test_a_clause_outlives_a_round_while_a_turn_is_left():
    table = state(pact())
    one, other = table.documents["p"].terms.clauses
    assert outlives(table, one, 3)
    assert not outlives(table, one, 4)
    assert outlives(table, other, 99)


def test_detection_is_what_cannot_be_hidden_or_what_verification_finds():
    """Rulebook 6.2: odds from what is hidden and from the clause's v-level."""
    table = state()
    freeze = {v: clause("p.1", "dprk", "freeze", verification=v) for v in ("v0", "v1", "v3")}
    assert {v: odds_of_detection(table, c) for v, c in freeze.items()} == {
        "v0": 20,
        "v1": 30,
        "v3": 80,
    }
    assert odds_of_detection(table, clause("p.1", "dprk", "tests")) == 100


def test_false_alarms_fall_with_the_level_and_never_touch_what_is_open():
    """Rulebook 6.2."""
    table = state()
    alarms = [
        odds_of_false_alarm(table, clause("p.1", "dprk", "freeze", verification=f"v{n}"))
        for n in range(6)
    ]
    assert alarms == sorted(alarms, reverse=True)
    assert odds_of_false_alarm(table, clause("p.1", "dprk", "tests")) == 0


def test_who_benefits_watches_else_who_signed_else_who_reads():
    """Rulebook 6.2: the beneficiary that saw it."""
    toward = clause("p.1", "dprk", "freeze", 1, ["jpn"])
    nobody = clause("p.1", "dprk", "freeze")
    signed = document("p", ["dprk", "rok"], ["usa"], toward)
    alone = document("p", ["dprk"], [], nobody)
    assert watchers(signed, toward) == ("jpn",)
    assert watchers(signed, nobody) == ("rok", "usa")
    assert watchers(alone, nobody) == ("rok", "usa", "prc", "rus", "jpn")
    secret = document("p", ["dprk"], [], nobody, audience="secret")
    assert watchers(secret, nobody) == ()


@pytest.mark.parametrize("over", ["ended", "denounced", "lapsed"])
def test_what_is_over_stays_on_record_and_is_in_force_no_more(over):
    """Rulebook 3.14: a text is in force as long as a clause of it binds, asleep or not."""
    asleep = state(pact(), status={"p.1": over, "p.2": "dormant"})
    assert [each.id for _, each in clauses_in_force(asleep)] == ["p.2"]
    assert texts_in_force(asleep) == {"p"}
    gone = state(pact(), status={"p.1": over, "p.2": over})
    assert [each.id for _, each in clauses_on_record(gone)] == ["p.1", "p.2"]
    assert texts_in_force(gone) == set()
