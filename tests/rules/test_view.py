"""What each viewer may know: every kind of record, and who has it (protocol.md 1, 5)."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from msgspec.structs import replace

from rules.model import Cause, Fate, News, State
from rules.names import SEATS, VIEWERS
from rules.naming import commitment, label
from rules.scenario import Card, Effect, Rivalry
from rules.view import KINDS, record, view

from . import tiny
from .at_the_table import CLOCK, FOOD, FREEZE, JOINT, KEY, OFFER, PUBLIC, SECRET, Table, clause


class Said(dict[str, str]):
    """The texts of `at_the_table.lift`, each by the id that holds what it says."""

    def get(self, identity: str, default: Any = None) -> Any:
        return identity.removeprefix("text-")


TEXTS = Said()


@pytest.fixture
def table() -> Table:
    return Table(clock=CLOCK).open()


def seen(table: Table | State, viewer: str, key: str) -> Any:
    state = table.state if isinstance(table, Table) else table
    return record(state, viewer, key, TEXTS)


def who_has(table: Table | State, key: str) -> tuple[str, ...]:
    return tuple(viewer for viewer in VIEWERS if seen(table, viewer, key) is not None)


def all_records(table: Table) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for viewer in VIEWERS:
        yield viewer, view(table.state, viewer, TEXTS)


# --- all of it ---


def test_a_view_is_its_records_one_by_one_and_plain_json(table):
    table.conclude("usa")
    for viewer, records in all_records(table):
        assert json.loads(json.dumps(records)) == records
        for key, value in records.items():
            assert seen(table, viewer, key) == value


def test_the_order_of_a_view_hangs_on_no_order_of_arrival(table):
    for _ in range(4):
        table.draft("usa")
    turned = replace(table.state, documents=dict(reversed(table.state.documents.items())))
    assert list(view(turned, "usa", TEXTS)) == list(view(table.state, "usa", TEXTS))


@pytest.mark.parametrize(
    "key", ["document/none", "clause/none.1", "message/none", "nonsense/main", "table", "sheet/rok"]
)
def test_what_does_not_exist_for_a_viewer_is_none(table, key):
    assert seen(table, "dprk", key) is None


def test_what_is_hidden_is_answered_like_what_does_not_exist(table):
    hidden = table.draft("usa")
    assert seen(table, "prc", f"document/{hidden}") is None


def test_records_that_are_shared_are_equal_for_all_who_have_them(table):
    table.give("rok", "reason", about="talk", text="It is time.")
    table.give("rok", "petition", title="An envoy", why="It is time.")
    table.conclude("usa", SECRET)
    table.give("usa", "say", channel="rok+usa", text="hello")
    table.give("control", "close")
    kinds = {kind for kind, how in KINDS.items() if how.alike} - {"news", "guest"}
    found = {key for _, records in all_records(table) for key in records}
    alike = {key for key in found if key.partition("/")[0] in kinds}
    assert {key.partition("/")[0] for key in alike} == kinds
    for key in sorted(alike):
        assert len({json.dumps(seen(table, viewer, key)) for viewer in who_has(table, key)}) == 1


# --- table/main ---


def test_the_table_says_where_the_game_stands(table):
    told = seen(table, "observer", "table/main")
    assert told["status"] == "playing"
    assert (told["round"], told["phase"], told["paused"]) == (1, "corridors", False)
    assert told["deadline_ms"] == table.state.deadline_ms
    assert told["rounds"] == {"estimate": "about five rounds", "first_possible_end": 4}
    assert told["clock"] == {
        "news": None, "corridors": 300, "plenary": 200, "capitals": 100, "reckoning": None,
    }  # fmt: skip


def test_the_key_is_only_committed_to_until_the_debrief(table):
    for viewer, records in all_records(table):
        assert records["table/main"]["seed_commitment"] == commitment(KEY)
        assert KEY not in json.dumps(records), viewer
    table.give("control", "close")
    assert seen(table, "observer", "debrief/result")["key"] == KEY


def test_a_pause_shows_what_is_left_on_the_clock(table):
    table.give("control", "pause")
    told = seen(table, "dprk", "table/main")
    assert (told["paused"], told["left_ms"], told["deadline_ms"]) == (True, 300_000, None)


def test_a_lobby_and_an_end_have_their_status(table):
    assert seen(Table(), "dprk", "table/main")["status"] == "lobby"
    table.give("control", "close")
    told = seen(table, "dprk", "table/main")
    assert told["status"] == "ended"
    assert told["outcome"]["id"] == "nothing"


# --- seat/* ---


@pytest.mark.parametrize("viewer", VIEWERS)
def test_room_for_manoeuvre_is_exact_to_oneself_and_a_band_to_others(table, viewer):
    for seat in SEATS:
        told = seen(table, viewer, f"seat/{seat}")
        assert told["band"] == "middle"
        assert ("latitude" in told) is (viewer in (seat, "control"))


def test_presence_and_a_walk_out_are_public(table):
    table.arrive("dprk")
    assert seen(table, "observer", "seat/dprk")["present"]
    table.to("capitals")
    table.give("dprk", "seal", instructions={"walk_out": {"ground": "hostile"}})
    table.to("reckoning")
    told = seen(table, "observer", "seat/dprk")["walked_out"]
    assert told == {"ground": "hostile", "title": "hostile policy", "round": 1}


def test_having_sealed_shows_to_nobody_else(table):
    table.to("capitals")
    before = dict(all_records(table))
    table.give("dprk", "seal", instructions={"close": True})
    for viewer, records in all_records(table):
        if viewer not in ("dprk", "control"):
            assert records == before[viewer]


# --- meter/* ---


def test_a_meter_tells_its_history_its_change_and_its_cause(table):
    table.to("capitals")
    table.give("dprk", "seal", instructions={"action": {"action": "nuclear_test"}})
    table.to("reckoning")
    told = seen(table, "observer", "meter/tension")
    assert (told["value"], told["history"], told["delta"]) == (70, [50, 70], 20)
    assert told["cause"] == "Test a weapon"


@pytest.mark.parametrize(
    ("cause", "words"),
    [
        ("war", "War"),
        ("unseen", "Nobody can say why"),
        ("clause:food.1", f"Food aid (US, {label('food')})"),
        ("news:n1", "From control"),
        ("card:winter", "A hard winter"),
    ],
)
def test_every_cause_has_its_words(cause, words):
    food = tiny.document("food", ["usa"], ["dprk"], FOOD_CLAUSE, audience="public")
    moved = tiny.state(food, scenario=WITH_CARD, news={"n1": INJECT})
    meters = {**moved.meters, "tension": replace(moved.meters["tension"], cause=cause)}
    assert seen(replace(moved, meters=meters), "observer", "meter/tension")["cause"] == words


FOOD_CLAUSE = tiny.clause("food.1", "usa", "food", 100, ["dprk"])
WITH_CARD = replace(
    tiny.SCENARIO,
    cards=(Card(id="winter", title="A hard winter", text="It snowed.", source="A poem"),),
)
INJECT = News(
    id="n1",
    round=1,
    kind="inject",
    title=tiny.TextRef(id="text-From control", digest=""),
    text=tiny.TextRef(id="text-All of it", digest=""),
    effects=(Effect(meter="tension", by=5), Effect(support="jpn", by=-2)),
)


# --- instrument/* ---


def test_prices_and_stocks_are_shown_to_their_own_debtor(table):
    for viewer in VIEWERS:
        told = seen(table, viewer, "instrument/food")
        stock = {"usa": 400, "rok": 300, "prc": 300, "jpn": 200}
        if viewer != "control":
            stock = {seat: left for seat, left in stock.items() if seat == viewer}
        assert told["stock"] == stock
        is_debtor = viewer in ("usa", "rok", "prc", "jpn")
        assert told["price"] == (
            {"0": 0, "50": 1, "100": 1, "150": 2, "200": 2} if is_debtor else {}
        )


def test_what_is_signed_for_in_a_draft_is_no_stock_to_give_away(table):
    """Rulebook 5: the menu counts what judging counts, so that it offers nothing refused."""
    food = clause("usa", "food", 50, beneficiaries=["dprk"], rounds=1)
    draft = table.draft("rok", JOINT, clauses=[food])
    table.give("usa", "cosign", document=draft)
    table.to("capitals")
    assert seen(table, "usa", "menu/own")["commands"]["seal"]["stock"]["food"] == 350


def test_a_stock_shrinks_by_what_is_promised(table):
    table.conclude("usa")
    assert seen(table, "usa", "instrument/food")["stock"] == {"usa": 0}


def test_an_instrument_tells_its_levels_with_their_effects(table):
    told = seen(table, "dprk", "instrument/freeze")
    assert [each["level"] for each in told["levels"]] == [1, 2]
    assert told["price"] == {"1": 1, "2": 3}
    assert (told["kind"], told["verifiable"], told["visible"]) == ("stance", True, 20)
    assert seen(table, "dprk", "instrument/food")["effects"] == [{"by": 1, "meter": "economy"}]


# --- channel/*, message/* ---


def test_a_private_channel_is_its_members_and_control_s(table):
    table.give("usa", "say", channel="rok+usa", text="between us")
    (identity,) = table.state.messages
    for key in ("channel/rok+usa", f"message/{identity}"):
        assert who_has(table, key) == ("rok", "usa", "control")
    told = seen(table, "rok", f"message/{identity}")
    assert (told["from"], told["text"], told["erased"]) == ("usa", "between us", False)
    assert seen(table, "rok", "channel/rok+usa")["members"] == ["rok", "usa"]


def test_the_room_is_the_six_s_the_press_the_world_s_a_line_its_seat_s(table):
    assert who_has(table, "channel/room") == (*SEATS, "control")
    assert who_has(table, "channel/press") == VIEWERS
    assert who_has(table, "channel/control+jpn") == ("jpn", "control")
    assert seen(table, "jpn", "channel/control+jpn")["members"] == ["control", "jpn"]


def test_an_erased_message_stays_without_its_words(table):
    table.give("usa", "say", channel="rok+usa", text="a secret")
    (identity,) = table.state.messages
    told = record(table.state, "rok", f"message/{identity}", {})
    assert (told["text"], told["erased"]) == ("", True)


# --- news/* ---


def test_news_of_control_are_the_world_s_with_their_effects():
    told = seen(tiny.state(news={"n1": INJECT}), "observer", "news/n1")
    assert (told["title"], told["text"], told["source"]) == ("From control", "All of it", None)
    assert told["effects"] == ["Tension +5", "Support of Japan -2"]


def test_a_card_tells_its_source():
    card = News(id="c1", round=1, kind="card", card="winter")
    told = seen(tiny.state(scenario=WITH_CARD, news={"c1": card}), "dprk", "news/c1")
    assert (told["title"], told["text"]) == ("A hard winter", "It snowed.")
    assert told["source"] == "A poem"


def test_a_disclosure_and_a_leak_name_the_text_to_the_world(table):
    text = table.table("usa", SECRET)
    table.to("plenary")
    table.give("dprk", "disclose", document=text)
    (told,) = (
        value for key, value in view(table.state, "observer", TEXTS).items() if "news/" in key
    )
    assert told["title"] == "A disclosure"
    assert "Food for a freeze" in told["text"]
    leak = News(id="l1", round=1, kind="leak", document=text)
    leaked = replace(table.state, news={"l1": leak})
    assert seen(leaked, "observer", "news/l1")["title"] == "A leak"


# --- document/* ---


@pytest.mark.parametrize(
    ("wire", "readers"),
    [
        (SECRET, ("dprk", "usa", "control")),
        (OFFER, (*SEATS, "control")),
        (PUBLIC, VIEWERS),
    ],
)
def test_a_tabled_document_is_its_audience_s(table, wire, readers):
    if wire["audience"] == "public":
        table.to("plenary")
    assert who_has(table, f"document/{table.table('usa', wire)}") == readers


def test_a_draft_is_its_sponsors(table):
    draft = f"document/{table.draft('usa', JOINT, audience='public')}"
    assert who_has(table, draft) == ("rok", "usa", "control")


def test_a_document_tells_its_text_in_data_and_in_words(table):
    condition = {"operative": {"by": "dprk", "instrument": "freeze", "level": 1}}
    text = table.table("usa", clauses=[{**FOOD, "while": condition}, FREEZE], provided=condition)
    told = seen(table, "rok", f"document/{text}")
    assert (told["kind"], told["status"], told["format"]) == ("offer", "open", ["dprk", "usa"])
    assert told["label"] == label(text)
    assert told["provided"] == told["clauses"][0]["while"] == condition
    assert told["provided_text"] == told["clauses"][0]["while_text"]
    assert told["clauses"][0]["id"] == f"{text}.1"
    assert told["clauses"][0]["text"] in told["prose"]


def test_a_price_is_told_to_the_one_who_pays_it(table):
    text = f"document/{table.table('usa')}"
    priced = {viewer: seen(table, viewer, text)["price"] for viewer in who_has(table, text)}
    assert priced == {"dprk": 1, "usa": 2, **dict.fromkeys(("rok", "prc", "rus", "jpn", "control"))}
    parts = seen(table, "usa", text)["price_parts"]
    assert sum(each["amount"] for each in parts) == 2
    assert seen(table, "rok", text)["price_parts"] == []


def test_goodness_is_frozen_when_it_is_tabled(table):
    draft = table.draft("usa")
    assert seen(table, "usa", f"document/{draft}")["goodness"] is None
    table.give("usa", "table", document=draft)
    worth = seen(table, "rok", f"document/{draft}")["goodness"]
    assert worth["value"] == sum(each["amount"] for each in worth["parts"])


def test_answers_are_shown_once_a_settlement_has_published_them(table):
    text = table.table("usa", open_rounds=2)
    table.to("capitals")
    reserved = {"accept": {"charter": "all_other_five"}}
    table.give("dprk", "seal", instructions={"answers": {text: reserved}})
    for viewer in who_has(table, f"document/{text}"):
        assert seen(table, viewer, f"document/{text}")["answers"] == {}
    table.to("reckoning")
    told = seen(table, "jpn", f"document/{text}")["answers"]
    assert told["dprk"]["answer"] == "accept"
    assert "act of force" in told["dprk"]["reservation"]


def test_silence_is_published_as_none(table):
    text = table.table("usa")
    table.to("reckoning")
    told = seen(table, "jpn", f"document/{text}")
    assert told["answers"] == {"dprk": {"answer": "none", "reservation": None}}
    assert told["fate"]["outcome"] == "fell"
    assert "did not accept" in told["fate"]["chain"][0]


def test_a_text_names_what_its_reader_cannot_see_like_what_does_not_exist(table):
    secret = table.table("usa", SECRET)
    words = set()
    for named in (secret, "there-is-no-such"):
        draft = table.draft("usa", JOINT, provided={"concluded": named})
        words.add(seen(table, "rok", f"document/{draft}")["provided_text"])
    assert words == {"a text you cannot see is concluded"}
    assert label(secret) in seen(table, "usa", f"document/{draft_naming(table, secret)}")["prose"]


def draft_naming(table: Table, document: str) -> str:
    return table.draft("usa", JOINT, provided={"concluded": document})


def test_warnings_hang_on_the_text_alone(table):
    rivals = Rivalry(pair=("rok", "jpn"), price=1, text="Old wounds.")
    rivalry = Table(scenario=replace(tiny.SCENARIO, rivalries=(rivals,))).open()
    condition = {"performed": {"by": "dprk", "instrument": "freeze", "level": 1}}
    asleep = {**FREEZE, "while": {"performed": {"by": "usa", "instrument": "food", "level": 50}}}
    text = {
        **OFFER,
        "sponsors": ["usa", "prc"],
        "addressees": ["dprk", "rok", "jpn"],
        "clauses": [{**FOOD, "while": condition}, asleep],
        "provided": {"all": [{"charter": "all_other_five"}, {"present": "dprk"}]},
    }
    codes = {each["code"] for each in seen_draft(rivalry, "usa", text)["warnings"]}
    assert codes == {"over-koreas-heads", "rivalry", "many-conditions", "sleeps", "order-dispute"}
    alone = {**OFFER, "addressees": ["dprk", "rok"]}
    assert [w["code"] for w in seen_draft(table, "usa", alone)["warnings"]] == ["presence"]


def seen_draft(table: Table, seat: str, wire: Mapping[str, Any]) -> Any:
    return seen(table, seat, f"document/{table.draft(seat, wire)}")


# --- reasons ---


def fallen(*chain: Cause, **more: Any) -> State:
    """A table whose disclosed text fell for these reasons, and a secret text beside it."""
    disclosed = tiny.document(
        "open", ["usa"], ["dprk"], FOOD_CLAUSE, audience="secret", disclosed=True, status="lapsed"
    )
    fate = Fate(round=2, outcome="fell", chain=chain, **more)
    secret = tiny.document("hidden", ["usa"], ["dprk"], audience="secret")
    return tiny.state(replace(disclosed, fate=fate), secret)


ON_HISTORY = Cause(
    candidate="d:open",
    kind="fact",
    lacked='{"performed":{"by":"usa","instrument":"food","level":1}}',
)
ON_METERS = Cause(
    candidate="d:open", kind="fact", lacked='{"meter":{"at_most":1,"name":"tension"}}'
)
ON_HIDDEN = Cause(candidate="d:open", kind="candidate", lacked="d:hidden")
BEHIND_IT = Cause(candidate="d:hidden", kind="candidate", lacked="a:hidden:dprk")


@pytest.mark.parametrize(
    ("chain", "viewer", "last"),
    [
        ((ON_METERS,), "observer", "at most 1"),
        ((ON_HISTORY,), "dprk", "delivered"),
        ((ON_HISTORY,), "observer", "not yours to know"),
        ((ON_HIDDEN, BEHIND_IT), "dprk", "did not accept"),
        ((ON_HIDDEN, BEHIND_IT), "control", "did not accept"),
        ((ON_HIDDEN, BEHIND_IT), "rok", "not yours to know"),
    ],
)
def test_a_chain_of_reasons_ends_where_it_passes_from_view(chain, viewer, last):
    told = seen(fallen(*chain), viewer, "document/open")["fate"]["chain"]
    assert last in told[-1]
    assert len(told) == (len(chain) if last != "not yours to know" else 1)


def test_a_near_miss_with_a_leaf_out_of_sight_is_not_told():
    near = (("a:hidden:dprk",), ("a:open:dprk",))
    told = fallen(ON_METERS, near=near)
    assert len(seen(told, "dprk", "document/open")["fate"]["near"]) == 2
    (only,) = seen(told, "rok", "document/open")["fate"]["near"]
    assert label("open") in only


def test_a_clause_says_why_it_sleeps_as_far_as_its_reader_may_know():
    text = tiny.document(
        "open", ["usa"], ["dprk"], replace(FOOD_CLAUSE, id="open.1"), audience="public",
        status="concluded",
    )  # fmt: skip
    asleep = tiny.state(text, tiny.document("hidden", ["usa"], ["dprk"], audience="secret"))
    why = (Cause(candidate="c:open.1", kind="candidate", lacked="d:hidden"),)
    standing = replace(asleep.standings["open.1"], status="dormant", why=why)
    asleep = replace(asleep, standings={"open.1": standing})
    assert label("hidden") in seen(asleep, "usa", "clause/open.1")["why"]
    assert "not yours to know" in seen(asleep, "observer", "clause/open.1")["why"]


# --- clause/* ---


def outcomes(delivery: Any, verification: str = "v0") -> dict[str, tuple[str, str]]:
    """What each viewer takes a delivery of the reactor's shutdown for, in a closed text."""
    freeze = tiny.clause("f.1", "dprk", "freeze", verification=verification)
    text = tiny.document("f", ["usa"], ["dprk"], freeze, status="concluded")
    told = {v: seen(tiny.state(text, deliveries=[delivery]), v, "clause/f.1") for v in VIEWERS}
    histories = {viewer: each["history"] for viewer, each in told.items() if each is not None}
    assert "observer" not in histories
    return {viewer: (each[0]["outcome"], each[0]["text"]) for viewer, each in histories.items()}


