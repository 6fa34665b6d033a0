"""The fixed words of the game: seats, phases, audiences, levels of verification. Data only."""

from typing import Literal, TypeAlias, get_args

Seat: TypeAlias = Literal["dprk", "rok", "usa", "prc", "rus", "jpn"]
Viewer: TypeAlias = Literal["dprk", "rok", "usa", "prc", "rus", "jpn", "control", "observer"]
Role: TypeAlias = Literal["dprk", "rok", "usa", "prc", "rus", "jpn", "control", "observer", "clock"]
Phase: TypeAlias = Literal[
    "lobby", "news", "corridors", "plenary", "capitals", "reckoning", "closed"
]
Audience: TypeAlias = Literal["secret", "closed", "public"]
Form: TypeAlias = Literal["statement", "joint_text", "council_resolution", "treaty"]
Verification: TypeAlias = Literal["v0", "v1", "v2", "v3", "v4", "v5"]
DocumentStatus: TypeAlias = Literal["draft", "open", "concluded", "declined", "lapsed", "withdrawn"]

SEATS: tuple[Seat, ...] = get_args(Seat)
VIEWERS: tuple[Viewer, ...] = get_args(Viewer)
PHASES: tuple[Phase, ...] = get_args(Phase)
AUDIENCES: tuple[Audience, ...] = get_args(Audience)
VERIFICATIONS: tuple[Verification, ...] = get_args(Verification)
