"""How likely it is that a condition will have come true, given who has promised what.

Owns the odds of conditions, in thousandths, read from their trees on the wire. What is promised
counts by the trust its debtor has; what is not promised keeps a little hope, by how welcome it is
to whom it would bind, so that half of a bargain is worth something before the other half is there.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from .table import Record, Table

SURE = 1000
ESTABLISHING = ("v3", "v4", "v5")
METER_SLOPE = 40
"""Thousandths gained for each point by which a meter is expected past its bound."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pledge:
    """Something promised: how much of it by the end, and how surely (thousandths)."""

    by: str
    instrument: str
    amount: int
    """A stance's level, or a quantity's sum over all its turns."""
    toward: tuple[str, ...]
    verification: str
    turns: int
    odds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What is promised at a table, and what a seat may expect of it."""

    table: Table
    pledges: Mapping[tuple[str, str], tuple[Pledge, ...]] = field(default_factory=dict)
    moved: Mapping[str, int] = field(default_factory=dict)
    """Meter -> expected change by the end, in thousandths of a point."""
    is_hopeful: bool = True
    """Whether what nobody promised may still come."""

    def plus(self, more: Iterable[Pledge]) -> "Outlook":
        """Return the outlook once these are promised as well."""
        pledges, moved = dict(self.pledges), dict(self.moved)
        for pledge in more:
            pair = (pledge.by, pledge.instrument)
            for meter, by in effects(self.table, pledge, pledges.get(pair, ())):
                moved[meter] = moved.get(meter, 0) + by
            pledges[pair] = (*pledges.get(pair, ()), pledge)
        return Outlook(table=self.table, pledges=pledges, moved=moved, is_hopeful=self.is_hopeful)

    def odds(self, tree: Any) -> int:
        """Return the odds that a condition tree will be true at the end, in thousandths."""
        if tree is True:
            return SURE
        ((word, inside),) = tree.items()
        return WORDS[word](self, inside)

    def has(self, by: str, instrument: str, amount: int, toward: str | None) -> bool:
        """Whether so much has been promised already."""
        total = 0
        for pledge in self.pledges.get((by, instrument), ()):
            if toward is None or toward in pledge.toward:
                counted = is_quantity(self.table, instrument)
                total = total + pledge.amount if counted else max(total, pledge.amount)
        return total >= amount


def is_quantity(table: Table, instrument: str) -> bool:
    return bool(table.instruments.get(instrument, {}).get("kind") == "quantity")


def effects(table: Table, pledge: Pledge, before: tuple[Pledge, ...]) -> Iterable[tuple[str, int]]:
    """Yield by how much a pledge will move which meter; a stance already held moves nothing."""
    record = table.instruments.get(pledge.instrument)
    if record is None:
        return
    if record["kind"] == "quantity":
        listed, times = record.get("effects", ()), pledge.amount // record["step"]
    else:
        level = record["levels"][pledge.amount - 1]
        held = any(each.amount >= pledge.amount for each in before)
        listed, times = level.get("effects", ()), 0 if held else pledge.turns
    for effect in listed:
        if effect.get("meter") is not None:
            yield effect["meter"], effect["by"] * times * pledge.odds


# --- the words of the language ---


def every(outlook: Outlook, trees: list[Any]) -> int:
    product = SURE
    for tree in trees:
        product = product * outlook.odds(tree) // SURE
    return product


def some(outlook: Outlook, trees: list[Any]) -> int:
    none = SURE
    for tree in trees:
        none = none * (SURE - outlook.odds(tree)) // SURE
    return SURE - none


def at_least(outlook: Outlook, inside: list[Any]) -> int:
    """Return the odds that `k` or more come true, each by itself."""
    k, trees = inside
    exactly = [SURE] + [0] * len(trees)
    for tree in trees:
        odds = outlook.odds(tree)
        for n in range(len(trees), 0, -1):
            exactly[n] = (exactly[n] * (SURE - odds) + exactly[n - 1] * odds) // SURE
        exactly[0] = exactly[0] * (SURE - odds) // SURE
    return sum(exactly[k:])


def denied(outlook: Outlook, tree: Any) -> int:
    return SURE - outlook.odds(tree)


def delivered(outlook: Outlook, what: Record) -> int:
    return undertaken(outlook, what, outlook.pledges.get((what["by"], what["instrument"]), ()))


def verified(outlook: Outlook, what: Record) -> int:
    found = outlook.pledges.get((what["by"], what["instrument"]), ())
    return undertaken(outlook, what, [p for p in found if p.verification in ESTABLISHING])


def undertaken(outlook: Outlook, what: Record, pledges: Iterable[Pledge]) -> int:
    toward, wanted = what.get("toward"), what.get("verification")
    counted = [
        pledge
        for pledge in pledges
        if (toward is None or toward in pledge.toward)
        and (wanted is None or pledge.verification >= wanted)
    ]
    if is_quantity(outlook.table, what["instrument"]):
        promised = reached(counted, what["level"])
    else:
        promised = max((p.odds for p in counted if p.amount >= what["level"]), default=0)
    return max(promised, hope(outlook, what))


def reached(pledges: list[Pledge], amount: int) -> int:
    """Return the odds of the least sure pledge needed to add up to so much."""
    total = 0
    for pledge in sorted(pledges, key=lambda each: -each.odds):
        total += pledge.amount
        if total >= amount:
            return pledge.odds
    return 0


def hope(outlook: Outlook, what: Record) -> int:
    """Return the odds of what is not promised: none of one's own, some of others' liking."""
    table = outlook.table
    record = table.instruments.get(what["instrument"])
    if not outlook.is_hopeful or record is None or what["by"] == table.seat:
        return 0
    liking = 120 + 40 * int(record["welcome"].get(what["by"], 0))
    steps = 1 if record["kind"] == "quantity" else what["level"]
    return max(liking, 20) * min(table.turns, 4) // (4 * steps)


def was(outlook: Outlook, inside: Any) -> int:
    return outlook.odds(inside)


def accepted(outlook: Outlook, inside: Record) -> int:
    document = outlook.table.documents.get(inside["document"])
    return SURE if document is not None and inside["by"] in document["bound"] else hopeful(outlook)


def concluded(outlook: Outlook, identity: str) -> int:
    document = outlook.table.documents.get(identity)
    is_done = document is not None and document["status"] == "concluded"
    return SURE if is_done else hopeful(outlook)


def hopeful(outlook: Outlook) -> int:
    return 300 if outlook.is_hopeful else 0


def pooled(outlook: Outlook, inside: Record) -> int:
    total = sum(
        pledge.amount * pledge.odds // (SURE * max(pledge.turns, 1))
        for (_, instrument), pledges in outlook.pledges.items()
        if instrument == inside["instrument"]
        for pledge in pledges
    )
    return SURE if total >= inside["at_least"] else hopeful(outlook)


def compliant(outlook: Outlook, by: str) -> int:
    return 50 if outlook.table.breaches.get(by) else 950


def charter(_outlook: Outlook, _inside: Any) -> int:
    return 900


def measured(outlook: Outlook, inside: Record) -> int:
    record = outlook.table.meters.get(inside["name"])
    if record is None:
        return 0
    expected = int(record["value"]) + outlook.moved.get(inside["name"], 0) // SURE
    is_floor = "at_least" in inside
    margin = expected - inside["at_least"] if is_floor else inside["at_most"] - expected
    return int(min(max(500 + METER_SLOPE * margin, 20), 980))


def timed(outlook: Outlook, inside: Record) -> int:
    last = outlook.table.round + outlook.table.turns
    if "at_least" in inside:
        return SURE if last >= inside["at_least"] else 0
    return SURE if outlook.table.round <= inside["at_most"] else 0


def present(outlook: Outlook, by: str) -> int:
    return 300 if outlook.table.is_out(by) else 970


def grounded(outlook: Outlook, ground: str) -> int:
    return 700 if ground in outlook.table.open_grounds else 300


def befriended(outlook: Outlook, friend: str) -> int:
    return SURE if friend in outlook.table.friends else 100


WORDS: Mapping[str, Callable[[Outlook, Any], int]] = {
    "all": every,
    "any": some,
    "at_least": at_least,
    "not": denied,
    "operative": delivered,
    "performed": delivered,
    "verified": verified,
    "was": was,
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
