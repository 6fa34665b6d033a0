"""What games, settlements and actions cost, on one table: `./start bench`.

    python -m tests.bench [--games 20] [--seconds 12] [--length 10000] [--no-server]

Compare figures of one run with one another: between machines, and hours, they mean little. It
ends by itself, after two minutes or so.
"""

import argparse
from collections.abc import Iterator

from server.scenarios import names, shipped

from . import action, games, long_log, settling

WHAT, CELL = 34, 12
"""Columns."""
SERVER_S = 40.0
"""For how long six may talk through the server."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--games", type=int, default=20, help="of each scenario, at most")
    parser.add_argument("--seconds", type=float, default=12, help="for each scenario, at most")
    parser.add_argument("--length", type=int, default=10_000, help="of the longest log")
    parser.add_argument("--no-server", action="store_true", help="the rules alone")
    asked = parser.parse_args()
    shorter = (n for n in (100, 1_000, 10_000) if n < asked.length)
    lengths = (*shorter, asked.length)
    print_games(asked.games, asked.seconds)
    print_settlements()
    print_actions(lengths, with_server=not asked.no_server)


def line(what: str, *cells: str) -> None:
    print(f"{what:<{WHAT}}" + "".join(f"{cell:>{CELL}}" for cell in cells), flush=True)


def print_games(games_max: int, seconds: float) -> None:
    line("A game of six bots", "games", "a second", "CPU ms", *games.PARTS, "rest")
    for name in names():
        row = games.played(shipped(name), games_max, seconds)
        speed = f"{row.games / row.wall_s:.2f}"
        line(name, str(row.games), speed, *map(whole, (row.cpu_ms, *row.parts_ms.values())))


def print_settlements() -> None:
    line("\nA settlement", "candidates", "operations", "CPU ms")
    for row in settling.rows():
        cells = f"{row.candidates:,}", f"{row.operations:,}", whole(row.cpu_ms)
        line("falling chain", *cells)


def print_actions(lengths: tuple[int, ...], with_server: bool) -> None:
    line("\nAn action, in ms, after steps", *(f"{n:,}" for n in lengths), "growth")
    for what, found in costs(lengths, with_server):
        line(what, *map(fine, found), growth(found))


def costs(lengths: tuple[int, ...], with_server: bool) -> Iterator[tuple[str, list[float | None]]]:
    scenario = shipped("korea-2020")
    for log in action.LOGS:
        yield f"{log} (rules)", [*action.cost(scenario, log, lengths)]
    if with_server:
        yield "talk (server, to the last of six)", long_log.latencies_ms(lengths, SERVER_S)


def whole(number: float) -> str:
    return f"{number:,.0f}"


def fine(number: float | None) -> str:
    return "not reached" if number is None else f"{number:.2f}"


def growth(found: list[float | None]) -> str:
    """Say how many times as dear it is at the longest as at the shortest."""
    first, last = found[0], found[-1]
    return "" if first is None or last is None else f"x {last / first:.1f}"


if __name__ == "__main__":
    main()
