"""A game gone through once more comes out the same, and another draw is noticed (Rulebook 6.19)."""

from functools import cache

import pytest
from msgspec.structs import replace

from rules import events as e
from rules.judgement.retracing import departures
from tests.games.crisis import crisis
from tests.games.plays import GAMES
from tests.rules.at_the_table import BEGUN_MS


@cache
def played(name):
    """Return a golden game as it is played today: its scenario, and its steps with their times."""
    if name == "crisis":
        stage = crisis()
        return stage.state.scenario, list(zip(stage.times_ms, stage.steps, strict=True))
    game = GAMES[name]()
    return game.scenario, [(BEGUN_MS + n * 1000, step) for n, step in enumerate(game.steps)]


@pytest.mark.parametrize("name", ["first-session", "crisis", "war", "drawn", "unopened"])
def test_the_same_sheets_and_key_give_the_same_game(name):
    scenario, steps = played(name)
    assert list(departures(scenario, steps)) == []


def changed(name, kind, **fields):
    """Return a game in which the last event of a kind says something else, and its step."""
    scenario, steps = played(name)
    found = [
        (n, m)
        for n, (_, step) in enumerate(steps)
        for m, each in enumerate(step)
        if type(each.event) is kind
    ]
    n, m = found[-1]
    at_ms, step = steps[n]
    other = replace(step[m], event=replace(step[m].event, **fields))
    return scenario, [*steps[:n], (at_ms, (*step[:m], other, *step[m + 1 :])), *steps[n + 1 :]], n


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        (e.MeterMoved, {"value": 99}),
        (e.RoundClosed, {"standing": ("d:nothing",)}),
        (e.PhaseBegan, {"deadline_ms": 1}),
        (e.GameEnded, {"outcome": "peace"}),
    ],
)
def test_what_the_engine_did_not_make_is_noticed_at_its_step(kind, fields):
    scenario, steps, place = changed("crisis", kind, **fields)
    number, text = next(departures(scenario, steps))
    assert number == place + 1
    assert kind.__name__ in text


def test_a_card_more_or_less_is_noticed():
    scenario, steps = played("first-session")
    at_ms, step = steps[1]
    without = tuple(each for each in step if type(each.event) is not e.NewsTold)
    assert len(without) < len(step)
    assert list(departures(scenario, [steps[0], (at_ms, without), *steps[2:]]))


def test_another_luck_with_a_petition_is_noticed():
    scenario, steps = played("crisis")
    place, step = next(
        (n, step)
        for n, (_, step) in enumerate(steps)
        if any(type(each.event) is e.PetitionRuled for each in step)
    )
    ruled = step[0]
    unlucky = replace(ruled.event.ruling, succeeded=False)
    other = replace(ruled, event=replace(ruled.event, ruling=unlucky))
    changed_steps = [*steps[:place], (steps[place][0], (other, *step[1:])), *steps[place + 1 :]]
    number, text = next(departures(scenario, changed_steps))
    assert (number, text) == (place + 1, f"the key draws otherwise on petition {ruled.event.id}")
