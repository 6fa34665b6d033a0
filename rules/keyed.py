"""HMAC-SHA-256: what only the holder of a key can make or foretell.

Owns the one keyed hash of ids, draws, heads and tokens. The library's own looks its algorithm up
anew each time, which costs more than the hash; here a key is begun once and copied.
"""

import hashlib
from functools import lru_cache
from typing import Any, TypeAlias

BLOCK = 64
KEYS_MAX = 4096
"""Keys kept begun: one for each table in play, and the server's own."""
Begun: TypeAlias = Any
"""A hash under way. `hashlib` has no name for its type."""


def keyed(key: bytes, said: bytes) -> bytes:
    """Return the 32 bytes of HMAC-SHA-256 over what is said."""
    return finished(begun(key), said)


def finished(begun: tuple[Begun, Begun], said: bytes) -> bytes:
    """Return the same of a key that was begun, for who says much under it."""
    inner, outer = begun[0].copy(), begun[1].copy()
    inner.update(said)
    outer.update(inner.digest())
    digest: bytes = outer.digest()
    return digest


@lru_cache(maxsize=KEYS_MAX)
def begun(key: bytes) -> tuple[Begun, Begun]:
    """Return the inner and the outer hash with the key in them, to be copied and never changed."""
    block = (hashlib.sha256(key).digest() if len(key) > BLOCK else key).ljust(BLOCK, b"\0")
    inner, outer = (bytes(byte ^ pad for byte in block) for pad in (0x36, 0x5C))
    return hashlib.sha256(inner), hashlib.sha256(outer)
