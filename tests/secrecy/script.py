"""The pieces of scripts: commands on the wire, ids known beforehand, chains and how they mix.

Owns small makings that both sides of a pair share. Nothing here chooses what is hidden.
"""

from collections.abc import Sequence
from random import Random
from typing import Any

from rules.model import Clause, State
from rules.names import SEATS
from rules.naming import named

from .watching import KEY, Move

Wire = dict[str, Any]
Chain = list[Move]
"""Moves that keep their order; chains are mixed with one another."""

ROUNDS = 3
NEVER = {"meter": {"name": "tension", "at_most": 0}}
"""A condition that is never met."""


def document_id(by: str, name: str) -> str:
    return named(KEY, "document", f"{by}.1", name)


def message_id(by: str, name: str) -> str:
    return named(KEY, "message", f"{by}.1", name)


def hush(debtor: str, *toward: str, verification: str = "v0", **more: Any) -> Wire:
    return {
        "debtor": debtor,
        "instrument": "hush",
        "level": 1,
        "beneficiaries": list(toward),
        "verification": verification,
        **more,
    }


def operative(by: str) -> Wire:
    return {"operative": {"by": by, "instrument": "hush", "level": 1}}


def done(by: str) -> Wire:
    """A condition that only a promise of level 2, performed, would meet; there is none."""
    return {"performed": {"by": by, "instrument": "hush", "level": 2}}


def parcels(debtor: str, toward: str) -> Wire:
    return {"debtor": debtor, "instrument": "parcels", "level": 20, "beneficiaries": [toward]}


def text(
    title: str, sponsors: Sequence[str], to: Sequence[str], *clauses: Wire, **more: Any
) -> Wire:
    return {
        "title": title,
        "sponsors": list(sponsors),
        "addressees": list(to),
        "audience": "closed",
        "clauses": list(clauses),
        **more,
    }


def clause_of(state: State, identity: str) -> Clause:
    terms = state.documents[identity.rpartition(".")[0]].terms
    return next(each for each in terms.clauses if each.id == identity)


def phases(rounds: int = ROUNDS) -> list[str]:
    kinds = ("corridors", "plenary", "capitals")
    return [f"r{number}-{kind}" for number in range(1, rounds + 1) for kind in kinds]


def channel(*members: str) -> str:
    return "+".join(seat for seat in SEATS if seat in members)


def mixed(random: Random, chains: Sequence[Chain]) -> Chain:
    """Mix chains at random; each keeps its order."""
    left = [list(chain) for chain in chains if chain]
    moves: Chain = []
    while left:
        chain = random.choice(left)
        moves.append(chain.pop(0))
        left = [each for each in left if each]
    return moves
