"""The lines of an aftermath in words: short, plain, active (Rulebook 6; screen.md).

Owns a sentence for every kind of line, by subject. It must never look past its line for anything
that can change or that one reader knows and another does not: the line was written for those in
its `to`.
"""

from ...model import State, Telling
from ...names import Viewer
from . import deeds, moving, promises, questions, settled
from .line import Line, Said, Sayings

__all__ = ["SAY", "telling_text"]

SAY: Sayings = {
    **promises.SAYINGS,
    **questions.SAYINGS,
    **deeds.SAYINGS,
    **settled.SAYINGS,
    **moving.SAYINGS,
}
"""How each kind of line reads: a table, so that one lookup replaces a long match."""


def telling_text(telling: Telling, state: State, viewer: Viewer) -> Said:
    """Return the tone, the sentence and the detail of a line that `viewer` may read."""
    return SAY[telling.kind](Line(telling, state, viewer))
