"""Commands with free texts: each is measured, stored and replaced by its reference."""

from collections.abc import Callable, Iterable
from typing import TypeAlias, assert_never

from .. import commands as c
from ..model import TextRef
from ..refusal import Refused
from ..scenario import Effect
from .parts import EffectPart
from .shapes import Adjudicate, Argue, Ask, Inject, Petition, Reason, Report, Say, Whisper

MESSAGE_MAX = 4000
TITLE_MAX = 120
REASON_MAX = 400
Lift: TypeAlias = Callable[[str, str], TextRef]
"""(text, field) -> its reference."""


def worded(text: str, where: str, most: int = MESSAGE_MAX) -> str:
    """Return the text if there is one and it is short enough."""
    if not text.strip():
        raise Refused("empty", "There are no words in it. Write some.", where)
    if len(text) > most:
        raise Refused("too-long", f"At most {most} characters; this has {len(text)}.", where)
    return text


Worded: TypeAlias = Say | Inject | Whisper | Petition | Argue | Reason | Adjudicate | Report | Ask


def in_words(shape: Worded, lift: Lift) -> c.Command:
    """Return the command of a shape that holds free texts."""
    match shape:
        case Say():
            return said(shape, lift)
        case Inject():
            return injected(shape, lift)
        case Petition():
            return petitioned(shape, lift)
        case Adjudicate():
            return adjudicated(shape, lift)
        case Whisper():
            return c.Whisper(seat=shape.seat, text=lift(worded(shape.text, "text"), "text"))
        case Ask():
            return c.Ask(seat=shape.seat, text=lift(worded(shape.text, "text"), "text"))
        case Report():
            return reported(shape, lift)
        case Reason():
            text = lift(worded(shape.text, "text", REASON_MAX), "text")
            return c.Reason(about=shape.about, text=text)
        case Argue():
            text = lift(worded(shape.text, "text"), "text")
            return c.Argue(petition=shape.petition, side=shape.side, text=text)
        case _:
            assert_never(shape)


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
    effects = effected(shape.effects)
    return c.Inject(title=lift(title, "title"), text=lift(text, "text"), effects=effects)


def reported(shape: Report, lift: Lift) -> c.Report:
    title = worded(shape.title, "title", TITLE_MAX)
    text = worded(shape.text, "text")
    return c.Report(title=lift(title, "title"), text=lift(text, "text"))


def effected(parts: Iterable[EffectPart]) -> tuple[Effect, ...]:
    return tuple(
        Effect(by=e.by, meter=e.meter, latitude=e.latitude, onus=e.onus, support=e.support)
        for e in parts
    )


def petitioned(shape: Petition, lift: Lift) -> c.Petition:
    title = worded(shape.title, "title", TITLE_MAX)
    why = worded(shape.why, "why")
    return c.Petition(title=lift(title, "title"), why=lift(why, "why"), secret=shape.secret)


def adjudicated(shape: Adjudicate, lift: Lift) -> c.Adjudicate:
    """Odds with what follows, or neither: a refusal has no effects."""
    if shape.odds is None and (shape.success or shape.failure):
        raise Refused("malformed", "What is refused has no effects. Set odds.", "odds")
    text = None if shape.text is None else worded(shape.text, "text")
    return c.Adjudicate(
        petition=shape.petition,
        odds=shape.odds,
        success=effected(shape.success),
        failure=effected(shape.failure),
        text=None if text is None else lift(text, "text"),
    )
