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
FULL, QUICK = (240, 20), (24, 2)
"""Games in the usual company, and with each fixed policy in each seat, if nothing else is asked."""
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
    quick: Annotated[bool, typer.Option(help="few games: find only what is clearly wrong")] = False,
    games: Annotated[
        int | None, typer.Option(min=2, help="in the usual company; as many with random play")
    ] = None,
    each: Annotated[
        int | None, typer.Option(min=2, help="with a fixed policy in a seat, or other company")
    ] = None,
    whole: Annotated[bool, typer.Option(help="play on where all is settled already")] = False,
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
        usual, other = QUICK if quick else FULL
        weigh_up(scenario, (games or usual, each or other), seed, jobs, (quick, whole))


def weigh_up(
    scenario: Scenario, most: tuple[int, int], seed: int, jobs: int, how: tuple[bool, bool]
) -> None:
    """Play the games that show whether a scenario is balanced, and leave with 1 if it is not."""
    from .simulation.balance import Plan, games_in, weigh  # noqa: PLC0415  # dear to all others
    from .simulation.shown import progress_bar, show_balance  # noqa: PLC0415  # as dear

    plan = Plan(seed=seed, games=most[0], each=most[1], is_quick=how[0], is_whole=how[1])
    with progress_bar(games_in(plan), hidden=False) as done:
        found = weigh(scenario, plan, jobs, done)
    show_balance(scenario, found)
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
