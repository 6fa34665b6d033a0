"""Accusing in the plenary: who may accuse whom of what, who hears it, what it does not tell."""

from msgspec.structs import replace

from rules.model import Accusation
from rules.view import record

from .at_the_table import FREEZE, OFFER, Table, clause, heard_of
from .tiny import SCENARIO, delivery, document, state
from .tiny import clause as clause_of

HIDDEN = {**FREEZE, "verification": "v0"}
PACT = {**OFFER, "clauses": [HIDDEN, clause("usa", "food", 50, beneficiaries=["dprk"], rounds=4)]}


def promised(**more):
    """A table in the plenary of round 3: one turn of a freeze that nobody inspects is over."""
    table = Table().open()
    pact = table.conclude("usa", {**PACT, **more})
    return table.to("capitals").to("reckoning").to("plenary"), f"{pact}.1"


def seen(table, viewer, key):
    return record(table.state, viewer, key, {})


def test_who_reads_the_text_accuses_its_debtor_and_all_its_readers_hear():
    """Rulebook 6.12."""
    table, freeze = promised()
    happened = table.give("rok", "accuse", clause=freeze, evidence=True)
    assert heard_of(happened, "Accused") == [("dprk", "rok", "usa", "prc", "rus", "jpn", "control")]
    (told,) = seen(table, "jpn", "ledger/accusations")["accusations"]
    assert (told["by"], told["debtor"], told["outcome"]) == ("rok", "dprk", None)
    assert told["text"] == (
        "The ROK accuses the DPRK of having broken “Nuclear freeze”, and says that it has evidence."
    )
    assert seen(table, "observer", "ledger/accusations") == {"accusations": []}


def test_an_accusation_under_a_secret_text_stays_among_its_signatories():
    """Rulebook 6.12."""
    table, freeze = promised(audience="secret")
    refused = table.refused("rok", "accuse", clause=freeze)
    unheard_of = table.refused("rok", "accuse", clause="nosuchpaper1.1")
    assert (refused.code, refused.detail) == (unheard_of.code, unheard_of.detail)
    assert refused.code == "unknown-clause"
    happened = table.give("usa", "accuse", clause=freeze)
    assert heard_of(happened, "Accused") == [("dprk", "usa", "control")]
    for stranger in ("rok", "observer"):
        assert seen(table, stranger, "ledger/accusations") == {"accusations": []}


def test_once_it_is_disclosed_the_world_hears_of_it():
    table, freeze = promised(audience="secret")
    table.give("usa", "accuse", clause=freeze)
    table.give("usa", "disclose", document=freeze.partition(".")[0])
    assert len(seen(table, "observer", "ledger/accusations")["accusations"]) == 1


def test_nobody_accuses_more_often_than_the_scenario_lets_it():
    table, freeze = promised()
    table.give("usa", "accuse", clause=freeze)
    assert table.refused("usa", "accuse", clause=freeze).code == "too-many-accusations"
    assert "accuse" not in seen(table, "usa", "menu/own")["commands"]


def test_one_accusation_of_the_same_is_enough():
    """Rulebook 6.12: nobody is accused twice of the same turns."""
    table, freeze = promised()
    table.give("usa", "accuse", clause=freeze)
    assert table.refused("rok", "accuse", clause=freeze).code == "nothing-to-accuse"
    table.to("reckoning").to("plenary")
    table.give("rok", "accuse", clause=freeze)
    assert [each.round for each in table.state.accusations] == [3, 4]


def test_nobody_accuses_itself_or_over_what_cannot_be_hidden():
    table, freeze = promised()
    food = freeze.replace(".1", ".2")
    assert table.refused("dprk", "accuse", clause=freeze).code == "nothing-to-accuse"
    assert table.refused("dprk", "accuse", clause=food).code == "nothing-to-accuse"
    assert list(seen(table, "rok", "menu/own")["commands"]["accuse"]["clauses"]) == [freeze]


def test_who_has_left_the_room_accuses_nobody():
    table, freeze = promised()
    table.to("capitals").give("usa", "seal", instructions={})
    out = replace(table.state.seats["usa"], walked_out="hostile")
    table.state = replace(table.state, seats={**table.state.seats, "usa": out}, phase="plenary")
    assert table.refused("usa", "accuse", clause=freeze).code == "walked-out"
    assert "accuse" not in seen(table, "usa", "menu/own")["commands"]


def test_accusing_is_the_plenarys():
    table, freeze = promised()
    assert table.to("capitals").refused("usa", "accuse", clause=freeze).code == "not-your-phase"


def test_only_an_accusation_that_is_open_is_answered():
    table, freeze = promised()
    table.give("usa", "accuse", clause=freeze)
    table.to("capitals")
    sheet = {"inspections": {freeze: "accept"}}
    assert table.refused("usa", "seal", instructions=sheet).code == "unknown-clause"
    offered = seen(table, "dprk", "menu/own")["commands"]["seal"]["inspections"]
    assert {name: each["by"] for name, each in offered.items()} == {freeze: "usa"}
    table.give("dprk", "seal", instructions=sheet)


FROZEN = clause_of("f.1", "dprk", "freeze", 1, ("rok",), verification="v1")


def offers(**what):
    """What `rok` may accuse of, and be told, after one turn that looks kept or is not known."""
    pact = document("f", ["dprk"], ["rok"], FROZEN, status="concluded")
    table = state(pact, deliveries=[delivery("f.1", **what)], phase="plenary")
    return record(table, "rok", "menu/own", {})["commands"].get("accuse")


def test_what_may_be_accused_does_not_tell_what_was_done():
    """Secrecy: an evasion unseen is offered like a promise kept, a false alarm like a true one."""
    assert offers() == offers(outcome="evaded", amount=0) is not None
    doubted = offers(doubted_by=("rok",))
    assert doubted == offers(outcome="evaded", amount=0, seen_by=("rok",)) == offers()


def test_what_is_proved_or_was_open_is_not_accused():
    proved = ({"established": True, "outcome": "evaded"}, {"verified": True}, {"cleared": True})
    assert [offers(**each) for each in (*proved, {"outcome": "part"})] == [None] * 4


def test_the_scenario_may_know_no_accusations():
    none = replace(SCENARIO.accusations, each_round=0)
    pact = document("f", ["dprk"], ["rok"], FROZEN, status="concluded")
    table = state(
        pact,
        deliveries=[delivery("f.1")],
        phase="plenary",
        scenario=replace(SCENARIO, accusations=none),
    )
    assert "accuse" not in record(table, "rok", "menu/own", {})["commands"]


def test_the_ledger_says_nothing_of_what_an_accuser_holds():
    """Secrecy: what was seen shows only where it was claimed and the inspection refused."""
    pact = document("f", ["dprk"], ["rok"], FROZEN, status="concluded")
    made = Accusation(document="f", clause="f.1", by="rok", evidence=False, round=3)
    saw = delivery("f.1", outcome="evaded", amount=0, seen_by=("rok",))
    for viewer in ("dprk", "usa", "rok"):
        shown = [
            record(state(pact, deliveries=[each], accusations=(made,)), viewer, key, {})
            for each in (saw, delivery("f.1"))
            for key in ("ledger/accusations",)
        ]
        assert shown[0] == shown[1]
