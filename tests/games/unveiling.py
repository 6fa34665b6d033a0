"""The scripted golden game of observers who are let see everything, late."""

from tests.rules.at_the_table import OFFER

from .stage import STAGE, Stage


def unveiling() -> Stage:
    stage = Stage(STAGE, guests=("press",))
    stage.give("control", "unveil", delay=1)
    stage.open()
    (*_, said) = stage.give("usa", "say", channel="rok+usa", text="Between us.")
    stage.conclude("usa", OFFER, audience="secret")
    stage.to("corridors")
    stage.give("rok", "say", channel="rok+usa", text="Nobody has read this yet.")
    stage.give("control", "erase", record=f"message/{said.event.id}")
    stage.to("reckoning").to("corridors")
    stage.give("control", "unveil", delay=2)
    stage.give("control", "unveil", delay=None)
    stage.to("reckoning").to("corridors")
    stage.give("control", "close")
    return stage
