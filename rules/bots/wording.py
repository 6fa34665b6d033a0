"""How an exchange is put into words: a document on the wire, and a plain message about it.

Owns titles, conditions and messages. What each party gives stands while the others' part stands;
what could be hidden is tied to its debtor's good faith as well. It must never decide what to
offer.
"""

from typing import Any

from .table import Record, Table, signatories
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


def document(
    table: Table, promises: tuple[Promise, ...], sponsors: tuple[str, ...], others: tuple[str, ...],
    audience: str,
) -> dict[str, Any]:  # fmt: skip
    """Return the text as `draft` takes it; `others` are asked unless they sponsor it."""
    addressees = [seat for seat in others if seat not in sponsors]
    signing = (*sponsors, *addressees)
    host = table.host
    is_noted = len(signing) >= HOST_FROM and host not in signing
    return {
        "title": title(table, promises),
        "sponsors": list(sponsors),
        "addressees": addressees,
        "associates": [host] if is_noted else [],
        "audience": audience,
        "clauses": [each.clause(condition(table, each, promises)) for each in promises],
    }


def condition(table: Table, own: Promise, promises: tuple[Promise, ...]) -> Any:
    """Return on what a promise hangs: what its giver most likes of what others give."""
    returns = [each for each in promises if each.debtor != own.debtor]
    returns.sort(key=lambda each: (-liking(table, own.debtor, each), each.key))
    leaves = [operative(each) for each in returns[:CONDITIONS_MAX]]
    if len(returns) == 1 and is_hidden(table, returns[0]):
        leaves.append({"compliant": returns[0].debtor})
    if not leaves:
        return True
    return leaves[0] if len(leaves) == 1 else {"all": leaves}


def operative(promise: Promise) -> Record:
    leaf: dict[str, Any] = {
        "by": promise.debtor,
        "instrument": promise.instrument,
        "level": promise.level,
    }
    if promise.toward:
        leaf["toward"] = promise.toward[0]
    return {"operative": leaf}


def is_hidden(table: Table, promise: Promise) -> bool:
    return bool(table.instruments[promise.instrument]["visible"] < 100)


def title(table: Table, promises: tuple[Promise, ...]) -> str:
    """Return "A and B for C": what others give, for what the author gives."""
    theirs = titles(table, [each for each in promises if each.debtor != table.seat])
    ours = titles(table, [each for each in promises if each.debtor == table.seat])
    parts = [joined(theirs), joined([words for words in ours if words not in theirs])]
    whole = " for ".join(part for part in parts if part)
    return (whole[:1].upper() + whole[1:])[:TITLE_MAX]


def titles(table: Table, promises: list[Promise]) -> list[str]:
    """Return what is promised, each once, as it stands inside a sentence."""
    return list(dict.fromkeys(lowered(table.instruments[each.instrument]) for each in promises))


def joined(words: list[str]) -> str:
    return " and ".join(words) if len(words) <= NAMED_MAX else f"{words[0]} and more"


def lowered(record: Record) -> str:
    """Return an instrument's title inside a sentence: a name in it keeps its capital."""
    words = str(record["title"])
    first = words.partition(" ")[0]
    phrases = [str(level["phrase"]) for level in record["levels"]] + [str(record["phrase"] or "")]
    is_name = first[1:] != first[1:].lower() or any(first in phrase for phrase in phrases)
    return words if is_name else words[:1].lower() + words[1:]


# --- messages ---


def channel(document: Record) -> str:
    """Return where a text is spoken of: among its signatories, a public one in the room."""
    if document["audience"] == "public":
        return "room"
    signing = signatories(document)
    return "+".join(seat for seat in SEATS if seat in signing)


def message(table: Table, document: Record) -> str:
    """Return what is said when a text is tabled."""
    asked = " Answer in the capitals." if document["addressees"] else ""
    return f"We have tabled {document['label']}: {subject(table, document)}.{asked}"


def subject(table: Table, document: Record) -> str:
    """Return the title as it stands inside a sentence."""
    words = str(document["title"])
    for clause in document["clauses"]:
        record = table.instruments[clause["instrument"]]
        if words.startswith(record["title"]):
            return lowered(record) + words.removeprefix(record["title"])
    return words
