"""`hextable scenario`: what scenarios there are, and whether one is valid.

Owns what is printed about scenarios. It must judge none itself: `scenarios` and `rules` do.
"""

import os
from pathlib import Path
from typing import Annotated

import typer

from rules.scenario import Scenario

from .scenarios import SHELF, BadFiles, Finding, names, read, shipped

JOBS_MAX = os.cpu_count() or 1
SHOWN_MAX = 40
"""Findings printed before the rest are only counted."""

app = typer.Typer(no_args_is_help=True, help="List scenarios, and check them.")


@app.command("list")
def show() -> None:
    """List the scenarios that come with the game."""
    for name in names():
        typer.echo(f"{name:16} {shipped(name).title}")


@app.command()
def check(  # noqa: PLR0917  # the options of a command
    place: Annotated[str, typer.Argument(metavar="NAME|PATH", help="a shipped one, or your own")],
    balance: Annotated[bool, typer.Option("--balance", help="let bots play it, and judge")] = False,
    games: Annotated[int, typer.Option(min=1, help="in the usual company")] = 200,
    each: Annotated[int, typer.Option(min=1, help="with every player in every seat")] = 20,
    seed: Annotated[int, typer.Option(help="of the first game")] = 1,
    jobs: Annotated[int, typer.Option(min=1, max=JOBS_MAX, help="processes")] = JOBS_MAX,
) -> None:
    """Say whether a scenario is valid; if not, every problem with its place and a hint."""
    path = SHELF / place if place in names() else Path(place)
    if not path.exists():
        typer.echo(f"no scenario {place}; there are: {', '.join(names())}", err=True)
        raise typer.Exit(1)
    try:
        scenario = read(path)
    except BadFiles as error:
        complain(error.findings)
        raise typer.Exit(1) from error
    typer.echo(f"ok: {scenario.name} ({counts(scenario)})")
    if balance:
        weigh_up(scenario, games, each, seed, jobs)


def weigh_up(scenario: Scenario, games: int, each: int, seed: int, jobs: int) -> None:
    """Play the games that show whether a scenario is balanced, and leave with 1 if it is not."""
    from .simulation.balance import games_in, weigh  # noqa: PLC0415  # dear to all other commands
    from .simulation.shown import progress_bar, show_balance  # noqa: PLC0415  # as dear

    with progress_bar(games_in(games, each), hidden=False) as done:
        found = weigh(scenario, seed, games, each, jobs, done)
    show_balance(scenario.name, found)
    if found.findings:
        raise typer.Exit(1)


def complain(findings: tuple[Finding, ...]) -> None:
    for finding in findings[:SHOWN_MAX]:
        typer.echo(str(finding), err=True)
    if more := findings[SHOWN_MAX:]:
        typer.echo(f"... and {len(more)} more", err=True)


def counts(scenario: Scenario) -> str:
    numbers = {
        "instruments": len(scenario.instruments),
        "tracks": len(scenario.tracks),
        "cards": len(scenario.cards),
        "actions": len(scenario.actions),
        "issues": len(scenario.issues),
        "sheets": sum(len(sheets) for sheets in scenario.sheets.values()),
        "settlements": len(scenario.settlements),
    }
    return ", ".join(f"{number} {name}" for name, number in numbers.items())
