"""What a text would bring: which of its clauses would wake, when, and how far each is believed.

Owns the reading of clauses as pledges. Commitments tied to each other wake together; "only after
you have" wakes a round later, and two of those against each other never. It must never look at
what a clause is worth to anybody: that is `worth`.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from .outlook import SURE, Outlook, Pledge, is_quantity
from .table import Record, Table

LIKELY = 500
"""Thousandths from which a condition of the world is taken to be true."""
TRUST_OPEN, TRUST_WATCHED, TRUST_HIDDEN = 950, 880, 800
TRUST_LOST = 250
"""Thousandths lost with each established breach."""
TRUST_LEAST = 200


def pledges_of(known: Outlook, document: Record) -> tuple[Pledge, ...]:
    """Return what a text not yet in force would bring if it were concluded now.

    `known` is what is in force, without any hope beyond.
    """
    table, clauses = known.table, document["clauses"]
    delays = awakening(known, clauses)
    awake = [clauses[place] for place in delays]
    return tuple(
        pledge
        for place, clause in enumerate(clauses)
        if place in delays
        for pledge in pledged(
            table,
            clause,
            table.turns - clause["start"] - delays[place],
            parts_due(known, clause, awake) if clause["tranches"] > 1 else clause["rounds"],
        )
    )


def parts_due(known: Outlook, clause: Record, awake: Sequence[Record]) -> int:
    """Return how many tranches would fall due: all, if what they wait for is done; else the first.

    A pessimist's reading: nothing that is not in this text or in force counts.
    """
    return int(clause["tranches"]) if holds(known, clause["while"], awake, awake) else 1


def pledged(table: Table, clause: Record, turns: int, most: int | None) -> Iterator[Pledge]:
    """Yield the clause as a pledge, if any of its turns is left."""
    turns = turns if most is None else min(turns, most)
    if turns > 0:
        yield pledge(table, clause, turns, 0)


def pledge(table: Table, clause: Record, turns: int, given: int) -> Pledge:
    """Return a clause as a pledge; `given` is what of a quantity has been delivered already."""
    level = clause["level"]
    counted = is_quantity(table, clause["instrument"])
    return Pledge(
        by=clause["debtor"],
        instrument=clause["instrument"],
        amount=given + level * turns if counted else level,
        toward=tuple(clause["beneficiaries"]),
        verification=clause["verification"],
        turns=turns,
        odds=trust(table, clause),
    )


def trust(table: Table, clause: Record) -> int:
    """Return how far the debtor is believed, in thousandths; oneself, wholly."""
    debtor, record = clause["debtor"], table.instruments.get(clause["instrument"])
    if debtor == table.seat:
        return SURE
    if record is None or record["visible"] >= 100:
        believed = TRUST_OPEN
    else:
        believed = TRUST_WATCHED if clause["verification"] >= "v3" else TRUST_HIDDEN
    believed -= TRUST_LOST * table.breaches.get(debtor, 0)
    return max(believed // 2 if table.is_out(debtor) else believed, TRUST_LEAST)


# --- what is in force already ---


def in_force(table: Table, at_rest: Sequence[str] = ()) -> Iterator[Pledge]:
    """Yield what concluded clauses have brought and are still to bring.

    Of the texts `at_rest`, only what they have brought.
    """
    for document in table.documents.values():
        if document["status"] != "concluded":
            continue
        for clause in document["clauses"]:
            standing = table.standings.get(clause["id"])
            if standing is not None:
                if document["id"] in at_rest:
                    standing = {**standing, "status": "ended"}
                yield from standing_pledge(table, clause, standing)


def standing_pledge(table: Table, clause: Record, standing: Record) -> Iterator[Pledge]:
    """Yield a clause in force, or what an ended one has left behind."""
    done = [each for each in standing["history"] if each["outcome"] in ("performed", "verified")]
    if standing["status"] == "operative":
        turns = turns_left(table, standing)
        if turns or done:
            given = clause["level"] * len(done)
            yield pledge(table, clause, turns or 1, given if turns else given - clause["level"])
    elif done and standing["status"] in ("ended", "lapsed"):
        yield pledge(table, clause, len(done), 0)


def turns_left(table: Table, standing: Record) -> int:
    """Return how often a clause in force is still due, the closing delivery included."""
    last = table.round + table.turns
    until = last if standing["until_round"] is None else min(int(standing["until_round"]), last)
    turns = max(until - max(int(standing["from_round"]), table.round) + 1, 0)
    parts = standing["tranches"]
    return turns if parts is None else min(turns, parts["of"] - parts["turned"])


# --- how a text wakes ---


def awakening(known: Outlook, clauses: Sequence[Record]) -> dict[int, int]:
    """Return which clauses would wake, by place, and after how many rounds (Rulebook 5)."""
    delays: dict[int, int] = {}
    if all(clause["while"] is True for clause in clauses):
        return dict.fromkeys(range(len(clauses)), 0)
    for rounds in range(known.table.turns):
        done = [place for place, delay in delays.items() if delay < rounds]
        awake = standing_together(known, clauses, done)
        fresh = awake - delays.keys()
        if not fresh and rounds:
            break
        delays |= dict.fromkeys(sorted(fresh), rounds)
    return delays


def standing_together(known: Outlook, clauses: Sequence[Record], done: list[int]) -> set[int]:
    """Return the places of the largest set of clauses whose conditions hold by each other.

    A first tranche waits for nothing (Rulebook 3.17).
    """
    awake = set(range(len(clauses)))
    performed = [clauses[place] for place in done]
    while True:
        operative = [clauses[place] for place in sorted(awake)]
        fallen = {
            place
            for place in awake
            if clauses[place]["tranches"] == 1
            and not holds(known, clauses[place]["while"], operative, performed)
        }
        if not fallen:
            return awake
        awake -= fallen


HISTORY = ("performed", "verified")


def holds(
    known: Outlook, tree: Any, operative: Sequence[Record], performed: Sequence[Record]
) -> bool:
    """Whether a clause's condition holds: what is tied now by `operative`, history by the other."""
    if tree is True:
        return True
    ((word, inside),) = tree.items()
    match word:
        case "all":
            return all(holds(known, part, operative, performed) for part in inside)
        case "any":
            return any(holds(known, part, operative, performed) for part in inside)
        case "at_least":
            count = sum(holds(known, part, operative, performed) for part in inside[1])
            return bool(count >= inside[0])
        case "not":
            return not holds(known, inside, operative, performed)
        case "was":
            return holds(known, inside, performed, performed)
        case "operative":
            return is_among(known.table, inside, operative) or known.odds(tree) > 0
        case _ if word in HISTORY:
            return is_among(known.table, inside, performed) or known.odds(tree) > 0
        case _:
            return known.odds(tree) >= LIKELY


def is_among(table: Table, what: Record, clauses: Sequence[Record]) -> bool:
    """Whether these clauses are enough for what is asked."""
    toward, wanted = what.get("toward"), what.get("verification")
    found = [
        each["level"]
        for each in clauses
        if (each["debtor"], each["instrument"]) == (what["by"], what["instrument"])
        and (toward is None or toward in each["beneficiaries"])
        and (wanted is None or each["verification"] >= wanted)
    ]
    total = sum(found) if is_quantity(table, what["instrument"]) else max(found, default=0)
    return bool(total >= what["level"])
