"""The presence rule: when texts about one delegation's neighbourhood leave it out (Rulebook 7).

Owns when an action of that delegation is free, and whom a format leaves out. It must never let a
text that the affected seat may not see change what is open to it.
"""

from ..documents.shape import in_order, signatories
from ..documents.sight import can_see, living
from ..duties.obligations import texts_in_force
from ..model import Document, State
from ..once import once
from ..scenario import Action


def leaves_out(state: State, document: Document) -> bool:
    """Whether the presence seat sees a text of the named format without a place in it."""
    terms = document.terms
    seat = state.scenario.presence_seat
    return (
        signatories(terms) == in_order(state.scenario.presence_rule)
        and seat not in terms.associates
        and can_see(document, seat)
    )


@once
def is_triggered(state: State) -> bool:
    """Whether such a text is open or in force now, so that undercutting is open and free."""
    in_force = texts_in_force(state)
    return any(
        leaves_out(state, document)
        for name, document in living(state)
        if document.status == "open" or name in in_force
    )


def is_free(state: State, action: Action) -> bool:
    """Whether the action is the undercutting that the presence rule frees now."""
    return action.undercuts and is_triggered(state)
