"""Reckon a table and look at what came of it, in the words most tests of the reckoning need."""

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from rules import events as e
from rules.model import ActionChoice, Answer, Document, Instructions, State, Telling
from rules.names import Viewer
from rules.reckoning import closing_delivery, reckon
from rules.scenario import Scenario
from rules.unfolding import Unfolding

from ..tiny import SCENARIO, document, state, when

YES = Answer(accepts=True)
NO = Answer(accepts=False)


def yes_if(tree: Any) -> Answer:
    return Answer(accepts=True, reservation=when(tree))


def sheet(**what: Any) -> Instructions:
    """Instructions; `action` may be an action's id, or (id, targets)."""
    action = what.pop("action", None)
    if isinstance(action, str):
        action = (action, ())
    choice = None if action is None else ActionChoice(action=action[0], target=action[1])
    return Instructions(action=choice, **what)


def in_force(name: str, sponsors: Sequence[str], addressees: Sequence[str], *clauses: Any, **more):
    """A document concluded in round 1 whose clauses have been operative since."""
    return document(name, sponsors, addressees, *clauses, status="concluded", **more)


def on_table(
    name: str, sponsors: Sequence[str], addressees: Sequence[str], *clauses: Any, **more: Any
) -> Document:
    """An open document whose deadline is this round, unless `last_round` says otherwise."""
    about = {key: more.pop(key) for key in ("last_round", "goodness", "prices") if key in more}
    return replace(
        document(name, sponsors, addressees, *clauses, **more), **({"last_round": 3} | about)
    )


def table(*documents: Document, **more: Any) -> State:
    """A table in round 3's capitals; clauses in force stood at the end of round 2."""
    standing = sorted(
        f"c:{clause.id}"
        for each in documents
        if each.status == "concluded"
        for clause in each.terms.clauses
    )
    return state(*documents, **({"concluded_at": {2: standing}} | more))


def reckoned(before: State, **sheets: Instructions) -> Unfolding:
    """Reckon with these sheets, by seat; who is left out sealed nothing."""
    unfolding = Unfolding(replace(before, sealed=sheets))
    reckon(unfolding)
    return unfolding


def closed(before: State, **sheets: Instructions) -> Unfolding:
    """Make the closing delivery after a reckoning with these sheets."""
    unfolding = Unfolding(reckoned(before, **sheets).state)
    closing_delivery(unfolding)
    return unfolding


def events(unfolding: Unfolding, kind: type[Any]) -> list[Any]:
    return [each.event for each in unfolding.happened if isinstance(each.event, kind)]


def told(unfolding: Unfolding, viewer: Viewer) -> list[Telling]:
    """What this viewer may read of the aftermath, in order, without who else may."""
    lines = (each.telling for each in events(unfolding, e.Told))
    return [replace(each, to=()) for each in lines if viewer in each.to]


def kinds(unfolding: Unfolding, viewer: Viewer) -> list[str]:
    return [each.kind for each in told(unfolding, viewer)]


def lines_about(unfolding: Unfolding, viewer: Viewer, clause: str) -> list[str]:
    return [each.kind for each in told(unfolding, viewer) if each.clause == clause]


def meters(unfolding: Unfolding) -> Mapping[str, int]:
    return {name: each.value for name, each in unfolding.state.meters.items()}


def room(unfolding: Unfolding, seat: str) -> int:
    return unfolding.state.seats[seat].latitude


def scenario_with(**changes: Any) -> Scenario:
    """The tiny scenario with other fields; its look-ups are made anew."""
    return replace(SCENARIO, **changes)


def lucky(before: State, wanted: Any, tries: int = 200) -> State:
    """The same table under the first key for which `wanted(state)` is true."""
    for number in range(tries):
        keyed = replace(before, key=f"{number:064x}")
        if wanted(keyed):
            return keyed
    raise AssertionError("no key brings this about")
