"""Who of a delegation somebody is: its head, a member, perhaps at a desk, or a mentor.

Owns how persons are called (`dprk.1` is a head, `dprk-2.1` the person in place 2) and what follows
for each from the team as it is. It must never decide what a rank may do.
"""

from collections.abc import Iterator, Mapping

from .model import Delegate, Instructions, State, Teammate
from .names import DESKS, SEATS, Desk, Rank, Seat

HEAD = "head"
PARTS: Mapping[Desk, tuple[str, ...]] = {
    "security": ("perform", "inspections", "cures", "walk_out", "come_back"),
    "economy": ("answers", "divert"),
    "press": ("votes", "bid", "close"),
    "intelligence": ("beliefs",),
}
"""Which parts of a sheet are whose to advise on; the action is intelligence's where it finds
things out, else security's (Rulebook 1.15)."""
DEFAULTS = Instructions()


def called(role: str, place: int) -> str:
    """Return who holds a place, whatever the generation: `dprk` for a head, else `dprk-2`."""
    return f"{role}-{place}" if place else role


def person_of(seat: Seat, mate: Teammate) -> str:
    return f"{called(seat, mate.place)}.{mate.generation}"


def team_of(delegate: Delegate) -> tuple[Teammate, ...]:
    """Return who there is besides the head; nobody while a bot plays, which plays alone."""
    return () if delegate.bot is not None else people_of(delegate)


def people_of(delegate: Delegate) -> tuple[Teammate, ...]:
    """Return who has a place besides the head, whoever plays the seat now."""
    return tuple(mate for mate in delegate.team if not mate.gone)


def mate_called(state: State, seat: Seat, person: str) -> Teammate | None:
    """Return the member or mentor of this name who has a place now, or None."""
    team = team_of(state.seats[seat])
    return next((mate for mate in team if person_of(seat, mate) == person), None)


def mate_at(state: State, seat: Seat, place: int) -> Teammate | None:
    """Return who holds a place besides the head's, or None."""
    team = team_of(state.seats[seat])
    return next((mate for mate in team if mate.place == place), None)


def is_mate(person: str) -> bool:
    """Whether a person is, by its name, none of the heads, guests and others."""
    return "-" in person


def seat_in(person: str) -> Seat:
    """Return whose delegation a person belongs to who is, by its name, a member or mentor."""
    return next(seat for seat in SEATS if person.startswith(f"{seat}-"))


def rank_of(state: State, seat: Seat, person: str) -> Rank | None:
    """Return what a person is in its delegation, None for who has no place there any more.

    A deputy is a head while the head is away (Rulebook 1.16).
    """
    if not is_mate(person):
        return "head"
    mate = mate_called(state, seat, person)
    if mate is None:
        return None
    return "head" if is_acting(state, seat, mate) else mate.rank


def head_of(state: State, seat: Seat) -> str:
    return f"{seat}.{state.seats[seat].generation}"


def deputy_of(state: State, seat: Seat) -> Teammate | None:
    """Return the member who acts for the head while that is away, if there is one."""
    place = state.seats[seat].deputy
    mate = None if place is None else mate_at(state, seat, place)
    return mate if mate is not None and mate.rank == "member" else None


def is_acting(state: State, seat: Seat, mate: Teammate) -> bool:
    """Whether a person acts for its head now: as deputy, the head being away."""
    return mate == deputy_of(state, seat) and head_of(state, seat) not in state.present


def is_represented(state: State, seat: Seat) -> bool:
    """Whether somebody is here who may sign for the delegation: its head, or a deputy."""
    deputy = deputy_of(state, seat)
    names = [head_of(state, seat)] + ([person_of(seat, deputy)] if deputy else [])
    return any(name in state.present for name in names)


def post(mate: Teammate) -> str:
    """Return what a person is known by: its desk, `mentor`, or `member-2`."""
    return mate.desk or (mate.rank if mate.rank == "mentor" else f"member-{mate.place}")


def post_of(state: State, seat: Seat, person: str) -> str:
    """Return the post of whoever gives an order for a delegation."""
    mate = mate_called(state, seat, person)
    return HEAD if mate is None else post(mate)


def is_team(delegate: Delegate) -> bool:
    """Whether the delegation has, or ever had, anybody besides its head."""
    return bool(delegate.team)


def free_desks(delegate: Delegate) -> tuple[Desk, ...]:
    """Return the desks at which nobody sits."""
    held = {mate.desk for mate in people_of(delegate)}
    return tuple(desk for desk in DESKS if desk not in held)


def has_mentor(delegate: Delegate) -> bool:
    return any(mate.rank == "mentor" for mate in people_of(delegate))


def next_place(delegate: Delegate) -> tuple[int, int]:
    """Return the place that the next person takes, and the generation of its links."""
    left = next((mate for mate in delegate.team if mate.gone), None)
    return (len(delegate.team) + 1, 1) if left is None else (left.place, left.generation + 1)


def mates(state: State) -> Iterator[tuple[Seat, Teammate]]:
    """Yield everybody who has a place besides the heads, with the delegation."""
    return ((seat, mate) for seat in SEATS for mate in team_of(state.seats[seat]))


def persons(state: State) -> dict[str, int]:
    """Return who holds a seat, or a place in a delegation -> the generation of its links."""
    heads = {str(who): held.generation for who, held in state.sitters.items() if held.bot is None}
    return heads | {called(seat, mate.place): mate.generation for seat, mate in mates(state)}


# --- what each desk has the say in ---


def advises(delegate: Delegate, mate: Teammate) -> tuple[Desk, ...]:
    """Return the desks for which a member speaks: its own, or without one all that are free."""
    if mate.rank == "mentor":
        return ()
    return free_desks(delegate) if mate.desk is None else (mate.desk,)


def given(sheet: Instructions) -> tuple[str, ...]:
    """Return the parts of a sheet that say something."""
    fields = Instructions.__struct_fields__
    return tuple(each for each in fields if getattr(sheet, each) != getattr(DEFAULTS, each))


def desk_of(state: State, sheet: Instructions, part: str) -> Desk:
    """Return whose part of a sheet this is."""
    if part == "action" and sheet.action is not None:
        return "intelligence" if is_intelligence(state, sheet.action.action) else "security"
    return next(desk for desk, parts in PARTS.items() if part in parts)


def is_intelligence(state: State, action: str) -> bool:
    """Whether an action is there to find something out."""
    known = next((each for each in state.scenario.actions if each.id == action), None)
    return known is not None and bool(known.watch or known.listen)
