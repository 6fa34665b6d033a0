"""What stands in the way of a draft: everything a text must be before it can be tabled.

Owns the list of problems, each with a code, a sentence and the place. Judging refuses with the
first; the composer shows them all while the text is written.
"""

from collections.abc import Iterator

from ..conditions import ALWAYS, Condition
from ..conditions.known import Fault, known, unknown
from ..documents.shape import named_in, signatories
from ..documents.sight import readers, readers_of, visible_of
from ..duties.resting import absent, is_in_force, parted
from ..legal import secret_sponsored, sponsored
from ..model import Clause, Document, State, Target, Terms, Value
from ..names import Seat
from ..naming import label
from ..prose import seat_text
from ..prose.words import listed, sentence
from ..scenario import Instrument, Quantity
from ..weighing.prices import Worst, worst_case


class Problem(Value, frozen=True, kw_only=True):
    """One thing in the way: a stable code, what is wrong and would be right, and where."""

    code: str
    text: str
    field: str | None = None


def problems(state: State, terms: Terms, seat: Seat) -> tuple[Problem, ...]:
    """Return all that keeps `seat` from tabling `terms` now, apart from the phase (Rulebook 3)."""
    found = [*parties(terms), *helpers(state, terms), *lengths(state, terms)]
    found += formalities(state, terms)
    for n, clause in enumerate(terms.clauses):
        found += clause_problems(state, terms, clause, f"clauses[{n}]")
    found += [*expected(state, terms), *pools(state, terms), *conditions(state, terms)]
    found += rests(state, terms)
    if not found:
        found += [*slots(state, terms, seat), *means(state, terms, seat)]
    return tuple(found)


def parties(terms: Terms) -> Iterator[Problem]:
    named = (*terms.sponsors, *terms.addressees, *terms.associates)
    if len(named) != len(set(named)):
        text = "A delegation is sponsor, addressee or associate: one of them, once."
        yield Problem(code="named-twice", text=text, field="addressees")
    if terms.form == "statement" and terms.addressees:
        text = "A statement addresses nobody. Make it a joint text, or drop the addressees."
        yield Problem(code="wrong-form", text=text, field="form")
    if terms.quorum is not None and terms.quorum > len(signatories(terms)):
        text = f"Only {len(signatories(terms))} sign it."
        yield Problem(code="quorum-too-high", text=text, field="quorum")


def helpers(state: State, terms: Terms) -> Iterator[Problem]:
    """A text asks only those friends for help that are at the table (Rulebook 7.20)."""
    if len(set(terms.friends)) != len(terms.friends):
        yield Problem(code="named-twice", text="Name each friend once.", field="friends")
    for name in terms.friends:
        if name not in state.friends:
            text = "No friend of the talks of this name is at the table. Two can invite it."
            yield Problem(code="friend-not-there", text=text, field="friends")


def formalities(state: State, terms: Terms) -> Iterator[Problem]:
    """What its legal form asks of a text (Rulebook 3.7)."""
    form = state.scenario.legal_forms.of(terms.form)
    if terms.form == "treaty" and len(signatories(terms)) < 2:
        text = "A treaty is made by two at least. Name an addressee or another sponsor."
        yield Problem(code="wrong-form", text=text, field="form")
    missing = [seat for seat in form.members if seat not in signatories(terms)]
    if missing:
        named = ", ".join(state.scenario.delegation[seat].short for seat in missing)
        text = f"{form.title}: it needs the signature of {named}."
        yield Problem(code="members-missing", text=text, field="form")
    if form.is_public and terms.audience != "public":
        text = f"{form.title}: it can only be public."
        yield Problem(code="must-be-public", text=text, field="audience")


