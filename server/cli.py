"""The command line, `hextable`: words in, text and an exit status out.

Owns how each command is asked and answered on a terminal. It must hold no rule: each command
hands what it was given to the module that knows.
"""

import json
import sys
from typing import Annotated

import typer

from rules.settlement.settle import settle as settle_candidates
from rules.settlement.settle_file import Misshapen, read_settle_file, write_settlement

from .commands_backup import backup, restore, retain
from .commands_export import export_table, verify_export
from .commands_scenario import app as scenario_commands
from .commands_simulate import simulate_games
from .settle_file import NoJson, load_json

REFUSED = 2
"""The exit status of a command that was given something it does not take."""

app = typer.Typer(
    name="hextable", add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False
)

app.add_typer(scenario_commands, name="scenario")
app.command("simulate")(simulate_games)
app.command("export")(export_table)
app.command("verify")(verify_export)
app.command("backup")(backup)
app.command("restore")(restore)
app.command("retain")(retain)


@app.callback()
def hextable() -> None:
    """A six-sided table for the Six-Party Talks."""


@app.command()
def settle(
    file: Annotated[str, typer.Argument(metavar="FILE.json", help='"-" for standard input')],
) -> None:
    """Say which candidates of FILE.json stand together and why the others fall (Rulebook 5)."""
    try:
        question = read_settle_file(load_json(file))
    except NoJson as fault:
        raise _refused(file, "", str(fault)) from None
    except Misshapen as fault:
        raise _refused(file, fault.pointer, fault.hint) from None
    answer = settle_candidates(question.needs, question.facts)
    _print_json(write_settlement(answer, question))


@app.command()
def serve() -> None:
    """Serve the game (HOST, PORT, PUBLIC_URL and HEXTABLE_VAR say how; docs/operating.md)."""
    from .serve import serve as run  # noqa: PLC0415  # the other commands need no server

    run()


def _refused(file: str, pointer: str, hint: str) -> typer.Exit:
    """Say on one line of standard error what was wrong and where; the whole file's path is ""."""
    where = pointer or '""'
    typer.echo(_on_one_line(f"hextable settle: {file}: {where}: {hint}"), err=True)
    return typer.Exit(REFUSED)


def _on_one_line(text: str) -> str:
    """Escape what would break the line or could not be written, whoever chose the names."""
    return "".join(
        letter if letter.isprintable() else letter.encode("unicode_escape").decode()
        for letter in text
    )


def _print_json(value: object) -> None:
    text = json.dumps(value, ensure_ascii=False) + "\n"
    sys.stdout.buffer.write(text.encode("utf-8"))
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    app()
