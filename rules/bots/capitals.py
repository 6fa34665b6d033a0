"""What a delegate seals: its answers, with what it does about its promises and besides.

Owns the sheet. It signs nothing that its own valuation puts below zero.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .bargain import PRESSING, Draw
from .characters import Character
from .conduct import broken, inspected, voted
from .deeds import Setting, besides
from .evidence import Evidence, evidence
from .reasons import of_sheet
from .table import Record, Table
from .talks import cleared
from .welcome import liking, promised
from .worth import Worth, scale

Command = dict[str, Any]
WATCHED = "v3"
"""From this verification on what could be hidden counts as proven."""


def seal(table: Table, character: Character, draw: Draw) -> Iterator[Command]:
    """Yield the sheet, once a round; drafts that came to nothing are dropped first."""
    if table.has_sealed:
        return
    yield from cleared(table)
    menu = table.commands.get("seal")
    if menu is None or menu["room"] < 0:
        return
    worth = scale(table)
    means = Means(room=menu["room"], stock=dict(menu["stock"]))
    answers = answered(table, character, worth, menu, means)
    sheet: dict[str, Any] = {
        "answers": answers,
        "perform": broken(table, character, worth, menu, draw),
        "inspections": inspected(table, menu),
        "votes": voted(table, menu),
    }
    sheet["cures"] = [
        each for each in sorted(menu.get("cures", {})) if each not in sheet["perform"]
    ]
    is_offered = any(answer != "decline" for answer in answers.values())
    setting = Setting(
        table=table, character=character, worth=worth, menu=menu, is_offered=is_offered, draw=draw
    )
    more, why = besides(setting, means.room)
    sheet |= more
    yield {"kind": "seal", "instructions": sheet}
    yield of_sheet(table, worth, menu, sheet, why)


# --- answers ---


@dataclass(slots=True, kw_only=True)
class Means:
    """What a seat has left to promise: room for manoeuvre, and stocks by instrument."""

    room: int
    stock: dict[str, int]

    def allow(self, answer: Record) -> bool:
        return answer["price"] <= self.room and all(
            units <= self.stock[name] for name, units in answer["stock"].items()
        )

    def spend(self, answer: Record) -> None:
        self.room -= answer["price"]
        for name, units in answer["stock"].items():
            self.stock[name] -= units


def answered(
    table: Table, character: Character, worth: Worth, menu: Record, means: Means
) -> dict[str, Any]:
    """Return an answer to every open text, the best first, as far as the means go."""
    now, answers, seen = worth, dict[str, Any](), evidence(table)
    for document, price in ranked(table, worth, menu):
        asked, answer = menu["answers"][document["id"]], "decline"
        if means.allow(asked) and not (character.wants_proof and is_vague(table, document)):
            floor = floor_of(table, character, seen, document)
            answer = answer_to((worth, now), document, price, asked, floor)
        if answer != "decline":
            means.spend(asked)
            now = now.with_pledges(worth.brings(document))
        answers[document["id"]] = answer
    return answers


def floor_of(table: Table, character: Character, seen: Evidence, document: Record) -> int:
    """Return what signing must be worth: while there is time, some share of what others gain.

    Who gives away for little what the others want has nothing left for what it wants itself.
    """
    if table.turns <= PRESSING:
        return 0
    most = max(made_of(table, seen, seat, document) for seat in document["sponsors"])
    return max(character.floor, 10 * max(most, 0) * character.share // 100)


def made_of(table: Table, seen: Evidence, seat: str, document: Record) -> int:
    """Return what a delegation seems to make of a text, in tenths of a point."""
    return sum(liking(table, seen, seat, promised(clause)) for clause in document["clauses"])


def is_vague(table: Table, document: Record) -> bool:
    """Whether all that the others give is words, or could be hidden and is not watched."""
    return all(
        is_unproven(table, clause)
        for clause in document["clauses"]
        if clause["debtor"] != table.seat
    )


def is_unproven(table: Table, clause: Record) -> bool:
    is_hidden = table.instruments[clause["instrument"]]["visible"] < 100
    return "intangible" in clause["tags"] or (is_hidden and clause["verification"] < WATCHED)


def ranked(table: Table, worth: Worth, menu: Record) -> list[tuple[Record, int]]:
    """Return the texts to answer with their prices, in the order of what they are worth."""
    asked = [(table.documents[name], int(each["price"])) for name, each in menu["answers"].items()]
    asked.sort(key=lambda pair: (-worth.text(*pair), pair[0]["id"]))
    return asked


def answer_to(
    scales: tuple[Worth, Worth], document: Record, price: int, asked: Record, floor: int
) -> Any:
    """Return "accept", an acceptance with a reservation, or "decline".

    It must be worth it by itself, and still be once the better texts are accepted.
    """
    if min(each.text(document, price) for each in scales) >= floor:
        return "accept"
    for reservation in asked["reservations"]:
        tree = reservation["tree"]
        if min(each.text_if(document, price, tree) for each in scales) > floor:
            return {"accept": tree}
    return "decline"
