"""What games, settlements, actions and servers cost: `./start bench`.

    python -m tests.bench [--quick] [--rules | --server]

Compare figures of one run with one another: between machines, and hours, they mean little. It
ends by itself, after eight minutes or so; --quick after two.
"""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass

from server.scenarios import names, shipped

from . import action, games, server_part, serving, settling
from .printing import fine, line, whole


@dataclass(frozen=True, kw_only=True)
class Size:
    """How much of the rules is measured."""

    games: int = 20
    """Of each scenario, at most."""
    seconds: float = 12
    """For each scenario, at most."""
    lengths: tuple[int, ...] = (100, 1_000, 10_000)


QUICK = Size(games=3, seconds=4, lengths=(100, 1_000))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="less of everything")
    part = parser.add_mutually_exclusive_group()
    part.add_argument("--rules", action="store_true", help="the rules alone")
    part.add_argument("--server", action="store_true", help="the server alone")
    asked = parser.parse_args()
    if not asked.server:
        print_rules(QUICK if asked.quick else Size())
    if not asked.rules:
        server_part.print_all(serving.QUICK if asked.quick else serving.Plan())


def print_rules(size: Size) -> None:
    print_games(size)
    print_settlements()
    print_actions(size.lengths)


def print_games(size: Size) -> None:
    line("A game of six bots", "games", "a second", "CPU ms", *games.PARTS, "rest")
    for name in names():
        row = games.played(shipped(name), size.games, size.seconds)
        speed = f"{row.games / row.wall_s:.2f}"
        line(name, str(row.games), speed, *map(whole, (row.cpu_ms, *row.parts_ms.values())))


def print_settlements() -> None:
    line("\nA settlement", "candidates", "operations", "CPU ms")
    for row in settling.rows():
        cells = f"{row.candidates:,}", f"{row.operations:,}", whole(row.cpu_ms)
        line("falling chain", *cells)


def print_actions(lengths: tuple[int, ...]) -> None:
    line("\nAn action, in ms, after steps", *(f"{n:,}" for n in lengths), "growth")
    for what, found in costs(lengths):
        line(what, *map(fine, found), f"x {found[-1] / found[0]:.1f}")


def costs(lengths: tuple[int, ...]) -> Iterator[tuple[str, list[float]]]:
    scenario = shipped("korea-2020")
    for log in action.LOGS:
        yield f"{log} (rules)", [*action.cost(scenario, log, lengths)]


if __name__ == "__main__":
    main()
