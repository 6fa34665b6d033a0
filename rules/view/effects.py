"""Effects and the causes of meters, as data and in words.

Owns how a change is told. What is told here is known to the world: the scenario's own catalogue,
what control brought, and what the public takes to have moved a meter.
"""

from collections.abc import Iterable
from typing import Literal

from ..model import State
from ..names import SEATS, Seat
from ..naming import label
from ..prose import seat_text
from ..scenario import Effect, Scenario
from .headlines import headline, source, story
from .reader import Reader, Record

FIXED = {
    "war": "War",
    "assurance": "What all assurances together are worth",
    "stalemate": "Another round without a step",
    "unseen": "Nobody can say why",
}
"""Causes that are not of the scenario."""


def as_data(effects: Iterable[Effect]) -> list[Record]:
    """Return effects as the scenario writes them, nulls left out."""
    return [
        {
            name: value
            for name in ("by", "meter", "latitude", "onus", "support")
            if (value := getattr(each, name)) is not None
        }
        for each in effects
    ]


def in_words(effects: Iterable[Effect], scenario: Scenario) -> list[str]:
    """Return "Tension +5", "Support of Japan -2" for each effect of a card or an inject."""
    return [f"{whose(each, scenario)} {each.by:+d}" for each in effects]


def whose(effect: Effect, scenario: Scenario) -> str:
    if effect.meter is not None:
        return scenario.meter[effect.meter].title
    for what, seat in (
        ("Room for manoeuvre", effect.latitude),
        ("Onus", effect.onus),
        ("Support", effect.support),
    ):
        if seat is not None:
            return f"{what} of {who(seat, scenario)}"
    raise AssertionError("an effect on nothing is refused when a scenario is loaded")


def who(seat: Seat | Literal["actor", "target"], scenario: Scenario) -> str:
    """Name a delegation; news, which have neither actor nor target, never need those words."""
    named = next((each for each in SEATS if each == seat), None)
    return str(seat) if named is None else seat_text(named, scenario)


def cause_text(reader: Reader, cause: str | None) -> str | None:
    """Say what moved a meter last, from the key that the reckoning gives it."""
    if cause is None:
        return None
    sort, _, identity = cause.partition(":")
    scenario = reader.state.scenario
    match sort:
        case "card":
            return scenario.card[identity].title
        case "news":
            return headline(reader, reader.state.news[identity])
        case "drift":
            return next(each.text for each in scenario.drifts if each.id == identity)
        case "patron":
            return patron_text(reader.state, identity)
        case "action":
            return scenario.action[identity].title
        case "clause":
            return promise_text(reader, identity)
        case _:
            return FIXED[sort]


def patron_text(state: State, identity: str) -> str:
    patrons = state.scenario.patrons
    return next(each.text for seat, each in patrons.items() if seat == identity)


def promise_text(reader: Reader, identity: str) -> str:
    """Name a public promise: "Test moratorium (North Korea, K7M2)"."""
    document = identity.rpartition(".")[0]
    terms = reader.state.documents[document].terms
    clause = next(each for each in terms.clauses if each.id == identity)
    scenario = reader.state.scenario
    debtor = scenario.delegation[clause.debtor].short
    return f"{scenario.instrument[clause.instrument].title} ({debtor}, {label(document)})"


# --- news/{id} ---


def news(reader: Reader, identity: str) -> Record:
    told = reader.state.news[identity]
    return {
        "id": identity,
        "round": told.round,
        "kind": told.kind,
        "title": headline(reader, told),
        "text": story(reader, told),
        "effects": in_words(told.effects, reader.state.scenario),
        "source": source(reader, told),
    }
