"""What a scenario is: the types of its data, and nothing of how it is played.

A scenario is data (YAML on disk, read at the edge). `load` turns parsed data into these types or
says what is wrong and where; `check` finds what types cannot: unknown names, impossible levels,
sheets whose maximum is not above their BATNA (Rulebook 9, 10).
"""

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Literal, TypeAlias

from msgspec import Meta

from ..conditions import ALWAYS, Condition
from ..names import Audience, Form, Seat, Verification
from .tuning import (
    Ceilings,
    Count,
    Data,
    Detection,
    Goodness,
    Limits,
    Name,
    OnusRules,
    Percent,
    Positive,
    Prices,
    Rivalry,
    Rounds,
    Text,
    WarRules,
)

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
    needs_ally: Mapping[Seat, Seat] = {}
    """Debtor -> the ally whose signature a text with this clause must carry (Rulebook 7)."""
    help: str = ""
    source: str = ""


class Tenet(Data, frozen=True, kw_only=True):
    """A publicly held position. Judged on a document's text as if all its clauses stood."""

    id: Name
    text: Text
    contradicted_by: Condition
    sidestepped_by: Condition | None = None
    """Wording in the same text that turns a contradiction into a sidestep."""


class Delegation(Data, frozen=True, kw_only=True):
    seat: Seat
    name: str
    """As in "We, the {name}, will ..."."""
    short: str
    code: str
    latitude: Count
    support: Percent
    tenets: tuple[Tenet, ...] = ()
    brief: str
    """Markdown, the text itself."""


class MeterDef(Data, frozen=True, kw_only=True):
    id: Name
    title: Text
    help: str
    start: int
    min: int = 0
    max: int = 100
    good: Literal["low", "high"] | None = None


class Track(Data, frozen=True, kw_only=True):
    id: Name
    title: Text


class BaseAssurance(Data, frozen=True, kw_only=True):
    """An alliance or treaty in force before the talks. Cannot be offered away."""

    by: Seat
    toward: Seat
    level: int
    kind: AssuranceKind
    text: Text


class Ground(Data, frozen=True, kw_only=True):
    """A ground on which some may walk out; closed while `closed_by` is true (bolt holes)."""

    id: Name
    title: Text
    text: Text
    seats: tuple[Seat, ...]
    opened_by: Condition = ALWAYS
    closed_by: Condition
    closed_text: Text


class Action(Data, frozen=True, kw_only=True):
    """A national action. One a round for each delegation, sealed with its instructions."""

    id: Name
    title: Text
    text: Text
    """What the world reads when it is done ("The DPRK launched ...")."""
    seats: tuple[Seat, ...]
    price: Count = 0
    secret: bool = False
    target: Literal["none", "seat", "format"] = "none"
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
    source: str = ""


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


class Undertakes(Data, frozen=True, kw_only=True):
    """A clause of a listed package, scored as fully performed."""

    by: Seat
    instrument: str
    level: int
    toward: tuple[Seat, ...] = ()


class PackageLevel(Data, frozen=True, kw_only=True):
    title: Text
    clauses: tuple[Undertakes, ...] = ()


class Issue(Data, frozen=True, kw_only=True):
    """One issue of the listed packages; level 0 is the first entry, "nothing"."""

    id: Name
    title: Text
    levels: tuple[PackageLevel, ...]


class Line(Data, frozen=True, kw_only=True):
    """One line of a score sheet."""

    id: Name
    text: Text
    when: Condition
    points: int


class Sheet(Data, frozen=True, kw_only=True):
    id: Name
    title: Text
    batna: int
    lines: tuple[Line, ...]


class Settlement(Data, frozen=True, kw_only=True):
    """A listed package that every delegation prefers to no agreement."""

    title: Text
    levels: Mapping[str, Count]
    """Issue -> level; an issue left out is at level 0."""
    sheets: Mapping[Seat, str] = {}
    """The sheets it is good for, where that is not the first."""


class Scenario(Data, frozen=True, kw_only=True, dict=True):
    """All of a scenario. The cached look-ups below are by id."""

    name: str
    title: Text
    summary: str
    note: str = ""
    """Sources and caveats, shown in the lobby."""
    language: str = "en"
    host: Seat = "prc"
    rounds: Rounds
    clocks: Mapping[str, Mapping[str, int]]
    """Preset name -> phase -> seconds."""
    limits: Limits = Limits()
    delegations: tuple[Delegation, ...]
    meters: tuple[MeterDef, ...]
    tracks: tuple[Track, ...]
    instruments: tuple[Instrument, ...]
    base_assurances: tuple[BaseAssurance, ...] = ()
    ceilings: Ceilings = Ceilings()
    grounds: tuple[Ground, ...] = ()
    actions: tuple[Action, ...] = ()
    cards: tuple[Card, ...] = ()
    cards_a_round: Annotated[int, Meta(ge=0, le=3)] = 1
    drifts: tuple[Drift, ...] = ()
    detection: Mapping[Verification, Detection]
    prices: Prices = Prices()
    rivalries: tuple[Rivalry, ...] = ()
    presence_rule: tuple[Seat, ...] = ("dprk", "rok", "usa")
    """A format of exactly these without `presence_seat` frees it to undercut openly."""
    presence_seat: Seat = "prc"
    goodness: Goodness = Goodness()
    onus: OnusRules = OnusRules()
    leak_odds: Percent = 0
    """Percent a round for each secret document open or in force."""
    war: WarRules = WarRules()
    outcomes: tuple[Outcome, ...]
    issues: tuple[Issue, ...]
    sheets: Mapping[Seat, tuple[Sheet, ...]]
    settlements: tuple[Settlement, ...]
    """Packages that leave everybody better off and nobody off its tenets: proof that there are."""
    audiences: tuple[Audience, ...] = ("secret", "closed", "public")
    forms: tuple[Form, ...] = ("statement", "joint_text")

    @cached_property
    def instrument(self) -> Mapping[str, Instrument]:
        return {each.id: each for each in self.instruments}

    @cached_property
    def action(self) -> Mapping[str, Action]:
        return {each.id: each for each in self.actions}

    @cached_property
    def ground(self) -> Mapping[str, Ground]:
        return {each.id: each for each in self.grounds}

    @cached_property
    def card(self) -> Mapping[str, Card]:
        return {each.id: each for each in self.cards}

    @cached_property
    def meter(self) -> Mapping[str, MeterDef]:
        return {each.id: each for each in self.meters}

    @cached_property
    def delegation(self) -> Mapping[Seat, Delegation]:
        return {each.seat: each for each in self.delegations}
