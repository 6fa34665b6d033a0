"""What a delegate does besides talking: national actions, walking out and coming back.

Owns the weighing of acts by what their menu says of them. It must never act against a promise of
its own that is due.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from .bargain import Draw
from .characters import Character
from .outlook import SURE, Outlook
from .promises import pledges_of
from .table import Record, Table, signatories
from .worth import Worth, room_cost

ACT_FROM = 15
"""Hundredths of a point below which a national action is not worth the noise."""
GOOD_METER = 4
"""What a point of a meter that is good for all is worth to anybody."""
QUIET = 45
"""Down to this tension it is worth something to everybody to calm it."""
DANGER = 65
"""From this tension on every point more of it is dreaded."""
DREAD = 30
FAVOUR = 5
"""What a point of support is worth; one of onus counts as much against one."""


SPOIL_FROM = 60
"""Hundredths of a point that a text of others must cost before it is worth working against."""
ENOUGH_TURNS = 3
"""With fewer turns left nobody walks out: there would be nothing to come back to."""
EDGE = 90
"""At this tension the next incident may be the war: nobody's own act is to bring it there."""
CRISIS = 55
"""From this tension on those who press answer pressure with pressure, whatever has been signed."""
TERMS_EVERY = 2
"""With less than one text in force for so many rounds some delegates turn to pressure."""
AWAY_MAX = 2
"""Rounds after which nobody expects more of an empty chair."""
CALM = 60
"""Above this tension an empty chair is a danger to whoever leaves it."""


# --- national actions ---


def acted(table: Table, worth: Worth, menu: Record, room: int) -> tuple[dict[str, Any], int]:
    """Return the action that helps most, if one helps at all and can be paid for, and its worth."""
    chosen = [
        (value, action["id"], target)
        for action in possible(table, menu, room)
        for target, value in aims(table, worth, action)
    ]
    value, name, target = max(chosen, default=(0, "", ()))
    if value < ACT_FROM:
        return {}, 0
    aimed: dict[str, Any] = {"target": list(target)} if target else {}
    return {"action": {"action": name, **aimed}}, value


def possible(table: Table, menu: Record, room: int) -> Iterator[Record]:
    """Yield the actions that can be paid for and break no word."""
    for action in menu.get("actions", ()):
        is_alone = action["price"] <= room and not is_for_two(action)
        if is_alone and not is_barred(table, menu, action):
            yield action


def pressed(
    table: Table, character: Character, menu: Record, room: int, draw: Draw
) -> dict[str, Any]:
    """Return the action that frightens most, where nothing has come of the talks for too long."""
    frightening = [
        (frightens(action), action["id"])
        for action in possible(table, menu, room)
        if frightens(action) > 0 and not action["targets"] and is_short_of_war(table, action)
    ]
    has_cause = is_stuck(table) or tension_of(table) >= CRISIS
    if not frightening or not has_cause or draw("press") >= character.presses:
        return {}
    return {"action": {"action": max(frightening)[1]}}


def frightens(action: Record) -> int:
    """Return by how much an act raises tension."""
    effects = action.get("effects", ())
    return sum(int(each["by"]) for each in effects if each.get("meter") == "tension")


def is_short_of_war(table: Table, action: Record) -> bool:
    """Whether an act leaves room for the next incident: war would cost whoever presses all."""
    return tension_of(table) + frightens(action) < EDGE


def tension_of(table: Table) -> int:
    return int(table.meters.get("tension", {}).get("value", 0))


def is_stuck(table: Table) -> bool:
    """Whether this seat has come to terms less often than a patient one would expect."""
    concluded = sum(
        table.seat in signatories(text) and text["status"] == "concluded"
        for text in table.documents.values()
    )
    return bool(concluded * TERMS_EVERY < table.round)


def is_for_two(action: Record) -> bool:
    """Whether it is a meeting, which takes another who means the same: `company` owns these."""
    return bool(action["summit"])


def is_barred(table: Table, menu: Record, action: Record) -> bool:
    """Whether the act would break a promise that is due."""
    owed = {table.standings[clause]["instrument"] for clause in menu["perform"]}
    return not owed.isdisjoint(action["breaks"])


def aims(table: Table, worth: Worth, action: Record) -> Iterator[tuple[tuple[str, ...], int]]:
    """Yield at whom an act may sensibly be aimed, with what it is worth then."""
    if not action["targets"]:
        yield (), value_of(table, worth, action, ())
    elif action["target"] == "format":
        for text in unwelcome(table, worth):
            yield signatories(text), value_of(table, worth, action, ())
    elif action["target"] == "seat":
        for seat in action["targets"]:
            yield (seat,), value_of(table, worth, action, (seat,))


