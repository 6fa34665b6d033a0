"""Games recorded by earlier builds load, and show what they showed: frozen, never recorded anew.

Fields that came later may be there besides. Where what was shown is changed on purpose, MEANT says
which difference and why; better is an upcast (`rules/codec.py`) or a default that keeps it.
"""

import re

import pytest

from . import golden
from .golden import Golden, differences, looked_at, plain, read

EARLIER = golden.FOLDER.with_name("earlier")
NAMES = sorted(path.name.split(".")[0] for path in EARLIER.glob("*.jsonl.gz"))
ADDED = ": was (nothing), is "
MEANT: tuple[str, ...] = ()
"""Patterns of differences that were meant, each with its reason beside it."""


def earlier(name: str, monkeypatch) -> Golden:
    monkeypatch.setattr(golden, "FOLDER", EARLIER)
    return read(name)


def unmeant(stored: Golden, seen) -> list[str]:
    """Return what was shown then and is not shown so today."""
    return [
        line
        for line in differences(stored, seen)
        if ADDED not in line and not any(re.search(each, line) for each in MEANT)
    ]


@pytest.mark.parametrize("name", NAMES)
def test_a_game_of_an_earlier_build_shows_what_it_showed_then(name, monkeypatch):
    stored = earlier(name, monkeypatch)
    assert {each["v"] for step in stored.steps for each in step} == {1}
    assert unmeant(stored, looked_at(stored)) == []


def test_what_is_shown_otherwise_or_no_more_is_found(monkeypatch):
    stored = earlier("unopened", monkeypatch)
    seen = plain(stored.seen)
    seen[0]["usa"]["meter/tension"]["value"] = 51
    del seen[0]["dprk"]["brief/own"]
    changed, gone = unmeant(stored, seen)
    assert "brief/own" in changed + gone
    assert "is 51" in changed + gone
