"""The rulebook says nothing that is not so: its places exist, its examples come out as printed.

Owns docs/rulebook.md as a thing under test. It must never repeat what the rules' own tests show.
"""

import json
import re
from pathlib import Path

import pytest

from rules.conditions import parse
from rules.conditions.forms import Leaf, leaves
from rules.naming import label
from rules.prose import condition_text
from rules.settlement.settle import settle
from rules.settlement.settle_file import read_settle_file, write_settlement
from server.scenarios import shipped

ROOT = Path(__file__).resolve().parent.parent
RULEBOOK = (ROOT / "docs" / "rulebook.md").read_text(encoding="utf-8")
PLACES = sorted(set(re.findall(r"`((?:rules|server|tests)/[\w./-]*)`", RULEBOOK)))
CONDITIONS = re.findall(r"^\| `(true|\{.*\})` \| (.*) \|$", RULEBOOK, re.MULTILINE)
EXAMPLES = [json.loads(text) for text in re.findall(r"```json\n(.*?)```", RULEBOOK, re.DOTALL)]


def settled(file):
    question = read_settle_file(file)
    return write_settlement(settle(question.needs, question.facts), question)


@pytest.mark.parametrize("place", PLACES)
def test_every_place_the_rulebook_names_is_there(place):
    assert (ROOT / place).exists()


def test_every_rule_has_a_number_of_its_own_in_order():
    numbers = [
        (int(a), int(b)) for a, b in re.findall(r"^\*\*(\d+)\.(\d+)", RULEBOOK, re.MULTILINE)
    ]
    assert numbers == sorted(set(numbers))
    assert {a for a, _ in numbers} <= {*range(1, 11)}


def test_every_rule_says_where_it_is_kept():
    rules = re.split(r"^(?=\*\*\d+\.\d+|## )", RULEBOOK, flags=re.MULTILINE)
    bare = [rule[:12] for rule in rules if rule.startswith("**") and not re.search(r"`\]", rule)]
    assert bare == []


@pytest.mark.parametrize(("tree", "words"), CONDITIONS)
def test_every_condition_reads_as_the_rulebook_says(tree, words):
    scenario = shipped("first-session")
    assert condition_text(parse(json.loads(tree)), scenario, label) == words


def test_every_form_of_condition_is_in_the_rulebook():
    forms = [leaf for tree, _ in CONDITIONS for _, leaf in leaves(parse(json.loads(tree)).form)]
    assert {type(form) for form in forms} == set(Leaf.__args__)
    assert all(f'{{"{word}": ' in RULEBOOK for word in ("all", "any", "at_least", "not"))


@pytest.mark.parametrize("place", [0, 2, 4], ids=["if you will", "order dispute", "pool"])
def test_the_classic_cases_settle_as_printed(place):
    assert settled(EXAMPLES[place]) == EXAMPLES[place + 1]


def test_the_pool_without_russia_settles_as_printed():
    left = [each for each in EXAMPLES[4]["candidates"] if each["id"] != "rus"]
    assert settled({"candidates": left}) == EXAMPLES[6]
