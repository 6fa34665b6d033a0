"""Legal forms: dearer, slower, surer (Rulebook 3.7)."""

import pytest
from msgspec.structs import replace

from rules.names import SEATS
from rules.scenario.forms import LegalForm, LegalForms
from rules.view import record
from rules.weighing.prices import price_parts, stock_left

from .at_the_table import FREEZE, OFFER, Table, clause
from .tiny import SCENARIO

FORMS = ("statement", "joint_text", "council_resolution", "treaty")
SOLEMN = replace(SCENARIO, forms=FORMS)
TREATY = {**OFFER, "form": "treaty"}
RESOLUTION = {
    **OFFER,
    "form": "council_resolution",
    "audience": "public",
    "addressees": ["dprk", "prc", "rus"],
    "divisible": True,
    "clauses": [FREEZE],
}


def at(phase="corridors"):
    return Table(scenario=SOLEMN).open().to(phase)


def drafted(table, text):
    identity = table.draft("usa", text)
    return table.state.documents[identity].terms


def test_a_treaty_falls_due_a_round_later_and_says_so():
    table = at()
    plain = table.conclude("usa", OFFER)
    solemn = Table(scenario=SOLEMN).open()
    treaty = solemn.conclude("usa", TREATY)
    assert table.state.standings[f"{plain}.1"].from_round == 2
    assert solemn.state.standings[f"{treaty}.1"].from_round == 3
    assert solemn.state.standings[f"{treaty}.1"].until_round == 6
    paper = record(solemn.state, "jpn", f"document/{treaty}", {})
    assert paper["form"] == "treaty"
    assert paper["prose"].startswith("Treaty (offer) by the US")
    assert "falls due one round later, once it is ratified." in paper["prose"]


def test_a_treaty_costs_each_of_its_signatories():
    table = at()
    terms = drafted(table, TREATY)
    assert all(("Treaty", 2) in price_parts(table.state, terms, seat) for seat in ("usa", "dprk"))


def test_what_is_ratified_later_has_fewer_turns_to_draw_on_a_stock():
    """Six rounds and the closing delivery: a clause for good, begun a round later, is due less."""
    table = at()
    for_good = {"clauses": [clause("usa", "food", 50, beneficiaries=["dprk"])]}
    left = [
        stock_left(table.state, "usa", "food", [drafted(table, {**text, **for_good})])
        for text in (OFFER, TREATY)
    ]
    assert left[1] == left[0] + 50


@pytest.mark.parametrize("refusing", ["prc", "rus"])
def test_a_resolution_falls_without_a_member_though_others_would_be_bound(refusing):
    table = at("plenary")
    identity = table.table("usa", RESOLUTION)
    table.to("capitals")
    for seat in ("dprk", "prc", "rus"):
        answer = "decline" if seat == refusing else "accept"
        table.give(seat, "seal", instructions={"answers": {identity: answer}})
    table.to("reckoning")
    assert table.state.documents[identity].status == "declined"


def test_a_resolution_waits_for_a_member_that_says_nothing():
    table = at("plenary")
    identity = table.table("usa", RESOLUTION, open_rounds=2)
    table.to("capitals")
    for seat in ("dprk", "prc"):
        table.give(seat, "seal", instructions={"answers": {identity: "accept"}})
    table.to("reckoning")
    assert table.state.documents[identity].status == "open"


def test_a_resolution_stands_with_all_its_members():
    table = at("plenary")
    identity = table.table("usa", RESOLUTION)
    table.to("capitals")
    for seat in ("dprk", "prc", "rus"):
        table.give(seat, "seal", instructions={"answers": {identity: "accept"}})
    table.to("reckoning")
    assert table.state.documents[identity].status == "concluded"
    prose = record(table.state, "jpn", f"document/{identity}", {})["prose"]
    assert "the US, the PRC and Russia in any case" in prose


def test_the_menu_says_what_each_form_takes():
    menu = record(at().state, "jpn", "menu/own", {})["commands"]["draft"]
    assert menu["forms"] == list(FORMS)
    assert menu["legal_forms"]["treaty"] == {
        "title": "Treaty",
        "price": 2,
        "delay": 1,
        "survives": None,
        "members": [],
        "public": False,
    }


def test_what_a_form_takes_is_the_scenarios():
    cheap = LegalForms(treaty=LegalForm(title="Treaty", survives=99))
    table = Table(scenario=replace(SOLEMN, legal_forms=cheap)).open()
    terms = drafted(table, TREATY)
    assert not any(
        text == "Treaty" for seat in SEATS for text, _ in price_parts(table.state, terms, seat)
    )
