"""Step 7, the world: what drifts, what leaks, which grounds are open, what assurances come to.

Owns everything that moves by itself at a round's end (Rulebook 6.7, 7). What is published here is
worked out from public documents alone, or is on the rulebook's closed list.
"""

from msgspec.structs import replace

from .. import events as e
from ..chance import draw
from ..conditions.truth import Knowledge, now
from ..duties.obligations import clauses_in_force, texts_in_force
from ..model import Document, News, State, TellingKind
from ..names import VIEWERS
from ..naming import named
from ..weighing.assurance import index
from .chair import weigh_dialogue
from .course import Course, is_common
from .expecting import judge_expectations
from .payout import pay_out
from .succession import succeed
from .thaw import thaw

PUBLIC = Knowledge(readers=VIEWERS)
STALEMATE = "stalemate"
ASSURANCE = "assurance"


def move_world(course: Course) -> None:
    succeed(course)
    judge_expectations(course)
    grow_impatient(course)
    drift(course)
    thaw(course)
    weigh_dialogue(course)
    set_assurance(course)
    pay_out(course)
    leak(course)
    set_grounds(course)


def drift(course: Course) -> None:
    """Let things drift as they truly do; the public credits what it believes.

    What was delivered and settled this round counts, patience too; other meters still stand as
    the reckoning began. A stance that nobody kept this round, for whatever reason, holds nothing
    back. A drift is told when it sets in: while it lasts, the meters tell enough.
    """
    world = after_waiting(course)
    truth = Knowledge(readers=None, of_round=course.number)
    public = Knowledge(readers=VIEWERS, of_round=course.number)
    for each in course.state.scenario.drifts:
        if now(each.when.form, world, truth, None):
            course.tally.take(each.effects)
        if now(each.when.form, world, public, None):
            course.tally.credit(each.effects, f"drift:{each.id}")
            course.drifting.append(each.id)
            if each.id not in course.begun.drifting:
                course.tell("world", "drift", VIEWERS, name=each.id)


def after_waiting(course: Course) -> State:
    """Return the table with patience as this round has left it."""
    state, meter = course.state, course.state.meters.get(STALEMATE)
    if meter is None:
        return state
    waited = replace(meter, value=meter.value + course.tally.meters[STALEMATE])
    return replace(state, meters={**state.meters, STALEMATE: waited})


def grow_impatient(course: Course) -> None:
    """Count the rounds since a step was last delivered, as all six can see it.

    A round that only opens another channel does not count (Rulebook 7.19).
    """
    meter = course.state.meters.get(STALEMATE)
    if meter is not None and (course.has_step or not opens_a_channel(course)):
        course.tally.meters[STALEMATE] += -meter.value if course.has_step else 1
        by = -1 if course.has_step else 1
        course.tally.believed[STALEMATE] = {STALEMATE: by}


def opens_a_channel(course: Course) -> bool:
    """Whether a text that all six read was concluded on a track on which nothing was in force."""
    scenario = course.state.scenario
    busy = {scenario.instrument[c.instrument].track for _, c in clauses_in_force(course.begun)}
    return scenario.other_channels and any(
        scenario.instrument[clause.instrument].track not in busy
        for paper in course.state.documents.values()
        if paper.concluded_round == course.number and is_common(paper)
        for clause in paper.terms.clauses
    )


def set_assurance(course: Course) -> None:
    """Set the index, and the meter that mirrors it (Rulebook 7)."""
    before = course.state
    found = index(before)
    if (found.level, found.ceiling, found.text) == (
        before.assurance_level,
        before.assurance_ceiling,
        before.assurance_text,
    ):
        return
    course.add(e.AssuranceSet(level=found.level, ceiling=found.ceiling, ceiling_text=found.text))
    if found.level != before.assurance_level:
        kind: TellingKind = "index_rose" if found.level > before.assurance_level else "index_fell"
        course.tell("world", kind, VIEWERS, amount=found.level)
    mirror_assurance(course, found.level)


def mirror_assurance(course: Course, level: int) -> None:
    meter = course.state.meters.get(ASSURANCE)
    if meter is not None:
        by = level - meter.value
        course.tally.meters[ASSURANCE] = by
        course.tally.believed[ASSURANCE] = {ASSURANCE: by}


def leak(course: Course) -> None:
    """Draw for each secret document, open or in force, whether it leaks (Rulebook 3, 7)."""
    state = course.state
    for document in secrets_alive(state):
        name = document.terms.id
        if draw(state.key, course.number, f"leak:{name}") < state.scenario.leak_odds:
            news_id = named(state.key, "leak", "clock", name)
            course.add(e.DocumentDisclosed(document=name, news=news_id, by=None))
            news = News(id=news_id, round=state.round, kind="leak", document=name)
            course.add(e.NewsTold(id=news_id, news=news))
            course.tell("world", "leaked", VIEWERS, document=name)


def secrets_alive(state: State) -> tuple[Document, ...]:
    in_force = texts_in_force(state)
    return tuple(
        document
        for name, document in sorted(state.documents.items())
        if document.terms.audience == "secret"
        and not document.disclosed
        and (document.status == "open" or name in in_force)
    )


def set_grounds(course: Course) -> None:
    """Open and close grounds for walking out, by what the world can read (Rulebook 7)."""
    before, after = course.state.open_grounds, open_grounds(course.state)
    if after == before:
        return
    course.add(e.GroundsSet(open=after))
    for ground in course.state.scenario.grounds:
        if (ground.id in after) != (ground.id in before):
            kind: TellingKind = "ground_opened" if ground.id in after else "ground_closed"
            course.tell("world", kind, VIEWERS, name=ground.id)


def open_grounds(state: State) -> tuple[str, ...]:
    """Return the grounds that are open now, in the scenario's order."""
    return tuple(
        ground.id
        for ground in state.scenario.grounds
        if now(ground.opened_by.form, state, PUBLIC, None)
        and not now(ground.closed_by.form, state, PUBLIC, None)
    )
