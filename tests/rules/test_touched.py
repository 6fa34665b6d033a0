"""Which records a step may have changed for a viewer (architecture.md 2.5)."""

import re
from typing import Any

import pytest
from msgspec.structs import fields, replace

from rules import events as e
from rules.names import SEATS, VIEWERS
from rules.view import KINDS, record, touched, view

from .at_the_table import CLOCK, FOOD, FREEZE, JOINT, OFFER, SECRET, Table, clause


@pytest.fixture
def table() -> Table:
    return Table(clock=CLOCK).open()


@pytest.mark.parametrize("event", e.EVENTS, ids=lambda event: event.__name__)
def test_every_event_declares_keys_of_kinds_that_exist_and_fields_it_has(event):
    assert event.touches
    for template in event.touches:
        kind = template.partition("/")[0]
        assert kind in {*KINDS, "mentions", "*"}, template
        assert set(re.findall(r"\{(\w+)\}$", template)) <= {each.name for each in fields(event)}
        assert re.fullmatch(r"[^{}]+(\{\w+\})?", template), "one field at most, at the end"


def test_the_opening_touches_everything():
    opened = Table()
    for viewer in VIEWERS:
        everything = touched(opened.state, viewer, tuple(opened.log))
        assert set(everything) == set(view(opened.state, viewer, {}))
        assert len(everything) == len(set(everything))


def test_a_step_touches_nothing_for_who_is_not_told_of_it(table):
    step = table.give("usa", "say", channel="rok+usa", text="hello")
    for viewer in VIEWERS:
        keys = touched(table.state, viewer, step)
        assert bool(keys) is (viewer in ("rok", "usa", "control")), viewer


def test_a_message_touches_itself_and_its_channel_and_no_menu(table):
    step = table.give("usa", "say", channel="rok+usa", text="hello")
    (said,) = table.state.messages
    assert touched(table.state, "rok", step) == ("channel/rok+usa", f"message/{said}")
    before = record(table.state, "rok", "menu/own", {})
    table.give("usa", "say", channel="rok+usa", text="again")
    assert record(table.state, "rok", "menu/own", {}) == before


def test_the_observer_has_no_menu_to_touch(table):
    step = table.give("control", "pause")
    assert touched(table.state, "observer", step) == ("table/main",)
    assert touched(table.state, "dprk", step) == ("table/main", "menu/own")


def test_keys_come_in_the_order_of_the_view_whatever_the_order_of_events(table):
    table.conclude("usa")
    table.to("corridors")
    happened = (*table.log,)
    for viewer in VIEWERS:
        keys = touched(table.state, viewer, happened)
        assert keys == touched(table.state, viewer, happened[::-1])
        kinds = [list(KINDS).index(key.partition("/")[0]) for key in keys]
        assert kinds == sorted(kinds)
        assert len(keys) == len(set(keys))


def test_only_existing_records_are_touched_but_a_document_may_be_lost(table):
    draft = table.draft("usa", JOINT)
    step = table.give("usa", "draft", document={**OFFER}, replaces=draft)
    assert f"document/{draft}" in touched(table.state, "rok", step)
    assert f"document/{draft}" not in view(table.state, "rok", {})
    assert f"document/{draft}" not in touched(table.state, "jpn", step)


def test_a_document_touches_the_papers_that_name_it(table):
    secret = table.draft("usa", SECRET)
    waits = {**FOOD, "while": {"concluded": secret}}
    naming = table.draft("usa", clauses=[waits])
    other = table.draft("usa")
    step = table.give("usa", "table", document=secret)
    assert f"document/{naming}" in touched(table.state, "usa", step)
    assert f"document/{other}" not in touched(table.state, "usa", step)
    assert touched(table.state, "jpn", step) == ()


def test_a_sealed_sheet_touches_its_owner_and_control_alone(table):
    table.to("capitals")
    step = table.give("jpn", "seal", instructions={})
    assert touched(table.state, "jpn", step) == ("instructions/own", "menu/own")
    assert "instructions/jpn" in touched(table.state, "control", step)
    assert [v for v in VIEWERS if touched(table.state, v, step)] == ["jpn", "control"]


def test_a_hidden_event_adds_nothing_to_a_step_that_others_see(table):
    """What one viewer is not told of may not show in what else is told in the same step."""
    table.to("capitals")
    step = table.give("control", "advance")
    told = tuple(each for each in step if "observer" in each.to)
    hidden = replace(step[0], to=("control",))
    assert touched(table.state, "observer", step) == touched(
        table.state, "observer", (hidden, *told, hidden)
    )


def test_saying_one_more_thing_touches_as_much_after_a_thousand_others(table):
    for _ in range(1000):
        table.give("usa", "say", channel="rok+usa", text="hello")
    step = table.give("usa", "say", channel="rok+usa", text="hello")
    for seat in SEATS:
        assert len(touched(table.state, seat, step)) == (1 if seat in ("rok", "usa") else 0)


class Shown:
    """What every viewer was shown of a table, kept up to date by what steps touched."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.records = {viewer: view(table.state, viewer, {}) for viewer in VIEWERS}

    def give(self, by: str, kind: str, **fields: Any) -> None:
        self.follow(self.table.give(by, kind, **fields))

    def follow(self, step: tuple[e.Happened, ...]) -> None:
        for viewer, records in self.records.items():
            for key in touched(self.table.state, viewer, step):
                fresh = record(self.table.state, viewer, key, {})
                records.pop(key, None)
                records.update({} if fresh is None else {key: fresh})
            assert records == view(self.table.state, viewer, {}), viewer


def test_what_is_rare_in_campaigns_adds_up_to_a_fresh_view_too(table):
    """Denounced for a breach, disclosed, handed over, closed in mid-round."""
    pledge = clause("usa", "pledge", 1, beneficiaries=["dprk"], rounds=3)
    text = table.conclude("usa", SECRET, clauses=[pledge, FOOD, FREEZE])
    table.to("corridors")
    shown = Shown(table)
    shown.give("usa", "denounce", document=text)
    assert record(table.state, "dprk", "ledger/breaches", {})["breaches"]
    shown.give("control", "advance")
    shown.give("dprk", "disclose", document=text)
    assert record(table.state, "observer", f"clause/{text}.1", {})["status"] == "denounced"
    shown.give("control", "reseat", seat="jpn", holder="bot:maximiser")
    shown.give("control", "advance")
    shown.give("control", "inject", title="News", text="!", effects=[{"by": 5, "meter": "tension"}])
    shown.give("control", "close")
    assert record(table.state, "observer", "debrief/result", {})["outcome"]


def test_what_names_a_text_reads_anew_when_it_comes_into_sight_and_goes_out_of_it(table):
    other = {**JOINT, "sponsors": ["prc"], "addressees": ["usa", "rok"], "clauses": []}
    named = table.draft("prc", other)
    naming = table.draft("usa", JOINT, provided={"concluded": named})
    shown = Shown(table)
    words = {
        seat: record(table.state, seat, f"document/{naming}", {})["provided_text"]
        for seat in ("rok", "usa")
    }
    assert set(words.values()) == {"a text you cannot see is concluded"}
    clauses = [clause("prc", "pledge", 1, beneficiaries=["dprk"])]
    shown.give("prc", "draft", document={**other, "clauses": clauses}, replaces=named)
    shown.give("prc", "table", document=named)
    told = record(table.state, "rok", f"document/{naming}", {})["provided_text"]
    assert told != words["rok"]
    shown.give("prc", "withdraw", document=named)
