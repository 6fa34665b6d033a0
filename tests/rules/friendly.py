"""The tiny scenario with friends of the talks, and two unlike systems to exchange.

Owns the data alone: `look` verifies what is on the track "nuclear" and sets rates, `hasten` speeds
and advises, `pay` pays for fuel.
"""

from msgspec.structs import replace

from rules.scenario import Effect, Friend, Instrument, Level, Rounds, Swap
from tests.rules.tiny import SCENARIO, TESTS

GUNS, PLANES = (
    Instrument(
        id=name,
        title=title,
        track="nuclear",
        debtors=debtors,
        beneficiaries="none",
        tags=("concrete", "slow", "costly"),
        verifiable=True,
        visible=0,
        levels=tuple(
            Level(title=f"{title} {n}", phrase=f"move {title} {n} back", price=n, effects=calmer)
            for n in (1, 2)
        ),
    )
    for name, title, debtors, calmer in (
        ("guns", "Guns", ("dprk",), (Effect(meter="tension", by=-8),)),
        ("planes", "Planes", ("rok", "usa"), (Effect(meter="tension", by=-4),)),
    )
)
FRIENDS = (
    Friend(
        id="look",
        title="the experts",
        text="They look.",
        tracks=("nuclear",),
        verification=1,
        rates=True,
    ),
    Friend(id="hasten", title="the Secretary", text="It hurries.", speeds=1, advises=True),
    Friend(id="pay", title="the Union", text="It pays.", pays_for=("fuel",), pays=1, makes_good=1),
)
FRIENDLY = replace(
    SCENARIO,
    name="friendly",
    rounds=Rounds(first_possible_end=20, last=20, end_odds=0, estimate="long"),
    instruments=(
        *(replace(each, lead=1) if each is TESTS else each for each in SCENARIO.instruments),
        GUNS,
        PLANES,
    ),
    friends=FRIENDS,
    swaps=(
        Swap(
            one="guns",
            other="planes",
            rate=((1, 1), (2, 2)),
            bounds=((1, 1), (2, 1), (2, 2)),
        ),
    ),
)
SEATED = replace(
    FRIENDLY,
    name="seated",
    friends=tuple(
        replace(friend, id=name)
        for friend, name in zip(FRIENDS, ("sipri", "unsg", "eu"), strict=True)
    ),
)
"""The same with friends that have seats."""
