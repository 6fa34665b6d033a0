"""What the steady delegate seals: answers, what it keeps and what it breaks, a national action.

Owns the sheet. It signs nothing that its own valuation puts below zero, keeps its word but for a
rare temptation that is hidden and pays, answers a known breach in kind, and never walks out.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .bargain import Draw
from .outlook import SURE, Outlook
from .table import Record, Table
from .talks import cleared, evaded_last
from .worth import Worth, room_cost

Command = dict[str, Any]
TEMPTED = 20
"""Percent odds that it so much as considers breaking its word, each time."""
NAME = 60
"""What being caught costs besides, in hundredths of a point: nobody believes one so soon again."""
MATTERS = 2
"""From this welcome on a promise matters enough to call its breach by name."""
ACT_FROM = 15
"""Hundredths of a point below which a national action is not worth the noise."""
GOOD_METER = 4
"""What a point of a meter that is good for all is worth to anybody."""
DANGER = 65
"""From this tension on every point more of it is dreaded."""
DREAD = 30
FAVOUR = 5
"""What a point of support is worth; one of onus counts as much against one."""


def seal(table: Table, draw: Draw) -> Iterator[Command]:
    """Yield the sheet, once a round; drafts that came to nothing are dropped first."""
    yield from cleared(table)
    menu = table.commands.get("seal")
    if menu is None or table.has_sealed or menu["room"] < 0:
        return
    worth = Worth(table)
    means = Means(room=menu["room"], stock=dict(menu["stock"]))
    answers = answered(table, worth, menu, means)
    sheet: dict[str, Any] = {"answers": answers, "perform": broken(table, worth, menu, draw)}
    sheet["inspections"] = inspected(table, menu)
    sheet["votes"] = voted(table, menu)
    sheet |= acted(table, worth, menu, means.room)
    sheet |= returned(table, menu)
    yield {"kind": "seal", "instructions": sheet}


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


def answered(table: Table, worth: Worth, menu: Record, means: Means) -> dict[str, Any]:
    """Return an answer to every open text, the best first, as far as the means go."""
    now, answers = worth, dict[str, Any]()
    for document, price in ranked(table, worth, menu):
        asked = menu["answers"][document["id"]]
        answer = answer_to(worth, now, document, price, asked) if means.allow(asked) else "decline"
        if answer != "decline":
            means.spend(asked)
            now = now.with_pledges(worth.brings(document))
        answers[document["id"]] = answer
    return answers


def ranked(table: Table, worth: Worth, menu: Record) -> list[tuple[Record, int]]:
    """Return the texts to answer with their prices, in the order of what they are worth."""
    asked = [(table.documents[name], int(each["price"])) for name, each in menu["answers"].items()]
    asked.sort(key=lambda pair: (-worth.text(*pair), pair[0]["id"]))
    return asked


def answer_to(worth: Worth, now: Worth, document: Record, price: int, asked: Record) -> Any:
    """Return "accept", an acceptance with a reservation, or "decline".

    It must be worth it by itself, and still be once the better texts are accepted.
    """
    if min(worth.text(document, price), now.text(document, price)) >= 0:
        return "accept"
    for reservation in asked["reservations"]:
        tree = reservation["tree"]
        if min(each.text_if(document, price, tree) for each in (worth, now)) > 0:
            return {"accept": tree}
    return "decline"


# --- promises due ---


def broken(table: Table, worth: Worth, menu: Record, draw: Draw) -> dict[str, str]:
    """Return which obligations are evaded this round; all others are performed."""
    due = menu.get("perform", {})
    return {
        clause: "evade"
        for clause in sorted(due)
        if is_answer_in_kind(table, clause)
        or (due[clause]["hidden"] and is_temptation(table, worth, clause, due[clause], draw))
    }


def is_answer_in_kind(table: Table, clause: str) -> bool:
    """Whether another debtor of the same text is known to have evaded, last time it was due."""
    text = text_of(table, clause)
    return any(
        each["debtor"] != table.seat and evaded_last(table, each["id"]) for each in text["clauses"]
    )


def text_of(table: Table, clause: str) -> Record:
    return table.documents[str(table.standings[clause]["document"])]


def is_temptation(table: Table, worth: Worth, clause: str, due: Record, draw: Draw) -> bool:
    """Whether evading in secret pays more than it risks, on a day on which one is tempted."""
    if draw(f"tempted/{clause}") >= TEMPTED:
        return False
    odds = int(due["odds"])
    spared = spared_by_evading(table, worth, clause)
    stake = at_stake(table, worth, clause) * (table.turns - 1) // table.turns
    return spared * (100 - odds) > (stake + NAME) * odds


def spared_by_evading(table: Table, worth: Worth, clause: str) -> int:
    """Return what the sheet would gain if the clause were never performed."""
    standing = table.standings[clause]
    pair = (standing["debtor"], standing["instrument"])
    return -lost_without(worth, {pair: worth.base.pledges.get(pair, ())})


def at_stake(table: Table, worth: Worth, clause: str) -> int:
    """Return what others give in return, which would be lost with their trust."""
    text = text_of(table, clause)
    pairs = {
        (each["debtor"], each["instrument"])
        for each in text["clauses"]
        if each["debtor"] != table.seat
    }
    return lost_without(worth, {p: worth.base.pledges.get(p, ()) for p in sorted(pairs)})


def lost_without(worth: Worth, gone: Mapping[tuple[str, str], Any]) -> int:
    """Return how much less the sheet would expect if these pledges were not there."""
    left = [p for pair, some in worth.base.pledges.items() if pair not in gone for p in some]
    without = Outlook(table=worth.table).plus(left)
    return -worth.difference(without, range(len(worth.table.lines)))


def inspected(table: Table, menu: Record) -> dict[str, str]:
    """Let inspectors in where there is nothing to find; refuse them where there is."""
    return {
        clause: "refuse" if has_evaded(table, clause) else "accept"
        for clause in sorted(menu.get("inspections", {}))
    }


def voted(table: Table, menu: Record) -> dict[str, str]:
    """Hold an act for a breach if what it puts in dispute is said to matter to us."""
    votes = {}
    for question, asked in sorted(menu.get("votes", {}).items()):
        wishes = [
            table.instruments[each]["welcome"].get(table.seat, 0) for each in asked["disputes"]
        ]
        finding = "breach" if max(wishes, default=0) >= MATTERS else "none"
        fitting = [each["id"] for each in asked["reasons"] if each["finding"] == finding]
        votes[question] = fitting[0]
    return votes


def has_evaded(table: Table, clause: str) -> bool:
    return any(turn["outcome"] == "evaded" for turn in table.standings[clause]["history"])


# --- national actions, and coming back ---


def acted(table: Table, worth: Worth, menu: Record, room: int) -> dict[str, Any]:
    """Return the action that helps most, if one helps at all and can be paid for."""
    chosen = [
        (value_of(table, worth, action), action["id"])
        for action in menu.get("actions", ())
        if action["price"] <= room and not action["targets"] and not is_barred(table, menu, action)
    ]
    value, name = max(chosen, default=(0, ""))
    return {"action": {"action": name}} if value >= ACT_FROM else {}


def is_barred(table: Table, menu: Record, action: Record) -> bool:
    """Whether the act would break a promise that is due."""
    owed = {table.standings[clause]["instrument"] for clause in menu["perform"]}
    return not owed.isdisjoint(action["breaks"])


def value_of(table: Table, worth: Worth, action: Record) -> int:
    """Return what an act is worth by its effects, its price and its odds apart from luck."""
    effects = action.get("effects", ())
    moved = {each["meter"]: each["by"] for each in effects if each.get("meter")}
    value = sheet_value(worth, moved) + common_value(table, moved)
    for each in effects:
        value += standing_value(table, each)
    value = value * int(action.get("odds", 100)) // 100
    return value - room_cost(table, int(action["price"]))


def sheet_value(worth: Worth, moved: Mapping[str, int]) -> int:
    """Return what moving meters does for the lines that read them."""
    base = worth.base
    shifted = dict(base.moved)
    for meter, by in moved.items():
        shifted[meter] = shifted.get(meter, 0) + by * SURE
    after = Outlook(table=base.table, pledges=base.pledges, moved=shifted)
    return worth.difference(after, worth.loose)


def common_value(table: Table, moved: Mapping[str, int]) -> int:
    """Return what moving meters is worth to anybody: some are good for all, war is not."""
    value = 0
    for name, by in moved.items():
        record = table.meters.get(name, {})
        sign = {"low": -1, "high": 1}.get(record.get("good") or "", 0)
        value += sign * by * GOOD_METER
        if name == "tension" and by > 0 and record["value"] + by >= DANGER:
            value -= by * DREAD
    return value


def standing_value(table: Table, effect: Record) -> int:
    """Return what an effect on a delegation is worth: on oneself, one's own; on others, little."""
    by = int(effect["by"])
    mine = ("actor", table.seat)
    if effect.get("latitude") in mine:
        wanted = max(8 - table.room, 0) > 0
        return by * (25 if wanted else 0)
    if effect.get("support") in mine:
        return by * FAVOUR
    if effect.get("onus") in mine:
        return -by * FAVOUR * 4
    return 0


def returned(table: Table, menu: Record) -> dict[str, Any]:
    """Return the order to come back, if one is out and can pay the fee."""
    fee = menu.get("return")
    can = table.is_out(table.seat) and fee is not None and fee["price"] <= table.room
    return {"return": True} if can else {}
