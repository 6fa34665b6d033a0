"""How likely it is that a condition will have come true, given who has promised what.

Owns the odds of conditions, in thousandths, read from their trees on the wire. What is promised
counts by the trust its debtor has; what is not promised keeps a little hope, by how welcome it is
to whom it would bind, so that half of a bargain is worth something before the other half is there.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

from .table import Record, Table

SURE = 1000
ESTABLISHING = ("v3", "v4", "v5")
METER_SLOPE = 40
"""Thousandths gained for each point by which a meter is expected past its bound."""
HALF_HOPED = 300
"""Thousandths for what nobody has said anything of."""


class Pledge(NamedTuple):
    """Something promised: how much of it by the end, and how surely (thousandths)."""

    by: str
    instrument: str
    amount: int
    """A stance's level, or a quantity's sum over all its turns."""
    toward: tuple[str, ...]
    verification: str
    turns: int
    odds: int


class Outlook:
    """What is promised at a table, and what a seat may expect of it."""

    __slots__ = ("is_hopeful", "moved", "pledges", "table")

    def __init__(
        self,
        table: Table,
        pledges: Mapping[tuple[str, str], tuple[Pledge, ...]] | None = None,
        moved: Mapping[str, int] | None = None,
        *,
        is_hopeful: bool = True,
    ) -> None:
        self.table = table
        self.pledges = pledges or {}
        self.moved = moved or {}
        """Meter -> expected change by the end, in thousandths of a point."""
        self.is_hopeful = is_hopeful
        """Whether what nobody promised may still come."""

    def plus(self, more: Iterable[Pledge]) -> "Outlook":
        """Return the outlook once these are promised as well."""
        pledges, moved = dict(self.pledges), self.moved
        for pledge in more:
            pair = (pledge.by, pledge.instrument)
            before = pledges.get(pair, ())
            for meter, by in effects(self.table, pledge, before):
                moved = {**moved, meter: moved.get(meter, 0) + by}
            pledges[pair] = (*before, pledge)
        return Outlook(self.table, pledges, moved, is_hopeful=self.is_hopeful)

    def odds(self, tree: Any) -> int:
        """Return the odds that a condition tree will be true at the end, in thousandths."""
        return reading(self.table, tree)(self)

    def has(self, by: str, instrument: str, amount: int, toward: str | None) -> bool:
        """Whether so much has been promised already."""
        found = self.pledges.get((by, instrument))
        if not found:
            return False
        amounts = [each.amount for each in found if toward is None or toward in each.toward]
        if is_quantity(self.table, instrument):
            return sum(amounts) >= amount
        return max(amounts, default=0) >= amount


Reading: TypeAlias = Callable[[Outlook], int]
"""A condition made ready to be asked of many outlooks: thousandths."""


def is_quantity(table: Table, instrument: str) -> bool:
    return bool(table.instruments.get(instrument, {}).get("kind") == "quantity")


def effects(table: Table, pledge: Pledge, before: tuple[Pledge, ...]) -> Iterable[tuple[str, int]]:
    """Yield by how much a pledge will move which meter; a stance already held moves nothing."""
    record = table.instruments.get(pledge.instrument)
    if record is None:
        return
    if record["kind"] == "quantity":
        listed, times = record["effects"], pledge.amount // record["step"]
    else:
        listed, times = record["levels"][pledge.amount - 1]["effects"], pledge.turns
        if listed and any(each.amount >= pledge.amount for each in before):
            return
    for effect in listed:
        if effect.get("meter") is not None:
            yield effect["meter"], effect["by"] * times * pledge.odds


# --- the words of the language ---


def reading(table: Table, tree: Any) -> Reading:
    """Return a condition tree as what can be asked of any outlook on this table."""
    if tree is True:
        return always
    ((word, inside),) = tree.items()
    return WORDS[word](table, inside)


def readings(table: Table, trees: Sequence[Any]) -> tuple[Reading, ...]:
    return tuple(reading(table, tree) for tree in trees)


def always(_outlook: Outlook) -> int:
    return SURE


def every(table: Table, trees: list[Any]) -> Reading:
    parts = readings(table, trees)

    def read(outlook: Outlook) -> int:
        product = SURE
        for part in parts:
            product = product * part(outlook) // SURE
        return product

    return read


def some(table: Table, trees: list[Any]) -> Reading:
    parts = readings(table, trees)

    def read(outlook: Outlook) -> int:
        none = SURE
        for part in parts:
            none = none * (SURE - part(outlook)) // SURE
        return SURE - none

    return read


def at_least(table: Table, inside: list[Any]) -> Reading:
    """Return the odds that `k` or more come true, each by itself."""
    k, parts = inside[0], readings(table, inside[1])

    def read(outlook: Outlook) -> int:
        exactly = [SURE] + [0] * len(parts)
        for part in parts:
            odds = part(outlook)
            for n in range(len(parts), 0, -1):
                exactly[n] = (exactly[n] * (SURE - odds) + exactly[n - 1] * odds) // SURE
            exactly[0] = exactly[0] * (SURE - odds) // SURE
        return sum(exactly[k:])

    return read


def denied(table: Table, tree: Any) -> Reading:
    part = reading(table, tree)
    return lambda outlook: SURE - part(outlook)


def delivered(table: Table, what: Record, among: Sequence[str] | None = None) -> Reading:
    """Return the odds of an undertaking; `among` names the verifications that count, if not all."""
    pair, level = (what["by"], what["instrument"]), what["level"]
    toward, wanted, hoped = what.get("toward"), what.get("verification"), hope(table, what)
    adds_up = is_quantity(table, what["instrument"])

    def counts(pledge: Pledge) -> bool:
        return (
            (toward is None or toward in pledge.toward)
            and (wanted is None or pledge.verification >= wanted)
            and (among is None or pledge.verification in among)
        )

    def read(outlook: Outlook) -> int:
        hoped_now = hoped if outlook.is_hopeful else 0
        found = [pledge for pledge in outlook.pledges.get(pair, ()) if counts(pledge)]
        if not found:
            return hoped_now
        if adds_up:
            return max(reached(found, level), hoped_now)
        return max([hoped_now, *[p.odds for p in found if p.amount >= level]])

    return read


def verified(table: Table, what: Record) -> Reading:
    return delivered(table, what, ESTABLISHING)


def reached(pledges: list[Pledge], amount: int) -> int:
    """Return the odds of the least sure pledge needed to add up to so much."""
    total = 0
    for pledge in sorted(pledges, key=lambda each: -each.odds):
        total += pledge.amount
        if total >= amount:
            return pledge.odds
    return 0


def hope(table: Table, what: Record) -> int:
    """Return the odds of what is not promised: none of one's own, some of others' liking."""
    record = table.instruments.get(what["instrument"])
    if record is None or what["by"] == table.seat:
        return 0
    liking = 120 + 40 * int(record["welcome"].get(what["by"], 0))
    steps = 1 if record["kind"] == "quantity" else what["level"]
    return int(max(liking, 20) * min(table.turns, 4) // (4 * steps))


def accepted(_table: Table, inside: Record) -> Reading:
    def read(outlook: Outlook) -> int:
        document = outlook.table.documents.get(inside["document"])
        is_bound = document is not None and inside["by"] in document["bound"]
        return SURE if is_bound else hopeful(outlook)

    return read


def concluded(_table: Table, identity: str) -> Reading:
    def read(outlook: Outlook) -> int:
        document = outlook.table.documents.get(identity)
        is_done = document is not None and document["status"] == "concluded"
        return SURE if is_done else hopeful(outlook)

    return read


def hopeful(outlook: Outlook) -> int:
    return HALF_HOPED if outlook.is_hopeful else 0


def pooled(_table: Table, inside: Record) -> Reading:
    def read(outlook: Outlook) -> int:
        total = sum(
            pledge.amount * pledge.odds // (SURE * max(pledge.turns, 1))
            for (_, instrument), pledges in outlook.pledges.items()
            if instrument == inside["instrument"]
            for pledge in pledges
        )
        return SURE if total >= inside["at_least"] else hopeful(outlook)

    return read


def fixed(odds: int) -> Reading:
    return lambda _outlook: odds


def compliant(table: Table, by: str) -> Reading:
    return fixed(50 if table.breaches.get(by) else 950)


def charter(_table: Table, _inside: Any) -> Reading:
    return fixed(900)


def measured(table: Table, inside: Record) -> Reading:
    name = inside["name"]
    record = table.meters.get(name)
    if record is None:
        return fixed(0)
    value, is_floor = int(record["value"]), "at_least" in inside
    bound = int(inside["at_least" if is_floor else "at_most"])

    def read(outlook: Outlook) -> int:
        expected = value + outlook.moved.get(name, 0) // SURE
        margin = expected - bound if is_floor else bound - expected
        return min(max(500 + METER_SLOPE * margin, 20), 980)

    return read


def timed(table: Table, inside: Record) -> Reading:
    if "at_least" in inside:
        return fixed(SURE if table.round + table.turns >= inside["at_least"] else 0)
    return fixed(SURE if table.round <= inside["at_most"] else 0)


def present(table: Table, by: str) -> Reading:
    return fixed(300 if table.is_out(by) else 970)


def grounded(table: Table, ground: str) -> Reading:
    return fixed(700 if ground in table.open_grounds else 300)


def befriended(table: Table, friend: str) -> Reading:
    return fixed(SURE if friend in table.friends else 100)


WORDS: Mapping[str, Callable[[Table, Any], Reading]] = {
    "all": every,
    "any": some,
    "at_least": at_least,
    "not": denied,
    "operative": delivered,
    "performed": delivered,
    "verified": verified,
    "was": reading,
    "accepts": accepted,
    "concluded": concluded,
    "pool": pooled,
    "compliant": compliant,
    "charter": charter,
    "meter": measured,
    "round": timed,
    "present": present,
    "open": grounded,
    "friend": befriended,
}
