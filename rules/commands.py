"""What may be asked of a table. A command may be refused; it is never stored as fact."""

from typing import Literal, TypeAlias

from .model import Instructions, Terms, TextRef, Value
from .names import Desk, Phase, Role, Seat, Sitter
from .scenario import Effect, Power


class Say(Value, frozen=True, kw_only=True):
    channel: str
    text: TextRef
    reply_to: str | None = None


class Draft(Value, frozen=True, kw_only=True):
    """`terms` without ids of its own: the judge gives the document and its clauses theirs."""

    terms: Terms
    replaces: str | None = None
    over: str | None = None
    """The version it was written over; None where the last word shall win."""


class Cosign(Value, frozen=True, kw_only=True):
    document: str


class Unsign(Value, frozen=True, kw_only=True):
    document: str


class Table(Value, frozen=True, kw_only=True):
    document: str


class Withdraw(Value, frozen=True, kw_only=True):
    document: str


class Denounce(Value, frozen=True, kw_only=True):
    document: str


class Combine(Value, frozen=True, kw_only=True):
    """Agree that these declarations become a joint assurance."""

    documents: tuple[str, ...]


class Disclose(Value, frozen=True, kw_only=True):
    document: str


class Accuse(Value, frozen=True, kw_only=True):
    """Say before all readers of its document that the debtor of a clause has evaded it."""

    clause: str
    evidence: bool


class Agenda(Value, frozen=True, kw_only=True):
    """The chair puts these public papers first."""

    documents: tuple[str, ...]


class Invite(Value, frozen=True, kw_only=True):
    """Invite a friend of the talks; with a second invitation it comes."""

    friend: str


class Attend(Value, frozen=True, kw_only=True):
    """A friend that enough have invited comes, or declines."""

    on: bool


class Help(Value, frozen=True, kw_only=True):
    """What a friend lends a text that names it; nothing declines."""

    document: str
    powers: tuple[Power, ...]


class Rate(Value, frozen=True, kw_only=True):
    """Which levels of two unlike systems a friend finds worth each other."""

    one: str
    other: str
    pairs: tuple[tuple[int, int], ...]


class Report(Value, frozen=True, kw_only=True):
    """A headline and a story of the press."""

    title: TextRef
    text: TextRef


class Ask(Value, frozen=True, kw_only=True):
    """The press asks a delegation in public."""

    seat: Seat
    text: TextRef


class Petition(Value, frozen=True, kw_only=True):
    """An action in the delegation's own words, and why it should work."""

    title: TextRef
    why: TextRef
    secret: bool = False


class Argue(Value, frozen=True, kw_only=True):
    petition: str
    side: Literal["for", "against"]
    text: TextRef


class Reason(Value, frozen=True, kw_only=True):
    """Why one did it, kept for the debrief; `about` is a document, "sheet" or "talk"."""

    about: str
    text: TextRef


class Seal(Value, frozen=True, kw_only=True):
    instructions: Instructions


class Ready(Value, frozen=True, kw_only=True):
    on: bool


class Open(Value, frozen=True):
    """Control opens the table: round 1 begins."""


class Pause(Value, frozen=True):
    pass


class Resume(Value, frozen=True):
    pass


class Extend(Value, frozen=True, kw_only=True):
    seconds: int


class Advance(Value, frozen=True):
    pass


class Inject(Value, frozen=True, kw_only=True):
    """A card of the scenario by its id, or control's own news."""

    card: str | None = None
    title: TextRef | None = None
    text: TextRef | None = None
    effects: tuple[Effect, ...] = ()


class Adjudicate(Value, frozen=True, kw_only=True):
    """Control's ruling on a petition; without odds it is refused."""

    petition: str
    odds: int | None = None
    success: tuple[Effect, ...] = ()
    failure: tuple[Effect, ...] = ()
    text: TextRef | None = None


class Whisper(Value, frozen=True, kw_only=True):
    seat: Sitter
    text: TextRef


class Reseat(Value, frozen=True, kw_only=True):
    """Give a seat to a person ("open": the old links die), to a bot, a guest's to the engine."""

    seat: Sitter
    holder: str


class Absence(Value, frozen=True, kw_only=True):
    """Control's choice for when a delegation is missing; `then` is as on the wire."""

    seat: Seat
    then: str
    grace_s: int = 0


class Unveil(Value, frozen=True, kw_only=True):
    """Let observers see everything, so many whole rounds late; None takes it back."""

    delay: int | None


class Erase(Value, frozen=True, kw_only=True):
    """Take words back for good: those of a record, or all that persons wrote (Rulebook 6.21).

    `person` is a role or one holder of it; `texts` are what they wrote, which only whoever keeps
    the record can tell.
    """

    record: str | None = None
    person: str | None = None
    texts: tuple[str, ...] = ()

    @property
    def field(self) -> str:
        return "record" if self.person is None else "person"


class Appoint(Value, frozen=True, kw_only=True):
    """Give a person a place in a delegation, or who holds `place` another desk."""

    rank: Literal["member", "mentor"]
    desk: Desk | None = None
    place: int | None = None
    seat: Seat | None = None
    """Whose; None for one's own."""


class Advise(Value, frozen=True, kw_only=True):
    """A desk's part of the sheet, or words for the press, and why."""

    why: TextRef
    instructions: Instructions = Instructions()
    statement: TextRef | None = None


class Renew(Value, frozen=True, kw_only=True):
    """Give a place's person new links: the old ones die."""

    place: int
    seat: Seat | None = None


class Deputy(Value, frozen=True, kw_only=True):
    """Name who acts for the head while that is away; None for nobody."""

    place: int | None
    seat: Seat | None = None


class Dismiss(Value, frozen=True, kw_only=True):
    """Take a place back; its links die."""

    place: int
    seat: Seat | None = None


class Close(Value, frozen=True):
    pass


class EndPhase(Value, frozen=True, kw_only=True):
    """The clock's: the phase's time is up, if it is still this phase and this deadline."""

    round: int
    phase: Phase
    deadline_ms: int


class MoveDeadline(Value, frozen=True, kw_only=True):
    """The clock's: nobody was serving for `by_ms`; nobody forfeits for it."""

    by_ms: int


class Arrive(Value, frozen=True, kw_only=True):
    person: str


class Leave(Value, frozen=True, kw_only=True):
    person: str


TeamCommand: TypeAlias = Appoint | Renew | Dismiss | Deputy
MemberCommand: TypeAlias = Say | Draft | Advise
PlayerCommand: TypeAlias = (
    Say | Draft | Cosign | Unsign | Table | Withdraw | Denounce | Disclose | Invite | Accuse | Seal
    | Ready | Petition | Argue | Reason | Agenda | Combine | TeamCommand
)  # fmt: skip
GuestCommand: TypeAlias = Say | Attend | Help | Rate | Report | Ask
ControlCommand: TypeAlias = (
    Say
    | Open
    | Pause
    | Resume
    | Extend
    | Advance
    | Inject
    | Whisper
    | Reseat
    | Absence
    | Close
    | Adjudicate
    | Erase
    | Unveil
    | TeamCommand
)
ClockCommand: TypeAlias = EndPhase | MoveDeadline | Arrive | Leave | Erase
Command: TypeAlias = PlayerCommand | MemberCommand | GuestCommand | ControlCommand | ClockCommand


class Order(Value, frozen=True, kw_only=True):
    """A command with who gives it. `by` comes from the connection, never from the command."""

    by: Role
    person: str
    id: str
    at_ms: int
    """The store's time, epoch milliseconds."""
    command: Command
