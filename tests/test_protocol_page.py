"""docs/protocol.md names every field of every record, and none that there is not.

Owns the comparison of the page with records of a played game. It must never say what a record
should hold: that is for the tests of views.
"""

import re
from collections import defaultdict
from pathlib import Path

import pytest

from rules.bots.match import play_game
from rules.names import VIEWERS
from rules.parse.command import BARE, SIMPLE
from rules.view import KINDS, view
from server.scenarios import shipped
from tests.rules.at_the_table import Table

PAGE = (Path(__file__).resolve().parent.parent / "docs" / "protocol.md").read_text("utf-8")
ROWS = dict(re.findall(r"^\| `([a-z]+/[^`]*)` \| (.*) \|$", PAGE, re.MULTILINE))
SINGLE = ("ledger", "debrief")
"""Kinds of which each record has a shape, and a row, of its own."""


def row_of(key):
    """Return the page's name for a record: the shape, whoever's or whatever's it is."""
    kind = key.partition("/")[0]
    if kind in SINGLE:
        return key
    return next(row for row in ROWS if row.startswith(f"{kind}/"))


def named(row):
    """Return the fields a row names, apart from what stands in brackets after them."""
    text = re.sub(r"\{[^{}]*\}", "", re.sub(r"\{[^{}]*\}", "", re.sub(r"\([^()]*\)", "", row)))
    fields = re.findall(r"`([a-z_]+)`", re.sub(r"\[[^\[\]]*\]", "", text))
    return set(fields)


@pytest.fixture(scope="module")
def fields():
    """Return the fields met in a game of bots, by the page's name of the record."""
    met = defaultdict(set)

    def see(records):
        for key, record in records.items():
            met[row_of(key)] |= record.keys()

    game = play_game(shipped("first-session"), 1, watch=lambda _, records, __: see(records))
    for viewer in VIEWERS:
        see(view(game.state, viewer, game.texts))
    asked = Table().open()
    asked.give("rok", "petition", title="An envoy", why="It is time.")
    see(view(asked.state, "control", {}))
    seated = Table(guests={"press": None}).open()
    see(view(seated.state, "press", {}))
    seated.give("usa", "appoint", rank="member")
    seated.give("usa-1", "advise", statement="We want peace.", why="They listen.")
    see(view(seated.state, "usa", {}))
    return met


def test_every_kind_of_record_has_a_row():
    assert {row.partition("/")[0] for row in ROWS} == set(KINDS)


@pytest.mark.parametrize("row", [row for row in ROWS if row != "debrief/sheets"])
def test_a_record_has_the_fields_its_row_names(row, fields):
    assert fields[row] == named(ROWS[row])


def test_every_command_has_a_row():
    kinds = {shape.__struct_config__.tag for shape in (*BARE, *SIMPLE)}
    section = PAGE[PAGE.index("## 4. Commands") :]
    rows = set(
        re.findall(r"`([a-z]+)`", "".join(re.findall(r"^\| (.*?) \|", section, re.MULTILINE)))
    )
    assert kinds <= rows
