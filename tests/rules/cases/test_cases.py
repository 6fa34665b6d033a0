"""The catalogue of cases: each is played, and comes to what it says (README.md)."""

import re
from pathlib import Path

import pytest

from .citing import citing
from .playing import Case, catalogue, differences

ROOT = Path(__file__).resolve().parents[3]
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


RULEBOOK = (ROOT / "docs" / "rulebook.md").read_text(encoding="utf-8")
ELSEWHERE = {
    "1.1": "a list of seats",
    "1.2": "what 5.2 shows",
    "1.6": "follows from 9",
    "1.7": "who plays a seat is nothing to the rules",
    "1.10": "who has a seat is nothing to the rules of play",
    "1.11": "who holds a seat is nothing to the rules of play",
    "1.12": "who has a place is nothing to the rules of play",
    "1.13": "who learns what: secrecy has suites of its own",
    "1.15": "binds nobody",
    "1.16": "presence belongs to a server",
    "1.17": "what a table is founded with is nothing to the rules of play",
    "1.19": "at which table a game is played is nothing to the rules of play",
    "2.2": "clocks and presence belong to a server",
    "2.3": "clocks belong to a server",
    "2.4": "talk leaves no trace in what is settled",
    "2.8": "presence belongs to a server",
    "2.10": "cards are drawn by luck",
    "3.2": "fields of an instrument, shown wherever one is used",
    "2.11": "moves nothing in the game",
    "2.12": "presence belongs to a server",
    "3.16": "ids are the engine's own",
    "4.2": "words of conditions",
    "4.10": "a bound on size",
    "5.5": "a command, with cases of its own",
    "5.6": "a case of that command",
    "5.7": "a case of that command",
    "5.12": "a count of operations",
    "6.6": "where 7 is applied",
    "6.9": "who learns what: secrecy has suites of its own",
    "6.11": "luck",
    "6.18": "hashes; checked by `hextable verify`",
    "6.19": "hashes; checked by `hextable verify`",
    "6.20": "hashes; checked by `hextable verify`",
    "6.21": "words, which no case has; test_erasing",
    "7.26": "a choice of the scenario that the cases' world does not make",
    "7.30": "drawn by luck",
    "7.37": "talk leaves no trace in what is settled",
    "7.38": "moves nothing in the game",
    "7.39": "talk leaves no trace in what is settled",
    "8.4": "talk leaves no trace in what is settled",
    "9.1": "drawn by luck",
    "9.7": "what is shown when it is over",
    "9.8": "what is shown when it is over",
    "9.9": "what is shown when it is over",
    "9.10": "what is shown when it is over",
    "9.11": "what is shown when it is over",
    "9.12": "what is shown when it is over",
    "9.13": "what is shown when it is over",
}
"""Rules that no case can show in a world without luck, clocks and eyes, and why."""


def test_every_rule_of_play_is_shown_by_a_case():
    numbers = re.findall(r"^\*\*(\d+\.\d+)", RULEBOOK, re.MULTILINE)
    of_play = {each for each in numbers if not each.startswith("10.")}
    shown = {rule for case in CASES for rule in case.rules}
    assert of_play - shown == ELSEWHERE.keys()
    assert shown <= of_play


def test_the_rulebook_names_the_cases_of_each_rule():
    """`python -m tests.rules.cases.citing` writes them."""
    assert citing(RULEBOOK) == RULEBOOK
