"""Hints that a table has moved on: `(table, seq)` and nothing else.

A hint that is lost costs delay, never a fact; none carries a secret. This one reaches this process
only, and calls its listeners at once.
"""

from collections.abc import Callable
from typing import TypeAlias

Listener: TypeAlias = Callable[[str, int], None]


class Bus:
    """Passes each hint to every listener, in the order they came."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []

    def listen(self, listener: Listener) -> None:
        """Call `listener` with every hint from now on; it must not raise or wait."""
        self._listeners.append(listener)

    def hint(self, table: str, seq: int) -> None:
        """Say that a table stands at `seq` now."""
        for listener in self._listeners:
            listener(table, seq)
