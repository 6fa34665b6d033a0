"""What bots say: their proposals in plain words, and why they do not sign, each thing once."""

from typing import Any

from rules.bots import speak
from rules.bots.characters import CHARACTERS
from rules.bots.saying import proposal, turned
from rules.bots.table import Table as Read
from rules.bots.table import read
from rules.bots.welcome import Promise
from rules.model import TextRef
from rules.view import view
from server.scenarios import shipped

from .at_the_table import Table

RELIEF = Promise("usa", "unsc_relief", 2)
FALLEN = Promise("dprk", "remains", 1)
TRADE = (RELIEF, FALLEN)


def begun(name: str = "maximiser") -> Table:
    """The first plenary of the large scenario: the United States is a bot, all others people."""
    table = Table(scenario=shipped("korea-2020"), bots={"usa": name}).open()
    return table.arrive("dprk", "rok", "prc", "rus", "jpn").to("plenary")


def put(table: Table, *promises: Promise, by: str = "dprk", to: tuple[str, ...] = ("usa",)) -> str:
    text = {
        "title": "A trade", "sponsors": [by], "addressees": list(to), "audience": "public",
        "clauses": [each.clause() for each in promises],
    }  # fmt: skip
    return table.table(by, text)


def texts(table: Table) -> dict[str, str]:
    """What was said, by the ids of its texts: at this table a text's id is the text."""
    kept = (each.text for each in table.state.reasons.values() if isinstance(each.text, TextRef))
    return {each.id: each.id.removeprefix("text-") for each in kept}


def said(table: Table, name: str = "maximiser") -> list[dict[str, Any]]:
    done = speak(name, view(table.state, "usa", texts(table)))
    for each in done:
        table.do("usa", each)
    return [each for each in done if each["kind"] == "say"]


# --- why it does not sign ---


def test_a_person_is_told_in_private_what_stands_in_the_way_and_what_would_help():
    table = begun()
    identity = put(table, RELIEF)
    (told,) = said(table)
    assert told["channel"] == "dprk+usa"
    label = view(table.state, "usa", {})[f"document/{identity}"]["label"]
    assert told["text"].startswith(f"On {label}: ")
    assert "It would help if you were to " in told["text"]


def test_it_says_so_once_and_keeps_what_it_said():
    table = begun()
    identity = put(table, RELIEF)
    assert said(table)
    assert [each.about for each in table.state.reasons.values()] == [identity]
    assert not said(table)
    put(table, RELIEF, Promise("usa", "bank_channel", 1))
    assert not said(table), "to each of them once a round"


def test_it_tells_nobody_who_is_not_there_and_no_bot_before_the_answers_are_out():
    table = begun()
    put(table, RELIEF)
    table.leave("dprk")
    assert not said(table)
    table.give("control", "reseat", seat="dprk", holder="bot:maximiser")
    assert not said(table)


def test_a_bot_is_told_once_its_text_was_declined():
    table = begun()
    identity = put(table, RELIEF)
    table.give("control", "reseat", seat="dprk", holder="bot:maximiser")
    table.to("capitals").give("usa", "seal", instructions={"answers": {identity: "decline"}})
    table.to("reckoning")
    assert not said(table)
    table.to("corridors")
    assert len(said(table)) == 1
    assert not said(table)


def test_what_it_would_sign_it_says_nothing_of():
    table = begun()
    put(table, FALLEN)
    assert not said(table)


# --- what it proposes ---


def proposed(*promises: Promise, to: tuple[str, ...] = ("usa",), luck: int = 0) -> str:
    table = begun()
    identity = put(table, *promises, to=to)
    seen = as_read(table, "dprk")
    text = seen.documents[identity]
    character = CHARACTERS["hard-liner"]
    return proposal(seen, character, text, lambda _: luck).removesuffix(f" ({text['label']})")


def as_read(table: Table, seat: str) -> Read:
    return read(view(table.state, seat, {}))


def test_it_says_who_would_do_what_and_itself_last():
    assert proposed(*TRADE) == (
        "The United States would move the Security Council to suspend what it imposed on"
        " civilian trade in 2016 and 2017."
        " We would help to find the fallen of the war and send them home."
    )


def test_it_calls_others_as_the_world_does():
    """China is formally a republic with an article; nobody says “the China”."""
    china, south = Promise("prc", "end_of_war", 1), Promise("rok", "railways", 1)
    said = proposed(china, south, FALLEN, to=("prc", "rok"))
    assert " China would " in f" {said}"
    assert "The ROK would " in said


def test_it_may_begin_with_a_turn_of_its_own():
    assert proposed(*TRADE, luck=99).startswith(("These are", "This is", "Words will"))


def test_what_all_the_others_are_to_do_alike_is_said_once():
    both = (Promise("usa", "end_of_war", 1), Promise("rok", "end_of_war", 1), FALLEN)
    assert proposed(*both, to=("rok", "usa")).startswith("All of you would declare ")


def test_what_is_said_of_another_is_not_said_of_us():
    assert turned("move our guns where we like", "you") == "move your guns where you like"
    assert turned("state that we regret it", "they") == "state that they regret it"
