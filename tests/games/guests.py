"""The scripted golden game of guests: friends that persons play, and a press.

Owns its script. It is played on the stage, with friends that have seats.
"""

from msgspec.structs import replace

from tests.rules.at_the_table import clause
from tests.rules.friendly import SEATED

from .crisis import TO_NORTH, text
from .stage import STAGE, Stage

GUESTED = replace(
    STAGE,
    name="guests",
    title="Guests",
    instruments=SEATED.instruments,
    friends=SEATED.friends,
    swaps=SEATED.swaps,
)


def guests() -> Stage:
    stage = Stage(GUESTED, guests=("press", "sipri", "unsg", "eu"))
    stage.arrive("press", "eu", "usa")
    stage.give("control", "whisper", seat="press", text="Your first edition is due.")
    stage.open()
    some_come(stage)
    some_help(stage)
    the_press_has_the_word(stage)
    seats_change_hands(stage)
    stage.give("control", "close")
    return stage


def some_come(stage: Stage) -> None:
    """One comes, one declines, one is silent."""
    stage.to("plenary")
    for friend in ("sipri", "unsg", "eu"):
        for seat in ("rok", "dprk"):
            stage.give(seat, "invite", friend=friend)
    stage.give("rok", "say", channel="rok+eu", text="Will you come?")
    stage.give("eu", "attend", on=True)
    stage.give("unsg", "attend", on=False)
    stage.to("reckoning").to("corridors")


def some_help(stage: Stage) -> None:
    """A secret text has a part of what it asks for, a closed one all of it, in silence."""
    fuel = text("rok", ["dprk"], clause("rok", "fuel", 100, rounds=3, **TO_NORTH))
    secret = stage.table("rok", {**fuel, "audience": "secret", "friends": ["eu"]})
    stage.give("eu", "help", document=secret, powers=["guarantee"])
    stage.give("sipri", "rate", one="guns", other="planes", pairs=[[2, 1]])
    exchange = text("usa", ["dprk"], clause("usa", "planes"), clause("dprk", "guns", 2))
    open_to_all = stage.table("usa", {**exchange, "friends": ["sipri"]})
    stage.to("capitals")
    stage.seal("dprk", answers=dict.fromkeys((secret, open_to_all), "accept"))
    stage.to("reckoning").to("capitals")
    stage.seal("rok", perform={f"{secret}.1": "evade"})
    stage.to("reckoning").to("plenary")


def the_press_has_the_word(stage: Stage) -> None:
    stage.give("press", "report", title="Oil that did not come", text="Who has it?")
    stage.give("press", "ask", seat="rok", text="Where is the oil?")
    asked = stage.steps[-1][-1].event.id
    stage.give("rok", "say", channel="press", text="At sea.", reply_to=asked)
    stage.give("eu", "say", channel="press", text="We have brought some.")


def seats_change_hands(stage: Stage) -> None:
    stage.leave("eu")
    stage.give("control", "reseat", seat="eu", holder="engine")
    stage.to("reckoning").to("corridors")
    fuel = text("rok", ["dprk"], clause("rok", "fuel", 50, rounds=1, **TO_NORTH))
    stage.table("rok", {**fuel, "friends": ["eu"]})
    stage.give("control", "reseat", seat="eu", holder="open")
    stage.to("reckoning").to("corridors")
