"""What `./start` can do: each subcommand prepares what it needs, then runs the real program.

Owns the list of subcommands and of checks. Must never hold game or server logic.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

from deploy import environment, machine

USAGE = """\
usage: ./start            install what is missing, then serve on http://127.0.0.1:8000
       ./start install    make .venv with the hextable command, and stop there
       ./start test ...   run all tests; arguments go to pytest, which then runs alone
       ./start check      format, lint, types, import rules, and every file in deploy/
       ./start prove ...  what tests show once, often enough to be believed; PART... names some
       ./start chaos ...  those of them in which servers and services are killed under clients
       ./start bench ...  what games, settlements, actions and the server cost (--quick: less of it)
"""

COMPOSE = ("--builtin-schema", "vendor.compose-spec")

# One line a check: its title, then the program in `.venv/bin` with its arguments.
CHECKS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("format", ("ruff", "format", "--check", "--quiet")),
    ("lint", ("ruff", "check", "--quiet", "--output-format", "concise")),
    ("types", ("mypy", "--no-error-summary")),
    ("imports", ("lint-imports", "--no-cache", "--no-logo")),
    ("image", ("hadolint", "deploy/Containerfile")),
    ("compose", ("check-jsonschema", "--quiet", *COMPOSE, "deploy/compose.yaml")),
    ("proxy", ("python", "-m", "deploy.linting", "proxy")),
    ("chart", ("python", "-m", "deploy.linting", "chart")),
    ("unit", ("python", "-m", "deploy.linting", "unit")),
)

# All tests at once share the cores, each file on one of them; many wait for browsers and servers,
# so there is one more of them than cores. Files go out in the order of `tests/conftest.py`.
ALL_TESTS: tuple[str, ...] = (
    *("-n", str((os.cpu_count() or 1) + 1), "--dist", "loadfile", "--no-loadscope-reorder"),
)


def serve() -> NoReturn:
    """Serve the game in place of this process."""
    environment.ensure([])
    os.execv(environment.LAUNCHER, [str(environment.LAUNCHER), "serve"])


def install(arguments: Sequence[str]) -> int:
    """Make the environment and stop."""
    if arguments:
        return usage_error()
    environment.ensure([])
    print(f"installed: {environment.LAUNCHER}")
    return 0


def check(arguments: Sequence[str]) -> int:
    """Run every check, then say which ones failed."""
    if arguments:
        return usage_error()
    environment.ensure(["check"])
    failed = [title for title, command in CHECKS if not passes(title, command)]
    print(f"failed: {', '.join(failed)}" if failed else "all checks passed")
    return 1 if failed else 0


def passes(title: str, command: Sequence[str]) -> bool:
    """Run one check from `.venv/bin`, its output shown."""
    print(f"check {title}", flush=True)
    program = environment.VENV / "bin" / command[0]
    return run([str(program), *command[1:]]) == 0


def test(arguments: Sequence[str]) -> int:
    """Run pytest; without arguments also the page's own tests under node."""
    environment.ensure(["test"])
    browser = machine.ensure_chromium()
    pytest = [str(environment.PYTHON), "-m", "pytest", *(arguments or ALL_TESTS)]
    failed = run(pytest, CHROMIUM=str(browser))
    if not arguments:
        failed = test_page() or failed
    return failed


def test_page() -> int:
    """Run the page's tests by file name: node versions disagree about folders."""
    files = page_tests(environment.ROOT)
    return run([machine.ensure_node(), "--test", *files]) if files else 0


def page_tests(root: Path) -> list[str]:
    """List the `*.test.js` files of client and tests, vendored ones left out."""
    found = [path for part in ("client", "tests") for path in (root / part).rglob("*.test.js")]
    ours = [path for path in found if not {"vendor", "node_modules"} & set(path.parts)]
    return sorted(str(path.relative_to(root)) for path in ours)


def prove(arguments: Sequence[str]) -> int:
    """Run what must hold a great many times; the names of parts run those alone."""
    environment.ensure(["test", "prove"])
    machine.ensure_program("strace", "strace", "Install strace.")
    return run([str(environment.PYTHON), "-m", "tests.prove", *arguments])


def chaos(arguments: Sequence[str]) -> int:
    """Run the parts of `prove` in which somebody kills; arguments go with them."""
    return prove(["chaos-sqlite", "chaos-postgres", *arguments])


def bench(arguments: Sequence[str]) -> int:
    """Measure what games, settlements, actions and the server cost, and print it."""
    environment.ensure(["test"])
    return run([str(environment.PYTHON), "-m", "tests.bench", *arguments])


def run(command: Sequence[str], **variables: str) -> int:
    """Run a program from the repository's root; returns its exit status."""
    return subprocess.run(
        command, check=False, cwd=environment.ROOT, env={**os.environ, **variables}
    ).returncode


def usage_error() -> int:
    """Print the usage to standard error; returns the exit status for a wrong call."""
    sys.stderr.write(USAGE)
    return 2


COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    "install": install,
    "test": test,
    "check": check,
    "prove": prove,
    "chaos": chaos,
    "bench": bench,
}


def main(arguments: Sequence[str]) -> int:
    """Run the subcommand named first, or serve; returns the exit status."""
    if complaint := machine.version_complaint(sys.version_info[:2]):
        raise machine.Missing(complaint)
    if not arguments:
        serve()
    if arguments[0] in ("-h", "--help", "help"):
        print(USAGE, end="")
        return 0
    command = COMMANDS.get(arguments[0])
    return command(arguments[1:]) if command else usage_error()


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except machine.Missing as missing:
        sys.exit(f"start: {missing}")
    except KeyboardInterrupt:
        sys.exit(130)