def lengths(state: State, terms: Terms) -> Iterator[Problem]:
    limits = state.scenario.limits
    if not terms.clauses:
        text = "It has no clause yet. Add what somebody undertakes."
        yield Problem(code="no-clauses", text=text, field="clauses")
    if len(terms.clauses) > limits.clauses:
        text = f"At most {limits.clauses} clauses; this has {len(terms.clauses)}."
        yield Problem(code="too-many-clauses", text=text, field="clauses")
    if terms.open_rounds > limits.open_rounds_max:
        text = f"It can stay open for at most {limits.open_rounds_max} rounds."
        yield Problem(code="open-too-long", text=text, field="open_rounds")
    if terms.audience not in state.scenario.audiences:
        text = "This scenario knows no such audience."
        yield Problem(code="not-in-scenario", text=text, field="audience")
    if terms.form not in state.scenario.forms:
        text = "This scenario knows no such form."
        yield Problem(code="not-in-scenario", text=text, field="form")


def clause_problems(state: State, terms: Terms, clause: Clause, at: str) -> Iterator[Problem]:
    instrument = state.scenario.instrument.get(clause.instrument)
    if instrument is None:
        text = "There is no such instrument here."
        yield Problem(code="unknown-instrument", text=text, field=f"{at}.instrument")
        return
    yield from owing(state, terms, clause, instrument, at)
    yield from amounts(clause, instrument, at)
    yield from toward(clause, instrument, at)
    if clause.verification != "v0" and not instrument.verifiable:
        text = f"{instrument.title} cannot be verified; leave national means."
        yield Problem(code="not-verifiable", text=text, field=f"{at}.verification")
    if (clause.rounds or 0) > state.scenario.limits.rounds_max:
        text = f"At most {state.scenario.limits.rounds_max} rounds, or for good."
        yield Problem(code="term-too-long", text=text, field=f"{at}.rounds")
    yield from tranches(state, clause, instrument, at)
    if clause.start > state.scenario.limits.rounds_max:
        text = f"It must begin within {state.scenario.limits.rounds_max} rounds."
        yield Problem(code="starts-too-late", text=text, field=f"{at}.start")


def tranches(state: State, clause: Clause, instrument: Instrument, at: str) -> Iterator[Problem]:
    """What comes in tranches is counted, has no term, and waits for something (Rulebook 3.17)."""
    if clause.tranches < 2:
        return
    most = state.scenario.limits.tranches_max
    if instrument.quantity is None:
        text = f"{instrument.title} is not counted and comes in no tranches."
        yield Problem(code="no-tranches", text=text, field=f"{at}.tranches")
    elif clause.tranches > most:
        text = f"At most {most} tranches." if most > 1 else "Nothing comes in tranches here."
        yield Problem(code="too-many-tranches", text=text, field=f"{at}.tranches")
    if clause.rounds is not None:
        text = "Tranches end by themselves: leave the rounds out."
        yield Problem(code="tranches-and-term", text=text, field=f"{at}.rounds")
    if clause.condition == ALWAYS:
        text = "Say what each tranche after the first waits for."
        yield Problem(code="tranches-of-nothing", text=text, field=f"{at}.while")


def owing(
    state: State, terms: Terms, clause: Clause, instrument: Instrument, at: str
) -> Iterator[Problem]:
    """Every debtor is a signatory, and can do what it undertakes."""
    name = seat_text(clause.debtor, state.scenario)
    if clause.debtor not in signatories(terms):
        text = sentence(f"{name} owes something here: make it a sponsor or an addressee")
        yield Problem(code="debtor-unsigned", text=text, field=f"{at}.debtor")
    if clause.debtor not in instrument.debtors:
        text = sentence(f"{name} cannot undertake this")
        yield Problem(code="not-a-debtor", text=text, field=f"{at}.instrument")
    ally = instrument.needs_ally.get(clause.debtor)
    if ally is not None and ally not in signatories(terms):
        text = f"This needs the signature of {seat_text(ally, state.scenario)}."
        yield Problem(code="needs-ally", text=text, field=f"{at}.instrument")


