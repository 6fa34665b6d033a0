"""How much one may ask for: token buckets that fill with time.

Owns counting only; who is counted and what happens past the limit is for the callers to say.
"""

from collections.abc import Hashable
from dataclasses import dataclass

KEYS_MAX = 10_000
"""Buckets kept before full ones are swept away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """`burst` at once, then `per_second`."""

    per_second: float
    burst: int


COMMANDS = Rate(per_second=5, burst=20)
"""Of one person, over all its connections and HTTP together (protocol 3)."""
WRONG_CODES = Rate(per_second=0.1, burst=20)
"""Of one address. Right codes are not counted: a school comes from one address."""
NEW_TABLES = Rate(per_second=5, burst=500)
"""Of one address."""


class Buckets:
    """One bucket for each key; a bucket not seen before is full."""

    def __init__(self, rate: Rate) -> None:
        self._rate = rate
        self._levels: dict[Hashable, tuple[float, float]] = {}
        """Key -> tokens left, at what time."""

    def wait_s(self, key: Hashable, now_s: float) -> float:
        """Return the seconds until `key` may take one; 0 when it may now."""
        return self._wait_s(self._level(key, now_s))

    def take(self, key: Hashable, now_s: float) -> float:
        """Take one and return 0, or take none and return the seconds to wait."""
        level = self._level(key, now_s)
        if wait_s := self._wait_s(level):
            return wait_s
        if len(self._levels) >= KEYS_MAX:
            self._sweep(now_s)
        self._levels[key] = level - 1, now_s
        return 0.0

    def _wait_s(self, level: float) -> float:
        return 0.0 if level >= 1 else (1 - level) / self._rate.per_second

    def _level(self, key: Hashable, now_s: float) -> float:
        left, at_s = self._levels.get(key, (self._rate.burst, now_s))
        return min(self._rate.burst, left + max(0.0, now_s - at_s) * self._rate.per_second)

    def _sweep(self, now_s: float) -> None:
        full = [key for key in self._levels if self._level(key, now_s) >= self._rate.burst]
        for key in full:
            del self._levels[key]