def test_a_hidden_evasion_looks_like_a_promise_kept():
    kept = outcomes(tiny.delivery("f.1"))
    hidden = outcomes(tiny.delivery("f.1", "evaded", amount=0))
    assert {viewer for viewer in hidden if hidden[viewer] != kept[viewer]} == {"dprk", "control"}
    assert hidden["dprk"][0] == hidden["control"][0] == "evaded"
    assert kept["usa"][0] == "performed"


def test_a_false_alarm_looks_like_a_true_one_to_who_saw_it_and_like_nothing_to_others():
    kept = outcomes(tiny.delivery("f.1"))
    false = outcomes(tiny.delivery("f.1", doubted_by=("usa",)))
    true = outcomes(tiny.delivery("f.1", "evaded", amount=0, seen_by=("usa",)))
    assert false["usa"] == true["usa"]
    assert false["usa"][0] == "doubtful"
    assert {viewer for viewer in false if false[viewer] != kept[viewer]} == {"usa"}
    assert true["rok"] == kept["rok"]


def test_under_inspection_what_could_not_be_confirmed_is_doubtful_either_way():
    false = outcomes(tiny.delivery("f.1"), "v3")
    true = outcomes(tiny.delivery("f.1", "evaded", amount=0), "v3")
    assert false["usa"] == true["usa"]
    assert false["usa"][0] == "doubtful"
    assert false["dprk"][0] == "performed"
    assert outcomes(tiny.delivery("f.1", verified=True), "v3")["usa"][0] == "verified"


