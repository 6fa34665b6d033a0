"""Step 4, national actions: one for each delegation, walk-outs and returns (Rulebook 6.4, 7).

Owns what sealed acts do, and who learns of them. Nothing an act reveals may hang on a document
its actor may not see: where there is nothing to undermine it costs and reads the same.
"""

from .. import events as e
from ..chance import draw
from ..conditions.truth import is_operative
from ..documents.shape import in_order, signatories
from ..duties.obligations import clauses_in_force, texts_in_force
from ..duties.summits import is_prepared, pairs
from ..model import ActionChoice, State, TellingKind
from ..names import SEATS, VIEWERS, Seat, Viewer
from ..scenario import Action
from ..weighing.animosities import between
from ..weighing.prices import action_price, return_price, walk_out_price
from ..weighing.undercut import is_triggered
from .chair import take_chair
from .course import Course
from .listening import listen
from .voting import put_question


def act(course: Course) -> None:
    """Carry out what the sheets order, every delegation by the table as the reckoning found it."""
    for seat in SEATS:
        choice = course.sheets[seat].action
        action = course.begun.scenario.action.get(choice.action) if choice else None
        if choice and action and action.summit:
            invite(course, seat, action, choice)
        elif choice and action and is_possible(course.begun, seat, action):
            carry_out(course, seat, action, choice)
    hold(course)
    for one, other in pairs(course.begun, course.sheets):
        meet(course, one, other)
    take_chair(course)
    for seat in SEATS:
        leave(course, seat)
        come_back(course, seat)


def hold(course: Course) -> None:
    """Let what was shown and is not used yet weigh, once more each round (Rulebook 6.17).

    What is used this round weighs no more; what is shown this round does not yet.
    """
    for seat in SEATS:
        for action in course.state.scenario.actions:
            if action.standing and is_held(course, seat, action):
                course.tally.take(action.standing, seat)
                course.tally.credit(action.standing, f"action:{action.id}")
                course.tell("actions", "held", VIEWERS, seat=seat, name=action.id)


def is_held(course: Course, seat: Seat, action: Action) -> bool:
    uses = [each.id for each in course.state.scenario.actions if each.after == action.id]
    is_used = any(did(course.state, seat, each) for each in uses)
    return did(course.begun, seat, action.id) and not is_used


def did(state: State, seat: Seat, action: str) -> bool:
    return f"{seat}:{action}" in state.done_once


def invite(course: Course, seat: Seat, action: Action, choice: ActionChoice) -> None:
    """Put on record whom a delegation wanted to meet: its own affair unless they do meet."""
    both = [pair for pair in pairs(course.begun, course.sheets) if seat in pair]
    if both:
        course.tally.room[seat] -= action_price(course.begun, action.id)
    to: tuple[Viewer, ...] = VIEWERS if both else (seat, "control")
    course.add(
        e.Acted(
            seat=seat,
            choice=choice,
            round=course.number,
            force=False,
            counts=False,
            once=action.once and bool(both),
            to=to,
        )
    )
    if not both:
        course.tell("actions", "unmet", to, seat=seat, other=choice.target[0], name=action.id)


def meet(course: Course, one: Seat, other: Seat) -> None:
    """Hold a summit: it breaks ice at once and binds nobody; unprepared it may fail (7.22)."""
    choice = course.sheets[one].action
    assert choice is not None
    action = course.begun.scenario.action[choice.action]
    odds = 100 if is_prepared(course.begun, one, other) else action.odds
    succeeded = luck(course, f"summit:{one}:{other}") < odds
    effects = action.effects if succeeded else action.failure
    course.tally.take(effects, one, (other,))
    course.tally.credit(effects, f"action:{action.id}")
    if succeeded:
        course.met.add(between(one, other))
    kind: TellingKind = "met" if succeeded else "met_in_vain"
    course.tell("actions", kind, VIEWERS, seat=one, other=other, name=action.id)


def is_possible(state: State, seat: Seat, action: Action) -> bool:
    return seat in action.seats and (not action.undercuts or is_triggered(state))


