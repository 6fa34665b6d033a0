"""The environment in `.venv`: made once, filled from the hashed locks, never changed without need.

Owns `.venv`, its stamp (what was installed, for which place and Python) and the launcher.
Must never install this repository's own code: the launcher points at it, so there is one copy.
"""

import fcntl
import hashlib
import importlib.util
import json
import os
import ssl
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from deploy.machine import Missing, install_packages

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LAUNCHER = VENV / "bin" / "hextable"
STAMP = VENV / "hextable.json"
LOCKS = ROOT / "requirements"

LAUNCHER_TEXT = '''\
#!/bin/sh
"""exec" "{python}" "$0" "$@"
" """
import sys

sys.path[0] = {root!r}

from server.cli import app

if __name__ == "__main__":
    app()
'''


def ensure(groups: Iterable[str]) -> None:
    """Make `.venv` hold these lock groups and the launcher; quick when it does already."""
    with only_one_at_a_time():
        stamp = read_stamp(STAMP)
        if not venv_is_ours(stamp):
            make_venv()
            stamp = {}
        wanted = {"base", *groups, *installed_groups(stamp)}
        digests = {group: lock_digest(LOCKS / f"{group}.txt") for group in ("uv", *sorted(wanted))}
        if stamp.get("locks") != digests:
            install(digests)
        write_launcher()


@contextmanager
def only_one_at_a_time() -> Iterator[None]:
    """Hold the repository's folder locked, so that two starts never fill one `.venv`."""
    folder = os.open(ROOT, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def read_stamp(path: Path) -> dict[str, object]:
    """Read what was installed, or nothing where the stamp is absent or broken."""
    try:
        stamp = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def installed_groups(stamp: Mapping[str, object]) -> set[str]:
    """Name the lock groups a stamp speaks of, so that none is thrown out again."""
    locks = stamp.get("locks")
    names = set(locks) if isinstance(locks, dict) else set()
    return {name for name in names if (LOCKS / f"{name}.txt").exists()} - {"uv"}


def lock_digest(lock: Path) -> str:
    """Digest a lock file's bytes; a changed digest is the only reason to install."""
    return hashlib.sha256(lock.read_bytes()).hexdigest()


def venv_is_ours(stamp: Mapping[str, object]) -> bool:
    """Tell whether `.venv` was made here, by the Python it still runs."""
    return stamp.get("root") == str(ROOT) and stamp.get("python") == python_version(PYTHON)


def python_version(python: Path) -> str | None:
    """Ask a Python for its version (`3.11`), or None where it does not run."""
    question = "import sys; print('%d.%d' % sys.version_info[:2])"
    try:
        answer = subprocess.run(
            [python, "-I", "-S", "-c", question], capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return None
    return answer.stdout.strip()


def make_venv() -> None:
    """Make `.venv` anew, installing Debian's venv package where Python came without."""
    ensure_venv_module()
    print("making .venv", flush=True)
    run([base_python(), "-m", "venv", "--clear", VENV], "Python could not make .venv.")


def base_python() -> str:
    """Name the Python outside any environment, even when run from inside one."""
    return str(getattr(sys, "_base_executable", sys.executable))


def ensure_venv_module() -> None:
    """Have `venv` and `ensurepip`, which Debian ships in a package of their own."""
    if all(map(importlib.util.find_spec, ("venv", "ensurepip"))):
        return
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    install_packages([package], f"Install {package}, or a Python that has venv and ensurepip.")


def install(digests: Mapping[str, str]) -> None:
    """Fill `.venv` with exactly these locks and stamp it once that has succeeded."""
    STAMP.unlink(missing_ok=True)
    locks = [LOCKS / f"{group}.txt" for group in digests]
    print(f"installing {', '.join(group for group in digests if group != 'uv')}", flush=True)
    run_module("pip", "install", "--quiet", "--require-hashes", "-r", LOCKS / "uv.txt")
    how = ["--quiet", "--require-hashes", "--python", str(PYTHON), *trust()]
    run_module("uv", "pip", "sync", *how, *locks)
    stamp = {"root": str(ROOT), "python": python_version(PYTHON), "locks": dict(digests)}
    replace_text(STAMP, json.dumps(stamp, indent=1) + "\n")


def trust() -> list[str]:
    """Let uv trust what the machine trusts, as pip does, unless the machine has no list at all."""
    paths = ssl.get_default_verify_paths()
    listed = paths.cafile or (paths.capath and any(Path(paths.capath).iterdir()))
    return ["--system-certs"] if listed else []


def write_launcher() -> None:
    """Write the `hextable` command, unless it is there already, word for word."""
    text = LAUNCHER_TEXT.format(python=PYTHON, root=str(ROOT))
    if not LAUNCHER.exists() or LAUNCHER.read_text(encoding="utf-8") != text:
        replace_text(LAUNCHER, text, mode=0o755)


def replace_text(path: Path, text: str, mode: int = 0o644) -> None:
    """Write a file whole or not at all."""
    fresh = path.with_name(path.name + ".new")
    fresh.write_text(text, encoding="utf-8")
    fresh.chmod(mode)
    fresh.replace(path)


def run_module(*words: str | Path) -> None:
    """Run a module by the environment's own Python; its failure ends the installation."""
    run([PYTHON, "-m", *words], f"{words[0]} could not install the locked packages.")


def run(command: Sequence[str | Path], complaint: str) -> None:
    """Run a command whose failure ends the installation with this complaint."""
    if subprocess.run(command, check=False, cwd=ROOT).returncode != 0:
        raise Missing(f"{complaint} The lines above say why.")
