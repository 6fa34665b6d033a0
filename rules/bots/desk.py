"""What one bot has before it: the records of its seat, each built when it is first read.

Owns which of them are out of date, and whether there is any reason to look again. It must never
show a record otherwise than as the view has it at the seat's last look.
"""

from collections.abc import Iterable, Iterator, Mapping

from ..model import State
from ..names import Seat
from ..view import Record, exists, keys, may_vanish, record
from .table import READ

MENU = "menu/own"
OWN_WORDS = "reason/"
"""What it said itself is no reason to look again."""


class Desk(Mapping[str, Record]):
    """The records of one seat that bots read, as they were when it last looked."""

    def __init__(self, state: State, seat: Seat, texts: Mapping[str, str | None]) -> None:
        self.seat = seat
        self.given = self.said = 0
        """Commands it has given, and what it said besides, for their ids."""
        self._state = state
        self._texts = texts
        self._records: dict[str, Record | None] = dict.fromkeys(readable(keys(state, seat)))
        """None for one that has not been read since it changed."""
        self._stale: set[str] = set()
        self._is_fresh = True
        """Whether it has not looked yet."""

    def __getitem__(self, key: str) -> Record:
        built = self._records[key]
        if built is None:
            built = record(self._state, self.seat, key, self._texts)
            assert built is not None, key
            self._records[key] = built
        return built

    def __iter__(self) -> Iterator[str]:
        return iter(self._records)

    def __len__(self) -> int:
        return len(self._records)

    def note(self, state: State, touched: Iterable[str]) -> None:
        """Take note of what a step to `state` may have changed, until the seat looks again."""
        self._stale.update(
            key for key in readable(touched) if may_vanish(key) or exists(state, self.seat, key)
        )

    def look(self, state: State) -> bool:
        """Bring the records up to `state`; say whether any that was read may have changed.

        One that nobody read decided nothing: as long as the others are what they were, so is
        what the seat does.
        """
        stale, self._state, self._stale = self._stale, state, set()
        menu, is_gone = self._records.get(MENU), False
        told = {key for key in stale if key != MENU and not key.startswith(OWN_WORDS)}
        was_read = any(self._records.get(key) is not None for key in told)
        is_new = self._is_fresh or not told <= self._records.keys()
        self._is_fresh = False
        self._records.update(dict.fromkeys(stale))
        for key in stale:
            if may_vanish(key) and not exists(state, self.seat, key):
                del self._records[key]
                is_gone = True
        if was_read or is_new or is_gone:
            return True
        return MENU in stale and menu is not None and self[MENU] != menu


def readable(keys: Iterable[str]) -> Iterator[str]:
    """Return the keys of the kinds that bots ever look at: talk is none of them."""
    return (key for key in keys if key.partition("/")[0] in READ)
