"""What all values of the state are. It must never know any of them."""

from msgspec import Struct


class Value(Struct, frozen=True, kw_only=True):
    """Base of all values of the state."""


class TextRef(Value, frozen=True, kw_only=True):
    """A free text by its id and salted hash. What it says never enters the rules."""

    id: str
    digest: str
