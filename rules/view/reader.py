"""Who looks at what: the one thing every builder of a record is given.

Owns the words for texts and papers as one viewer may read them. What the viewer may not see and
what does not exist are the same here; nothing past this module may tell them apart.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from ..conditions import ALWAYS, Condition
from ..model import Document, State, TextRef
from ..names import Viewer
from ..naming import label
from ..prose import condition_text
from ..sight import can_see

Record: TypeAlias = dict[str, Any]
"""JSON-able: what goes over the wire under one key."""
Texts: TypeAlias = Mapping[str, str | None]
"""Free texts by id; None for one that was erased."""


@dataclass(frozen=True, slots=True)
class Reader:
    """One viewer before one state, with the free texts."""

    state: State
    viewer: Viewer
    texts: Texts

    def says(self, ref: TextRef) -> str:
        return self.texts.get(ref.id) or ""

    def is_erased(self, ref: TextRef) -> bool:
        return self.texts.get(ref.id) is None

    def document(self, document: str) -> Document | None:
        """Return the document if it exists for this viewer."""
        found = self.state.documents.get(document)
        return found if found is not None and can_see(found, self.viewer) else None

    def label(self, document: str) -> str | None:
        """Return what the viewer calls a document; one out of sight has no name."""
        return None if self.document(document) is None else label(document)

    def condition(self, condition: Condition) -> str | None:
        """Return a condition in words, None where there is none."""
        if condition == ALWAYS:
            return None
        return condition_text(condition, self.state.scenario, self.label)


def seen_by(state: State, viewer: Viewer) -> Iterator[tuple[str, Document]]:
    """Yield the documents the viewer may read, in the order of their ids."""
    for identity in sorted(state.documents):
        if can_see(state.documents[identity], viewer):
            yield identity, state.documents[identity]


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
