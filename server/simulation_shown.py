"""Simulated games on a terminal: the bar while they are played, the tables afterwards.

Owns how the numbers look. It must count nothing itself: `simulation` does.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.progress import Progress
from rich.table import Table


@contextmanager
def progress_bar(games: int, *, hidden: bool) -> Iterator[Callable[[], None]]:
    """Show a bar on standard error; what it gives is to be called after each game."""
    with Progress(console=Console(stderr=True), transient=True, disable=hidden) as progress:
        bar = progress.add_task("games", total=games)
        yield lambda: progress.advance(bar)


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
