"""The catalogue of cases: each is played, and comes to what it says (README.md)."""

import pytest

from .playing import Case, catalogue, differences

CASES = catalogue()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.number)
def test_a_case_comes_to_what_it_says(case: Case):
    assert list(differences(case)) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.number)
def test_a_case_expects_something_and_cites_the_rule_it_is_numbered_by(case: Case):
    assert any(each.expect for each in case.rounds) or any(
        "refused" in command for each in case.rounds for command in each.do
    )
    assert case.number.rpartition(".")[0] in case.rules


def test_no_number_is_given_twice():
    numbers = [each.number for each in CASES]
    assert len(set(numbers)) == len(numbers)
