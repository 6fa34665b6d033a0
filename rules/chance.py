"""Chance as a keyed hash of (table key, round, label), never as a stream (Rulebook 6).

Owns every draw. A label names what is drawn for by its ids and holds no counter, so a draw never
depends on how many came before it and a hidden event shifts nobody's luck.
"""

from collections.abc import Mapping

from .keyed import keyed

SPAN = 1 << 64


def draw(key_hex: str, round_number: int, label: str) -> int:
    """Return the percentile, 0 to 99, drawn for this label in this round."""
    return spread(key_hex, round_number, label) * 100 // SPAN


def pick(key_hex: str, round_number: int, label: str, weights: Mapping[str, int]) -> str:
    """Return one of the names, with odds as their weights; no order of the mapping matters.

    ValueError if no weight is above 0.
    """
    total = sum(weights.values())
    if total <= 0:
        raise ValueError(f"nothing to pick from for {label}")
    left = spread(key_hex, round_number, label) * total // SPAN
    for name in sorted(weights):
        left -= weights[name]
        if left < 0:
            return name
    raise AssertionError("weights do not add up")


def spread(key_hex: str, round_number: int, label: str) -> int:
    """Return a number below 2**64 that only the holder of the key can foretell."""
    said = f"{round_number}\n{label}".encode()
    return int.from_bytes(keyed(bytes.fromhex(key_hex), said)[:8], "big")
