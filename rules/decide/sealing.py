"""What stands in the way of a sealed sheet: answers, conduct, the action, leaving and returning.

Owns the checks of `instructions` against what the seat may know. It must never tell a hidden
document from one that does not exist.
"""

from collections.abc import Iterator, Mapping

from ..conditions import ALWAYS, documents
from ..conditions.truth import Knowledge, now
from ..documents.shape import signatories
from ..documents.sight import visible_of
from ..duties.charges import ambiguity, curable, open_against, to_vote_on
from ..judgement.belief import WHOLE, subjects
from ..legal import answerable, divertible, is_out, own_obligations
from ..model import ActionChoice, Answer, Instructions, State
from ..names import SEATS, Seat
from ..once import once_each
from ..prose.words import sentence
from ..scenario import Action, Ground
from ..weighing.prices import worst_case
from ..weighing.undercut import is_triggered
from .drafting import Problem, beyond, faults
from .reserving import reservations


def sheet_problems(state: State, seat: Seat, sheet: Instructions) -> tuple[Problem, ...]:
    """Return all that keeps `seat` from sealing `sheet` now, apart from the phase."""
    found = [
        *answers(state, seat, sheet.answers),
        *conduct(state, seat, sheet),
        *cures(state, seat, sheet),
        *votes(state, seat, sheet.votes),
        *action(state, seat, sheet.action),
        *leaving(state, seat, sheet),
        *bidding(state, seat, sheet),
        *beliefs(state, seat, sheet.beliefs),
    ]
    if not found:
        found += means(state, seat, sheet)
    return tuple(found)


def answers(state: State, seat: Seat, given: Mapping[str, Answer]) -> Iterator[Problem]:
    open_to_me = answerable(state, seat)
    for document, answer in given.items():
        where = f"instructions.answers.{document}"
        if document not in open_to_me:
            text = "No open document of this id is addressed to you."
            yield Problem(code="unknown-document", text=text, field=where)
        else:
            yield from reservation(state, document, answer, where)
            yield from unlisted(state, seat, document, answer, where)


def reservation(state: State, document: str, answer: Answer, at: str) -> Iterator[Problem]:
    """A reservation sees only what all signatories of its document may see (Rulebook 4)."""
    form = answer.reservation.form
    together = visible_of(state, documents(form), signatories(state.documents[document].terms))
    for path, code, hint in faults(state, answer.reservation, together):
        yield Problem(code=code, text=sentence(hint), field=f"{at}.accept{path}")


def unlisted(state: State, seat: Seat, document: str, answer: Answer, at: str) -> Iterator[Problem]:
    """A table that wants it simple accepts on conditions of the list alone (Rulebook 1.17)."""
    if state.scenario.limits.own_reservations or answer.reservation == ALWAYS:
        return
    if answer.reservation not in reservations(state, seat, state.documents[document]):
        text = "At this table one accepts on a condition of the list, or on none."
        yield Problem(code="unlisted-reservation", text=text, field=f"{at}.accept")


def conduct(state: State, seat: Seat, sheet: Instructions) -> Iterator[Problem]:
    """One evades only what is due, diverts what one is brought, answers where one is accused."""
    mine, brought = own_obligations(state, seat), divertible(state, seat)
    for clause in sheet.perform:
        if clause not in mine:
            text = "You owe nothing under a clause of this id now."
            yield Problem(code="unknown-clause", text=text, field=f"instructions.perform.{clause}")
    for clause in sheet.divert:
        if clause not in brought:
            text = "No clause of this id brings you anything that could be diverted."
            yield Problem(code="unknown-clause", text=text, field=f"instructions.divert.{clause}")
    accused = {each.clause for each in open_against(state, seat)}
    for clause in sheet.inspections:
        if clause not in accused:
            where = f"instructions.inspections.{clause}"
            text = "Nobody accuses you under a clause of this id now."
            yield Problem(code="unknown-clause", text=text, field=where)


def cures(state: State, seat: Seat, sheet: Instructions) -> Iterator[Problem]:
    """One makes good what one broke by performing it: not by breaking it once more."""
    can = curable(state, seat)
    for clause in sheet.cures:
        where = f"instructions.cures.{clause}"
        if clause not in can:
            text = "You have no breach under a clause of this id that could be made good now."
            yield Problem(code="not-curable", text=text, field=where)
        elif clause in sheet.perform:
            text = "Perform it in full, or do not make it good."
            yield Problem(code="cure-performs", text=text, field=where)


