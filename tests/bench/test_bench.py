"""The bench runs, at counts too small to say anything but that it does."""

import sys
from collections import Counter

import pytest

from rules.bots import match
from server.scenarios import shipped

from . import __main__ as bench
from . import action, games, settling


def test_the_bench_prints_a_line_for_each_thing_measured(monkeypatch, capsys):
    asked = ["bench", "--games", "1", "--seconds", "0", "--length", "120", "--no-server"]
    monkeypatch.setattr(sys, "argv", asked)
    monkeypatch.setattr(bench, "names", lambda: ("first-session",))
    bench.main()
    printed = capsys.readouterr().out.splitlines()
    assert [text.split("  ")[0] for text in printed if text] == [
        "A game of six bots", "first-session",
        "A settlement", "falling chain", "falling chain",
        "An action, in ms, after steps",
        "talk (rules)", "papers rewritten (rules)", "papers dropped (rules)",
    ]  # fmt: skip


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
