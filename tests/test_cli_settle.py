"""`hextable settle FILE.json` as a teacher meets it: files in, one JSON or one line out."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from server.cli import app

EXAMPLE = """
    {"candidates": [{"id": "a", "needs": {"candidate": "b"}}, {"id": "b", "needs": {"candidate": "a"}},
                    {"id": "c", "needs": {"all": [{"candidate": "a"}, {"fact": "peace"}]}}],
     "facts": {"peace": false}}
"""  # noqa: E501 (as the rulebook prints it)
ANSWER = '{"standing": ["a", "b"], "fell": {"c": {"because": {"fact": "peace"}}}}\n'


def run(text: str | bytes) -> Result:
    """Give a file's text to the command on standard input."""
    return CliRunner().invoke(app, ["settle", "-"], input=text)


def because(need: str, others: str = "", facts: str = '"yes": true, "no": false') -> object:
    """Why a candidate with this need falls."""
    asked = f'{{"candidates": [{{"id": "asked", "needs": {need}}}{others}], "facts": {{{facts}}}}}'
    result = run(asked)
    assert (result.exit_code, result.stderr) == (0, "")
    return json.loads(result.stdout)["fell"]["asked"]["because"]


def assert_refused(result: Result, path: str) -> None:
    assert result.exit_code == 2
    assert result.stdout == ""
    lines = result.stderr.splitlines()
    assert len(lines) == 1
    assert f": {path or chr(34) * 2}: " in lines[0]


def test_the_rulebooks_own_example_is_answered_to_the_letter(tmp_path: Path):
    """Rulebook 5, last paragraph."""
    file = tmp_path / "example.json"
    file.write_text(EXAMPLE, "utf-8")
    result = CliRunner().invoke(app, ["settle", str(file)])
    assert (result.exit_code, result.stdout, result.stderr) == (0, ANSWER, "")


def test_the_command_runs_as_a_program_and_reads_standard_input():
    """Rulebook 5: exactly this runs on a file, and on "-"."""
    command = [sys.executable, "-m", "server.cli", "settle", "-"]
    done = subprocess.run(command, input=EXAMPLE.encode(), capture_output=True, check=False)
    assert (done.returncode, done.stdout.decode(), done.stderr) == (0, ANSWER, b"")


def test_needs_and_facts_may_be_left_out():
    """Rulebook 5: `needs` left out means `true`."""
    result = run('{"candidates": [{"id": "b"}, {"id": "a", "needs": true}]}')
    assert result.stdout == '{"standing": ["a", "b"], "fell": {}}\n'


def test_no_candidates_are_a_settlement_too():
    """Rulebook 5: nothing stands and nothing fell."""
    assert run('{"candidates": []}').stdout == '{"standing": [], "fell": {}}\n'


def test_the_fallen_are_printed_in_the_order_of_their_ids():
    """Rulebook 5: no order of arrival changes the answer."""
    candidates = ", ".join(f'{{"id": "{name}", "needs": {{"any": []}}}}' for name in "cab")
    fell = json.loads(run(f'{{"candidates": [{candidates}]}}').stdout)["fell"]
    assert list(fell) == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("need", "cause"),
    [
        ('{"candidate": "absent"}', {"candidate": "absent"}),
        ('{"sum": {"of": {"asked": 50, "absent": 100}, "at_least": 120}}', {"candidate": "absent"}),
        ('{"not": {"fact": "yes"}}', {"not": {"fact": "yes"}}),
        (
            '{"all": [{"not": {"at_least": [1, [{"any": []}, true, {"not": {"all": []}}]]}}]}',
            {"not": {"at_least": [1, [{"any": []}, True, {"not": {"all": []}}]]}},
        ),
        ('{"any": []}', {"short": "/candidates/0/needs"}),
        ('{"all": [true, {"any": []}]}', {"short": "/candidates/0/needs/all/1"}),
        ('{"any": [{"fact": "no"}, {"any": []}]}', {"short": "/candidates/0/needs/any/1"}),
        (
            '{"at_least": [1, [{"sum": {"of": {}, "at_least": 1}}]]}',
            {"short": "/candidates/0/needs/at_least/1/0"},
        ),
    ],
)
def test_a_cause_is_a_leaf_a_whole_not_or_a_path(need, cause):
    """Rulebook 5: `because` is a failed leaf, a `not` named whole, or `short` with its path."""
    assert because(need) == cause


