"""The tally: sums until the world moves, and the causes the public believes in."""

import pytest

from rules.reckoning.tally import UNSEEN, Tally, shared
from rules.scenario import Effect


def tension(by):
    return (Effect(meter="tension", by=by),)


def test_a_cause_is_what_pushed_most_the_way_the_meter_went():
    tally = Tally()
    tally.credit(tension(5), "card:a")
    tally.credit(tension(-1), "drift:b")
    tally.credit(tension(-2), "action:c")
    assert tally.cause("tension", -3) == "action:c"
    assert tally.cause("tension", 3) == "card:a"


def test_what_nobody_saw_is_named_by_nobody():
    """Rulebook 6: hidden acts move meters, and are never named."""
    tally = Tally()
    tally.take(tension(9))
    assert tally.meters["tension"] == 9
    assert tally.cause("tension", 9) == UNSEEN
    tally.credit(tension(-1), "drift:b")
    assert tally.cause("tension", 8) == UNSEEN


def test_equal_causes_are_told_in_the_order_of_their_names():
    for names in (("card:a", "card:b"), ("card:b", "card:a")):
        tally = Tally()
        for name in names:
            tally.credit(tension(2), name)
        assert tally.cause("tension", 4) == "card:a"


def test_effects_reach_actor_target_or_the_seat_they_name():
    tally = Tally()
    effects = (
        Effect(latitude="actor", by=1),
        Effect(support="target", by=2),
        Effect(onus="jpn", by=3),
    )
    tally.take(effects, "usa", ("rok", "dprk"))
    assert dict(tally.room) == {"usa": 1}
    assert dict(tally.support) == {"rok": 2, "dprk": 2}
    assert dict(tally.onus) == {"jpn": 3}


@pytest.mark.parametrize(
    ("amount", "percent", "part"), [(3, 50, 1), (-3, 50, -1), (4, 100, 4), (4, 0, 0)]
)
def test_a_share_is_rounded_toward_nothing(amount, percent, part):
    assert shared(amount, percent) == part
