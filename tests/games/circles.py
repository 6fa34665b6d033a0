"""The scripted golden game of what moves people: friends of the talks, summits, animosities.

Owns its script. It is played on the stage, with friends and unlike systems added.
"""

from msgspec.structs import replace

from tests.rules.at_the_table import clause
from tests.rules.friendly import FRIENDLY
from tests.rules.reckoning.test_exposure import FREEZE, PLEDGES, RULES
from tests.rules.reckoning.test_summits import SUMMIT, TALKATIVE
from tests.rules.test_chair import CHAIR

from .crisis import TO_NORTH, text
from .stage import STAGE, Stage

CIRCLES = replace(
    STAGE,
    name="circles",
    title="Circles",
    instruments=FRIENDLY.instruments,
    friends=FRIENDLY.friends,
    swaps=FRIENDLY.swaps,
    actions=(*STAGE.actions, SUMMIT),
    animosities=TALKATIVE.animosities,
    exposure=RULES,
    convenor=replace(CHAIR, patience=2),
)


def circles() -> Stage:
    stage = Stage(CIRCLES).open()
    friends_come(stage)
    a_delivery_is_missed(stage)
    some_meet(stage)
    few_bear_a_text_of_many(stage)
    the_chair_changes_hands(stage)
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


def some_meet(stage: Stage) -> None:
    """The North and the United States have a text, China and Russia none; Japan waits in vain."""
    stage.to("capitals")
    for seat, other in {
        "dprk": "usa",
        "usa": "dprk",
        "prc": "rus",
        "rus": "prc",
        "jpn": "dprk",
    }.items():
        stage.seal(seat, action={"action": "summit", "target": [other]})
    stage.to("reckoning").to("corridors")


def few_bear_a_text_of_many(stage: Stage) -> None:
    """Four sign, two owe: it wears those two out."""
    stage.to("plenary")
    few = text("usa", ["dprk", "rok", "prc"], PLEDGES[0], FREEZE, audience="public")
    identity = stage.table("usa", few)
    stage.to("capitals")
    for seat in ("dprk", "rok", "prc"):
        stage.seal(seat, answers={identity: "accept"})
    stage.to("reckoning").to("corridors").to("reckoning").to("corridors")


def the_chair_changes_hands(stage: Stage) -> None:
    """Russia bids it away from China, writes for others, calls a paper, and sees it open."""
    stage.to("capitals")
    stage.seal("rus", bid=2)
    stage.seal("jpn", bid=1)
    stage.to("reckoning").to("corridors")
    stage.draft("rus", text("usa", ["dprk"], PLEDGES[0]))
    stage.to("plenary")
    words = stage.table("usa", text("usa", ["rok"], *PLEDGES[:2], audience="public"))
    stage.give("rus", "agenda", documents=[words])
    stage.to("capitals")
    stage.seal("rok", answers={words: "accept"})
    stage.to("reckoning").to("corridors")
