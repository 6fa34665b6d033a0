"""A case as it is written, played at a table: papers by letter, sheets by seat, what is expected.

Owns how a case is read and played (README.md says how one is written). It must never expect
anything itself: it only says, in the words of the case, what the table came to.
"""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from rules.documents.shape import kind
from rules.judgement.judge import points, reliability, result
from rules.model import Cause, Delivery, Document
from rules.weighing.animosities import level
from server.scenarios import read
from server.strict_yaml import parse
from tests.rules.at_the_table import Table

HERE = Path(__file__).parent
CATALOGUE = HERE / "catalogue"
ABOUT = ("seat", "phase", "refused", "as")
"""What a case says of a command beside its words: who, when, with which code it is refused, and
the letter of the draft it makes."""
PHASES = ("corridors", "plenary", "capitals")


class Round(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """One round: papers tabled, other commands, sealed sheets, and what is expected of it."""

    papers: dict[str, dict[str, Any]] = {}
    do: tuple[dict[str, Any], ...] = ()
    sheets: dict[str, dict[str, Any]] = {}
    expect: dict[str, Any] = {}


class Case(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A case: `number` is its place in the catalogue, `rules` the clauses it shows."""

    number: str
    title: str
    rules: tuple[str, ...]
    history: str = ""
    guests: tuple[str, ...] = ()
    """Seats besides the six that persons hold."""
    rounds: tuple[Round, ...]


@cache
def catalogue() -> tuple[Case, ...]:
    """Return all cases in the order of their numbers."""
    found = [
        msgspec.convert(each, Case)
        for path in sorted(CATALOGUE.glob("*.yaml"))
        for each in parse(path.read_bytes()).value  # type: ignore[union-attr]
    ]
    return tuple(sorted(found, key=place))


def place(case: Case) -> tuple[int, ...]:
    return tuple(int(part) for part in case.number.split("."))


@cache
def world() -> Any:
    return read(HERE / "world.yaml")


class Play:
    """A case on its way."""

    def __init__(self, guests: tuple[str, ...] = ()) -> None:
        self.table = Table(scenario=world(), guests=dict.fromkeys(guests)).open()
        self.papers: dict[str, str] = {}
        """Letter -> document id."""
        self.refusals: list[str] = []

    def round(self, each: Round) -> None:
        """Play one round up to its aftermath."""
        for phase in PHASES:
            self.table.to(phase)
            for letter, paper in each.papers.items():
                if phase == ("plenary" if paper["audience"] == "public" else "corridors"):
                    self.bring(letter, paper)
            for command in each.do:
                if phase == command.get("phase", "plenary"):
                    self.give(command)
        for seat, sheet in each.sheets.items():
            self.give({"seat": seat, "kind": "seal", "instructions": sheet})
        while self.table.state.phase not in ("reckoning", "closed"):
            self.table.give("control", "advance")

    def bring(self, letter: str, paper: Mapping[str, Any]) -> None:
        """Draft a paper, let its sponsors sign, and table it."""
        author = paper["sponsors"][0]
        stub = {**paper, "title": f"Paper {letter}", "provided": True, "clauses": []}
        (drafted,) = self.table.give(author, "draft", document=stub)
        self.papers[letter] = str(drafted.event.document)
        # A paper may speak of itself: it has a name only now.
        whole = {"title": f"Paper {letter}", **self.translated(paper)}
        self.table.give(author, "draft", document=whole, replaces=self.papers[letter])
        for sponsor in paper["sponsors"][1:]:
            self.table.give(sponsor, "cosign", document=self.papers[letter])
        self.table.give(author, "table", document=self.papers[letter])

    def give(self, command: Mapping[str, Any]) -> None:
        """Give a command; one that is to be refused names the code it expects."""
        words = {k: v for k, v in command.items() if k not in ABOUT}
        wire = self.translated(words)
        if "refused" not in command:
            happened = self.table.do(command["seat"], wire)
            if "as" in command:
                made = happened[0].event
                self.papers[command["as"]] = getattr(made, "document", None) or made.id
            return
        refusal = self.table.refusal(command["seat"], wire)
        assert refusal.code == command["refused"], refusal

    # --- letters and ids ---

    def translated(self, value: Any) -> Any:
        """Put ids in the place of letters: A is a paper, A.1 its first clause."""
        if isinstance(value, Mapping):
            return {self.translated(k): self.translated(v) for k, v in value.items()}
        if isinstance(value, list | tuple):
            return [self.translated(each) for each in value]
        return self.identity(value) if isinstance(value, str) else value

    def identity(self, text: str) -> str:
        """Put an id for a letter, or for the action that a question is about."""
        asked = {each.action: each.id for each in self.table.state.questions if not each.outcome}
        if text in asked:
            return asked[text]
        found = re.fullmatch(r"([A-Z])(\.\d+)?", text)
        if found is None or found[1] not in self.papers:
            return text
        return self.papers[found[1]] + (found[2] or "")

    def lettered(self, text: str) -> str:
        for letter, identity in self.papers.items():
            text = text.replace(identity, letter)
        return text

    # --- what came of it, in the words of the case ---

    def paper(self, letter: str) -> Document:
        return self.table.state.documents[self.papers[letter]]

    def found(self, what: str, of: str) -> Any:
        """Return what the table says of one thing a case expects something of."""
        return getattr(self, f"found_{what}")(of)

    def found_papers(self, letter: str) -> str:
        return self.paper(letter).status

    def found_shape(self, letter: str) -> str:
        return kind(self.paper(letter).terms)

    def found_clauses(self, clause: str) -> str:
        standing = self.table.state.standings.get(self.identity(clause))
        return standing.status if standing else "none"

    def found_because(self, letter: str) -> list[str]:
        """Return what was lacking, from the paper or clause itself to the end of its reasons."""
        if "." in letter:
            chain: tuple[Cause, ...] = self.table.state.standings[self.identity(letter)].why
        else:
            fate = self.paper(letter).fate
            chain = fate.chain if fate else ()
        return [self.lettered(each.lacked) for each in chain]

    def found_near(self, letter: str) -> list[list[str]]:
        fate = self.paper(letter).fate
        return [[self.lettered(leaf) for leaf in near] for near in fate.near] if fate else []

    def found_you_first(self, name: str) -> bool:
        """Whether a paper or clause would have stood if everybody had waited for the others."""
        number = max(self.table.state.you_first)
        sort = "c" if "." in name else "d"
        return f"{sort}:{self.identity(name)}" in self.table.state.you_first[number]

    def found_deliveries(self, clause: str) -> list[str]:
        return [how(each) for each in self.table.state.deliveries.get(self.identity(clause), ())]

    def found_amounts(self, clause: str) -> list[int]:
        return [each.amount for each in self.table.state.deliveries.get(self.identity(clause), ())]

    def found_broken(self, clause: str) -> bool:
        """Whether its breach is established."""
        return any(name == self.identity(clause) for _, name in self.table.state.breaches)

    def found_price(self, seat_of: str) -> int:
        """Return what a paper costs a signatory: "A usa"."""
        letter, seat = seat_of.split()
        return self.paper(letter).prices[seat]  # type: ignore[index]

    def found_goodness(self, letter: str) -> int:
        return self.paper(letter).goodness

    def found_meters(self, name: str) -> int:
        return self.table.state.meters[name].value

    def found_room(self, seat: str) -> int:
        return self.table.state.seats[seat].latitude  # type: ignore[index]

    def found_animosity(self, pair: str) -> int:
        """Return what lies between two: "rok jpn"."""
        state = self.table.state
        named = (each for each in state.scenario.animosities if [*each.pair] == pair.split())
        return level(state, next(named))

    def found_band(self, seat: str) -> str:
        return self.table.state.seats[seat].band  # type: ignore[index]

    def found_points(self, seat: str) -> int:
        """Return what a delegation's sheet gives it."""
        return sum(each.points for each in points(self.table.state, seat))  # type: ignore[arg-type]

    def found_result(self, seat: str) -> int:
        """Return the thousandths of the way from BATNA to maximum."""
        return result(self.table.state, seat).per_mille  # type: ignore[arg-type]

    def found_kept(self, which: str) -> int:
        """Return the promises "kept", or those "due"."""
        return getattr(reliability(self.table.state), which)

    def found_onus(self, seat: str) -> int:
        return self.table.state.seats[seat].onus  # type: ignore[index]

    def found_support(self, seat: str) -> int:
        return self.table.state.seats[seat].support  # type: ignore[index]

    def found_out(self, seat: str) -> bool:
        return self.table.state.seats[seat].walked_out is not None  # type: ignore[index]

    def found_grounds(self, ground: str) -> bool:
        """Whether a ground is open."""
        return ground in self.table.state.open_grounds

    def found_index(self, which: str) -> int:
        state = self.table.state
        return state.assurance_level if which == "level" else state.assurance_ceiling

    def found_told(self, name: str) -> list[str]:
        """Return of whom the last aftermath tells this, if of nobody in particular "all"."""
        lines = self.table.state.tellings.get(self.table.state.round, ())
        return [each.seat or "all" for each in lines if each.kind == name]

    def found_here(self, friend: str) -> bool:
        """Whether a friend of the talks is at the table."""
        return friend in self.table.state.friends

    def found_outcome(self, _: str) -> str | None:
        return self.table.state.outcome


def how(delivery: Delivery) -> str:
    """Return what a delivery was, and what is known of it."""
    known = "established" if delivery.established else "verified" if delivery.verified else ""
    return f"{delivery.outcome} {known}".strip()


def differences(case: Case) -> Iterator[str]:
    """Play a case and yield where the table came to something else than it expects."""
    play = Play(case.guests)
    for number, each in enumerate(case.rounds, 1):
        play.round(each)
        for what, of in each.expect.items():
            for name, expected in of.items():
                found = play.found(what, name)
                if found != expected:
                    yield f"round {number}: {what} {name}: {json.dumps(found)}, not {expected!r}"