def carry_out(course: Course, seat: Seat, action: Action, choice: ActionChoice) -> None:
    tally = course.tally
    tally.room[seat] -= action_price(course.begun, action.id)
    if action.undercuts:
        tally.room[seat] += course.begun.scenario.prices.undercut_gain
    succeeded = luck(course, f"action:{seat}:{action.id}") < action.odds
    effects = action.effects if succeeded else action.failure
    if has_something_to_meet(course.begun, action, choice.target):
        tally.take(effects, seat, choice.target)
    known = is_known(course, seat, action)
    if action.secret and known:
        tally.take(action.attributed, seat, choice.target)
        tally.credit(action.attributed, f"action:{action.id}")
    elif known:
        tally.credit(effects, f"action:{action.id}")
    put_on_record(course, seat, action, choice, known)
    if action.listen:
        listen(course, seat, action, choice.target)
    put_question(course, seat, choice)


def is_known(course: Course, seat: Seat, action: Action) -> bool:
    """Whether the world learns who did it: always of an open act, by odds of a secret one."""
    return not action.secret or luck(course, f"trace:{seat}:{action.id}") < action.attribution


def has_something_to_meet(state: State, action: Action, target: tuple[Seat, ...]) -> bool:
    """Whether an act aimed at a format finds a text of that format, open or in force."""
    if action.target != "format":
        return True
    in_force = texts_in_force(state)
    return any(
        signatories(document.terms) == in_order(target)
        for name, document in state.documents.items()
        if document.status == "open" or name in in_force
    )


def put_on_record(
    course: Course, seat: Seat, action: Action, choice: ActionChoice, known: bool
) -> None:
    """An act in secret is its author's own; traced, it is everybody's."""
    to: tuple[Viewer, ...] = VIEWERS if known else (seat, "control")
    course.add(
        e.Acted(
            seat=seat,
            choice=choice,
            round=course.number,
            force=action.force and known,
            counts=action.force or action.escalates,
            once=action.once,
            to=to,
        )
    )
    kind: TellingKind = "acted" if not action.secret else "traced" if known else "acted_in_secret"
    other = choice.target[0] if action.target == "seat" and choice.target else None
    pair = choice.target if action.target == "pair" else ()
    course.tell("actions", kind, to, seat=seat, other=other, pair=pair, name=action.id)


def luck(course: Course, label: str) -> int:
    return draw(course.state.key, course.number, label)


def leave(course: Course, seat: Seat) -> None:
    """Walk out: cheap on an open ground, dear and a breach of faith on a closed one."""
    ground = course.sheets[seat].walk_out
    if ground is None or course.begun.seats[seat].walked_out:
        return
    freely = ground in course.begun.open_grounds
    course.tally.room[seat] -= walk_out_price(course.begun, ground)
    course.add(e.WalkedOut(seat=seat, ground=ground, freely=freely, round=course.number))
    kind: TellingKind = "walked_out" if freely else "stormed_out"
    course.tell("actions", kind, VIEWERS, seat=seat, name=ground)
    if not freely:
        course.tally.support[seat] -= course.begun.scenario.prices.walk_out_closed_support
        lose_patron(course, seat)
        forsake(course, seat)


def lose_patron(course: Course, seat: Seat) -> None:
    """Who stands behind a delegation does not stand behind this (Rulebook 7.13)."""
    patron = course.begun.scenario.patrons.get(seat)
    if patron is not None:
        course.tally.take(patron.effects, seat)
        course.tally.credit(patron.effects, f"patron:{seat}")


def forsake(course: Course, seat: Seat) -> None:
    """Put a walk-out on a closed ground on record as a breach of all that is promised."""
    for document, clause in clauses_in_force(course.state):
        if clause.debtor == seat and is_operative(course.state, clause):
            course.add(
                e.BreachEstablished(
                    document=document.terms.id, round=course.number, clause=clause.id
                )
            )


def come_back(course: Course, seat: Seat) -> None:
    if not course.sheets[seat].come_back or not course.begun.seats[seat].walked_out:
        return
    course.tally.room[seat] -= return_price(course.begun, seat)
    course.add(e.CameBack(seat=seat))
    course.tell("actions", "came_back", VIEWERS, seat=seat)
