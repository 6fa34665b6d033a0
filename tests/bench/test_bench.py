"""The bench runs, at counts too small to say anything but that it does."""

import sys
from collections import Counter

import pytest

from rules.bots import match
from server.scenarios import shipped

from . import __main__ as bench
from . import action, games, server_part, settling
from .parts import PARTS
from .serving import Plan


def test_the_bench_prints_a_line_for_each_thing_measured(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["bench", "--rules"])
    tiny = bench.Size(games=1, seconds=0, lengths=(100, 120))
    monkeypatch.setattr(bench, "Size", lambda: tiny)
    monkeypatch.setattr(bench, "names", lambda: ("first-session",))
    bench.main()
    printed = capsys.readouterr().out.splitlines()
    assert [text.split("  ")[0] for text in printed if text] == [
        "A game of six bots", "first-session",
        "A settlement", "falling chain", "falling chain",
        "An action, in ms, after steps",
        "talk (rules)", "papers rewritten (rules)", "papers dropped (rules)",
    ]  # fmt: skip


def test_the_bench_of_the_server_measures_all_that_is_promised(capsys):
    """One of everything, for tenths of a second; whether promises hold is not asked here."""
    server_part.print_all(
        Plan(
            tables=(1,), seconds=0.2, repeats=1, lengths=(20, 30), sockets=20, paced_tables=5,
            joins=6, shared_tables=2, batches=1, rest_s=0.05,
        )
    )  # fmt: skip
    printed = capsys.readouterr().out.splitlines()
    promised = printed[printed.index("Promised") + 1 :]
    assert len(promised) == 7
    assert all(text.endswith(("holds", "FAILS")) for text in promised)
    parts = [text.split()[1:] for text in printed if text.startswith(("first-s", "korea-"))]
    assert [len(each) for each in parts] == [len(PARTS) + 2] * 2
    assert not any("0" in each for each in parts), "nothing is timed where nobody calls any more"
    (joins,) = (text for text in promised if text.startswith("6 joins"))
    assert joins.endswith("holds")


def test_the_parts_of_a_game_and_the_rest_are_the_whole():
    row = games.played(shipped("first-session"), games_max=1, seconds=0)
    assert row.games == 1
    assert sum(row.parts_ms.values()) == pytest.approx(row.cpu_ms)
    assert all(row.parts_ms[part] > 0 for part in games.PARTS)
    assert match.decide.__name__ == "decide", "the stopwatch is taken off again"


def test_four_times_the_candidates_are_four_times_the_operations():
    few, many = settling.rows((50, 200))
    assert (few.candidates, many.candidates) == (50, 200)
    assert 3.8 <= many.operations / few.operations <= 4.2


@pytest.mark.parametrize("log", action.LOGS)
def test_an_action_takes_the_same_work_however_long_the_log(log):
    """Counted in calls, so that no machine and no load changes the answer."""
    table = action.Table(shipped("first-session"))
    actions = action.LOGS[log](table)
    few, many = (calls_of_a_cycle(table, actions, length) for length in (60, 600))
    assert many <= few * 1.02


def calls_of_a_cycle(table, actions, length):
    """Count the calls that six actions take once the log has so many steps."""
    table.grow(actions, length)
    counted = Counter()
    sys.setprofile(lambda _frame, what, _: counted.update((what,)))
    try:
        for _ in range(6):
            table.act(*next(actions))
    finally:
        sys.setprofile(None)
    return counted["call"]


@pytest.mark.parametrize("log", action.LOGS)
def test_a_log_grows_to_its_length_before_actions_are_timed(log):
    table = action.Table(shipped("first-session"))
    actions = action.LOGS[log](table)
    table.grow(actions, 40)
    assert table.steps == 40
    assert action.timed(table, actions) > 0
    assert table.steps == 41
