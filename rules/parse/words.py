"""Commands with free texts: each is measured, stored and replaced by its reference."""

from collections.abc import Callable
from typing import TypeAlias

from .. import commands as c
from ..model import TextRef
from ..refusal import Refused
from ..scenario import Effect
from .shapes import Inject, Say

MESSAGE_MAX = 4000
TITLE_MAX = 120
Lift: TypeAlias = Callable[[str, str], TextRef]
"""(text, field) -> its reference."""


def worded(text: str, where: str, most: int = MESSAGE_MAX) -> str:
    """Return the text if there is one and it is short enough."""
    if not text.strip():
        raise Refused("empty", "There are no words in it. Write some.", where)
    if len(text) > most:
        raise Refused("too-long", f"At most {most} characters; this has {len(text)}.", where)
    return text


def said(shape: Say, lift: Lift) -> c.Say:
    text = lift(worded(shape.text, "text"), "text")
    return c.Say(channel=shape.channel, text=text, reply_to=shape.reply_to)


def injected(shape: Inject, lift: Lift) -> c.Inject:
    """A card by its id, or a title and a text of control's own, not both."""
    if shape.card is not None:
        if shape.title is not None or shape.text is not None or shape.effects:
            raise Refused("malformed", "Name a card, or write your own news, not both.", "card")
        return c.Inject(card=shape.card)
    title = worded(shape.title or "", "title", TITLE_MAX)
    text = worded(shape.text or "", "text")
    effects = tuple(
        Effect(by=e.by, meter=e.meter, latitude=e.latitude, onus=e.onus, support=e.support)
        for e in shape.effects
    )
    return c.Inject(title=lift(title, "title"), text=lift(text, "text"), effects=effects)
