"""The press: what it publishes and asks, and that neither moves anything (7.38, 7.39)."""

import pytest
from msgspec.structs import replace

from rules.names import SEATS, VIEWERS
from rules.scenario.tuning import Limits
from rules.view import record, view

from .at_the_table import SECRET, Table, kinds
from .friendly import SEATED

REPORT = {"title": "Talks go on", "text": "Nobody walked out."}
TEXTS = {f"text-{text}": text for text in (*REPORT.values(), "Will you freeze?", "We will.")}


def table(phase="plenary", **limits):
    scenario = replace(SEATED, limits=Limits(**limits))
    return Table(scenario=scenario, guests={"press": None}).open().to(phase)


def menu(at):
    return record(at.state, "press", "menu/own", {})["commands"]


@pytest.mark.parametrize("phase", ["corridors", "plenary", "capitals", "reckoning"])
def test_a_report_stands_among_the_news_under_the_presss_name(phase):
    at = table(phase)
    (told,) = at.give("press", "report", **REPORT)
    assert told.to == (*VIEWERS, "press")
    for viewer in (*VIEWERS, "press"):
        news = record(at.state, viewer, f"news/{told.event.id}", TEXTS)
        assert (news["kind"], news["title"], news["text"]) == ("report", *REPORT.values())
        assert (news["effects"], news["source"]) == ([], "The press at this table.")


def test_a_report_moves_nothing():
    at = table()
    before = at.state
    at.give("press", "report", **REPORT)
    assert replace(at.state, news={}) == replace(before, news={})


def test_the_press_reports_only_so_often_in_a_round():
    at = table(reports=1)
    assert menu(at)["report"] == {"left": 1}
    at.give("press", "report", **REPORT)
    assert "report" not in menu(at)
    assert at.refused("press", "report", **REPORT).code == "too-many-reports"
    at.to("reckoning").to("corridors")
    assert menu(at)["report"] == {"left": 1}


def test_the_press_asks_a_delegation_in_public_and_all_see_it_answer():
    at = table()
    asked = at.give("press", "ask", seat="dprk", text="Will you freeze?")
    assert kinds(asked) == ["ChannelOpened", "MessageSaid"]
    assert asked[-1].to == (*VIEWERS, "press")
    question = record(at.state, "observer", f"message/{asked[-1].event.id}", TEXTS)
    assert (question["from"], question["asks"], question["channel"]) == ("press", "dprk", "press")
    reply = {"channel": "press", "text": "We will.", "reply_to": question["id"]}
    (said,) = at.give("dprk", "say", **reply)
    assert record(at.state, "press", f"message/{said.event.id}", TEXTS)["asks"] is None


def test_the_press_asks_in_the_plenary():
    at = table()
    assert menu(at)["ask"] == {"seats": list(SEATS)}
    at.to("capitals")
    assert "ask" not in menu(at)
    assert at.refused("press", "ask", seat="dprk", text="?").code == "not-your-phase"


def test_no_delegation_reports_or_asks():
    at = table()
    assert at.refused("usa", "report", **REPORT).code == "not-yours"
    assert at.refused("usa", "ask", seat="dprk", text="?").code == "not-yours"


def test_what_a_delegation_discloses_reaches_the_press_and_what_it_hides_does_not():
    at = table("corridors")
    document = at.table("usa", SECRET)
    assert record(at.state, "press", f"document/{document}", {}) is None
    at.to("plenary").give("dprk", "disclose", document=document)
    assert record(at.state, "press", f"document/{document}", {})["disclosed"] is True


def test_the_press_talks_with_nobody_in_private():
    at = table()
    for channel in ("dprk+press", "press+dprk", "room", "dprk+usa"):
        assert at.refused("press", "say", channel=channel, text="?").code == "unknown-channel"
    assert menu(at)["say"] == {
        "channels": ["press"], "private": False, "control": True, "friends": [], "seats": [],
        "team": False,
    }  # fmt: skip


def test_a_report_without_a_press_seat_is_nobodys():
    at = Table(scenario=SEATED).open()
    assert not any(key.startswith("guest/") for key in view(at.state, "control", {}))
