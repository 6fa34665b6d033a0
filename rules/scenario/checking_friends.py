"""Whether a scenario's friends and swaps speak of things that are in it, and can do something.

Owns what is wrong with them (Rulebook 7.20, 7.21). It must never say whether they are worth much.
"""

from collections.abc import Iterator

from .catalogue import Instrument
from .friends import Friend, Swap
from .loading import Path, Problem
from .scenario import Scenario


def check_friends(scenario: Scenario) -> Iterator[Problem]:
    """Yield everything that is wrong with the friends of the talks and the swaps they rate."""
    for place, friend in enumerate(scenario.friends):
        yield from check_friend(scenario, friend, ("friends", place))
    for place, swap in enumerate(scenario.swaps):
        yield from check_swap(scenario, swap, ("swaps", place))
    if scenario.friends and not scenario.friend_hosts:
        yield Problem(("friend_hosts",), "nobody can invite a friend", "name a seat")


def check_friend(scenario: Scenario, friend: Friend, path: Path) -> Iterator[Problem]:
    yield from check_looking(scenario, friend, path)
    yield from check_paying(scenario, friend, path)
    powers = (friend.verification, friend.rates, friend.speeds, friend.advises, friend.pays_for)
    if not any(powers):
        yield Problem(path, f"{friend.id} can do nothing", "give it a power")
    if friend.rates and not scenario.swaps:
        yield Problem((*path, "rates"), "there is nothing to rate", "add swaps")


def check_looking(scenario: Scenario, friend: Friend, path: Path) -> Iterator[Problem]:
    tracks = {track.id for track in scenario.tracks}
    for name in friend.tracks:
        if name not in tracks:
            yield Problem((*path, "tracks"), f"no such track: {name}", ", ".join(sorted(tracks)))
        elif not any(i.verifiable and i.track == name for i in scenario.instruments):
            yield Problem((*path, "tracks"), f"nothing to verify on {name}", "another track")
    if bool(friend.verification) != bool(friend.tracks):
        yield Problem(path, f"{friend.id} looks at nothing", "tracks and verification")


def check_paying(scenario: Scenario, friend: Friend, path: Path) -> Iterator[Problem]:
    for name in friend.pays_for:
        if name not in scenario.instrument:
            yield Problem((*path, "pays_for"), f"no such instrument: {name}")
        elif friend.makes_good and scenario.instrument[name].quantity is None:
            hint = "name quantities alone, or leave makes_good out"
            yield Problem((*path, "pays_for"), f"{name} is nothing that is delivered", hint)
    if bool(friend.pays or friend.makes_good) != bool(friend.pays_for):
        yield Problem(path, f"{friend.id} pays for nothing, or nothing of it", "pays_for and pays")


def check_swap(scenario: Scenario, swap: Swap, path: Path) -> Iterator[Problem]:
    found = [(name, scenario.instrument.get(name)) for name in (swap.one, swap.other)]
    for name, instrument in found:
        if instrument is None or instrument.quantity is not None:
            yield Problem(path, f"no stance is called {name}", "name two instruments with levels")
    if swap.one == swap.other:
        yield Problem(path, "one system is swapped for itself", "name two")
    if not swap.rate:
        yield Problem((*path, "rate"), "nothing is worth anything", "pairs of levels")
    for name, pairs in (("rate", swap.rate), ("bounds", swap.bounds)):
        for place, pair in enumerate(pairs):
            yield from check_rate(pair, [each for _, each in found], (*path, name, place))
    if swap.bounds and not {*swap.rate} <= {*swap.bounds}:
        yield Problem((*path, "bounds"), "the rate lies outside its own bounds", "add its pairs")


def check_rate(
    pair: tuple[int, int], found: list[Instrument | None], path: Path
) -> Iterator[Problem]:
    for level, instrument in zip(pair, found, strict=True):
        if instrument is not None and level > len(instrument.levels):
            yield Problem(path, f"{instrument.id} has no level {level}", "levels that there are")
