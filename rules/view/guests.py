"""Who sits besides the six: their public records, and what their holders may do now.

Owns `guest/{id}`, and the brief and the menu of a guest. A guest is shown what the world is shown
and what names it; nothing here may be built of anything else.
"""

from collections.abc import Iterable

from .. import legal
from ..duties.friends import is_asked, lent, rate_of, waiting
from ..model import Document, State
from ..names import FRIENDS, GUESTS, SEATS, Guest, Viewer
from ..prose import guests as prose
from ..scenario import Swap
from .reader import Reader, Record


def guests(state: State, _: Viewer) -> Iterable[str]:
    return state.guests


def guest(reader: Reader, identity: str) -> Record:
    state, scenario = reader.state, reader.state.scenario
    which = as_guest(identity)
    assert which is not None, identity
    seat = state.guests[which]
    return {
        "guest": which,
        "kind": "press" if which == "press" else "friend",
        "name": prose.name(scenario, which),
        "short": prose.short_name(scenario, which),
        "text": prose.does(scenario, which),
        "bot": seat.bot,
        "present": seat.present,
        "here": which == "press" or which in state.friends,
        "asked": which != "press" and is_asked(state, which),
    }


def as_guest(viewer: str) -> Guest | None:
    """Return the viewer as a guest, None for anybody else."""
    return next((guest for guest in GUESTS if guest == viewer), None)


def brief(reader: Reader, which: Guest) -> Record:
    return {"markdown": prose.brief(reader.state.scenario, which)}


# --- what a guest may do now ---


def menu(reader: Reader, which: Guest) -> Record:
    return {"commands": commands(reader.state, which), "quotes": {}}


def commands(state: State, which: Guest) -> Record:
    talks = [seat for seat in SEATS if legal.may_talk(state, which, (seat,))]
    may: Record = {
        "say": {
            "channels": list(legal.open_channels(state, which)),
            "private": bool(talks) and legal.may_talk_in_private(state),
            "control": True,
            "team": False,
            "friends": [],
            "seats": talks,
        }
    }
    if legal.is_playing(state):
        may |= friends_commands(state, which) if which in FRIENDS else press_commands(state)
    return may


def press_commands(state: State) -> Record:
    may: Record = {}
    if (left := legal.reports_left(state)) > 0:
        may["report"] = {"left": left}
    if state.phase == "plenary":
        may["ask"] = {"seats": list(SEATS)}
    return may


def friends_commands(state: State, which: Guest) -> Record:
    may: Record = {}
    if is_asked(state, which):
        may["attend"] = {}
    if texts := waiting(state, which):
        powers = state.scenario.friend[which].powers
        lends = [{"power": power, "text": prose.POWERS[power]} for power in powers]
        may["help"] = {"documents": list(texts), "powers": lends}
    if swaps := legal.ratable(state, which):
        may["rate"] = {"swaps": [ratable(state, which, swap) for swap in swaps]}
    return may


def ratable(state: State, which: Guest, swap: Swap) -> Record:
    return {**rate(state, which, swap), "bounds": [equated(state, swap, x) for x in swap.bounds]}


def rate(state: State, friend: str, swap: Swap) -> Record:
    """Return what a friend finds worth what, of two unlike systems."""
    pairs = rate_of(state, friend, swap)
    return {
        "one": swap.one,
        "other": swap.other,
        "pairs": [equated(state, swap, pair) for pair in pairs],
    }


def equated(state: State, swap: Swap, pair: tuple[int, int]) -> Record:
    known = state.scenario.instrument
    texts = [
        f"{known[name].title}: {known[name].levels[level - 1].title}"
        for name, level in zip((swap.one, swap.other), pair, strict=True)
    ]
    return {"levels": list(pair), "text": " = ".join(texts)}


# --- what friends lend a text ---


def helpers(state: State, paper: Document) -> list[Record]:
    """Return who helps on a text, with what; None while a person has yet to say."""
    known = state.scenario.friend
    return [helper(state, paper, name) for name in paper.terms.friends if name in known]


def helper(state: State, paper: Document, name: str) -> Record:
    friend = state.scenario.friend[name]
    lends = [prose.POWERS[power] for power in lent(state, paper.terms, friend)]
    has_said = bool(lends) or name in state.helped.get(paper.terms.id, {})
    return {"friend": name, "lends": lends if has_said and name in state.friends else None}
