"""What the machine itself must offer: programs looked for, Debian packages installed where missing.

Owns every use of apt and sudo. Must never install anything that was found already, and never fail
without saying what a person can do about it.
"""

import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

MINIMUM = (3, 11)
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC_CHROME = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")


class Missing(Exception):
    """Something the machine lacks and cannot be given here; the text says what to do."""


def version_complaint(version: tuple[int, int]) -> str | None:
    """Say why this Python is too old, or None where it will do."""
    if version >= MINIMUM:
        return None
    return f"Python {version[0]}.{version[1]} is too old: Hextable needs Python 3.11 or newer."


def chromium() -> Path | None:
    """Find a Chromium the tests can drive: `CHROMIUM` first, then the usual places."""
    if chosen := os.environ.get("CHROMIUM"):
        return Path(chosen)
    found = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    if found:
        return Path(found)
    return MAC_CHROME if MAC_CHROME.exists() else None


def ensure_chromium() -> Path:
    """Return a Chromium, installing Debian's where there is none."""
    advice = "Install Chromium or Chrome, or name one with CHROMIUM=/path/to/it."
    found = chromium()
    if found is None and distribution() == "debian":
        install_packages(["chromium"], advice)
        found = chromium()
    if found is None or not found.exists():
        raise Missing(f"The tests need a Chromium and none was found. {advice}")
    return found


def ensure_node() -> str:
    """Return the `node` program, installing Debian's where there is none."""
    return ensure_program("node", "nodejs", "Install Node.js 18 or newer.")


def ensure_program(name: str, package: str, advice: str) -> str:
    """Return a program by its name, installing Debian's package where there is none."""
    if not shutil.which(name):
        install_packages([package], advice)
    found = shutil.which(name)
    if found is None:
        raise Missing(f"The tests need `{name}`. {advice}")
    return found


def distribution(release: Path = Path("/etc/os-release")) -> str:
    """Name the Linux distribution by its ID, or the empty string elsewhere."""
    if not release.exists():
        return ""
    lines = release.read_text(encoding="utf-8").splitlines()
    values = [line.removeprefix("ID=").strip('"') for line in lines if line.startswith("ID=")]
    return values[0] if values else ""


def install_packages(names: Iterable[str], advice: str) -> None:
    """Install Debian packages as root or by sudo, or raise Missing with the advice."""
    wanted = list(names)
    title = " ".join(wanted)
    prefix = apt_prefix()
    if prefix is None:
        raise Missing(f"Missing here: {title}, and no way to install it. {advice}")
    print(f"installing Debian package {title}", flush=True)
    if not run_apt(prefix, wanted):
        raise Missing(f"apt could not install {title}. {advice}")


def apt_prefix() -> list[str] | None:
    """Give the words before `apt-get` that make it work here, or None where nothing does."""
    if not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return []
    return ["sudo"] if shutil.which("sudo") else None


def run_apt(prefix: list[str], names: list[str]) -> bool:
    """Refresh the package lists and install; True when the packages are in."""
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]
    subprocess.run([*apt, "update"], check=False, stdout=subprocess.DEVNULL)
    install = [*apt, "install", "-y", "--no-install-recommends", *names]
    return subprocess.run(install, check=False, stdout=subprocess.DEVNULL).returncode == 0
