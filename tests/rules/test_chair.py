"""The chair of the talks: bids, the agenda, texts for others, credit and blame (Rulebook 7.27)."""

import pytest
from msgspec.structs import replace

from rules.names import SEATS, VIEWERS
from rules.scenario import Convenor, Effect, Rounds
from rules.scenario.checking import check
from rules.view import record, view

from .at_the_table import OFFER, PUBLIC, Table, clause
from .tiny import SCENARIO, operative, when

TO_NORTH = {"beneficiaries": ["dprk"]}
CHAIR = Convenor(
    first="prc",
    opens=when({"all": [operative(seat, "pledge") for seat in ("usa", "rok")]}),
    opens_text="a common dialogue",
    patience=1,
    credit=(Effect(support="actor", by=9),),
    blame=(Effect(support="actor", by=-5),),
)
CHAIRED = replace(
    SCENARIO,
    convenor=CHAIR,
    rounds=Rounds(first_possible_end=20, last=20, end_odds=0, estimate="long"),
)


def begun():
    return Table(scenario=CHAIRED).open()


def reckoned(table, **bids):
    table.to("capitals")
    for seat, bid in bids.items():
        table.give(seat, "seal", instructions={"bid": bid})
    return table.to("reckoning")


# --- bids ---


@pytest.mark.parametrize(
    ("bids", "chair", "payer"),
    [
        ({}, "prc", None),
        ({"rus": 1}, "rus", "rus"),
        ({"rus": 1, "jpn": 2}, "jpn", "jpn"),
        ({"rus": 2, "jpn": 2, "rok": 1}, "prc", None),
        ({"prc": 3, "rus": 2}, "prc", "prc"),
    ],
    ids=["nobody", "one", "the higher", "equal", "who holds it"],
)
def test_the_one_highest_bid_takes_the_chair_and_alone_is_paid(bids, chair, payer):
    table, idle = reckoned(begun(), **bids), reckoned(begun())
    assert table.state.convenor == chair
    paid = {
        seat: idle.state.seats[seat].latitude - table.state.seats[seat].latitude for seat in SEATS
    }
    assert paid == {seat: bids[seat] if seat == payer else 0 for seat in SEATS}
    told = [each for each in table.state.tellings.get(1, ()) if each.kind == "took_chair"]
    assert [each.seat for each in told] == ([] if chair == "prc" else [chair])
    assert all(record(table.state, v, "table/main", {})["convenor"] == chair for v in VIEWERS)


def test_a_bid_that_does_not_win_leaves_no_trace():
    bid, idle = reckoned(begun(), rus=1, jpn=2), reckoned(begun(), jpn=2)
    for viewer in ("prc", "observer", "jpn"):
        one, other = (view(table.state, viewer, {}) for table in (bid, idle))
        assert {k: v for k, v in one.items() if k != "ledger/commitments"} == {
            k: v for k, v in other.items() if k != "ledger/commitments"
        }


def test_a_bid_is_reserved():
    table = begun().to("capitals")
    room = table.state.seats["rus"].latitude
    assert table.refused("rus", "seal", instructions={"bid": room + 1}).code == "room"
    table.give("rus", "seal", instructions={"bid": room})


def test_where_nobody_chairs_nobody_bids():
    table = Table().open().to("capitals")
    assert table.refused("rus", "seal", instructions={"bid": 1}).code == "no-chair"
    assert record(table.state, "rus", "menu/own", {})["commands"]["seal"]["bid"] is False


def test_who_has_walked_out_does_not_bid():
    table = begun().to("capitals")
    table.give("dprk", "seal", instructions={"walk_out": {"ground": "hostile"}})
    table.to("reckoning").to("capitals")
    assert table.refused("dprk", "seal", instructions={"bid": 1}).code == "walked-out"


# --- what comes first ---


def two_rounds_open(table):
    """A good public offer that stays open for two rounds."""
    text = {**PUBLIC, "open_rounds": 2}
    return table.table("usa", text)


def onus(table):
    return table.state.seats["dprk"].onus


def test_silence_on_what_comes_first_is_blamed_at_once_and_once():
    table = begun().to("plenary")
    offer = two_rounds_open(table)
    table.give("prc", "agenda", documents=[offer])
    assert record(table.state, "observer", "table/main", {})["agenda"] == [offer]
    table.to("reckoning")
    assert onus(table) == 2
    assert record(table.state, "observer", "table/main", {})["agenda"] == []
    table.to("corridors").to("reckoning")
    assert table.state.documents[offer].status == "lapsed"
    assert onus(table) == 2


def test_silence_on_another_paper_is_blamed_when_it_is_over():
    table = begun().to("plenary")
    two_rounds_open(table)
    table.to("reckoning")
    assert onus(table) == 0
    table.to("corridors").to("reckoning")
    assert onus(table) == 2


def test_the_agenda_is_the_chair_s():
    table = begun().to("plenary")
    offer = two_rounds_open(table)
    assert table.refused("usa", "agenda", documents=[offer]).code == "not-in-the-chair"


def two_offers(table):
    """Two good public offers to the North that stay open, of one goodness."""
    food = clause("rok", "food", 50, rounds=2, **TO_NORTH)
    more = {"sponsors": ["rok"], "clauses": [food], "open_rounds": 2}
    return two_rounds_open(table), table.table("rok", {**PUBLIC, **more})


