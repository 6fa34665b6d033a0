"""What friends of the talks could help with, as their public lines say (Rulebook 7.20).

Owns that reading, for invitations and for texts that ask a friend for help. It must never take a
friend to be at the table that the book of friends does not put there.
"""

from collections.abc import Iterable

from .table import Record, Table
from .words import words

NAMES_IT = 2
"""So many words of an instrument or its track in a friend's line say that it helps there."""


def would_help(table: Table, friend: Record, text: Record) -> bool:
    return any(speaks_of(table, friend, each["instrument"]) for each in text["clauses"])


def speaks_of(table: Table, friend: Record, instrument: str) -> bool:
    """Whether a friend's public line says that it helps with such a thing."""
    record = table.instruments[instrument]
    line, track = words(friend["text"]), words(record["track_title"])
    named = len(line & words(record["title"])) >= NAMES_IT
    return named or len(line & track) >= NAMES_IT


def able_to_help(table: Table, instruments: Iterable[str]) -> list[str]:
    """Return the friends at the table that a text about these should ask for help."""
    if not table.friends:
        return []
    about = tuple(instruments)
    known = table.ledger("friends")["friends"]
    return [
        each["id"]
        for each in known
        if each["here"] and any(speaks_of(table, each, name) for name in about)
    ]
