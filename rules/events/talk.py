"""Events of talk: channels, messages, news."""

from typing import TypeAlias

from ..model import Message, News
from ..names import Viewer
from .base import Base


class ChannelOpened(Base, frozen=True, kw_only=True):
    audience = "named"
    touches = ("channel/{channel}",)
    moves_menus = False
    channel: str
    to: tuple[Viewer, ...]


class MessageSaid(Base, frozen=True, kw_only=True):
    """Of all things that happen the most frequent, and nothing anybody may do hangs on it."""

    audience = "named"
    touches = ("message/{id}",)
    moves_menus = False
    id: str
    message: Message
    to: tuple[Viewer, ...]


class NewsTold(Base, frozen=True, kw_only=True):
    """A card, an inject, a leak or a disclosure, with what it said of effects."""

    audience = "world"
    touches = ("news/{id}",)
    id: str
    news: News


class TextErased(Base, frozen=True, kw_only=True):
    """A free text is gone for good, wherever it was shown; it changes nothing else."""

    audience = "named"
    touches = ("*",)
    text: str
    to: tuple[Viewer, ...]


class PastErased(Base, frozen=True, kw_only=True):
    """The same for observers, who read the text in what they are shown of the past alone."""

    audience = "observers"
    touches = ("past/*",)
    text: str


TalkEvent: TypeAlias = (
    ChannelOpened | MessageSaid | NewsTold | TextErased | PastErased
)  # fmt: skip
