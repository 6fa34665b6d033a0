"""Eavesdropping: what a delegation hears of two others that it may not read (Rulebook 6.16).

Owns the draws. Where there is nothing to hear it costs and reads like a miss, and each draw is
named by who listens to whom: what one hears shifts nobody's luck, and nobody else learns of it.
"""

from collections.abc import Mapping

from msgspec.structs import replace

from .. import events as e
from ..chance import draw, pick
from ..documents.shape import in_order, signatories
from ..documents.sight import can_see
from ..duties.obligations import texts_in_force
from ..model import Document, Heard, State, TellingKind
from ..names import Seat, Viewer
from ..scenario import Action
from ..weighing.animosities import between
from .course import Course


def listen(course: Course, seat: Seat, action: Action, target: tuple[Seat, ...]) -> None:
    """Put on record, for its author and control, what it hears of two others."""
    heard = overheard(course, seat, action, in_order(target))
    to: tuple[Viewer, ...] = (seat, "control")
    kind: TellingKind = "overheard" if heard.talked or heard.parties else "heard_nothing"
    course.add(e.Overheard(heard=heard, to=to))
    course.tell("actions", kind, to, seat=seat, name=action.id, heard=heard)


def overheard(course: Course, seat: Seat, action: Action, pair: tuple[Seat, ...]) -> Heard:
    one, other = pair
    ears = f"{seat}:{between(one, other)}"
    state = course.begun
    talked = has_talked(state, between(one, other)) and luck(course, f"talk:{ears}") < action.listen
    heard = Heard(round=course.number, seat=seat, pair=pair, talked=talked)
    texts = secrets(state, seat, pair)
    if not texts or luck(course, f"text:{ears}") >= action.listen:
        return heard
    name = chosen(course, f"which-text:{ears}", texts)
    return replace(
        heard,
        document=name,
        parties=signatories(texts[name].terms),
        clause=one_clause(course, ears, action, texts[name]),
    )


def one_clause(course: Course, ears: str, action: Action, text: Document) -> str | None:
    clauses = {each.id: each for each in text.terms.clauses}
    if not clauses or luck(course, f"clause:{ears}") >= action.listen_clause:
        return None
    return chosen(course, f"which-clause:{ears}", clauses)


def has_talked(state: State, channel: str) -> bool:
    """Whether the two, alone, have said anything to each other this round."""
    return any(
        each.channel == channel and each.round == state.round for each in state.messages.values()
    )


def secrets(state: State, seat: Seat, pair: tuple[Seat, ...]) -> dict[str, Document]:
    """Return the texts that bind or are open, that both sign and that the seat may not read."""
    in_force = texts_in_force(state)
    return {
        name: document
        for name, document in state.documents.items()
        if (document.status == "open" or name in in_force)
        and {*pair} <= {*signatories(document.terms)}
        and not can_see(document, seat)
    }


def chosen(course: Course, label: str, among: Mapping[str, object]) -> str:
    """Return one of these names by chance alone: their order does not matter."""
    return pick(course.state.key, course.number, f"ears-{label}", dict.fromkeys(among, 1))


def luck(course: Course, label: str) -> int:
    return draw(course.state.key, course.number, f"ears-{label}")
