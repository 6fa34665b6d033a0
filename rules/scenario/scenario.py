"""What a scenario is as a whole, and nothing of how it is played.

A scenario is data (YAML on disk, read at the edge). `loading` turns parsed data into these types or
says what is wrong and where; `checking` finds what types cannot: unknown names, impossible levels,
sheets whose maximum is not above their BATNA (Rulebook 9, 10).
"""

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated

from msgspec import Meta

from ..names import Audience, Form, Phase, Seat, Verification
from .catalogue import Exposure, Instrument, Patron, Track
from .delegations import BaseAssurance, Delegation, Succession
from .forms import LegalForms
from .friends import Friend, Swap
from .sheets import Issue, Settlement, Sheet
from .tuning import (
    AccusationRules,
    Animosity,
    Balance,
    Ceilings,
    Count,
    Data,
    Detection,
    Goodness,
    Limits,
    OnusRules,
    Percent,
    Preset,
    Prices,
    Rivalry,
    Rounds,
    Text,
    WarRules,
)
from .world import Action, Card, Convenor, Drift, Ground, MeterDef, Outcome


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
    presets: Mapping[str, Preset] = {}
    """Name -> what a table may ask for that wants it short."""
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
    animosities: tuple[Animosity, ...] = ()
    presence_rule: tuple[Seat, ...] = ("dprk", "rok", "usa")
    """A format of exactly these without `presence_seat` frees it to undercut openly."""
    presence_seat: Seat = "prc"
    convenor: Convenor | None = None
    """Left out, nobody chairs."""
    patrons: Mapping[Seat, Patron] = {}
    """Delegation -> who stands behind it."""
    other_channels: bool = False
    """Whether a round in which a text opens a track counts no stalemate."""
    small_steps: bool = False
    """Whether a text of small steps alone needs a dated next one to count as progress."""
    stakes: Count = 0
    """Tenths of a point that a delegation makes of the first level of what it wants most; 0 where
    bots guess."""
    exposure: Exposure | None = None
    """Left out, nobody asks who bears what."""
    friends: tuple[Friend, ...] = ()
    friend_hosts: tuple[Seat, ...] = ("dprk", "usa")
    """One of these must be among the two who invite a friend."""
    swaps: tuple[Swap, ...] = ()
    goodness: Goodness = Goodness()
    onus: OnusRules = OnusRules()
    accusations: AccusationRules = AccusationRules()
    leak_odds: Percent = 0
    """Percent a round for each secret document open or in force."""
    war: WarRules = WarRules()
    outcomes: tuple[Outcome, ...]
    issues: tuple[Issue, ...]
    sheets: Mapping[Seat, tuple[Sheet, ...]]
    single_sheets: bool = False
    """Whether it openly teaches with one sheet each: who has read it knows what everybody wants."""
    settlements: tuple[Settlement, ...]
    """Packages that leave everybody better off and nobody off its tenets: proof that there are."""
    balance: Balance = Balance()
    private_talk: tuple[Phase, ...] = ("corridors", "plenary", "capitals", "reckoning")
    """The phases in which delegations may talk in private; before and after the game they may."""
    audiences: tuple[Audience, ...] = ("secret", "closed", "public")
    forms: tuple[Form, ...] = ("statement", "joint_text")
    legal_forms: LegalForms = LegalForms()
    successions: tuple[Succession, ...] = ()

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
    def friend(self) -> Mapping[str, Friend]:
        return {each.id: each for each in self.friends}

    @cached_property
    def card(self) -> Mapping[str, Card]:
        return {each.id: each for each in self.cards}

    @cached_property
    def succession(self) -> Mapping[str, Succession]:
        return {each.id: each for each in self.successions}

    @cached_property
    def meter(self) -> Mapping[str, MeterDef]:
        return {each.id: each for each in self.meters}

    @cached_property
    def delegation(self) -> Mapping[Seat, Delegation]:
        return {each.seat: each for each in self.delegations}
