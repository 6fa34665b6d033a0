"""One table in memory: its folded state, what each viewer was shown, and who listens.

Owns folding stored steps and telling subscribers of them. It must never judge a command and never
fold what is not yet stored.
"""

import asyncio
from collections import ChainMap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter, is_
from typing import Any, Protocol

from msgspec import Struct

import rules
from rules import Happened, State
from rules.decide.absences import stand_in
from rules.events import TextErased
from rules.names import VIEWERS, Seat, Viewer
from rules.teams import called, mate_called, mates, persons, team_of

from . import frames
from .log import Facts, Heads, Step
from .records import Delta, Encoder, Fresh, Shown
from .seats import Person, somebody

FACTS = attrgetter("name", "round", "phase", "deadline_ms", "present", "seats")
"""What of a state facts are made of."""


class Words(ChainMap[str, str | None]):
    """New words over those that were there: found without a walk through the maps."""

    def get(self, key: str, default: Any = None) -> Any:
        new, before = self.maps
        return new[key] if key in new else before.get(key, default)


class Subscriber(Protocol):
    """One connection of a person, as a table sees it."""

    person: Person

    def send(self, frame: bytes) -> None: ...

    def bye(self, code: str) -> None: ...


class Outlook(Struct, frozen=True, kw_only=True):
    """What one more step will have come to, should it be stored; nobody has been told of it."""

    after: State
    said: Mapping[str, str | None]
    """The texts it brings, and None for those it takes back."""
    fresh: Mapping[Viewer, tuple[str, Fresh]]
    """The head that each viewer it concerns will hold, and the records it may change for it."""
    anew: bool
    """Who loads the log later never had the words that it takes back, and must still tell
    whoever read them."""


@dataclass(slots=True, kw_only=True)
class Live:
    """One table in memory, at the step `seq` of its log."""

    id: str
    state: State
    seq: int
    at_ms: int
    head: bytes
    texts: dict[str, str | None]
    known: set[int]
    """Hashes of the (person, command id) that were obeyed; a hit is looked up, a miss is new."""
    shown: dict[Viewer, Shown]
    subscribers: dict[Viewer, dict[Subscriber, None]]
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Held while a command is judged and stored: one at a time at each table."""
    seating: tuple[object, object] = (None, None)
    """The seats as they were when all who listen were last known to hold theirs."""
    gone: bool = False
    """Thrown out of the memory: whoever still holds it must ask for the table again."""

    def holds(self, person: Person) -> bool:
        """Say whether this person still speaks for the role."""
        sitter = person.sitter
        if sitter is None:
            return person.generation == 1
        seat, state = person.seat, self.state
        if person.place and seat is not None:
            return mate_called(state, seat, person.name) is not None
        held = state.sitters.get(sitter) if seat is None else state.seats[seat]
        return held is not None and held.generation == person.generation and held.bot is None

    def is_bot(self, person: Person) -> bool:
        """Say whether this is the bot that plays a seat now."""
        seat = person.seat
        return seat is not None and self.bot(seat) is not None and self.holder(seat) == person

    def bot(self, seat: Seat) -> str | None:
        """Return the bot that holds a seat, or stands in for whoever is missing there."""
        delegate = self.state.seats[seat]
        stands_in = None if delegate.absence.bot is None else stand_in(self.state, seat)
        return delegate.bot or stands_in

    def holder(self, role: Viewer) -> Person:
        """Return who speaks for a role now."""
        held = next((x for sitter, x in self.state.sitters.items() if sitter == role), None)
        return Person(table=self.id, role=role, generation=held.generation if held else 1)

    def team(self, seat: Seat) -> tuple[Person, ...]:
        """Return the members and the mentor of a delegation."""
        return tuple(
            Person(table=self.id, role=seat, generation=mate.generation, place=mate.place)
            for mate in team_of(self.state.seats[seat])
        )

    def after(self, happened: Sequence[Happened]) -> State:
        """Return the state that what has happened now leads to; changes nothing."""
        state = self.state
        for each in happened:
            state = rules.apply(state, each.event)
        return state

    def seqs_after(self, happened: Sequence[Happened]) -> dict[str, int]:
        """Return every viewer's seq after a step: it counts the steps that hold an event for it."""
        concerned = {viewer for each in happened for viewer in each.to}
        return {v: shown.seq + (v in concerned) for v, shown in self.shown.items()}

    def outlook(
        self, step: Step, happened: Sequence[Happened], after: State, said: Mapping[str, str | None]
    ) -> Outlook:
        """Return what a step with these texts leads to; changes nothing and tells nobody."""
        erased = erased_by(happened)
        texts = {**said, **dict.fromkeys(erased)}
        encoder = Encoder(after, Words(texts, self.texts))
        told = {viewer for each in happened for viewer in each.to}
        concerned = [viewer for viewer in self.shown if viewer in told]
        held = Heads(after.key, step.head)
        return Outlook(
            after=after,
            said=texts,
            fresh={
                viewer: (
                    held.by(viewer, self.shown[viewer].seq + 1),
                    [(key, encoder.one(viewer, key)) for key in keys],
                )
                for viewer, keys in rules.touched_by_each(after, concerned, happened).items()
            },
            anew=bool(erased),
        )

    def fold(self, step: Step, outlook: Outlook) -> dict[Viewer, Delta]:
        """Take a stored step into memory and return what it changed for whom."""
        assert step.seq == self.seq + 1, (step.seq, self.seq)
        self.state = outlook.after
        self.texts.update(outlook.said)
        self.seq, self.at_ms, self.head = step.seq, step.at_ms, step.head
        self.known.add(hash((step.person, step.command_id)))
        return {
            viewer: self.shown[viewer].step(head, fresh, outlook.anew)
            for viewer, (head, fresh) in outlook.fresh.items()
        }

    def announce(self, deltas: Mapping[Viewer, Delta]) -> None:
        """Tell everybody who listens; who no longer speaks for the role is told only that."""
        self._dismiss()
        last: Delta | None = None
        for viewer, delta in deltas.items():
            listening = self.subscribers[viewer]
            if not listening:
                continue
            if last is None or (last.records, last.drop) != (delta.records, delta.drop):
                last, changed = delta, frames.changes(delta.records, delta.drop)
            frame = frames.put(delta.seq, delta.head, changed)
            for subscriber in tuple(listening):
                subscriber.send(frame)

    def _dismiss(self) -> None:
        """Send away who no longer speaks for the role; who is let in holds it at that time."""
        seats, guests = self.seating
        if self.state.seats is seats and self.state.guests is guests:
            return
        self.seating = self.state.seats, self.state.guests
        for listening in self.subscribers.values():
            for subscriber in tuple(listening):
                if not self.holds(subscriber.person):
                    subscriber.bye("revoked")

    @property
    def people(self) -> int:
        """How many connections listen."""
        return sum(map(len, self.subscribers.values()))


