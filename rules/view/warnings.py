"""What a text will stir up at home and abroad, whoever signs it: warnings, not obstacles.

Owns the warnings that hang on the text and the scenario alone, so that they never change with the
world. What a text costs one delegation is `prices`' and that delegation's own.
"""

from collections.abc import Iterator

from ..conditions.forms import Always, Performed, Verified, Was, leaves
from ..documents.shape import in_order, signatories
from ..documents.steps import leads_nowhere
from ..model import Clause, Terms
from ..prose import seat_text
from ..prose.words import listed, sentence
from ..scenario import Scenario
from ..weighing.exposure import silent
from ..weighing.prices import goes_over_their_heads
from .reader import Record

CONDITIONS_MANY = 3


def warnings(scenario: Scenario, terms: Terms) -> list[Record]:
    """Return what the drafter should know before it tables this text (Rulebook 7)."""
    found = (
        *over_heads(scenario, terms),
        *left_out(scenario, terms),
        *rivals(scenario, terms),
        *empty_lines(scenario, terms),
        *small_steps(scenario, terms),
        *many_conditions(terms),
        *sleepers(terms),
    )
    return [{"code": code, "text": sentence(text)} for code, text in found]


def over_heads(scenario: Scenario, terms: Terms) -> Iterator[tuple[str, str]]:
    is_seen = terms.audience != "secret"
    if is_seen and goes_over_their_heads(terms) and scenario.prices.over_koreas_heads:
        yield "over-koreas-heads", "no Korea sponsors it: both lose room when it is concluded"


def left_out(scenario: Scenario, terms: Terms) -> Iterator[tuple[str, str]]:
    seat = scenario.presence_seat
    is_format = signatories(terms) == in_order(scenario.presence_rule)
    if is_format and seat not in terms.associates and terms.audience != "secret":
        who = seat_text(seat, scenario)
        yield "presence", f"{who} has no place in it, and may undercut it openly for that"


def empty_lines(scenario: Scenario, terms: Terms) -> Iterator[tuple[str, str]]:
    found = silent(scenario, terms)
    if found:
        who = listed([seat_text(seat, scenario) for seat in found])
        yield "empty-line", f"{who} undertake nothing: no veto on it, and a weaker assurance index"


def small_steps(scenario: Scenario, terms: Terms) -> Iterator[tuple[str, str]]:
    if terms.clauses and leads_nowhere(scenario, terms):
        yield "small-step", "small steps, and no dated next one: nobody will call it progress"


def rivals(scenario: Scenario, terms: Terms) -> Iterator[tuple[str, str]]:
    for rivalry in scenario.rivalries:
        if set(rivalry.pair) <= set(signatories(terms)) and rivalry.price:
            yield "rivalry", f"{rivalry.text} Each of the two pays {rivalry.price} room for it"


def many_conditions(terms: Terms) -> Iterator[tuple[str, str]]:
    conditions = [terms.provided, *(clause.condition for clause in terms.clauses)]
    distinct = {leaf for each in conditions for _, leaf in leaves(each.form)} - {Always()}
    if len(distinct) >= CONDITIONS_MANY:
        yield "many-conditions", "many conditions make an offer easy to decline; two are enough"


def sleepers(terms: Terms) -> Iterator[tuple[str, str]]:
    """Clauses that wait for a deed sleep until it is done: two such may wait for each other."""
    waiting = [n for n, each in enumerate(terms.clauses, 1) if waits(each)]
    for n in waiting:
        yield "sleeps", f"clause {n} sleeps until the deed it waits for is done"
    if len({clause.debtor for clause in terms.clauses if waits(clause)}) > 1:
        yield "order-dispute", "clauses that each wait for another's deed may all sleep for ever"


def waits(clause: Clause) -> bool:
    return clause.tranches == 1 and any(
        isinstance(leaf, Performed | Verified | Was) for _, leaf in leaves(clause.condition.form)
    )
