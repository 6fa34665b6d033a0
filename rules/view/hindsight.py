"""The debrief's comparison with what could have been, and who kept faith with whom.

Owns `debrief/frontier` and `debrief/trust`. They exist after the end only, like all of the debrief.
"""

from collections import defaultdict
from collections.abc import Iterator
from math import prod

from ..conditions.truth import owed_under
from ..documents.shape import creditors
from ..duties.obligations import clauses_on_record
from ..judgement.hindsight import Change, better, left_behind, level_reached, nash_point, shortfall
from ..judgement.judge import result
from ..model import Clause, Delivery, State
from ..names import SEATS, Seat
from ..scenario.frontier import Choice, Worths
from .reader import Reader, Record
from .sheets import of_promises


def frontier(reader: Reader) -> Record:
    """What the six reached beside what the listed packages hold; after a war nothing is reached."""
    state = of_promises(reader.state)
    lost = bool(state.war_parties)
    results = [result(state, seat) for seat in SEATS]
    reached = tuple(each.points for each in results)
    nash, more = nash_point(state), None if lost else better(state, reached)
    return {
        "packages": prod(len(issue.levels) for issue in state.scenario.issues),
        "seats": [
            {
                "seat": seat,
                "reached": each.points,
                "batna": each.batna,
                "maximum": each.maximum,
                "nash": nash and nash.worths[place],
                "better": more and more.worths[place],
            }
            for place, (seat, each) in enumerate(zip(SEATS, results, strict=True))
        ],
        "issues": [
            at_issue(state, place, more, nash) for place in range(len(state.scenario.issues))
        ],
        "to_nash": None if lost else distance(state, reached, nash),
        "to_frontier": None if lost else distance(state, reached, more) or 0,
        "left_behind": [] if lost else [changed(each) for each in left_behind(state)],
    }


def distance(state: State, reached: Worths, other: Choice | None) -> int | None:
    return None if other is None else shortfall(state, reached, other.worths)


def at_issue(state: State, place: int, more: Choice | None, nash: Choice | None) -> Record:
    """Name an issue's level as it ended, and in either package."""
    issue = state.scenario.issues[place]
    levels = issue.levels
    return {
        "issue": issue.id,
        "title": issue.title,
        "reached": levels[level_reached(state, issue)].title,
        "better": more and levels[dict(more.levels)[place]].title,
        "nash": nash and levels[dict(nash.levels)[place]].title,
    }


def changed(change: Change) -> Record:
    levels = change.issue.levels
    return {
        "issue": change.issue.id,
        "title": change.issue.title,
        "was": levels[change.was].title,
        "would": levels[change.would].title,
        "gains": [{"seat": seat, "points": more} for seat, more in change.gains.items()],
    }


# --- trust ---


def trust(reader: Reader) -> Record:
    """Every promise that fell due, by who owed it to whom: kept, kept in part, broken."""
    counts: dict[tuple[Seat, Seat], dict[int, dict[str, int]]] = defaultdict(dict)
    for debtor, creditor, number, what in faith(reader.state):
        blank = {"kept": 0, "part": 0, "broken": 0}
        counts[debtor, creditor].setdefault(number, blank)[what] += 1
    return {
        "pairs": [
            {
                "from": debtor,
                "to": creditor,
                "rounds": [
                    {"round": number, **counts[debtor, creditor][number]}
                    for number in sorted(counts[debtor, creditor])
                ],
            }
            for debtor in SEATS
            for creditor in SEATS
            if (debtor, creditor) in counts
        ]
    }


def faith(state: State) -> Iterator[tuple[Seat, Seat, int, str]]:
    for paper, clause in clauses_on_record(state):
        found = [(each.round, kept(clause, each)) for each in deliveries(state, clause)]
        evaded = {each.round for each in deliveries(state, clause) if each.outcome == "evaded"}
        # A promise denounced before its term, or walked out on, is broken without an evasion.
        found += [
            (n, "broken") for n, name in state.breaches if name == clause.id and n not in evaded
        ]
        for number, what in found:
            for creditor in creditors(paper.terms, clause):
                yield clause.debtor, creditor, number, what


def deliveries(state: State, clause: Clause) -> tuple[Delivery, ...]:
    return state.deliveries.get(clause.id, ())


def kept(clause: Clause, delivery: Delivery) -> str:
    if delivery.amount >= owed_under(clause, delivery):
        return "kept"
    return "broken" if delivery.outcome == "evaded" else "part"
