"""One seat looking for an exchange, with what it has worked out on the way.

Owns the worth of single promises to the seat, how others seem to like them, and the odds that all
who must sign do. It must never build a text out of them: `bargain` does.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from .outlook import Pledge
from .table import LIVE, Record, Table, content
from .welcome import VACANT, Promise, as_pledge, liking, odds_of_signing, refusals, reluctance
from .worth import Worth, room_cost


class Search:
    """What a seat goes by while it looks for an exchange."""

    def __init__(self, worth: Worth, clauses_max: int, menu: Record) -> None:
        self.table: Table = worth.table
        self.seat = worth.table.seat
        self.worth = worth.with_pledges(half_promised(worth))
        self.clauses_max, self.chorus_max = clauses_max, int(menu["max_clauses"])
        self.debtors = {seat: sorted(ids) for seat, ids in menu["debtors"].items()}
        self.spent = spent(worth.table)
        self.room = free_room(worth.table)
        self.gains: dict[Promise, int] = {}
        self.appeals: dict[Promise, Mapping[str, int]] = {}
        self.liked: dict[tuple[str, tuple[str, ...]], list[Promise]] = {}
        """What a debtor could give that certain parties would like best."""
        self.refused = refusals(worth.table)
        self.absent = frozenset(seat for seat in self.table.seats if self.table.is_absent(seat))

    # --- what a promise is worth, to oneself and to others ---

    def gain(self, promise: Promise) -> int:
        """Return what one promise alone is worth to this seat."""
        if promise not in self.gains:
            self.gains[promise] = self.whole_gain((promise,))
        return self.gains[promise]

    def whole_gain(self, promises: tuple[Promise, ...]) -> int:
        """Return what all of them together are worth to this seat."""
        found = self.worth.gain([as_pledge(self.table, each) for each in promises])
        return found - self.cost(promises)

    def cost(self, promises: Iterable[Promise]) -> int:
        """Return what it is worth to spend the room that one's own part takes."""
        return room_cost(self.table, self.price(promises))

    def price(self, promises: Iterable[Promise]) -> int:
        """Return how much room giving one's own part takes, as far as the catalogue says."""
        return sum(
            int(self.table.instruments[each.instrument]["price"].get(str(each.level), 0))
            for each in promises
            if each.debtor == self.seat
        )

    def appeal(self, promise: Promise) -> Mapping[str, int]:
        """Return how each delegation seems to like a promise, in tenths of a point."""
        if promise not in self.appeals:
            appeal = {seat: liking(self.table, seat, promise) for seat in self.table.seats}
            appeal[promise.debtor] -= reluctance(self.table, self.refused, promise)
            self.appeals[promise] = appeal
        return self.appeals[promise]

    # --- who must sign, and whether they do ---

    def parties_to(self, promise: Promise) -> tuple[str, ...]:
        """Return whose signatures a promise takes: its debtor's, and an ally's where one must."""
        ally = self.table.instruments[promise.instrument].get("needs_ally", {}).get(promise.debtor)
        return (promise.debtor, ally) if ally else (promise.debtor,)

    def others(self, promises: Iterable[Promise]) -> tuple[str, ...]:
        """Return who must sign besides this seat, in the order of names."""
        parties = {party for each in promises for party in self.parties_to(each)}
        return tuple(sorted(parties - {self.seat}))

    def margins(self, promises: Iterable[Promise]) -> dict[str, int]:
        """Return how far each delegation seems to gain by all of these."""
        margins = dict.fromkeys(self.table.seats, 0)
        for promise in promises:
            for seat, tenths in self.appeal(promise).items():
                margins[seat] += tenths
        return margins

    def odds(self, promises: tuple[Promise, ...], ease: int = 0) -> int:
        """Return the odds, in thousandths, that all the others sign; `ease` helps each."""
        margins, odds = self.margins(promises), 1000
        for seat in self.others(promises):
            odds = odds * self.signs(seat, margins[seat] + ease) // 100
        return odds

    def signs(self, seat: str, tenths: int) -> int:
        """Return the percent odds that a delegation signs what gives it so much."""
        return VACANT if seat in self.absent else odds_of_signing(tenths)

    # --- what need not be asked for ---

    def is_held(self, promise: Promise) -> bool:
        """Whether as much has been promised already, or lies open to be promised."""
        toward = promise.toward[0] if promise.toward else None
        amount = promise.level * (promise.rounds or 1)
        return self.worth.base.has(promise.debtor, promise.instrument, amount, toward)

    def may(self, promise: Promise) -> bool:
        return promise.instrument in self.debtors.get(promise.debtor, ())

    def is_spent(self, promises: Iterable[Promise]) -> bool:
        """Whether just this has been put into words already."""
        return frozenset(each.key for each in promises) in self.spent


def free_room(table: Table) -> int:
    """Return the room that is not reserved for one's own open texts."""
    return table.room - sum(
        int(each["price"] or 0) for each in table.documents.values() if is_own_offer(table, each)
    )


def is_own_offer(table: Table, document: Record) -> bool:
    return document["status"] == "open" and table.seat in document["sponsors"]


def half_promised(worth: Worth) -> Iterator[Pledge]:
    """Yield what texts not yet answered may bring: believed by half."""
    for document in worth.table.documents.values():
        if document["status"] in LIVE:
            for pledge in worth.brings(document):
                yield replace(pledge, odds=pledge.odds // 2)


def spent(table: Table) -> frozenset[frozenset[tuple[str, str, int]]]:
    """Return what has been put into words already: what lies open, and what was of no avail."""
    return frozenset(content(each) for each in table.documents.values() if is_spent(table, each))


def is_spent(table: Table, document: Record) -> bool:
    return document["status"] in LIVE or bool(document["author"] == table.seat)