def amounts(clause: Clause, instrument: Instrument, at: str) -> Iterator[Problem]:
    quantity = instrument.quantity
    if quantity is None:
        if not 1 <= clause.level <= len(instrument.levels):
            text = f"Choose a level from 1 to {len(instrument.levels)}."
            yield Problem(code="no-such-level", text=text, field=f"{at}.level")
    elif clause.level < 1 or clause.level > quantity.max or clause.level % quantity.step:
        text = f"Pledge {quantity.step} to {quantity.max} {quantity.unit}, in {quantity.step}s."
        yield Problem(code="no-such-amount", text=text, field=f"{at}.level")


def expected(state: State, terms: Terms) -> Iterator[Problem]:
    """What is expected has its day yet to come, and something to be broken by (Rulebook 3.19)."""
    if terms.expectation is None:
        return
    if terms.expectation.that == ALWAYS:
        text = "Say what you expect, or expect nothing."
        yield Problem(code="expects-nothing", text=text, field="expectation.that")
    if not state.round < terms.expectation.by <= state.last_round:
        text = "Expect it by a round to come, before the talks must end."
        yield Problem(code="no-such-day", text=text, field="expectation.by")


def pools(state: State, terms: Terms) -> Iterator[Problem]:
    """A pool is of one counted instrument, in whole steps, and within what is pledged to it."""
    named = [pool.instrument for pool in terms.pools]
    for n, pool in enumerate(terms.pools):
        at = f"pools[{n}].instrument"
        instrument = state.scenario.instrument.get(pool.instrument)
        if named.count(pool.instrument) > 1:
            text = "One instrument makes one pool in a text."
            yield Problem(code="named-twice", text=text, field=at)
        elif instrument is None:
            text = "There is no such instrument here."
            yield Problem(code="unknown-instrument", text=text, field=at)
        elif instrument.quantity is None:
            text = f"{instrument.title} is not counted and makes no pool."
            yield Problem(code="not-a-quantity", text=text, field=at)
        else:
            yield from target(terms, pool, instrument.quantity, f"pools[{n}].target")


def target(terms: Terms, pool: Target, quantity: Quantity, at: str) -> Iterator[Problem]:
    if pool.amount < 1 or pool.amount % quantity.step:
        text = f"A pool is of whole {quantity.step}s of {quantity.unit}."
        yield Problem(code="no-such-amount", text=text, field=at)
    pledged = sum(each.level for each in terms.clauses if each.instrument == pool.instrument)
    if pledged < pool.amount:
        text = f"Its clauses pledge {pledged} {quantity.unit} together: the pool never fills."
        yield Problem(code="pool-too-large", text=text, field=at)


def rests(state: State, terms: Terms) -> Iterator[Problem]:
    """What it lets rest is in force, and rests with the word of all it takes (Rulebook 3.21)."""
    most = state.scenario.limits.rests_max
    if len(terms.rests) > most:
        text = f"At most {most} texts rest under one." if most else "Here no text lets others rest."
        yield Problem(code="too-many-rest", text=text, field="rests")
    if len(set(terms.rests)) != len(terms.rests):
        yield Problem(code="named-twice", text="Name each text once.", field="rests")
    seen = visible_of(state, terms.rests, signatories(terms))
    for n, name in enumerate(terms.rests):
        at = f"rests[{n}]"
        resting = state.paper(name) if name in seen else None
        if resting is None:
            yield Problem(code="unknown-document", text=sentence(unknown(name)), field=at)
        elif not is_in_force(state, resting):
            text = f"{label(name)} is not in force: only what is can rest."
            yield Problem(code="not-in-force", text=text, field=at)
        else:
            yield from at_rest(state, terms, resting, at)


def at_rest(state: State, terms: Terms, resting: Document, at: str) -> Iterator[Problem]:
    """Nobody's promise rests without it, nothing rests in part, and who reads it reads why."""
    name = label(resting.terms.id)
    missing = absent(state, resting, signatories(terms))
    if missing:
        seats = listed([seat_text(seat, state.scenario) for seat in missing])
        text = f"{name} rests only if whom it binds, and whom it owes a term, sign: {seats}."
        yield Problem(code="rests-without", text=text, field=at)
    if parted(state, terms, resting.terms.id):
        text = f"{name} is part of a joint assurance: all of that rests, or nothing."
        yield Problem(code="rests-in-part", text=text, field=at)
    if not set(readers(resting)) <= set(readers_of(terms)):
        text = f"Not all who read {name} could read this text: choose a wider audience."
        yield Problem(code="rests-unseen", text=text, field=at)


