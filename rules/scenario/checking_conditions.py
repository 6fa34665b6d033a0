"""Whether a scenario's conditions and packages speak of things that are in the scenario.

Owns what a condition outside a document may read, beyond the names that `known` looks up. It must
never evaluate a condition.
"""

from collections.abc import Iterator

from ..conditions import (
    Charter,
    Condition,
    Leaf,
    Meter,
    Performed,
    Round,
    Undertaking,
    Verified,
    leaves,
)
from ..conditions.known import known
from .catalogue import Instrument
from .scenario import Scenario
from .sheets import Undertakes
from .world import MeterDef

Wrong = tuple[str, str]
"""What is wrong, and what would be right."""


class Catalogue:
    """All that a scenario's conditions may name."""

    def __init__(self, scenario: Scenario) -> None:
        self.instruments = {each.id: each for each in scenario.instruments}
        self.meters = {each.id: each for each in scenario.meters}
        self.grounds = frozenset(each.id for each in scenario.grounds)
        self.friends = frozenset(each.id for each in scenario.friends)
        self.rounds = scenario.rounds.last

    def wrong_in(self, condition: Condition) -> Iterator[Wrong]:
        """Yield what is wrong with a condition of a scenario, which has no documents to read."""
        faults = known(
            condition,
            instruments=self.instruments,
            meters=self.meters,
            grounds=self.grounds,
            friends=self.friends,
            documents=frozenset(),
        )
        for path, code, hint in faults:
            yield f"{code}{path and ' at ' + path}", hint
        if not faults:
            for path, leaf in leaves(condition.form):
                yield from ((f"{what} at {path}", hint) for what, hint in self.wrong_leaf(leaf))

    def wrong_leaf(self, leaf: Leaf) -> Iterator[Wrong]:
        match leaf:
            case Charter():
                yield "reads a document's debtor, and there is none", "use compliant or a meter"
            case Meter(name=name, at_least=low, at_most=high):
                yield from out_of_range(self.meters[name], low if high is None else high)
            case Round(at_least=low) if (low or 0) > self.rounds:
                yield f"there is no round {low}", f"the last possible round is {self.rounds}"
            case Performed(what=what) | Verified(what=what):
                yield from beyond_all(self.instruments[what.instrument], what)
            case _:
                return

    def wrong_clause(self, clause: Undertakes) -> Iterator[Wrong]:
        """Yield what is wrong with a clause of a listed package."""
        for toward in clause.toward or (None,):
            what = Undertaking(clause.by, clause.instrument, clause.level, toward)
            yield from self.wrong_in(Condition(Performed(what)))


def out_of_range(meter: MeterDef, bound: int | None) -> Iterator[Wrong]:
    if bound is not None and not meter.min <= bound <= meter.max:
        yield f"{meter.id} never is {bound}", f"{meter.min} to {meter.max}"


def beyond_all(instrument: Instrument, what: Undertaking) -> Iterator[Wrong]:
    stock = instrument.quantity.stock.get(what.by) if instrument.quantity else None
    if stock is not None and what.level > stock:
        yield f"{what.by} can never deliver {what.level} of {instrument.id}", f"{stock} at most"
