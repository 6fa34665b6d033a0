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
_FOR_BYTES = LETTERS.encode() * 8
"""A letter for every byte, each for as many as any other."""
POOL_BYTES = 4096


class Pool:
    """The system's randomness, drawn for many askers at once: each byte is given out once."""

    def __init__(self) -> None:
        self._left = b""

    def __call__(self, count: int) -> bytes:
        """Return so many bytes that nobody was given before."""
        if count > len(self._left):
            self._left = secrets.token_bytes(max(POOL_BYTES, count))
        given, self._left = self._left[:count], self._left[count:]
        return given


system: Entropy = Pool()


def spelled(raw: bytes, length: int) -> str:
    """Return `length` letters of five bits each, taken from the front of `raw`."""
    bits = int.from_bytes(raw, "big") >> (len(raw) * 8 - length * 5)
    return "".join(LETTERS[bits >> 5 * place & 31] for place in reversed(range(length)))


def lettered(raw: bytes) -> str:
    """Return a letter for each byte of `raw`: less in each, and found at once."""
    return raw.translate(_FOR_BYTES).decode()
