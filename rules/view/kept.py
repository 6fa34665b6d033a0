"""Reasons kept for the debrief: their author's and control's until the end, then everybody's.

Owns `reason/{id}`.
"""

from collections.abc import Iterable

from ..legal import is_over
from ..model import State
from ..names import Viewer
from ..naming import label
from .reader import Reader, Record


def reasons(state: State, viewer: Viewer) -> Iterable[str]:
    return (each for each in sorted(state.reasons) if is_readable(state, viewer, each))


def is_readable(state: State, viewer: Viewer, identity: str) -> bool:
    kept = state.reasons.get(identity)
    return kept is not None and (is_over(state) or viewer in (kept.by, "control"))


def reason(reader: Reader, identity: str) -> Record:
    kept = reader.state.reasons[identity]
    return {
        "id": identity,
        "by": kept.by,
        "about": kept.about,
        "label": label(kept.about) if reader.state.paper(kept.about) is not None else None,
        "text": reader.says(kept.text),
        "erased": reader.is_erased(kept.text),
        "round": kept.round,
        "phase": kept.phase,
    }
