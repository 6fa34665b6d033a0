"""The strict part of YAML: what it means, what it refuses, and where it says so."""

import time

import pytest

from server.strict_yaml import DEPTH_MAX, NODES_MAX, SIZE_MAX, BadYaml, parse

BOMB = "a: &a [x, x, x, x]\nb: &b [*a, *a, *a, *a]\nc: [*b, *b, *b, *b]\n"


def value(text):
    return parse(text.encode()).value


def refusal(text):
    with pytest.raises(BadYaml) as caught:
        parse(text if isinstance(text, bytes) else text.encode())
    return caught.value.line, caught.value.message


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("a: no", {"a": "no"}),
        ("a: [yes, on, off, NO, True]", {"a": ["yes", "on", "off", "NO", "True"]}),
        ("no: 1", {"no": 1}),
        ("true: 1", {"true": 1}),
        ("a: 1:30", {"a": "1:30"}),
        ("a: 2020-01-24", {"a": "2020-01-24"}),
        ("a: 0o17", {"a": "0o17"}),
        ("a: 017", {"a": "017"}),
        ("a: 0x1F", {"a": "0x1F"}),
        ("a: 1_000", {"a": "1_000"}),
        ("a: 1.5", {"a": "1.5"}),
        ("a: 1e3", {"a": "1e3"}),
        ("a: .inf", {"a": ".inf"}),
        ("a: [0, -7, 42]", {"a": [0, -7, 42]}),
        ("a: '42'", {"a": "42"}),
        ('a: "true"', {"a": "true"}),
        ("a: [true, false, null, ~]", {"a": [True, False, None, None]}),
        ("a:", {"a": None}),
        ("<<: {a: 1}", {"<<": {"a": 1}}),
        ("a: >-\n  two\n  lines", {"a": "two lines"}),
        ('{"json": ["is", {"yaml": true}]}', {"json": ["is", {"yaml": True}]}),
        ("", None),
    ],
)
def test_words_and_numbers_mean_what_they_look_like(text, meaning):
    assert value(text) == meaning


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (BOMB, 1, "anchors"),
        ("a: 1\nb: *a", 2, "alias"),
        ("a: 1\nb: !!python/name:os.system x", 2, "tags"),
        ("a: !!str 1", 1, "tags"),
        ("%YAML 1.1\n---\na: 1", 1, "directives"),
        ("a: 1\n---\nb: 2", 2, "one document"),
        ("a: 1\nb: 2\na: 3", 3, "the key a is given twice"),
        ("x:\n  - {a: 1, a: 2}", 2, "the key a is given twice"),
        ("a: 1\n? [b]\n: 2", 2, "a key must be a word"),
        ("a: 1\nb: 1234567890123", 2, "12 digits"),
        ('a: 1\nb: "nul \\0"', 2, "control character"),
        ("a: 1\nb: [1, 2", 2, ""),
        ("a: 1\n  b: 2", 2, "mapping values are not allowed"),
        (b"a: 1\nb: \xff", 2, "UTF-8"),
        ("a: " + "x" * SIZE_MAX, 1, "larger than"),
        ("a: " + "[" * (DEPTH_MAX + 1) + "]" * (DEPTH_MAX + 1), 1, "deep"),
        ("a:\n- " + "[" * 100_000, 2, "deep"),
        ("a:\n" + "- 1\n" * NODES_MAX, NODES_MAX - 1, "values in one file"),
    ],
)
def test_what_is_not_of_the_strict_part_is_refused_with_its_line(text, line, said):
    at, message = refusal(text)
    assert at == line
    assert said in message


def test_a_bomb_costs_nothing():
    began = time.process_time()
    refusal("a: &a [" + "x, " * 50 + "x]\n" + "".join(f"b{n}: [*a, *a]\n" for n in range(2000)))
    assert time.process_time() - began < 1


def test_every_value_is_known_with_its_line():
    parsed = parse(
        b"meters:\n  - id: tension\n    start: 45\n  - {id: programme,\n     start: 55}\n"
    )
    assert parsed.lines == {
        (): 1,
        ("meters",): 1,
        ("meters", 0): 2,
        ("meters", 0, "id"): 2,
        ("meters", 0, "start"): 3,
        ("meters", 1): 4,
        ("meters", 1, "id"): 4,
        ("meters", 1, "start"): 5,
    }
