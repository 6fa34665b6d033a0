"""The scripted golden game of a fork: a game that ended is taken up where its first round did.

Owns its script. Of the origin only what comes along is in the log; its own end is not.
"""

from collections.abc import Sequence

from rules.codec import decode, encode
from rules.fold import apply, replay
from rules.forking import ends_a_phase, fork
from rules.names import Phase
from tests.rules.at_the_table import OFFER

from .stage import STAGE, Stage


def forked() -> Stage:
    stage = Stage(STAGE, guests=("press",))
    stage.arrive("usa", "dprk").open()
    (*_, said) = stage.give("usa", "say", channel="rok+usa", text="Between us.")
    stage.give("dprk", "say", channel="dprk+prc", text="Among us.")
    stage.conclude("usa", OFFER, audience="secret")
    stage.to("capitals")
    stage.give("usa", "seal", instructions={"close": True})
    stage.give("control", "close")
    stage.give("control", "erase", record=f"message/{said.event.id}")
    other = taken_up(stage, 1, "capitals", (said.event.message.text.id,))
    other.arrive("rok")
    other.give("control", "resume")
    other.give("dprk", "seal", instructions={"answers": {}})
    other.to("reckoning").to("corridors").to("plenary")
    other.give("control", "close")
    return other


def taken_up(stage: Stage, number: int, phase: Phase, erased: Sequence[str]) -> Stage:
    """Return the fork of a stage from the end of a phase, with all that comes along."""
    state, place = replay((each.event for each in stage.steps[0]), stage.state.scenario), 1
    while (state.round, state.phase) != (number, phase) or not ends_a_phase(stage.steps[place]):
        for each in stage.steps[place]:
            state = apply(state, each.event)
        place += 1
    other = Stage(stage.state.scenario, guests=tuple(stage.state.guests))
    begun = fork(state, table="forked", key="f0" * 32, step=place, head="aa" * 32, erased=erased)
    other.steps = [*stage.steps[:place], decode(encode(begun))]
    other.times_ms = [*stage.times_ms[:place], stage.now_ms]
    other.texts, other.given, other.now_ms = stage.texts, stage.given, stage.now_ms
    for each in begun:
        state = apply(state, each.event)
    other.state = state
    return other
