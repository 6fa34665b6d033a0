"""Declarations that authors combine, and that only all of them together leave (Rulebook 3.20)."""

import pytest
from msgspec.structs import replace

from rules import legal
from rules.bots.table import read
from rules.bots.talks import combined
from rules.names import SEATS, VIEWERS
from rules.view import record, view
from rules.weighing.assurance import index

from .at_the_table import FOOD, Table, clause, kinds
from .tiny import SCENARIO

LONG = replace(SCENARIO, rounds=replace(SCENARIO.rounds, first_possible_end=9, last=9))
GREAT = ("usa", "prc", "rus")


def declaration(by, *clauses, **more):
    word = clause(by, "pledge", beneficiaries=["dprk"])
    wire = {"title": "Our word", "sponsors": [by], "addressees": [], "audience": "public"}
    return {**wire, "clauses": [*clauses] or [word], **more}


def declared(*seats, scenario=LONG, **others):
    """A table in the corridors of round 2, with declarations concluded: by author, then others."""
    table = Table(scenario=scenario).open()
    wires = {by: declaration(by) for by in seats} | others
    ids = {}
    for phase, audience in (("corridors", "closed"), ("plenary", "public")):
        table.to(phase)
        for name, wire in wires.items():
            if wire["audience"] == audience:
                ids[name] = table.table(wire["sponsors"][0], wire)
    table.to("reckoning").to("corridors")
    return table, ids


def combine(table, ids, *by):
    for seat in by:
        happened = table.give(seat, "combine", documents=ids)
    return happened


def test_with_the_last_of_their_authors_they_are_one():
    table, ids = declared(*GREAT)
    all_three = sorted(ids.values())
    (first,) = combine(table, all_three, "usa")
    combine(table, all_three, "rus")
    assert table.state.joint == ()
    assert first.to == VIEWERS
    happened = combine(table, all_three, "prc")
    assert kinds(happened) == ["CombinationAgreed", "NewsTold"]
    assert [each.documents for each in table.state.joint] == [tuple(all_three)]
    assert table.state.proposed == ()
    shown = record(table.state, "observer", f"document/{ids['usa']}", {})
    assert shown["combined_with"] == [each for each in all_three if each != ids["usa"]]
    (news,) = (each for each in table.state.news.values() if each.kind == "combined")
    told = record(table.state, "jpn", f"news/{news.id}", {})
    assert told["title"] == "A joint assurance"
    assert "have combined their declarations" in told["text"]


def test_who_has_agreed_waits_for_the_others():
    table, ids = declared("usa", "prc")
    both = sorted(ids.values())
    combine(table, both, "usa")
    assert table.refused("usa", "combine", documents=both).code == "already-agreed"
    assert legal.combinable_now(table.state, "usa") == ()
    assert legal.combinable_now(table.state, "prc") == (tuple(both),)


def test_what_is_said_in_one_round_counts_for_no_other():
    table, ids = declared("usa", "prc")
    both = sorted(ids.values())
    combine(table, both, "usa")
    table.to("reckoning").to("corridors")
    combine(table, both, "prc")
    assert table.state.joint == ()
    combine(table, both, "usa")
    assert table.state.joint


def test_a_joint_assurance_takes_in_another():
    table, ids = declared(*GREAT)
    first = sorted([ids["usa"], ids["prc"]])
    combine(table, first, "usa", "prc")
    combine(table, [ids["rus"], ids["usa"]], "rus", "prc")
    assert [each.documents for each in table.state.joint] == [tuple(first)]
    combine(table, [ids["rus"], ids["usa"]], "usa")
    assert [each.documents for each in table.state.joint] == [tuple(sorted(ids.values()))]


def test_combined_they_are_one_narrative():
    """Rulebook 7.2: not one level, nor one document, and yet one voice."""
    strong = clause("prc", "pledge", 2, beneficiaries=["dprk"])
    table, ids = declared("usa", "rus", prc=declaration("prc", strong))
    assert index(table.state).ceiling == LONG.ceilings.lead_and_one
    combine(table, sorted(ids.values()), *GREAT)
    assert index(table.state).ceiling == LONG.ceilings.common_narrative


def test_only_all_of_them_together_leave_it():
    table, ids = declared("usa", "prc")
    combine(table, sorted(ids.values()), "usa", "prc")
    (said,) = table.give("usa", "denounce", document=ids["usa"])
    assert said.to == VIEWERS
    assert table.state.standings[f"{ids['usa']}.1"].status == "operative"
    assert table.refused("usa", "denounce", document=ids["usa"]).code == "not-without-others"
    assert ids["usa"] not in legal.denounceable(table.state, "usa")
    shown = record(table.state, "jpn", f"document/{ids['prc']}", {})
    assert shown["leaving"] == {"seats": ["usa"], "round": 2}
    left = table.give("prc", "denounce", document=ids["prc"])
    assert kinds(left) == ["DocumentDenounced", "DocumentDenounced"]
    assert {table.state.standings[f"{each}.1"].status for each in ids.values()} == {"denounced"}
    assert table.state.breaches == ()


