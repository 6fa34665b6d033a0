"""Step 2, verify: what of that comes to light, for whom (Rulebook 6.2).

Owns detection, false alarms and what each reader is told of every obligation. A line is the same
for all who believe the same: a hidden evasion reads like performance, a false alarm like a true
one.
"""

from collections import defaultdict

from msgspec.structs import replace

from .. import events as e
from ..chance import draw
from ..documents.sight import readers
from ..documents.steps import leads_nowhere
from ..duties.charges import weight_of_breach
from ..duties.friends import effective, helping
from ..duties.obligations import (
    can_be_verified,
    clauses_on_record,
    establishes,
    odds_of_detection,
    odds_of_false_alarm,
    watchers,
)
from ..model import Clause, Delivery, TellingKind
from ..names import SEATS, Seat, Viewer
from .course import Course, is_common, is_public
from .curing import is_curing
from .perform import Deed, level_effects
from .watching import spies, watch

PERFORMING = ("began", "delivered", "delivered_first", "part", "hid")
"""Lines of the first step; the others say what verification brought."""


def verify(course: Course, deeds: tuple[Deed, ...]) -> None:
    """Draw what is found, put every delivery on record and tell each reader what it looks like."""
    found = tuple((each, finding(course, each)) for each in deeds)
    for each, delivery in found:
        document = each.owed.document.terms.id
        course.add(e.ObligationMet(document=document, clause=each.clause.id, delivery=delivery))
        if delivery.established:
            course.add(
                e.BreachEstablished(document=document, round=delivery.round, clause=each.clause.id)
            )
        believe(course, each, delivery)
        if is_public(each.owed.document):
            course.tally.onus[each.clause.debtor] += onus_of(course, delivery)
    tell_performance(course, found)
    for each, delivery in found:
        tell_findings(course, each, delivery)
        look_for_diversion(course, each)
        make_good(course, each, delivery)


def finding(course: Course, deed: Deed) -> Delivery:
    """Return the delivery with what the draws bring to light of it."""
    base = Delivery(
        round=course.number,
        clause=deed.clause.id,
        outcome=deed.outcome,
        amount=deed.amount,
        owed=share_owed(deed) or None,
        diverted=deed.diverted,
    )
    return caught(course, deed, base) if deed.outcome == "evaded" else kept(course, deed, base)


def share_owed(deed: Deed) -> int:
    """Return what was due where the clause says more: a share of a pool; else 0."""
    return 0 if deed.owed.amount == deed.clause.level else deed.owed.amount


def caught(course: Course, deed: Deed, delivery: Delivery) -> Delivery:
    """What cannot be hidden is established at once; from v3 on so is whatever is found."""
    clause = deed.clause
    odds = odds_of_detection(course.state, clause)
    if deed.is_open or odds >= 100:
        return with_(delivery, established=True)
    if establishes(effective(course.state, clause)) and luck(course, f"detect:{clause.id}") < odds:
        return with_(delivery, established=True)
    return with_(delivery, seen_by=seen_by(course, deed, odds))


def seen_by(course: Course, deed: Deed, odds: int) -> tuple[Seat, ...]:
    """Return who saw it for itself: by its share of the verification, or by intelligence.

    From v3 on inspectors look for all, so only who spends intelligence sees more than they.
    """
    clause, document = deed.clause, deed.owed.document
    is_inspected = establishes(clause.verification)
    chances = {} if is_inspected else dict.fromkeys(watchers(document, clause), odds)
    for seat, more in spies(course, deed).items():
        chances[seat] = chances.get(seat, 0) + more
    return tuple(
        seat
        for seat in SEATS
        if seat in chances and luck(course, f"detect:{clause.id}:{seat}") < chances[seat]
    )


def kept(course: Course, deed: Deed, delivery: Delivery) -> Delivery:
    """From v3 on a false alarm only keeps performance from being verified this round."""
    clause, state = deed.clause, course.state
    if deed.outcome == "performed" and is_curing(course, clause):
        can_be = can_be_verified(state.scenario.instrument[clause.instrument], "v5")
        return replace(delivery, verified=can_be, cleared=True)
    odds = odds_of_false_alarm(state, clause)
    level = effective(state, clause)
    if establishes(level):
        is_clear = luck(course, f"alarm:{clause.id}") >= odds
        can_be = can_be_verified(state.scenario.instrument[clause.instrument], level)
        return with_(delivery, verified=is_clear and can_be)
    if deed.outcome == "part":
        return delivery
    watching = watchers(deed.owed.document, clause)
    doubt = (seat for seat in watching if luck(course, f"alarm:{clause.id}:{seat}") < odds)
    return with_(delivery, doubted_by=tuple(doubt))


