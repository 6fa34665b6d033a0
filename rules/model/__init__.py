"""What is true at a table now. Nothing here decides or changes anything."""

from .advice import Advice
from .charges import Accusation, Finding, Question, Verdict
from .papers import (
    GONE,
    Answer,
    Cause,
    Clause,
    ClauseStatus,
    Combination,
    Delivery,
    Document,
    Expectation,
    Fate,
    Part,
    Standing,
    Target,
    Terms,
)
from .petitions import Argument, Petition, PetitionStatus, Ruling
from .reasons import Reason
from .seats import Absence, ActionChoice, Delegate, GuestSeat, Instructions, Teammate
from .state import Act, MeterState, Origin, State
from .value import TextRef, Value
from .words import Heard, Message, Messages, News, Telling, TellingKind

__all__ = [
    "GONE",
    "Absence",
    "Accusation",
    "Act",
    "ActionChoice",
    "Advice",
    "Answer",
    "Argument",
    "Cause",
    "Clause",
    "ClauseStatus",
    "Combination",
    "Delegate",
    "Delivery",
    "Document",
    "Expectation",
    "Fate",
    "Finding",
    "GuestSeat",
    "Heard",
    "Instructions",
    "Message",
    "Messages",
    "MeterState",
    "News",
    "Origin",
    "Part",
    "Petition",
    "PetitionStatus",
    "Question",
    "Reason",
    "Ruling",
    "Standing",
    "State",
    "Target",
    "Teammate",
    "Telling",
    "TellingKind",
    "Terms",
    "TextRef",
    "Value",
    "Verdict",
]  # fmt: skip
