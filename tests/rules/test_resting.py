"""Change of channel: a text lets earlier ones rest while it is in force (Rulebook 3.21)."""

import pytest
from msgspec.structs import replace

from rules.bots import valuation
from rules.decide.drafting import problems
from rules.view import record, view
from rules.weighing.prices import stock_left
from server.scenarios import shipped

from .at_the_table import FOOD, FREEZE, OFFER, PLEDGE_FOR_A_TERM, PUBLIC, SECRET, Table, clause
from .tiny import SCENARIO, operative

LONG = replace(
    SCENARIO,
    rounds=replace(SCENARIO.rounds, first_possible_end=9, last=9),
    limits=replace(SCENARIO.limits, secret_default=2),
)
TESTS = clause("dprk", "tests", rounds=2)
OTHER = {**OFFER, "title": "Another channel", "clauses": [TESTS]}


def agreed(**more):
    """Food for four rounds against a freeze for good is in force; the second corridors are on."""
    table = Table(scenario=LONG).open()
    return table, table.conclude("usa", OFFER, **more)


def changed(**more):
    """In the second round another text lets that rest, for the two rounds of its own."""
    table, old = agreed()
    new = table.to("corridors").conclude("usa", OTHER, rests=[old], **more)
    return table, old, new


def go_on(table, rounds=1):
    for _ in range(rounds):
        table.to("capitals").to("reckoning")


def status(table, clause_id):
    return table.state.standings[clause_id].status


def rounds_of(table, clause_id):
    return [each.round for each in table.state.deliveries.get(clause_id, ())]


def lines(table, viewer="jpn"):
    number = table.state.round
    return [
        each["text"] for each in record(table.state, viewer, f"aftermath/{number}", {})["lines"]
    ]


def said(table, viewer, clause_id):
    return record(table.state, viewer, f"clause/{clause_id}", {})["why"]


def stub(table, identity):
    return record(table.state, "usa", f"document/{identity}", {})["label"]


# --- what it does ---


def test_what_rests_asks_nothing_and_nobody_breaks_it():
    table, old, _ = changed()
    assert [status(table, f"{old}.{n}") for n in (1, 2)] == ["suspended", "suspended"]
    go_on(table, 2)
    assert rounds_of(table, f"{old}.1") == rounds_of(table, f"{old}.2") == [2]
    assert table.state.breaches == ()


def test_it_wakes_when_the_other_ends_and_its_term_has_waited():
    """Four rounds of food: one before the rest, three after it."""
    table, old, new = changed()
    assert rounds_of(table, f"{new}.1") == []
    go_on(table, 2)
    assert (status(table, f"{new}.1"), status(table, f"{old}.1")) == ("ended", "operative")
    go_on(table, 4)
    assert rounds_of(table, f"{new}.1") == [3, 4]
    assert rounds_of(table, f"{old}.1") == [2, 5, 6, 7]
    assert status(table, f"{old}.1") == "ended"


def test_what_begins_later_loses_no_round_of_its_term_before_it():
    table = Table(scenario=LONG).open()
    late = {**FOOD, "start": 3, "rounds": 2}
    old = table.conclude("usa", {**OFFER, "clauses": [late, FREEZE]})
    table.to("corridors").conclude("usa", OTHER, rests=[old])
    go_on(table, 6)
    assert rounds_of(table, f"{old}.1") == [5, 6]


def test_leaving_the_other_wakes_it():
    table = Table(scenario=LONG).open()
    old = table.conclude("usa", OFFER)
    other = {**OTHER, "clauses": [{**TESTS, "rounds": None}]}
    new = table.to("corridors").conclude("usa", other, rests=[old])
    table.to("corridors").give("dprk", "denounce", document=new)
    go_on(table)
    assert status(table, f"{old}.1") == "operative"
    go_on(table)
    assert rounds_of(table, f"{old}.2") == [2, 4]


def test_it_may_be_left_while_it_rests():
    table, old, _ = changed()
    table.to("corridors").give("usa", "denounce", document=old)
    assert table.state.breaches == ((3, f"{old}.1"),)
    go_on(table, 3)
    assert status(table, f"{old}.1") == "denounced"
    assert rounds_of(table, f"{old}.1") == [2]