def toward(clause: Clause, instrument: Instrument, at: str) -> Iterator[Problem]:
    where = f"{at}.beneficiaries"
    if clause.debtor in clause.beneficiaries:
        yield Problem(code="toward-itself", text="Nobody promises to itself.", field=where)
    if len(set(clause.beneficiaries)) != len(clause.beneficiaries):
        yield Problem(code="named-twice", text="Name each beneficiary once.", field=where)
    if instrument.beneficiaries == "required" and not clause.beneficiaries:
        yield Problem(code="no-beneficiary", text="Say toward whom.", field=where)
    if instrument.beneficiaries == "none" and clause.beneficiaries:
        yield Problem(code="needless-beneficiary", text="This is toward nobody.", field=where)
    if instrument.recipients and not set(clause.beneficiaries) <= set(instrument.recipients):
        codes = ", ".join(seat.upper() for seat in instrument.recipients)
        yield Problem(code="not-a-recipient", text=f"This can be toward {codes}.", field=where)


def conditions(state: State, terms: Terms) -> Iterator[Problem]:
    """A condition names only what exists for all signatories of its own text (Rulebook 4)."""
    together = visible_of(state, named_in(terms), signatories(terms)) | {terms.id}
    placed = [("provided", terms.provided)]
    if terms.expectation is not None:
        placed.append(("expectation.that", terms.expectation.that))
    placed += [(f"clauses[{n}].while", c.condition) for n, c in enumerate(terms.clauses)]
    for where, condition in placed:
        for path, code, hint in faults(state, condition, together):
            yield Problem(code=code, text=sentence(hint), field=where + path)


def faults(state: State, condition: Condition, documents: frozenset[str]) -> tuple[Fault, ...]:
    """Return what a condition names that does not exist for those who see `documents`.

    Nobody is told whether another could pledge so much: stocks are their owner's to know.
    """
    found = known(
        condition,
        instruments=state.scenario.instrument,
        meters=state.scenario.meter,
        grounds=state.scenario.ground,
        friends=state.scenario.friend,
        documents=documents,
    )
    return tuple(fault for fault in found if fault[1] != "beyond-stock")


def slots(state: State, terms: Terms, seat: Seat) -> Iterator[Problem]:
    """Open documents and secret texts are few for each sponsor (Rulebook 2, 7)."""
    limits = state.scenario.limits
    if sponsored(state, seat, terms.id) >= limits.open_documents:
        most = limits.open_documents
        text = f"At most {most} open papers and signed drafts at once: take one of yours back."
        yield Problem(code="too-many-open", text=text)
    secret = limits.secret_documents.get(seat, limits.secret_default)
    if terms.audience == "secret" and secret_sponsored(state, seat, terms.id) >= secret:
        text = f"You have {secret} secret text{'s' if secret > 1 else ''} at most."
        yield Problem(code="too-many-secret", text=text, field="audience")


def means(state: State, terms: Terms, seat: Seat) -> Iterator[Problem]:
    """The worst case of all one's clauses must be within one's means (Rulebook 5)."""
    before, after = worst_case(state, seat), worst_case(state, seat, tabling=terms)
    yield from beyond(state, before, after, field="clauses")


def beyond(state: State, before: Worst, after: Worst, field: str) -> Iterator[Problem]:
    """Say what a step would take beyond a seat's means; a debt of old forbids no free step."""
    if after.room_left < 0 and after.needed > before.needed:
        text = f"This takes {-after.room_left} more room for manoeuvre than you have."
        yield Problem(code="room", text=text, field=field)
    for instrument, short in sorted(after.stock.items()):
        if short > before.stock.get(instrument, 0):
            title = state.scenario.instrument[instrument].title
            yield Problem(code="stock", text=f"{title}: {short} more than you have.", field=field)