def test_what_one_said_in_an_earlier_round_does_not_let_another_leave():
    table, ids = declared("usa", "prc")
    combine(table, sorted(ids.values()), "usa", "prc")
    table.give("usa", "denounce", document=ids["usa"])
    table.to("reckoning").to("corridors")
    table.give("prc", "denounce", document=ids["prc"])
    assert table.state.standings[f"{ids['prc']}.1"].status == "operative"


def test_who_owes_nothing_any_more_holds_nobody():
    short = clause("usa", "pledge", beneficiaries=["dprk"], rounds=2)
    table, ids = declared("prc", usa=declaration("usa", short))
    combine(table, sorted(ids.values()), "usa", "prc")
    table.to("reckoning").to("corridors").to("reckoning").to("corridors")
    assert table.state.standings[f"{ids['usa']}.1"].status == "ended"
    table.give("prc", "denounce", document=ids["prc"])
    assert table.state.standings[f"{ids['prc']}.1"].status == "denounced"


def test_leaving_together_breaks_what_is_for_a_term():
    """Rulebook 3.14."""
    long = clause("usa", "pledge", beneficiaries=["dprk"], rounds=6)
    table, ids = declared("prc", usa=declaration("usa", long))
    combine(table, sorted(ids.values()), "usa", "prc")
    table.give("usa", "denounce", document=ids["usa"])
    assert table.state.breaches == ()
    table.give("prc", "denounce", document=ids["prc"])
    assert table.state.breaches == ((2, f"{ids['usa']}.1"),)


@pytest.mark.parametrize("seat", SEATS)
def test_what_the_menu_offers_is_taken(seat):
    table, _ = declared(*GREAT)
    offered = record(table.state, seat, "menu/own", {})["commands"].get("combine", {"sets": []})
    assert len(offered["sets"]) == (2 if seat in GREAT else 0)
    for documents in offered["sets"]:
        table.give(seat, "combine", documents=documents)


def test_only_public_assurances_in_force_are_combined():
    secret = declaration("jpn", audience="closed")
    food = declaration("rok", clause("rok", "food", 50, beneficiaries=["dprk"], rounds=2))
    offer = declaration("rus", addressees=["dprk"], open_rounds=2)
    table, ids = declared("usa", closed=secret, food=food, offer=offer)
    for by, other in (("jpn", "closed"), ("rok", "food"), ("rus", "offer")):
        refusal = table.refused(by, "combine", documents=[ids["usa"], ids[other]])
        assert refusal.code == "not-an-assurance"
    assert legal.combinable_now(table.state, "jpn") == ()
    assert table.refused("usa", "combine", documents=[]).code == "not-an-assurance"


def test_one_that_is_disclosed_is_public():
    table, ids = declared("usa", closed=declaration("jpn", audience="closed"))
    table.to("plenary").give("jpn", "disclose", document=ids["closed"])
    assert legal.combinable_now(table.state, "usa") == (tuple(sorted(ids.values())),)


def test_they_assure_the_same_party_of_the_same():
    south = declaration("prc", clause("prc", "pledge", beneficiaries=["rok"]))
    table, ids = declared("usa", south=south)
    refusal = table.refused("usa", "combine", documents=[*ids.values()])
    assert refusal.code == "nothing-in-common"
    assert legal.combinable_now(table.state, "usa") == ()


def test_one_combines_what_one_declares_with_others():
    more = declaration("usa", FOOD, clause("usa", "pledge", beneficiaries=["dprk"]))
    table, ids = declared("usa", "prc", more=more)
    assert table.refused("jpn", "combine", documents=[ids["usa"], ids["prc"]]).code == (
        "not-among-authors"
    )
    own = [ids["usa"], ids["more"]]
    assert table.refused("usa", "combine", documents=own).code == "not-among-authors"
    assert tuple(sorted(own)) not in legal.combinable_now(table.state, "usa")


def test_nothing_is_combined_twice():
    table, ids = declared("usa", "prc")
    both = sorted(ids.values())
    combine(table, both, "usa", "prc")
    assert table.refused("usa", "combine", documents=both).code == "nothing-to-combine"
    assert table.refused("usa", "combine", documents=both[:1]).code == "nothing-to-combine"


def test_who_has_walked_out_combines_nothing():
    grounds = tuple(replace(each, seats=SEATS) for each in LONG.grounds)
    table, ids = declared("usa", "prc", scenario=replace(LONG, grounds=grounds))
    table.to("capitals")
    table.give("usa", "seal", instructions={"walk_out": {"ground": grounds[0].id}})
    table.to("reckoning").to("corridors")
    assert table.refused("usa", "combine", documents=[*ids.values()]).code == "walked-out"


def test_a_scenario_may_do_without():
    without = replace(LONG, limits=replace(LONG.limits, joint_assurances=False))
    table, ids = declared("usa", "prc", scenario=without)
    assert table.refused("usa", "combine", documents=[*ids.values()]).code == "no-combining"
    assert legal.combinable_now(table.state, "usa") == ()


def test_a_bot_agrees_to_what_others_propose_and_to_nothing_else():
    table, ids = declared("usa", "prc")
    both = sorted(ids.values())
    assert [*combined(read(view(table.state, "prc", {})))] == []
    combine(table, both, "usa")
    first, said = combined(read(view(table.state, "prc", {})))
    assert first == {"kind": "combine", "documents": both}
    assert "Combined" in said["text"]
