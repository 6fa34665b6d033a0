"""The debrief's types and beliefs: who was what, who believed what, and how right that was.

Owns `debrief/beliefs`. It exists after the end only, like all of the debrief (Rulebook 9.7).
"""

from itertools import groupby

from ..judgement.belief import Belief, beliefs, brier, priors
from ..judgement.judge import type_of
from ..model import State
from ..names import SEATS, Seat
from .reader import Reader, Record


def believed(reader: Reader) -> Record:
    state = reader.state
    by_pair = groupby(beliefs(state), key=lambda each: (each.seat, each.about))
    return {
        "types": [truth(state, seat) for seat in SEATS if state.scenario.delegation[seat].types],
        "beliefs": [
            {
                "seat": seat,
                "about": about,
                "rounds": [scored(state, each) for each in stated],
            }
            for (seat, about), stated in by_pair
        ],
    }


def truth(state: State, seat: Seat) -> Record:
    """Of which type a delegation was, and what the odds known to all would have scored."""
    found = type_of(state, seat)
    assert found is not None
    return {
        "seat": seat,
        "id": found.id,
        "title": found.title,
        "text": found.text,
        "chosen": seat in state.fixed_types,
        "known_odds": brier(priors(state.scenario.delegation[seat].types), found.id),
    }


def scored(state: State, belief: Belief) -> Record:
    found = type_of(state, belief.about)
    assert found is not None
    return {
        "round": belief.round,
        "odds": dict(belief.odds),
        "brier": brier(belief.odds, found.id),
    }
