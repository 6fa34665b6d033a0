"""Events of free play: petitions, arguments, rulings (Rulebook 8)."""

from typing import TypeAlias

from ..model import Argument, Petition, Ruling
from ..names import Viewer
from .base import Base


class PetitionMade(Base, frozen=True, kw_only=True):
    audience = "named"
    touches = ("petition/{id}",)
    id: str
    petition: Petition
    to: tuple[Viewer, ...]


class PetitionArgued(Base, frozen=True, kw_only=True):
    audience = "named"
    touches = ("petition/{id}",)
    id: str
    argument: Argument
    to: tuple[Viewer, ...]


class PetitionRuled(Base, frozen=True, kw_only=True):
    """Control has set odds and the engine has drawn, or control has refused."""

    audience = "named"
    touches = ("petition/{id}",)
    id: str
    ruling: Ruling
    to: tuple[Viewer, ...]


PetitionsEvent: TypeAlias = PetitionMade | PetitionArgued | PetitionRuled
