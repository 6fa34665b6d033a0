"""What a text says beside who gives what: goods in tranches or a pool, and what is expected.

Owns these terms and the plain reason for each. It must never change what is exchanged: parts add
up to what the search found worth giving.
"""

from collections.abc import Iterator
from typing import Any

from .characters import Bond
from .table import Record, Table
from .welcome import Promise

Promises = tuple[Promise, ...]
MANY = 3
"""From so many tranches on its author has a day named by which it would have seen a return."""
SEEN_AFTER = 2
"""Rounds after which what others do at once must have been seen."""


# --- goods ---


def pooled(table: Table, promises: Promises) -> dict[str, int]:
    """Return what several give alike, with what they give of it together in a round."""
    givers: dict[tuple[str, int], list[int]] = {}
    for each in promises:
        if is_counted(table, each):
            givers.setdefault((each.instrument, each.rounds), []).append(each.level)
    return {name: sum(given) for (name, _), given in givers.items() if len(given) > 1}


def in_tranches(table: Table, bond: Bond, promises: Promises) -> Promises:
    """Return the promises with one's own goods in parts, where one pays for what was done.

    The first part is paid at once, so that nobody has to wait for the other to begin.
    """
    most = min(int(table.commands["draft"]["tranches_max"]), table.turns - 1)
    if bond == "operative" or all(each.debtor == table.seat for each in promises):
        return promises
    shared = pooled(table, promises)
    return tuple(
        parted(table, each, most)
        if each.debtor == table.seat and each.instrument not in shared
        else each
        for each in promises
    )


def parted(table: Table, promise: Promise, most: int) -> Promise:
    """Return goods in as many equal parts as they can be divided into, at most so many."""
    if not is_counted(table, promise):
        return promise
    record, whole = table.instruments[promise.instrument], promise.level * promise.rounds
    for parts in range(most, 1, -1):
        level = whole // parts
        if level * parts == whole and level % record["step"] == 0 and level <= record["max"]:
            return promise._replace(level=level, rounds=0, tranches=parts)
    return promise


def is_counted(table: Table, promise: Promise) -> bool:
    return bool(table.instruments[promise.instrument]["kind"] == "quantity" and promise.rounds)


# --- what is expected ---


def expectation(table: Table, promises: Promises) -> Record | None:
    """Return what must have been done, and by when, for an author who binds itself for long."""
    by = table.round + SEEN_AFTER
    is_long = any(each.debtor == table.seat and each.tranches >= MANY for each in promises)
    returns = [each for each in promises if each.debtor != table.seat]
    if not is_long or not returns or by >= table.length:
        return None
    that = [{"performed": each.undertaking} for each in returns]
    return {"that": that[0] if len(that) == 1 else {"all": that}, "by": by}


def is_let_down(table: Table, text: Record) -> bool:
    """Whether what this seat expected of a text by its day has not come."""
    return text["expected"] is False and table.seat in text["sponsors"]


# --- why ---


def reasons(text: Record) -> Iterator[str]:
    """Yield a sentence for each of these terms that a text has."""
    if text["pools"]:
        yield "Pooled: nobody has to pay alone."
    parts = max((each["tranches"] for each in text["clauses"]), default=1)
    if parts > 1:
        yield f"We pay in {parts} parts: the first at once, the others for what they have done."
    if text["expectation"] is not None:
        yield f"If nothing has come by round {text['expectation']['by']}, we may leave."


def on_the_wire(table: Table, promises: Promises) -> dict[str, Any]:
    """Return these terms as fields of a draft."""
    pools = pooled(table, promises)
    return {
        "pools": [{"instrument": name, "target": target} for name, target in pools.items()],
        "expectation": expectation(table, promises),
    }