def test_what_is_established_and_what_is_done_in_part_everybody_reads():
    for delivery in (
        tiny.delivery("f.1", "evaded", amount=0, established=True),
        tiny.delivery("f.1", "part", amount=1),
    ):
        told = outcomes(delivery)
        assert {each for each, _ in told.values()} == {delivery.outcome}


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("operative", None),
        ("ended", "Its term is over."),
        ("suspended", "walked out"),
        ("denounced", "has denounced it"),
    ],
)
def test_a_clause_says_why_it_asks_nothing(status, words):
    freeze = tiny.clause("f.1", "dprk", "freeze")
    text = tiny.document("f", ["usa"], ["dprk"], freeze, status="concluded")
    told = seen(tiny.state(text, status={"f.1": status}), "usa", "clause/f.1")
    assert told["why"] is None if words is None else words in told["why"]
    assert told["due"] is (status == "operative")


# --- aftermath/* ---


def test_an_aftermath_holds_the_lines_that_were_written_for_its_reader(table):
    table.conclude("usa", SECRET)
    assert [each["step"] for each in seen(table, "usa", "aftermath/1")["lines"]] == ["settle"]
    assert seen(table, "rok", "aftermath/1")["lines"] == []


def test_an_aftermath_tells_one_s_own_room_and_everybody_s_meters(table):
    table.conclude("usa")
    table.to("corridors").to("reckoning")
    assert seen(table, "usa", "aftermath/1")["own"]["latitude"][0] == 6
    first, second = (seen(table, "usa", f"aftermath/{n}")["own"]["latitude"] for n in (1, 2))
    assert first[1] == second[0]
    assert seen(table, "observer", "aftermath/2")["own"] is None
    economy = seen(table, "observer", "aftermath/2")["meters"][1]
    assert economy == {"name": "economy", "title": "Economy", "from": 30, "to": 32}


