"""When a delegate bids for the chair of the talks (Rulebook 7.27).

Owns the bid. It goes by what was published and its own room alone; the dialogue whose opening
earns the chair its credit is read as a promise that anybody may give and most have given.
"""

from .bargain import Draw
from .table import Record, Table

EVERYBODY = 6
NEAR, BEGUN, NOT_IT = 4, 2, 5
"""From so many that have promised or would it is near, if so many are bound already, and not so
many that it would have opened."""
PLENTY = 6
"""Room below which no room is spent on a chair."""
A_BID = 4
"""Of so much room, one point is bid."""
BID_MAX, MORE = 2, 50
"""The room that the opening gives back; percent odds that it dares one more."""


def bid(table: Table, menu: Record, room: int, draw: Draw) -> int:
    """Return how much room is bid for the chair: none, unless it is worth having soon."""
    main = table.main
    if main["convenor"] == table.seat:
        return 0
    if not menu["bid"] or main["convenor"] is None or main["dialogue_round"] is not None:
        return 0
    if room < PLENTY or not is_near(table):
        return 0
    return min(room // A_BID, BID_MAX) + (draw("bid") < MORE)


def is_near(table: Table) -> bool:
    """Whether some promise that all six may give is given by some, and open to enough."""
    bound: dict[str, set[str]] = {}
    coming: dict[str, set[str]] = {}
    for text in table.documents.values():
        if text["audience"] != "public" or text["status"] not in ("open", "concluded"):
            continue
        for clause in text["clauses"]:
            if is_for_all(table, clause["instrument"]):
                coming.setdefault(clause["instrument"], set()).add(clause["debtor"])
                if text["status"] == "concluded" and clause["debtor"] in text["bound"]:
                    bound.setdefault(clause["instrument"], set()).add(clause["debtor"])
    return any(
        len(coming[name]) >= NEAR and BEGUN <= len(bound.get(name, ())) < NOT_IT for name in coming
    )


def is_for_all(table: Table, instrument: str) -> bool:
    """Whether it is owed to nobody in particular, in the open, by whoever likes."""
    record = table.instruments[instrument]
    is_common = len(record["debtors"]) == EVERYBODY and record["beneficiaries"] == "none"
    return is_common and record["visible"] >= 100
