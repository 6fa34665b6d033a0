"""`hextable backup`, `hextable restore` and `hextable retain`: what is kept, and for how long.

Owns what is asked and printed. What a backup is, how it is checked, and what goes when its time is
over, others know.
"""

import asyncio
from collections.abc import Coroutine
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

if TYPE_CHECKING:
    from .backup import Found
    from .settings import Settings

FAULTY = 1
"""The exit status where something is not what was recorded."""
REFUSED = 2
T = TypeVar("T")


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="where to; must not exist yet")],
) -> None:
    """Write all that is kept to FILE, all of one moment, while servers may run; then check it."""
    if file.exists():
        raise _refused(f"{file} exists already")
    _report(_run(_backed_up(file, file.absolute().parent)), file)


async def _backed_up(file: Path, beside: Path) -> "Found":
    from . import backup as form  # noqa: PLC0415  # dear to all other commands
    from . import copies  # noqa: PLC0415

    settings = _settings()
    if settings.database_url is None:
        source = copies.from_sqlite(settings.var, beside)
    else:
        source = copies.from_postgres(settings.database_url.get_secret_value())
    async with source as opened:
        await form.write(opened, file)
    return await form.check(form.File(file))


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="what `hextable backup` wrote")],
    check: Annotated[bool, typer.Option("--check", help="check FILE and change nothing")] = False,
) -> None:
    """Check FILE, fill an empty data base with it, on whichever engine, and check that as well."""
    if not file.is_file():
        raise _refused(f"there is no file {file}")
    _report(_run(_restored(file, check)), file)


async def _restored(file: Path, only_checked: bool) -> "Found":
    from . import backup as form  # noqa: PLC0415
    from . import copies  # noqa: PLC0415

    source = form.File(file)
    found = await form.check(source)
    if only_checked or found.faults:
        return found
    settings = _settings()
    if settings.database_url is None:
        return await form.check(await copies.into_sqlite(source, settings.var))
    url = settings.database_url.get_secret_value()
    await copies.into_postgres(source, url)
    async with copies.from_postgres(url) as filled:
        return await form.check(filled)


def retain(
    days: Annotated[int, typer.Option(min=1, help="how long nothing has happened at a table")],
) -> None:
    """Erase all words of tables at which nothing has happened for DAYS; the records stay."""
    erased = _run(_retained(days))
    typer.echo(f"erased the words of {erased} tables")


async def _retained(days: int) -> int:
    from . import entropy  # noqa: PLC0415
    from .app import build  # noqa: PLC0415
    from .opening import open_store  # noqa: PLC0415
    from .retaining import DAY_MS, Retention  # noqa: PLC0415

    settings = _settings()
    store = await open_store(settings)
    try:
        house = build(store, settings, entropy.system)
        retention = Retention(store, house.play, None)
        return await retention.erase_before(store.now_ms() - days * DAY_MS)
    finally:
        await store.close()


def _settings() -> "Settings":
    from .settings import Settings  # noqa: PLC0415

    return Settings()


def _run(work: Coroutine[Any, Any, T]) -> T:
    """Do the work; what stands in its way is said on one line."""
    from asyncpg import PostgresError  # noqa: PLC0415

    from .backup import Damaged  # noqa: PLC0415
    from .copies import Unfit  # noqa: PLC0415
    from .sqlite import InUse  # noqa: PLC0415

    try:
        return asyncio.run(work)
    except (Damaged, Unfit, InUse) as error:
        raise _refused(str(error)) from None
    except OSError as error:
        raise _refused(error.strerror or type(error).__name__) from None
    except PostgresError as error:
        raise _refused(f"the data base says {type(error).__name__}") from None


def _report(found: "Found", file: Path) -> None:
    for fault in found.faults:
        typer.echo(f"fault: {fault}", err=True)
    if found.faults:
        raise typer.Exit(FAULTY)
    typer.echo(f"{file}: {found.said}; every chain and every text is as it was recorded")


def _refused(why: str) -> typer.Exit:
    typer.echo(f"hextable: {why}", err=True)
    return typer.Exit(REFUSED)
