"""Simulated games on a terminal: the bar while they are played, the tables afterwards.

Owns how the numbers look. It must count nothing itself: `summing` does.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from rules.bots import NAMES
from rules.scenario import Scenario

from .balance import PLAYERS, RANDOM, Balance


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
    for row in (*games_lines(found), *document_lines(found)):
        table.add_row(*row)
    console.print(table)
    console.print("Results: 0 is the BATNA, 100 the maximum")
    console.print(results_table(found["results"], found["characters"]))
    console.print("Occurred, in percent of the games")
    for line in occurrence_lines(found["occurred"]):
        console.print(line, markup=False)


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


def show_balance(scenario: Scenario, found: Balance) -> None:
    """Print what the usual company came to, who did how well where, and what is wrong."""
    show({"scenario": scenario.name, "silent": [], **found.mixed})
    console = Console()
    console.print(f"How all {found.games} games ended, by who played")
    for line in outcome_lines(scenario, found):
        console.print(line, markup=False)
    console.print("Mean result of each player in each seat, with its standard error")
    console.print(players_table(found))
    console.print("By how much random play loses to each character, with the standard error")
    console.print(losses_table(found))
    for sort in ("actions", "lines"):
        names = ", ".join(found.unseen[sort]) or "none"
        console.print(f"{sort} in none of all these games: {names}", markup=False)
    for line in found.findings:
        console.print(f"unbalanced: {line}", markup=False)
    console.print("no findings" if not found.findings else f"findings: {len(found.findings)}")


def outcome_lines(scenario: Scenario, found: Balance) -> Iterator[str]:
    """Yield for each company how many of its games came to what, in the order of outcomes."""
    for company, tally in found.outcomes.items():
        came = (f"{each.id} {tally[each.id]}" for each in scenario.outcomes if tally.get(each.id))
        yield f"  {company}: {', '.join(came)}"


def players_table(found: Balance) -> Table:
    table = Table()
    table.add_column("delegation")
    for name in PLAYERS:
        table.add_column(name, justify="right", overflow="fold")
    for seat, means in found.means.items():
        table.add_row(
            seat, *(f"{means[name].value:.0f} ±{means[name].error:.0f}" for name in PLAYERS)
        )
    return table


def losses_table(found: Balance) -> Table:
    table = Table()
    for name in ("delegation", *NAMES, "games with random play"):
        table.add_column(name, justify="left" if name == "delegation" else "right")
    for seat, means in found.means.items():
        apart = (means[name].above(means[RANDOM]) for name in NAMES)
        table.add_row(
            seat, *(f"{by:.0f} ±{error:.0f}" for by, error in apart), str(means[RANDOM].games)
        )
    return table


def results_table(
    results: dict[str, dict[str, float]], characters: dict[str, dict[str, dict[str, float]]]
) -> Table:
    """Return what each delegation made, and below it each of those who played it."""
    table = Table()
    for name in ("delegation", "games", "mean", "median", "worst", "below BATNA"):
        table.add_column(name, justify="left" if name == "delegation" else "right")
    for seat, each in results.items():
        table.add_row(seat, *cells(each))
        if len(characters[seat]) > 1:
            for name, theirs in characters[seat].items():
                table.add_row(f"  {name}", *cells(theirs))
    return table


def cells(each: dict[str, float]) -> list[str]:
    numbers = [f"{each[name]:.0f}" for name in ("games", "mean", "median", "min")]
    return [*numbers, f"{each['below_batna_percent']:.0f} %"]


def occurrence_lines(occurred: dict[str, dict[str, float]]) -> Iterator[str]:
    """Yield, for each sort of thing, how often each came, the commonest first, and what never.

    Of the many lines of the sheets only those that were never met are named.
    """
    for sort, shares in occurred.items():
        came = sorted((name for name in shares if shares[name]), key=lambda name: -shares[name])
        often = [f"{name} {shares[name]:.0f}" for name in came]
        never = [name for name in shares if not shares[name]]
        yield f"{sort}: " + (f"{len(came)}" if sort == "lines" else ", ".join(often) or "none")
        if never:
            yield f"  never: {', '.join(never)}"
