"""The people of a delegation: its list of them, and who may give their places.

Owns `team` in one's own `seat` record, and the menus that speak of places. To others a delegation
is one: nothing here may be built for anybody but its own people and control.
"""

from collections.abc import Iterable

from ..legal import is_over
from ..model import Delegate, State, Teammate
from ..names import Seat
from ..prose.teams import post_title
from ..teams import (
    HEAD,
    advises,
    deputy_of,
    free_desks,
    has_mentor,
    head_of,
    is_acting,
    people_of,
    person_of,
    post,
    team_of,
)
from .reader import Record

COUNSEL: Record = {
    "channels": [],
    "private": False,
    "control": False,
    "team": True,
    "seats": [],
    "friends": [],
}
"""Where a mentor may speak."""


def team(state: State, seat: Seat) -> list[Record]:
    """Return everybody of the delegation, the head first; of a bot's seat the bot alone."""
    delegate = state.seats[seat]
    return [head(state, seat), *(mate(state, seat, each) for each in team_of(delegate))]


def head(state: State, seat: Seat) -> Record:
    is_here = head_of(state, seat) in state.present
    none: Record = {"desk": None, "deputy": False, "advises": []}
    return person(place=0, post=HEAD, present=is_here, rank=HEAD, menu="own", **none)


def mate(state: State, seat: Seat, each: Teammate) -> Record:
    is_here = person_of(seat, each) in state.present
    return person(
        place=each.place,
        post=post(each),
        present=is_here,
        rank=each.rank,
        desk=each.desk,
        menu="own" if is_acting(state, seat, each) else each.rank,
        deputy=each == deputy_of(state, seat),
        advises=list(advises(state.seats[seat], each)),
    )


def person(*, post: str, **fields: object) -> Record:
    return {"post": post, "title": post_title(post), **fields}


def appointing(state: State, seats: Iterable[Seat]) -> Record:
    """Return the commands about places in these delegations; a kind without choices is absent."""
    if is_over(state):
        return {}
    manned = [(seat, state.seats[seat]) for seat in seats if state.seats[seat].bot is None]
    most = state.scenario.limits.team
    open_ = {seat: vacant(each, most) for seat, each in manned}
    held = {seat: [mate.place for mate in people_of(each)] for seat, each in manned}
    held = {seat: places for seat, places in held.items() if places}
    commands: Record = {"appoint": {"seats": open_}} if open_ else {}
    if held:
        commands |= {"renew": {"seats": held}, "dismiss": {"seats": held}}
    members = {
        seat: [mate.place for mate in people_of(each) if mate.rank == "member"]
        for seat, each in manned
    }
    if any(members.values()):
        commands["deputy"] = {"seats": {seat: some for seat, some in members.items() if some}}
    return commands


def vacant(delegate: Delegate, most: int) -> Record:
    return {
        "left": most - len(people_of(delegate)),
        "desks": list(free_desks(delegate)),
        "mentor": not has_mentor(delegate),
        "places": [mate.place for mate in people_of(delegate)],
    }
