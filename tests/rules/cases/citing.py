"""Which cases show which rule, written into the rulebook: python -m tests.rules.cases.citing

Owns the words "Cases ..." behind a rule's places. It must never touch another word.
"""

import re
from pathlib import Path

from .playing import catalogue

RULEBOOK = Path(__file__).resolve().parents[3] / "docs" / "rulebook.md"
RULE = re.compile(r"^\*\*(\d+\.\d+).*?(?=^\*\*\d+\.\d+|^## |\Z)", re.MULTILINE | re.DOTALL)
CITED = re.compile(r" \*Cases? [\d., ]+\.\*")


def cases_of(rule: str) -> list[str]:
    return [each.number for each in catalogue() if rule in each.rules]


def citing(rulebook: str) -> str:
    """Return the rulebook with the cases of each rule behind the places where it is kept."""
    return RULE.sub(lambda found: cited(found[0], cases_of(found[1])), rulebook)


def cited(rule: str, cases: list[str]) -> str:
    bare = CITED.sub("", rule)
    if not cases:
        return bare
    word = "Case" if len(cases) == 1 else "Cases"
    return bare.replace("`]", f"`] *{word} {', '.join(cases)}.*", 1)


if __name__ == "__main__":
    RULEBOOK.write_text(citing(RULEBOOK.read_text(encoding="utf-8")), encoding="utf-8")
