"""`hextable export` and `hextable verify`: a game as a file, and what the file proves.

Owns what is asked and printed. It must check nothing itself: `verifying` does.
"""

import asyncio
import sys
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from .exporting import Export, encode, read, whole
from .verifying import Report, verify

FOUND = 1
"""The exit status where the file is not what was recorded."""
UNREADABLE = 2


def export_table(
    table: Annotated[str, typer.Argument(help="its id, as in its address")],
) -> None:
    """Write the whole record of TABLE to standard output, while no server runs here."""
    sys.stdout.buffer.write(asyncio.run(_exported(table)))
    sys.stdout.buffer.flush()


async def _exported(table: str) -> bytes:
    # Dear to all other commands: the data base, and the migrations behind it.
    from rules import replay  # noqa: PLC0415
    from rules.scenario.loading import load  # noqa: PLC0415

    from .opening import open_store  # noqa: PLC0415
    from .settings import Settings  # noqa: PLC0415
    from .sqlite import InUse  # noqa: PLC0415
    from .tables import happened  # noqa: PLC0415

    try:
        store = await open_store(Settings())
    except InUse:
        raise _refused("a server runs here: take the export from control's page") from None
    try:
        card = await store.card(table)
        if card is None:
            raise _refused(f"there is no table {table} in {Settings().var}")
        body = await store.scenario(card.scenario)
        assert body is not None, card.scenario
        steps = await store.steps(table)
        events = (each.event for step in steps for each in happened(step))
        state = replay(events, load(msgspec.json.decode(body)))
        return encode(whole(state, body, steps, await store.texts(table)))
    finally:
        await store.close()


def verify_export(
    file: Annotated[Path, typer.Argument(metavar="EXPORT.json")],
    held: Annotated[
        list[Path] | None,
        typer.Option(help="what somebody else exported of the same game; more than once"),
    ] = None,
) -> None:
    """Check an export offline: chain, texts, key, sheets, draws; say what it cannot prove."""
    report = verify(_read(file), [_read(each) for each in held or ()])
    for line in lines(report):
        typer.echo(line, err=bool(report.faults))
    if report.faults:
        raise typer.Exit(FOUND)


def lines(report: Report) -> tuple[str, ...]:
    return (
        *(f"fault: {each}" for each in report.faults),
        *(f"proven: {each}" for each in report.proven),
        *(f"not proven: {each}" for each in report.unproven),
    )


def _read(file: Path) -> Export:
    try:
        return read(file.read_bytes())
    except OSError as error:
        raise _refused(f"{file}: {error.strerror}") from None
    except (msgspec.MsgspecError, ValueError) as error:
        raise _refused(f"{file} is no export: {error}") from None


def _refused(why: str) -> typer.Exit:
    typer.echo(why, err=True)
    return typer.Exit(UNREADABLE)
