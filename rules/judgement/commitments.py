"""Commitments to sealed sheets: published as the capitals end, opened after the game (Rulebook 6).

Owns the canonical form of a sheet, its padding, its salt, and the hash over them. Each must stay
as it is: what was published of a game can be checked as long as anybody keeps it.
"""

import hashlib
from collections.abc import Mapping
from typing import Any

import msgspec
from msgspec import NODEFAULT, Struct
from msgspec.structs import FieldInfo

from ..conditions import encode_hook
from ..keyed import keyed
from ..model import Instructions, Origin, State
from ..names import SEATS, Seat

PAGE = 4096
"""A sheet is padded to a multiple of so many bytes: how much is in it shows nowhere."""


class Opening(Struct, frozen=True, kw_only=True):
    """What opens one commitment: the salt in hex, and the canonical sheet without its padding."""

    salt: str
    sheet: str


def commitments(state: State) -> Mapping[Seat, str]:
    """Return what is published of this round's six sheets, standing instructions included."""
    return {
        seat: commitment(state.table, state.round, seat, opening(state, state.round, seat))
        for seat in SEATS
    }


def opening(state: State, round_: int, seat: Seat) -> Opening:
    """Return what opens a seat's commitment of a round."""
    sheets = state.past_sheets.get(round_, state.sealed)
    sheet = sheets.get(seat, Instructions())
    return Opening(salt=salt(committed_at(state, round_).key, round_, seat), sheet=canonical(sheet))


def committed_at(state: State, round_: int) -> State | Origin:
    """Return the table at which a round's sheets were committed to: of a fork, maybe an origin."""
    return next((each for each in state.origins if round_ <= each.committed), state)


def commitment(table: str, round_: int, seat: Seat, opened: Opening) -> str:
    """Return the SHA-256, in hex, over table, round, seat, salt and padded sheet.

    A line each, the sheet padded with spaces: no two lists of them share one text.
    """
    lines = ("hextable sheet 1", table, str(round_), seat, opened.salt, "")
    return hashlib.sha256("\n".join(lines).encode() + padded(opened.sheet)).hexdigest()


def salt(key: str, round_: int, seat: Seat) -> str:
    """Return 32 bytes in hex that nobody can guess who does not hold the table key."""
    said = f"salt\n{round_}\n{seat}".encode()
    return keyed(bytes.fromhex(key), said).hex()


def padded(sheet: str) -> bytes:
    body = sheet.encode()
    return body.ljust(-(-len(body) // PAGE) * PAGE)


def canonical(sheet: Instructions) -> str:
    """Return a sheet as JSON, keys sorted, no spaces, without whatever is left at its default.

    So a line that a later version adds to the sheet changes no older one.
    """
    return msgspec.json.encode(chosen(sheet), enc_hook=encode_hook, order="sorted").decode()


def chosen(value: Any) -> Any:
    """Return plain data of a value's fields that say something else than their default."""
    if isinstance(value, Struct):
        fields = msgspec.structs.fields(value)
        told = ((each.name, getattr(value, each.name), default(each)) for each in fields)
        return {name: chosen(said) for name, said, silent in told if said != silent}
    if isinstance(value, Mapping):
        return {str(name): chosen(said) for name, said in value.items()}
    if isinstance(value, tuple):
        return [chosen(each) for each in value]
    return value


def default(field: FieldInfo) -> Any:
    if field.default_factory is not NODEFAULT:
        return field.default_factory()
    return field.default
