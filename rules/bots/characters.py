"""The characters, as data: what makes one delegate another kind of negotiator than the next.

Owns the numbers by which they differ, and nothing that acts on them: every policy is the same for
all and asks its character here. None of them may be told more than its seat's records.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from ..casting import BOTS

Bond = Literal["operative", "performed", "verified"]
"""On what it hangs its own part: that the others' is in force, was done, or was seen to be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Character:
    """One kind of negotiator. Worths are in hundredths of a point of its sheet."""

    name: str
    clauses_max: int
    """The longest text it writes."""
    steps: int
    """How many levels above what stands it asks for or gives at a time."""
    content: int
    """Worth beyond which more is no better to it: it would rather be sure."""
    ambition: int
    """How much a hope counts against its odds while there is time: 1 in proportion, 2 twice."""
    worthwhile: int
    """Worth below which a text is not worth its paper."""
    floor: int
    """What signing must be worth while there is time; 0 in the end."""
    share: int
    """Percent of what the others seem to gain by a text that it wants to gain too, at first."""
    bond: Bond
    watch: str
    """The verification it asks for what could be hidden."""
    wants_proof: bool
    """Whether it declines what is all words, or could be hidden and is not watched."""
    tempted: int
    """Percent odds that it so much as considers breaking its word, each time."""
    forgives: int
    """How many of a partner's evasions it overlooks before it stops performing."""
    suspects: int
    """Percent odds that it accuses on suspicion alone, each time."""
    secrecy: int
    """Percent odds that it settles with one other in secret what two can settle."""
    quiet: int
    """Percent odds that it makes its offer of a round in the corridors, not before the world."""
    leaves: int
    """Percent odds that it walks out, when a ground is open and nothing is on offer."""
    presses: int
    """Percent odds that it turns to national pressure in a round, when it comes to no terms."""
    company: int
    """With how many others it settles in one text."""


MAXIMISER = Character(
    name="maximiser",
    clauses_max=6,
    steps=9,
    content=100_000,
    ambition=1,
    worthwhile=40,
    floor=0,
    share=30,
    bond="operative",
    watch="v3",
    wants_proof=False,
    tempted=25,
    forgives=0,
    suspects=0,
    secrecy=20,
    quiet=50,
    leaves=0,
    presses=0,
    company=5,
)
RECIPROCATOR = Character(
    name="reciprocator",
    clauses_max=4,
    steps=1,
    content=500,
    ambition=1,
    worthwhile=25,
    floor=20,
    share=25,
    bond="performed",
    watch="v3",
    wants_proof=False,
    tempted=0,
    forgives=1,
    suspects=0,
    secrecy=5,
    quiet=60,
    leaves=0,
    presses=0,
    company=3,
)
HARD_LINER = Character(
    name="hard-liner",
    clauses_max=4,
    steps=9,
    content=100_000,
    ambition=2,
    worthwhile=60,
    floor=80,
    share=45,
    bond="verified",
    watch="v4",
    wants_proof=True,
    tempted=10,
    forgives=0,
    suspects=60,
    secrecy=10,
    quiet=30,
    leaves=40,
    presses=75,
    company=3,
)
CHARACTERS: Mapping[str, Character] = {
    each.name: each for each in (MAXIMISER, RECIPROCATOR, HARD_LINER)
}
assert tuple(CHARACTERS) == tuple(BOTS)
