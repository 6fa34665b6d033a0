"""Reasons kept for the debrief: whose they are, about what, how many (Rulebook 9.13)."""

import pytest

from rules.bots.match import play_game
from rules.view import view
from server.scenarios import shipped

from .at_the_table import Table

WHY = {"about": "sheet", "text": "It was the best we could get."}
ABOUT_A_DRAFT = {
    "title": "A beginning", "sponsors": ["rok"], "addressees": ["usa"], "audience": "closed",
    "clauses": [],
}  # fmt: skip


def reasons(table, viewer):
    records = view(table.state, viewer, {})
    return [record for key, record in records.items() if key.startswith("reason/")]


def test_a_reason_is_its_authors_and_controls_until_the_debrief():
    table = Table().open()
    table.give("rok", "reason", **WHY)
    (kept,) = reasons(table, "rok")
    assert (kept["by"], kept["about"], kept["round"], kept["phase"]) == (
        "rok", "sheet", 1, "corridors",
    )  # fmt: skip
    assert reasons(table, "control") == [kept]
    assert reasons(table, "usa") == reasons(table, "observer") == []
    table.give("control", "close")
    assert reasons(table, "usa") == reasons(table, "observer") == [kept]


def test_others_see_nothing_move_when_a_reason_is_kept():
    table = Table().open()
    before = view(table.state, "usa", {})
    table.give("rok", "reason", **WHY)
    assert view(table.state, "usa", {}) == before


def test_a_hidden_text_and_none_at_all_are_refused_alike():
    table = Table().open()
    table.give("rok", "draft", document=ABOUT_A_DRAFT)
    (draft,) = table.state.documents
    table.give("rok", "reason", about=draft, text="To see what they say.")
    (kept,) = reasons(table, "rok")
    assert kept["about"] == draft
    assert kept["label"]
    hidden = table.refused("usa", "reason", about=draft, text="Why not.")
    nothing = table.refused("usa", "reason", about="nothing", text="Why not.")
    assert hidden.code == "unknown-document"
    assert (hidden.code, hidden.detail, hidden.field) == (
        nothing.code, nothing.detail, nothing.field,
    )  # fmt: skip


def test_only_so_many_reasons_are_kept_in_a_round():
    table = Table().open()
    left = view(table.state, "rok", {})["menu/own"]["commands"]["reason"]["left"]
    for _ in range(left):
        table.give("rok", "reason", **WHY)
    assert "reason" not in view(table.state, "rok", {})["menu/own"]["commands"]
    assert table.refused("rok", "reason", **WHY).code == "too-many-reasons"
    assert "reason" in view(table.state, "usa", {})["menu/own"]["commands"]


def test_a_reason_is_short():
    assert Table().open().refused("rok", "reason", about="talk", text="x" * 401).code == "too-long"


@pytest.fixture(scope="module")
def game():
    return play_game(shipped("first-session"), 4)


def test_bots_keep_a_reason_with_what_they_do(game):
    kept = game.state.reasons.values()
    sealed = {(each.by, each.round) for each in kept if each.about == "sheet"}
    assert len(sealed) == 6 * game.state.round
    tabled = [
        document for document in game.state.documents.values() if document.tabled_round is not None
    ]
    about = {(each.by, each.about) for each in kept}
    assert tabled
    assert all((each.terms.author, each.terms.id) in about for each in tabled)


def test_what_bots_say_of_their_reasons_is_one_plain_text_each(game):
    said = [game.texts[each.text.id] for each in game.state.reasons.values()]
    assert all(text.endswith((".", ")")) for text in said)
    assert any("We weighed" in text for text in said)
    assert any(text.startswith(("Accept", "Decline")) for text in said)
