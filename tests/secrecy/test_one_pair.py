"""A few of the pairs that `./start prove secrecy` plays by the thousand (protocol.md 5)."""

import pytest

from tests.effort import EFFORT

from . import one_pair
from .leaks import LEAKS
from .twins import Differ

PAIRS = range(1, 7 * EFFORT)
SEED = 7


@pytest.fixture
async def both():
    async with one_pair.open_houses() as houses:
        yield houses


async def played(both):
    total = one_pair.Told()
    for number in PAIRS:
        total.add(await one_pair.play(both, SEED, number))
    return total


async def test_no_watcher_can_tell_two_games_apart_by_what_is_hidden_from_it(both):
    total = await played(both)
    assert total.counts["hidden"] > 10 * len(PAIRS)
    assert total.tally.frames > 10 * len(PAIRS)
    assert min(total.counts[each] for each in ("mentored", "ended", "told")) > 0


async def test_a_watcher_that_is_told_more_finds_them_different(both, monkeypatch):
    LEAKS["the_table_tells_how_much_has_been_said"](monkeypatch)
    with pytest.raises(Differ):
        await played(both)