def with_(
    delivery: Delivery,
    *,
    verified: bool = False,
    established: bool = False,
    seen_by: tuple[Seat, ...] = (),
    doubted_by: tuple[Seat, ...] = (),
) -> Delivery:
    return Delivery(
        round=delivery.round,
        clause=delivery.clause,
        outcome=delivery.outcome,
        amount=delivery.amount,
        owed=delivery.owed,
        diverted=delivery.diverted,
        verified=verified,
        established=established,
        seen_by=seen_by,
        doubted_by=doubted_by,
    )


def luck(course: Course, label: str) -> int:
    return draw(course.state.key, course.number, label)


def onus_of(course: Course, delivery: Delivery) -> int:
    """Return what the world holds against a debtor: all of a breach, half of half a promise."""
    rules = course.state.scenario.onus
    if delivery.established:
        return weight_of_breach(course.begun, delivery.clause)
    return rules.half if delivery.outcome == "part" else 0


# --- what the public believes ---


def believe(course: Course, deed: Deed, delivery: Delivery) -> None:
    """Credit public promises with what they seem to do, whether they were kept or not."""
    clause = deed.clause
    if delivery.established:
        return
    is_progress = not leads_nowhere(course.state.scenario, deed.owed.document.terms)
    if is_progress and is_common(deed.owed.document) and is_step(course, clause):
        course.has_step = True
    if not is_public(deed.owed.document):
        return
    instrument = course.state.scenario.instrument[clause.instrument]
    seems = apparent_amount(deed)
    if instrument.quantity is None:
        course.tally.credit(level_effects(instrument, seems), f"clause:{clause.id}")
    else:
        steps = seems // instrument.quantity.step
        course.tally.credit(instrument.quantity.effects, f"clause:{clause.id}", steps)


def apparent_amount(deed: Deed) -> int:
    """Return what seems to have been delivered to those who saw nothing: part is done openly."""
    return deed.amount if deed.outcome == "part" else deed.owed.amount


# --- what is told ---


def tell_performance(course: Course, found: tuple[tuple[Deed, Delivery], ...]) -> None:
    """One line for each delivery and each first step; promises that go on share one a document."""
    going_on: defaultdict[str, defaultdict[Viewer, int]] = defaultdict(lambda: defaultdict(int))
    for place, (each, delivery) in enumerate(found):
        if delivery.established:
            continue
        believers = believing(each, delivery)
        if is_step(course, each.clause):
            before = tuple(past for past, other in found[:place] if not other.established)
            tell_step(course, each, believers, is_first(course, each, before))
        else:
            for viewer in believers:
                going_on[each.owed.document.terms.id][viewer] += 1
        if delivery.outcome == "evaded":
            tell(course, each, "hid", (each.clause.debtor, "control"))
    for document, counts in going_on.items():
        for count in sorted(set(counts.values())):
            to = [viewer for viewer, kept_ in counts.items() if kept_ == count]
            course.tell("perform", "kept", to, document=document, amount=count)


def believing(deed: Deed, delivery: Delivery) -> tuple[Viewer, ...]:
    """Return the readers to whom it looks performed; control and an evader know better."""
    knowing: set[Viewer] = {*delivery.seen_by, *delivery.doubted_by}
    if delivery.outcome == "evaded":
        knowing |= {deed.clause.debtor, "control"}
    return tuple(v for v in readers(deed.owed.document) if v not in knowing)


def is_step(course: Course, clause: Clause) -> bool:
    """Whether this delivery is a step of its own: goods each time, a stance when it begins."""
    quantity = course.state.scenario.instrument[clause.instrument].quantity
    earlier = course.begun.deliveries.get(clause.id, ())
    return quantity is not None or not earlier


def is_first(course: Course, deed: Deed, before: tuple[Deed, ...]) -> bool:
    """Whether nothing of the kind came before, as far as all who read this text can know."""
    eyes = set(readers(deed.owed.document))
    delivered = (
        (document, clause)
        for document, clause in clauses_on_record(course.begun)
        if course.begun.deliveries.get(clause.id)
    )
    known = (*delivered, *((each.owed.document, each.clause) for each in before))
    return not any(
        clause.instrument == deed.clause.instrument and eyes <= set(readers(document))
        for document, clause in known
    )