def erased_by(happened: Iterable[Happened]) -> tuple[str, ...]:
    """Return the texts that a step takes back for good."""
    return tuple(each.event.text for each in happened if isinstance(each.event, TextErased))


def viewers(state: State) -> tuple[Viewer, ...]:
    """Return who there is to be shown a table: everybody's viewers, and its guests."""
    return (*VIEWERS, *state.guests)


def show_all(state: State, texts: Mapping[str, str | None]) -> dict[Viewer, Shown]:
    """Return what every viewer sees of a state, as if shown for the first time."""
    encoder = Encoder(state, texts)
    return {viewer: Shown(records=encoder.all(viewer)) for viewer in viewers(state)}


def has_facts_of(state: State, before: State) -> bool:
    """Say whether the facts of `before` are those of `state` for sure: most steps change none."""
    return all(map(is_, FACTS(state), FACTS(before)))


def facts_of(state: State) -> Facts:
    """Return what must be known of a table without loading it."""
    return Facts(
        name=state.name.id if state.name else None,
        round=state.round,
        phase=state.phase,
        deadline_ms=state.deadline_ms,
        people=state.present,
        bots=sum(d.bot is not None or d.absence.bot is not None for d in state.seats.values()),
        generations=generations(state),
    )


def people_of(table: str, state: State) -> tuple[Person, ...]:
    """Return whoever may speak at a table now: bots speak for nobody."""
    named = {"control": 1, "observer": 1, **persons(state)}
    found = (somebody(table, who, generation) for who, generation in named.items())
    return tuple(person for person in found if person is not None)


def generations(state: State) -> dict[str, int]:
    """Return who has a seat, or a place in a delegation -> which links count."""
    heads = {str(sitter): held.generation for sitter, held in state.sitters.items()}
    return heads | {called(seat, mate.place): mate.generation for seat, mate in mates(state)}