def blamed_for(table):
    lines = record(table.state, "observer", "aftermath/1", {})["lines"]
    return [each["document"] for each in lines if each["step"] == "onus" and each["seat"] == "dprk"]


def test_the_chair_calls_the_papers_and_silence_on_the_first_alone_is_blamed_at_once():
    table = begun().to("plenary")
    texts = two_offers(table)
    table.give("prc", "agenda", documents=[*texts])
    assert record(table.state, "jpn", "table/main", {})["agenda"] == [*texts]
    table.give("prc", "agenda", documents=[*reversed(texts)])
    table.to("reckoning")
    assert (onus(table), blamed_for(table)) == (2, [texts[1]])


@pytest.mark.parametrize("first", [0, 1])
def test_blame_and_credit_go_by_the_order_in_which_the_chair_called(first):
    """Of several good offers left lying that are over, the first called is the one blamed for."""
    table = begun().to("plenary")
    texts = [table.table(by, {**PUBLIC, "sponsors": [by], "clauses": [gift]}) for by, gift in (
        ("usa", clause("usa", "food", 50, rounds=2, **TO_NORTH)),
        ("rok", clause("rok", "food", 50, rounds=2, **TO_NORTH)),
    )]  # fmt: skip
    table.give("prc", "agenda", documents=[texts[first], texts[1 - first]])
    table.to("reckoning")
    assert blamed_for(table) == [texts[first]]


def test_an_order_may_be_taken_back():
    table = begun().to("plenary")
    texts = two_offers(table)
    table.give("prc", "agenda", documents=[*texts])
    table.give("prc", "agenda", documents=[])
    assert table.state.agenda == ()
    table.to("reckoning")
    assert blamed_for(table) == []


def test_only_open_public_papers_come_first():
    table = begun()
    closed = table.table("usa")
    table.to("plenary")
    for named in (closed, "nosuchpaper1"):
        assert table.refused("prc", "agenda", documents=[named]).code == "not-on-the-table"
    assert "agenda" not in record(table.state, "prc", "menu/own", {})["commands"]


# --- texts for others ---


def test_the_chair_writes_what_others_sponsor_and_is_not_bound_by_it():
    table = begun()
    text = table.draft("prc", OFFER)
    assert "prc" not in table.state.documents[text].signed
    for viewer in VIEWERS:
        seen = record(table.state, viewer, f"document/{text}", {}) is not None
        assert seen is (viewer in ("usa", "prc", "control")), viewer
    menu = record(table.state, "prc", "menu/own", {})["commands"]
    assert menu["draft"]["replace"] == [text]
    assert text not in menu.get("table", {"documents": []})["documents"]
    assert "cosign" not in menu
    table.give("prc", "draft", document={**OFFER, "title": "Anew"}, replaces=text)
    table.give("usa", "draft", document={**OFFER, "title": "Our way"}, replaces=text)
    table.give("usa", "table", document=text)
    assert table.state.documents[text].status == "open"


def test_the_chair_drops_what_it_wrote():
    table = begun()
    text = table.draft("prc", OFFER)
    table.give("prc", "withdraw", document=text)
    assert table.state.paper(text).status == "withdrawn"


@pytest.mark.parametrize(("seat", "sponsors"), [("rus", ["usa"]), ("prc", [])])
def test_nobody_else_writes_for_others_and_somebody_must_sponsor(seat, sponsors):
    table = begun()
    text = {**OFFER, "sponsors": sponsors}
    assert table.refused(seat, "draft", document=text).code == "not-a-sponsor"


# --- credit and blame ---


def test_the_chair_is_blamed_while_no_dialogue_opens_and_credited_when_it_does():
    table = reckoned(begun())
    support = table.state.seats["prc"].support
    reckoned(table.to("corridors"))
    assert table.state.seats["prc"].support == support - 5
    table.to("plenary")
    words = [clause(seat, "pledge", **TO_NORTH) for seat in ("usa", "rok")]
    text = {**PUBLIC, "sponsors": ["usa"], "addressees": ["rok"], "clauses": words}
    identity = table.table("usa", text)
    table.to("capitals")
    table.give("rok", "seal", instructions={"answers": {identity: "accept"}})
    table.to("reckoning")
    assert table.state.seats["prc"].support == support - 5 + 9
    assert table.state.dialogue_round == 3
    reckoned(table.to("corridors"))
    assert table.state.seats["prc"].support == support - 5 + 9
    told = [each.kind for lines in table.state.tellings.values() for each in lines]
    assert told.count("chair_blamed") == told.count("dialogue_opened") == 1


def test_what_the_world_cannot_read_opens_nothing():
    table = begun()
    words = [clause(seat, "pledge", **TO_NORTH) for seat in ("usa", "rok")]
    table.conclude("usa", {**OFFER, "addressees": ["rok"], "clauses": words})
    assert table.state.dialogue_round is None


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"opens": when(operative("usa", "tea"))}, ("convenor", "opens")),
        ({"credit": (Effect(support="target", by=1),)}, ("convenor", "credit", 0)),
        ({"blame": (Effect(support="target", by=1),)}, ("convenor", "blame", 0)),
    ],
    ids=["opens", "credit", "blame"],
)
def test_the_chair_is_checked(change, path):
    wrong = replace(CHAIRED, convenor=replace(CHAIR, **change))
    assert path in [problem.path for problem in check(wrong)]
