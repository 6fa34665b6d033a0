"""What others seem to want, by the analysts' public reading of each instrument.

Owns the model of the other side: how many tenths of a point of a typical sheet a delegation seems
to gain by an undertaking, and how likely it is to sign. It must never read a sheet: nobody else's
is among a seat's records, and its own says nothing of theirs.
"""

from collections.abc import Mapping
from typing import NamedTuple

from .outlook import Pledge
from .promises import pledge
from .table import Record, Table

BY_LEVEL = Mapping[int, tuple[int, ...]]
"""Welcome -> tenths of a point at each level of a stance; the last counts for all above."""

RECEIVED: BY_LEVEL = {
    -3: (-25, -70, -125),
    -2: (-5, -20, -40),
    -1: (0, -3, -6),
    0: (0, 0, -5),
    1: (1, 3, 15),
    2: (12, 22, 60),
    3: (30, 55, 110),
}
"""What a delegation makes of what others do; fitted to the sheets of the shipped scenarios."""
GIVEN: BY_LEVEL = {
    -3: (-90, -125, -180),
    -2: (-26, -67, -170),
    -1: (-8, -24, -50),
    0: (-1, -5, -10),
    1: (1, 3, 6),
    2: (6, 14, 20),
    3: (14, 30, 40),
}
"""What it makes of doing it itself: concessions hurt more and more."""
GOODS_RECEIVED: Mapping[int, int] = {-3: -10, -2: -6, -1: -3, 0: 0, 1: 2, 2: 12, 3: 32}
GOODS_GIVEN_GLADLY, GOODS_GIVEN = -3, -22
VAGUE_PERCENT = 45
"""What an intangible undertaking, or one toward somebody else, is worth beside a concrete one."""
OWN_WORD = 2
"""What any promise costs the one who gives it, however willing."""
SIGNS = ((30, 85), (15, 72), (6, 58), (0, 38), (-8, 14))
"""From how many tenths on, at what percent odds it signs."""
HARDLY = 4
VACANT = 4
"""An empty chair signs so seldom, of a hundred."""
RELUCTANT, UNMOVED = 15, 3
"""What a promise costs more for each time its debtor has declined to give it; the first where
it is known to be unwelcome to it."""

Refusals = Mapping[tuple[str, str], tuple[int, ...]]
"""Who declined to give what -> at which levels, once for each time."""


class Promise(NamedTuple):
    """An undertaking one might write into a text."""

    debtor: str
    instrument: str
    level: int
    toward: tuple[str, ...] = ()
    rounds: int = 0
    """For how many rounds; 0 is for good."""
    verification: str = "v0"

    @property
    def key(self) -> tuple[str, str, int]:
        return (self.debtor, self.instrument, self.level)

    def clause(self, condition: object = True) -> Record:
        """Return it as a clause on the wire."""
        return {
            "debtor": self.debtor,
            "instrument": self.instrument,
            "level": self.level,
            "beneficiaries": list(self.toward),
            "start": 0,
            "rounds": self.rounds or None,
            "verification": self.verification,
            "while": condition,
        }


def as_pledge(table: Table, promise: Promise) -> Pledge:
    """Return what the promise would bring if it woke at once."""
    turns = min(promise.rounds or table.turns, table.turns)
    return pledge(table, promise.clause(), turns, 0)


def liking(table: Table, seat: str, promise: Promise) -> int:
    """Return what a delegation seems to make of a promise, in tenths of a point."""
    record = table.instruments[promise.instrument]
    welcome = int(record["welcome"].get(seat, 0))
    if seat == promise.debtor:
        return own_liking(record, welcome, promise) - OWN_WORD
    if record["kind"] == "quantity":
        made = GOODS_RECEIVED[welcome]
    else:
        made = by_level(RECEIVED[welcome], promise.level)
    is_vague = "intangible" in record["tags"] or seat not in (promise.toward or (seat,))
    return made * VAGUE_PERCENT // 100 if is_vague else made


def own_liking(record: Record, welcome: int, promise: Promise) -> int:
    """Return what a debtor makes of giving it."""
    if record["kind"] == "quantity":
        return GOODS_GIVEN if welcome < 0 else GOODS_GIVEN_GLADLY
    return by_level(GIVEN[welcome], promise.level)


def by_level(values: tuple[int, ...], level: int) -> int:
    return values[min(level, len(values)) - 1]


def odds_of_signing(tenths: int) -> int:
    """Return the percent odds that a delegation signs what gives it so much."""
    for least, odds in SIGNS:
        if tenths >= least:
            return odds
    return HARDLY


def refusals(table: Table) -> Refusals:
    """Return what was asked of whom in texts it is known to have declined."""
    refused: dict[tuple[str, str], tuple[int, ...]] = {}
    for document in table.documents.values():
        for clause in document["clauses"]:
            answer = document["answers"].get(clause["debtor"])
            if answer is not None and answer["answer"] == "decline":
                pair = (clause["debtor"], clause["instrument"])
                refused[pair] = (*refused.get(pair, ()), clause["level"])
    return refused


def reluctance(table: Table, refused: Refusals, promise: Promise) -> int:
    """Return what asking for a promise costs more, as often as as much was declined."""
    levels = refused.get((promise.debtor, promise.instrument), ())
    times = sum(level <= promise.level for level in levels)
    is_sore = table.instruments[promise.instrument]["welcome"].get(promise.debtor, 0) < 0
    return times * (RELUCTANT if is_sore else UNMOVED)
