"""Talk: who may speak on which channel, and who hears it.

Private talk between any set of seats is open in every phase that the scenario does not close; the
room and the press are the plenary's, and everybody's once the game is over (Rulebook 2). Control
reads every channel, and everybody is told so.
"""

from functools import lru_cache

from msgspec.structs import replace

from .. import commands as c
from .. import events as e
from .. import legal
from ..model import Message, State
from ..names import FRIENDS, GUESTS, SEATS, VIEWERS, Guest, Role, Seat, Viewer, reaches
from ..naming import named
from ..refusal import Refused
from ..teams import is_team, post_of
from ..unfolding import Unfolding


def unknown() -> Refused:
    """Return the one answer to a channel that is hidden, does not exist or is no channel at all."""
    return Refused("unknown-channel", "There is no such channel for you.", "channel")


def say(unfolding: Unfolding, order: c.Order, command: c.Say) -> None:
    """Say something on a channel; a private one opens with its first word."""
    speak(unfolding, order, command)


def speak(unfolding: Unfolding, order: c.Order, command: c.Say, asks: Seat | None = None) -> None:
    """Say something, as a question to `asks` if that is given."""
    state = unfolding.state
    channel = aliased(order.by, command.channel)
    to = hearers(state, channel)
    if not reaches(to, viewer(order.by)):
        raise unknown()
    if order.by != "control":
        refuse_closed_doors(state, viewer(order.by), channel)
    if command.reply_to is not None and not is_said_on(state, channel, command.reply_to):
        raise Refused("unknown-message", "There is no such message here.", "reply_to")
    if channel not in state.channels:
        unfolding.add(e.ChannelOpened(channel=channel, to=to))
    message = replace(spoken(state, order, channel, to, command), asks=asks)
    unfolding.add(e.MessageSaid(id=message.id, message=message, to=to))


def spoken(
    state: State, order: c.Order, channel: str, to: tuple[Viewer, ...], command: c.Say
) -> Message:
    speaker = viewer(order.by)
    return Message(
        id=named(state.key, "message", order.person, order.id),
        channel=channel,
        by=speaker,
        text=command.text,
        round=state.round,
        phase=state.phase,
        at_ms=order.at_ms,
        reply_to=command.reply_to,
        speaker=among_themselves(state, order, channel),
        to=to,
    )


def among_themselves(state: State, order: c.Order, channel: str) -> str | None:
    """Return the post of who speaks on a team's own channel; to others all speak as one (1.13)."""
    if not channel.startswith("team+"):
        return None
    seat = next((seat for seat in SEATS if channel == f"team+{seat}" and seat == order.by), None)
    return None if seat is None else post_of(state, seat, order.person)


def viewer(role: Role) -> Viewer:
    assert role != "clock"
    return role


def aliased(by: Role, channel: str) -> str:
    """Return the channel's id: "control" from a seat is its own line to control, "team" its own
    people's channel."""
    if channel == "control" and by in (*SEATS, *GUESTS):
        return f"control+{by}"
    return f"team+{by}" if channel == "team" and by in SEATS else channel


def hearers(state: State, channel: str) -> tuple[Viewer, ...]:
    """Return who hears a channel, control included, or refuse what is no channel.

    "room" is the six, "press" the world, "control+dprk" a seat's line to control, and seats
    joined by + in table order, two or more, a private channel. Friends come after the six in it.
    "team+dprk" is a delegation's own, where it is a team.
    """
    if channel == "press":
        return VIEWERS
    if channel == "room":
        return (*SEATS, "control")
    if channel.startswith("team+"):
        return team(state, channel)
    named = sitting(channel)
    if named is None or not all(guest in state.guests for guest in named[1]):
        raise unknown()
    seats, guests = named
    is_line = channel.startswith("control+")
    if not is_line and not all(legal.may_talk(state, guest, seats) for guest in guests):
        raise unknown()
    return (*seats, *guests, "control")


def team(state: State, channel: str) -> tuple[Viewer, ...]:
    """Return who hears a delegation's own channel, or refuse where it is no team."""
    for seat in SEATS:
        if channel == f"team+{seat}" and is_team(state.seats[seat]):
            return (seat, "control")
    raise unknown()


@lru_cache(maxsize=1 << 10)
def sitting(channel: str) -> tuple[tuple[Seat, ...], tuple[Guest, ...]] | None:
    """Return whom a private channel, or a line to control, names, None where it is neither."""
    is_line = channel.startswith("control+")
    members = channel.removeprefix("control+").split("+")
    seats = tuple(seat for seat in SEATS if seat in members)
    guests = tuple(guest for guest in GUESTS if guest in members)
    is_whole = [*seats, *guests] == members
    is_long = len(members) == 1 if is_line else len(members) >= 2
    return (seats, guests) if is_whole and is_long else None


def refuse_closed_doors(state: State, by: Viewer, channel: str) -> None:
    if channel not in ("room", "press"):
        refuse_secrecy(state, channel)
        return
    if channel in legal.open_channels(state, by):
        return
    if by in FRIENDS and by not in state.friends:
        raise Refused("not-invited", "You speak to the press once you are at the table.", "channel")
    if state.phase != "plenary":
        raise Refused("not-your-phase", f"The {channel} is open in the plenary.", "channel")
    raise Refused("walked-out", "You have left the room. The press still listens.", "channel")


def refuse_secrecy(state: State, channel: str) -> None:
    """Refuse private talk where the scenario closes it; control's line and one's own people's
    channel are always open."""
    if not channel.startswith(("control+", "team+")) and not legal.may_talk_in_private(state):
        text = "In this phase nobody talks in private here."
        raise Refused("not-your-phase", text, "channel")


def is_said_on(state: State, channel: str, message_id: str) -> bool:
    """Whether there is such a message on this channel, which all its members have heard."""
    message = state.messages.get(message_id)
    return message is not None and message.channel == channel


def whisper(unfolding: Unfolding, order: c.Order, command: c.Whisper) -> None:
    """Control speaks to one seat, on that seat's line."""
    say(unfolding, order, c.Say(channel=f"control+{command.seat}", text=command.text))
