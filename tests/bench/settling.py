"""What settling costs as candidates become more: counted in operations, and in time."""

import time
from dataclasses import dataclass

from rules.settlement.settle import settle

from .shapes import FACTS, FEW, MANY, Needs, falling_chain


@dataclass(frozen=True)
class Row:
    candidates: int
    operations: int
    cpu_ms: float


def settled(needs: Needs) -> Row:
    began = time.process_time()
    settlement = settle(needs, FACTS)
    return Row(len(needs), settlement.operations, 1000 * (time.process_time() - began))


def rows(counts: tuple[int, ...] = (FEW, MANY)) -> list[Row]:
    """Settle a chain in which each falls with the one before it, at each of these lengths."""
    return [settled(falling_chain(count)) for count in counts]
