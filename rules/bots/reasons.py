"""Why a delegate did what it did, in one plain sentence: kept for the debrief.

Owns these sentences. They say what was weighed and what it was worth to this seat, and nothing
that its records do not hold. It must never decide anything.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from .bargain import Offer
from .table import Record, Table
from .wording import title
from .worth import Worth, price_of

Command = dict[str, Any]
LENGTH_MAX = 400
PRESSURE = "too little has come of these talks, and we press"
NAMED_MAX = 4
"""Texts that are named in the reason for a sheet, those worth most first."""


def reason(about: str, text: str) -> Command:
    """Return the command that keeps a reason."""
    return {"kind": "reason", "about": about, "text": text[:LENGTH_MAX]}


def points(hundredths: int) -> str:
    """Return a worth as points with one decimal, with its sign."""
    tenths = abs(hundredths) // 10
    sign = "-" if hundredths < 0 and tenths else "+"
    return f"{sign}{tenths // 10}.{tenths % 10}"


# --- while there is talk ---


def of_draft(table: Table, best: Offer, found: Sequence[Offer]) -> Command:
    """Why this exchange is written down, beside the next best."""
    after = next((each for each in found if each is not best), None)
    text = (
        f"We weighed {counted(len(found), 'exchange')} and wrote down"
        f" “{title(table, best.promises)}”: {points(best.gain)} points to us if they sign,"
        f" at odds of about {best.odds // 10} in 100."
    )
    if after is not None:
        text += (
            f" Beside it: “{title(table, after.promises)}”"
            f" ({points(after.gain)}, {after.odds // 10} in 100)."
        )
    return reason("talk", text)


def of_tabling(table: Table, worth: Worth, draft: Record) -> Command:
    """Why a draft is put on the table."""
    price = price_of(table, draft)
    value = points(worth.text(draft, price))
    return reason(draft["id"], f"Concluded, it is worth {value} points to us, {cost(price)}.")


def of_dropping(table: Table, worth: Worth, draft: Record) -> Command:
    """Why a draft is given up."""
    quote = table.quotes[draft["id"]]
    if quote["problems"]:
        return reason(draft["id"], f"Dropped: {quote['problems'][0]['text']}")
    price = price_of(table, draft)
    value = points(worth.text(draft, price))
    text = f"Dropped: worth {value} points to us, {cost(price)}, with {table.room} of room left."
    return reason(draft["id"], text)


def of_signing(table: Table, worth: Worth, draft: Record) -> Command:
    price = price_of(table, draft)
    value = points(worth.text(draft, price))
    return reason(draft["id"], f"Signed with the others: worth {value} points, {cost(price)}.")


def of_leaving(text: Record) -> Command:
    return reason(text["id"], "Denounced: they were seen to break their part of it.")


def of_combining(identity: str) -> Command:
    return reason(identity, "Combined: it asks no more of us, and says the same with others.")


def cost(price: int) -> str:
    return f"after {price} of room spent on it" if price else "and costs no room"


def counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


# --- the sheet ---


def of_sheet(
    table: Table, worth: Worth, menu: Record, sheet: Mapping[str, Any], acted: int | None
) -> Command:
    """Why the sheet is as it is: its answers with their worth, then what is done besides."""
    parts = [*answers(table, worth, menu, sheet["answers"]), *deeds(sheet, menu, acted)]
    text = " ".join(parts) or "Nothing was asked of us; we perform what is due."
    return reason("sheet", text)


def answers(table: Table, worth: Worth, menu: Record, given: Mapping[str, Any]) -> list[str]:
    """Return what was answered to whom and for what it is worth, the best first."""
    said = []
    for identity in list(given)[:NAMED_MAX]:
        text, answer = table.documents[identity], given[identity]
        value = points(worth.text(text, int(menu["answers"][identity]["price"])))
        word = "Decline" if answer == "decline" else "Accept"
        with_reserve = " with a reservation" if isinstance(answer, dict) else ""
        said.append(f"{word} {text['label']}{with_reserve} ({value}).")
    more = len(given) - len(said)
    return [*said, f"Decline {more} more."] if more > 0 else said


def deeds(sheet: Mapping[str, Any], menu: Record, acted: int | None) -> list[str]:
    """Return what is done besides answering; `acted` is an act's worth, or None under pressure."""
    said = []
    if sheet["perform"]:
        said.append(f"Evade {counted(len(sheet['perform']), 'promise')}.")
    if "action" in sheet:
        named = {each["id"]: each["title"] for each in menu["actions"]}
        title_of = named[sheet["action"]["action"]]
        worth = f"{points(acted)}, the most of {len(named)} acts" if acted is not None else PRESSURE
        said.append(f"{title_of}: {worth}.")
    if "walk_out" in sheet:
        said.append("Walk out: the ground is open, it is free, and nothing on offer is enough.")
    if "return" in sheet:
        said.append("Return: more is to be had at the table than outside.")
    return said
