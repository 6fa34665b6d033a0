"""Every frame on the wire, in and out, and the one strict reader of JSON at the door.

Owns shapes and limits of what is read (sockets and HTTP bodies alike) and the bytes of what is
written. It must hold no rule of the game and never look up a seat or a table.
"""

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Final, NoReturn, TypeAlias, TypeVar

import msgspec
from msgspec import Meta, Struct

from rules.names import Viewer

from .seats import WHO_PATTERN

FRAME_BYTES_MAX: Final = 65_536
DEPTH_MAX: Final = 64
_DIGITS_MAX = 15
"""Integers that every client can hold exactly."""
_POISON = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
"""Controls but newline and tab, and halves of surrogate pairs: poison for every later replay."""

CommandId: TypeAlias = Annotated[str, Meta(pattern=r"^[A-Za-z0-9._:-]{1,64}$")]
T = TypeVar("T")


class Malformed(Exception):
    """What came is not of the shape the protocol gives; `field` is the path of the first fault."""

    def __init__(self, detail: str, field: str | None = None) -> None:
        super().__init__(detail)
        self.detail = detail
        self.field = field


class Hello(Struct, frozen=True, forbid_unknown_fields=True, tag="hello", rename={"role": "as"}):
    """The first frame of a connection; without `token` the browser's cookie speaks."""

    role: Annotated[str, Meta(pattern=rf"^{WHO_PATTERN}\Z")]
    """Who of a table says hello: a role, or a person of a delegation (`dprk-2`)."""
    token: Annotated[str, Meta(max_length=200)] | None = None
    since: Annotated[int, Meta(ge=0)] | None = None
    epoch: Annotated[str, Meta(max_length=64)] | None = None


class Do(Struct, frozen=True, forbid_unknown_fields=True, tag="do"):
    """A command under an id of the client's choosing."""

    id: CommandId
    command: dict[str, Any]


_do = msgspec.json.Decoder(Do)
_STRINGS_OF_DO = 5
"""Its three keys, its type and its id."""


def read_frame(text: str) -> Hello | Do:
    """Return the frame in one text message, or raise Malformed."""
    return _plain_do(text) or _any_frame(text)


def _plain_do(text: str) -> Do | None:
    """Return the frame of a command as nearly all come, None where more than a look is needed.

    Without escapes each string stands between two quotes: a key given twice, of which only one is
    left, shows as quotes too many.
    """
    if not text.isprintable() or "\\" in text or len(text) > FRAME_BYTES_MAX or _is_deep(text):
        return None
    try:
        frame = _do.decode(text)
        strings = _strings(frame.command) + _STRINGS_OF_DO
    except (Malformed, msgspec.DecodeError):
        return None
    return frame if text.count('"') == 2 * strings else None


def _strings(value: Any) -> int:
    """Return how many strings a value holds, keys among them; numbers that need a look raise."""
    kind = type(value)
    if kind is str:
        return 1
    if kind is dict:
        return len(value) + sum(map(_strings, value.values()))
    if kind is list:
        return sum(map(_strings, value))
    if kind is float or (kind is int and abs(value) >= 10**_DIGITS_MAX):
        raise Malformed("Numbers are integers of at most 15 digits.")
    return 0


def _any_frame(text: str) -> Hello | Do:
    value = read_json(text)
    # One type is found faster than one of two, and all errors of it are the same.
    named = value.get("type") if isinstance(value, dict) else None
    kind = Do if named == "do" else Hello if named == "hello" else Hello | Do
    frame: Hello | Do = shaped(value, kind)
    return frame


def shaped(value: object, kind: Any) -> Any:
    """Return a JSON value as the type `kind`, strictly, or raise Malformed with the path."""
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        detail, _, path = str(error).partition(" - at `$")
        raise Malformed(detail, path.rstrip("`").lstrip(".") or None) from None


