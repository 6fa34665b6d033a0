"""Who looks at what: the one thing every builder of a record is given.

Owns the words for texts and papers as one viewer may read them. What the viewer may not see and
what does not exist are the same here; nothing past this module may tell them apart.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from msgspec import Struct

from ..conditions import ALWAYS, Condition
from ..documents.sight import can_see
from ..model import Document, State, TextRef
from ..names import Viewer
from ..naming import label
from ..prose import Label, condition_text
from ..scenario import Scenario

Record: TypeAlias = dict[str, Any]
"""JSON-able: what goes over the wire under one key."""
Texts: TypeAlias = Mapping[str, str | None]
"""Free texts by id; None for one that was erased."""
ERASED = "(erased)"
"""What stands in the place of words that were taken back."""


class Reader(Struct, frozen=True):
    """One viewer before one state, with the free texts."""

    state: State
    viewer: Viewer
    texts: Texts

    def says(self, ref: TextRef) -> str:
        text = self.texts.get(ref.id, "")
        return ERASED if text is None else text

    def is_erased(self, ref: TextRef) -> bool:
        return self.texts.get(ref.id) is None

    def document(self, document: str) -> Document | None:
        """Return the document if it exists for this viewer."""
        found = self.state.paper(document)
        return found if found is not None and can_see(found, self.viewer) else None

    def label(self, document: str) -> str | None:
        """Return what the viewer calls a document; one out of sight has no name."""
        return None if self.document(document) is None else label(document)

    def condition(self, condition: Condition) -> str | None:
        """Return a condition in words, None where there is none."""
        return condition_words(condition, self.state.scenario, self.label)


def condition_words(condition: Condition, scenario: Scenario, label: Label) -> str | None:
    """Return a condition in words, None where there is none."""
    return None if condition == ALWAYS else condition_text(condition, scenario, label)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """How the records of one kind come about."""

    ids: Callable[[State, Viewer], Iterable[str]]
    """Every id that exists for the viewer, in a fixed order."""
    sees: Callable[[State, Viewer, str], bool]
    """Whether this id is one of `ids`, without listing them."""
    build: Callable[[Reader, str], Record]
    """The record; asked only for an id the viewer sees."""
    alike: bool = False
    """Whether all who see a record of this kind see the same."""
    moving: Callable[[State, Viewer], Iterable[str]] | None = None
    """Those whose records can change at all, or be gone; None for each of `ids`."""

    @property
    def changing(self) -> Callable[[State, Viewer], Iterable[str]]:
        return self.moving or self.ids
