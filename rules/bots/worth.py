"""What things are worth to one delegation, by its own secret sheet, in hundredths of a point.

Owns the seat's valuation of texts: what a document would add to the points it may expect, less
what it costs at home. It must never value anything for another seat: what others want is read from
the public `welcome` of instruments, in `welcome`.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from ..once import once
from .outlook import Outlook, Pledge, Reading, effects, reading
from .promises import in_force, pledges_of
from .table import Record, Records, Table, read, signatories

AMPLE = 3
"""Room above which a point of it is cheap."""
ROOM_LAST, ROOM_A_TURN, ROOM_TURNS = 8, 5, 4
"""What a point of ample room is worth in hundredths of a point: unspent at the end, next to
nothing, and more with each turn (of so many) that is still to be talked through."""
BLAME = 40
"""What it is worth not to be blamed for declining a good public offer."""

Pair = tuple[str, str]


class Worth:
    """The seat's own scale: its sheet against what is promised at the table now."""

    def __init__(self, table: Table) -> None:
        self.table = table
        known = tuple(in_force(table))
        self.known = Outlook(table, is_hopeful=False).plus(known)
        self.base = Outlook(table).plus(known)
        self.readings: dict[int, Reading] = {}
        """Lines of the sheet by place, to be asked of any outlook; made ready when asked for."""
        self.brought: dict[str, tuple[Pledge, ...]] = {}
        """What each text not yet in force would bring, as far as it was asked."""
        self.company: dict[str, tuple[Outlook, Worth]] = {}
        self.expected: dict[int, int] = {}
        """What each line so far asked for is expected to give."""
        self.loose: list[int] = []
        """Lines that read more than what is undertaken."""
        self.tied: dict[Pair, list[int]] = {}
        """Who undertakes what -> the lines that read it."""
        for place, line in enumerate(table.lines):
            self.file(place, line["when"])

    def file(self, place: int, tree: Any) -> None:
        pairs = set(undertakings(tree))
        if None in pairs:
            self.loose.append(place)
        for pair in pairs - {None}:
            assert pair is not None
            self.tied.setdefault(pair, []).append(place)

    def gain(self, pledges: Iterable[Pledge]) -> int:
        """Return how many hundredths of a point these pledges would add to what is expected."""
        more = tuple(pledges)
        if not any(self.matters(each) for each in more):
            return 0
        after = self.base.plus(more)
        places = {n for p in more for n in self.tied.get((p.by, p.instrument), ())}
        if after.moved != self.base.moved:
            places.update(self.loose)
        return self.difference(after, places)

    def matters(self, pledge: Pledge) -> bool:
        """Whether a line of the sheet reads a pledge, or a meter that it moves."""
        given = (pledge.by, pledge.instrument)
        if given in self.tied:
            return True
        before = self.base.pledges.get(given, ())
        return bool(self.loose) and any(effects(self.table, pledge, before))

    def difference(self, other: Outlook, places: Iterable[int]) -> int:
        """Return how many hundredths of a point more those lines would give by another outlook."""
        total = 0
        for place in places:
            odds, expected = self.read(place)(other), self.expects(place)
            if odds != expected:
                total += self.table.lines[place]["points"] * (odds - expected)
        return total // 10

    def read(self, place: int) -> Reading:
        known = self.readings.get(place)
        if known is None:
            known = self.readings[place] = reading(self.table, self.table.lines[place]["when"])
        return known

    def expects(self, place: int) -> int:
        known = self.expected.get(place)
        if known is None:
            known = self.expected[place] = self.read(place)(self.base)
        return known

    def with_pledges(self, pledges: Iterable[Pledge]) -> "Worth":
        """Return the scale as it stands once these are promised as well."""
        other = object.__new__(Worth)
        other.table, other.loose, other.tied = self.table, self.loose, self.tied
        other.known, other.brought, other.company = self.known, self.brought, {}
        other.base = self.base.plus(pledges)
        other.readings, other.expected = self.readings, {}
        return other

    def brings(self, document: Record) -> tuple[Pledge, ...]:
        """Return what a text not yet in force would bring."""
        name = document["id"]
        if name not in self.brought:
            self.brought[name] = pledges_of(self.known, document)
        return self.brought[name]

    def text(self, document: Record, price: int) -> int:
        """Return what signing is worth, less its price at home, with the blame that it spares."""
        gained = self.gain(self.brings(document)) + self.resting(document)
        return gained - room_cost(self.table, price) + blame(self.table, document)

    def resting(self, document: Record) -> int:
        """Return what it is worth that what the text lets rest brings nothing more."""
        if not document["rests"]:
            return 0
        left = Outlook(self.table).plus(in_force(self.table, document["rests"]))
        return self.difference(left, range(len(self.table.lines)))

    def text_if(self, document: Record, price: int, reservation: Any) -> int:
        """Return what signing is worth with a reservation: it binds only where that holds.

        What other open texts would bring to make it hold is taken as given, and earns nothing.
        """
        known, scale = self.beside(document)
        read = reading(self.table, reservation)
        if read(known) <= read(self.known):
            return self.text(document, price)
        return scale.text(document, price)

    def beside(self, document: Record) -> tuple[Outlook, "Worth"]:
        """Return what is in force, and the scale, once all other open texts bring their part."""
        name = document["id"]
        if name not in self.company:
            coming = [
                pledge
                for other in self.table.documents.values()
                if other["status"] == "open" and other["id"] != name
                for pledge in self.brings(other)
                if pledge.by != self.table.seat
            ]
            self.company[name] = self.known.plus(coming), self.with_pledges(coming)
        return self.company[name]


@once
def scale(table: Table) -> Worth:
    """Return the seat's own scale, made once for a look at the table."""
    return Worth(table)


def undertakings(tree: Any) -> Iterator[Pair | None]:
    """Yield who undertakes what in a condition; None for each leaf that reads something else."""
    if tree is True:
        return
    ((word, inside),) = tree.items()
    match word:
        case "all" | "any":
            for part in inside:
                yield from undertakings(part)
        case "at_least":
            for part in inside[1]:
                yield from undertakings(part)
        case "not" | "was":
            yield from undertakings(inside)
        case "operative" | "performed" | "verified":
            yield inside["by"], inside["instrument"]
        case _:
            yield None


def room_cost(table: Table, price: int) -> int:
    """Return what it is worth to spend so much room; the last of it is twice as dear."""
    each = ROOM_LAST + ROOM_A_TURN * min(table.turns - 1, ROOM_TURNS)
    cheap = min(price, max(table.room - AMPLE, 0))
    return cheap * each + (price - cheap) * each * 2


def blame(table: Table, document: Record) -> int:
    """Return what it is worth not to be the one who left a good public offer lying."""
    is_asked = table.seat in document["addressees"] and document["audience"] == "public"
    value = (document["goodness"] or {}).get("value", 0)
    return BLAME if is_asked and document["status"] == "open" and value >= table.good_from else 0


def price_of(table: Table, document: Record) -> int:
    """Return what the text costs this seat at home: frozen once tabled, quoted before."""
    quoted = table.quotes.get(document["id"], {}).get("price")
    return int(document["price"] or 0) if quoted is None else int(quoted)


def valuation(records: Records, document_id: str, reservation: Any = True) -> int:
    """Return what signing a document, with a reservation, is worth to these records' owner.

    In hundredths of a point of its sheet; a bot signs nothing that is below 0.
    """
    table = read(records)
    document = table.documents[document_id]
    assert table.seat in signatories(document)
    price = price_of(table, document)
    if reservation is True:
        return scale(table).text(document, price)
    return scale(table).text_if(document, price, reservation)
