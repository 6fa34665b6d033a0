"""What has happened at a table. An event carries its outcome, so folding never re-judges.

Each event type declares, as data, who may learn of it (`audience`) and which records it may
change (`touches`); one that does not fails at import. `unfolding` resolves the audience, the
view's `touched` the records.
"""

from typing import Any, TypeAlias, get_args

from ..model import Value
from ..names import Viewer
from .advice import AdviceEvent, AdviceGiven
from .base import AudienceRule, Base
from .charges import (
    AccusationAnswered,
    Accused,
    BreachCured,
    ChargesEvent,
    QuestionPut,
    QuestionSettled,
)
from .guests import FriendAnswered, GuestsEvent, HelpLent, RateSet
from .papers import (
    AnswerKept,
    ClauseStands,
    CombinationAgreed,
    DocumentDenounced,
    DocumentDisclosed,
    DocumentDrafted,
    DocumentSettled,
    DocumentTabled,
    DocumentWithdrawn,
    DraftSigned,
    DraftUnsigned,
    ExpectationJudged,
    LeavingAgreed,
    PapersEvent,
)
from .petitions import PetitionArgued, PetitionMade, PetitionRuled, PetitionsEvent
from .reasons import ReasonKept, ReasonsEvent
from .sheets import (
    Acted,
    BreachEstablished,
    CameBack,
    DeliveryMadeGood,
    InstructionsSealed,
    ObligationMet,
    Overheard,
    SheetsCommitted,
    SheetsEvent,
    WalkedOut,
)
from .table import (
    AbsenceChosen,
    DeadlineMoved,
    GameEnded,
    Paused,
    PersonArrived,
    PersonLeft,
    PhaseBegan,
    Reseated,
    Resumed,
    SeatReadied,
    TableEvent,
    TableForked,
    TableOpened,
    Unveiled,
)
from .talk import ChannelOpened, MessageSaid, NewsTold, PastErased, TalkEvent, TextErased
from .teams import (
    DelegationPresent,
    DeputyNamed,
    TeammateAppointed,
    TeammateArrived,
    TeammateDismissed,
    TeammateLeft,
    TeamsEvent,
)
from .world import (
    AgendaSet,
    AnimositySet,
    AssuranceSet,
    BandChanged,
    ConvenorSet,
    DialogueOpened,
    FriendInvited,
    GroundsSet,
    LatitudeChanged,
    MeterMoved,
    OnusChanged,
    RoundClosed,
    SuccessionDecided,
    SupportChanged,
    Told,
    WorldEvent,
)

__all__ = [
    "EVENTS", "AbsenceChosen", "AccusationAnswered", "Accused", "Acted", "AdviceGiven", "AgendaSet",
    "AnimositySet",
    "AnswerKept", "AssuranceSet", "AudienceRule", "BandChanged", "Base", "BreachCured",
    "BreachEstablished", "CameBack", "ChannelOpened", "ClauseStands", "CombinationAgreed",
    "ConvenorSet", "DeadlineMoved", "DelegationPresent", "DeliveryMadeGood",
    "DeputyNamed", "DialogueOpened", "DocumentDenounced",
    "DocumentDisclosed", "DocumentDrafted", "DocumentSettled", "DocumentTabled",
    "DocumentWithdrawn", "DraftSigned", "DraftUnsigned", "Event", "ExpectationJudged",
    "FriendAnswered", "FriendInvited", "GameEnded", "GroundsSet", "Happened", "HelpLent",
    "InstructionsSealed",
    "LatitudeChanged", "LeavingAgreed", "MessageSaid", "MeterMoved", "NewsTold",
    "ObligationMet", "OnusChanged", "Overheard", "PastErased", "Paused", "PersonArrived",
    "PersonLeft",
    "PetitionArgued", "PetitionMade", "PetitionRuled", "PhaseBegan", "QuestionPut",
    "QuestionSettled", "RateSet", "ReasonKept", "Reseated", "Resumed", "RoundClosed", "SeatReadied",
    "SheetsCommitted", "SuccessionDecided", "SupportChanged", "TableForked", "TableOpened",
    "TeammateAppointed",
    "TeammateArrived", "TeammateDismissed", "TeammateLeft", "TextErased", "Told",
    "Unveiled", "WalkedOut", "undeclared",
]  # fmt: skip

Event: TypeAlias = (
    TableEvent | TalkEvent | PapersEvent | SheetsEvent | ChargesEvent | PetitionsEvent | WorldEvent
    | ReasonsEvent | GuestsEvent | TeamsEvent | AdviceEvent
)  # fmt: skip
EVENTS: tuple[type[Any], ...] = get_args(Event)


class Happened(Value, frozen=True, kw_only=True):
    """An event and everybody who may learn of it, resolved when it was judged."""

    event: Event
    to: tuple[Viewer, ...]


def undeclared() -> tuple[str, ...]:
    """Return the event types that do not say who may learn of them or what they change."""
    return tuple(
        kind.__name__
        for kind in EVENTS
        if "audience" not in kind.__dict__ or "touches" not in kind.__dict__
    )


assert not undeclared(), undeclared()
