"""Chance: keyed, named by ids, never a stream."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.chance import draw, pick

KEY, OTHER = "00" * 32, "11" * 32


@given(st.integers(0, 50), st.text(max_size=40))
def test_a_draw_is_a_percentile_and_the_same_every_time(number, label):
    """Rulebook 6: a replay repeats it."""
    assert 0 <= draw(KEY, number, label) < 100
    assert draw(KEY, number, label) == draw(KEY, number, label)


def test_draws_hang_on_key_round_and_label():
    """Rulebook 6."""
    labels = [f"detect:{n}" for n in range(200)]
    drawn = [draw(KEY, 1, label) for label in labels]
    assert drawn != [draw(OTHER, 1, label) for label in labels]
    assert drawn != [draw(KEY, 2, label) for label in labels]
    assert len(set(drawn)) > 50


def test_percentiles_are_spread_evenly():
    """A chance of 30 percent comes up about three times in ten."""
    hits = sum(draw(KEY, 1, f"n{n}") < 30 for n in range(5000))
    assert 1380 < hits < 1620


def test_a_pick_does_not_hang_on_the_order_of_names():
    """Architecture 3, determinism."""
    for n in range(50):
        assert pick(KEY, n, "card", {"a": 1, "b": 5}) == pick(KEY, n, "card", {"b": 5, "a": 1})


def test_a_pick_follows_the_weights_and_never_takes_what_weighs_nothing():
    picked = [pick(KEY, 1, f"n{n}", {"a": 1, "b": 3, "c": 0}) for n in range(4000)]
    assert "c" not in picked
    assert 2800 < picked.count("b") < 3200


def test_nothing_can_be_picked_from_nothing():
    for weights in ({}, {"a": 0}):
        with pytest.raises(ValueError, match="card"):
            pick(KEY, 1, "card", weights)