def test_there_is_no_aftermath_before_a_reckoning(table):
    assert who_has(table, "aftermath/1") == ()


# --- one's own ---


@pytest.mark.parametrize("kind", ["instructions", "brief", "sheet"])
def test_what_is_one_s_own_is_nobody_else_s_but_control_s(table, kind):
    assert who_has(table, f"{kind}/own") == SEATS
    for seat in SEATS:
        assert who_has(table, f"{kind}/{seat}") == ("control",)
        assert seen(table, "control", f"{kind}/{seat}") == seen(table, seat, f"{kind}/own")


def test_a_brief_is_the_scenario_s(table):
    assert seen(table, "jpn", "brief/own") == {"markdown": "You speak for Japan."}


def test_instructions_come_back_as_they_were_sent(table):
    text = table.table("usa")
    table.to("capitals")
    sheet = {
        "answers": {text: {"accept": {"charter": "all_other_five"}}},
        "perform": {},
        "divert": {},
        "inspections": {},
        "votes": {},
        "cures": [],
        "action": {"action": "strike", "target": ["jpn"]},
        "walk_out": {"ground": "hostile"},
        "return": False,
        "bid": 0,
        "close": True,
        "beliefs": {},
    }
    table.give("dprk", "seal", instructions=sheet)
    told = seen(table, "dprk", "instructions/own")
    assert told == {"round": 1, "sealed": True, "instructions": sheet, "standing": False}


