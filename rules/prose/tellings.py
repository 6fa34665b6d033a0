"""The lines of an aftermath in words: short, plain, active (Rulebook 6; screen.md).

Owns a sentence for every kind of line. It must never look past its line for anything that can
change or that one reader knows and another does not: the line was written for those in its `to`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from ..model import Clause, State, Telling
from ..names import Seat, Viewer
from ..naming import label
from ..obligations import ESTABLISHING
from ..scenario import Instrument, Scenario
from ..shape import in_order, kind, signatories
from ..sight import readers
from . import cause_text, kind_text, near_text, order_dispute_text, seat_text
from .words import counted, listed, sentence

Tone: TypeAlias = Literal["good", "bad", "neutral", "warn"]
Said: TypeAlias = tuple[Tone, str, tuple[str, ...]]
"""Tone, text, and lines of detail."""

BY_LEVEL = {"v3": "observers", "v4": "inspectors by arrangement", "v5": "inspectors anywhere"}


@dataclass(frozen=True, slots=True)
class Line:
    """One telling before one pair of eyes."""

    telling: Telling
    state: State
    viewer: Viewer

    @property
    def scenario(self) -> Scenario:
        return self.state.scenario

    @property
    def who(self) -> str:
        return self.seat(self.telling.seat)

    def seat(self, seat: Seat | None) -> str:
        assert seat is not None, self.telling
        return seat_text(seat, self.scenario)

    @property
    def paper(self) -> str:
        assert self.telling.document is not None, self.telling
        return label(self.telling.document)

    def label(self, document: str) -> str | None:
        found = self.state.documents.get(document)
        return label(document) if found and self.viewer in readers(found) else None

    @property
    def clause(self) -> Clause:
        clause = self.telling.clause
        assert clause is not None, self.telling
        terms = self.state.documents[clause.rpartition(".")[0]].terms
        return next(each for each in terms.clauses if each.id == clause)

    @property
    def place(self) -> str:
        """Name the clause by its place in its document: "K7M2, clause 2"."""
        return f"{self.paper}, clause {self.clause.id.rpartition('.')[2]}"

    @property
    def instrument(self) -> Instrument:
        return self.scenario.instrument[self.clause.instrument]

    @property
    def promise(self) -> str:
        """Name what was undertaken: "“Nuclear freeze” (reactor)"."""
        instrument, level = self.instrument, self.clause.level
        if instrument.quantity is not None:
            return f"“{instrument.title}” ({level} {instrument.quantity.unit} a round)"
        return f"“{instrument.title}” ({instrument.levels[level - 1].title})"

    @property
    def reasons(self) -> tuple[str, ...]:
        return cause_text(self.telling.why, self.scenario, self.label)


def telling_text(telling: Telling, state: State, viewer: Viewer) -> Said:
    """Return the tone, the sentence and the detail of a line that `viewer` may read."""
    return SAY[telling.kind](Line(telling, state, viewer))


# --- perform and verify ---


def began(line: Line) -> Said:
    return "good", sentence(f"{line.who} made a start on {line.promise}"), (line.place,)


def delivered(line: Line) -> Said:
    return "good", sentence(shipment(line, line.telling.amount)), (line.place,)


def delivered_first(line: Line) -> Said:
    goods = in_running_text(line.instrument.title)
    text = f"The first {goods} arrived. {sentence(shipment(line, line.telling.amount))}"
    return "good", text, (line.place,)


def in_running_text(title: str) -> str:
    """Return a title without its capital, abbreviations apart."""
    is_word = title[1:2].islower()
    return title[:1].lower() + title[1:] if is_word else title


def shipment(line: Line, amount: int) -> str:
    quantity = line.instrument.quantity
    assert quantity is not None
    goods = in_running_text(line.instrument.title)
    to = listed([line.seat(seat) for seat in in_order(line.clause.beneficiaries)])
    return f"{line.who} delivered {amount} {quantity.unit} of {goods}" + (f" to {to}" if to else "")


def part(line: Line) -> Said:
    amount = line.telling.amount
    if line.instrument.quantity is None:
        held = line.instrument.levels[amount - 1].title
        text = f"{line.who} kept {line.promise} only in part ({held})"
    else:
        text = f"{shipment(line, amount)}, of {line.clause.level} promised"
    return "warn", sentence(text), (line.place,)


def hid(line: Line) -> Said:
    who = "you" if line.viewer == line.telling.seat else line.who
    return "neutral", sentence(f"in secret, {who} did not keep {line.promise}"), (line.place,)


def kept(line: Line) -> Said:
    promises = counted(line.telling.amount, "promise")
    return "good", sentence(f"{line.paper} holds: {promises} went on being kept"), ()


def turned(line: Line) -> Said:
    who = "you" if line.viewer == line.telling.seat else line.who
    return "neutral", sentence(f"in secret, {who} turned {goods_share(line)}"), (line.place,)


def goods_share(line: Line) -> str:
    goods = in_running_text(line.instrument.title)
    return f"{line.telling.amount}% of the {goods} it was brought to other ends"


def verified(line: Line) -> Said:
    checked = BY_LEVEL.get(line.clause.verification, BY_LEVEL[ESTABLISHING])
    text = f"{checked} saw nothing amiss: {line.promise} by {line.who} counts as verified"
    return "good", sentence(text), (line.place,)


def doubtful(line: Line) -> Said:
    checked = BY_LEVEL.get(line.clause.verification, BY_LEVEL[ESTABLISHING])
    text = f"{checked} could not confirm {line.promise} by {line.who} this round"
    return "warn", sentence(text), (line.place,)


def breached(line: Line) -> Said:
    text = sentence(f"{line.who} was found to have broken {line.promise}")
    return "bad", text, (line.place, *blamed(line))


def broke(line: Line) -> Said:
    text = sentence(f"{line.who} broke {line.promise} before all eyes")
    return "bad", text, (line.place, *blamed(line))


def blamed(line: Line) -> tuple[str, ...]:
    """Say what onus a breach of a public promise brought; one of a private text brings none."""
    onus_borne = line.telling.amount
    return (f"The onus moves to {line.who} (+{onus_borne}).",) if onus_borne else ()


def suspected(line: Line) -> Said:
    text = f"it looks as if {line.who} broke {line.promise}; nobody can prove it"
    return "warn", sentence(text), (line.place,)


def diverted(line: Line) -> Said:
    return "bad", sentence(f"{line.who} was seen to turn {goods_share(line)}"), (line.place,)


# --- actions ---


def acted(line: Line) -> Said:
    return "warn" if is_grave(line) else "neutral", deed(line), ()


def acted_in_secret(line: Line) -> Said:
    who = "you" if line.viewer == line.telling.seat else line.who
    return "neutral", sentence(f"in secret, {who} acted: {action_title(line)}"), (deed(line),)


def traced(line: Line) -> Said:
    return "bad", f"{deed(line)} {sentence(f'it was traced to {line.who}')}", ()


def is_grave(line: Line) -> bool:
    action = line.scenario.action[line.telling.name or ""]
    return action.force or action.escalates


def action_title(line: Line) -> str:
    return in_running_text(line.scenario.action[line.telling.name or ""].title)


def deed(line: Line) -> str:
    """Return what the world reads of an action, its actor and target filled in."""
    target = line.seat(line.telling.other) if line.telling.other else ""
    text = line.scenario.action[line.telling.name or ""].text
    return sentence(text.replace("{actor}", line.who).replace("{target}", target))


def walked_out(line: Line) -> Said:
    ground = line.scenario.ground[line.telling.name or ""]
    return "bad", sentence(f"{line.who} walked out: “{ground.title}”"), (ground.text,)


def stormed_out(line: Line) -> Said:
    ground = line.scenario.ground[line.telling.name or ""]
    text = f"{line.who} walked out over “{ground.title}”, which is no ground any more"
    return "bad", sentence(text), (sentence(ground.closed_text),)


def came_back(line: Line) -> Said:
    return "good", sentence(f"{line.who} came back to the table"), ()


# --- settlement ---


def concluded(line: Line) -> Said:
    return "good", sentence(f"{described(line)}, is concluded"), ()


def fell(line: Line) -> Said:
    return "bad", sentence(f"{described(line)}, fell"), (*line.reasons, *misses(line))


def declined(line: Line) -> Said:
    """Where one alone said no, that is the whole reason."""
    if line.telling.seat is None:
        text = sentence(f"{described(line)}, was declined")
        return "bad", text, (*line.reasons, *misses(line))
    return "bad", sentence(f"{line.who} declined {described(line)}"), misses(line)


def waiting(line: Line) -> Said:
    text = sentence(f"{described(line)}, does not stand yet")
    return "neutral", text, (*line.reasons, *misses(line))


def described(line: Line) -> str:
    """Name a text by its label, kind and sponsors: "K7M2, an offer by the US"."""
    assert line.telling.document is not None, line.telling
    terms = line.state.documents[line.telling.document].terms
    named = in_running_text(kind_text(kind(terms)))
    article = "an" if named[0] in "aeiou" else "a"
    by = listed([line.seat(seat) for seat in in_order(terms.sponsors)])
    return f"{line.paper}, {article} {named} by {by}"


def misses(line: Line) -> tuple[str, ...]:
    """Say what would have been enough beside what the reasons say, or that nothing small would."""
    if line.telling.far:
        return ("It is far from standing.",)
    said = tuple(cause.lacked for cause in line.telling.why[-1:])
    texts = (
        near_text(near, line.scenario, line.label) for near in line.telling.near if near != said
    )
    return tuple(f"Near miss: {in_running_text(text)}" for text in texts)


def woke(line: Line) -> Said:
    return "good", sentence(f"{line.promise} by {line.who} is in force again"), (line.place,)


def sleeps(line: Line) -> Said:
    text = sentence(f"{line.promise} by {line.who} sleeps")
    return "neutral", text, (line.place, *line.reasons)


def served(line: Line) -> Said:
    return "neutral", sentence(f"{line.promise} by {line.who} has run its term"), (line.place,)


def suspended(line: Line) -> Said:
    text = f"{line.promise} by {line.who} is suspended while it is away"
    return "warn", sentence(text), (line.place,)


def order_dispute(line: Line) -> Said:
    assert line.telling.clause is not None, line.telling
    assert line.telling.name is not None, line.telling
    return "warn", order_dispute_text(line.telling.clause, line.telling.name, line.label), ()


# --- onus, the world, the end ---


def onus(line: Line) -> Said:
    text = f"the onus moves to {line.who} (+{line.telling.amount})"
    if line.telling.amount < line.scenario.onus.decline:
        why = f"its answer to the good offer {line.paper} hung on what another did not do"
    else:
        why = f"it left the good public offer {line.paper} without the yes it could afford"
    return "bad", sentence(f"{text}: {why}"), ()


def drift(line: Line) -> Said:
    text = next(each.text for each in line.scenario.drifts if each.id == line.telling.name)
    return "neutral", sentence(text), ()


def index_rose(line: Line) -> Said:
    return "good", sentence(f"the assurance index rises to {line.telling.amount}"), ()


def index_fell(line: Line) -> Said:
    return "bad", sentence(f"the assurance index falls to {line.telling.amount}"), ()


def leaked(line: Line) -> Said:
    assert line.telling.document is not None, line.telling
    terms = line.state.documents[line.telling.document].terms
    between = listed([line.seat(seat) for seat in signatories(terms)])
    return "warn", sentence(f"a secret text leaked: {line.paper}, of {between}"), ()


def ground_opened(line: Line) -> Said:
    ground = line.scenario.ground[line.telling.name or ""]
    return "warn", sentence(f"“{ground.title}” is a ground for walking out again"), ()


def ground_closed(line: Line) -> Said:
    ground = line.scenario.ground[line.telling.name or ""]
    text = f"“{ground.title}” is no ground for walking out any more"
    return "good", sentence(text), (sentence(ground.closed_text),)


def closing(_: Line) -> Said:
    return "neutral", "What was promised last fell due once more before the talks closed.", ()


def ended(line: Line) -> Said:
    outcome = next(each for each in line.scenario.outcomes if each.id == line.telling.name)
    return "neutral", sentence(f"the talks are over: {in_running_text(outcome.title)}"), ()


def war(line: Line) -> Said:
    return "bad", "War.", (line.scenario.war.text,) if line.scenario.war.text else ()


SAY: Mapping[str, Callable[[Line], Said]] = {
    each.__name__: each
    for each in (
        began, delivered, delivered_first, part, hid, kept, turned,
        verified, doubtful, breached, broke, suspected, diverted,
        acted, acted_in_secret, traced, walked_out, stormed_out, came_back,
        concluded, fell, declined, waiting, woke, sleeps, served, suspended, order_dispute,
        onus, drift, index_rose, index_fell, leaked, ground_opened, ground_closed,
        closing, ended, war,
    )
}  # fmt: skip
"""How each kind of line reads: a table, so that one lookup replaces a long match."""
