"""Whom a delegate meets and whom it calls in: summits, and friends of the talks.

Owns whom a meeting is offered and which friend is invited. It must never go by what only
this seat reads when it guesses whom another will offer a meeting: both must come to the same.
"""

from collections.abc import Iterator
from typing import Any

from .acts import value_of
from .friends import would_help
from .reasons import reason
from .table import Record, Table, signatories
from .worth import Worth, price_of, scale

Command = dict[str, Any]
WORLD = ("public", "closed")
"""Texts that all six read."""
THAW = 15
"""What it is worth, in hundredths of a point, that old grudges wear off."""


# --- summits ---


def met(table: Table, worth: Worth, menu: Record, room: int) -> tuple[dict[str, Any], int, str]:
    """Return the act that offers a meeting, what it is worth, and why."""
    acts = [each for each in menu["actions"] if each["summit"] and each["price"] <= room]
    other = partner(table) if acts else None
    if other is None or other not in acts[0]["prepared"]:
        return {}, 0, ""
    act = {**acts[0], "odds": 100}
    value = value_of(table, worth, act, (other,)) + THAW
    why = f"{act['title']}: {table.seats[other]['short']} and we have a text to meet about."
    return {"action": {"action": act["id"], "target": [other]}}, value, why


def partner(table: Table) -> str | None:
    """Return whom all six would expect this seat to meet: by what everybody reads alone.

    Those between whom most lies come first, in the order of the ledger; nobody meets two.
    """
    pairs = table.ledger("animosities")["pairs"]
    taken: set[str] = set()
    for each in sorted(pairs, key=lambda one: -one["level"]):
        one, other = each["pair"]
        if each["level"] > 0 and not taken & {one, other} and may_meet(table, one, other):
            taken |= {one, other}
            if table.seat in (one, other):
                return str(other if one == table.seat else one)
    return None


def may_meet(table: Table, one: str, other: str) -> bool:
    """Whether two are here, not hard pressed at home, and have a fresh text between them."""
    is_able = all(
        not table.is_out(seat) and table.seats[seat]["band"] != "none" for seat in (one, other)
    )
    return bool(is_able) and any(
        {one, other} <= {*signatories(text)} and is_fresh(table, text)
        for text in table.documents.values()
    )


def is_fresh(table: Table, text: Record) -> bool:
    """Whether a text that all six read was put forward now, or concluded in the last round."""
    if text["audience"] not in WORLD:
        return False
    is_new: bool = text["status"] == "open" and text["tabled_round"] == table.round
    return is_new or (text["status"] == "concluded" and text["concluded_round"] == table.round - 1)


# --- friends of the talks ---


def invited(table: Table) -> Iterator[Command]:
    """Yield invitations to friends that would help a text this seat stands for, or wants."""
    may = table.commands.get("invite", {}).get("friends", ())
    if not may:
        return
    known = {each["id"]: each for each in table.ledger("friends")["friends"]}
    for name in may:
        helped = (each for each in within(table) if would_help(table, known[name], each))
        if any(is_wanted(table, each) for each in helped):
            yield {"kind": "invite", "friend": name}
            yield reason("talk", f"We invite {known[name]['title']}: it could help with this.")


def within(table: Table) -> Iterator[Record]:
    """Yield the texts this seat signs or may sign, the secret ones left out."""
    for text in table.documents.values():
        if table.seat in signatories(text) and text["audience"] != "secret":
            yield text


def is_wanted(table: Table, text: Record) -> bool:
    """Whether this seat is bound by a text or put it forward, or would rather sign it."""
    if text["status"] == "concluded":
        return True
    is_open = text["status"] == "open"
    return is_open and (table.seat in text["sponsors"] or is_welcome(table, text))


def is_welcome(table: Table, text: Record) -> bool:
    return scale(table).text(text, price_of(table, text)) > 0
