"""Step 6, onus and room for manoeuvre: who is to blame, what it cost, what restores it.

Owns the changes of onus, support and latitude that Rulebook 7 names; effects of the catalogue are
in the tally already. Prices are charged here and nowhere else.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from ..conditions import (
    Accepts,
    All,
    Always,
    AnyOf,
    AtLeast,
    Compliant,
    Condition,
    Form,
    Leaf,
    Not,
    Operative,
    Performed,
    Present,
    Verified,
    Was,
    leaves,
)
from ..model import Answer, Document, Instructions, State
from ..names import SEATS, VIEWERS, Seat
from ..settlement.compile import compile_table
from ..settlement.settle import settle
from ..weighing.assurance import index
from ..weighing.exposure import eroding
from ..weighing.prices import slighted, worst_case
from .course import Course, is_public
from .settling import Result, answers_met


def move_onus_and_room(course: Course, result: Result) -> None:
    """Add to the tally what the settlement did to blame, support and room."""
    lay_onus(course, result)
    charge(course, result)
    restore(course, result)


# --- onus ---


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A good public offer that one of its addressees left unanswered, or declined."""

    document: Document
    amount: int

    @property
    def rank(self) -> tuple[int, int, str]:
        """Best first: by goodness, then by weight, then by id."""
        return (-self.document.goodness, -self.amount, self.document.terms.id)


def lay_onus(course: Course, result: Result) -> None:
    """Each addressee bears at most one onus: for the first it could have afforded of those that
    the chair has called, or else the best (Rulebook 7.7, 7.27)."""
    for seat in SEATS:
        refused = sorted(refusals(course, result, seat), key=partial(called, course))
        if not refused:
            continue
        worst = refused[0]
        name = worst.document.terms.id
        course.tally.onus[seat] += worst.amount
        course.tally.burdened[seat] = name
        course.tell("onus", "onus", VIEWERS, seat=seat, document=name, amount=worst.amount)


def called(course: Course, refused: Refusal) -> tuple[int, tuple[int, int, str]]:
    """Return the place of what was refused: as the chair has called the papers, then best first."""
    order, name = course.begun.agenda, refused.document.terms.id
    return (order.index(name) if name in order else len(order), refused.rank)


def comes_first(state: State, document: str) -> bool:
    """Whether the chair has put the paper so far up that silence on it is blamed at once."""
    rules = state.scenario.convenor
    return rules is not None and document in state.agenda[: rules.agenda]


def refusals(course: Course, result: Result, seat: Seat) -> Iterator[Refusal]:
    good_from = course.state.scenario.goodness.good_from
    for name, document in result.opened.items():
        is_offer = is_public(document) and seat in document.terms.addressees
        if not is_offer or document.goodness < good_from or result.stands(f"a:{name}:{seat}"):
            continue
        amount = onus_of(course, result, document, seat)
        if amount and could_afford(course, document, seat):
            yield Refusal(document=document, amount=amount)


def onus_of(course: Course, result: Result, document: Document, seat: Seat) -> int:
    """Return what the answer weighs: all for a decline, a silence or an idle reservation.

    Blame falls when the answer is declined or the offer is over, and for silence on what the chair
    has put first at once; never twice for one offer.
    """
    rules, name = course.state.scenario.onus, document.terms.id
    answer = answers_met(course, document).get(seat)
    if answer is not None and not answer.accepts:
        return rules.decline if document.answers.get(seat) != answer else 0
    is_open = course.state.documents[name].status == "open"
    if answer is None:
        is_due = not is_open or comes_first(course.begun, name)
        return rules.decline if is_due and not was_blamed(course, document, seat) else 0
    if is_open:
        return 0
    if not would_stand(course, result, document, seat, Always()):
        return 0
    is_half = lacked_one_act(course, result, document, seat, answer)
    return rules.half if is_half else rules.decline


def was_blamed(course: Course, document: Document, seat: Seat) -> bool:
    """Whether the seat bore the onus for its silence on this offer in an earlier round."""
    return any(
        line.kind == "onus" and line.seat == seat and line.document == document.terms.id
        for number, lines in course.begun.tellings.items()
        for line in lines
        if number < course.number
    )


def lacked_one_act(
    course: Course, result: Result, document: Document, seat: Seat, answer: Answer
) -> bool:
    """Whether one act of one other party would have made the acceptance stand."""
    form = answer.reservation.form
    acts = dict.fromkeys(leaf for _, leaf in leaves(form) if is_act_of_another(leaf, seat))
    eased = (granted(form, act) for act in acts)
    return any(would_stand(course, result, document, seat, each) for each in eased)


