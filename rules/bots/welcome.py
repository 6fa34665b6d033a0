"""What others seem to want, by the analysts' public reading of each instrument.

Owns the model of the other side: how many tenths of a point of a typical sheet a delegation seems
to gain by an undertaking, and how likely it is to sign. It must never read a sheet: nobody else's
is among a seat's records, and its own says nothing of theirs.
"""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any, NamedTuple

from .evidence import RELUCTANT, STRAIN, UNMOVED, WANTED, WANTED_MAX, Evidence
from .outlook import Pledge
from .promises import pledge
from .table import Record, Table

BY_LEVEL = Mapping[int, tuple[int, ...]]
"""Welcome -> tenths of a point at each level of a stance; the last counts for all above."""

RECEIVED: BY_LEVEL = {
    -3: (-25, -70, -125),
    -2: (-3, -6, -25),
    -1: (0, -1, -3),
    0: (0, 0, -5),
    1: (0, 2, 15),
    2: (7, 10, 50),
    3: (20, 32, 85),
}
"""What a delegation makes of what others do, in a catalogue of FEW_INSTRUMENTS * 2; fitted to the
sheets of the shipped scenarios. Where the stakes are known, so much of each MOST_WANTED."""
MOST_WANTED = 20
GIVEN: BY_LEVEL = {
    -3: (-40, -80, -140),
    -2: (-23, -62, -175),
    -1: (-5, -16, -45),
    0: (0, -2, -8),
    1: (0, 1, 4),
    2: (1, 1, 8),
    3: (2, 5, 15),
}
"""What it makes of doing it itself: concessions hurt more and more."""
GOODS_RECEIVED: Mapping[int, int] = {-3: -10, -2: -6, -1: -3, 0: 0, 1: 1, 2: 8, 3: 15}
GOODS_GIVEN_GLADLY, GOODS_GIVEN = -4, -22
VAGUE_PERCENT = 45
"""What an intangible undertaking, or one toward somebody else, is worth beside a concrete one."""
DEAR_PERCENT = 220
"""What is concrete and costs its debtor dearly is worth more to who wants it, too, one guesses."""
FEW_INSTRUMENTS = 20
"""Where there are so few, each matters twice as much to whom it is done, one guesses."""
OWN_WORD = 1
"""What any promise costs the one who gives it, however willing."""
SIGNS = ((-40, 2), (-20, 6), (-8, 12), (0, 28), (5, 40), (12, 55), (24, 70), (48, 86))
"""At how many tenths it signs with what percent odds; in between, in proportion."""
VACANT = 4
"""An empty chair signs so seldom, of a hundred."""
COSTLY, COSTLY_FOR_SURE = 4, 12
"""What a promise that is dear at home costs its debtor more, for each level; the second where the
stakes are known."""


def in_proportion(tenths: int) -> int:
    """Return the percent odds of signing, read off SIGNS."""
    for (low, odds), (high, more) in pairwise(SIGNS):
        if tenths <= high:
            return odds + (more - odds) * (max(tenths, low) - low) // (high - low)
    return SIGNS[-1][1]


SIGNING = tuple(in_proportion(SIGNS[0][0] + n) for n in range(SIGNS[-1][0] - SIGNS[0][0] + 1))


class Promise(NamedTuple):
    """An undertaking one might write into a text."""

    debtor: str
    instrument: str
    level: int
    toward: tuple[str, ...] = ()
    rounds: int = 0
    """For how many rounds; 0 is for good."""
    verification: str = "v0"
    tranches: int = 1

    @property
    def key(self) -> tuple[str, str, int]:
        return (self.debtor, self.instrument, self.level)

    @property
    def undertaking(self) -> Record:
        """Return what a condition on the wire says of it."""
        what: dict[str, Any] = {
            "by": self.debtor,
            "instrument": self.instrument,
            "level": self.level,
        }
        return what | ({"toward": self.toward[0]} if self.toward else {})

    def clause(self, condition: object = True) -> Record:
        """Return it as a clause on the wire."""
        return {
            "debtor": self.debtor,
            "instrument": self.instrument,
            "level": self.level,
            "beneficiaries": list(self.toward),
            "start": 0,
            "rounds": self.rounds or None,
            "tranches": self.tranches,
            "verification": self.verification,
            "while": condition,
        }


