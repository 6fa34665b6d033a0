"""Old games mean what they meant: their logs still fold, and everybody sees of them what they saw.

A test that fails here says that a change of code reaches back into games already played. If that
is meant, `tests.games.record` says how to record them anew.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from itertools import islice
from typing import Any, get_args

import pytest

from rules.commands import Order
from rules.decide import judged, orders
from rules.events import EVENTS, GameEnded
from rules.fold import apply
from rules.judgement.judge import is_true
from rules.model import State, TellingKind
from rules.names import VIEWERS
from rules.reckoning.ending import all_close
from rules.unfolding import Unfolding
from rules.view import KINDS, view

from . import golden as file
from .golden import (
    Golden,
    differences,
    held_at_the_end,
    left,
    looked_at,
    names,
    plain,
    read,
    unfolded,
    unlike,
    write,
)
from .plays import GAMES

LINES_MAX = 40
ENDINGS = {"last round", "drawn", "all close", "outcome", "war", "control", "never opened"}
stored_game = cache(read)
"""Tests must not change it."""


@pytest.mark.parametrize("name", names())
def test_an_old_game_is_seen_as_it_was(name):
    stored = stored_game(name)
    found = list(islice(differences(stored, looked_at(stored)), LINES_MAX))
    assert not found, "\n".join([f"{name} is not what it was:", *found])


@pytest.mark.parametrize("name", names())
def test_what_was_seen_step_by_step_is_what_a_fresh_view_shows_at_the_end(name):
    """A step that touches a record without saying so would leave an old one behind."""
    stored = stored_game(name)
    texts = dict(stored.texts)
    for state, step in unfolded(stored):  # noqa: B007 - the last state is looked at
        left(texts, step)
    for viewer in (*VIEWERS, *state.guests):
        assert held_at_the_end(stored.seen, viewer) == plain(view(state, viewer, texts))


def test_every_game_is_recorded_and_no_other():
    assert set(names()) == set(GAMES)


@pytest.mark.parametrize("name", sorted(GAMES))
def test_judging_leads_to_the_state_that_what_happened_folds_to(name, monkeypatch):
    """The server takes the one for the other, and so folds nothing twice (architecture.md)."""
    steps = 0

    def both(state: State, order: Order) -> Unfolding:
        nonlocal steps
        judgement = judged(state, order)
        folded = state
        for each in judgement.happened:
            folded = apply(folded, each.event)
        assert folded == judgement.state
        steps += 1
        return judgement

    monkeypatch.setattr(orders, "judged", both)
    monkeypatch.setattr("tests.rules.at_the_table.judged", both)
    GAMES[name]()
    assert steps


# --- what there is in them ---


def stored_events() -> Iterator[Mapping[str, Any]]:
    for name in names():
        for step in stored_game(name).steps:
            yield from (each["event"] for each in step)


def test_every_event_type_is_in_a_golden_game():
    assert {each["type"] for each in stored_events()} == {each.__name__ for each in EVENTS}


def test_every_line_of_an_aftermath_is_in_a_golden_game():
    told = {each["telling"]["kind"] for each in stored_events() if each["type"] == "Told"}
    assert told == set(get_args(TellingKind))


def test_every_kind_of_news_and_of_record_is_in_a_golden_game():
    news = {each["news"]["kind"] for each in stored_events() if each["type"] == "NewsTold"}
    assert news == {
        "card",
        "inject",
        "leak",
        "disclosure",
        "petition",
        "succession",
        "combined",
        "report",
        "unveiled",
    }
    seen = {
        key
        for name in names()
        for step in stored_game(name).seen
        for viewer in ("dprk", "observer")
        for key in step.get(viewer, {})
    }
    assert {key.partition("/")[0] for key in seen} == set(KINDS)


def test_every_ending_is_in_a_golden_game():
    """Rulebook 1."""
    assert {ending(stored_game(name)) for name in names()} == ENDINGS


def ending(stored: Golden) -> str:
    """Say how a game ended: what made its last reckoning the last, or who closed it."""
    ends = (each for each in unfolded(stored) if isinstance(each[1][-1].event, GameEnded))
    state, step = next(ends)
    end = step[-1].event
    assert isinstance(end, GameEnded)
    if not any(type(each.event).__name__ == "RoundClosed" for each in step):
        return "control" if state.round else "never opened"
    if end.war_parties:
        return "war"
    return ending_of_the_last_round(state)


def ending_of_the_last_round(state: State) -> str:
    if any(each.ends and is_true(state, each) for each in state.scenario.outcomes):
        return "outcome"
    if all_close(state):
        return "all close"
    return "last round" if state.round == state.last_round else "drawn"


# --- that the comparison finds what it should ---


def changed_in(stored: Golden, change: Any) -> list[str]:
    """Return what is found if what is seen today differs from the stored game by `change`."""
    seen = plain(stored.seen)
    change(seen)
    return list(differences(stored, seen))


def test_a_difference_names_the_step_the_viewers_and_the_place():
    def change(seen):
        for viewer in ("usa", "observer"):
            seen[0][viewer]["meter/tension"]["value"] = 51

    (line,) = changed_in(stored_game("unopened"), change)
    assert line == "step 0 (TableOpened), usa observer: meter/tension value: was 50, is 51"


def test_a_record_more_or_less_and_one_told_of_too_much_are_found():
    def change(seen):
        del seen[0]["dprk"]["brief/own"]
        seen[0]["observer"]["brief/own"] = {"markdown": "Ours."}

    gone, leaked = changed_in(stored_game("unopened"), change)
    assert gone.startswith("step 0 (TableOpened), dprk: brief/own: was {")
    assert leaked.endswith('observer: brief/own: was (nothing), is {"markdown": "Ours."}')


def test_who_is_told_of_a_step_at_all_is_compared():
    def change(seen):
        del seen[1]["jpn"]

    (line,) = changed_in(stored_game("unopened"), change)
    assert line.startswith("step 1 (PersonArrived), jpn: the step: was {")
    assert line.endswith("is (nothing)")


def test_a_changed_scenario_is_seen():
    """A log is looked at with its own scenario, so this is what another meaning looks like."""
    stored = stored_game("unopened")
    other = plain(stored.scenario)
    other["delegations"][0]["short"] = "North"
    found = list(differences(stored, looked_at(replace(stored, scenario=other))))
    assert 'step 0 (TableOpened), all: seat/dprk short: was "DPRK", is "North"' in found


def test_long_values_are_cut_to_where_they_differ():
    one, other = ["same"] * 99, [*["same"] * 99, "more"]
    (line,) = unlike(one, other, "lines")
    assert line.startswith('lines: was …"same", ')
    assert line.endswith('"same", "more"]')


def test_a_game_is_read_as_it_was_written(monkeypatch, tmp_path):
    stored = stored_game("war")
    monkeypatch.setattr(file, "FOLDER", tmp_path)
    write("again", stored)
    assert read("again") == stored
