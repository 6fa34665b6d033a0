"""What public lines speak of: the words that two of them share.

Owns the reading of plain lines that records hold for everybody, such as what a type wants or how a
friend helps. It must never read what a person wrote.
"""

import re
from functools import cache

from .table import Record

WORD = re.compile(r"[a-z]{3,}")
STEM = 6
"""So many letters tell a word from others, whatever its ending."""
SHORT = (
    "and are but few for from has have its itself more most not one out than that the their them"
    " they this what which who whom with would"
)
EMPTY = frozenset(re.findall("[a-z]+", SHORT))


@cache
def words(line: str) -> frozenset[str]:
    """Return the words of a line that mean something, cut to their stems."""
    return frozenset(w[:STEM].rstrip("s") for w in WORD.findall(line.lower()) if w not in EMPTY)


def subject(instrument: Record) -> frozenset[str]:
    """Return what an instrument is about, by its title and its track's."""
    return words(f"{instrument['title']} {instrument['track_title']}")
