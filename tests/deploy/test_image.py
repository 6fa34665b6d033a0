"""What the image holds, run from a copy of just that: it needs no more, and changes none of it."""

import shutil
import signal
from pathlib import Path

import httpx2

from tests.services.process import ROOT, Process

IMAGE = ROOT / "deploy" / "Containerfile"


def copied():
    """Return what of the repository the image is made of."""
    lines = [line.split() for line in IMAGE.read_text(encoding="utf-8").splitlines()]
    return [words[1] for words in lines if words[:1] == ["COPY"] and "--from=build" not in words]


def test_what_is_copied_is_there_and_is_let_through():
    let_through = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert let_through[0] == "*"
    for name in copied():
        assert (ROOT / name).exists()
        assert f"!{name}" in let_through


def test_what_is_copied_serves_and_writes_only_into_its_folder(tmp_path):
    root, var = tmp_path / "root", tmp_path / "var"
    for name in copied():
        to = root / Path(name).name
        to.parent.mkdir(exist_ok=True)
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, to)
    before = contents(root)
    process = Process(where=root, HEXTABLE_VAR=str(var), PYTHONDONTWRITEBYTECODE="1")
    try:
        for page in ("/readyz", "/", "/api/scenarios"):
            assert httpx2.get(f"{process.address}{page}", timeout=30).status_code == 200
        assert process.end(signal.SIGTERM) == 0
    finally:
        process.close()
    assert contents(root) == before
    assert (var / "secret").stat().st_mode & 0o777 == 0o600


def contents(folder):
    """Return every file with the time it was changed."""
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
