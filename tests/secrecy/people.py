"""What goes on inside delegations that the viewer is not of, in one game of a pair.

Owns the hidden doings of teams (rulebook 1.12 to 1.16): places given and taken back, links renewed,
deputies named, members and mentors who come and go, their talk, drafts and advice. To others a
delegation is one, so none of it moves anything that another sees.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from rules.model import State, Teammate
from rules.names import DESKS
from rules.teams import advises, called, deputy_of, is_represented, people_of, person_of
from tests.rules.nearly_legal import TEAMING, Forger

from .marks import EVERYBODY

if TYPE_CHECKING:
    from .wild import Hidden

WHY_MAX = 400


class People:
    """The teams of two delegations that are not the viewer's."""

    def __init__(self, hidden: "Hidden") -> None:
        self.hidden = hidden
        self.side, self.random = hidden.side, hidden.random
        self.homes = self.random.sample(hidden.others, 2)

    async def some(self) -> None:
        """Let one delegation do something among its own people, of whom the first comes at once."""
        seat = self.random.choice(self.homes)
        state = await self.side.state()
        if people := people_of(state.seats[seat]):
            mate = self.random.choice(people)
            if f".{person_of(seat, mate)}." not in self.side.links.get(
                called(seat, mate.place), ""
            ):
                await self.side.learn_links(seat)  # Both games have what came about here.
            doings = (self.team_talk, self.team_talk, self.counsels, self.counsels, self.speaks)
            doings += (self.writes, self.comes, self.goes, self.places)
            await self.random.choice(doings)(state, seat, mate)
            return
        if await self.places(state, seat):
            state = await self.side.state()
            await self.comes(state, seat, people_of(state.seats[seat])[0])

    async def places(self, state: State, seat: str, _: Teammate | None = None) -> bool:
        """Give a place or another desk, take one back, renew links, or name a deputy."""
        by = self.random.choice((seat, "control"))
        forger = Forger(state, self.random.random())
        menu = forger.menu(by)
        kind = self.random.choice([each for each in TEAMING if seat in kinds(menu, each)])
        place = forger.place(kinds(menu, kind)[seat])
        command = {"kind": kind, "seat": seat, **place}
        after = await self.side.would(by, command)
        if after is None or is_represented(after, seat) != is_represented(state, seat):
            return False  # Who acts for a head that is away is seen by everybody to be there.
        await self.hidden.give(by, command)
        await self.side.learn_links(seat)
        if kind in ("renew", "dismiss") and self.is_here(seat, place["place"]):
            await self.side.leave(called(seat, place["place"]))  # The server has said goodbye.
        return True

    def is_here(self, seat: str, place: int) -> bool:
        return called(seat, place) in self.side.wires

    async def comes(self, state: State, seat: str, mate: Teammate) -> None:
        """Somebody of the delegation connects, unless that brings its head's deputy."""
        who = called(seat, mate.place)
        is_acting = mate == deputy_of(state, seat) and not is_represented(state, seat)
        if who in self.side.wires or is_acting:
            return
        self.side.wires[who] = await self.side.enter(who, None)

    async def goes(self, _: State, seat: str, mate: Teammate) -> None:
        if self.is_here(seat, mate.place):
            await self.side.leave(called(seat, mate.place))

    async def team_talk(self, _: State, seat: str, mate: Teammate) -> None:
        """The head or one of its people speaks where nobody else hears it."""
        by = self.random.choice((seat, called(seat, mate.place)))
        said = {"kind": "say", "channel": "team", "text": self.hidden.words()}
        await self.hidden.give(by, said, (seat, "control"))

    async def speaks(self, _: State, seat: str, mate: Teammate) -> None:
        """One of its people speaks to another delegation, as its head might."""
        other = self.random.choice([each for each in self.hidden.others if each != seat])
        await self.hidden.talks(called(seat, mate.place), seat, other)

    async def writes(self, _: State, seat: str, mate: Teammate) -> None:
        """One of its people writes a draft; a mentor is refused."""
        await self.hidden.write(None, [seat], [], person=person_of(seat, mate))

    async def counsels(self, state: State, seat: str, mate: Teammate) -> None:
        """A member advises the head on a part of the sheet, or on words for the press."""
        desks = advises(state.seats[seat], mate)
        forger = Forger(state, self.random.random())
        offered = forger.menu_of(seat, "member").get("advise") if desks else None
        open_to = [desk for desk in DESKS if offered and desk in desks and desk in offered["desks"]]
        if not offered or not open_to:
            return
        advice: dict[str, Any] = {**forger.advice(offered, open_to)}
        if "statement" in advice:
            advice["statement"] = self.hidden.words()
        told = {"kind": "advise", "why": self.hidden.words()[:WHY_MAX], **advice}
        await self.hidden.give(called(seat, mate.place), told, EVERYBODY)


def kinds(menu: Mapping[str, Any], kind: str) -> Mapping[str, Any]:
    """Return whose places a menu's command of this kind is about."""
    offered: Mapping[str, Any] = menu.get(kind, {"seats": {}})["seats"]
    return offered
