"""Why a delegate did what it did, in one plain sentence: kept for the debrief.

Owns these sentences. They say what was weighed and what it was worth to this seat, and nothing
that its records do not hold. It must never decide anything.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from .bargain import SPARE, Offer
from .table import Record, Table
from .wording import title
from .worth import Worth, price_of

Command = dict[str, Any]
LENGTH_MAX = 400
PRESSURE = "too little has come of these talks, and we press"
LIKELIER = 5
"""Percent by which a type must be taken to be likelier than all know for a word about it."""
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


def of_draft(table: Table, best: Offer, found: Sequence[Offer], terms: Iterable[str]) -> Command:
    """Why this exchange is written down, beside the next best."""
    named = title(table, best.promises)
    after = next((each for each in found if title(table, each.promises) != named), None)
    text = (
        f"We weighed {counted(len(found), 'exchange')} and wrote down"
        f" “{named}”: {points(best.gain)} points to us if they sign,"
        f" at odds of about {best.odds // 10} in 100."
    )
    if after is not None:
        text += (
            f" Beside it: “{title(table, after.promises)}”"
            f" ({points(after.gain)}, {after.odds // 10} in 100)."
        )
    return reason("talk", " ".join((text, *terms)))


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
    text = f"Dropped: worth {value} points to us, {cost(price)}."
    if quote["room_left"] < SPARE:
        text += f" It would leave us {max(quote['room_left'], 0)} of room to answer others."
    return reason(draft["id"], text)


def of_signing(table: Table, worth: Worth, draft: Record) -> Command:
    price = price_of(table, draft)
    value = points(worth.text(draft, price))
    return reason(draft["id"], f"Signed with the others: worth {value} points, {cost(price)}.")


def of_leaving(text: Record, *, is_broken: bool) -> Command:
    why = "they were seen to break their part of it" if is_broken else "what we expected never came"
    return reason(text["id"], f"Denounced: {why}.")


def of_combining(identity: str) -> Command:
    return reason(identity, "Combined: it asks no more of us, and says the same with others.")


def cost(price: int) -> str:
    return f"after {price} of room spent on it" if price else "and costs no room"


def counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


# --- the sheet ---


def of_sheet(
    table: Table, worth: Worth, menu: Record, sheet: Mapping[str, Any], besides: Sequence[str]
) -> Command:
    """Why the sheet is as it is: its answers with their worth, then what is done besides."""
    parts = [*answers(table, worth, menu, sheet["answers"]), *conduct(sheet), *besides]
    text = " ".join(parts) or "Nothing was asked of us; we perform what is due."
    return reason("sheet", text)


def answers(table: Table, worth: Worth, menu: Record, given: Mapping[str, Any]) -> list[str]:
    """Return what was answered to whom and for what it is worth, the best first."""
    said = []
    for identity in list(given)[:NAMED_MAX]:
        text, answer = table.documents[identity], given[identity]
        value = points(worth.text(text, int(menu["answers"][identity]["price"])))
        word = "Decline" if answer == "decline" else "Accept"
        more = " with a reservation" if isinstance(answer, dict) else ""
        if answer == "decline" and not value.startswith("-"):
            more = ", for it is too little beside the rest or for what they get"
        said.append(f"{word} {text['label']} ({value}){more}.")
    rest = len(given) - len(said)
    return [*said, f"Decline {rest} more."] if rest > 0 else said


def conduct(sheet: Mapping[str, Any]) -> list[str]:
    """Return what becomes of promises, where that is not simply to perform them."""
    said = []
    if sheet["perform"]:
        said.append(f"Evade {counted(len(sheet['perform']), 'promise')}.")
    if sheet["cures"]:
        said.append(f"Make good {counted(len(sheet['cures']), 'breach')}: our word is worth more.")
    return said


# --- besides ---


def of_act(menu: Record, act: Mapping[str, Any], value: int | None) -> str:
    """Why this national action; `value` is what it is worth, or None under pressure."""
    named = {each["id"]: each["title"] for each in menu["actions"]}
    title_of = named[act["action"]["action"]]
    worth = PRESSURE if value is None else f"{points(value)}, the most of {len(named)} acts"
    return f"{title_of}: {worth}."


def of_going(gone: Mapping[str, Any]) -> list[str]:
    if "walk_out" in gone:
        return ["Walk out: the ground is open, and nothing on offer is enough."]
    return ["Return: more is to be had at the table than outside."] if gone else []


def of_bid(offered: int) -> list[str]:
    if not offered:
        return []
    return [f"Bid {offered} for the chair: most are about to promise the same, to its credit."]


def of_beliefs(table: Table, menu: Record, beliefs: Mapping[str, Mapping[str, int]]) -> list[str]:
    """Which types are taken to be likelier than all know, by what their delegations did."""
    likelier = [
        f"{table.seats[about]['short']} looks like “{each['title']}” ({odds[each['id']]})"
        for about, odds in beliefs.items()
        for each in menu["beliefs"][about]
        if odds[each["id"]] >= each["prior"] + LIKELIER
    ]
    return [f"We believe: {'; '.join(likelier)}."] if likelier else []
