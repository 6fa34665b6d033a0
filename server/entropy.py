"""The one seam through which randomness enters: keys, salts, names of tables.

Tests put a source of their own here and make it opaque. Nothing else may draw random bytes.
"""

import secrets
from collections.abc import Callable
from typing import TypeAlias

Entropy: TypeAlias = Callable[[int], bytes]
"""A count of bytes -> that many bytes."""

LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base 32: no letter that is mistaken for another when read aloud or copied."""

system: Entropy = secrets.token_bytes


def spelled(raw: bytes, length: int) -> str:
    """Return `length` letters of five bits each, taken from the front of `raw`."""
    bits = int.from_bytes(raw, "big") >> (len(raw) * 8 - length * 5)
    return "".join(LETTERS[bits >> 5 * place & 31] for place in reversed(range(length)))
