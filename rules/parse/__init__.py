"""From a command on the wire to a Command, strictly: unknown fields and wrong types are refused.

Owns the shapes of protocol.md section 4. It must never ask what is true at a table.
Free texts leave here: `lift` stores each and hands back its reference, once all else is in order.
"""

from .command import parse_command
from .words import MESSAGE_MAX, TITLE_MAX, Lift

__all__ = ["MESSAGE_MAX", "TITLE_MAX", "Lift", "parse_command"]
