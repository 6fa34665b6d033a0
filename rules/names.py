"""The fixed words of the game: seats, phases, audiences, levels of verification. Data only."""

from collections.abc import Collection
from typing import Literal, TypeAlias, get_args

Seat: TypeAlias = Literal["dprk", "rok", "usa", "prc", "rus", "jpn"]
Guest: TypeAlias = Literal["press", "sipri", "clingendael", "unsg", "eu"]
"""Who may sit at a table besides the six, control and observers (Rulebook 1.10)."""
Viewer: TypeAlias = Literal[
    "dprk", "rok", "usa", "prc", "rus", "jpn", "control", "observer",
    "press", "sipri", "clingendael", "unsg", "eu",
]  # fmt: skip
Role: TypeAlias = Viewer | Literal["clock"]
Phase: TypeAlias = Literal[
    "lobby", "news", "corridors", "plenary", "capitals", "reckoning", "closed"
]
Audience: TypeAlias = Literal["secret", "closed", "public"]
Form: TypeAlias = Literal["statement", "joint_text", "council_resolution", "treaty"]
Verification: TypeAlias = Literal["v0", "v1", "v2", "v3", "v4", "v5"]
DocumentStatus: TypeAlias = Literal["draft", "open", "concluded", "declined", "lapsed", "withdrawn"]

Rank: TypeAlias = Literal["head", "member", "mentor"]
"""What a person is in its delegation (Rulebook 1.12)."""
Desk: TypeAlias = Literal["security", "economy", "press", "intelligence"]

SEATS: tuple[Seat, ...] = get_args(Seat)
DESKS: tuple[Desk, ...] = get_args(Desk)
Sitter: TypeAlias = Literal[
    "dprk", "rok", "usa", "prc", "rus", "jpn", "press", "sipri", "clingendael", "unsg", "eu"
]
"""Who holds a seat: a delegation or a guest."""
GUESTS: tuple[Guest, ...] = get_args(Guest)
SITTERS: tuple[Sitter, ...] = get_args(Sitter)
FRIENDS: tuple[Guest, ...] = GUESTS[1:]
VIEWERS: tuple[Viewer, ...] = (*SEATS, "control", "observer")
"""Who is at every table; `VIEWERS` named as an audience are the world, guests among it."""
ROLES: tuple[Viewer, ...] = (*VIEWERS, *GUESTS)
"""Everybody there can be."""
PHASES: tuple[Phase, ...] = get_args(Phase)
AUDIENCES: tuple[Audience, ...] = get_args(Audience)
VERIFICATIONS: tuple[Verification, ...] = get_args(Verification)


def reaches(to: Collection[Viewer], viewer: Viewer) -> bool:
    """Whether what is told to these is for this viewer: guests hear what the world hears."""
    return viewer in to or (viewer in GUESTS and "observer" in to)
