"""What a value comes to: worked out once, and kept for as long as the value lives.

Owns this keeping, in the `__dict__` of the value itself (State, Document, Terms and Scenario have
one). A changed table is another value, so nothing kept is ever out of date and nothing outlives
what it was made of. What is kept is shared: nobody may change it. It must never keep what hangs on
more than the value and the words it is asked with.
"""

from collections.abc import Callable, Hashable
from functools import wraps
from typing import Any, TypeVar

V = TypeVar("V")
K = TypeVar("K", bound=Hashable)
R = TypeVar("R")


def once(work: Callable[[V], R]) -> Callable[[V], R]:
    """Return `work` as asked once of each value; who asks again gets the same object."""
    place = f"{work.__module__}.{work.__qualname__}"

    @wraps(work)
    def answer(value: V) -> R:
        kept: dict[str, Any] = value.__dict__
        if place not in kept:
            kept[place] = work(value)
        found: R = kept[place]
        return found

    return answer


def once_each(work: Callable[[V, K], R]) -> Callable[[V, K], R]:
    """Return `work` as asked once of each value in each words: a viewer, an id, a pair."""
    place = f"{work.__module__}.{work.__qualname__}"

    @wraps(work)
    def answer(value: V, asked: K) -> R:
        kept: dict[K, R] = value.__dict__.setdefault(place, {})
        if asked not in kept:
            kept[asked] = work(value, asked)
        return kept[asked]

    return answer
