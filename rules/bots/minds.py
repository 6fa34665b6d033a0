"""What a delegate believes of the others' hidden types (Rulebook 2.11).

Owns the odds it writes down: those known to all, moved by what a delegation asked for and signed
as far as the public line of a type speaks of it. It must never act on them: they move nothing.
"""

from collections.abc import Mapping, Sequence

from .evidence import asked_of_others, refused, willing_parties
from .table import Record, Table, signatories
from .words import subject, words

ASKED, SIGNED, DECLINED = 3, 2, -1
"""What it tells of a wish that somebody asks for it, signs for it, or leaves it lying. Said again,
it tells no more."""
STEP, SHIFT_MAX = 3, 30
"""Percent by which the odds of a type move with each sign more of it than of the others."""
WHOLE = 100


def believed(table: Table, menu: Record) -> dict[str, dict[str, int]]:
    """Return the odds for each type of each delegation that has any, in whole percents."""
    return {about: odds(table, about, types) for about, types in menu.get("beliefs", {}).items()}


def odds(table: Table, about: str, types: Sequence[Record]) -> dict[str, int]:
    signs = signs_of(table, about, types)
    mean = sum(signs.values()) // len(signs)
    weights = {
        each["id"]: each["prior"]
        * (WHOLE + min(max(STEP * (signs[each["id"]] - mean), -SHIFT_MAX), SHIFT_MAX))
        for each in types
    }
    return in_percent(weights)


def in_percent(weights: Mapping[str, int]) -> dict[str, int]:
    """Return weights as whole percents that add up, what is left over to the heaviest."""
    total = sum(weights.values())
    percents = {name: weight * WHOLE // total for name, weight in weights.items()}
    heaviest = max(weights, key=lambda name: (weights[name], name))
    percents[heaviest] += WHOLE - sum(percents.values())
    return percents


def signs_of(table: Table, about: str, types: Sequence[Record]) -> dict[str, int]:
    """Return how often what a delegation did speaks for a type: by words of its line alone."""
    lines = {each["id"]: words(f"{each['title']} {each['text']}") for each in types}
    common = frozenset.intersection(*lines.values()) if len(lines) > 1 else frozenset()
    signs = dict.fromkeys(lines, 0)
    for instrument, weight in shown(table, about).items():
        named = subject(table.instruments[instrument]) - common
        for name, line in lines.items():
            signs[name] += weight if named & line else 0
    return signs


def shown(table: Table, about: str) -> dict[str, int]:
    """Return what a delegation would get by texts it wrote or answered, and what that says."""
    most: dict[str, int] = {}
    for text in table.documents.values():
        if text["status"] == "draft" or about not in signatories(text):
            continue
        weight = said(text, about)
        for _, instrument in asked_of_others(text, about) if weight else ():
            most[instrument] = max(weight, most.get(instrument, weight))
    return most


def said(text: Record, about: str) -> int:
    if about in text["sponsors"]:
        return ASKED
    if about in willing_parties(text):
        return SIGNED
    return DECLINED if refused(text, about) else 0