def is_act_of_another(leaf: Leaf, seat: Seat) -> bool:
    asked = leaf.of if isinstance(leaf, Was) else leaf
    match asked:
        case Operative(what=what) | Performed(what=what) | Verified(what=what):
            return what.by != seat
        case Accepts(by=by) | Compliant(by=by) | Present(by=by):
            return by != seat
        case _:
            return False


def granted(form: Form, act: Leaf) -> Form:
    """Return the condition as it would read had this act been done."""
    match form:
        case All(of=of):
            return All(tuple(granted(part, act) for part in of))
        case AnyOf(of=of):
            return AnyOf(tuple(granted(part, act) for part in of))
        case AtLeast(k=k, of=of):
            return AtLeast(k, tuple(granted(part, act) for part in of))
        case Not():
            return form
        case _:
            return Always() if form == act else form


def would_stand(
    course: Course, result: Result, document: Document, seat: Seat, reservation: Form
) -> bool:
    """Settle the same table again, but for this one reservation."""
    name = document.terms.id
    answer = Answer(accepts=True, reservation=Condition(reservation))
    sheet = Instructions(answers={**course.sheets[seat].answers, name: answer})
    compiled = compile_table(result.state, {**course.sheets, seat: sheet})
    return f"a:{name}:{seat}" in settle(compiled.needs, compiled.facts).standing


def could_afford(course: Course, document: Document, seat: Seat) -> bool:
    """Whether accepting this, with all its word was out for already, was within its means."""
    answers = {document.terms.id: Answer(accepts=True)}
    worst = worst_case(course.begun, seat, instructions=Instructions(answers=answers))
    return (worst.room_left >= 0 or not worst.needed) and not worst.stock


# --- what it costs, and what restores it ---


def charge(course: Course, result: Result) -> None:
    """Take the frozen prices of what was concluded, and what it costs those passed over."""
    tally = course.tally
    for document in concluded_now(course, result):
        for seat in document.bound:
            tally.room[seat] -= document.prices.get(seat, 0)
        for seat, price in slighted(course.state, document).items():
            tally.room[seat] -= price
    erode(course)
    for seat, delegate in course.begun.seats.items():
        if delegate.onus:
            tally.support[seat] -= course.state.scenario.onus.support_loss


def erode(course: Course) -> None:
    """A public text of several that loads one or two of them wears those out (Rulebook 7.23)."""
    rules = course.begun.scenario.exposure
    if rules is None:
        return
    for document, loaded in eroding(course.begun):
        for seat in loaded:
            course.tally.take(rules.erosion, seat)
            course.tell("onus", "eroded", VIEWERS, seat=seat, document=document.terms.id)


def concluded_now(course: Course, result: Result) -> Iterator[Document]:
    """Yield what was concluded this round, as it is now, in the order of ids."""
    for name in result.opened:
        if course.state.documents[name].status == "concluded":
            yield course.state.documents[name]


def restore(course: Course, result: Result) -> None:
    """Give back room for what restores it; without any support left, nothing does."""
    gains = Counter[Seat]()
    prices = course.state.scenario.prices
    for seat in unburdened(course):
        gains[seat] += prices.recovery
    for seat in successful(course, result):
        gains[seat] += prices.success
    for seat in vindicated(course, result):
        gains[seat] += prices.blame
    subject = course.state.scenario.ceilings.subject
    if index(course.state).level > course.begun.assurance_level:
        gains[subject] += prices.security
    for seat in SEATS:
        if course.begun.seats[seat].support > 0:
            course.tally.room[seat] += gains[seat]
    shed(course, result)


def unburdened(course: Course) -> tuple[Seat, ...]:
    """Return who bore no onus and bears none now."""
    bears = course.tally.onus
    return tuple(s for s in SEATS if not course.begun.seats[s].onus and bears[s] <= 0)


def successful(course: Course, result: Result) -> frozenset[Seat]:
    """Return who both gives and receives by something concluded this round."""
    return frozenset(
        seat
        for document in concluded_now(course, result)
        for seat in document.bound
        if gives(document, seat) and receives(document, seat)
    )


def gives(document: Document, seat: Seat) -> bool:
    return any(clause.debtor == seat for clause in document.terms.clauses)


def receives(document: Document, seat: Seat) -> bool:
    return any(
        seat in clause.beneficiaries and clause.debtor in document.bound
        for clause in document.terms.clauses
    )


def vindicated(course: Course, result: Result) -> frozenset[Seat]:
    """Return the sponsors of offers for which another bears new onus."""
    blamed = set(course.tally.burdened.values())
    return frozenset(s for name in blamed for s in result.opened[name].terms.sponsors)


def shed(course: Course, result: Result) -> None:
    """Relieve each who is bound by a public document concluded this round of some onus."""
    relief = course.state.scenario.onus.relief
    for document in concluded_now(course, result):
        if is_public(document):
            for seat in document.bound:
                course.tally.onus[seat] -= relief
