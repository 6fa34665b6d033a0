"""The catalogue: what a delegation can undertake, on which tracks, to what effect (Rulebook 3)."""

from collections.abc import Mapping
from typing import Annotated, Literal, TypeAlias

from msgspec import Meta

from ..names import Seat
from .tuning import Count, Data, Name, Percent, Positive, Text

Tag: TypeAlias = Literal[
    "concrete", "intangible", "fast", "slow", "easy", "costly", "irreversible",
    "military", "economic", "political", "humanitarian", "fungible", "relief",
]  # fmt: skip
AssuranceKind: TypeAlias = Literal["intent", "nuclear", "conventional", "posture", "statecraft"]
Wish: TypeAlias = Annotated[int, Meta(ge=-3, le=3)]


class Effect(Data, frozen=True, kw_only=True):
    """A change by `by` points of exactly one of: a meter, a delegation's room, onus or support.

    `seat` names whose latitude/onus/support; `actor` stands for who acts or performs.
    """

    by: int
    meter: str | None = None
    latitude: Seat | Literal["actor", "target"] | None = None
    onus: Seat | Literal["actor", "target"] | None = None
    support: Seat | Literal["actor", "target"] | None = None


class Level(Data, frozen=True, kw_only=True):
    """One named level of a stance. `phrase` completes "We, the X, will ..."."""

    title: Text
    phrase: Text
    price: Count = 0
    """Latitude it costs its debtor at home, once, when the document is concluded."""
    effects: tuple[Effect, ...] = ()
    """Each round while performed."""


class Assurance(Data, frozen=True, kw_only=True):
    """What an instrument assures its beneficiaries of. Strength is level times `strength`."""

    kind: AssuranceKind
    sense: Literal["negative", "positive"] = "negative"
    strength: Positive = 1


class Quantity(Data, frozen=True, kw_only=True):
    """An instrument counted in units. Effects are for each `step` delivered."""

    unit: str
    step: Positive
    max: Positive
    """The most one clause may pledge a round."""
    phrase: Text
    """With {amount}: "deliver {amount} kt of food aid a round"."""
    price: Count = 0
    """Latitude for each `price_per` units pledged a round, rounded up."""
    price_per: Positive = 1
    stock: Mapping[Seat, Positive]
    """All that each debtor can pledge in the whole game."""
    effects: tuple[Effect, ...] = ()


class Instrument(Data, frozen=True, kw_only=True):
    """Something a delegation can undertake (Rulebook 3)."""

    id: Name
    title: Text
    track: str
    debtors: tuple[Seat, ...]
    beneficiaries: Literal["required", "optional", "none"] = "optional"
    recipients: tuple[Seat, ...] = ()
    """Who may be its beneficiary; empty for any of the others."""
    tags: tuple[Tag, ...]
    levels: tuple[Level, ...] = ()
    """A stance: level 1 is the first. Empty for a quantity."""
    quantity: Quantity | None = None
    visible: Percent = 100
    """Percent odds that anybody sees an evasion without any verification; 100 cannot be hidden."""
    verifiable: bool = False
    """Whether v1 to v5 mean anything for it."""
    assurance: Assurance | None = None
    welcome: Mapping[Seat, Wish] = {}
    """Analysts' public reading of who wants it, -3 to 3 (what bots and hints go by)."""
    evade_gain: tuple[Effect, ...] = ()
    """What the debtor gains in secret when it evades (a programme that goes on)."""
    divert_gain: tuple[Effect, ...] = ()
    """What a receiver gains in secret for each `step` of fungible aid it diverts; `actor` is it."""
    habituates: Mapping[str, Count] = {}
    """Instrument -> room by which it is cheaper for a debtor that has performed this one."""
    lead: Count = 0
    """Rounds it takes to arrange, after the text is concluded and its own delay is over."""
    needs_ally: Mapping[Seat, Seat] = {}
    """Debtor -> the ally whose signature a text with this clause must carry (Rulebook 7)."""
    help: str = ""
    source: str = ""


class Patron(Data, frozen=True, kw_only=True):
    """Who stands behind a delegation, and what its lost patience does to it."""

    by: Seat
    text: Text
    """What all read when it is lost."""
    effects: tuple[Effect, ...]
    """When the delegation walks out with no ground for it; `actor` is the delegation."""


class Exposure(Data, frozen=True, kw_only=True):
    """What a share of the burden is worth, where a scenario asks for one of everybody."""

    weaken: Percent = 20
    """Percent of the assurance index lost for each empty line in a public text of all six."""
    loaded: Count = 2
    among: Positive = 4
    """A public text of so many signatories or more that loads only `loaded` of them erodes."""
    erosion: tuple[Effect, ...] = ()
    """What that does each round; `actor` is each who is loaded."""


class Track(Data, frozen=True, kw_only=True):
    id: Name
    title: Text
