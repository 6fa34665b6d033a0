"""The scripted golden game of a team: a head, two desks and a mentor in one delegation."""

from tests.rules.at_the_table import OFFER

from .stage import STAGE, Stage


def teams() -> Stage:
    stage = Stage(STAGE)
    stage.arrive("rok", "usa")
    places_are_given(stage)
    stage.open()
    they_talk_and_draft(stage)
    places_change_hands(stage)
    stage.give("control", "close")
    return stage


def places_are_given(stage: Stage) -> None:
    stage.give("rok", "appoint", rank="member", desk="security")
    stage.give("rok", "appoint", rank="member")
    stage.give("control", "appoint", seat="rok", rank="mentor")
    stage.arrive("rok-1", "rok-3")
    stage.give("rok-3", "say", channel="team", text="What do they fear?")
    stage.give("rok", "say", channel="team", text="Each other.")


def they_talk_and_draft(stage: Stage) -> None:
    stage.give("rok-1", "say", channel="rok+usa", text="Our head is on the way.")
    (drafted,) = stage.give("rok-2", "draft", document={**OFFER, "sponsors": ["usa", "rok"]})
    identity = drafted.event.document
    stage.give("usa", "cosign", document=identity)
    stage.give("rok", "table", document=identity)
    stage.give("rok-2", "advise", statement="We offer food.", why="Let them hear it from us.")
    stage.to("plenary").give("rok-2", "say", channel="press", text="We offer food for a freeze.")


def places_change_hands(stage: Stage) -> None:
    stage.give("rok", "renew", place=1)
    stage.arrive("rok-1")
    stage.give("rok", "appoint", place=2, rank="member", desk="press")
    stage.leave("rok-1")
    stage.give("rok", "dismiss", place=1)
    (said,) = stage.give("rok-2", "say", channel="team", text="Who has left?")
    stage.give("control", "erase", record=f"message/{said.event.id}")
    a_deputy_acts(stage)
    stage.to("capitals")
    stage.give("rok-2", "advise", instructions={"close": True}, why="We have what we came for.")
    stage.seal("rok", close=True)
    stage.to("reckoning").to("corridors")


def a_deputy_acts(stage: Stage) -> None:
    stage.arrive("rok-2")
    stage.give("rok", "deputy", place=2)
    stage.leave("rok").leave("rok-2").arrive("rok-2")
    stage.give("rok-2", "ready", on=True)
    stage.arrive("rok")
