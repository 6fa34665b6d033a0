"""Names for what comes to be at a table: keyed hashes of who made it by which command.

An id tells nothing of any other thing, and is the same for all who see it (Rulebook 3).
"""

import hashlib
from functools import lru_cache

from .keyed import keyed

MARKS = b"abcdefghijklmnopqrstuvwxyz234567" * 8
"""A mark for every byte."""
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
DIGITS = "23456789"


def named(key: str, what: str, person: str, command_id: str) -> str:
    """Return 12 lowercase letters and digits for what `person` makes with this command.

    A person, not a seat: who takes over a seat can never write over what its forerunner made.
    """
    text = f"id/{what}/{person}/{command_id}".encode()
    digest = keyed(bytes.fromhex(key), text)
    return digest[:12].translate(MARKS).decode()


@lru_cache(maxsize=1 << 12)
def label(document: str) -> str:
    """Return the four characters by which people speak of a document, such as K7M2."""
    number = int.from_bytes(hashlib.sha256(document.encode()).digest()[:8], "big")
    marks = []
    for alphabet in (LETTERS, DIGITS, LETTERS, DIGITS):
        number, place = divmod(number, len(alphabet))
        marks.append(alphabet[place])
    return "".join(marks)


def commitment(key: str) -> str:
    """Return the SHA-256 of the table key, published when the table opens (Rulebook 6)."""
    return hashlib.sha256(bytes.fromhex(key)).hexdigest()