def unwelcome(table: Table, worth: Worth) -> Iterator[Record]:
    """Yield the texts of others that this seat sees and would rather see fail."""
    for text in table.documents.values():
        is_others = table.seat not in signatories(text)
        is_alive = text["status"] in ("open", "concluded")
        if is_others and is_alive and worth.gain(pledges_of(worth.known, text)) < -SPOIL_FROM:
            yield text


def value_of(table: Table, worth: Worth, action: Record, target: tuple[str, ...]) -> int:
    """Return what an act is worth by its effects, its price and its odds apart from luck."""
    effects = action.get("effects", ())
    moved = {each["meter"]: each["by"] for each in effects if each.get("meter")}
    value = sheet_value(worth, moved) + common_value(table, moved)
    for each in effects:
        value += standing_value(table, each, target)
    value = value * int(action.get("odds", 100)) // 100
    return value - room_cost(table, int(action["price"]))


def sheet_value(worth: Worth, moved: Mapping[str, int]) -> int:
    """Return what moving meters does for the lines that read them."""
    base = worth.base
    shifted = dict(base.moved)
    for meter, by in moved.items():
        shifted[meter] = shifted.get(meter, 0) + by * SURE
    after = Outlook(base.table, base.pledges, shifted)
    return worth.difference(after, worth.loose)


def common_value(table: Table, moved: Mapping[str, int]) -> int:
    """Return what moving meters is worth to anybody: some are good for all, war is not."""
    value = 0
    for name, by in moved.items():
        record = table.meters.get(name, {})
        sign = {"low": -1, "high": 1}.get(record.get("good") or "", 0)
        is_idle = name == "tension" and by < 0 and record["value"] <= QUIET
        value += 0 if is_idle else sign * by * GOOD_METER
        if name == "tension" and by > 0 and record["value"] + by >= DANGER:
            value -= by * DREAD
    return value


def standing_value(table: Table, effect: Record, target: tuple[str, ...]) -> int:
    """Return what an effect on a delegation is worth: on oneself, one's own; on others, little."""
    by = int(effect["by"])
    mine = ("actor", "target", table.seat) if table.seat in target else ("actor", table.seat)
    if effect.get("latitude") in mine:
        wanted = max(8 - table.room, 0) > 0
        return by * (25 if wanted else 0)
    if effect.get("support") in mine:
        return by * FAVOUR
    if effect.get("onus") in mine:
        return -by * FAVOUR * 4
    return 0


# --- leaving, and coming back ---


def left(
    table: Table, character: Character, menu: Record, is_offered: bool, draw: Draw
) -> dict[str, Any]:
    """Return the order to walk out, on an open ground, where nothing on offer is worth staying."""
    grounds = [each["id"] for each in (menu["walk_out"] or {}).get("grounds", ()) if each["open"]]
    if not grounds or is_offered or table.turns < ENOUGH_TURNS or gains_by_staying(table):
        return {}
    return {"walk_out": {"ground": grounds[0]}} if draw("walk-out") < character.leaves else {}


def gains_by_staying(table: Table) -> bool:
    """Whether it would lose by going: own offers lie open, others pay it, or it is too tense."""
    is_bound = any(is_worth_staying_for(table, each) for each in table.documents.values())
    return is_bound or table.round == 1 or tension_of(table) > CALM


def is_worth_staying_for(table: Table, text: Record) -> bool:
    """Whether it put a text forward itself, or one in force binds it that nobody has broken."""
    if text["status"] == "open":
        return table.seat in text["sponsors"]
    is_bound = text["status"] == "concluded" and table.seat in text["bound"]
    return is_bound and not any(has_evaded(table, each) for each in text["clauses"])


def has_evaded(table: Table, clause: Record) -> bool:
    """Whether another is known to have evaded a clause, last time it was due."""
    history = table.turns_of(clause["id"])
    is_others = clause["debtor"] != table.seat
    return is_others and bool(history) and history[-1]["outcome"] == "evaded"


def returned(table: Table, menu: Record, room: int) -> dict[str, Any]:
    """Return the order to come back, if one is out, can pay the fee, and there is a reason to."""
    fee = menu.get("return")
    can = table.is_out(table.seat) and fee is not None and fee["price"] <= room
    return {"return": True} if can and is_time_to_return(table) else {}


def is_time_to_return(table: Table) -> bool:
    """Whether something waits, the ground is gone, time is short, or the chair empty too long."""
    away = table.seats[table.seat]["walked_out"]
    is_closed = away["ground"] not in table.open_grounds
    is_long = table.round - away["round"] >= AWAY_MAX
    return is_closed or is_long or table.turns < ENOUGH_TURNS or gains_by_staying(table)
