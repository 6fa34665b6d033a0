"""Conditions in words.

Owns a reading for every form. It must never tell a document its reader cannot see from one that
does not exist: both are `UNSEEN_TEXT`.
"""

from collections.abc import Callable
from typing import TypeAlias, assert_never

from ..conditions import (
    Accepts,
    All,
    Always,
    AnyOf,
    AtLeast,
    Charter,
    Compliant,
    Concluded,
    Condition,
    Form,
    Friend,
    History,
    Leaf,
    Meter,
    Not,
    Open,
    Operative,
    Performed,
    Pool,
    Present,
    Round,
    Simultaneous,
    Undertaking,
    Verified,
    Was,
    World,
)
from ..names import Seat, Verification
from ..scenario import Instrument, Scenario
from .words import in_words, with_article

Label: TypeAlias = Callable[[str], str | None]
"""How a document is called by whoever reads; None for one that this reader cannot see."""

UNSEEN_TEXT = "a text you cannot see"

VERIFIED_BY: dict[Verification, str] = {
    "v0": "",
    "v1": "under national means of verification",
    "v2": "with an exchange of data",
    "v3": "under observers",
    "v4": "under inspectors by arrangement",
    "v5": "under inspectors anywhere",
}


def condition_text(condition: Condition, scenario: Scenario, label: Label) -> str:
    """Return a condition as a clause that can follow "so long as" or "provided that"."""
    return _Reader(scenario, label).form(condition.form)


def document_name(document: str, label: Label) -> str:
    """Return the text's label, or that the reader cannot see it."""
    return label(document) or UNSEEN_TEXT


def seat_text(seat: Seat, scenario: Scenario) -> str:
    """Return a delegation's short name with its article."""
    return with_article(scenario.delegation[seat].short)