def test_nothing_hangs_on_a_promise_that_rests():
    """Who promises so long as that is in force sleeps too, a settlement later."""
    table, old = agreed()
    table.to("corridors")
    hanging = clause("jpn", "fuel", 50, beneficiaries=["dprk"], rounds=4)
    hanging["while"] = operative("dprk", "freeze")
    japan = table.table(
        "jpn", {**OFFER, "sponsors": ["jpn"], "addressees": [], "clauses": [hanging]}
    )
    table.conclude("usa", OTHER, rests=[old])
    assert status(table, f"{japan}.1") == "operative"
    go_on(table)
    assert status(table, f"{japan}.1") == "dormant"
    assert "operative" not in status(table, f"{old}.2")


def test_a_text_that_rests_lets_none_rest():
    table, old, new = changed()
    third = {
        **OFFER,
        "title": "A third",
        "clauses": [clause("usa", "pledge", beneficiaries=["dprk"])],
    }
    table.to("corridors").conclude("usa", third, rests=[new])
    assert status(table, f"{new}.1") == status(table, f"{old}.1") == "suspended"
    go_on(table)
    assert (status(table, f"{new}.1"), status(table, f"{old}.1")) == ("suspended", "operative")


def test_whoever_does_not_accept_keeps_its_promises():
    """A divisible text binds those who accept it: what binds another goes on."""
    table, old = agreed()
    table.to("corridors")
    pledge = clause("usa", "pledge", beneficiaries=["rok"])
    split = {**OTHER, "addressees": ["dprk", "rok"], "divisible": True, "clauses": [pledge]}
    new = table.table("usa", split, rests=[old])
    table.to("capitals")
    table.give("rok", "seal", instructions={"answers": {new: "accept"}})
    table.to("reckoning")
    assert table.state.documents[new].status == "concluded"
    assert status(table, f"{old}.1") == "operative"


def test_stocks_pledged_to_it_stay_pledged_and_no_more():
    table, _, _ = changed()
    left = 400 - 4 * 100
    assert stock_left(table.state, "usa", "food", []) == left
    table.to("corridors")
    assert stock_left(table.state, "usa", "food", []) == left
    go_on(table, 3)
    assert stock_left(table.state, "usa", "food", []) == left


def test_it_costs_nothing():
    """Rulebook 7.19: the same text costs the same whether it lets another rest or not."""
    table, old = agreed()
    table.to("corridors")
    drafts = [table.draft("usa", OTHER, rests=names) for names in ([], [old])]
    quotes = record(table.state, "usa", "menu/own", {})["quotes"]
    assert [quotes[each]["price"] for each in drafts] == [0, 0]


# --- what is told ---


def test_its_readers_are_told_that_it_rests_and_by_what():
    table, old, new = changed()
    a, b = stub(table, old), stub(table, new)
    assert f"{a} rests while {b} is in force." in lines(table)
    assert said(table, "jpn", f"{old}.1") == f"It rests while {b} is in force."
    go_on(table, 2)
    assert f"{a} rests no more." in lines(table)
    assert said(table, "jpn", f"{old}.1") is None


def test_the_text_says_what_rests():
    table, old, new = changed()
    paper = record(table.state, "jpn", f"document/{new}", {})
    assert paper["rests"] == [old]
    said_ = f"While this text is in force {stub(table, old)} rests: nothing in it falls due."
    assert said_ in paper["prose"].split("\n")


def test_the_composer_is_offered_what_is_in_force():
    table, old = agreed()
    table.to("corridors")
    offered = record(table.state, "usa", "menu/own", {})["commands"]["draft"]
    assert (offered["rests"], offered["rests_max"]) == ([old], 4)


# --- secrets ---


def secretly(audience):
    """A secret text rests under one of this audience."""
    table, old = agreed(audience="secret")
    table.to("corridors" if audience == "secret" else "plenary")
    new = table.table("usa", {**OTHER, "audience": audience}, rests=[old])
    table.to("capitals").give("dprk", "seal", instructions={"answers": {new: "accept"}})
    return table.to("reckoning"), old, new


