"""What a bot has before it is what its seat's view shows, and it looks again only for cause."""

from typing import Any

from rules.bots.desk import Desk, readable
from rules.view import touched, view

from .at_the_table import JOINT, Table


def read_of(table: Table) -> dict[str, Any]:
    """Return what bots read of a fresh view."""
    fresh = view(table.state, "usa", {})
    return {key: fresh[key] for key in readable(fresh)}


def seated(table: Table) -> Desk:
    desk = Desk(table.state, "usa", {})
    desk.note(table.state, view(table.state, "usa", {}))
    assert desk.look(table.state)
    assert dict(desk) == read_of(table)
    return desk


def step(table: Table, desk: Desk, by: str, kind: str, **fields: object) -> None:
    happened = table.give(by, kind, **fields)
    desk.note(table.state, touched(table.state, "usa", happened))


def test_records_are_those_of_a_view_at_the_last_look():
    table = Table().open()
    desk = seated(table)
    before = read_of(table)
    step(table, desk, "usa", "draft", document=JOINT)
    assert dict(desk) == before
    assert desk.look(table.state)
    assert dict(desk) == read_of(table) != before


def test_a_draft_rewritten_without_the_seat_is_gone():
    table = Table().open()
    desk = seated(table)
    step(table, desk, "rok", "draft", document=JOINT)
    (draft,) = table.state.documents
    assert f"document/{draft}" not in desk
    desk.look(table.state)
    assert f"document/{draft}" in desk
    step(table, desk, "rok", "draft", document={**JOINT, "sponsors": ["rok"]}, replaces=draft)
    desk.look(table.state)
    assert f"document/{draft}" not in desk
    assert dict(desk) == read_of(table)


def test_talk_alone_is_no_reason_to_look_again():
    table = Table().open()
    desk = seated(table)
    step(table, desk, "rok", "say", channel="rok+usa", text="hello")
    assert not desk.look(table.state)
    step(table, desk, "usa", "ready", on=True)
    assert desk.look(table.state)
