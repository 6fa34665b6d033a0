"""What a sheet holds besides answers and conduct: coming and going, one act, a bid, beliefs.

Owns the order in which they are paid for, so that together they are never beyond one's means.
"""

from dataclasses import dataclass
from typing import Any

from .acts import acted, left, pressed, returned
from .bargain import Draw
from .chair import bid
from .characters import Character
from .company import met
from .doubts import watched
from .minds import believed
from .reasons import of_act, of_beliefs, of_bid, of_going
from .table import Record, Table
from .worth import Worth

Deeds = tuple[dict[str, Any], list[str]]
"""Fields of the sheet, and a sentence for each that says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What a delegate goes by when it thinks of what to do besides."""

    table: Table
    character: Character
    worth: Worth
    menu: Record
    is_offered: bool
    """Whether it accepts anything this round."""
    draw: Draw


def besides(at: Setting, room: int) -> Deeds:
    """Return what is done besides answering, within `room`."""
    table, menu = at.table, at.menu
    gone, price = gone_or_come(at, room)
    room -= price
    act, why = one_act(at, room)
    if act:
        prices = {each["id"]: int(each["price"]) for each in menu["actions"]}
        room -= prices[act["action"]["action"]]
    offered = 0 if gone else bid(table, menu, room, at.draw)
    beliefs = believed(table, menu)
    sheet = gone | act | ({"bid": offered} if offered else {})
    sheet |= {"beliefs": beliefs} if beliefs else {}
    said = [*of_going(gone), *why, *of_bid(offered), *of_beliefs(table, menu, beliefs)]
    return sheet, said


def gone_or_come(at: Setting, room: int) -> tuple[dict[str, Any], int]:
    """Return the order to leave or to come back, if one is given, and what it costs."""
    menu = at.menu
    if back := returned(at.table, menu, room):
        return back, int(menu["return"]["price"])
    away = left(at.table, at.character, menu, at.is_offered, at.draw)
    if not away:
        return {}, 0
    prices = {each["id"]: int(each["price"]) for each in menu["walk_out"]["grounds"]}
    price = prices[away["walk_out"]["ground"]]
    return (away, price) if price <= room else ({}, 0)


def one_act(at: Setting, room: int) -> Deeds:
    """Return the national action: pressure, a meeting, what helps most, or else a look."""
    table, worth, menu = at.table, at.worth, at.menu
    pressure = {} if at.is_offered else pressed(table, at.character, menu, room, at.draw)
    if pressure:
        return pressure, [of_act(menu, pressure, None)]
    act, value = acted(table, worth, menu, room)
    meeting, more, why = met(table, worth, menu, room)
    if meeting and more > value:
        return meeting, [why]
    if act:
        return act, [of_act(menu, act, value)]
    look, why = watched(table, worth, menu, room)
    return (look, [why]) if look else ({}, [])
