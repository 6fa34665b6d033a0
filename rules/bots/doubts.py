"""What a delegate does about promises that it cannot see kept: it accuses, and it watches.

Owns whom it suspects, by the history of clauses it reads. It must never claim evidence that it has
not: what it saw itself, or takes for an evasion (Rulebook 6.12).
"""

from collections.abc import Iterator, Mapping
from typing import Any

from ..view.knowledge import UNCONFIRMED
from .bargain import Draw
from .characters import Character
from .conduct import lost_without
from .reasons import reason
from .table import Given, Record, Table
from .worth import Worth, room_cost

Command = dict[str, Any]
DOUBT, DOUBT_MORE = 10, 15
"""Percent odds that anybody evades what is hidden; more for each breach and each doubt."""
ROOM_TO_WATCH = 5
"""Room that must be left once eyes and ears are paid for."""


# --- accusations ---


def accused(table: Table, character: Character, draw: Draw) -> Iterator[Command]:
    """Yield the accusation that is made now, if one is: evidence first, then mere suspicion."""
    clauses = sorted(table.commands.get("accuse", {}).get("clauses", {}))
    if not clauses:
        return
    earlier = accusations(table)
    seen = {each: len(sightings(table, each, earlier)) for each in clauses}
    best = max(clauses, key=lambda each: seen[each])
    if seen[best] and is_enough(table, character, best, seen[best]):
        yield accusing(best, is_seen=True)
        yield reason("talk", of_evidence(table, best, seen[best]))
        return
    for clause in clauses:
        if is_suspect(table, clause, earlier) and draw(f"accuse/{clause}") < character.suspects:
            yield accusing(clause, is_seen=False)
            yield reason("talk", of_suspicion(table, clause))
            return


def accusing(clause: str, *, is_seen: bool) -> Command:
    return {"kind": "accuse", "clause": clause, "evidence": is_seen}


def is_enough(table: Table, character: Character, clause: str, times: int) -> bool:
    """Whether so many sightings are more than it overlooks; none are of who broke its word."""
    is_known = table.breaches.get(debtor_of(table, clause), 0) > 0
    return is_known or times > character.forgives


def is_suspect(table: Table, clause: str, earlier: Mapping[str, int]) -> bool:
    """Whether there is a reason to doubt: inspectors could not confirm it, or it lied before."""
    is_known = table.breaches.get(debtor_of(table, clause), 0) > 0
    return is_known or bool(doubtful(table, clause, earlier))


def accusations(table: Table) -> dict[str, int]:
    """Return the round in which each clause was last the matter of an accusation."""
    made = table.ledger("accusations")["accusations"]
    return {each["clause"]: each["round"] for each in made}


def doubtful(table: Table, clause: str, earlier: Mapping[str, int]) -> list[Record]:
    """Return the turns of a clause that look broken, and nobody has been accused of."""
    since = earlier.get(clause, 0)
    history = table.standings[clause]["history"]
    return [each for each in history if each["outcome"] == "doubtful" and each["round"] >= since]


def sightings(table: Table, clause: str, earlier: Mapping[str, int]) -> list[Record]:
    """Return those it saw with its own eyes, rather than inspectors not having confirmed them."""
    return [each for each in doubtful(table, clause, earlier) if each["text"] != UNCONFIRMED]


def debtor_of(table: Table, clause: str) -> str:
    return str(table.standings[clause]["debtor"])


def named(table: Table, clause: str) -> str:
    standing = table.standings[clause]
    title = table.instruments[standing["instrument"]]["title"]
    return f"“{title}” by {table.seats[standing['debtor']]['short']}"


def of_evidence(table: Table, clause: str, times: int) -> str:
    often = "once" if times == 1 else f"{times} times"
    return f"We saw {named(table, clause)} look broken {often}: we accuse, and say what we have."


def of_suspicion(table: Table, clause: str) -> str:
    return f"We have no proof about {named(table, clause)}, and reason to doubt: let them show it."


# --- intelligence ---


def watched(table: Table, worth: Worth, menu: Record, room: int) -> tuple[dict[str, Any], str]:
    """Return the act that watches the debtor whose hidden promises matter most, and why."""
    acts = [
        each
        for each in menu["actions"]
        if each["watch"] > 0 and each["target"] == "seat" and each["price"] + ROOM_TO_WATCH <= room
    ]
    if not acts:
        return {}, ""
    act = max(acts, key=lambda each: (each["watch"], -each["price"], each["id"]))
    stakes = {seat: risk(table, worth, seat, given) for seat, given in hidden(table).items()}
    most = max(sorted(stakes), key=lambda seat: stakes[seat], default="")
    if not most or most not in act["targets"] or stakes[most] <= room_cost(table, act["price"]):
        return {}, ""
    why = f"{act['title']}: {table.seats[most]['short']} owes us most of what nobody can see."
    return {"action": {"action": act["id"], "target": [most]}}, why


def hidden(table: Table) -> dict[str, set[Given]]:
    """Return by debtor what others owe this round that could be evaded unseen."""
    found: dict[str, set[Given]] = {}
    for each in table.standings.values():
        if each["debtor"] != table.seat and each["status"] == "operative" and each["due"]:
            given = (each["debtor"], each["instrument"])
            if table.instruments[each["instrument"]]["visible"] < 100:
                found.setdefault(each["debtor"], set()).add(given)
    return found


def risk(table: Table, worth: Worth, seat: str, given: set[Given]) -> int:
    """Return what the sheet would lose by those promises, by the odds that they are broken."""
    lost = lost_without(worth, {each: worth.base.pledges.get(each, ()) for each in sorted(given)})
    doubts = table.breaches.get(seat, 0) + sum(
        bool(doubtful(table, name, {}))
        for name, each in table.standings.items()
        if each["debtor"] == seat
    )
    return lost * min(DOUBT + DOUBT_MORE * doubts, 100) // 100
