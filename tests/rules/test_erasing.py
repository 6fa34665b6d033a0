"""Words taken back for good: who may, what goes, who is told (Rulebook 6.21)."""

import pytest

from rules.codec import encode_state
from rules.commands import Erase
from rules.events import TextErased
from rules.names import SEATS, VIEWERS
from rules.refusal import Refused
from rules.view import record

from .at_the_table import Table, clause, kinds

DRAFT = {
    "title": "Our first thoughts", "sponsors": ["usa"], "addressees": ["rok"],
    "audience": "secret", "clauses": [clause("usa", "pledge", beneficiaries=["rok"])],
}  # fmt: skip


def erased(table, **what):
    """Give control's command and return {text: who is told}."""
    happened = table.give("control", "erase", **what)
    return {each.event.text: each.to for each in happened if isinstance(each.event, TextErased)}


@pytest.fixture
def table():
    return Table().open()


def test_only_those_who_could_read_the_words_are_told_that_they_are_gone(table):
    said = table.give("usa", "say", channel="rok+usa", text="between us")[-1].event.id
    assert erased(table, record=f"message/{said}") == {"text-between us": ("rok", "usa", "control")}


def test_nothing_but_words_goes(table):
    draft = table.give("usa", "draft", document=DRAFT)[0].event.document
    before = encode_state(table.state)
    erased(table, record=f"document/{draft}")
    assert encode_state(table.state) == before


def test_a_title_is_gone_wherever_it_was_shown(table):
    draft = table.give("usa", "draft", document=DRAFT)[0].event.document
    table.give("usa", "table", document=draft)
    assert erased(table, record=f"document/{draft}") == {
        "text-Our first thoughts": ("rok", "usa", "control")
    }
    shown = record(table.state, "rok", f"document/{draft}", {"text-Our first thoughts": None})
    assert shown["title"] == "(erased)"


def test_after_the_end_a_title_goes_before_everybody_for_the_debrief_shows_it(table):
    draft = table.give("usa", "draft", document=DRAFT)[0].event.document
    table.give("usa", "table", document=draft)
    table.give("control", "close")
    assert set(erased(table, record=f"document/{draft}").values()) == {VIEWERS}


def test_a_draft_that_was_dropped_loses_its_title_too(table):
    draft = table.give("usa", "draft", document=DRAFT)[0].event.document
    table.give("usa", "withdraw", document=draft)
    assert list(erased(table, record=f"document/{draft}").values()) == [("usa", "control")]


def test_a_petition_goes_with_all_that_was_said_on_it(table):
    made = table.give("rok", "petition", title="A visit", why="It is time.")[0].event.id
    table.give("usa", "argue", petition=made, side="for", text="Indeed.")
    table.give("control", "adjudicate", petition=made, odds=100, text="So be it.")
    gone = erased(table, record=f"petition/{made}")
    assert set(gone) >= {f"text-{each}" for each in ("A visit", "It is time.", "Indeed.")}
    assert set(gone.values()) == {VIEWERS}


def test_a_reason_goes_before_its_author_alone_until_the_debrief(table):
    kept = table.give("jpn", "reason", about="talk", text="To gain time.")[0].event.id
    assert erased(table, record=f"reason/{kept}") == {"text-To gain time.": ("jpn", "control")}


def test_news_of_control_go_before_the_world(table):
    told = table.give("control", "inject", title="A drill", text="Ships.")[0].event.id
    assert erased(table, record=f"news/{told}") == {
        "text-A drill": VIEWERS, "text-Ships.": VIEWERS
    }  # fmt: skip


def test_a_persons_words_are_those_the_record_names_and_what_no_record_shows_is_controls(table):
    """A draft's earlier title is shown nowhere any more, and goes as well."""
    said = table.give("usa", "say", channel="rok+usa", text="mine")[-1].event
    command = Erase(person="usa.1", texts=(said.message.text.id, "text-long-gone"))
    happened = table.do("control", command)
    assert [(each.event.text, each.to) for each in happened] == [
        ("text-mine", ("rok", "usa", "control")),
        ("text-long-gone", ("control",)),
    ]


@pytest.mark.parametrize(
    "what",
    [{"record": "message/none"}, {"record": "sheet/usa"}, {"person": "usa"}],
    ids=["no such record", "no words of anybody's", "who wrote nothing"],
)
def test_where_there_are_no_words_nothing_is_erased(table, what):
    assert table.refused("control", "erase", **what).code == "no-words"


def test_one_names_a_record_or_a_person(table):
    for both in ({}, {"record": "table/main", "person": "usa"}):
        with pytest.raises(Refused) as refused:
            table.give("control", "erase", **both)
        assert (refused.value.code, refused.value.field) == ("malformed", "record")


def test_words_can_be_erased_when_all_is_over(table):
    said = table.give("usa", "say", channel="rok+usa", text="x")[-1].event.id
    table.give("control", "close")
    assert kinds(table.give("control", "erase", record=f"message/{said}")) == ["TextErased"]


@pytest.mark.parametrize("seat", SEATS)
def test_who_could_not_read_them_learns_nothing_of_it(table, seat):
    """Not even that a step was taken: nobody counts what is not its own."""
    said = table.give("usa", "say", channel="rok+usa", text="x")[-1].event.id
    happened = table.give("control", "erase", record=f"message/{said}")
    assert all((seat in each.to) == (seat in ("rok", "usa")) for each in happened)