class _Reader:
    """Reads forms for one pair of eyes."""

    def __init__(self, scenario: Scenario, label: Label) -> None:
        self.scenario = scenario
        self.label = label

    def form(self, form: Form) -> str:
        match form:
            case All(of=()):
                return "in any case"
            case AnyOf(of=()):
                return "in no case"
            case All(of=(only,)) | AnyOf(of=(only,)):
                return self.form(only)
            case All(of=of):
                parts = [self.bracketed(part) for part in of]
                return (", and " if any("," in part for part in parts) else " and ").join(parts)
            case AnyOf(of=of):
                return "either " + " or ".join(self.bracketed(part) for part in of)
            case AtLeast(k=k, of=of):
                numbered = (f"({n}) {self.bracketed(part)}" for n, part in enumerate(of, start=1))
                return f"at least {in_words(k)} of these are so: {', '.join(numbered)}"
            case Not(of=inner):
                return self.denial(inner)
            case _:
                return self.leaf(form)

    def bracketed(self, form: Form) -> str:
        is_long = isinstance(form, All | AnyOf | AtLeast) and len(form.of) > 1
        return f"[{self.form(form)}]" if is_long else self.form(form)

    def denial(self, inner: Form) -> str:
        match inner:
            case Compliant(by=by):
                return f"{self.seat(by)} is known to have evaded an undertaking"
            case Present(by=by):
                return f"{self.seat(by)} has walked out"
            case Open(ground=ground):
                return f"the ground {self.ground(ground)} is closed"
            case Friend(name=name):
                return f"{self.friend(name)} is not at the table"
            case Charter():
                return "one of the other five has committed an act of force"
            case _:
                return f"it is not so that {self.bracketed(inner)}"

    def leaf(self, leaf: Leaf) -> str:
        match leaf:
            case Always():
                return "in any case"
            case Accepts() | Concluded() | Operative() | Pool():
                return self.simultaneous(leaf)
            case Was() | Performed() | Verified() | Compliant() | Charter():
                return self.history(leaf)
            case Meter() | Round() | Present() | Open() | Friend():
                return self.world(leaf)
            case _:
                assert_never(leaf)

    def simultaneous(self, leaf: Simultaneous) -> str:
        match leaf:
            case Accepts(by=by, document=document):
                return f"{self.seat(by)} accepts {document_name(document, self.label)}"
            case Concluded(document=document):
                return f"{document_name(document, self.label)} is concluded"
            case Operative(what=what):
                return self.operative(what)
            case Pool(document=document, instrument=instrument, at_least=at_least):
                named = document_name(document, self.label)
                return f"{named} pledges at least {self.measure(instrument, at_least)} together"
            case _:
                assert_never(leaf)

    def history(self, leaf: History) -> str:
        match leaf:
            case Was(of=asked):
                return f"at the end of an earlier round this was so: {self.simultaneous(asked)}"
            case Performed(what=what):
                return f"{self.seat(what.by)} has, as far as is known, {self.done(what)}"
            case Verified(what=what):
                return f"it is verified that {self.seat(what.by)} has {self.done(what)}"
            case Compliant(by=by):
                return f"{self.seat(by)} is not known to have evaded any undertaking"
            case Charter():
                return "none of the other five has committed an act of force"
            case _:
                assert_never(leaf)

    def world(self, leaf: World) -> str:
        match leaf:
            case Meter(name=name, at_least=low, at_most=high):
                known = self.scenario.meter.get(name)
                title = name if known is None else known.title
                return f"“{title}” is {_bound(low, high)}"
            case Round(at_least=low, at_most=high):
                return f"the round is {_bound(low, high)}"
            case Present(by=by):
                return f"{self.seat(by)} is at the table"
            case Open(ground=ground):
                return f"the ground {self.ground(ground)} is open"
            case Friend(name=name):
                return f"{self.friend(name)} is at the table"
            case _:
                assert_never(leaf)

    def operative(self, what: Undertaking) -> str:
        instrument = self.scenario.instrument.get(what.instrument)
        if instrument is not None and instrument.quantity is not None:
            amount = f"at least {what.level}"
            deed = instrument.quantity.phrase.replace("{amount}", amount)
            return f"{self.seat(what.by)} stands pledged to {deed}{self.receiver(what)}"
        terms = self.terms(what)
        end = "," if terms else ""
        return f"the undertaking of {self.seat(what.by)} {self.deed(what)}{terms}{end} is in force"

    def done(self, what: Undertaking) -> str:
        instrument = self.scenario.instrument.get(what.instrument)
        if instrument is not None and instrument.quantity is not None:
            amount = self.measure(what.instrument, what.level)
            return f"delivered at least {amount} in all{self.receiver(what)}"
        return f"performed its undertaking {self.deed(what)}{self.terms(what)}"

    def receiver(self, what: Undertaking) -> str:
        """Return ` to the DPRK`: goods go to somebody, as in the clause itself."""
        return ("" if what.toward is None else f" to {self.seat(what.toward)}") + self.checks(what)

    def deed(self, what: Undertaking) -> str:
        """Return `to “shut down the reactor” or go further`."""
        instrument = self.scenario.instrument.get(what.instrument)
        if instrument is None or what.level > len(instrument.levels):
            return f"“{what.instrument}” at level {what.level}"
        further = " or go further" if what.level < len(instrument.levels) else ""
        return f"to “{instrument.levels[what.level - 1].phrase}”{further}"

    def terms(self, what: Undertaking) -> str:
        terms = "" if what.toward is None else f", toward {self.seat(what.toward)}"
        return terms + self.checks(what)

    def checks(self, what: Undertaking) -> str:
        if what.verification in (None, "v0"):
            return ""
        closer = "" if what.verification == "v5" else " or closer"
        return f", {VERIFIED_BY[what.verification]}{closer}"

    def measure(self, name: str, amount: int) -> str:
        """Return `100 kt of “Food aid”`."""
        instrument: Instrument | None = self.scenario.instrument.get(name)
        if instrument is None or instrument.quantity is None:
            return f"{amount} of “{name}”"
        return f"{amount} {instrument.quantity.unit} of “{instrument.title}”"

    def seat(self, seat: Seat) -> str:
        return seat_text(seat, self.scenario)

    def friend(self, name: str) -> str:
        friend = self.scenario.friend.get(name)
        return f"“{name}”" if friend is None else friend.title

    def ground(self, name: str) -> str:
        ground = self.scenario.ground.get(name)
        return f"“{name if ground is None else ground.title}”"


def _bound(low: int | None, high: int | None) -> str:
    return f"at most {high}" if low is None else f"at least {low}"
