"""Token buckets, by a clock that the test moves."""

from server import limits
from server.limits import Buckets, Rate


def test_a_burst_passes_and_the_next_waits_for_its_token():
    buckets = Buckets(Rate(per_second=5, burst=20))
    assert [buckets.take("a", 0.0) for _ in range(20)] == [0.0] * 20
    assert buckets.take("a", 0.0) == 0.2
    assert buckets.take("a", 0.2) == 0.0


def test_asking_too_early_costs_nothing():
    buckets = Buckets(Rate(per_second=1, burst=1))
    buckets.take("a", 0.0)
    assert [buckets.take("a", t) for t in (0.25, 0.5, 0.75)] == [0.75, 0.5, 0.25]
    assert buckets.take("a", 1.0) == 0.0


def test_a_bucket_never_holds_more_than_its_burst():
    buckets = Buckets(Rate(per_second=5, burst=2))
    assert [buckets.take("a", 1e6) for _ in range(3)] == [0.0, 0.0, 0.2]


def test_each_key_has_its_own():
    buckets = Buckets(Rate(per_second=1, burst=1))
    assert buckets.take("a", 0.0) == buckets.take("b", 0.0) == 0.0


def test_looking_takes_nothing():
    buckets = Buckets(Rate(per_second=1, burst=1))
    assert buckets.wait_s("a", 0.0) == buckets.wait_s("a", 0.0) == 0.0


def test_full_buckets_are_swept_and_empty_ones_kept(monkeypatch):
    monkeypatch.setattr(limits, "KEYS_MAX", 10)
    buckets = Buckets(Rate(per_second=1, burst=1))
    for key in range(10):
        buckets.take(key, 0.0)
    buckets.take("empty", 5.0)
    assert buckets.wait_s("empty", 5.0) == 1.0
    assert len(buckets._levels) == 1
