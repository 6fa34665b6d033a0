"""Play at a table of the tiny scenario, by the door players use: words on the wire, then events.

Owns a table on its way and the documents most tests speak of. A refusal is looked at with
`refused`, which also checks that it changed nothing.
"""

from collections.abc import Mapping
from typing import Any

import pytest

from rules.commands import Arrive, Leave, Order
from rules.decide import judged
from rules.events import Happened
from rules.fold import apply, replay
from rules.model import State, TextRef
from rules.opening import open_table
from rules.parse import parse_command
from rules.refusal import Refused
from rules.scenario import Scenario
from rules.teams import persons

from .tiny import SCENARIO

KEY = "5eed" * 16
BEGUN_MS = 1_000_000
CLOCK = {"corridors": 300, "plenary": 200, "capitals": 100}


def lift(text: str, field: str) -> TextRef:
    return TextRef(id=f"text-{text}", digest="")


class Table:
    """A table and all that has happened at it. Time stands still unless told otherwise."""

    def __init__(
        self,
        state: State | None = None,
        *,
        scenario: Scenario = SCENARIO,
        bots: Mapping[str, str] | None = None,
        clock: Mapping[str, int | None] | None = None,
        key: str = KEY,
        guests: Mapping[str, str | None] | None = None,
    ) -> None:
        self.log: list[Happened] = []
        self.now_ms = BEGUN_MS
        self.given = 0
        if state is None:
            opening = open_table(
                scenario, table="t", key=key, bots=bots or {}, clock=clock or {}, guests=guests
            )
            self.log += opening
            state = replay((each.event for each in opening), scenario)
        self.state = state

    def order(self, by: str, command: Any, **more: Any) -> Order:
        self.given += 1
        parsed = parse_command(command, lift) if isinstance(command, dict) else command
        fields = {"person": self.person(by), "id": f"c{self.given}", "at_ms": self.now_ms}
        return Order(by=by.partition("-")[0], command=parsed, **(fields | more))

    def person(self, by: str) -> str:
        """Return who speaks for a role, or holds a place in a delegation: `dprk-1`."""
        return f"{by}.{persons(self.state).get(by, 1)}"

    def do(self, by: str, command: Any, **more: Any) -> tuple[Happened, ...]:
        judgement = judged(self.state, self.order(by, command, **more))
        happened = tuple(judgement.happened)
        for each in happened:
            self.state = apply(self.state, each.event)
        assert self.state == judgement.state, "what judging leads to is what its events fold to"
        self.log += happened
        return happened

    def give(self, by: str, kind: str, **fields: Any) -> tuple[Happened, ...]:
        """Give a command of the wire."""
        return self.do(by, {"kind": kind, **fields})

    def refused(self, by: str, kind: str, **fields: Any) -> Refused:
        return self.refusal(by, {"kind": kind, **fields})

    def refusal(self, by: str, command: Any, **more: Any) -> Refused:
        """Return the refusal of a command that must be refused."""
        before = self.state
        with pytest.raises(Refused) as caught:
            self.do(by, command, **more)
        assert self.state is before
        assert caught.value.detail.endswith((".", "?")), caught.value.detail
        return caught.value

    # what tests do all the time

    def open(self) -> "Table":
        self.give("control", "open")
        return self

    def to(self, phase: str) -> "Table":
        """Let control advance until this phase is on."""
        while self.state.phase != phase:
            self.give("control", "advance")
        return self

    def arrive(self, *seats: str) -> "Table":
        for seat in seats:
            self.do("clock", Arrive(person=self.person(seat)), person="clock")
        return self

    def leave(self, *seats: str) -> "Table":
        for seat in seats:
            self.do("clock", Leave(person=self.person(seat)), person="clock")
        return self

    def draft(self, by: str, document: Mapping[str, Any] | None = None, **more: Any) -> str:
        """Draft and return the document's id."""
        wire = {**(OFFER if document is None else document), **more}
        (drafted,) = self.give(by, "draft", document=wire)
        return str(drafted.event.document)

    def table(self, by: str, document: Mapping[str, Any] | None = None, **more: Any) -> str:
        """Draft, have all others sign, table; return the id. The phase must be right."""
        identity = self.draft(by, document, **more)
        for seat in self.state.documents[identity].terms.sponsors:
            if seat != by:
                self.give(seat, "cosign", document=identity)
        self.give(by, "table", document=identity)
        return identity

    def conclude(self, by: str, document: Mapping[str, Any] | None = None, **more: Any) -> str:
        """Table a document that is not public, let all its addressees accept, and reckon."""
        identity = self.table(by, document, **more)
        self.to("capitals")
        for seat in self.state.documents[identity].terms.addressees:
            self.give(seat, "seal", instructions={"answers": {identity: "accept"}})
        self.to("reckoning")
        assert self.state.documents[identity].status == "concluded"
        return identity


def clause(debtor: str, instrument: str, level: int = 1, **more: Any) -> dict[str, Any]:
    """A clause on the wire."""
    return {"debtor": debtor, "instrument": instrument, "level": level, **more}


FOOD = clause("usa", "food", 100, beneficiaries=["dprk"], rounds=4)
PLEDGE_FOR_A_TERM = clause("usa", "pledge", 1, beneficiaries=["dprk"], rounds=6)
FREEZE = clause("dprk", "freeze", 1, verification="v3")
OFFER: Mapping[str, Any] = {
    "title": "Food for a freeze",
    "sponsors": ["usa"],
    "addressees": ["dprk"],
    "audience": "closed",
    "clauses": [FOOD, FREEZE],
}
JOINT: Mapping[str, Any] = {**OFFER, "sponsors": ["usa", "rok"]}
"""An offer of two, written by the United States."""
SECRET: Mapping[str, Any] = {**OFFER, "audience": "secret"}
PUBLIC: Mapping[str, Any] = {**OFFER, "audience": "public"}


def heard_of(happened: tuple[Happened, ...], kind: str) -> list[tuple[str, ...]]:
    """Return who learns of the events of this kind."""
    return [each.to for each in happened if type(each.event).__name__ == kind]


def kinds(happened: tuple[Happened, ...]) -> list[str]:
    return [type(each.event).__name__ for each in happened]
