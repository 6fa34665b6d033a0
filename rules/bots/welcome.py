"""What others seem to want, by the analysts' public reading of each instrument.

Owns the model of the other side: in quarters of a welcome, how glad a delegation would be of a
set of undertakings, and how likely it is to sign. It must never read a sheet: nobody else's is
among a seat's records, and its own says nothing of theirs.
"""

from typing import NamedTuple

from .outlook import Pledge, is_quantity
from .promises import pledge
from .table import Record, Table, signatories

OWN_WORD = 1
"""Quarters that any promise costs the one who gives it, however willing."""
SIGNS = ((8, 85), (4, 72), (2, 55), (0, 35))
"""From how many quarters on, at what percent odds it signs."""
HARDLY = 6
VACANT = 5
"""An empty chair signs so seldom, of a hundred."""


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
    """Return how glad a delegation would be of a promise, in quarters of a welcome."""
    record = table.instruments[promise.instrument]
    welcome = int(record["welcome"].get(seat, 0))
    if is_quantity(table, promise.instrument):
        whole = promise.level * (promise.rounds or table.turns) >= record["max"]
        quarters = welcome * 4 if whole else welcome * 2
    else:
        quarters = welcome * 2 * (1 + promise.level)
    if promise.toward and seat not in (*promise.toward, promise.debtor):
        quarters //= 2
    return quarters - OWN_WORD if seat == promise.debtor else quarters


def odds_of_signing(table: Table, seat: str, quarters: int) -> int:
    """Return the percent odds that a delegation signs what gives it so much."""
    if table.is_vacant(seat) or table.is_out(seat):
        return VACANT
    return next((odds for least, odds in SIGNS if quarters >= least), HARDLY)


def refusals(table: Table, seat: str) -> int:
    """Return how many of this seat's own texts failed with that delegation, as far as known."""
    failed = 0
    for document in table.documents.values():
        fell = document["status"] in ("declined", "lapsed")
        if fell and document["author"] == table.seat and seat in signatories(document):
            failed += 1
    return failed