def test_a_sum_of_standing_candidates_that_reaches_its_bound_stands():
    """Rulebook 5: over the weights of standing candidates."""
    text = '{"candidates": [{"id": "a", "needs": {"sum": {"of": {"a": 50}, "at_least": 50}}}]}'
    assert run(text).stdout == '{"standing": ["a"], "fell": {}}\n'


def test_names_in_any_script_are_printed_as_they_were_written():
    """Rulebook 5: an id is a string, whoever writes it."""
    result = CliRunner().invoke(app, ["settle", "-"], input='{"candidates": [{"id": "평화"}]}')
    assert result.stdout == '{"standing": ["평화"], "fell": {}}\n'


def one(need: str) -> str:
    """A file of one candidate with this need, and one fact."""
    return f'{{"candidates": [{{"id": "a", "needs": {need}}}], "facts": {{"peace": true}}}}'


NEEDS = "/candidates/0/needs"

REFUSED = [
    # the file as a whole
    ("", ""),
    ("peace", ""),
    ('{"candidates": []} {}', ""),
    (b'{"candidates": [{"id": "\xff"}]}', ""),
    (b'\xef\xbb\xbf{"candidates": []}', ""),
    ("[]", ""),
    ("null", ""),
    ("{}", ""),
    ("[" * 100_000, ""),
    ('{"facts": {}}', ""),
    ('{"candidates": {}}', "/candidates"),
    ('{"candidates": null}', "/candidates"),
    ('{"candidates": [], "rules": []}', "/rules"),
    ('{"candidates": [], "a/b~c": []}', "/a~1b~0c"),
    # candidates and facts
    ('{"candidates": ["a"]}', "/candidates/0"),
    ('{"candidates": [{"needs": true}]}', "/candidates/0"),
    ('{"candidates": [{"id": 1}]}', "/candidates/0/id"),
    ('{"candidates": [{"id": null}]}', "/candidates/0/id"),
    ('{"candidates": [{"id": "a", "need": true}]}', "/candidates/0/need"),
    ('{"candidates": [{"id": "a"}, {"id": "b"}, {"id": "a"}]}', "/candidates/2/id"),
    ('{"candidates": [{"id": "\\ud800"}]}', "/candidates/0/id"),
    ('{"candidates": [], "facts": []}', "/facts"),
    ('{"candidates": [], "facts": null}', "/facts"),
    ('{"candidates": [], "facts": {"peace": 1}}', "/facts/peace"),
    ('{"candidates": [], "facts": {"peace": "true"}}', "/facts/peace"),
    # keys written twice
    ('{"candidates": [], "candidates": []}', "/candidates"),
    ('{"candidates": [], "facts": {"x": true, "x": true}}', "/facts/x"),
    ('{"candidates": [{"id": "a", "id": "a"}]}', "/candidates/0/id"),
    (one('{"all": [{"fact": "peace", "fact": "peace"}]}'), f"{NEEDS}/all/0/fact"),
    (one('{"sum": {"of": {"a": 1, "a": 1}, "at_least": 1}}'), f"{NEEDS}/sum/of/a"),
    # nodes
    (one("false"), NEEDS),
    (one("null"), NEEDS),
    (one("1"), NEEDS),
    (one('"peace"'), NEEDS),
    (one("[]"), NEEDS),
    (one("{}"), NEEDS),
    (one('{"fact": "peace", "candidate": "a"}'), NEEDS),
    (one('{"xor": []}'), f"{NEEDS}/xor"),
    (one('{"true": true}'), f"{NEEDS}/true"),
    (one('{"fact": "war"}'), f"{NEEDS}/fact"),
    (one('{"fact": true}'), f"{NEEDS}/fact"),
    (one('{"candidate": 3}'), f"{NEEDS}/candidate"),
    (one('{"all": {"fact": "peace"}}'), f"{NEEDS}/all"),
    (one('{"all": [true, {"any": [{"no": 1}]}]}'), f"{NEEDS}/all/1/any/0/no"),
    (one('{"any": true}'), f"{NEEDS}/any"),
    (one('{"at_least": 1}'), f"{NEEDS}/at_least"),
    (one('{"at_least": [1]}'), f"{NEEDS}/at_least"),
    (one('{"at_least": [1, [], []]}'), f"{NEEDS}/at_least"),
    (one('{"at_least": [[], 1]}'), f"{NEEDS}/at_least/0"),
    (one('{"at_least": [-1, []]}'), f"{NEEDS}/at_least/0"),
    (one('{"at_least": [true, []]}'), f"{NEEDS}/at_least/0"),
    (one('{"at_least": [1, true]}'), f"{NEEDS}/at_least/1"),
    (one('{"at_least": [1, [false]]}'), f"{NEEDS}/at_least/1/0"),
    (one('{"sum": []}'), f"{NEEDS}/sum"),
    (one('{"sum": {"of": {}}}'), f"{NEEDS}/sum"),
    (one('{"sum": {"at_least": 1}}'), f"{NEEDS}/sum"),
    (one('{"sum": {"of": {}, "at_least": 1, "at_most": 2}}'), f"{NEEDS}/sum/at_most"),
    (one('{"sum": {"of": ["a"], "at_least": 1}}'), f"{NEEDS}/sum/of"),
    (one('{"sum": {"of": {"a": -1}, "at_least": 1}}'), f"{NEEDS}/sum/of/a"),
    (one('{"sum": {"of": {"a": true}, "at_least": 1}}'), f"{NEEDS}/sum/of/a"),
    (one('{"sum": {"of": {"a": 1.0}, "at_least": 1}}'), f"{NEEDS}/sum/of/a"),
    (one('{"sum": {"of": {"a": 1}, "at_least": 1e2}}'), f"{NEEDS}/sum/at_least"),
    (one('{"sum": {"of": {"a": 1}, "at_least": NaN}}'), f"{NEEDS}/sum/at_least"),
    (one('{"sum": {"of": {"a": Infinity}, "at_least": 1}}'), f"{NEEDS}/sum/of/a"),
    (one('{"sum": {"of": {"a": ' + "9" * 5000 + '}, "at_least": 1}}'), f"{NEEDS}/sum/of/a"),
    (one('{"sum": {"of": {"a": "1"}, "at_least": 1}}'), f"{NEEDS}/sum/of/a"),
    (one('{"not": {"candidate": "a"}}'), f"{NEEDS}/not"),
    (one('{"not": {"sum": {"of": {}, "at_least": 0}}}'), f"{NEEDS}/not"),
    (one('{"not": {"all": [true, {"not": {"candidate": "a"}}]}}'), f"{NEEDS}/not/all/1/not"),
    (one('{"not": [{"fact": "peace"}]}'), f"{NEEDS}/not"),
    (one('{"all": [' * 100 + "true" + "]}" * 100), NEEDS + "/all/0" * 100),
]


