"""Governments to come: which change is ahead, and the odds that a promise outlives it.

Owns what everybody can know of that beforehand (Rulebook 3.18). It must never draw: `reckoning`
does, when the day has come.
"""

from ..model import State, Terms
from ..names import Seat
from ..scenario import Succession
from .shape import debtors


def ahead(state: State, seat: Seat) -> Succession | None:
    """Return the next change of government that a delegation may face, if there is one."""
    open_yet = (
        each
        for each in state.scenario.successions
        if each.seat == seat and each.id not in state.successions
    )
    return min(open_yet, key=lambda each: each.round, default=None)


def survivals(state: State, terms: Terms) -> dict[Seat, int]:
    """Return the percent odds that each debtor's promises in a text outlive the change ahead of it.

    Who has none ahead is left out.
    """
    odds = state.scenario.legal_forms.of(terms.form).survives
    return {seat: odds for seat in debtors(terms) if ahead(state, seat) is not None}
