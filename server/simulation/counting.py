"""What one game of bots came to: how it ended, what was agreed, kept, drawn, done and earned.

Owns the counting of a game. It must never play one, nor print.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from rules.bots.match import Game
from rules.documents.shape import debtors
from rules.events import Acted, ClauseStands
from rules.judgement.judge import points, reliability, result
from rules.model import Document, State
from rules.names import SEATS, Seat

SILENT = "nobody"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What one game came to."""

    outcome: str
    rounds: int
    tabled: int
    concluded: int
    two_sided: int
    """Concluded documents under which two delegations or more owe something."""
    kept: int
    """Those of them in which at least two delegations performed all that fell due."""
    promises_due: int
    promises_kept: int
    players: dict[Seat, str]
    results: dict[Seat, int]
    """Thousandths of the way from a delegation's BATNA to its maximum."""
    instruments: frozenset[str]
    """Those of which some clause was operative."""
    cards: frozenset[str]
    actions: frozenset[str]
    lines: frozenset[str]
    """Lines met, as seat/sheet/line."""
    milliseconds: float
    """Of the processor."""


def count(game: Game, milliseconds: float) -> Counted:
    state = game.state
    documents = list(state.documents.values())
    concluded = [each for each in documents if each.status == "concluded"]
    two_sided = [each for each in concluded if len(debtors(each.terms)) > 1]
    record = reliability(state)
    return Counted(
        outcome=state.outcome or "",
        rounds=state.round,
        tabled=sum(each.tabled_round is not None for each in documents),
        concluded=len(concluded),
        two_sided=len(two_sided),
        kept=sum(len(faithful(state, each)) > 1 for each in two_sided),
        promises_due=record.due,
        promises_kept=record.kept,
        players={seat: state.seats[seat].bot or SILENT for seat in SEATS},
        results={seat: result(state, seat).per_mille for seat in SEATS},
        instruments=frozenset(in_force(game)),
        cards=frozenset(state.cards_drawn),
        actions=frozenset(done(game)),
        lines=frozenset(met(state)),
        milliseconds=milliseconds,
    )


def in_force(game: Game) -> Iterator[str]:
    """Yield the instruments of clauses that were operative at some time."""
    papers = game.state.documents
    for each in game.happened:
        event = each.event
        if isinstance(event, ClauseStands) and event.standing.status == "operative":
            clauses = papers[event.document].terms.clauses
            yield from (one.instrument for one in clauses if one.id == event.clause)


def done(game: Game) -> Iterator[str]:
    """Yield the national actions that were taken."""
    for each in game.happened:
        if isinstance(each.event, Acted):
            yield each.event.choice.action


def met(state: State) -> Iterator[str]:
    for seat in SEATS:
        variant = state.seats[seat].variant
        for each in points(state, seat):
            if each.met:
                yield f"{seat}/{variant}/{each.line.id}"


def faithful(state: State, document: Document) -> tuple[Seat, ...]:
    """Return the debtors who performed something under a document and evaded nothing of it."""
    return tuple(seat for seat in debtors(document.terms) if performed_all(state, document, seat))


def performed_all(state: State, document: Document, seat: Seat) -> bool:
    owed = [
        each
        for clause in document.terms.clauses
        if clause.debtor == seat
        for each in state.deliveries.get(clause.id, ())
    ]
    return bool(owed) and all(each.outcome == "performed" for each in owed)
