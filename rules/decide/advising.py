"""Advice: what each desk has to say to the head's sheet, and nobody else of the delegation.

Owns Rulebook 1.15. It must never seal anything: what is advised counts only once the head has taken
it over, and is not refused only if it could be sealed as it stands.
"""

from .. import commands as c
from .. import events as e
from .. import legal
from ..model import Advice, Instructions, State
from ..names import Seat
from ..naming import named
from ..refusal import Refused
from ..teams import advises, called, desk_of, given, mate_called, post
from ..unfolding import Unfolding
from .asking import during, seat_of
from .sealing import sheet_problems

SPOKEN = ("corridors", "plenary")
"""When words for the press are of use."""


def advise(unfolding: Unfolding, order: c.Order, command: c.Advise) -> None:
    """Advise the head: a part of the sheet in the capitals, words for the press before."""
    state, seat = unfolding.state, seat_of(order)
    during(state, *legal.PLAYING)
    mate = mate_called(state, seat, order.person)
    assert mate is not None, order.person
    if command.statement is not None:
        during(state, *SPOKEN)
    parts = given(command.instructions)
    if parts:
        during(state, "capitals")
    wanted = [desk_of(state, command.instructions, part) for part in parts]
    wanted += ["press"] if command.statement is not None else []
    if not wanted:
        raise Refused("nothing-advised", "Say what you advise, not only why.", "instructions")
    if not {*wanted} <= {*advises(state.seats[seat], mate)}:
        raise Refused("not-your-desk", "Another desk has the say in this.", "instructions")
    refuse_impossible(state, seat, command.instructions)
    about = "sheet" if parts else "press"
    advice = Advice(
        id=named(state.key, "advice", called(seat, mate.place), f"{state.round}/{about}"),
        seat=seat,
        post=post(mate),
        why=command.why,
        instructions=command.instructions,
        statement=command.statement,
        round=state.round,
        phase=state.phase,
    )
    unfolding.add(e.AdviceGiven(id=advice.id, seat=seat, advice=advice))


def refuse_impossible(state: State, seat: Seat, sheet: Instructions) -> None:
    """Refuse what could not be sealed though nothing else stood on the sheet."""
    for first in sheet_problems(state, seat, sheet):
        raise Refused(first.code, first.text, first.field or "instructions")
