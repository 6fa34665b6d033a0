"""Teams: who gives places in a delegation, and what each of its people may ask for.

Owns Rulebook 1.12 to 1.14. A head gives places in its own delegation, control in any. It must never
let another delegation learn that there is a team.
"""

from collections.abc import Callable, Mapping
from typing import Any

from .. import commands as c
from .. import events as e
from ..model import State, Teammate
from ..names import SEATS, Seat
from ..refusal import Refused
from ..teams import free_desks, has_mentor, mate_at, next_place, people_of
from ..unfolding import Unfolding
from .signing import look_who_signs
from .talking import aliased, say


def delegation(state: State, order: c.Order, named: Seat | None) -> Seat:
    """Return whose team is meant: a head's own, or the one that control names."""
    own = next((seat for seat in SEATS if seat == order.by), None)
    seat = named or own
    if seat is None:
        raise Refused("which-delegation", "Say which delegation.", "seat")
    if own is not None and seat != own:
        raise Refused("not-yours", "Another delegation's people are not yours to choose.", "seat")
    if state.seats[seat].bot is not None:
        raise Refused("bot-alone", "A bot plays this seat alone.", "seat")
    return seat


def appoint(unfolding: Unfolding, order: c.Order, command: c.Appoint) -> None:
    """Give somebody a place, or who has one another rank or desk; links stay (Rulebook 1.12)."""
    state = unfolding.state
    seat = delegation(state, order, command.seat)
    delegate = state.seats[seat]
    before = None if command.place is None else holder(state, seat, command.place)
    if command.desk is not None and command.desk not in free_desks(delegate):
        raise Refused("post-taken", "Somebody sits at this desk.", "desk")
    if command.rank == "mentor" and has_mentor(delegate):
        raise Refused("post-taken", "The delegation has a mentor.", "rank")
    most = state.scenario.limits.team
    if before is None and len(people_of(delegate)) >= most:
        raise Refused("team-full", f"At most {most} besides the head.", "rank")
    place, generation = (
        next_place(delegate) if before is None else (before.place, before.generation)
    )
    unfolding.add(
        e.TeammateAppointed(
            seat=seat, place=place, rank=command.rank, desk=command.desk, generation=generation
        )
    )
    look_who_signs(unfolding, seat, order.at_ms)


def holder(state: State, seat: Seat, place: int) -> Teammate:
    mate = mate_at(state, seat, place)
    if mate is None:
        raise Refused("unknown-place", "Nobody holds this place.", "place")
    return mate


def renew(unfolding: Unfolding, order: c.Order, command: c.Renew) -> None:
    """End the links of one person of a delegation; the place and the desk stay (Rulebook 1.12)."""
    seat = delegation(unfolding.state, order, command.seat)
    mate = holder(unfolding.state, seat, command.place)
    unfolding.add(
        e.TeammateAppointed(
            seat=seat,
            place=mate.place,
            rank=mate.rank,
            desk=mate.desk,
            generation=mate.generation + 1,
        )
    )
    look_who_signs(unfolding, seat, order.at_ms)


def dismiss(unfolding: Unfolding, order: c.Order, command: c.Dismiss) -> None:
    """Take back the place of a person; its links are dead from now on (Rulebook 1.12)."""
    seat = delegation(unfolding.state, order, command.seat)
    mate = holder(unfolding.state, seat, command.place)
    unfolding.add(e.TeammateDismissed(seat=seat, place=mate.place))
    look_who_signs(unfolding, seat, order.at_ms)


def deputy(unfolding: Unfolding, order: c.Order, command: c.Deputy) -> None:
    """Name a member who acts for the head while that is away, or nobody (Rulebook 1.16)."""
    state = unfolding.state
    seat = delegation(state, order, command.seat)
    if command.place is not None and holder(state, seat, command.place).rank != "member":
        raise Refused("no-deputy", "A deputy is a member; a mentor signs nothing.", "place")
    unfolding.add(e.DeputyNamed(seat=seat, place=command.place))
    look_who_signs(unfolding, seat, order.at_ms)


# --- what each rank may ask for ---

COUNSEL = "A mentor speaks to its own delegation, and does no more."


def counsel(unfolding: Unfolding, order: c.Order, command: c.Say) -> None:
    """A mentor speaks to its own delegation, and to nobody else (Rulebook 1.14)."""
    if aliased(order.by, command.channel) != f"team+{order.by}":
        raise Refused("mentor-counsels", COUNSEL, "channel")
    say(unfolding, order, command)


TEAM: Mapping[type[Any], Callable[[Unfolding, c.Order, Any], None]] = {
    c.Appoint: appoint,
    c.Renew: renew,
    c.Dismiss: dismiss,
    c.Deputy: deputy,
}
"""What heads and control do with teams."""
MENTOR: Mapping[type[Any], Callable[[Unfolding, c.Order, Any], None]] = {c.Say: counsel}
