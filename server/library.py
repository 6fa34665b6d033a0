"""The scenarios tables are opened with: shipped ones by name, stored ones by digest.

Owns the cache of stored ones: each is read once. It must never judge a scenario or read its files;
`scenarios` does.
"""

from functools import cached_property

import msgspec

from rules.scenario import Scenario
from rules.scenario.loading import canonical, digest, load

from . import scenarios
from .store import Store


class Library:
    """Scenarios by name and by digest."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._stored: dict[str, Scenario] = {}

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The scenarios that come with the game."""
        return scenarios.names()

    def shipped(self, name: str) -> Scenario | None:
        """Return a scenario that comes with the game, None when there is no such."""
        return scenarios.shipped(name) if name in self.names else None

    def body(self, scenario: Scenario) -> tuple[str, bytes]:
        """Return a scenario's digest and the bytes it is stored as, not to be read again here."""
        key = digest(scenario)
        self._stored.setdefault(key, scenario)
        return key, canonical(scenario)

    async def stored(self, key: str) -> Scenario:
        """Return the scenario that some table was opened with, as it was then."""
        if key not in self._stored:
            body = await self._store.scenario(key)
            assert body is not None, f"no scenario {key}"
            self._stored[key] = load(msgspec.json.decode(body))
        return self._stored[key]
