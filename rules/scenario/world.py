"""What moves the world: meters, grounds, actions, cards, drifts, outcomes (Rulebook 6, 7)."""

from typing import Literal

from ..conditions import ALWAYS, Condition
from ..names import Seat
from .catalogue import Effect
from .tuning import Count, Data, Name, Percent, Positive, Text


class MeterDef(Data, frozen=True, kw_only=True):
    id: Name
    title: Text
    help: str
    start: int
    min: int = 0
    max: int = 100
    good: Literal["low", "high"] | None = None


class Ground(Data, frozen=True, kw_only=True):
    """A ground on which some may walk out; closed while `closed_by` is true (bolt holes)."""

    id: Name
    title: Text
    text: Text
    seats: tuple[Seat, ...]
    opened_by: Condition = ALWAYS
    closed_by: Condition
    closed_text: Text


class Reason(Data, frozen=True, kw_only=True):
    """A reason with which a delegation can vote on an ambiguous act; it says which way."""

    id: Name
    text: Text
    finding: Literal["breach", "none"]


class Ambiguity(Data, frozen=True, kw_only=True):
    """Whether an act was a breach is for the other five to say, a round later (Rulebook 6.14)."""

    question: Text
    disputes: tuple[str, ...]
    """Stances that its actor must owe in a text all six may read, or nothing is asked."""
    reasons: tuple[Reason, ...]
    needed: Positive = 3
    """How many of the other five must hold it for a breach."""
    when_breach: tuple[Effect, ...] = ()
    when_none: tuple[Effect, ...] = ()


class Action(Data, frozen=True, kw_only=True):
    """A national action. One a round for each delegation, sealed with its instructions."""

    id: Name
    title: Text
    text: Text
    """What the world reads when it is done ("The DPRK launched ...")."""
    seats: tuple[Seat, ...]
    price: Count = 0
    secret: bool = False
    target: Literal["none", "seat", "pair", "format"] = "none"
    summit: bool = False
    """A meeting, held when the one it is aimed at aims the same at the actor; else nothing
    happens. `odds` are those of one without a text between the two; `effects`, `failure` come once
    (Rulebook 7.22)."""
    requires: Condition = ALWAYS
    breaks: tuple[str, ...] = ()
    """Instruments of which this act is an open evasion when the actor owes them."""
    undercuts: bool = False
    """On the presence seat's menu only while a text of the presence rule's format leaves it out;
    then free. Declare it open (`secret: false`), for that seat alone (Rulebook 7)."""
    force: bool = False
    """An act of force in the sense of the Charter proviso and of war."""
    escalates: bool = False
    odds: Percent = 100
    effects: tuple[Effect, ...] = ()
    failure: tuple[Effect, ...] = ()
    attribution: Percent = 0
    """Percent odds that a secret action is traced to its author."""
    attributed: tuple[Effect, ...] = ()
    once: bool = False
    ambiguous: Ambiguity | None = None
    watch: Percent = 0
    """Percent points by which it raises the odds that its actor sees an evasion, or a diversion,
    by its target this round."""
    listen: Percent = 0
    """Percent odds of hearing that the pair it is aimed at have talked in private this round, and
    as much, drawn apart, of hearing that they have a secret text between them (Rulebook 6.16)."""
    listen_clause: Percent = 0
    """Percent odds that one clause of the text it heard of is heard with it."""
    standing: tuple[Effect, ...] = ()
    """Each round after it was done, until what comes `after` it is done."""
    after: str | None = None
    """Open only to who has done this action before, and uses it up."""
    source: str = ""


class Convenor(Data, frozen=True, kw_only=True):
    """Who calls the table at first, and what its chair is judged by."""

    first: Seat
    opens: Condition
    """When a dialogue of the region has opened, by what the world can read."""
    opens_text: Text
    """What that is, as in "... has opened"."""
    patience: Count = 3
    """Rounds before the chair is blamed for none."""
    credit: tuple[Effect, ...] = ()
    """Once, when it opens; `actor` is who chairs."""
    blame: tuple[Effect, ...] = ()
    """Each round after that while none is open."""
    agenda: Count = 1
    """Of the public papers that the chair has called, on so many silence is blamed at once."""


class Card(Data, frozen=True, kw_only=True):
    """An event card: drawn in `news` with weight among those whose `when` is true."""

    id: Name
    title: Text
    text: Text
    when: Condition = ALWAYS
    weight: Positive = 10
    effects: tuple[Effect, ...] = ()
    once: bool = True
    source: str = ""


class Drift(Data, frozen=True, kw_only=True):
    """What moves by itself each round while `when` is true (patience and pressure)."""

    id: Name
    text: Text
    when: Condition
    effects: tuple[Effect, ...]


class Outcome(Data, frozen=True, kw_only=True):
    """A public outcome; the first whose `when` is true at the end is the game's."""

    id: Name
    title: Text
    text: Text
    when: Condition = ALWAYS
    ends: bool = False
    """Ends the game as soon as it is true after a reckoning."""
