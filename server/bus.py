"""Hints that a table has moved on: `(table, seq)` and nothing else.

A hint that is lost costs delay, never a fact; none carries a secret. These are told to this process
only, and its listeners are called at once; `wire` carries them to others.
"""

from collections.abc import Callable
from typing import TypeAlias

Listener: TypeAlias = Callable[[str, int], None]


class Bus:
    """Passes the hints of this process to every listener, in the order they came."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []

    def listen(self, listener: Listener) -> None:
        """Call `listener` with every hint of this process; it must not raise or wait."""
        self._listeners.append(listener)

    def hint(self, table: str, seq: int) -> None:
        """Say that this process has brought a table to `seq`."""
        for listener in self._listeners:
            listener(table, seq)
