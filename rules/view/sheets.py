"""Score sheets, each its own delegation's and control's.

Owns `sheet/own`. While the game goes on points are what the delegation itself knows; the judge
sees to that, and nothing is added here.
"""

from msgspec.structs import replace

from ..judgement.judge import maximum_of, points, sheet_of, type_of
from ..model import State
from ..names import Seat
from ..once import once
from .own import owner
from .reader import Reader, Record


def sheet(reader: Reader, identity: str) -> Record:
    return scored_sheet(reader.state, owner(reader.viewer, identity))


@once
def of_promises(state: State) -> State:
    """Return the state without papers that promise nothing: no sheet can hang on one."""
    concluded = {name: each for name, each in state.documents.items() if each.concluded_round}
    return replace(state, documents=concluded)


def own_type(state: State, seat: Seat) -> Record | None:
    """Return of which type a delegation is: its own to know, and everybody's after the end."""
    told = type_of(state, seat)
    return None if told is None else {"id": told.id, "title": told.title, "text": told.text}


def scored_sheet(state: State, seat: Seat) -> Record:
    """Return the sheet with what it would be worth if the game ended now (Rulebook 9)."""
    drawn, lines = sheet_of(state, seat), points(of_promises(state), seat)
    return {
        "variant": drawn.id,
        "title": drawn.title,
        "type": own_type(state, seat),
        "batna": drawn.batna,
        "maximum": maximum_of(state.scenario, drawn),
        "points": sum(each.points for each in lines),
        "lines": [
            {
                "id": each.line.id,
                "text": each.line.text,
                "points": each.line.points,
                "gained": each.points,
                "met": each.met,
                "when": each.line.when.tree,
            }
            for each in lines
        ],
    }
