"""docs/sources.md, row by row: each thing the sources say is somewhere, with what shows it."""

import re
from pathlib import Path

import pytest

from tests.rules.cases.playing import catalogue

ROOT = Path(__file__).resolve().parent.parent
KOREA = ROOT / "rules" / "scenarios" / "korea-2020"
RULEBOOK = (ROOT / "docs" / "rulebook.md").read_text(encoding="utf-8")
RULES = set(re.findall(r"^\*\*(\d+\.\d+)", RULEBOOK, re.MULTILINE))
CASES = [each.number for each in catalogue()]
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in (ROOT / "docs" / "sources.md").read_text(encoding="utf-8").splitlines()
    if re.match(r"\| \d", line)
]


def test_all_78_rows_are_there_in_order():
    assert [int(row[0]) for row in ROWS] == list(range(1, 79))
    assert {row[1] for row in ROWS} == {"H20", "H19", "T20"}


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_a_row_says_what_became_of_it_and_where_it_is_shown(row):
    became, rules, shown = row[3:]
    assert became.startswith(("effect: ", "content: ", "left out: "))
    if not became.startswith("left out"):
        assert shown
        assert set(rules.split(", ")) <= RULES
        for place in re.findall(r"`([^`]+)`", shown):
            assert (ROOT / place).exists() or (KOREA / place).exists(), place
        assert set(cited(shown)) <= set(CASES)


def cited(text: str) -> list[str]:
    """Return the cases a cell names, those of a span included."""
    numbers = re.findall(r"\d+\.\d+\.\d+", text)
    if " to " in text:
        first, last = re.search(r"(\S+) to (\d+\.\d+\.\d+)", text).groups()
        numbers += CASES[CASES.index(first) : CASES.index(last) + 1]
    return numbers


def test_an_effect_is_shown_by_a_case_or_a_test_or_is_data_with_one():
    bare = [row[0] for row in ROWS if row[3].startswith("effect") and not row[5]]
    assert bare == []
