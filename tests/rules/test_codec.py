"""What is stored comes back as it was: every type of event, and the state of a played table."""

import json
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rpds import HashTrieMap

from rules import codec
from rules import events as e
from rules.conditions import Condition
from rules.events import EVENTS, Happened
from rules.fold import apply, replay
from rules.names import VIEWERS

from .at_the_table import JOINT, PUBLIC, SECRET, Table
from .condition_strategies import CONDITION
from .tiny import SCENARIO, operative

st.register_type_strategy(Condition, CONDITION)
SMALL = st.integers(-(2**40), 2**40)
WORDS = st.text(max_size=12)


def of(kind: Any) -> st.SearchStrategy[Any]:
    """Return a strategy for values of a type, with small numbers and short texts."""
    origin, inside = getattr(kind, "__origin__", None), getattr(kind, "__args__", ())
    if kind is int:
        return SMALL
    if kind is str:
        return WORDS
    if kind is Condition:
        return CONDITION
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return struct(kind)
    if origin is tuple:
        return tuples(inside)
    if origin is not None and inside and origin.__name__ == "Mapping":
        return st.dictionaries(of(inside[0]), of(inside[1]), max_size=3)
    if origin is None and hasattr(kind, "__args__"):  # X | Y
        return st.one_of([of(each) for each in kind.__args__])
    return st.from_type(kind)


def tuples(inside: tuple[Any, ...]) -> st.SearchStrategy[Any]:
    if inside[-1] is ...:
        return st.lists(of(inside[0]), max_size=3).map(tuple)
    return st.tuples(*(of(each) for each in inside))


def struct(kind: Any) -> st.SearchStrategy[Any]:
    fields = {field.name: of(field.type) for field in msgspec.structs.fields(kind)}
    return st.builds(kind, **fields)


def stored(happened: tuple[Happened, ...]) -> tuple[Happened, ...]:
    """Write to JSON text and read it back, as the store does."""
    written = codec.encode_json(happened)
    assert written == msgspec.json.encode(codec.encode(happened), order="sorted")
    return codec.decode(json.loads(written))


@pytest.mark.parametrize("kind", EVENTS, ids=lambda kind: kind.__name__)
@settings(max_examples=30)
@given(data=st.data())
def test_every_event_comes_back_as_it_was(kind, data):
    event = data.draw(struct(kind))
    to = tuple(data.draw(st.lists(st.sampled_from(VIEWERS), unique=True)))
    happened = (Happened(event=event, to=to),)
    assert stored(happened) == happened


def test_what_is_stored_says_its_version_its_type_and_who_learns_of_it():
    (data,) = codec.encode((Happened(event=e.SeatReadied(seat="rok", on=True), to=("rok",)),))
    assert data == {
        "v": codec.VERSION,
        "to": ["rok"],
        "event": {"type": "SeatReadied", "seat": "rok", "on": True},
    }


def test_an_event_of_an_old_version_is_upcast_step_by_step(monkeypatch):
    """Architecture 2: events carry a version; old ones are upcast when read."""
    monkeypatch.setattr(codec, "VERSION", 3)
    monkeypatch.setattr(
        codec,
        "UPCASTS",
        {
            ("SeatReadied", 1): lambda event: {**event, "place": event["seat"]},
            ("SeatReadied", 2): lambda event: {
                "type": "SeatReadied",
                "seat": event["place"],
                "on": event["ready"],
            },
        },
    )
    old = {"v": 1, "to": ["rok"], "event": {"type": "SeatReadied", "seat": "rok", "ready": True}}
    (happened,) = codec.decode([old])
    assert happened.event == e.SeatReadied(seat="rok", on=True)


def test_an_event_that_no_upcast_knows_is_not_guessed_at():
    with pytest.raises(msgspec.ValidationError):
        codec.decode([{"v": 1, "to": ["rok"], "event": {"type": "SeatReadied", "seat": "eu"}}])


def played() -> Table:
    """A game with something of everything in it: talk, drafts, documents of all fates, sheets."""
    table = Table(clock={"corridors": 300}, bots={"rus": "maximiser"}).open().arrive("usa", "dprk")
    table.give("usa", "say", channel="dprk+usa", text="Shall we?")
    table.draft("usa", JOINT, provided=operative("dprk", "freeze"))
    table.table("prc", {**SECRET, "sponsors": ["prc"], "clauses": []} | {"clauses": PLEDGE})
    withdrawn = table.table("rok", {**SECRET, "sponsors": ["rok"], "clauses": ROK_FOOD})
    table.give("rok", "withdraw", document=withdrawn)
    dropped = table.draft("usa", JOINT, provided={"concluded": withdrawn})
    table.give("usa", "withdraw", document=dropped)
    table.conclude("usa")
    table.to("plenary").table("jpn", {**PUBLIC, "sponsors": ["jpn"], "clauses": PLEDGE_JPN})
    table.to("capitals")
    table.give("dprk", "seal", instructions={"action": {"action": "nuclear_test"}})
    table.give("jpn", "seal", instructions={"close": True})
    table.give("control", "pause")
    return table


PLEDGE = [{"debtor": "prc", "instrument": "pledge", "level": 1, "beneficiaries": ["dprk"]}]
PLEDGE_JPN = [PLEDGE[0] | {"debtor": "jpn"}]
ROK_FOOD = [
    {"debtor": "rok", "instrument": "food", "level": 50, "beneficiaries": ["dprk"], "rounds": 1}
]


def test_a_played_table_comes_back_from_its_snapshot():
    state = played().state
    back = codec.decode_state(codec.encode_state(state), SCENARIO)
    assert back == state
    assert isinstance(back.messages, HashTrieMap)
    assert len(back.dropped) == len(back.dropped_naming) == 1
    assert codec.encode_state(back) == codec.encode_state(state)


def test_a_table_goes_on_from_its_snapshot_as_it_would_have():
    table = played()
    other = Table(codec.decode_state(codec.encode_state(table.state), SCENARIO))
    other.given = table.given
    assert table.give("control", "advance") == other.give("control", "advance")
    assert table.state == other.state


def test_the_log_alone_rebuilds_the_table():
    table = played().to("corridors")
    happened = stored(tuple(table.log))
    assert happened == tuple(table.log)
    assert replay((each.event for each in happened), SCENARIO) == table.state


def test_a_state_and_its_log_in_part_make_the_state():
    """A snapshot and the tail after it (Architecture 2)."""
    table = played()
    half = len(table.log) // 2
    state = replay((each.event for each in table.log[:half]), SCENARIO)
    state = codec.decode_state(codec.encode_state(state), SCENARIO)
    for each in stored(tuple(table.log[half:])):
        state = apply(state, each.event)
    assert state == table.state