def test_a_sheet_is_scored_by_what_its_own_delegation_knows():
    freeze = tiny.clause("f.1", "dprk", "freeze")
    text = tiny.document("f", ["usa"], ["dprk"], freeze, audience="secret", status="concluded")
    hidden = tiny.state(text, deliveries=[tiny.delivery("f.1", "evaded", amount=0)])
    assert seen(hidden, "usa", "sheet/own")["points"] == 10
    assert seen(hidden, "rok", "sheet/own")["points"] == 0
    told = seen(replace(hidden, phase="closed"), "usa", "sheet/own")
    assert (told["points"], told["batna"], told["maximum"]) == (0, 5, 10)
    assert told["lines"][0]["when"] == tiny.performed("dprk", "freeze")


# --- ledger/* ---


def test_agreements_and_breaches_are_told_to_who_may_read_the_text(table):
    secret = table.conclude("usa", SECRET, clauses=[FOOD, clause("dprk", "tests")])
    table.to("corridors")
    table.to("capitals")
    table.give("dprk", "seal", instructions={"action": {"action": "nuclear_test"}})
    table.to("corridors")
    for viewer in VIEWERS:
        is_party = viewer in ("dprk", "usa", "control")
        agreed = seen(table, viewer, "ledger/agreements")["agreements"]
        assert [each["document"] for each in agreed] == ([secret] if is_party else [])
        broken = seen(table, viewer, "ledger/breaches")["breaches"]
        assert [each["clause"] for each in broken] == ([f"{secret}.2"] if is_party else [])


