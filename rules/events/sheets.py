"""Events that follow from sealed sheets: what was performed or not, national actions, walk-outs."""

from collections.abc import Mapping
from typing import TypeAlias

from ..model import ActionChoice, Delivery, Heard, Instructions
from ..names import Seat, Viewer
from .base import PROMISES, Base


class InstructionsSealed(Base, frozen=True, kw_only=True):
    audience = "seat"
    touches = ("instructions/*",)
    seat: Seat
    instructions: Instructions


class SheetsCommitted(Base, frozen=True, kw_only=True):
    """The capitals are over: hashes of all six sheets, so that none can change afterwards."""

    audience = "world"
    touches = ("ledger/commitments",)
    round: int
    commitments: Mapping[Seat, str]


class ObligationMet(Base, frozen=True, kw_only=True):
    """What became of one obligation. Its truth is the debtor's; `Seen` tells the others."""

    audience = "readers"
    touches = ("clause/{clause}", *PROMISES)
    document: str
    clause: str
    delivery: Delivery


class BreachEstablished(Base, frozen=True, kw_only=True):
    """Established for all who may read the document: the breach of a secret stays among them."""

    audience = "readers"
    touches = ("clause/{clause}", "ledger/breaches", *PROMISES)
    document: str
    round: int
    clause: str


class DeliveryMadeGood(Base, frozen=True, kw_only=True):
    """A friend of the talks brought what a debtor had missed, as all readers of the text see."""

    audience = "readers"
    touches = ("clause/{clause}",)
    document: str
    clause: str
    friend: str


class Acted(Base, frozen=True, kw_only=True):
    """A national action was carried out, in secret unless `to` says otherwise."""

    audience = "named"
    touches = ("sheet/*", "ledger/friends")
    seat: Seat
    choice: ActionChoice
    round: int
    force: bool
    counts: bool
    """Whether it counts as an act toward war."""
    once: bool
    to: tuple[Viewer, ...]


class Overheard(Base, frozen=True, kw_only=True):
    """What came of listening to two others, if only that nothing was heard; the listener's own."""

    audience = "named"
    touches = ("ledger/overheard",)
    heard: Heard
    to: tuple[Viewer, ...]


class WalkedOut(Base, frozen=True, kw_only=True):
    audience = "world"
    touches = ("seat/{seat}", "sheet/*")
    seat: Seat
    ground: str
    freely: bool
    round: int


class CameBack(Base, frozen=True, kw_only=True):
    audience = "world"
    touches = ("seat/{seat}", "sheet/*")
    seat: Seat


SheetsEvent: TypeAlias = (
    InstructionsSealed | SheetsCommitted | ObligationMet | BreachEstablished | DeliveryMadeGood
    | Acted | Overheard | WalkedOut | CameBack
)  # fmt: skip
