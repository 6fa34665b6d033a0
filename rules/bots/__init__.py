"""Bots: policies that see one seat's records and give that seat's commands, by people's door.

Owns the registry of characters. A bot has no memory but its records and no luck but the draws it
is given: with the same records and draws it gives the same commands, and where it has already
acted, none. Ask again after its commands were obeyed, until it rests.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain, islice
from typing import Any

from ..casting import RETIRED
from .capitals import seal
from .characters import CHARACTERS
from .company import invited
from .doubts import accused
from .replies import speak as reply
from .table import Record, Table, read
from .talks import talk
from .worth import valuation

__all__ = ["NAMES", "play", "speak", "valuation"]

COMMANDS_MAX = 12
"""The most that a bot does at one waking."""
TALK = ("corridors", "plenary")
Draw = Callable[[str], int]
"""Label -> a percentile, 0 to 99, the same whenever the same seat asks in the same round."""
NAMES = tuple(CHARACTERS)


def play(name: str, records: Mapping[str, Record], draw: Draw) -> tuple[dict[str, Any], ...]:
    """Return the commands, as on the wire, that bot `name` gives now for the owner of `records`."""
    character = CHARACTERS[RETIRED.get(name, name)]
    table = read(records)
    commands: Iterable[dict[str, Any]]
    match table.phase:
        case "corridors" | "plenary":
            commands = chain(
                accused(table, character, draw), invited(table), talk(table, character, draw)
            )
        case "capitals":
            commands = seal(table, character, draw)
        case _:
            return ()
    return tuple(islice(spoken_for(table, commands), COMMANDS_MAX))


def speak(name: str, records: Mapping[str, Record]) -> tuple[dict[str, Any], ...]:
    """Return what bot `name` has to say besides, and why: nothing else hangs on it."""
    table = read(records)
    if table.phase not in TALK or table.is_out(table.seat):
        return ()
    if not table.commands["say"]["private"]:
        return ()
    return tuple(reply(table, CHARACTERS[RETIRED.get(name, name)]))


def spoken_for(table: Table, commands: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the commands with as many reasons as may still be kept this round."""
    left: int | None = None
    for command in commands:
        if command["kind"] == "reason":
            left = reasons_left(table) if left is None else left
            left -= 1
            if left < 0:
                continue
        yield command


def reasons_left(table: Table) -> int:
    return int(table.commands.get("reason", {}).get("left", 0))
