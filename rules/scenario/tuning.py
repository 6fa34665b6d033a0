"""The numbers of a game: lengths, limits, costs, gains and odds, with the defaults of the rules.

Owns their types and defaults, and the base that all scenario data shares. A scenario sets what
differs; nothing here may say what a number is used for beyond its docstring.
"""

from collections.abc import Mapping
from typing import Annotated, TypeAlias

from msgspec import Meta, Struct

from ..names import Seat

Percent: TypeAlias = Annotated[int, Meta(ge=0, le=100)]
Count: TypeAlias = Annotated[int, Meta(ge=0, le=1000)]
Positive: TypeAlias = Annotated[int, Meta(ge=1, le=10_000)]
Name: TypeAlias = Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9_-]*$", max_length=48)]
"""An id. Ids go into labels of chance, record keys and addresses."""
Text: TypeAlias = Annotated[str, Meta(min_length=1, max_length=1200)]


class Data(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of all scenario data: immutable, keyword-only, nothing unknown."""


class Ceilings(Data, frozen=True, kw_only=True):
    """Ceilings of the assurance index by who assures the subject (Rulebook 7)."""

    subject: Seat = "dprk"
    lead: Seat = "usa"
    great_powers: tuple[Seat, ...] = ("usa", "prc", "rus")
    without_lead: Count = 2
    lead_alone: Count = 4
    lead_and_one: Count = 6
    common_narrative: Count = 8
    all_five: Count = 10


class Detection(Data, frozen=True, kw_only=True):
    detect: Percent
    false_alarm: Percent


class Rounds(Data, frozen=True, kw_only=True):
    first_possible_end: Positive
    last: Positive
    end_odds: Percent
    estimate: Text
    """What players are told of the length."""


class Limits(Data, frozen=True, kw_only=True):
    reports: Count = 4
    """How often the press may report in a round."""
    team: Count = 8
    """How many a delegation may have besides its head."""
    open_documents: Count = 2
    drafts: Positive = 12
    """Drafts that one delegation has written and neither tabled nor dropped."""
    clauses: Count = 4
    rounds_max: Count = 6
    open_rounds_max: Count = 2
    tranches_max: Count = 4
    """The most parts a quantity may come in; below 2 there are none."""
    own_reservations: bool = True
    """Whether one may accept on a condition of one's own, or on those of the list alone."""
    rests_max: Annotated[int, Meta(ge=0, le=8)] = 4
    """How many earlier texts one text may let rest; 0 for none at all."""
    joint_assurances: bool = True
    """Whether declarations may be combined."""
    secret_documents: Mapping[Seat, Count] = {}
    secret_default: Count = 1
    petitions: Count = 1
    """Petitions a delegation may have open with control; 0 is none at all."""
    arguments: Count = 1
    """How often another delegation may argue about one."""
    reasons: Count = 12
    """Reasons that a delegation may keep for the debrief in a round; 0 is none at all."""
    unveil: Annotated[int, Meta(ge=0, le=9)] = 3
    """How many rounds late control may let observers see everything, at most; 0: never."""


class Preset(Data, frozen=True, kw_only=True):
    """What a table asks for that wants the scenario short and simple (Rulebook 1.17)."""

    title: Text
    text: Text
    """What is different, for who founds the table and for all who play."""
    rounds: Rounds
    open_documents: Positive = 2
    clauses: Positive = 4
    drafts: Positive = 4
    own_reservations: bool = False


class Rivalry(Data, frozen=True, kw_only=True):
    """Signing the same document costs each of the pair this much room."""

    pair: tuple[Seat, Seat]
    price: Count
    text: Text


class Animosity(Data, frozen=True, kw_only=True):
    """What lies between two, from 0 to 100: it prices what they sponsor together."""

    pair: tuple[Seat, Seat]
    start: Percent
    text: Text


class Prices(Data, frozen=True, kw_only=True):
    """Latitude costs and gains that are not in a catalogue entry (Rulebook 7)."""

    contradict: Count = 3
    contradict_secret: Count = 2
    sidestep: Count = 1
    walk_out_open: Count = 0
    walk_out_closed: Count = 3
    walk_out_closed_support: Count = 2
    return_fee: Count = 1
    over_koreas_heads: Count = 1
    animosity_step: Count = 40
    """A co-sponsor costs 1 room for each of so much animosity begun; 0 for never."""
    thaw: Count = 4
    """What a round with a promise kept between two takes off their animosity."""
    summit_thaw: Count = 10
    """What a meeting of two takes off it."""
    undercut_gain: Count = 1
    recovery: Count = 1
    """Room regained each round by a delegation that bears no onus."""
    success: Count = 1
    """Room regained by each debtor of a document concluded this round, if it receives as well."""
    security: Count = 1
    """Room regained by the index subject in a round in which the assurance index rose."""
    blame: Count = 1
    """Room regained by each sponsor of a good public offer for which another bears new onus."""
    latitude_max: Count = 10
    subject_swing: Count = 1
    """The most the index subject's room may rise in one round."""


class Goodness(Data, frozen=True, kw_only=True):
    """Weights of the goodness of a public offer, 0 to 10 (Rulebook 7, onus)."""

    concrete: Count = 3
    fast: Count = 2
    detail: Count = 1
    conditions_moderate: Count = 2
    conditions_many: Count = 0
    conditions_none: Count = 1
    joint: Count = 1
    record: Count = 1
    rated: Count = 1
    """For a swap of unlike systems at an agreed rate, and off one that nobody has rated."""
    good_from: Count = 5
    """From here on, declining or ignoring it moves the onus."""


class OnusRules(Data, frozen=True, kw_only=True):
    decline: Count = 2
    half: Count = 1
    breach: Count = 2
    """Onus for an evasion that is established under a public document."""
    material: Count = 3
    """The same where the clause has been broken before, and not made good."""
    cured: Count = 1
    """Onus shed by who makes good a breach of a public document."""
    support_loss: Count = 1
    relief: Count = 1
    """Onus shed by each signatory when a public document is concluded."""


class AccusationRules(Data, frozen=True, kw_only=True):
    """What it costs in onus, under a public text, to accuse and to be accused (Rulebook 6.12)."""

    each_round: Count = 1
    """How many accusations a delegation may make in a round; 0 for none at all."""
    refused: Count = 1
    """To who refuses the inspection."""
    refused_evidence: Count = 2
    """To who refuses it when the accuser's evidence is there."""
    empty: Count = 2
    """To the accuser when the inspection finds nothing amiss."""
    bluff: Count = 1
    """To the accuser when the inspection is refused and its evidence is not there."""


class WarRules(Data, frozen=True, kw_only=True):
    meter: str = "tension"
    at: Count = 100
    negligence_from: Count = 80
    """From this tension on, new onus counts as negligence (war needs two parties)."""
    by_force: Positive = 3
    """What an act of force weighs when the responsibility for a war is shared out."""
    by_escalation: Positive = 2
    by_negligence: Positive = 1
    text: str = ""


class Balance(Data, frozen=True, kw_only=True):
    """What bots' games must show (Rulebook 10)."""

    margin: Percent = 10
    """By how much of the way from BATNA to maximum a fixed policy may beat mixed play."""
