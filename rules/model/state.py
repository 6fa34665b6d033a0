"""The state of one table, and what of it belongs to no paper and no delegation."""

from collections.abc import Mapping

from rpds import HashTrieMap

from ..names import Guest, Phase, Seat, Sitter, Viewer
from ..scenario import Scenario
from .advice import Advice
from .charges import Accusation, Question
from .papers import Combination, Delivery, Document, Dropped, Naming, Standing
from .petitions import Petition
from .reasons import Reason
from .seats import Delegate, GuestSeat, Instructions
from .value import TextRef, Value
from .words import Heard, Messages, News, Telling


class MeterState(Value, frozen=True, kw_only=True):
    value: int
    history: tuple[int, ...]
    """At the end of each round, the start first."""
    cause: str | None = None


class Act(Value, frozen=True, kw_only=True):
    """An act that counts toward war and the Charter proviso."""

    round: int
    seat: Seat
    name: str
    force: bool


class Origin(Value, frozen=True, kw_only=True):
    """Another table, of whose record this one is a fork (Rulebook 1.19)."""

    table: str
    key: str
    """Published: only a game that is over is forked."""
    round: int
    phase: Phase
    committed: int
    """Up to this round sheets were committed to there, under that key."""


class State(Value, frozen=True, kw_only=True, dict=True):
    """All that is true at one table. Only `fold` makes a new one."""

    table: str
    scenario: Scenario
    key: str
    """32 random bytes in hex; secret until the debrief."""
    origins: tuple[Origin, ...] = ()
    """Where the game was played before, oldest first; only of a fork there are any."""
    language: str
    name: TextRef | None
    round: int = 0
    last_round: int
    preset: str | None = None
    """By which `scenario` is what it is here: not as it was written."""
    phase: Phase = "lobby"
    deadline_ms: int | None = None
    paused_left_ms: int | None = None
    """Milliseconds left on the clock while paused; -1 when paused without a clock."""
    awaits: tuple[Seat, ...] = ()
    """For whom the table is paused; while it is, `deadline_ms` is when it goes on without them."""
    clock: Mapping[str, int | None]
    seats: Mapping[Seat, Delegate]
    guests: Mapping[Guest, GuestSeat] = {}
    """Seats besides the six that this table has; a friend without one is the engine's."""
    unveiled: int | None = None
    """How many whole rounds late observers are shown everything; None: not at all."""
    past: tuple["State", ...] = ()
    """The table as it was when each of the last rounds ended, oldest first: as many as `unveiled`
    asks for, each without a past of its own, so that the log's length makes it no longer."""
    uniform: bool = False
    """Whether what the six are sent tells nothing by its size and time."""
    fixed_types: tuple[Seat, ...] = ()
    """Whose type was chosen when the table was founded, not drawn."""
    present: tuple[str, ...] = ()
    """Persons connected."""
    meters: Mapping[str, MeterState]
    documents: Mapping[str, Document] = {}
    """All but the drafts that were dropped."""
    dropped: Dropped = HashTrieMap()
    """Drafts that were dropped: their readers still have them, and nothing else comes of them. Kept
    apart, in a persistent map, so that what is given up makes nothing dearer that comes later."""
    dropped_naming: Naming = HashTrieMap()
    """Document -> the dropped drafts whose words name it, as they were dropped."""
    standings: Mapping[str, Standing] = {}
    deliveries: Mapping[str, tuple[Delivery, ...]] = {}
    """By clause, oldest first."""
    concluded_at: Mapping[int, tuple[str, ...]] = {}
    """Round -> settlement ids standing at its end (what `was` asks)."""
    proposed: tuple[Combination, ...] = ()
    """Joint assurances that somebody has agreed to and not yet all."""
    joint: tuple[Combination, ...] = ()
    """Joint assurances. A declaration is in one at most."""
    you_first: Mapping[int, tuple[str, ...]] = {}
    drifting: tuple[str, ...] = ()
    """Drifts that the world saw at work in the last reckoning."""
    sealed: Mapping[Seat, Instructions] = {}
    past_sheets: Mapping[int, Mapping[Seat, Instructions]] = {}
    commitments: Mapping[int, Mapping[Seat, str]] = {}
    """Round -> what was published of each sheet when the capitals ended."""
    acts: tuple[Act, ...] = ()
    done_once: tuple[str, ...] = ()
    """"seat:action" of actions a delegation may take once and has taken."""
    cards_drawn: tuple[str, ...] = ()
    open_grounds: tuple[str, ...] = ()
    convenor: Seat | None = None
    """Who chairs, where anybody does."""
    agenda: tuple[str, ...] = ()
    """Public papers as the chair has called them this round."""
    dialogue_round: int | None = None
    """When the dialogue opened that chairs are judged by."""
    animosities: Mapping[str, int] = {}
    """"dprk+usa" -> what lies between them, where that is not what it was at the start."""
    invitations: Mapping[str, tuple[Seat, ...]] = {}
    """Friend -> who has invited it, in this order."""
    friends: tuple[str, ...] = ()
    """Friends of the talks that are at the table, as they came."""
    declined: Mapping[str, int] = {}
    """Friend -> the round in which a person declined for it."""
    helped: Mapping[str, Mapping[str, tuple[str, ...]]] = {}
    """Document -> friend that has a seat -> the powers it lends the text."""
    rates: Mapping[str, Mapping[str, tuple[tuple[int, int], ...]]] = {}
    """Friend -> what is swapped ("one:other") -> the levels its person equates."""
    made_good: tuple[tuple[str, str], ...] = ()
    """(friend, clause) of each missed delivery that a friend made good."""
    assurance_level: int = 0
    assurance_ceiling: int = 0
    assurance_text: str = ""
    tellings: Mapping[int, tuple[Telling, ...]] = {}
    news: Mapping[str, News] = {}
    messages: Messages
    """A persistent map: saying one more thing costs the same whatever was said before."""
    channels: Mapping[str, tuple[Viewer, ...]] = {}
    petitions: Mapping[str, Petition] = {}
    reasons: Mapping[str, Reason] = {}
    """Kept for the debrief."""
    advice: Mapping[str, Advice] = {}
    """What desks have advised their heads."""
    outcome: str | None = None
    war_parties: tuple[Seat, ...] = ()
    ended_in: Phase = "lobby"
    """The phase that was on when the game ended."""
    successions: Mapping[str, bool] = {}
    """Those that are decided: whether another government came."""
    rooms: Mapping[int, Mapping[Seat, int]] = {}
    """Round -> each delegation's latitude at its end."""
    breaches: tuple[tuple[int, str], ...] = ()
    """(round, clause) of established evasions."""
    cured: tuple[tuple[int, str], ...] = ()
    """(round, clause) of breaches that were made good: they are no breaches any more."""
    overheard: tuple[Heard, ...] = ()
    """What delegations heard of others, oldest first."""
    accusations: tuple[Accusation, ...] = ()
    questions: tuple[Question, ...] = ()

    def paper(self, document: str) -> Document | None:
        """Return the document of this id, dropped or not."""
        return self.documents.get(document) or self.dropped.get(document)

    @property
    def sitters(self) -> Mapping[Sitter, Delegate | GuestSeat]:
        """All seats that persons may hold: the six, then guests'."""
        six: dict[Sitter, Delegate | GuestSeat] = dict(self.seats.items())
        return six | dict(self.guests.items())
