"""`hextable scenario`: what scenarios there are, and whether one is valid.

Owns what is printed about scenarios. It must judge none itself: `scenarios` and `rules` do.
"""

from pathlib import Path
from typing import Annotated

import typer

from rules.scenario import Scenario

from .scenarios import SHELF, BadFiles, Finding, names, read, shipped

SHOWN_MAX = 40
"""Findings printed before the rest are only counted."""

app = typer.Typer(no_args_is_help=True, help="List scenarios, and check them.")


@app.command("list")
def show() -> None:
    """List the scenarios that come with the game."""
    for name in names():
        typer.echo(f"{name:16} {shipped(name).title}")


@app.command()
def check(
    place: Annotated[str, typer.Argument(metavar="NAME|PATH", help="a shipped one, or your own")],
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
