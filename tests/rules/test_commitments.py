"""Sheets are committed to when the capitals end, and opened in the debrief (Rulebook 6.18)."""

import hashlib
import json

import msgspec
import pytest

from rules.codec import decode, encode
from rules.conditions import parse
from rules.fold import replay
from rules.judgement.commitments import PAGE, Opening, canonical, commitment, opening, padded
from rules.model import ActionChoice, Answer, Instructions
from rules.names import SEATS, VIEWERS
from rules.view import record, view

from .at_the_table import Table, heard_of, kinds
from .tiny import SCENARIO

SHEET = {"action": {"action": "nuclear_test"}, "close": True}


def sealed() -> Table:
    table = Table().open().to("capitals")
    table.give("dprk", "seal", instructions=SHEET)
    return table


def published(table: Table, viewer: str = "observer") -> dict:
    ledger = record(table.state, viewer, "ledger/commitments", {})
    assert ledger is not None
    return {each["round"]: each["sheets"] for each in ledger["rounds"]}


def opened(table: Table) -> list[dict]:
    debrief = record(table.state, "jpn", "debrief/commitments", {})
    assert debrief is not None
    return [
        {"round": each["round"], **sheet} for each in debrief["rounds"] for sheet in each["sheets"]
    ]


def test_all_six_are_published_together_before_anything_comes_of_them():
    table = sealed()
    assert published(table) == {}
    step = table.give("control", "advance")
    assert kinds(step)[0] == "SheetsCommitted"
    assert heard_of(step, "SheetsCommitted") == [VIEWERS]
    assert list(published(table)[1]) == list(SEATS)
    assert len(set(published(table)[1].values())) == len(SEATS)


def test_a_commitment_is_opened_by_a_salt_and_the_sheet_with_nothing_but_a_hash():
    """As anybody may do it: SHA-256 over six lines, the sheet padded with spaces."""
    table = sealed().to("reckoning").to("capitals")
    table.give("control", "close")
    everything = opened(table)
    assert [(each["round"], each["seat"]) for each in everything] == [
        (round_, seat) for round_ in (1, 2) for seat in SEATS
    ]
    for each in everything:
        sheet = each["sheet"].ljust(4096)
        text = f"hextable sheet 1\nt\n{each['round']}\n{each['seat']}\n{each['salt']}\n{sheet}"
        assert hashlib.sha256(text.encode()).hexdigest() == each["commitment"]
        assert each["commitment"] == published(table)[each["round"]][each["seat"]]
    assert json.loads(everything[0]["sheet"]) == {
        "action": {"action": "nuclear_test"},
        "close": True,
    }
    assert everything[1]["sheet"] == "{}"


def test_no_salt_is_known_before_the_end():
    table = sealed().to("reckoning")
    salts = [opening(table.state, 1, seat).salt for seat in SEATS]
    assert len(set(salts)) == len(SEATS)
    for viewer in VIEWERS:
        everything = json.dumps(view(table.state, viewer, {}))
        assert not [salt for salt in salts if salt in everything]
        assert record(table.state, viewer, "debrief/commitments", {}) is None


def test_closed_in_the_capitals_the_sheets_as_they_lie_are_committed_to_and_opened():
    table = sealed()
    assert kinds(table.give("control", "close"))[0] == "SheetsCommitted"
    assert json.loads(opened(table)[0]["sheet"])["close"] is True


@pytest.mark.parametrize("phase", ["corridors", "plenary", "reckoning"])
def test_closed_at_another_time_nothing_more_is_committed_to(phase):
    table = Table().open().to(phase)
    assert "SheetsCommitted" not in kinds(table.give("control", "close"))


def test_another_table_round_seat_salt_or_sheet_is_another_commitment():
    one = Opening(salt="00" * 32, sheet="{}")
    others = [
        commitment("u", 1, "dprk", one),
        commitment("t", 2, "dprk", one),
        commitment("t", 1, "rok", one),
        commitment("t", 1, "dprk", Opening(salt="01" * 32, sheet="{}")),
        commitment("t", 1, "dprk", Opening(salt="00" * 32, sheet='{"close":true}')),
    ]
    assert len({commitment("t", 1, "dprk", one), *others}) == 6


def test_how_much_is_in_a_sheet_does_not_show():
    much = Instructions(answers={f"d{n}": Answer(accepts=False) for n in range(100)})
    assert len(padded(canonical(much))) == len(padded(canonical(Instructions()))) == PAGE


def test_a_sheet_says_the_same_in_whatever_order_it_was_filled_in():
    one = Instructions(perform={"a.1": "evade", "b.1": "part"}, walk_out="hostile")
    other = Instructions(walk_out="hostile", perform={"b.1": "part", "a.1": "evade"})
    assert canonical(one) == canonical(other)


def test_a_line_added_to_the_sheet_later_is_in_it_and_changes_no_older_sheet():
    later = msgspec.defstruct(
        "Later", [("beliefs", dict[str, str], {})], bases=(Instructions,), frozen=True, kw_only=True
    )
    old = Instructions(action=ActionChoice(action="x"))
    assert canonical(later(action=ActionChoice(action="x"))) == canonical(old)
    assert canonical(later(beliefs={"dprk": "keeper"})) == '{"beliefs":{"dprk":"keeper"}}'


def test_every_line_of_a_sheet_is_bound():
    """Whatever fields the sheet has: one that says something else gives another text."""
    reserved = Answer(accepts=True, reservation=parse({"round": {"at_least": 2}}))
    said = {
        "answers": {"d": reserved},
        "perform": {"d.1": "evade"},
        "divert": {"d.1": 40},
        "action": ActionChoice(action="strike", target=("rok",)),
        "walk_out": "hostile",
        "come_back": True,
        "close": True,
    }
    texts = {canonical(Instructions(**{name: value})) for name, value in said.items()}
    assert len(texts | {"{}"}) == len(said) + 1
    assert canonical(Instructions(answers={"d": Answer(accepts=True)})) not in texts


def test_a_stored_log_opens_as_the_table_did():
    table = sealed().to("reckoning")
    table.give("control", "close")
    log = decode(json.loads(json.dumps(encode(table.log))))
    again = replay((each.event for each in log), SCENARIO)
    assert view(again, "observer", {})["debrief/commitments"] == {
        "rounds": [
            {
                "round": 1,
                "table": "t",
                "sheets": [
                    {key: value for key, value in each.items() if key != "round"}
                    for each in opened(table)
                ],
            }
        ]
    }
