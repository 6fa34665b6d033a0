"""What is said, and where: channels and messages.

Owns who sees which of them. A channel is known to its members and to control, a message to those
it was said to; nothing here may cost more as more is said, but for a whole view.
"""

from collections.abc import Iterable

from ..model import State
from ..names import GUESTS, SEATS, Viewer, reaches
from ..prose.guests import short_name
from ..prose.teams import post_title
from ..teams import is_team
from .reader import Reader, Record

ROOM: tuple[Viewer, ...] = (*SEATS, "control")
PRESS: tuple[Viewer, ...] = (*SEATS, "control", "observer", *GUESTS)


def channels(state: State, viewer: Viewer) -> Iterable[str]:
    lines = (f"control+{seat}" for seat in (*SEATS, *state.guests))
    teams = (f"team+{seat}" for seat in SEATS)
    everything = ("room", "press", *lines, *teams, *sorted(state.channels))
    return (channel for channel in dict.fromkeys(everything) if in_channel(state, viewer, channel))


def members(state: State, channel: str) -> tuple[Viewer, ...]:
    """Return who hears what is said there; nobody where there is no such channel."""
    if channel in ("room", "press"):
        return ROOM if channel == "room" else PRESS
    sitting = (*SEATS, *state.guests)
    line = next((seat for seat in sitting if channel == f"control+{seat}"), None)
    if line is not None:
        return (line, "control")
    own = next((seat for seat in SEATS if channel == f"team+{seat}"), None)
    if own is not None:
        return (own, "control") if is_team(state.seats[own]) else ()
    return state.channels.get(channel, ())


def in_channel(state: State, viewer: Viewer, channel: str) -> bool:
    heard = members(state, channel)
    return viewer in heard or (viewer == "control" and heard != ())


def channel(reader: Reader, identity: str) -> Record:
    heard = members(reader.state, identity)
    sitting = SEATS if kind(identity) in ("room", "press") else (*SEATS, *GUESTS)
    seats = [seat for seat in sitting if seat in heard]
    return {
        "id": identity,
        "kind": kind(identity),
        "members": ["control", *seats] if kind(identity) == "control" else seats,
        "title": title(reader.state, identity, heard),
    }


def kind(channel: str) -> str:
    if channel in ("room", "press"):
        return channel
    word = channel.partition("+")[0]
    return word if word in ("control", "team") else "private"


def title(state: State, identity: str, heard: tuple[Viewer, ...]) -> str:
    if identity in ("room", "press"):
        return "The room" if identity == "room" else "The press"
    shorts = [state.scenario.delegation[seat].short for seat in SEATS if seat in heard]
    shorts += [short_name(state.scenario, guest) for guest in GUESTS if guest in heard]
    if kind(identity) == "team":
        return f"{shorts[0]}: the delegation"
    return ", ".join(["Control", *shorts] if kind(identity) == "control" else shorts)


def messages(state: State, viewer: Viewer) -> Iterable[str]:
    return (each for each in sorted(state.messages) if heard_by(state, viewer, each))


def heard_by(state: State, viewer: Viewer, identity: str) -> bool:
    said = state.messages.get(identity)
    return said is not None and (reaches(said.to, viewer) or viewer == "control")


def message(reader: Reader, identity: str) -> Record:
    said = reader.state.messages[identity]
    return {
        "id": identity,
        "channel": said.channel,
        "from": said.by,
        "speaker": None if said.speaker is None else post_title(said.speaker),
        "text": reader.says(said.text),
        "erased": reader.is_erased(said.text),
        "round": said.round,
        "phase": said.phase,
        "at_ms": said.at_ms,
        "reply_to": said.reply_to,
        "asks": said.asks,
    }
