"""One seat looking for an exchange, with what it has worked out on the way.

Owns the moves there are, their worth to the seat, how the others seem to like them, and the odds
that all who must sign do. It must never build a text out of them: `bargain` does.
"""

from collections.abc import Callable, Iterable, Iterator

from .characters import Character
from .evidence import Evidence, evidence
from .outlook import Pledge
from .table import LIVE, Record, Table, content
from .welcome import VACANT, Promise, as_pledge, liking, odds_of_signing
from .worth import Worth, room_cost

FOND = 2
"""From this welcome on it is worth trying to please a delegation with something."""


class Move:
    """A promise that might go into a text, and what is known of it so far."""

    __slots__ = ("gain", "likes", "parties", "promise")

    def __init__(self, promise: Promise, parties: tuple[int, ...]) -> None:
        self.promise = promise
        self.parties = parties
        """Places of those whose signatures it takes."""
        self.gain: int | None = None
        self.likes: list[int | None] = [None] * 6
        """By place: what each delegation seems to make of it, in tenths of a point."""


Moves = tuple[Move, ...]


class Search:
    """What a seat goes by while it looks for an exchange."""

    def __init__(self, worth: Worth, character: Character, menu: Record) -> None:
        self.table: Table = worth.table
        self.character = character
        self.seat = worth.table.seat
        self.worth = worth.with_pledges(half_promised(worth))
        self.clauses_max = min(int(menu["max_clauses"]), character.clauses_max)
        self.chorus_max = int(menu["max_clauses"])
        self.debtors = {seat: sorted(ids) for seat, ids in menu["debtors"].items()}
        self.spent = spent(worth.table)
        self.room = free_room(worth.table)
        self.seen = evidence(worth.table)
        self.seats = tuple(self.table.seats)
        """Who sits at which place."""
        self.own = self.seats.index(self.seat)
        self.vacant = frozenset(
            place for place, seat in enumerate(self.seats) if self.table.is_absent(seat)
        )
        self.taste: Callable[[str], int] = plain
        """What it happens to think of first today: a percentile by label."""
        self.signers: dict[tuple[str, str], tuple[int, ...]] = {}
        """Who gives by which instrument -> the places of those whose signatures that takes."""
        self.tastes: dict[tuple[int, str], int] = {}
        """What it thinks today of each debtor's giving with each instrument."""
        self.moves: dict[Promise, Move] = {}
        self.fond = tuple(fond_of(self.table, self.seen, seat) for seat in self.seats)
        """By place: the instruments that a delegation would like somebody to use."""
        self.gifts: dict[tuple[int, str], Moves] = {}
        """What a debtor could give with an instrument."""
        self.liked: dict[tuple[int, tuple[int, ...]], list[Move]] = {}
        """What a debtor could give that certain parties would like best."""

    # --- moves ---

    def move(self, promise: Promise) -> Move:
        if promise not in self.moves:
            self.moves[promise] = Move(promise, self.parties_to(promise))
        return self.moves[promise]

    def parties_to(self, promise: Promise) -> tuple[int, ...]:
        """Return whose signatures a promise takes: its debtor's, and an ally's where one must."""
        given = (promise.debtor, promise.instrument)
        if given not in self.signers:
            needed = self.table.instruments[promise.instrument].get("needs_ally", {})
            ally = needed.get(promise.debtor)
            parties = (promise.debtor, ally) if ally else (promise.debtor,)
            self.signers[given] = tuple(self.seats.index(seat) for seat in parties)
        return self.signers[given]

    def like(self, move: Move, place: int) -> int:
        """Return what a delegation seems to make of a move, in tenths of a point."""
        known = move.likes[place]
        if known is None:
            known = liking(self.table, self.seen, self.seats[place], move.promise)
            move.likes[place] = known
        return known

    def gain(self, move: Move) -> int:
        """Return what one move alone is worth to this seat."""
        if move.gain is None:
            move.gain = self.whole_gain((move,))
        return move.gain

    def whole_gain(self, moves: Moves) -> int:
        """Return what all of them together are worth to this seat."""
        found = self.worth.gain([as_pledge(self.table, each.promise) for each in moves])
        return found - room_cost(self.table, self.price(moves))

    def price(self, moves: Iterable[Move]) -> int:
        """Return how much room giving one's own part takes, as far as the catalogue says."""
        return sum(
            int(self.table.instruments[each.promise.instrument]["price"][str(each.promise.level)])
            for each in moves
            if each.promise.debtor == self.seat
        )

    def fancies(self, debtor: int, identity: str) -> int:
        """Return how readily it thinks of a debtor's giving with an instrument, in percent."""
        asked = (debtor, identity)
        if asked not in self.tastes:
            self.tastes[asked] = 50 + self.taste(f"gift/{debtor}/{identity}")
        return self.tastes[asked]

    # --- who must sign, and whether they do ---

    def signing(self, moves: Iterable[Move]) -> tuple[int, ...]:
        """Return the places of who must sign besides this seat, in the order of the table."""
        places = {place for each in moves for place in each.parties}
        return tuple(sorted(places - {self.own}))

    def others(self, moves: Iterable[Move]) -> tuple[str, ...]:
        return tuple(self.seats[place] for place in self.signing(moves))

    def margins(self, moves: Iterable[Move]) -> list[int]:
        """Return how far each delegation seems to gain by all of these, by place."""
        return [sum([self.like(each, place) for each in moves]) for place in range(6)]

    def odds(self, moves: Moves, ease: int = 0) -> int:
        """Return the odds, in thousandths, that all the others sign; `ease` helps each."""
        odds = 1000
        for place in self.signing(moves):
            margin = sum([self.like(each, place) for each in moves])
            odds = odds * self.signs(place, margin + ease) // 100
        return odds

    def signs(self, place: int, tenths: int) -> int:
        """Return the percent odds that a delegation signs what gives it so much."""
        return VACANT if place in self.vacant else odds_of_signing(tenths)

    # --- what need not be asked for ---

    def is_held(self, promise: Promise) -> bool:
        """Whether as much has been promised already, or lies open to be promised."""
        toward = promise.toward[0] if promise.toward else None
        amount = promise.level * (promise.rounds or 1)
        return self.worth.base.has(promise.debtor, promise.instrument, amount, toward)

    def may(self, promise: Promise) -> bool:
        return promise.instrument in self.debtors.get(promise.debtor, ())

    def is_spent(self, moves: Iterable[Move]) -> bool:
        """Whether just this has been put into words already."""
        return frozenset(each.promise.key for each in moves) in self.spent


def plain(_label: str) -> int:
    return 50


def fond_of(table: Table, seen: Evidence, seat: str) -> frozenset[str]:
    """Return what a delegation is known to welcome, or has asked for."""
    welcome = (
        name for name, each in table.instruments.items() if each["welcome"].get(seat, 0) >= FOND
    )
    return frozenset((*welcome, *(given[1] for who, given in seen.asked if who == seat)))


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
                yield pledge._replace(odds=pledge.odds // 2)


def spent(table: Table) -> frozenset[frozenset[tuple[str, str, int]]]:
    """Return what has been put into words already: what lies open, and what was of no avail."""
    return frozenset(content(each) for each in table.documents.values() if is_spent(table, each))


def is_spent(table: Table, document: Record) -> bool:
    return document["status"] in LIVE or bool(document["author"] == table.seat)
