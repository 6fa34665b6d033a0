"""`hextable simulate`: bots play a scenario many times, and a table says what came of it.

Owns what is asked. It must count nothing itself: `simulation` does; `simulation_shown` prints.
"""

import json
from typing import Annotated

import typer

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
    from .simulation_shown import progress_bar, show  # noqa: PLC0415  # dear to all other commands

    if scenario not in names():
        raise typer.BadParameter(f"there are: {', '.join(names())}", param_hint="--scenario")
    empty = tuple(seat_named(name) for name in silent or ())
    with progress_bar(games, hidden=as_json) as done:
        counted = simulate(shipped(scenario), games, seed, empty, done)
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
