"""What the steps of a reckoning add up to, kept until the world moves (Rulebook 6.7).

Owns sums and causes. Until they are paid out every condition reads the world as the reckoning
began. A cause is what the public believes did it: hidden acts move meters, and are never named.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Literal

from ..names import Seat
from ..scenario import Effect

UNSEEN = "unseen"


class Tally:
    """Sums by meter and by seat, and what the public takes to have moved each meter."""

    def __init__(self) -> None:
        self.meters: defaultdict[str, int] = defaultdict(int)
        self.believed: defaultdict[str, dict[str, int]] = defaultdict(dict)
        self.room: defaultdict[Seat, int] = defaultdict(int)
        self.onus: defaultdict[Seat, int] = defaultdict(int)
        self.support: defaultdict[Seat, int] = defaultdict(int)
        self.burdened: dict[Seat, str] = {}
        """Who bears new onus this round, and for which document."""

    def take(
        self,
        effects: Iterable[Effect],
        actor: Seat | None = None,
        targets: tuple[Seat, ...] = (),
        times: int = 1,
        percent: int = 100,
    ) -> None:
        """Add effects as they truly are: `times` over, of which `percent` arrives."""
        for effect in effects:
            by = shared(effect.by * times, percent)
            if effect.meter is not None:
                self.meters[effect.meter] += by
            for sums, whose in (
                (self.room, effect.latitude),
                (self.onus, effect.onus),
                (self.support, effect.support),
            ):
                for seat in whom(whose, actor, targets):
                    sums[seat] += by

    def credit(self, effects: Iterable[Effect], cause: str, times: int = 1) -> None:
        """Note what the public believes that `cause` did to meters, whether it did or not."""
        for effect in effects:
            if effect.meter is not None:
                causes = self.believed[effect.meter]
                causes[cause] = causes.get(cause, 0) + effect.by * times

    def cause(self, meter: str, by: int) -> str:
        """Return what the public takes to have moved a meter up or down most; ties by name."""
        same_way = {
            name: amount for name, amount in self.believed[meter].items() if amount * by > 0
        }
        if not same_way:
            return UNSEEN
        return max(sorted(same_way), key=lambda name: abs(same_way[name]))


def shared(amount: int, percent: int) -> int:
    """Return a percentage of an amount, rounded toward nothing."""
    part = abs(amount) * percent // 100
    return part if amount > 0 else -part


def whom(
    named: Seat | Literal["actor", "target"] | None, actor: Seat | None, targets: tuple[Seat, ...]
) -> tuple[Seat, ...]:
    """Return whom an effect on delegations reaches."""
    if named == "target":
        return targets
    who = actor if named == "actor" else named
    return () if who is None else (who,)
