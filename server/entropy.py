"""The one seam through which randomness enters: keys, salts, names of tables.

Tests put a source of their own here and make it opaque. Nothing else may draw random bytes.
"""

import base64
import secrets
from collections.abc import Callable
from typing import TypeAlias

Entropy: TypeAlias = Callable[[int], bytes]
"""A count of bytes -> that many bytes."""

LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base 32: no letter that is mistaken for another when read aloud or copied."""
_SPELLED = bytes.maketrans(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", LETTERS.encode())
"""From the letters of RFC 4648, which the library knows."""

system: Entropy = secrets.token_bytes


def spelled(raw: bytes, length: int) -> str:
    """Return `length` letters of five bits each, taken from the front of `raw`."""
    return base64.b32encode(raw)[:length].translate(_SPELLED).decode()