def promised(clause: Record) -> Promise:
    """Return a clause of a text as a promise."""
    return Promise(
        clause["debtor"],
        clause["instrument"],
        clause["level"],
        tuple(clause["beneficiaries"]),
        clause["rounds"] or 0,
        clause["verification"],
        clause["tranches"],
    )


def as_pledge(table: Table, promise: Promise) -> Pledge:
    """Return what the promise would bring if it woke at once."""
    turns = min(promise.rounds or table.turns, table.turns)
    return pledge(table, promise.clause(), turns, 0)


def liking(table: Table, seen: Evidence, seat: str, promise: Promise) -> int:
    """Return what a delegation seems to make of a promise, in tenths of a point.

    By the analysts' reading, corrected by what it has itself asked for, offered and declined.
    """
    record = table.instruments[promise.instrument]
    welcome = int(record["welcome"].get(seat, 0))
    given = (promise.debtor, promise.instrument)
    if seat == promise.debtor:
        return own_liking(table, seen, record, welcome, promise)
    if record["kind"] == "quantity":
        made = GOODS_RECEIVED[welcome]
    else:
        made = added(RECEIVED[welcome], promise.level, held(table, promise))
    made = at_stake(table, record, made)
    is_others = bool(promise.toward) and seat not in promise.toward
    if is_others and is_idle(table, record, promise):
        made = min(made, 0)
    if is_others or "intangible" in record["tags"]:
        made = made * VAGUE_PERCENT // 100
    wanted = min(WANTED * seen.asked.get((seat, given), 0), WANTED_MAX)
    return made + wanted if made >= 0 else made


def at_stake(table: Table, record: Record, made: int) -> int:
    """Return what is made of it in a scenario that says how much is at stake, else by a guess."""
    if table.main["stakes"]:
        return made * int(table.main["stakes"]) // MOST_WANTED
    made = made * 2 * FEW_INSTRUMENTS // max(len(table.instruments), FEW_INSTRUMENTS)
    is_dear = made > 0 and {"concrete", "costly"} <= set(record["tags"])
    return made * DEAR_PERCENT // 100 if is_dear else made


def is_idle(table: Table, record: Record, promise: Promise) -> bool:
    """Whether a promise is toward none of those who want such a one most, and so helps nobody else.

    Bots reckon so finely only where they know what is at stake.
    """
    most = max(record["welcome"].values(), default=0)
    fondest = {seat for seat, welcome in record["welcome"].items() if welcome == most}
    return bool(table.main["stakes"]) and fondest.isdisjoint(promise.toward)


def own_liking(table: Table, seen: Evidence, record: Record, welcome: int, promise: Promise) -> int:
    """Return what a debtor makes of giving it: less where it is dear, and where it said no."""
    if record["kind"] == "quantity":
        made = GOODS_GIVEN if welcome < 0 else GOODS_GIVEN_GLADLY
    else:
        made = added(GIVEN[welcome], promise.level, held(table, promise))
    if "costly" in record["tags"]:
        each = COSTLY_FOR_SURE if table.main["stakes"] else COSTLY
        steps = max(promise.level - held(table, promise), 0)
        made -= each * (1 if record["kind"] == "quantity" else steps)
    if "irreversible" in record["tags"]:
        made *= 2
    if "easy" not in record["tags"]:
        made -= STRAIN[table.seats[promise.debtor]["band"]]
    given = (promise.debtor, promise.instrument)
    if seen.offered.get(given, 0) >= promise.level:
        made = max(made, made // 3)
    times = sum(level <= promise.level for level in seen.declined.get(given, ()))
    return made - OWN_WORD - times * (RELUCTANT if welcome < 0 else UNMOVED)


def held(table: Table, promise: Promise) -> int:
    """Return at which level a promise stands already, as far as one reckons with that: where one
    knows what is at stake, of what is toward nobody in particular.
    """
    if promise.toward or not table.main["stakes"]:
        return 0
    return table.held.get((promise.debtor, promise.instrument), 0)


def added(values: tuple[int, ...], level: int, before: int) -> int:
    """Return what a level adds to the one that stands."""
    if level <= before:
        return 0
    return by_level(values, level) - (by_level(values, before) if before else 0)


def by_level(values: tuple[int, ...], level: int) -> int:
    return values[min(level, len(values)) - 1]


def odds_of_signing(tenths: int) -> int:
    """Return the percent odds that a delegation signs what gives it so much."""
    return SIGNING[min(max(tenths - SIGNS[0][0], 0), len(SIGNING) - 1)]
