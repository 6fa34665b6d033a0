"""How the server's log is written: plain lines, or one JSON object a line.

Owns the forms, and that no secret gets into them: a fault is told by its type and by where it came
from, never by its message, which may repeat what a seat wrote, sealed or holds.
"""

import logging
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Final

import msgspec

ROOT: Final = Path(__file__).resolve().parent.parent
PLAIN: Final = "%(levelname)s %(name)s: %(message)s"
OURS: Final = "hextable"
LOUD: Final = ("uvicorn", "alembic")
"""Libraries that say more than anybody needs to hear."""


class Plain(logging.Formatter):
    """A line a message, a line a place for faults."""

    def formatException(  # noqa: N802  # the library's name for it
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None]
        | tuple[None, None, None],
    ) -> str:
        return "\n".join(f"  {line}" for line in told(ei[1])) if ei[1] is not None else ""

    def formatStack(self, stack_info: str) -> str:  # noqa: N802
        return stack_info


class Lines(Plain):
    """One JSON object a message."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": message(record),
        }
        if record.exc_info and record.exc_info[1] is not None:
            line["fault"] = list(told(record.exc_info[1]))
        return msgspec.json.encode(line).decode()


def message(record: logging.LogRecord) -> str:
    """Return what is said; of asyncio's words the first line, for the others print values."""
    text = record.getMessage()
    return text.partition("\n")[0] if record.name == "asyncio" else text


class Quiet(logging.Filter):
    """Cuts a message down to what may be told, before any form is given to it."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = message(record), ()
        return True


def told(error: BaseException) -> Iterator[str]:
    """Yield the type of a fault and of what led to it, and the places they passed."""
    yield named(error)
    for frame in traceback.extract_tb(error.__traceback__):
        yield f"at {short(frame.filename)}:{frame.lineno} {frame.name}"
    if isinstance(error, BaseExceptionGroup):
        for each in error.exceptions:
            yield from told(each)
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None:
        yield "after"
        yield from told(before)


def named(error: BaseException) -> str:
    """Return a fault's type; what the system says of one of its own is no secret."""
    name = type(error).__qualname__
    return f"{name}: {error.strerror}" if isinstance(error, OSError) else name


def short(path: str) -> str:
    """Return a file's place as seen from this repository."""
    return str(Path(path).relative_to(ROOT)) if Path(path).is_relative_to(ROOT) else path


def set_up(form: str, level: str) -> None:
    """Write the log to standard error, ours from `level` on, what others say from `info` on.

    Libraries at `debug` print what travels: tokens, cookies and every word.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(Lines() if form == "json" else Plain(PLAIN))
    handler.addFilter(Quiet())
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    logging.getLogger(OURS).setLevel(level.upper())
    for name in LOUD:
        logging.getLogger(name).setLevel(logging.WARNING)