def read_json(raw: str | bytes) -> Any:
    """Return the JSON value in `raw`, or raise Malformed.

    Refused are: more than 64 KiB, keys given twice, numbers that are no integers or beyond 15
    digits, nesting beyond 64 levels, control characters but newline and tab, lone surrogates.
    """
    if len(raw) > FRAME_BYTES_MAX:
        raise Malformed("A message has at most 64 KiB.")
    try:
        value = _DECODER.decode(raw if isinstance(raw, str) else raw.decode("utf-8"))
    except UnicodeDecodeError:
        raise Malformed("Messages are UTF-8.") from None
    except json.JSONDecodeError as error:
        raise Malformed(f"This is not JSON: {error.msg} at character {error.pos}.") from None
    except RecursionError:
        raise Malformed(f"Values are nested at most {DEPTH_MAX} levels deep.") from None
    if not _is_plain(raw):
        _check(value, 0)
    return value


def kept_text(text: str) -> str:
    """Return a person's text as it is kept: in the composed form (NFC) of its characters."""
    return unicodedata.normalize("NFC", text)


def _is_plain(raw: str | bytes) -> bool:
    """Say whether nothing that `_check` refuses can be in it, by a look at the text as a whole."""
    if not isinstance(raw, str) or "\\" in raw or _POISON.search(raw):
        return False
    return not _is_deep(raw)


def _is_deep(raw: str) -> bool:
    """Say whether it might be nested too deep, by what opens anywhere in it."""
    return raw.count("{") + raw.count("[") >= DEPTH_MAX


def _check(value: Any, depth: int) -> None:
    """Refuse poison anywhere in a parsed value."""
    if isinstance(value, str):
        if _POISON.search(value):
            raise Malformed("Texts hold no control characters but newline and tab.")
    elif isinstance(value, (dict, list)):
        if depth >= DEPTH_MAX:
            raise Malformed(f"Values are nested at most {DEPTH_MAX} levels deep.")
        for item in value:
            _check(item, depth + 1)
        for item in value.values() if isinstance(value, dict) else ():
            _check(item, depth + 1)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        raise Malformed("A key is given twice in one object.")
    return members


def _integer(digits: str) -> int:
    if len(digits.lstrip("-")) > _DIGITS_MAX:
        raise Malformed(f"Numbers have at most {_DIGITS_MAX} digits.")
    return int(digits)


def _no_number(_: str) -> NoReturn:
    raise Malformed("Numbers are integers.")


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object, parse_int=_integer, parse_float=_no_number, parse_constant=_no_number
)

# --- what the server writes ---

Records: TypeAlias = Mapping[str, bytes]
"""Record key -> its JSON, encoded once."""
_encoder = msgspec.json.Encoder()


class Welcome(Struct, frozen=True, kw_only=True, tag="welcome"):
    """What a connection gets first: everything, or what changed since its cursor."""

    table: str
    seat: Viewer
    person: str
    seq: int
    head: str
    epoch: str
    full: bool
    records: Mapping[str, msgspec.Raw]
    drop: Sequence[str]
    now: int


class Changes(Struct, frozen=True):
    """What a put says is changed: the same for several viewers, and then encoded once."""

    records: Mapping[str, msgspec.Raw]
    drop: Sequence[str]


class Done(Struct, frozen=True, kw_only=True, tag="done"):
    id: str
    seq: int


class Refusal(Struct, frozen=True, kw_only=True, tag="refused"):
    id: str | None
    code: str
    detail: str
    field: str | None = None


class Bye(Struct, frozen=True, kw_only=True, tag="bye"):
    """`code` is moved, drain, slow, revoked or late."""

    code: str


def changes(records: Records, drop: Sequence[str]) -> bytes:
    """Return the part of a put that several viewers may share."""
    return _encoder.encode(Changes(raw(records), drop))


def put(seq: int, head: str, changed: bytes) -> bytes:
    """Return the bytes of the frame that tells one viewer what one step changed for it."""
    return b'{"type":"put","seq":%d,"head":"%b",%b' % (seq, head.encode(), changed[1:])


def encode(frame: Welcome | Done | Refusal | Bye) -> bytes:
    """Return the bytes of one frame."""
    return _encoder.encode(frame)


def raw(records: Records) -> dict[str, msgspec.Raw]:
    """Return encoded records in the form that frames embed without encoding them again."""
    return {key: msgspec.Raw(body) for key, body in records.items()}
