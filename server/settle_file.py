"""The edge of `hextable settle`: bytes from a file or standard input to JSON values.

Owns reading and parsing, and so the faults that are older than any JSON value: no such file, not
UTF-8, not JSON. What the values must be is for `rules.settle_file` to say.
"""

import json
import math
import sys
from collections import Counter
from pathlib import Path

from rules.settlement.settle_file import Doubled

_DIGITS_MAX = 1000
"""Longer integers than any weight needs; Python itself refuses to read some thousands."""


class NoJson(Exception):
    """These bytes are no JSON file, or cannot be read; the text says what would be right."""


def load_json(file: str) -> object:
    """Return the JSON value in a file, or on standard input for "-", or raise NoJson.

    An object with a key twice comes back as Doubled; numbers that are no integers as floats.
    """
    try:
        return _parse(_read(file).decode("utf-8"))
    except OSError as error:
        raise NoJson(f"expected a file that can be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise NoJson(f"expected UTF-8, but byte {error.start} is not") from error
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise NoJson(f"expected JSON: {error.msg} ({where})") from error
    except RecursionError as error:
        raise NoJson("expected JSON that is not nested this deeply") from error


def _read(file: str) -> bytes:
    if file == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except ValueError as error:
        raise NoJson("expected the name of a file") from error


def _parse(text: str) -> object:
    value: object = json.loads(text, object_pairs_hook=_object, parse_int=_integer)
    return value


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    members = dict(pairs)
    if len(members) == len(pairs):
        return members
    times = Counter(key for key, _ in pairs)
    return Doubled(pairs, next(key for key in members if times[key] > 1))


def _integer(digits: str) -> int | float:
    return int(digits) if len(digits) <= _DIGITS_MAX else math.inf