def test_who_may_not_read_what_rests_learns_nothing_of_it_from_what_lets_it_rest():
    table, old, new = secretly("public")
    assert status(table, f"{old}.1") == "suspended"
    seen = record(table.state, "jpn", f"document/{new}", {})
    told = Table(scenario=LONG).open()
    told.conclude("usa", OFFER, audience="secret")
    told.to("plenary")
    plain = told.table("usa", {**OTHER, "audience": "public"})
    told.to("capitals").give("dprk", "seal", instructions={"answers": {plain: "accept"}})
    told.to("reckoning")
    without = record(told.state, "jpn", f"document/{plain}", {})
    own = ("id", "label", "clauses", "prose")
    assert {k: v for k, v in seen.items() if k not in own} == {
        k: v for k, v in without.items() if k not in own
    }
    assert seen["prose"] == without["prose"]
    assert not any("rest" in each for each in lines(table))


def test_who_may_read_neither_sees_the_same_table_as_if_there_were_neither():
    table, _, _ = secretly("secret")
    nothing = Table(scenario=LONG).open().to("capitals").to("reckoning")
    nothing.to("capitals").to("reckoning")
    for viewer in ("jpn", "observer"):
        assert lines(table, viewer) == lines(nothing, viewer)


def test_who_comes_to_read_what_rests_reads_no_more_than_that_it_does():
    table, old, _ = secretly("secret")
    table.to("plenary").give("usa", "disclose", document=old)
    assert said(table, "jpn", f"{old}.1") == "It rests."
    assert said(table, "dprk", f"{old}.1") != "It rests."


# --- bots ---


def test_a_bot_weighs_what_it_would_lose_by_the_rest():
    table, old = agreed()
    table.to("corridors")
    texts = [table.table("usa", OTHER, rests=names) for names in ([], [old])]
    table.to("capitals")
    kept, lost = (valuation(view(table.state, "dprk", {}), each) for each in texts)
    assert lost < kept - 500


# --- what stands in the way ---


def problem(table, document, by="usa"):
    identity = table.draft(by, document)
    shown = [
        (each.code, each.field)
        for each in problems(table.state, table.state.documents[identity].terms, by)
    ]
    refusal = table.refused(by, "table", document=identity)
    assert shown == [(refusal.code, refusal.field)]
    return shown[0]


def test_what_is_out_of_sight_is_refused_like_what_does_not_exist():
    table = Table(scenario=LONG).open()
    old = table.conclude("prc", {**SECRET, "sponsors": ["prc"], "clauses": [FREEZE]})
    table.to("corridors")
    for name in (old, "k7m2k7m2k7m2"):
        assert problem(table, {**OTHER, "rests": [name]}) == ("unknown-document", "rests[0]")


def test_only_what_is_in_force_can_rest():
    table = Table(scenario=LONG).open()
    offered = table.table("usa", OFFER)
    assert problem(table, {**OTHER, "rests": [offered]}) == ("not-in-force", "rests[0]")
    dropped = table.draft("usa", {**OFFER, "sponsors": ["usa", "dprk"], "addressees": []})
    table.give("usa", "withdraw", document=dropped)
    assert problem(table, {**OTHER, "rests": [dropped]}) == ("not-in-force", "rests[0]")


def test_whom_it_binds_must_sign():
    table, old = agreed()
    table.to("corridors")
    alone = {
        **OTHER,
        "addressees": ["rok"],
        "clauses": [clause("usa", "pledge", beneficiaries=["rok"])],
    }
    assert problem(table, {**alone, "rests": [old]}) == ("rests-without", "rests[0]")


