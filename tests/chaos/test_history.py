"""A history that is held against a log finds what chaos might do to it."""

import pytest

from server.log import GENESIS
from tests.chaos.history import History
from tests.server.test_store import step

KEY = ("t1", "usa.1", "chaos-usa-1")
DONE = {"type": "done", "id": KEY[2], "seq": 2}


@pytest.fixture
def history():
    history = History()
    history.invoke(KEY, "words")
    assert history.take(KEY, DONE)
    return history


def log(*ids):
    steps, head = [], GENESIS
    for seq, id_ in enumerate(("found", *ids), 1):
        steps.append(step(seq, person="usa.1", command_id=id_, before=head))
        head = steps[-1].head
    return tuple(steps)


def test_what_was_acknowledged_and_stored_once_is_well(history):
    history.check("t1", log(KEY[2]), ["words"])


def test_what_nobody_was_told_of_may_be_stored_or_not(history):
    history.invoke(("t1", "usa.1", "chaos-usa-2"), "more")
    history.lose()
    history.check("t1", log(KEY[2]), ["words"])
    history.check("t1", log(KEY[2], "chaos-usa-2"), ["words", "more"])


@pytest.mark.parametrize(
    ("steps", "texts", "fault"),
    [
        (log(), [], "lost"),
        (log(KEY[2], KEY[2]), ["words", "words"], "a double"),
        (log(KEY[2]), ["words", "words"], "was said 2 times"),
        (log(KEY[2], "chaos-usa-9"), ["words"], "nobody gave"),
        (log(KEY[2])[1:], ["words"], "a gap"),
        ((log()[0], log("other", KEY[2])[2]), ["words"], "a gap"),
        ((*log(KEY[2])[:1], step(2, person="usa.1", command_id=KEY[2])), ["words"], "a fork"),
        (log("other", KEY[2]), ["words"], "chaos-usa-1"),
    ],
)
def test_every_fault_is_found(history, steps, texts, fault):
    with pytest.raises(AssertionError, match=fault):
        history.check("t1", steps, texts)


@pytest.mark.parametrize(
    "answer",
    [
        {"type": "done", "seq": 3},
        {"type": "refused", "code": "slow-down"},
        {"type": "refused", "code": "not-your-phase"},
    ],
)
def test_another_answer_than_the_first_is_a_fault(history, answer):
    with pytest.raises(AssertionError):
        history.take(KEY, answer)
