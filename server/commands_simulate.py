"""`hextable simulate`: bots play a scenario many times, and a table says what came of it.

Owns what is asked. It must count nothing itself: `simulation` does; `simulation_shown` prints.
"""

import json
import os
from collections.abc import Mapping, Sequence
from typing import Annotated

import typer

from rules.bots import NAMES
from rules.bots.fixed import POLICIES
from rules.names import SEATS, Seat

from .scenarios import names, shipped
from .simulation.playing import seeded, simulate
from .simulation.summing import summary

GAMES_MAX = 100_000
JOBS_MAX = os.cpu_count() or 1
PLAYERS = ", ".join((*NAMES, *POLICIES))


def simulate_games(  # noqa: PLR0917  # the options of a command
    scenario: Annotated[str, typer.Option(help="a shipped scenario")] = "first-session",
    games: Annotated[int, typer.Option(min=1, max=GAMES_MAX)] = 20,
    seed: Annotated[int, typer.Option(help="of the first game; the next counts up")] = 1,
    jobs: Annotated[
        int, typer.Option(min=1, max=JOBS_MAX, help="processes; the games are the same")
    ] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="print JSON, and no bar")] = False,
    silent: Annotated[
        list[str] | None, typer.Option(metavar="SEAT", help="a seat where nobody sits")
    ] = None,
    player: Annotated[
        list[str] | None, typer.Option(metavar="SEAT=NAME", help=f"who plays it: {PLAYERS}")
    ] = None,
) -> None:
    """Let bots play SCENARIO and print how the games ended."""
    from .simulation.shown import progress_bar, show  # noqa: PLC0415  # dear to all other commands

    if scenario not in names():
        raise typer.BadParameter(f"there are: {', '.join(names())}", param_hint="--scenario")
    empty = tuple(seat_named(name, "--silent") for name in silent or ())
    company = dict(placed(each) for each in player or ())
    fixtures = seeded(seed, games, company, empty)
    with progress_bar(games, hidden=as_json) as done:
        counted = simulate(shipped(scenario), fixtures, jobs, done)
    found = {**asked(scenario, seed, empty, company), **summary(shipped(scenario), counted)}
    if as_json:
        typer.echo(json.dumps(found))
    else:
        show(found)


def asked(
    scenario: str, seed: int, silent: Sequence[Seat], company: Mapping[Seat, str]
) -> dict[str, object]:
    return {"scenario": scenario, "seed": seed, "silent": list(silent), "players": dict(company)}


def placed(text: str) -> tuple[Seat, str]:
    """Read who plays a seat: "dprk=random"."""
    seat, _, name = text.partition("=")
    if name not in (*NAMES, *POLICIES):
        raise typer.BadParameter(f"SEAT=NAME, of these: {PLAYERS}", param_hint="--player")
    return seat_named(seat, "--player"), name


def seat_named(name: str, hint: str) -> Seat:
    for seat in SEATS:
        if seat == name:
            return seat
    raise typer.BadParameter(f"the seats are {', '.join(SEATS)}", param_hint=hint)
