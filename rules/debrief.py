"""What a debrief lays open: every promise, every settlement, who answers for a war (Rulebook 9).

Owns the truth of the whole game as data. It may be asked only when the game is over: nothing in
it is anybody's secret then.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from .model import Cause, Clause, Delivery, Document, State
from .names import SEATS, Seat
from .obligations import clauses_in_force

KnownTo: TypeAlias = Literal["all", "some", "nobody"]

FORCE, ESCALATION, NEGLIGENCE = 3, 2, 1
"""What an act of force, an escalation and new onus amid high tension weigh in a war."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What became of a promise in one round, and who knew of it."""

    delivery: Delivery
    known: KnownTo


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    document: Document
    clause: Clause
    turns: tuple[Turn, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What one settlement made of one document, beside what "you first" would have."""

    document: str
    outcome: str
    """concluded, fell, declined or waiting."""
    why: tuple[Cause, ...]
    near: tuple[tuple[str, ...], ...]
    far: bool
    you_first: bool


def promises(state: State) -> tuple[Promise, ...]:
    """Return every promise that came into force, by document and place."""
    return tuple(
        Promise(
            document=document,
            clause=clause,
            turns=tuple(
                Turn(delivery=each, known=known_to(each))
                for each in state.deliveries.get(clause.id, ())
            ),
        )
        for document, clause in clauses_in_force(state)
    )


def known_to(delivery: Delivery) -> KnownTo:
    """Say who knew at the time what really became of it."""
    if delivery.outcome != "evaded":
        return "some" if delivery.doubted_by else "all"
    if delivery.established:
        return "all"
    return "some" if delivery.seen_by else "nobody"


def settlements(state: State) -> Mapping[int, tuple[Settled, ...]]:
    """Return, for each round, what was settled, in the order of ids."""
    return {number: settled_in(state, number) for number in sorted(state.concluded_at)}


def settled_in(state: State, number: int) -> tuple[Settled, ...]:
    first = set(state.you_first.get(number, ()))
    outcomes = ("concluded", "fell", "declined", "waiting")
    return tuple(
        Settled(
            document=line.document,
            outcome=line.kind,
            why=line.why,
            near=line.near,
            far=line.far,
            you_first=f"d:{line.document}" in first,
        )
        for line in state.tellings.get(number, ())
        if line.kind in outcomes and line.document is not None
    )


def responsibility(state: State) -> Mapping[Seat, int]:
    """Share out a war among its parties, in percent that add up to 100; nothing without a war."""
    blame = Counter[Seat]()
    for act in state.acts:
        if act.seat in state.war_parties and act.round >= state.round - 1:
            blame[act.seat] += FORCE if act.force else ESCALATION
    for line in state.tellings.get(state.round, ()):
        if line.kind == "onus" and line.seat in state.war_parties:
            blame[line.seat] += NEGLIGENCE
    return shared_out(blame)


def shared_out(blame: Mapping[Seat, int]) -> Mapping[Seat, int]:
    """Return percentages, the largest remainders rounded up, ties in the order of the table."""
    total = sum(blame.values())
    if not total:
        return {}
    shares = {seat: blame[seat] * 100 // total for seat in SEATS if blame.get(seat)}
    by_remainder = sorted(shares, key=lambda seat: -(blame[seat] * 100 % total))
    for seat in by_remainder[: 100 - sum(shares.values())]:
        shares[seat] += 1
    return shares