def test_nobody_lets_its_own_word_for_a_term_rest_without_those_it_gave_it_to():
    """That would be leaving it before its end, without breaking it."""
    table = Table(scenario=LONG).open()
    word = {**OFFER, "addressees": [], "clauses": [PLEDGE_FOR_A_TERM]}
    old = table.table("usa", word)
    free = table.table("usa", {**word, "clauses": [{**PLEDGE_FOR_A_TERM, "rounds": None}]})
    table.to("reckoning").to("corridors")
    again = {**OTHER, "addressees": [], "clauses": [{**PLEDGE_FOR_A_TERM, "rounds": 1}]}
    assert problem(table, {**again, "rests": [old]}) == ("rests-without", "rests[0]")
    table.table("usa", {**again, "rests": [free]})


def test_who_reads_what_rests_can_read_what_lets_it():
    table, old = agreed()
    table.to("corridors")
    assert problem(table, {**OTHER, "audience": "secret", "rests": [old]}) == (
        "rests-unseen",
        "rests[0]",
    )


def test_a_joint_assurance_rests_whole():
    table = Table(scenario=LONG).open().to("plenary")
    word = {**PUBLIC, "addressees": [], "clauses": []}
    words = [
        table.table(
            by,
            {**word, "sponsors": [by], "clauses": [clause(by, "pledge", beneficiaries=["dprk"])]},
        )
        for by in ("usa", "prc")
    ]
    table.to("reckoning").to("plenary")
    for by in ("usa", "prc"):
        table.give(by, "combine", documents=words)
    new = {**PUBLIC, "clauses": [TESTS], "addressees": ["dprk", "prc"]}
    assert problem(table, {**new, "rests": words[:1]}) == ("rests-in-part", "rests[0]")
    table.table("usa", {**new, "rests": words})


def test_a_text_lets_few_rest_and_each_once():
    table, old = agreed()
    table.to("corridors")
    assert problem(table, {**OTHER, "rests": [old, old]}) == ("named-twice", "rests")


@pytest.mark.parametrize("most", [0, 1])
def test_a_scenario_says_how_many_may_rest(most):
    scenario = replace(LONG, limits=replace(LONG.limits, rests_max=most))
    table = Table(scenario=scenario).open()
    names = [table.table("usa", {**OFFER, "clauses": [TESTS]}) for _ in range(most + 1)]
    table.to("capitals")
    table.give("dprk", "seal", instructions={"answers": dict.fromkeys(names, "accept")})
    table.to("reckoning").to("corridors")
    assert problem(table, {**OTHER, "rests": names}) == ("too-many-rest", "rests")
    offered = record(table.state, "usa", "menu/own", {})["commands"]["draft"]["rests"]
    assert bool(offered) is bool(most)


# --- in the articles' world ---


def test_in_korea_2020_the_nuclear_track_rests_while_the_chemical_one_is_tried():
    """T20's change of channel: no breach, no price for the rest, no round of stalemate for it."""
    table = Table(scenario=shipped("korea-2020")).open().to("plenary")
    moratorium = clause("dprk", "test_moratorium")
    relief = clause("usa", "food_aid", 50, beneficiaries=["dprk"], rounds=4)
    offer = {**PUBLIC, "sponsors": ["usa"], "clauses": [moratorium, relief]}
    nuclear = reached(table, offer)
    table.to("plenary")
    chemical = {**offer, "clauses": [clause("dprk", "cwc", rounds=2)], "rests": [nuclear]}
    changed_to = reached(table, chemical)
    assert [status(table, f"{nuclear}.{n}") for n in (1, 2)] == ["suspended"] * 2
    assert table.state.documents[changed_to].prices["usa"] == 0
    assert table.state.meters["stalemate"].value == 0
    go_on(table, 3)
    assert status(table, f"{changed_to}.1") == "ended"
    assert [status(table, f"{nuclear}.{n}") for n in (1, 2)] == ["operative"] * 2
    assert rounds_of(table, f"{nuclear}.1") == [2, 5]
    assert table.state.breaches == ()


def reached(table, document):
    """Table what the North then accepts."""
    identity = table.table("usa", document)
    table.to("capitals").give("dprk", "seal", instructions={"answers": {identity: "accept"}})
    table.to("reckoning")
    assert table.state.documents[identity].status == "concluded"
    return identity