def tell_step(course: Course, deed: Deed, to: tuple[Viewer, ...], first: bool) -> None:
    if deed.outcome == "part":
        tell(course, deed, "part", to, deed.amount)
        return
    quantity = course.state.scenario.instrument[deed.clause.instrument].quantity
    kind: TellingKind = "began" if quantity is None else "delivered_first" if first else "delivered"
    tell(course, deed, kind, to, deed.owed.amount)


def tell_findings(course: Course, deed: Deed, delivery: Delivery) -> None:
    """Say what verification brought; a false alarm and a true one read alike."""
    everybody = readers(deed.owed.document)
    alarmed = {*delivery.seen_by, *delivery.doubted_by}
    if delivery.established:
        kind: TellingKind = "broke" if deed.is_open else "breached"
        blame = onus_of(course, delivery) if is_public(deed.owed.document) else 0
        tell(course, deed, kind, everybody, blame)
        return
    if alarmed:
        tell(course, deed, "suspected", (*alarmed, "control"))
    if establishes(effective(course.state, deed.clause)) and delivery.outcome != "part":
        tell_inspection(course, deed, delivery)


def tell_inspection(course: Course, deed: Deed, delivery: Delivery) -> None:
    """Say once that it is verified, and each time that it could not be."""
    clause = deed.clause
    instrument = course.state.scenario.instrument[clause.instrument]
    if not can_be_verified(instrument, effective(course.state, clause)):
        return
    everybody = readers(deed.owed.document)
    if not delivery.verified:
        tell(course, deed, "doubtful", everybody)
    elif is_step(course, clause):
        tell(course, deed, "verified", everybody)


def look_for_diversion(course: Course, deed: Deed) -> None:
    """Find diverted aid by its effective verification; its donor sees it, from v3 on all."""
    clause, document = deed.clause, deed.owed.document
    if not deed.diverted:
        return
    receivers = [s for s in clause.beneficiaries if course.sheets[s].divert.get(clause.id)]
    level = effective(course.state, clause)
    odds = course.state.scenario.detection[level].detect
    for seat in receivers:
        percent = course.sheets[seat].divert[clause.id]
        what = {"document": document.terms.id, "clause": clause.id, "amount": percent}
        course.tell("perform", "turned", (seat, "control"), seat=seat, **what)
        drawn = luck(course, f"divert:{clause.id}:{seat}")
        if drawn >= odds + watch(course, clause.debtor, seat):
            continue
        if drawn >= odds or not establishes(level):
            course.tell("verify", "diverted", (clause.debtor, "control"), seat=seat, **what)
            continue
        course.tell("verify", "diverted", readers(document), seat=seat, **what)
        if is_public(document):
            course.tally.onus[seat] += course.state.scenario.onus.half


def make_good(course: Course, deed: Deed, delivery: Delivery) -> None:
    """A friend named on the text brings what all its readers saw missing (Rulebook 7.21)."""
    clause, terms = deed.clause, deed.owed.document.terms
    quantity = course.state.scenario.instrument[clause.instrument].quantity
    is_missed = delivery.established or delivery.outcome == "part"
    able = (f for f in helping(course.state, terms) if clause.instrument in f.pays_for)
    friend = next(able, None)
    if quantity is None or friend is None or not is_missed:
        return
    under_it = (name for by, name in course.state.made_good if by == friend.id)
    if sum(name.startswith(f"{terms.id}.") for name in under_it) >= friend.makes_good:
        return
    missing = deed.owed.amount - delivery.amount
    course.tally.take(
        quantity.effects, clause.debtor, clause.beneficiaries, missing // quantity.step
    )
    course.add(e.DeliveryMadeGood(document=terms.id, clause=clause.id, friend=friend.id))
    what = {"document": terms.id, "clause": clause.id, "amount": missing, "name": friend.id}
    course.tell("verify", "made_good", readers(deed.owed.document), seat=clause.debtor, **what)


def tell(
    course: Course, deed: Deed, kind: TellingKind, to: tuple[Viewer, ...], amount: int = 0
) -> None:
    clause = deed.clause
    course.tell(
        "perform" if kind in PERFORMING else "verify",
        kind,
        to,
        seat=clause.debtor,
        document=deed.owed.document.terms.id,
        clause=clause.id,
        amount=amount,
        owed=share_owed(deed),
        tranche=tranche(course, clause),
    )


def tranche(course: Course, clause: Clause) -> int:
    """Return which tranche had its turn in this reckoning, 0 where there are none."""
    earlier = course.begun.deliveries.get(clause.id, ())
    return len(earlier) + 1 if clause.tranches > 1 else 0
