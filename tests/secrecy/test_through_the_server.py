"""The same pairs through a real server: every frame and answer a viewer gets, byte for byte.

Store, sockets, sequence numbers, resuming and HTTP are in it, as players have them.
"""

from typing import Any

import pytest
from msgspec.structs import replace

from rules.names import SEATS
from server import play
from tests.effort import EFFORT

from . import one_pair
from .leaks import LEAKS
from .pairs import Pair
from .people_leaks import PEOPLE_LEAKS
from .served import alike, watched
from .twins import Differ

SEEDS = range(EFFORT)
PLANTED_PAIRS_MAX = 8
SEED = 7
VIEWERS = ("jpn", "observer")


@pytest.fixture(autouse=True)
def opaque():
    with alike():
        yield


@pytest.mark.parametrize("viewer", VIEWERS)
async def test_what_a_viewer_gets_from_the_server_is_the_same_to_the_byte(viewer, tmp_path):
    """protocol.md 5."""
    for seed in SEEDS:
        one, other = Pair(viewer, seed).scripts()
        here = await watched(tmp_path / f"{seed}a", viewer, one)
        there = await watched(tmp_path / f"{seed}b", viewer, other)
        assert here == there, seed


def done_tells_the_length_of_the_log(patch: pytest.MonkeyPatch) -> None:
    honest = play._step

    def step(live: Any, *asked: Any) -> Any:
        return replace(honest(live, *asked), answer={"seq": live.seq + 1})

    patch.setattr(play, "_step", step)


@pytest.mark.parametrize(
    "leak", [done_tells_the_length_of_the_log, LEAKS["the_table_tells_how_much_has_been_said"]]
)
async def test_a_leak_planted_behind_the_server_is_caught(leak, tmp_path, monkeypatch):
    leak(monkeypatch)
    for seed in range(PLANTED_PAIRS_MAX):
        one, other = Pair("usa", seed, 1).scripts()
        here = await watched(tmp_path / f"{seed}a", "usa", one)
        if here != await watched(tmp_path / f"{seed}b", "usa", other):
            return
    pytest.fail(f"not caught in {PLANTED_PAIRS_MAX} pairs")


async def test_a_deputy_that_acts_a_member_and_a_mentor_see_no_more_than_they_may():
    """Rulebook 1.12 to 1.16."""
    told = await one_pair.play_served(SEED, 0)
    assert (told.counts["served"], told.counts["acted"]) == (1, 1)


async def test_a_leak_to_who_acts_for_a_head_is_caught(monkeypatch):
    PEOPLE_LEAKS["an_acting_deputy_is_answered_with_the_length_of_the_log"](monkeypatch)
    with pytest.raises(Differ):
        await one_pair.play_served(SEED, 0)


async def test_control_sees_that_the_games_of_a_pair_differ(tmp_path):
    one, other = Pair(SEATS[0], 0, 1).scripts()
    here = await watched(tmp_path / "a", "control", one)
    there = await watched(tmp_path / "b", "control", other)
    assert here != there
