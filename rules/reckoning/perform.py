"""Step 1, perform: each obligation is met, met in part or evaded, as its debtor's sheet says.

Owns what was truly done and what it does to the world (Rulebook 6.1). Evasion has no effects,
whatever others believe. Who gets to know is decided in `verify`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from ..duties.friends import percent_of
from ..duties.obligations import Obligation, obligations
from ..model import Clause
from ..names import Seat
from ..scenario import Action, Effect, Instrument
from .actions import is_known
from .course import Course

Outcome = Literal["performed", "part", "evaded"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """What one debtor did about one obligation."""

    owed: Obligation
    outcome: Outcome
    amount: int
    is_open: bool = False
    """An evasion committed before everybody's eyes, by a national action."""
    diverted: int = 0
    """Percent of what was delivered."""

    @property
    def clause(self) -> Clause:
        return self.owed.clause


def perform(course: Course) -> tuple[Deed, ...]:
    """Return what was done about all that was due, its effects added to the tally."""
    meant = tuple(deed(course, owed) for owed in obligations(course.state, course.number))
    deeds = tuple(merged(course, each, meant) for each in meant)
    for (debtor, name), done in by_undertaking(deeds).items():
        have_effects(course, debtor, course.state.scenario.instrument[name], done)
    for each in deeds:
        gain(course, each)
    return deeds


def deed(course: Course, owed: Obligation) -> Deed:
    """Read off the debtor's sheet what it does; an act that breaks its word is an evasion."""
    clause = owed.clause
    act = breaking_act(course, clause)
    if act is not None:
        is_open = is_known(course, clause.debtor, act)
        return Deed(owed=owed, outcome="evaded", amount=0, is_open=is_open)
    wanted = course.sheets[clause.debtor].perform.get(clause.id)
    instrument = course.state.scenario.instrument[clause.instrument]
    outcome, amount = done(instrument, owed.amount, wanted)
    diverted = diverted_percent(course, instrument, clause) if amount else 0
    return Deed(owed=owed, outcome=outcome, amount=amount, diverted=diverted)


def done(instrument: Instrument, level: int, wanted: str | None) -> tuple[Outcome, int]:
    """Return the outcome and amount; a part of which nothing would be left is an evasion."""
    if wanted is None:
        return "performed", level
    part = part_of(instrument, level) if wanted == "part" else 0
    return ("part", part) if part else ("evaded", 0)


def merged(course: Course, each: Deed, meant: tuple[Deed, ...]) -> Deed:
    """Return what an evasion comes to where the same stance is held under another clause.

    Several clauses of one stance merge to the highest level (Rulebook 3): what is held toward all
    that a clause names is held under that clause too.
    """
    instrument = course.state.scenario.instrument[each.clause.instrument]
    if instrument.quantity is not None or each.outcome == "performed" or each.is_open:
        return each
    held = min(held_level(each, meant), each.clause.level)
    if held <= each.amount:
        return each
    outcome: Outcome = "performed" if held == each.clause.level else "part"
    return replace(each, outcome=outcome, amount=held)


def held_level(each: Deed, meant: tuple[Deed, ...]) -> int:
    """Return the level at which the debtor holds this stance toward all the clause names."""
    clause = each.clause
    held = [
        other
        for other in meant
        if (other.clause.debtor, other.clause.instrument) == (clause.debtor, clause.instrument)
    ]
    toward = [
        max((h.amount for h in held if seat in h.clause.beneficiaries), default=0)
        for seat in clause.beneficiaries
    ]
    return min(toward) if toward else max(h.amount for h in held)


def part_of(instrument: Instrument, level: int) -> int:
    """Return what "in part" delivers: one level less, or half the amount in whole steps."""
    if instrument.quantity is None:
        return level - 1
    return level // 2 - level // 2 % instrument.quantity.step


def breaking_act(course: Course, clause: Clause) -> Action | None:
    """Return its debtor's own act this round, if that is an evasion of this clause."""
    choice = course.sheets[clause.debtor].action
    action = course.state.scenario.action.get(choice.action) if choice else None
    return action if action is not None and clause.instrument in action.breaks else None


def diverted_percent(course: Course, instrument: Instrument, clause: Clause) -> int:
    """Return how much of fungible aid its receivers turn to other ends, taken together."""
    if "fungible" not in instrument.tags or not clause.beneficiaries:
        return 0
    wanted = [course.sheets[seat].divert.get(clause.id, 0) for seat in clause.beneficiaries]
    return sum(wanted) // len(wanted)


def by_undertaking(deeds: tuple[Deed, ...]) -> Mapping[tuple[Seat, str], list[Deed]]:
    """Group what was done by debtor and instrument, evasions left out."""
    groups: dict[tuple[Seat, str], list[Deed]] = {}
    for each in deeds:
        if each.amount:
            groups.setdefault((each.clause.debtor, each.clause.instrument), []).append(each)
    return groups


def have_effects(course: Course, debtor: Seat, instrument: Instrument, deeds: list[Deed]) -> None:
    """A stance works once, at the highest level held; a quantity by the steps each brings."""
    if instrument.quantity is None:
        best = max(deeds, key=lambda each: (each.amount, worth(course, each)))
        targets = tuple(dict.fromkeys(s for each in deeds for s in each.clause.beneficiaries))
        effects = level_effects(instrument, best.amount)
        course.tally.take(effects, debtor, targets, percent=worth(course, best))
        return
    for each in deeds:
        course.tally.take(
            instrument.quantity.effects,
            debtor,
            each.clause.beneficiaries,
            times=each.amount // instrument.quantity.step,
            percent=100 - each.diverted,
        )


def worth(course: Course, deed: Deed) -> int:
    """Return what a promise is worth in effects: less in a swap that nobody has rated."""
    return percent_of(course.state, deed.owed.document.terms, deed.clause)


def level_effects(instrument: Instrument, level: int) -> tuple[Effect, ...]:
    return instrument.levels[level - 1].effects


def gain(course: Course, each: Deed) -> None:
    """Who evades in secret, or diverts, gains by it; no one else is told of what."""
    clause = each.clause
    instrument = course.state.scenario.instrument[clause.instrument]
    if each.outcome == "evaded" and not each.is_open:
        course.tally.take(instrument.evade_gain, clause.debtor, clause.beneficiaries)
    if each.diverted and instrument.quantity is not None:
        for seat in clause.beneficiaries:
            percent = course.sheets[seat].divert.get(clause.id, 0) // len(clause.beneficiaries)
            steps = each.amount // instrument.quantity.step
            course.tally.take(instrument.divert_gain, seat, (clause.debtor,), steps, percent)
