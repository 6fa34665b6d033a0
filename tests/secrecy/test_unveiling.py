"""Observers who see everything late learn nothing of the rounds that are not past (Rulebook 1.18).

The pairs of `test_secrecy`, in which all that is hidden differs, at a table where control lets
observers see everything: until the first round that they may see is past, every byte is the same.
"""

import pytest

from rules.names import GUESTS
from rules.view import past
from tests.effort import EFFORT

from .pairs import Pair
from .quiet import QUIET
from .script import ROUNDS
from .watching import Move, Watching, difference

WATCHERS = ("observer", *GUESTS[:1])
ASK = {"kind": "say", "channel": "rok+usa"}


def late(delay):
    return Move(by="control", name="late", wire={"kind": "unveil", "delay": delay})


def watched(viewer, seed, delay):
    pair = Pair(viewer, seed)
    return [
        Watching(QUIET, viewer, pair.guests).play([late(delay), *script])
        for script in pair.scripts()
    ]


@pytest.mark.parametrize("viewer", WATCHERS)
def test_while_no_round_is_so_late_nothing_tells_what_is_hidden(viewer):
    for seed in range(EFFORT):
        one, other = watched(viewer, seed, ROUNDS)
        assert one.state.unveiled == ROUNDS
        assert difference(one, other) is None, seed


def test_what_is_late_enough_is_seen():
    one, other = watched("observer", 0, 1)
    assert difference(one, other) is not None


def test_a_table_that_counts_a_round_too_few_is_caught(monkeypatch):
    def hasty(state):
        return state.past[-1] if state.past else None

    monkeypatch.setattr(past, "unveiled", hasty)
    one, other = watched("observer", 0, ROUNDS)
    assert difference(one, other) is not None


def test_seats_are_shown_no_past_however_late():
    for viewer in ("jpn", "press"):
        one, other = watched(viewer, 1, 1)
        assert difference(one, other) is None


# --- two games that agree until the round that is past, and differ after it ---


def played(words):
    """Play rounds 1 and 2 with the same secrets, round 3 with others; then let it be past."""
    script = [late(1), Move(by="control", name="open", wire={"kind": "open"})]
    for number in (1, 2, 3):
        said = words if number == 3 else ["the same"]
        script += [
            Move(by="usa", name=f"say-{number}-{place}", wire={**ASK, "text": text})
            for place, text in enumerate(said)
        ]
        script += [
            Move(by="control", name=f"on-{number}-{place}", wire={"kind": "advance"})
            for place in range(4)
        ]
    return script


def test_between_two_rounds_the_observer_learns_nothing_of_the_one_that_is_on():
    """In number, length or order; when it is past, all of it."""
    scripts = [played(["yes"]), played(["no, and once more no", "never"])]
    ends = [len(script) - 1 for script in scripts]
    one, other = (
        Watching(QUIET, "observer").play(script[:end])
        for script, end in zip(scripts, ends, strict=True)
    )
    assert any(key.startswith("past/message/") for key in one.shown)
    assert difference(one, other) is None
    one, other = (Watching(QUIET, "observer").play(script) for script in scripts)
    assert difference(one, other) is not None
    assert "no, and once more no" in "".join(other.lines)