def test_grounds_say_who_may_walk_out_and_what_closes_them(table):
    (told,) = seen(table, "observer", "ledger/grounds")["grounds"]
    assert (told["id"], told["seats"], told["open"]) == ("hostile", ["dprk"], True)
    assert told["closed_by"] == "the United States has stated that it will not attack"


def test_secret_assurances_are_in_the_cells_of_those_who_know_and_in_no_index(table):
    pledge = clause("usa", "pledge", 1, beneficiaries=["dprk"])
    table.conclude("usa", SECRET, clauses=[pledge])
    (cell,) = seen(table, "dprk", "ledger/assurances")["cells"]
    assert (cell["from"], cell["to"], cell["level"], cell["words"]) == ("usa", "dprk", 1, True)
    assert seen(table, "rok", "ledger/assurances")["cells"] == []
    assert seen(table, "dprk", "ledger/assurances")["index"] == 0


# --- debrief/* ---


def test_the_debrief_is_for_all_and_for_after_the_end(table):
    keys = [f"debrief/{name}" for name in ("result", "promises", "settlements", "sheets")]
    assert [key for key in keys if who_has(table, key)] == []
    table.give("control", "close")
    assert all(who_has(table, key) == VIEWERS for key in keys)


def test_the_debrief_lays_open_every_evasion_and_every_secret(table):
    secret = table.conclude("usa", SECRET, clauses=[FOOD, clause("dprk", "freeze")])
    table.to("corridors").to("capitals")
    table.give("dprk", "seal", instructions={"perform": {f"{secret}.2": "evade"}})
    table.to("reckoning")
    table.give("control", "close")
    told = seen(table, "observer", "debrief/promises")["promises"]
    (broken,) = (each for each in told if each["clause"] == f"{secret}.2")
    assert broken["rounds"][0]["outcome"] == "evaded"
    settled = seen(table, "observer", "debrief/settlements")["rounds"][0]
    assert settled["round"] == 1
    assert settled["documents"][0]["title"] == "Food for a freeze"
    assert settled["documents"][0]["fate"]["outcome"] == "concluded"
    result = seen(table, "observer", "debrief/result")
    assert result["reliability"] == {"kept": 2, "due": 4}  # once more at the close
    assert {each["seat"] for each in result["seats"]} == set(SEATS)
    sheets = seen(table, "observer", "debrief/sheets")["sheets"]
    assert [each["seat"] for each in sheets] == list(SEATS)


def test_a_war_has_those_who_answer_for_it(table):
    table.to("capitals")
    for seat in ("dprk", "usa"):
        target = ["jpn"]
        action = {"action": "strike", "target": target}
        table.give(seat, "seal", instructions={"action": action})
    table.give("control", "advance")
    if table.state.phase != "closed":
        table.give("control", "close")
    assert table.state.war_parties
    told = seen(table, "observer", "debrief/result")["responsibility"]
    assert told == "For the war answer: the DPRK 50% and the US 50%."
