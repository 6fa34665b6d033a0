"""`hextable simulate`: bots play a scenario many times, and a table says what came of it.

Owns what is asked and printed. It must count nothing itself: `simulation` does.
"""

import json
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from rules.names import SEATS, Seat

from .scenarios import names, shipped
from .simulation import simulate, summary

GAMES_MAX = 100_000


def simulate_games(
    scenario: Annotated[str, typer.Option(help="a shipped scenario")] = "first-session",
    games: Annotated[int, typer.Option(min=1, max=GAMES_MAX)] = 20,
    seed: Annotated[int, typer.Option(help="of the first game; the next counts up")] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="print JSON, and no bar")] = False,
    silent: Annotated[
        list[str] | None, typer.Option(metavar="SEAT", help="a seat where nobody sits")
    ] = None,
) -> None:
    """Let bots play SCENARIO and print how the games ended."""
    if scenario not in names():
        raise typer.BadParameter(f"there are: {', '.join(names())}", param_hint="--scenario")
    empty = tuple(seat_named(name) for name in silent or ())
    progress = Progress(console=Console(stderr=True), transient=True, disable=as_json)
    with progress:
        bar = progress.add_task("games", total=games)
        counted = simulate(
            shipped(scenario), games, seed, empty, done=lambda: progress.advance(bar)
        )
    found = {"scenario": scenario, "seed": seed, "silent": list(empty), **summary(counted)}
    if as_json:
        typer.echo(json.dumps(found))
    else:
        show(found)


def seat_named(name: str) -> Seat:
    for seat in SEATS:
        if seat == name:
            return seat
    raise typer.BadParameter(f"the seats are {', '.join(SEATS)}", param_hint="--silent")


def show(found: dict[str, Any]) -> None:
    """Print the table."""
    console = Console()
    silent = f", {', '.join(found['silent'])} silent" if found["silent"] else ""
    console.print(f"{found['scenario']}: {found['games']} games{silent}")
    table = Table(show_header=False)
    table.add_column()
    table.add_column(justify="right")
    for line in (*games_lines(found), *document_lines(found)):
        table.add_row(*line)
    console.print(table)
    console.print("Results: 0 is the BATNA, 100 the maximum")
    console.print(results_table(found["results"]))


def games_lines(found: dict[str, Any]) -> list[tuple[str, str]]:
    outcomes = [
        (f"ended in: {name}", f"{100 * count / found['games']:.0f} %")
        for name, count in found["outcomes"].items()
    ]
    rounds = ("rounds", f"{found['rounds']:.1f}")
    return [*outcomes, rounds, ("a game takes", f"{found['milliseconds_a_game']:.0f} ms")]


def document_lines(found: dict[str, Any]) -> list[tuple[str, str]]:
    documents = found["documents"]
    return [
        ("documents tabled", f"{documents['tabled']:.1f}"),
        ("concluded", f"{documents['concluded']:.1f}"),
        ("of these two-sided", f"{documents['two_sided']:.1f}"),
        ("of these kept by two", f"{documents['two_sided_kept']:.1f}"),
        ("games with such a one", f"{found['games_with_two_sided_kept_percent']:.0f} %"),
        ("promises kept", f"{found['promises_kept_percent']:.0f} %"),
    ]


def results_table(results: dict[str, dict[str, float]]) -> Table:
    """Return what each delegation made."""
    table = Table()
    for name in ("delegation", "mean", "worst", "games below BATNA"):
        table.add_column(name, justify="left" if name == "delegation" else "right")
    for seat, each in results.items():
        below = f"{each['below_batna_percent']:.0f} %"
        table.add_row(seat, f"{each['mean']:.0f}", f"{each['min']:.0f}", below)
    return table
