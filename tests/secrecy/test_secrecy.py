"""What a viewer may not know reaches it in no byte (protocol.md 5, rulebook 6).

Each pair of games agrees in what is published and in what its viewer may know, and differs in all
else; the viewer's streams must be equal. That the pairs would notice is shown by planting leaks.
"""

import pytest

from rules.names import SEATS
from tests.effort import EFFORT

from .leaks import LEAKS
from .pairs import Pair, guests_of
from .quiet import QUIET
from .watching import Watching, difference

PAIRS = 3 * EFFORT
"""For each viewer."""
PLANTED = [*LEAKS][:: 3 if EFFORT == 1 else 1]
"""`./start prove` plants all of them, here and in a real server."""
PLANTED_PAIRS_MAX = 60
"""After so many a leak that was not caught would not have been."""
VIEWERS = (*SEATS, "observer", "press", "eu")
"""Control sees everything, so nothing can be hidden from it."""


def watched(pair: Pair, viewer: str) -> tuple[Watching, Watching]:
    one, other = (Watching(QUIET, viewer, pair.guests).play(script) for script in pair.scripts())
    return one, other


@pytest.mark.parametrize("viewer", VIEWERS)
def test_games_that_differ_in_what_is_hidden_are_the_same_to_the_viewer(viewer):
    for seed in range(PAIRS):
        one, other = watched(Pair(viewer, seed), viewer)
        assert one.judged == other.judged, seed
        assert difference(one, other) is None, seed


def test_the_games_of_a_pair_do_differ_and_control_sees_it():
    for viewer in VIEWERS[::3]:
        one, other = watched(Pair(viewer, 0), "control")
        assert difference(one, other) is not None


def test_pairs_hold_all_that_can_be_hidden():
    """Evasions, sightings, diversions, disputes, secrets of every fate, in a few games."""
    found: set[str] = set()
    for seed in range(2):
        for viewer in VIEWERS:
            script, _ = Pair(viewer, seed).scripts()
            one = Watching(QUIET, "control", guests_of(viewer)).play(script)
            found |= {each.status for each in one.state.documents.values()}
            found |= {each.status for each in one.state.dropped.values()}
            deliveries = [d for all_of_it in one.state.deliveries.values() for d in all_of_it]
            found |= {each.outcome for each in deliveries}
            found |= {"seen" for each in deliveries if each.seen_by}
            found |= {"diverted" for each in deliveries if each.diverted}
            found |= {"acted" for each in one.state.past_sheets.values() if any_acts(each)}
            found |= {each.outcome for each in one.state.accusations}
            found |= {line.kind for lines in one.state.tellings.values() for line in lines}
    assert found >= {
        "draft", "concluded", "declined", "lapsed", "withdrawn", "performed", "evaded", "seen",
        "diverted", "acted", "hid", "turned", "acted_in_secret", "overheard", "heard_nothing",
        "suspected", "order_dispute", "found", "empty", "refused",
    }  # fmt: skip


def any_acts(sheets):
    return any(each.action is not None for each in sheets.values())


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_leak_is_caught(name, monkeypatch):
    LEAKS[name](monkeypatch)
    for number in range(PLANTED_PAIRS_MAX):
        viewer = VIEWERS[number % len(VIEWERS)]
        one, other = watched(Pair(viewer, number), viewer)
        if difference(one, other) is not None:
            return
    pytest.fail(f"{name} was not caught in {PLANTED_PAIRS_MAX} pairs")
