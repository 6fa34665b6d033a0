"""Policies that do not think: yardsticks for the characters and for a scenario's balance.

Owns what a seat does that always does the same, whatever the table looks like, or anything at all.
Like the characters they see one seat's records; unlike them they never sit at a live table.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

Records: TypeAlias = Mapping[str, Any]
Draw: TypeAlias = Callable[[str], int]
Policy: TypeAlias = Callable[[Records, Draw], Iterator[dict[str, Any]]]

ANSWER_ODDS, HIDE_ODDS, ACT_ODDS, LEAVE_ODDS = 50, 25, 50, 10
"""Percent odds of what random play does: accept, evade or do in part, act, walk out or return."""


def stall(_records: Records, _draw: Draw) -> Iterator[dict[str, Any]]:
    """Say nothing, offer nothing, answer nothing; perform what is due."""
    yield from ()


def accept_all(records: Records, _draw: Draw) -> Iterator[dict[str, Any]]:
    """Accept whatever is offered, as far as the means reach, and keep it."""
    if (offered := to_seal(records)) is not None:
        yield sealed(answers=affordable(offered))


def evade_all(records: Records, _draw: Draw) -> Iterator[dict[str, Any]]:
    """Accept whatever is offered and perform none of it."""
    if (offered := to_seal(records)) is not None:
        yield sealed(
            answers=affordable(offered), perform=dict.fromkeys(offered["perform"], "evade")
        )


def walk_out(records: Records, _draw: Draw) -> Iterator[dict[str, Any]]:
    """Leave on the first open ground, or on any, and never come back."""
    if (offered := to_seal(records)) is not None and offered["walk_out"]:
        grounds = sorted(offered["walk_out"]["grounds"], key=lambda each: not each["open"])
        yield sealed(walk_out={"ground": grounds[0]["id"]})


def take_and_leave(records: Records, draw: Draw) -> Iterator[dict[str, Any]]:
    """Accept and keep whatever is offered, and be gone when the game may end."""
    main = records["table/main"]
    is_late = main["round"] >= main["rounds"]["first_possible_end"]
    yield from (walk_out if is_late else accept_all)(records, draw)


def at_random(records: Records, draw: Draw) -> Iterator[dict[str, Any]]:
    """Do anything legal: draft, table, answer, perform or not, act, leave, all by chance."""
    commands = records["menu/own"]["commands"]
    if drafts := commands.get("table", {}).get("documents"):
        yield {"kind": "table", "document": drafts[0]}
    elif "draft" in commands:
        yield from drafted_at_random(records, draw)
    if (offered := to_seal(records)) is not None:
        yield sealed_at_random(offered, draw)


POLICIES: Mapping[str, Policy] = {
    "stall": stall,
    "accept-all": accept_all,
    "evade-all": evade_all,
    "walk-out": walk_out,
    "take-and-leave": take_and_leave,
    "random": at_random,
}
FIXED = ("stall", "accept-all", "evade-all", "walk-out", "take-and-leave")
"""Those that must not beat mixed play (Rulebook 10)."""


# --- sheets ---


def to_seal(records: Records) -> Mapping[str, Any] | None:
    """Return what may be sealed, or nothing where that is not the hour or it has been done."""
    offered = records["menu/own"]["commands"].get("seal")
    return None if offered is None or records["instructions/own"]["sealed"] else offered


def sealed(**instructions: Any) -> dict[str, Any]:
    return {"kind": "seal", "instructions": instructions}


def affordable(offered: Mapping[str, Any]) -> dict[str, str]:
    """Accept what the seat has the room and the stocks for, in the order of documents."""
    room, stock, answers = offered["room"], dict(offered["stock"]), {}
    for document, choice in sorted(offered["answers"].items()):
        price, drawn = choice["price"] or 0, choice["stock"]
        if price <= max(room, 0) and all(stock[name] >= units for name, units in drawn.items()):
            answers[document] = "accept"
            room -= price
            stock.update({name: stock[name] - units for name, units in drawn.items()})
    return answers


def sealed_at_random(offered: Mapping[str, Any], draw: Draw) -> dict[str, Any]:
    """Return a sheet in which one thing that costs is chosen at most."""
    answers = {
        document: answer if draw(f"random/answer/{document}") < ANSWER_ODDS else "decline"
        for document, answer in affordable(offered).items()
    }
    perform = {
        clause: "evade" if draw(f"random/how/{clause}") < ANSWER_ODDS else "part"
        for clause in offered["perform"]
        if draw(f"random/hide/{clause}") < HIDE_ODDS
    }
    deed = {} if "accept" in answers.values() else deed_at_random(offered, draw)
    return sealed(answers=answers, perform=perform, **deed)


def deed_at_random(offered: Mapping[str, Any], draw: Draw) -> dict[str, Any]:
    if draw("random/leave") < LEAVE_ODDS:
        if offered["walk_out"]:
            grounds = offered["walk_out"]["grounds"]
            return {"walk_out": {"ground": picked(grounds, draw, "ground")["id"]}}
        return {"return": bool(offered["return"])}
    if offered["actions"] and draw("random/act") < ACT_ODDS:
        action = picked(offered["actions"], draw, "action")
        return {"action": {"action": action["id"], "target": aimed(action, draw)}}
    return {}


def aimed(action: Mapping[str, Any], draw: Draw) -> list[str]:
    """Aim an act at whom it may be aimed at: nobody, one seat, a pair, or a format of two."""
    targets = action["targets"]
    if targets is None:
        return []
    if action["target"] in ("pair", "format"):
        return list(targets[:2])
    return [picked(targets, draw, "target")]


def picked(choices: Any, draw: Draw, label: str) -> Any:
    """Return one of the choices, each with the same chance as far as two draws can tell."""
    place = draw(f"random/{label}") * 100 + draw(f"random/{label}/again")
    return choices[place * len(choices) // 10_000]


# --- drafts ---


def drafted_at_random(records: Records, draw: Draw) -> Iterator[dict[str, Any]]:
    """Offer anything of one's own for anything of another's; what cannot be tabled is rewritten."""
    offered = records["menu/own"]["commands"]["draft"]
    wanted = document_at_random(
        records, offered["debtors"], lambda what: draw(f"{tabled(records)}/{what}")
    )
    seat = own_seat(records)
    own = [each for each in offered["replace"] if records[f"document/{each}"]["author"] == seat]
    old = own[0] if own else None
    if old is None:
        yield {"kind": "draft", "document": wanted}
    elif content(records[f"document/{old}"]) != content(wanted):
        yield {"kind": "draft", "document": wanted, "replaces": old}


def tabled(records: Records) -> int:
    """Return how many documents the seat has tabled so far: each is drawn anew."""
    seat = own_seat(records)
    papers = (each for key, each in records.items() if key.startswith("document/"))
    return sum(each["author"] == seat and each["status"] != "draft" for each in papers)


def own_seat(records: Records) -> str:
    return next(
        key[5:] for key in records if key.startswith("seat/") and "latitude" in records[key]
    )


def content(document: Mapping[str, Any]) -> list[tuple[str, str, int]]:
    return [(each["debtor"], each["instrument"], each["level"]) for each in document["clauses"]]


def document_at_random(
    records: Records, debtors: Mapping[str, list[str]], draw: Draw
) -> dict[str, Any]:
    seat = own_seat(records)
    other = picked([each for each in debtors if each != seat], draw, "other")
    clauses = [
        clause_at_random(records, debtor, toward, debtors[debtor], draw)
        for debtor, toward in ((seat, other), (other, seat))
        if debtors[debtor]
    ]
    return {
        "title": "Anything for anything",
        "sponsors": [seat],
        "addressees": [other],
        "audience": "closed" if draw("random/audience") < ANSWER_ODDS else "public",
        "clauses": clauses,
    }


def clause_at_random(
    records: Records, debtor: str, toward: str, instruments: list[str], draw: Draw
) -> dict[str, Any]:
    name = picked(instruments, draw, f"{debtor}/instrument")
    instrument = records[f"instrument/{name}"]
    levels = [each["level"] for each in instrument["levels"]] or [instrument["step"]]
    named = instrument["beneficiaries"] == "required" and toward in (
        instrument["recipients"] or [toward]
    )
    return {
        "debtor": debtor,
        "instrument": name,
        "level": picked(levels, draw, f"{debtor}/level"),
        "beneficiaries": [toward] if named else [],
    }
