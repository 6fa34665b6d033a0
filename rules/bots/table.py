"""What one seat reads before it acts: its records, put in the order a delegate thinks in.

Owns the reading of records for bots, and nothing but records: no State, no scenario, no other
seat's papers. It must never guess what a record does not say.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, TypeAlias

Record: TypeAlias = Mapping[str, Any]
Records: TypeAlias = Mapping[str, Record]
Given: TypeAlias = tuple[str, str]
"""Who gives -> by which instrument."""

KINDS = ("seat", "meter", "instrument", "document", "clause", "reason")
READ = frozenset((*KINDS, "table", "sheet", "instructions", "menu", "ledger"))
"""All kinds of records that a bot ever looks at."""
LIVE = ("draft", "open")
KEPT = ("performed", "verified")
"""What a promise looks like when it was kept."""


class Table:
    """The records of one seat, by kind and id: each read when it is first asked for."""

    def __init__(self, records: Records) -> None:
        self.records = records

    # --- the hour ---

    @cached_property
    def main(self) -> Record:
        """The table itself."""
        return self.records["table/main"]

    @cached_property
    def host(self) -> str:
        return str(self.main["host"])

    @cached_property
    def phase(self) -> str:
        return str(self.main["phase"])

    @cached_property
    def round(self) -> int:
        return int(self.main["round"])

    @cached_property
    def length(self) -> int:
        """After how many rounds the game may end."""
        return int(self.main["rounds"]["first_possible_end"])

    @cached_property
    def turns(self) -> int:
        """In how many rounds something concluded now would be due, as far as anybody knows."""
        return max(self.length - self.round, 0) + 1

    @cached_property
    def good_from(self) -> int:
        """From which goodness on whoever leaves a public offer lying is blamed."""
        return int(self.main["good_from"])

    # --- this seat ---

    @cached_property
    def seat(self) -> str:
        return next(seat for seat in self.seats if "latitude" in self.seats[seat])

    @cached_property
    def room(self) -> int:
        """The seat's own room for manoeuvre."""
        return int(self.seats[self.seat]["latitude"])

    @cached_property
    def lines(self) -> tuple[Record, ...]:
        """The lines of the seat's own score sheet."""
        return tuple(self.records["sheet/own"]["lines"])

    @cached_property
    def commands(self) -> Record:
        """What `menu/own` offers now."""
        found: Record = self.records["menu/own"]["commands"]
        return found

    @cached_property
    def quotes(self) -> Record:
        """What each draft would cost, by document."""
        found: Record = self.records["menu/own"]["quotes"]
        return found

    @cached_property
    def has_sealed(self) -> bool:
        return bool(self.records["instructions/own"]["sealed"])

    # --- records by kind, each kind in the order of ids: never in the order of arrival ---

    @cached_property
    def keys(self) -> Mapping[str, list[str]]:
        kinds: dict[str, list[str]] = {kind: [] for kind in KINDS}
        for key in self.records:
            kind, _, identity = key.partition("/")
            if kind in kinds:
                kinds[kind].append(identity)
        return kinds

    def of_kind(self, kind: str) -> Mapping[str, Record]:
        return {each: self.records[f"{kind}/{each}"] for each in sorted(self.keys[kind])}

    @cached_property
    def seats(self) -> Mapping[str, Record]:
        return self.of_kind("seat")

    @cached_property
    def meters(self) -> Mapping[str, Record]:
        return self.of_kind("meter")

    @cached_property
    def instruments(self) -> Mapping[str, Record]:
        return self.of_kind("instrument")

    @cached_property
    def documents(self) -> Mapping[str, Record]:
        return self.of_kind("document")

    @cached_property
    def standings(self) -> Mapping[str, Record]:
        """Concluded clauses."""
        return self.of_kind("clause")

    @cached_property
    def reasons(self) -> Mapping[str, Record]:
        """What was kept for the debrief: while the game goes on, by this seat alone."""
        return self.of_kind("reason")

    def turns_of(self, clause: str) -> Sequence[Record]:
        """Return what became of a concluded clause so far, without reading any other."""
        found: Sequence[Record] = self.records.get(f"clause/{clause}", {}).get("history", ())
        return found

    # --- what they come to ---

    @cached_property
    def breaches(self) -> Mapping[str, int]:
        """Debtor -> how many of its breaches are established."""
        return breaches(self.records)

    @cached_property
    def held(self) -> Mapping[Given, int]:
        """Debtor and instrument -> the highest level in force."""
        return held(self.standings)

    @cached_property
    def kept(self) -> Mapping[str, int]:
        """Debtor -> how many turns of its promises were seen to be kept."""
        return kept(self.standings)

    @cached_property
    def open_grounds(self) -> frozenset[str]:
        return open_grounds(self.records)

    @cached_property
    def friends(self) -> frozenset[str]:
        return friends(self.records)

    def ledger(self, name: str) -> Record:
        """Return one of the books that are read by few, when it is asked for."""
        return self.records[f"ledger/{name}"]

    def is_out(self, seat: str) -> bool:
        return self.seats[seat]["walked_out"] is not None

    def is_absent(self, seat: str) -> bool:
        """Whether nobody is there to answer: walked out, or neither a bot nor a person present."""
        record = self.seats[seat]
        return self.is_out(seat) or (record["bot"] is None and not record["present"])


def read(records: Records) -> Table:
    """Return the table as the owner of these records sees it."""
    return Table(records)


def breaches(records: Records) -> Mapping[str, int]:
    counts: dict[str, int] = {}
    for breach in records["ledger/breaches"]["breaches"]:
        if not breach["cured"]:
            counts[breach["debtor"]] = counts.get(breach["debtor"], 0) + 1
    return counts


def friends(records: Records) -> frozenset[str]:
    known = records["ledger/friends"]["friends"]
    return frozenset(friend["id"] for friend in known if friend["here"])


def held(standings: Mapping[str, Record]) -> Mapping[Given, int]:
    highest: dict[Given, int] = {}
    for each in standings.values():
        if each["status"] == "operative":
            given = (each["debtor"], each["instrument"])
            highest[given] = max(each["level"], highest.get(given, 0))
    return highest


def kept(standings: Mapping[str, Record]) -> Mapping[str, int]:
    turns: dict[str, int] = {}
    for each in standings.values():
        done = sum(turn["outcome"] in KEPT for turn in each["history"])
        turns[each["debtor"]] = turns.get(each["debtor"], 0) + done
    return turns


def open_grounds(records: Records) -> frozenset[str]:
    grounds = records["ledger/grounds"]["grounds"]
    return frozenset(ground["id"] for ground in grounds if ground["open"])


def signatories(document: Record) -> tuple[str, ...]:
    """Return who signs a document, sponsors first."""
    return (*document["sponsors"], *document["addressees"])


def own_documents(table: Table, *statuses: str) -> Iterator[Record]:
    """Yield what this seat wrote itself and is now in one of these states, in the order of ids."""
    for document in table.documents.values():
        if document["author"] == table.seat and document["status"] in statuses:
            yield document


def content(document: Record) -> frozenset[tuple[str, str, int]]:
    """Return what a document says, wording apart: who undertakes what, and how far in all."""
    return frozenset(
        (c["debtor"], c["instrument"], c["level"] * c["tranches"]) for c in document["clauses"]
    )
