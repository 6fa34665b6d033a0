"""The game, pure: no I/O, no clock, no randomness of its own, no web, no database."""

from .codec import decode, decode_state, encode, encode_json, encode_state
from .commands import Command, Order
from .decide import decide, judged
from .events import Event, Happened
from .fold import apply, replay
from .model import State, TextRef
from .names import SEATS, VIEWERS, Role, Seat, Viewer
from .opening import open_table
from .parse import parse_command
from .refusal import Refused
from .scenario import Scenario
from .view import record, touched, touched_by_each, view

__all__ = [
    "SEATS", "VIEWERS", "Command", "Event", "Happened", "Order", "Refused", "Role", "Scenario",
    "Seat", "State", "TextRef", "Viewer", "apply", "decide", "decode", "decode_state", "encode",
    "encode_json", "encode_state", "judged", "open_table", "parse_command", "record", "replay",
    "touched", "touched_by_each", "view",
]  # fmt: skip
