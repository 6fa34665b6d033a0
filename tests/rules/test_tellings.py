"""The aftermath in words: every kind of line, for the eyes it is written for."""

from typing import get_args

import pytest
from msgspec.structs import replace

from rules.model import Cause, Telling, TellingKind
from rules.names import VIEWERS
from rules.naming import label
from rules.prose.tellings import SAY, telling_text

from .tiny import SCENARIO, clause, document, state

FREEZE = clause("f.1", "dprk", "freeze", 1, verification="v3")
FOOD = clause("p.1", "usa", "food", 100, ["dprk"])
TABLE = state(
    document("f", ["dprk"], ["usa"], FREEZE, status="concluded", audience="public"),
    document("p", ["usa"], ["dprk"], FOOD, status="concluded", audience="public"),
    document("s", ["usa"], ["prc"], clause("s.1", "usa", "tests"), audience="secret"),
)
F, P, S = (label(name) for name in "fps")


def said(kind, viewer="rok", **what):
    line = Telling(round=3, step="perform", kind=kind, to=VIEWERS, **what)
    return telling_text(line, TABLE, viewer)


def about(debtor, name):
    return {"seat": debtor, "document": name.partition(".")[0], "clause": name}


def test_every_kind_of_line_has_words():
    assert set(SAY) == set(get_args(TellingKind))


@pytest.mark.parametrize(
    ("kind", "what", "text"),
    [
        ("began", about("dprk", "f.1"), "The DPRK made a start on “Nuclear freeze” (reactor)."),
        (
            "delivered_first",
            about("usa", "p.1") | {"amount": 100},
            "The first food aid arrived. The US delivered 100 kt of food aid to the DPRK.",
        ),
        (
            "delivered",
            about("usa", "p.1") | {"amount": 100},
            "The US delivered 100 kt of food aid to the DPRK.",
        ),
        (
            "part",
            about("usa", "p.1") | {"amount": 50},
            "The US delivered 50 kt of food aid to the DPRK, of 100 promised.",
        ),
        ("kept", {"document": "f", "amount": 2}, f"{F} holds: two promises went on being kept."),
        (
            "verified",
            about("dprk", "f.1"),
            (
                "Observers saw nothing amiss:"
                " “Nuclear freeze” (reactor) by the DPRK counts as verified."
            ),
        ),
        (
            "breached",
            about("dprk", "f.1"),
            "The DPRK was found to have broken “Nuclear freeze” (reactor).",
        ),
        (
            "suspected",
            about("dprk", "f.1"),
            "It looks as if the DPRK broke “Nuclear freeze” (reactor); nobody can prove it.",
        ),
        (
            "diverted",
            about("dprk", "p.1") | {"amount": 40},
            "The DPRK was seen to turn 40% of the food aid it was brought to other ends.",
        ),
        (
            "acted",
            {"seat": "dprk", "name": "nuclear_test"},
            "The DPRK tested a nuclear weapon.",
        ),
        ("acted", {"seat": "rok", "other": "dprk", "name": "strike"}, "The ROK struck."),
        (
            "walked_out",
            {"seat": "dprk", "name": "hostile"},
            "The DPRK walked out: “hostile policy”.",
        ),
        ("came_back", {"seat": "dprk"}, "The DPRK came back to the table."),
        ("concluded", {"document": "p"}, f"{P}, an offer by the US, is concluded."),
        (
            "onus",
            {"seat": "dprk", "document": "p", "amount": 2},
            (
                f"The onus moves to the DPRK (+2):"
                f" it left the good public offer {P} without the yes it could afford."
            ),
        ),
        ("index_rose", {"amount": 6}, "The assurance index rises to 6."),
        ("leaked", {"document": "s"}, f"A secret text leaked: {S}, of the US and the PRC."),
        (
            "ground_closed",
            {"name": "hostile"},
            "“hostile policy” is no ground for walking out any more.",
        ),
        ("ended", {"name": "freeze"}, "The talks are over: A freeze."),
    ],
)
def test_lines_read_short_and_plain(kind, what, text):
    """Screen.md: short, plain, active."""
    assert said(kind, **what)[1] == text


def test_ones_own_secret_is_told_as_ones_own():
    assert said("hid", "dprk", **about("dprk", "f.1"))[1] == (
        "In secret, you did not keep “Nuclear freeze” (reactor)."
    )
    assert said("hid", "control", **about("dprk", "f.1"))[1].startswith("In secret, the DPRK")


def test_a_fall_shows_its_chain_and_its_near_miss():
    """A fall shows its chain of reasons, and a near miss that these do not say already."""
    why = (Cause(candidate="d:p", kind="candidate", lacked="a:p:dprk"),)
    near = (("a:p:dprk",), ("a:p:rok",))
    tone, text, detail = said("fell", document="p", why=why, near=near)
    assert (tone, text) == ("bad", f"{P}, an offer by the US, fell.")
    assert detail == (
        f"{P} was not concluded: the DPRK did not accept it.",
        f"Near miss: it would have stood if the ROK had accepted {P}.",
    )
    assert said("declined", document="p", seat="dprk", why=why)[1:] == (
        f"The DPRK declined {P}, an offer by the US.",
        (),
    )
    assert said("fell", document="p", far=True)[2] == ("It is far from standing.",)


def test_a_line_never_changes_once_it_is_told():
    """A line holds all its words need: what happens later does not touch it."""
    line = Telling(round=3, step="settle", kind="waiting", document="p", to=VIEWERS, near=())
    later = replace(
        TABLE,
        round=5,
        documents={**TABLE.documents, "p": replace(TABLE.documents["p"], status="lapsed")},
        meters={},
        deliveries={},
        standings={},
    )
    assert telling_text(line, later, "rok") == telling_text(line, TABLE, "rok")


def test_a_breach_says_what_onus_it_brought_if_any():
    public = said("breached", **about("dprk", "f.1"), amount=2)[2]
    assert public == (f"{F}, clause 1", "The onus moves to the DPRK (+2).")
    assert said("breached", **about("dprk", "f.1"))[2] == (f"{F}, clause 1",)


def test_an_order_dispute_names_both_clauses():
    text = said("order_dispute", document="f", clause="f.1", name="p.1")[1]
    assert F in text
    assert P in text
    assert SCENARIO.instrument["freeze"].title not in text
