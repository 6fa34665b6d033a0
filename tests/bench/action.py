"""What one action costs by the rules alone, at a table where much has happened already.

Owns the logs that are made longer and the clock that is held to single actions: judged, folded,
what it touched found out, and the records of all who are told of it built anew.
"""

import time
from collections.abc import Callable, Iterator, Mapping
from itertools import count
from statistics import median
from typing import Any

from rules import (
    VIEWERS,
    Order,
    TextRef,
    apply,
    decide,
    open_table,
    parse_command,
    record,
    replay,
    touched_by_each,
)
from rules.commands import Advance, Open
from rules.scenario import Scenario

ACTIONS = 31
"""Actions that are timed at each length; the median is told."""
Wire = dict[str, Any]


class Table:
    """A table in memory, and how many steps were taken at it."""

    def __init__(self, scenario: Scenario) -> None:
        opening = open_table(scenario, table="bench", key="5eed" * 16, bots={}, clock={})
        self.state = replay((each.event for each in opening), scenario)
        self.texts: dict[str, str] = {}
        self.steps = 0
        self.obey("control", Open())
        self.obey("control", Advance())

    def lift(self, text: str, _field: str) -> TextRef:
        identity = f"t{len(self.texts)}"
        self.texts[identity] = text
        return TextRef(id=identity, digest="")

    def obey(self, by: Any, command: Any) -> tuple[Any, ...]:
        order = Order(by=by, person=f"{by}.1", id=f"c{self.steps}", at_ms=0, command=command)
        step = decide(self.state, order)
        for each in step:
            self.state = apply(self.state, each.event)
        self.steps += 1
        return step

    def act(self, by: str, wire: Wire) -> None:
        """Do all that an action takes but to store it and to send it."""
        step = self.obey(by, parse_command(wire, self.lift))
        for viewer, keys in touched_by_each(self.state, VIEWERS, step).items():
            for key in keys:
                record(self.state, viewer, key, self.texts)

    def grow(self, actions: Iterator[tuple[str, Wire]], length: int) -> None:
        """Let this go on until the log has so many steps."""
        while self.steps < length:
            by, wire = next(actions)
            self.obey(by, parse_command(wire, self.lift))


def said(_: Table) -> Iterator[tuple[str, Wire]]:
    """Talk: to the whole room, to some of it, over and over."""
    for n in count():
        by, other = ("dprk", "usa") if n % 2 else ("rok", "prc")
        yield by, {"kind": "say", "channel": "room", "text": f"the {n}. word"}
        yield by, {"kind": "say", "channel": f"{by}+{other}", "text": f"the {n}. aside"}


def rewritten(table: Table) -> Iterator[tuple[str, Wire]]:
    """Write: three drafts that their authors write anew, over and over."""
    authors = ("usa", "prc", "rok")
    for by in authors:
        yield by, {"kind": "draft", "document": offer(table.state.scenario, by)}
    drafts = {each.terms.author: name for name, each in table.state.documents.items()}
    for n in count():
        by = authors[n % len(authors)]
        document = offer(table.state.scenario, by)
        yield by, {"kind": "draft", "replaces": drafts[by], "document": document}


def dropped(table: Table) -> Iterator[tuple[str, Wire]]:
    """Give up: drafts that are written and dropped, and so never gone from the record."""
    for _ in count():
        yield "usa", {"kind": "draft", "document": offer(table.state.scenario, "usa")}
        last = next(reversed(table.state.documents))
        yield "usa", {"kind": "withdraw", "document": last}


def offer(scenario: Scenario, by: str) -> Wire:
    owed = next(each for each in scenario.instruments if by in each.debtors)
    clause = {"debtor": by, "instrument": owed.id, "level": 1}
    return {
        "title": "A paper",
        "sponsors": [by],
        "addressees": ["dprk"],
        "audience": "public",
        "clauses": [clause],
    }


LOGS: Mapping[str, Callable[[Table], Iterator[tuple[str, Wire]]]] = {
    "talk": said,
    "papers rewritten": rewritten,
    "papers dropped": dropped,
}


def cost(scenario: Scenario, log: str, lengths: tuple[int, ...]) -> Iterator[float]:
    """Yield what a single action takes at each length, in ms of processor time."""
    table = Table(scenario)
    actions = LOGS[log](table)
    for length in lengths:
        table.grow(actions, length)
        yield median(timed(table, actions) for _ in range(ACTIONS))


def timed(table: Table, actions: Iterator[tuple[str, Wire]]) -> float:
    by, wire = next(actions)
    began = time.process_time()
    table.act(by, wire)
    return 1000 * (time.process_time() - began)
