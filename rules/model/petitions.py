"""Petitions: actions no catalogue holds, in a delegation's own words, and what became of them."""

from typing import Literal, TypeAlias

from ..names import Seat
from ..scenario import Effect
from .value import TextRef, Value

PetitionStatus: TypeAlias = Literal["open", "succeeded", "failed", "refused", "lapsed"]


class Argument(Value, frozen=True, kw_only=True):
    """What a delegation says for or against a petition."""

    by: Seat
    side: Literal["for", "against"]
    text: TextRef


class Ruling(Value, frozen=True, kw_only=True):
    """What control made of it: no odds is a refusal; `effects` are those that came about."""

    odds: int | None
    succeeded: bool
    effects: tuple[Effect, ...] = ()
    text: TextRef | None = None


class Petition(Value, frozen=True, kw_only=True):
    """`title` says what the delegation does, `why` why it should work."""

    id: str
    by: Seat
    secret: bool
    round: int
    title: TextRef
    why: TextRef
    status: PetitionStatus = "open"
    arguments: tuple[Argument, ...] = ()
    ruling: Ruling | None = None
