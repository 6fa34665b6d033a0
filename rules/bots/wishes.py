"""What a delegation would have others promise: read off the lines of its own sheet.

Owns the turning of a sheet's conditions into sets of undertakings that would make them true. It
must never weigh them: `bargain` does.
"""

from collections.abc import Iterator
from itertools import combinations
from typing import Any

from .characters import Character
from .table import Record, Table
from .welcome import Promise

BUNDLES_MAX = 6
"""Ways to make one line true that are still looked at."""
HISTORY = ("operative", "performed", "verified")
PRESENCE = "present"
"""Who is at the table is taken as given: nobody undertakes it."""


def wishes(table: Table, character: Character) -> tuple[tuple[Promise, ...], ...]:
    """Return the sets of undertakings that would each make a good line of the sheet true."""
    found: dict[tuple[Promise, ...], None] = {}
    for line in table.lines:
        if line["points"] > 0 and not line["met"]:
            found |= dict.fromkeys(ways(table, character, line["when"])[:BUNDLES_MAX])
    return tuple(bundle for bundle in found if bundle)


def ways(table: Table, character: Character, tree: Any) -> list[tuple[Promise, ...]]:
    """Return sets of undertakings that would make a condition true; none if it is not of these."""
    if tree is True:
        return [()]
    ((word, inside),) = tree.items()
    if word in HISTORY:
        return [(promise,) for promise in undertaking(table, character, word, inside)]
    if word == "any":
        return [way for part in inside for way in ways(table, character, part)]
    if word == "all":
        return together([ways(table, character, part) for part in inside])
    if word == "at_least":
        k, parts = inside
        chosen = combinations([ways(table, character, part) for part in parts], k)
        return [way for some in chosen for way in together(list(some))[:1]]
    return [()] if word == PRESENCE else []


def together(choices: list[list[tuple[Promise, ...]]]) -> list[tuple[Promise, ...]]:
    """Return one set for each way to pick from every choice, as many as are looked at."""
    sets: list[tuple[Promise, ...]] = [()]
    for choice in choices:
        sets = [merged(one, more) for one in sets for more in choice][: 2 * BUNDLES_MAX]
    return sets


def merged(one: tuple[Promise, ...], more: tuple[Promise, ...]) -> tuple[Promise, ...]:
    """Return both without repeating an instrument of one debtor: the higher level stays."""
    best: dict[tuple[str, str], Promise] = {}
    for promise in (*one, *more):
        pair = (promise.debtor, promise.instrument)
        if pair not in best or best[pair].level < promise.level:
            best[pair] = promise
    return tuple(best[pair] for pair in sorted(best))


def undertaking(table: Table, character: Character, word: str, what: Record) -> Iterator[Promise]:
    """Yield the promise that a leaf asks for, if the catalogue has it."""
    record = table.instruments.get(what["instrument"])
    if record is None or what["by"] not in record["debtors"]:
        return
    toward = (what["toward"],) if what.get("toward") else ()
    wanted = what.get("verification") or ("v3" if word == "verified" else "v0")
    if record["kind"] == "quantity":
        yield from counted(record, what, toward)
    elif record["beneficiaries"] != "required" or toward:
        level = min(what["level"], reach(table, character, record, what["by"]))
        yield stance(character, record, what["by"], level, toward, wanted=wanted)


def counted(record: Record, what: Record, toward: tuple[str, ...]) -> Iterator[Promise]:
    """Yield a quantity as few rounds as it takes, at the most a round may bring."""
    if record["beneficiaries"] == "required" and not toward:
        return
    most = int(record["max"])
    amount = min(most, -(-what["level"] // record["step"]) * record["step"])
    rounds = -(-what["level"] // amount)
    yield Promise(
        debtor=what["by"], instrument=record["id"], level=amount, toward=toward, rounds=rounds
    )


def reach(table: Table, character: Character, record: Record, debtor: str) -> int:
    """Return up to which level it is ready to go now: so many steps above what stands.

    The steps are as small as time allows: the top is to be within reach by half of what is left.
    """
    pace = -(-2 * len(record["levels"]) // table.turns)
    return table.held.get((debtor, str(record["id"])), 0) + max(character.steps, pace)


def stance(
    character: Character,
    record: Record,
    by: str,
    level: int,
    toward: tuple[str, ...],
    *,
    wanted: str = "v0",
) -> Promise:
    """Return a stance for good, watched by inspectors where it could be hidden from the eye."""
    is_hidden = record["verifiable"] and record["visible"] < 100
    verification = max(wanted, character.watch) if is_hidden else wanted
    if not record["verifiable"]:
        verification = "v0"
    return Promise(
        debtor=by,
        instrument=record["id"],
        level=level,
        toward=() if record["beneficiaries"] == "none" else toward,
        verification=verification,
    )
