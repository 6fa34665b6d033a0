"""How an exchange is put into words: a document on the wire.

Owns titles and conditions. What each party gives stands while the others' part stands,
or once theirs was done, as its author's character has it. It must never decide what to offer.
"""

from typing import Any

from .characters import Bond, Character
from .evidence import Evidence
from .friends import able_to_help
from .search import Search
from .table import Record, Table, signatories
from .terms import in_tranches, on_the_wire
from .welcome import Promise, liking

CONDITIONS_MAX = 2
"""One or two conditions make a better offer than none, and than many (Rulebook 7)."""
TITLE_MAX = 120
SEATS = ("dprk", "rok", "usa", "prc", "rus", "jpn")
"""The order of the table: members of a channel are written in it."""
NAMED_MAX = 2
"""More promises than that are not all named in a title."""
HOST_FROM = 3
"""From so many signatories on, the host is named on a text that it does not sign."""
PRESSING = 4
"""With so few turns left nobody waits for the others to go first."""


def document(
    search: Search, promises: tuple[Promise, ...], sponsors: tuple[str, ...],
    others: tuple[str, ...], audience: str,
) -> dict[str, Any]:  # fmt: skip
    """Return the text as `draft` takes it; `others` are asked unless they sponsor it."""
    table = search.table
    addressees = [seat for seat in others if seat not in sponsors]
    signing = (*sponsors, *addressees)
    host = table.host
    is_noted = len(signing) >= HOST_FROM and host not in signing
    bond = bond_with(table, search.character, addressees)
    promises = in_tranches(table, bond, promises)
    return {
        "title": title(table, promises),
        "sponsors": list(sponsors),
        "addressees": addressees,
        "associates": [host] if is_noted else [],
        "audience": audience,
        "friends": able_to_help(table, (each.instrument for each in promises)),
        "clauses": [
            each.clause(condition(table, search.seen, bond, each, promises)) for each in promises
        ],
        **on_the_wire(table, promises),
    }


# --- conditions ---


def bond_with(table: Table, character: Character, others: list[str]) -> Bond:
    """Return on what one's own part hangs: trust, once earned, asks for no more than a pledge."""
    is_trusted = character.bond == "performed" and all(
        table.kept.get(seat, 0) and not table.breaches.get(seat) for seat in others
    )
    return "operative" if is_trusted or table.turns < PRESSING else character.bond


def condition(
    table: Table, seen: Evidence, bond: Bond, own: Promise, promises: tuple[Promise, ...]
) -> Any:
    """Return on what a promise hangs: what its giver most likes of what others give.

    Where its author waits to be paid first, the others' part hangs on its good faith instead.
    """
    returns = [each for each in promises if each.debtor != own.debtor]
    returns.sort(key=lambda each: (-liking(table, seen, own.debtor, each), each.key))
    is_mine = own.debtor == table.seat
    leaves: list[Any] = []
    if bond != "operative" and not is_mine:
        leaves.append({"compliant": table.seat})
        returns = [each for each in returns if each.debtor != table.seat][:1]
    leaves += [leaf(bond if is_mine else "operative", each) for each in returns[:CONDITIONS_MAX]]
    if bond == "operative" and len(returns) == 1 and is_hidden(table, returns[0]):
        leaves.append({"compliant": returns[0].debtor})
    if not leaves:
        return True
    return leaves[0] if len(leaves) == 1 else {"all": leaves}


def leaf(bond: Bond, promise: Promise) -> Record:
    word = "performed" if bond == "verified" and promise.verification < "v3" else bond
    return {word: promise.undertaking}


def is_hidden(table: Table, promise: Promise) -> bool:
    return bool(table.instruments[promise.instrument]["visible"] < 100)


# --- titles ---


def title(table: Table, promises: tuple[Promise, ...]) -> str:
    """Return "A and B for C": what others give, for what the author gives."""
    theirs = titles(table, [each for each in promises if each.debtor != table.seat])
    ours = titles(table, [each for each in promises if each.debtor == table.seat])
    parts = [joined(theirs), joined([words for words in ours if words not in theirs])]
    whole = " for ".join(part for part in parts if part)
    if len(whole) > TITLE_MAX:
        whole = " for ".join(f"{words[0]} and more" for words in (theirs, ours) if words)
    return (whole[:1].upper() + whole[1:])[:TITLE_MAX]


def titles(table: Table, promises: list[Promise]) -> list[str]:
    """Return what is promised, each once, as it stands inside a sentence."""
    return named(table, [each.instrument for each in promises])


def named(table: Table, instruments: list[str]) -> list[str]:
    return list(dict.fromkeys(lowered(table.instruments[each]) for each in instruments))


def joined(words: list[str]) -> str:
    return " and ".join(words) if len(words) <= NAMED_MAX else f"{words[0]} and more"


def lowered(record: Record) -> str:
    """Return an instrument's title inside a sentence: a name in it keeps its capital."""
    words = str(record["title"])
    first = words.partition(" ")[0]
    phrases = [str(level["phrase"]) for level in record["levels"]] + [str(record["phrase"] or "")]
    is_name = first[1:] != first[1:].lower() or any(first in phrase for phrase in phrases)
    return words if is_name else words[:1].lower() + words[1:]


# --- where it is spoken of ---


def channel(document: Record) -> str:
    """Return where a text is spoken of: among its signatories, a public one in the room."""
    if document["audience"] == "public":
        return "room"
    signing = signatories(document)
    return "+".join(seat for seat in SEATS if seat in signing)
