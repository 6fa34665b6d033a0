"""Bots: policies that see one seat's records and give that seat's commands, by people's door.

Owns the names of the characters. A bot has no memory but its records and no luck but the draws it
is given: with the same records and draws it gives the same commands, and where it has already
acted, none. Ask again after its commands were obeyed, until it rests.
"""

from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import Any

from .capitals import seal
from .table import Record, Table, read
from .talks import talk
from .worth import valuation

__all__ = ["NAMES", "play", "valuation"]

COMMANDS_MAX = 12
"""The most that a bot does at one waking."""
Draw = Callable[[str], int]
"""Label -> a percentile, 0 to 99, the same whenever the same seat asks in the same round."""
Character = Callable[[Table, Draw], Iterator[dict[str, Any]]]


def steady(table: Table, draw: Draw) -> Iterator[dict[str, Any]]:
    """Bargains by its sheet, signs what is worth it, and by and large keeps its word."""
    match table.phase:
        case "corridors" | "plenary":
            yield from talk(table, draw)
        case "capitals":
            yield from seal(table, draw)
        case _:
            return


CHARACTERS: Mapping[str, Character] = {"steady": steady}
NAMES = tuple(CHARACTERS)


def play(name: str, records: Mapping[str, Record], draw: Draw) -> tuple[dict[str, Any], ...]:
    """Return the commands, as on the wire, that bot `name` gives now for the owner of `records`."""
    return tuple(islice(CHARACTERS[name](read(records), draw), COMMANDS_MAX))
