"""What one seat reads before it acts: its records, put in the order a delegate thinks in.

Owns the reading of records for bots, and nothing but records: no State, no scenario, no other
seat's papers. It must never guess what a record does not say.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

Record: TypeAlias = Mapping[str, Any]
Records: TypeAlias = Mapping[str, Record]
Given: TypeAlias = tuple[str, str]
"""Who gives -> by which instrument."""

KINDS = ("seat", "meter", "instrument", "document", "clause")
READ = frozenset((*KINDS, "table", "sheet", "instructions", "menu", "ledger"))
"""All kinds of records that a bot ever looks at."""
LIVE = ("draft", "open")
KEPT = ("performed", "verified")
"""What a promise looks like when it was kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The records of one seat, by kind and id."""

    seat: str
    host: str
    phase: str
    round: int
    turns: int
    """In how many rounds something concluded now would be due, as far as anybody knows."""
    length: int
    """After how many rounds the game may end."""
    room: int
    """The seat's own room for manoeuvre."""
    seats: Mapping[str, Record]
    meters: Mapping[str, Record]
    instruments: Mapping[str, Record]
    documents: Mapping[str, Record]
    standings: Mapping[str, Record]
    """Concluded clauses."""
    lines: tuple[Record, ...]
    """The lines of the seat's own score sheet."""
    commands: Record
    """What `menu/own` offers now."""
    quotes: Record
    """What each draft would cost, by document."""
    breaches: Mapping[str, int]
    """Debtor -> how many of its breaches are established."""
    held: Mapping[Given, int]
    """Debtor and instrument -> the highest level in force."""
    kept: Mapping[str, int]
    """Debtor -> how many turns of its promises were seen to be kept."""
    open_grounds: frozenset[str]
    friends: frozenset[str]
    has_sealed: bool
    main: Record
    """The table itself."""
    records: Records = field(repr=False)

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
    kinds = by_kind(records)
    seats, main, menu = kinds["seat"], records["table/main"], records["menu/own"]
    own = next(seat for seat in seats if "latitude" in seats[seat])
    return Table(
        seat=own,
        host=main["host"],
        phase=main["phase"],
        round=main["round"],
        turns=max(main["rounds"]["first_possible_end"] - main["round"], 0) + 1,
        length=main["rounds"]["first_possible_end"],
        room=seats[own]["latitude"],
        seats=seats,
        meters=kinds["meter"],
        instruments=kinds["instrument"],
        documents=kinds["document"],
        standings=kinds["clause"],
        lines=tuple(records["sheet/own"]["lines"]),
        commands=menu["commands"],
        quotes=menu["quotes"],
        breaches=breaches(records),
        held=held(kinds["clause"]),
        kept=kept(kinds["clause"]),
        open_grounds=open_grounds(records),
        friends=friends(records),
        has_sealed=records["instructions/own"]["sealed"],
        main=main,
        records=records,
    )


def by_kind(records: Records) -> dict[str, dict[str, Record]]:
    """Sort the records by kind, each kind in the order of ids: never in the order of arrival."""
    kinds: dict[str, dict[str, Record]] = {kind: {} for kind in KINDS}
    for key in sorted(records):
        kind, _, identity = key.partition("/")
        if kind in kinds:
            kinds[kind][identity] = records[key]
    return kinds


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
    """Return what a document says, wording apart: who undertakes what, and how far."""
    return frozenset((c["debtor"], c["instrument"], c["level"]) for c in document["clauses"])
