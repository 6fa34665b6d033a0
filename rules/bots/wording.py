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
    theirs = named(table, [each for each in promises if each.debtor != table.seat])
    ours = named(table, [each for each in promises if each.debtor == table.seat])
    whole = f"{theirs} for {ours}" if ours and theirs else theirs or ours
    return whole[:TITLE_MAX]


def named(table: Table, promises: list[Promise]) -> str:
    titles = dict.fromkeys(str(table.instruments[each.instrument]["title"]) for each in promises)
    words = [one if place == 0 else lowered(one) for place, one in enumerate(titles)]
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def lowered(words: str) -> str:
    """Return a title inside a sentence; a name in it keeps its capital."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


# --- messages ---


def channel(document: Record) -> str:
    """Return where a text is spoken of: among its signatories, a public one in the room."""
    if document["audience"] == "public":
        return "room"
    signing = signatories(document)
    return "+".join(seat for seat in SEATS if seat in signing)


def message(table: Table, document: Record) -> str:
    """Return what is said when a text is tabled."""
    parts = [part(table, clause) for clause in document["clauses"]]
    tied = any(clause["while"] is not True for clause in document["clauses"])
    close = " Each holds as long as the others do their part." if tied else ""
    return f"We have tabled {document['label']}: {document['title']}. {' '.join(parts)}{close}"


def part(table: Table, clause: Record) -> str:
    """Return one clause as a sentence: who would do what."""
    record = table.instruments[clause["instrument"]]
    who = "We" if clause["debtor"] == table.seat else table.seats[clause["debtor"]]["short"]
    if record["kind"] == "quantity":
        words = record["phrase"].format(amount=clause["level"])
    else:
        words = record["levels"][clause["level"] - 1]["phrase"]
    toward = [table.seats[seat]["short"] for seat in clause["beneficiaries"]]
    whom = f" (toward {' and '.join(toward)})" if toward else ""
    return f"{who} would {words}{whom}."
