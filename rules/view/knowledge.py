"""What a viewer takes to have become of a promise (Rulebook 6.2).

Owns how the truth of a delivery is turned into belief. A hidden evasion must look like a promise
kept, and a false alarm like a true one: whoever was told of neither can tell them apart by
nothing here.
"""

from ..duties.friends import effective
from ..duties.obligations import can_be_verified
from ..model import Clause, Delivery, State
from ..names import Viewer
from .reader import Record

TEXTS = {
    "performed": "Performed.",
    "part": "Performed in part.",
    "evaded": "Not performed.",
    "verified": "Performed, and verified.",
    "doubtful": "It looks broken; nobody can prove it.",
}
CLEARED = "Performed; an inspection found nothing amiss."
CURED = "Not performed, and made good since."
UNCONFIRMED = "Inspectors could not confirm that it was performed."
UNSEEN_EVASION = "Not performed, and nobody has proof of it."


def history(state: State, viewer: Viewer, clause: Clause) -> list[Record]:
    """Return what became of a clause round by round, as this reader of its text knows it."""
    deliveries = state.deliveries.get(clause.id, ())
    return [entry(state, viewer, clause, each) for each in deliveries]


def entry(state: State, viewer: Viewer, clause: Clause, delivery: Delivery) -> Record:
    knows = viewer in (clause.debtor, "control")
    outcome = truth(delivery) if knows else belief(state, viewer, clause, delivery)
    text = TEXTS[outcome]
    if outcome == "evaded" and not delivery.established:
        text = UNSEEN_EVASION
    if delivery.cured:
        text = CURED
    if delivery.cleared:
        text = CLEARED
    if outcome == "doubtful" and viewer not in alarmed(delivery):
        text = UNCONFIRMED
    return {"round": delivery.round, "outcome": outcome, "text": text}


def truth(delivery: Delivery) -> str:
    is_verified = delivery.verified and delivery.outcome == "performed"
    return "verified" if is_verified else delivery.outcome


def belief(state: State, viewer: Viewer, clause: Clause, delivery: Delivery) -> str:
    """What is done in part is done openly; of the rest a reader knows what came to light."""
    if delivery.established or delivery.outcome == "part":
        return delivery.outcome
    if delivery.cleared:
        return "performed"
    if viewer in alarmed(delivery):
        return "doubtful"
    if delivery.verified:
        return "verified"
    instrument = state.scenario.instrument[clause.instrument]
    was_inspected = can_be_verified(instrument, effective(state, clause))
    return "doubtful" if was_inspected else "performed"


def alarmed(delivery: Delivery) -> tuple[Viewer, ...]:
    """Return who takes it for an evasion without proof, rightly or not."""
    return (*delivery.seen_by, *delivery.doubted_by)
