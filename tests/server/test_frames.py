"""The strict door of JSON: what is read, and what is refused with which word."""

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server import frames
from server.frames import DEPTH_MAX, FRAME_BYTES_MAX, Do, Hello, Malformed, read_frame, read_json

HELLO = '{"type": "hello", "as": "dprk"}'


def test_a_hello_needs_only_its_role():
    assert read_frame(HELLO) == Hello(role="dprk")


@pytest.mark.parametrize(
    "inside",
    [
        '{"kind": "ready", "on": true}',
        '{"kind": "say", "text": "Grüße an alle", "reply_to": null}',
        '{"kind": "say", "text": "a \\"quote\\""}',
        '{"kind": "say", "text": "a\tb"}',
        '{"kind": "say", "text": "a\\nb"}',
        '{"kind": "say", "text": "a\u0085b"}',
        '{"kind": "say", "kind": "say"}',
        '{"a": {"b": [{"c": 1, "c": 1}]}}',
        '{"a": [["x", "y"], {"x": "y"}]}',
        '{"a": 999999999999999, "b": -999999999999999}',
        '{"a": 1000000000000000}',
        '{"a": -1000000000000000}',
        '{"a": -0, "b": -0.0}',
        '{"a": [1, {"b": 1.5}]}',
        '{"a": 1e2}',
        '{"a": NaN}',
        '{"a": 01}',
        '{"a": 1,}',
        '{"a": ' + "[" * DEPTH_MAX + "]" * DEPTH_MAX + "}",
        "[]",
        "{",
    ],
)
@pytest.mark.parametrize(
    "around",
    [
        '{"type": "do", "id": "c-1", "command": %s}',
        '{"id": "c-1", "command": %s, "type": "do"} ',
        '{"type": "do", "type": "do", "id": "c-1", "command": %s}',
        '{"type": "do", "id": "c-1", "id": "c-1", "command": %s}',
        '{"type": "do", "id": "c-1", "command": {}, "command": %s}',
        '{"type": "do", "id": "c-1", "command": %s, "more": 1}',
        '{"type": "do", "id": "c 1", "command": %s}',
    ],
)
def test_the_short_way_of_a_command_is_as_strict_as_the_long_one(inside, around):
    def read(how):
        try:
            return how(around % inside)
        except Malformed as malformed:
            return malformed.detail, malformed.field

    assert read(frames.read_frame) == read(frames._any_frame)


def test_a_plain_command_takes_the_short_way():
    assert frames._plain_do('{"type":"do","id":"c-1","command":{"kind":"open"}}') == Do(
        id="c-1", command={"kind": "open"}
    )


def test_a_command_is_read_with_its_id():
    frame = read_frame('{"type": "do", "id": "c-1", "command": {"kind": "ready", "on": true}}')
    assert frame == Do(id="c-1", command={"kind": "ready", "on": True})


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("", None),
        ("nothing", None),
        ("[]", None),
        ("{}", None),
        ('{"type": "shout"}', "type"),
        ('{"type": "hello"}', None),
        ('{"type": "hello", "as": "france"}', "as"),
        ('{"type": "hello", "as": "dprk", "extra": 1}', None),
        ('{"type": "hello", "as": "dprk", "since": -1}', "since"),
        ('{"type": "hello", "as": "dprk", "since": "1"}', "since"),
        ('{"type": "hello", "as": "dprk", "since": true}', "since"),
        ('{"type": "do", "id": "c-1"}', None),
        ('{"type": "do", "id": "", "command": {}}', "id"),
        ('{"type": "do", "id": "a b", "command": {}}', "id"),
        ('{"type": "do", "id": 7, "command": {}}', "id"),
        ('{"type": "do", "id": "c-1", "command": []}', "command"),
    ],
)
def test_what_is_no_frame_is_refused_with_the_place_of_the_fault(text, field):
    with pytest.raises(Malformed) as refused:
        read_frame(text)
    assert refused.value.field == field


@pytest.mark.parametrize(
    "text",
    [
        '{"a": NaN}',
        '{"a": Infinity}',
        '{"a": 1e999}',
        '{"a": 1.0}',
        '{"a": 1, "a": 1}',
        '{"a": 1234567890123456}',
        '"\\ud800"',
        '"\\u0000"',
        '"\\u001b"',
        '"\\u007f"',
        '"\\u0085"',
        '"\\r"',
        '{"\\u0000": 1}',
        "[" * (DEPTH_MAX + 1) + "]" * (DEPTH_MAX + 1),
        "[" * 30_000 + "]" * 30_000,
        '"' + "a" * FRAME_BYTES_MAX + '"',
    ],
    ids=lambda text: text[:16],
)
def test_poison_is_refused_at_the_door(text):
    with pytest.raises(Malformed):
        read_json(text)


def test_bytes_that_are_not_utf_8_are_refused():
    with pytest.raises(Malformed, match="UTF-8"):
        read_json(b'"\xed\xa0\x80"')


def test_newlines_tabs_and_every_script_pass():
    text = "한국어\n中文\tрусский 😀 日本語"
    assert read_json(json.dumps(text)) == text


def test_nesting_up_to_the_bound_passes():
    assert read_json("[" * DEPTH_MAX + "]" * DEPTH_MAX) is not None


LEAVES = st.none() | st.booleans() | st.integers(-(10**15) + 1, 10**15 - 1) | st.text("aé한\n")
JSON = st.recursive(
    LEAVES,
    lambda inside: st.lists(inside, max_size=4) | st.dictionaries(st.text("ab"), inside),
    max_leaves=20,
)


@given(JSON)
def test_what_is_allowed_comes_back_as_it_was(value):
    assert read_json(json.dumps(value)) == value


@given(st.text(max_size=200) | st.binary(max_size=200))
def test_anything_at_all_is_refused_or_can_be_sent_again(raw):
    with contextlib.suppress(Malformed):
        json.dumps(read_json(raw), ensure_ascii=False).encode("utf-8")
