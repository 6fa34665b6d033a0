"""Friends of the talks: third parties that some invite and all consent to, and what each can do.

Owns the types of Rulebook 7.20 and 7.21. A friend has limited powers, and no vote or veto of
its own; whom it helps is in `rules/duties/friends.py`.
"""

from typing import Literal, TypeAlias

from .tuning import Count, Data, Name, Percent, Positive, Text

Power: TypeAlias = Literal["look", "rate", "speed", "pay", "guarantee"]


class Friend(Data, frozen=True, kw_only=True):
    """A third party that helps on texts which name it. What is left out it cannot do."""

    id: Name
    title: Text
    """As in running text: "the Secretary-General"."""
    text: Text
    """What it brings, in a sentence or two."""
    tracks: tuple[str, ...] = ()
    """Tracks whose verifiable instruments it helps to look at."""
    verification: Count = 0
    """By how many levels it raises the verification of clauses on these tracks."""
    rates: bool = False
    """Whether it sets the exchange rate of unlike systems."""
    speeds: Count = 0
    """Rounds by which what takes its time to arrange comes sooner."""
    advises: bool = False
    """Whether it says, for all to read, who has used force against the Charter."""
    pays_for: tuple[str, ...] = ()
    """Instruments of which it pays a part and makes missed deliveries good."""
    pays: Count = 0
    """Room that its part saves a debtor for each of these instruments in a text."""
    makes_good: Count = 0
    """Missed deliveries of these that it makes good under one text."""

    @property
    def powers(self) -> tuple[Power, ...]:
        """What it can lend a text that names it."""
        has: dict[Power, object] = {
            "look": self.verification,
            "rate": self.rates,
            "speed": self.speeds,
            "pay": self.pays,
            "guarantee": self.makes_good,
        }
        return tuple(power for power, what in has.items() if what)


class Swap(Data, frozen=True, kw_only=True):
    """Two unlike systems that are given up for one another, by different delegations."""

    one: str
    other: str
    rate: tuple[tuple[Positive, Positive], ...]
    """Levels of `one` and `other` that a friend who rates finds worth each other."""
    bounds: tuple[tuple[Positive, Positive], ...] = ()
    """Levels that a person in a friend's seat may find worth each other instead."""
    fair: Count = 1
    """Room saved by each of the two where an agreed rate is met."""
    unrated: Percent = 50
    """What both are worth, in effects, where nobody has set a rate."""

    @property
    def name(self) -> str:
        """What it is called in the state: "one:other"."""
        return f"{self.one}:{self.other}"