@pytest.mark.parametrize(("text", "path"), REFUSED, ids=lambda value: repr(value)[:70])
def test_anything_else_is_refused_with_the_path_of_the_offending_node(text, path):
    """Rulebook 5: exit status 2, one line on standard error with the path."""
    assert_refused(run(text), path)


def test_a_need_may_be_nested_a_hundred_nodes_deep():
    """Rulebook 5: the bound is stated, and far from what a person writes."""
    text = one('{"not": ' * 99 + '{"fact": "peace"}' + "}" * 99)
    assert json.loads(run(text).stdout)["fell"]["a"]["because"]["not"]["not"]


def test_a_name_that_would_break_the_line_is_escaped():
    """Rulebook 5: one line on standard error, whatever a key holds."""
    result = run('{"candidates": [], "two\\nlines\\u2028\\ud800": 1}')
    assert_refused(result, "/two\\nlines\\u2028\\ud800")


@pytest.mark.parametrize("name", ["nowhere.json", ".", "no\0where.json"])
def test_a_file_that_cannot_be_read_is_refused_by_its_name(name, tmp_path: Path):
    """Rulebook 5: a missing file is refused like any other."""
    result = CliRunner().invoke(app, ["settle", f"{tmp_path}/{name}"])
    assert_refused(result, "")
    assert name.replace("\0", "\\x00") in result.stderr


words = st.sampled_from(
    ["id", "needs", "candidate", "fact", "all", "any", "at_least", "sum", "of", "not", "a", "peace"]
)
scraps = st.recursive(
    st.one_of(
        st.booleans(), st.integers(-1, 3), words, st.none(), st.floats(), st.text(max_size=2)
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=2),
    max_leaves=12,
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(need=scraps)
def test_whatever_is_in_a_need_is_answered_or_refused_in_one_line(need):
    """Rulebook 5: anything else is refused, and nothing ends in a traceback."""
    result = run(one(json.dumps(need)))
    if result.exit_code == 0:
        assert set(json.loads(result.stdout)) == {"standing", "fell"}
    else:
        assert result.exit_code == 2
        assert result.stdout == ""
        assert len(result.stderr.splitlines()) == 1
        assert NEEDS in result.stderr
