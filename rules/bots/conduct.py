"""What a delegate does about the promises it owes: it keeps them, but for temptation and for cause.

Owns which obligations are evaded. It must never evade before all eyes but in answer to a breach.
"""

from collections.abc import Mapping
from typing import Any

from .bargain import Draw
from .characters import Character
from .outlook import Outlook
from .table import Record, Table
from .talks import evaded_last
from .worth import Worth

MATTERS = 2
"""From this welcome on a promise matters enough to call its breach by name."""
NAME = 60
"""What being caught costs besides, in hundredths of a point: nobody believes one so soon again."""


def broken(
    table: Table, character: Character, worth: Worth, menu: Record, draw: Draw
) -> dict[str, str]:
    """Return which obligations are evaded this round; all others are performed."""
    due = menu.get("perform", {})
    return {
        clause: "evade"
        for clause in sorted(due)
        if is_answer_in_kind(table, character, clause)
        or (
            due[clause]["hidden"]
            and draw(f"tempted/{clause}") < character.tempted
            and is_temptation(table, worth, clause, due[clause])
        )
    }


def is_answer_in_kind(table: Table, character: Character, clause: str) -> bool:
    """Whether another debtor of the same text is known to have evaded, once too often."""
    return any(
        each["debtor"] != table.seat
        and evaded_last(table, each["id"])
        and evasions(table, each["id"]) > character.forgives
        for each in text_of(table, clause)["clauses"]
    )


def evasions(table: Table, clause: str) -> int:
    history = table.turns_of(clause)
    return sum(turn["outcome"] == "evaded" for turn in history)


def text_of(table: Table, clause: str) -> Record:
    return table.documents[str(table.standings[clause]["document"])]


def is_temptation(table: Table, worth: Worth, clause: str, due: Record) -> bool:
    """Whether evading in secret pays more than it risks."""
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
    without = Outlook(worth.table).plus(left)
    return -worth.difference(without, range(len(worth.table.lines)))


# --- inspectors at the door ---


def inspected(table: Table, menu: Record) -> dict[str, str]:
    """Let inspectors in where there is nothing to find; refuse them where there is."""
    return {
        clause: "refuse" if evasions(table, clause) else "accept"
        for clause in sorted(menu.get("inspections", {}))
    }


# --- what an ambiguous act was ---


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
