"""Clauses and documents as treaty text.

Owns how a text reads. Titles are free text and never come here (Rulebook 3).
"""

from collections.abc import Iterator

from ..conditions import ALWAYS
from ..documents.shape import Kind, in_order, kind
from ..model import Clause, Target, Terms
from ..names import Seat
from ..scenario import Scenario
from ..weighing.exposure import voiceless
from .conditions import VERIFIED_BY, Label, condition_text, seat_text
from .words import counted, in_words, listed, sentence, with_article

__all__ = ["clause_text", "document_text", "kind_text", "pool_text", "seat_text"]

_KINDS: dict[Kind, str] = {
    "declaration": "Declaration",
    "joint_declaration": "Joint declaration",
    "offer": "Offer",
    "joint_offer": "Joint offer",
    "joint_statement": "Joint statement",
}


def kind_text(named: Kind) -> str:
    """Return a document's kind as a title."""
    return _KINDS[named]


def clause_text(
    clause: Clause, scenario: Scenario, label: Label, pool: Target | None = None
) -> str:
    """Return a clause as one sentence: "We, the X, will ..." (Rulebook 3).

    What is pledged to a `pool` is "up to" so much.
    """
    who = with_article(scenario.delegation[clause.debtor].name)
    said = f"We, {who}, will {_deed(clause, scenario, pool)}, {_term(clause)}"
    if clause.verification != "v0":
        said += f", {VERIFIED_BY[clause.verification]}"
    if clause.condition != ALWAYS:
        lead = "so long as" if clause.tranches == 1 else "each after the first so long as"
        said += f", {lead} {condition_text(clause.condition, scenario, label)}"
    return sentence(said)


def _deed(clause: Clause, scenario: Scenario, pool: Target | None) -> str:
    instrument = scenario.instrument.get(clause.instrument)
    toward = _seats(clause.beneficiaries, scenario)
    if instrument is not None and instrument.quantity is not None:
        amount = f"up to {clause.level}" if pool else str(clause.level)
        deed = instrument.quantity.phrase.replace("{amount}", amount)
        return f"{deed} to {toward}" if toward else deed
    if instrument is None or not 1 <= clause.level <= len(instrument.levels):
        deed = f"undertake “{clause.instrument}” at level {clause.level}"  # a draft may say this
    else:
        deed = instrument.levels[clause.level - 1].phrase
    return f"toward {toward} {deed}" if toward else deed


def _term(clause: Clause) -> str:
    if clause.tranches > 1:
        lasting = f"in {in_words(clause.tranches)} tranches"
    else:
        lasting = _lasting(clause)
    return lasting + (f" after a delay of {counted(clause.start, 'round')}" if clause.start else "")


def _lasting(clause: Clause) -> str:
    return "for good" if clause.rounds is None else f"for {counted(clause.rounds, 'round')}"


def document_text(terms: Terms, scenario: Scenario, label: Label) -> str:
    """Return the whole text, its title apart, a paragraph to a line."""
    clauses = (
        f"{number}. {clause_text(clause, scenario, label, terms.pool_of(clause))}"
        for number, clause in enumerate(terms.clauses, start=1)
    )
    pools = (pool_text(pool, scenario) for pool in terms.pools)
    rests = _at_rest(terms, label)
    entry = _entry(terms, scenario, label)
    return "\n".join((_preamble(terms, scenario), *clauses, *pools, *rests, entry))


def _at_rest(terms: Terms, label: Label) -> Iterator[str]:
    """Say which texts rest meanwhile, as far as the reader may know of them (Rulebook 3.21)."""
    known = [each for each in map(label, terms.rests) if each is not None]
    if known:
        rest, them = ("rests", "it") if len(known) == 1 else ("rest", "them")
        yield f"While this text is in force {listed(known)} {rest}: nothing in {them} falls due."


def pool_text(pool: Target, scenario: Scenario) -> str:
    """Return how the pledges of one instrument are one pool (Rulebook 5.13)."""
    instrument = scenario.instrument.get(pool.instrument)
    if instrument is None or instrument.quantity is None:  # a draft may say this
        return f"What is pledged of “{pool.instrument}” is one pool of {pool.amount} a round."
    return (
        f"What is pledged of “{instrument.title}” is one pool of {pool.amount}"
        f" {instrument.quantity.unit} a round: it is owed while the pledges reach that together,"
        " in equal shares, nobody above its pledge."
    )


def _preamble(terms: Terms, scenario: Scenario) -> str:
    said = f"{_called(terms, scenario)} by {_seats(terms.sponsors, scenario)}"
    if terms.addressees:
        said += f" to {_seats(terms.addressees, scenario)}"
    if terms.associates:
        said += f", in association with {_seats(terms.associates, scenario)}"
    if terms.friends:
        said += f", with the help of {listed([_friend(name, scenario) for name in terms.friends])}"
    return sentence(said)


def _friend(name: str, scenario: Scenario) -> str:
    known = scenario.friend.get(name)
    return f"“{name}”" if known is None else known.title


def _called(terms: Terms, scenario: Scenario) -> str:
    """Return "Joint offer", or "Treaty (joint offer)" where the form is a solemn one."""
    called = kind_text(kind(terms))
    if terms.form in ("statement", "joint_text"):
        return called
    return f"{scenario.legal_forms.of(terms.form).title} ({called.lower()})"


def _entry(terms: Terms, scenario: Scenario, label: Label) -> str:
    """Say whose acceptance it takes, and what must hold at once."""
    if terms.quorum is not None:
        needed = f"once {in_words(terms.quorum)} of its signatories accept it"
        needed += "" if terms.divisible else ", every debtor among them"
    elif terms.divisible and terms.addressees:
        needed = "once a sponsor and an addressee accept it"
    elif terms.addressees:
        needed = "once all its signatories accept it"
    else:
        needed = "when it is made"
    form = scenario.legal_forms.of(terms.form)
    if form.members:
        needed += f", {_seats(form.members, scenario)} in any case"
    said = f"This text is concluded {needed}"
    if excused := voiceless(scenario, terms):
        said += f"; {_seats(excused, scenario)} undertake nothing in it and have no veto"
    if terms.provided != ALWAYS:
        said += f", provided that {condition_text(terms.provided, scenario, label)}"
    said = sentence(said) + (" It binds those who accept it." if terms.divisible else "")
    said += f" {sentence(_ratified(form.delay))}" if form.delay else ""
    return said + _expected(terms, scenario, label)


def _expected(terms: Terms, scenario: Scenario, label: Label) -> str:
    if terms.expectation is None:
        return ""
    what = condition_text(terms.expectation.that, scenario, label)
    said = f"its sponsors expect that by the end of round {terms.expectation.by} {what}"
    return f" {sentence(said)} If that does not come, each of them may leave this text."


def _ratified(delay: int) -> str:
    return f"what it promises falls due {counted(delay, 'round')} later, once it is ratified"


def _seats(seats: tuple[Seat, ...], scenario: Scenario) -> str:
    return listed([seat_text(seat, scenario) for seat in in_order(seats)])