def votes(state: State, seat: Seat, given: Mapping[str, str]) -> Iterator[Problem]:
    """One votes on what others did, with one of the reasons that the scenario gives."""
    asked = {each.id: each for each in to_vote_on(state, seat)}
    for name, reason in given.items():
        where = f"instructions.votes.{name}"
        if name not in asked:
            text = "No question of this id waits for your vote."
            yield Problem(code="unknown-question", text=text, field=where)
        elif reason not in {each.id for each in ambiguity(state, asked[name]).reasons}:
            text = "Give one of the reasons that the question has."
            yield Problem(code="unknown-reason", text=text, field=where)


@once_each
def actions_open(state: State, seat: Seat) -> tuple[Action, ...]:
    """Return the national actions on the seat's menu now, in the scenario's order."""
    return tuple(a for a in state.scenario.actions if is_on_menu(state, seat, a))


def is_on_menu(state: State, seat: Seat, act: Action) -> bool:
    """Whether it is open by what this seat knows, and not spent by this seat."""
    if seat not in act.seats or (act.once and f"{seat}:{act.id}" in state.done_once):
        return False
    if act.undercuts and not is_triggered(state):
        return False
    if act.after is not None and f"{seat}:{act.after}" not in state.done_once:
        return False
    return now(act.requires.form, state, Knowledge(readers=(seat,)), seat)


def action(state: State, seat: Seat, choice: ActionChoice | None) -> Iterator[Problem]:
    if choice is None:
        return
    where = "instructions.action"
    offered = {a.id: a for a in actions_open(state, seat)}
    if choice.action not in offered:
        yield Problem(code="not-on-menu", text="This action is not open to you now.", field=where)
        return
    if not is_aimed(offered[choice.action], choice, seat):
        text = {
            "none": "This action has no target.",
            "seat": "Name one other delegation.",
            "pair": "Name two other delegations.",
            "format": "Name the two or more delegations whose text you aim at.",
        }[offered[choice.action].target]
        yield Problem(code="wrong-target", text=text, field=f"{where}.target")


def is_aimed(act: Action, choice: ActionChoice, seat: Seat) -> bool:
    target = choice.target
    match act.target:
        case "none":
            return not target
        case "seat":
            return len(target) == 1 and target[0] != seat
        case "pair":
            return len(target) == len({*target}) == 2 and seat not in target
        case _:
            return len(set(target)) == len(target) >= 2 and set(target) <= set(SEATS)


def grounds_for(state: State, seat: Seat) -> tuple[Ground, ...]:
    """Return the grounds the seat could name, open or closed."""
    return tuple(g for g in state.scenario.grounds if seat in g.seats)


def bidding(state: State, seat: Seat, sheet: Instructions) -> Iterator[Problem]:
    """One bids for a chair that there is, from one's own at the table (Rulebook 7.27)."""
    if sheet.bid and state.scenario.convenor is None:
        text = "Nobody chairs these talks."
        yield Problem(code="no-chair", text=text, field="instructions.bid")
    elif sheet.bid and is_out(state, seat):
        text = "You have walked out. Return before you bid for the chair."
        yield Problem(code="walked-out", text=text, field="instructions.bid")


def leaving(state: State, seat: Seat, sheet: Instructions) -> Iterator[Problem]:
    """One walks out on a ground when one is in, and returns when one is out (Rulebook 7)."""
    out = is_out(state, seat)
    if sheet.walk_out is not None:
        where = "instructions.walk_out"
        if out:
            text = "You have walked out already."
            yield Problem(code="walked-out", text=text, field=where)
        elif sheet.walk_out not in {g.id for g in grounds_for(state, seat)}:
            text = "This is no ground of yours."
            yield Problem(code="unknown-ground", text=text, field=where)
    if sheet.come_back and not out:
        text = "You have not walked out."
        yield Problem(code="not-walked-out", text=text, field="instructions.return")


def beliefs(state: State, seat: Seat, told: Mapping[Seat, Mapping[str, int]]) -> Iterator[Problem]:
    """A belief names every type of another delegation, in percent that add up (Rulebook 2.11)."""
    open_to = subjects(state, seat)
    for about, odds in told.items():
        types = {each.id for each in open_to.get(about, ())}
        if not types or set(odds) != types or sum(odds.values()) != WHOLE:
            text = "Give each of its types a whole percentage; together they are 100."
            text = text if types else "There is no type of this delegation for you to guess."
            yield Problem(code="bad-belief", text=text, field=f"instructions.beliefs.{about}")


def means(state: State, seat: Seat, sheet: Instructions) -> Iterator[Problem]:
    """The worst case of the sheet must be within one's means (Rulebook 5)."""
    before = worst_case(state, seat, instructions=Instructions())
    after = worst_case(state, seat, instructions=sheet)
    yield from beyond(state, before, after, field="instructions")
