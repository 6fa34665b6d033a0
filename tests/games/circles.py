"""The scripted golden game of what moves people: friends of the talks, and what they bring.

Owns its script. It is played on the stage, with friends and unlike systems added.
"""

from msgspec.structs import replace

from tests.rules.at_the_table import clause
from tests.rules.friendly import FRIENDLY

from .crisis import TO_NORTH, text
from .stage import STAGE, Stage

CIRCLES = replace(
    STAGE,
    name="circles",
    title="Circles",
    instruments=FRIENDLY.instruments,
    friends=FRIENDLY.friends,
    swaps=FRIENDLY.swaps,
)


def circles() -> Stage:
    stage = Stage(CIRCLES).open()
    friends_come(stage)
    a_delivery_is_missed(stage)
    stage.give("control", "close")
    return stage


def friends_come(stage: Stage) -> None:
    stage.to("plenary")
    for friend in ("look", "pay"):
        for seat in ("rok", "dprk"):
            stage.give(seat, "invite", friend=friend)
    stage.give("usa", "invite", friend="hasten")
    stage.to("reckoning").to("corridors")


def a_delivery_is_missed(stage: Stage) -> None:
    exchange = text("usa", ["dprk"], clause("usa", "planes"), clause("dprk", "guns"))
    fuel = text("usa", ["dprk"], clause("usa", "fuel", 100, rounds=3, **TO_NORTH))
    texts = (stage.table("usa", {**fuel, "friends": ["pay"]}),)
    texts += (stage.table("usa", {**exchange, "friends": ["look"]}),)
    stage.to("capitals")
    stage.seal("dprk", answers=dict.fromkeys(texts, "accept"))
    stage.to("reckoning").to("capitals")
    stage.seal("usa", perform={f"{texts[0]}.1": "evade"})
    stage.to("reckoning").to("corridors")
