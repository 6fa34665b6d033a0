"""Step 7 begins: a government that changes, and which of its promises outlive it (Rulebook 3.18).

Owns the draws. A promise that falls so is nobody's breach. Who may not read it learns nothing.
"""

from msgspec.structs import replace

from .. import events as e
from ..chance import draw
from ..documents.sight import readers
from ..duties.obligations import clauses_in_force
from ..model import Document, News, Standing, TellingKind
from ..names import VIEWERS
from ..scenario import Succession
from .course import Course
from .payout import set_room


def succeed(course: Course) -> None:
    """Decide what this round was to decide."""
    for each in course.state.scenario.successions:
        if each.round == course.number and each.id not in course.state.successions:
            hold(course, each)


def hold(course: Course, succession: Succession) -> None:
    name, state = succession.id, course.state
    changed = draw(state.key, course.number, f"succession:{name}") < succession.odds
    course.add(e.SuccessionDecided(seat=succession.seat, succession=name, changed=changed))
    news = News(
        id=f"succession-{name}",
        round=state.round,
        kind="succession",
        succession=name,
        changed=changed,
        by=succession.seat,
    )
    course.add(e.NewsTold(id=news.id, news=news))
    kind: TellingKind = "government_changed" if changed else "government_stayed"
    course.tell("world", kind, VIEWERS, seat=succession.seat, name=name)
    if changed:
        take_office(course, succession)


def take_office(course: Course, succession: Succession) -> None:
    """A new government has its own room, and of the old one's word what outlives it."""
    if succession.latitude is not None:
        set_room(course, succession.seat, succession.latitude)
    for document, clause in tuple(clauses_in_force(course.state)):
        if clause.debtor == succession.seat:
            inherit(course, document, course.state.standings[clause.id])


def inherit(course: Course, document: Document, standing: Standing) -> None:
    """Draw whether a promise outlives the government that gave it, by its form."""
    odds = course.state.scenario.legal_forms.of(document.terms.form).survives
    lives = draw(course.state.key, course.number, f"survives:{standing.clause}") < odds
    name, clause = document.terms.id, standing.clause
    debtor = next(each.debtor for each in document.terms.clauses if each.id == clause)
    what = {"seat": debtor, "document": name, "clause": clause, "amount": odds}
    if not lives:
        fallen = replace(standing, status="lapsed", why=(), rests_under=None)
        course.add(e.ClauseStands(document=name, clause=clause, standing=fallen))
    course.tell("world", "outlived" if lives else "lapsed", readers(document), **what)
