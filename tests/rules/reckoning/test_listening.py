"""Eavesdropping: what one hears of two others, and that nobody else learns of it."""

import pytest
from msgspec.structs import replace

from rules import events as e
from rules.chance import draw
from rules.decide.sealing import sheet_problems
from rules.model import Message, TextRef
from rules.names import SEATS, VIEWERS
from rules.scenario import Action
from rules.scenario.checking import check
from rules.view import view

from ..tiny import SCENARIO, clause
from .rounds import events, in_force, kinds, lucky, on_table, reckoned, room, sheet, table
from .test_secrecy import HUSHED, assert_alike, others, shown

EARS = Action(
    id="ears",
    title="Listen",
    text="{actor} listened to {target}.",
    seats=SEATS,
    secret=True,
    target="pair",
    listen=100,
    listen_clause=100,
)
"""Whatever there is, it hears."""


def with_ears(**changes):
    return replace(HUSHED, actions=(*HUSHED.actions, replace(EARS, **changes)))


def pact(name="s", **more):
    text = clause(f"{name}.1", "prc", "pledge", 1, ["dprk"])
    return on_table(name, ["prc"], ["rus"], text, **{"audience": "secret", "last_round": 5} | more)


def before(*papers, said=(), **changes):
    """A table with these papers, on which these have spoken: (channel, round)."""
    found = table(*papers, scenario=with_ears(**changes))
    messages = found.messages
    for number, (channel, spoken) in enumerate(said):
        messages = messages.insert(f"m{number}", message(f"m{number}", channel, spoken))
    return replace(found, messages=messages)


def message(identity, channel, spoken):
    return Message(
        id=identity,
        channel=channel,
        by="prc",
        text=TextRef(id="t", digest=""),
        round=spoken,
        phase="corridors",
        at_ms=0,
        to=("prc", "rus", "control"),
    )


def listening_to(by="usa", one="prc", other="rus"):
    return {by: sheet(action=("ears", (one, other)))}


def heard(begun, *, by="usa", **more):
    (found,) = events(reckoned(begun, **listening_to(by, **more)), e.Overheard)
    return found.heard


def misses(state):
    """Whether no draw of this ear is low enough to hear."""
    return all(draw(state.key, 3, f"ears-{what}:usa:prc+rus") >= 50 for what in ("talk", "text"))


def book(unfolding, viewer):
    return view(unfolding.state, viewer, {})["ledger/overheard"]["heard"]


def lines(unfolding, viewer):
    """Return what the aftermath says to this viewer, and what its lines point to."""
    told = view(unfolding.state, viewer, {})["aftermath/3"]["lines"]
    return [(each["text"], each["detail"], each["document"], each["clause"]) for each in told]


# --- what is heard ---


@pytest.mark.parametrize("is_open", [True, False])
def test_one_hears_of_a_secret_text_and_of_a_clause(is_open):
    """Rulebook 6.16: open or in force; its parties, and a clause in the game's own words."""
    text = clause("s.1", "prc", "pledge", 1, ["dprk"])
    paper = pact() if is_open else in_force("s", ["prc"], ["rus"], text, audience="secret")
    after = reckoned(before(paper), **listening_to())
    (row,) = book(after, "usa")
    assert (row["round"], row["by"], row["pair"]) == (3, "usa", ["prc", "rus"])
    assert (row["talked"], row["parties"]) == (False, ["prc", "rus"])
    there_is, one_clause = row["text"]
    assert there_is == "A secret text lies between the PRC and Russia."
    assert one_clause.startswith("One of its clauses: “We, the People's Republic of China, ")
    said = "You listened in on the PRC and Russia, and heard something."
    assert (said, row["text"], None, None) in lines(after, "usa")


def test_neither_its_label_nor_its_title_nor_its_id_is_heard():
    """Rulebook 6.16."""
    after = reckoned(before(pact("zebrazebra")), **listening_to())
    assert "zebra" not in str(view(after.state, "usa", {})).lower()


@pytest.mark.parametrize(
    ("said", "talked"),
    [
        ([("prc+rus", 3)], True),
        ([("prc+rus", 3), ("prc+rus", 3)], True),
        ([("prc+rus", 2)], False),
        ([("dprk+prc+rus", 3), ("control+prc", 3), ("press", 3)], False),
    ],
)
def test_one_hears_whether_the_two_alone_have_talked_this_round(said, talked):
    """Rulebook 6.16: never how much."""
    assert heard(before(said=said)).talked == talked
    once, often = before(said=[("prc+rus", 3)]), before(said=[("prc+rus", 3)] * 4)
    assert shown(reckoned(once, **listening_to()), "usa") == shown(
        reckoned(often, **listening_to()), "usa"
    )


@pytest.mark.parametrize(
    "paper",
    [
        pact(audience="closed"),
        replace(pact(), tabled_round=None, status="draft"),
        replace(pact(), status="declined"),
        replace(pact(), disclosed=True),
    ],
)
def test_what_is_no_secret_text_of_theirs_is_not_heard_of(paper):
    """Rulebook 6.16: not what one reads anyway, and not what was never tabled or is over."""
    assert heard(before(paper)).parties == ()


def test_both_must_be_parties_and_one_s_own_text_is_none():
    """Rulebook 6.16."""
    assert heard(before(pact()), other="jpn").parties == ()
    assert heard(before(pact()), by="rus", one="prc", other="usa").parties == ()
    among_three = pact()
    among_three = replace(among_three, terms=replace(among_three.terms, addressees=("rus", "dprk")))
    assert heard(before(among_three)).parties == ("dprk", "prc", "rus")


def test_each_thing_has_a_draw_of_its_own():
    """Rulebook 6.16: talk, the text and its clause by odds that are the scenario's."""
    said = [("prc+rus", 3)]
    begun = before(pact(), said=said, listen=50, listen_clause=50)
    found = set()
    for number in range(60):
        got = heard(replace(begun, key=f"{number:064x}"))
        assert got.parties or got.clause is None
        found.add((got.talked, bool(got.parties), bool(got.clause)))
    assert found == {(t, p, c) for t in (True, False) for p, c in ((0, 0), (1, 0), (1, 1))}
    assert heard(before(pact(), listen_clause=0)).clause is None


def test_of_several_texts_chance_takes_one_whatever_their_order():
    """Rulebook 6.16, 6.11."""
    forth, back = before(pact("a"), pact("b")), before(pact("b"), pact("a"))
    keys = [f"{number:064x}" for number in range(20)]
    drawn = [heard(replace(forth, key=key)).document for key in keys]
    assert {*drawn} == {"a", "b"}
    assert drawn == [heard(replace(back, key=key)).document for key in keys]


# --- what nobody else learns ---


@pytest.mark.parametrize("paper", [(), (pact(),)])
def test_where_there_is_nothing_it_costs_and_reads_like_a_miss(paper):
    """Rulebook 6.16: to hear nothing tells nothing."""
    deaf = lucky(before(*paper, said=[("prc+rus", 3)], listen=50, price=1), misses)
    missed = reckoned(deaf, **listening_to())
    nothing = reckoned(replace(before(listen=50, price=1), key=deaf.key), **listening_to())
    assert shown(missed, "usa") == shown(nothing, "usa")
    assert room(missed, "usa") == room(nothing, "usa")
    assert "heard_nothing" in kinds(missed, "usa")
    assert book(missed, "usa")[0]["text"] == []


def test_what_the_listener_learns_is_in_the_declared_event_alone():
    """Secrecy: without that event and its line, hearing and missing are the same to it."""
    paper, said = pact(), [("prc+rus", 3)]
    for begun in (before(paper, said=said), before(paper), before(said=said), before()):
        after = reckoned(begun, **listening_to())
        mine = [each for each in after.happened if "usa" in each.to]
        declared = [each for each in mine if isinstance(each.event, e.Overheard)]
        assert [each.to for each in declared] == [("usa", "control")]
        rest = [
            each
            for each in mine
            if not isinstance(each.event, e.Overheard | e.RoundClosed)
            and not (isinstance(each.event, e.Told) and each.event.telling.heard)
        ]
        plain = reckoned(before(), **listening_to())
        assert rest == [
            each
            for each in plain.happened
            if "usa" in each.to
            and not isinstance(each.event, e.Overheard | e.RoundClosed)
            and not (isinstance(each.event, e.Told) and each.event.telling.heard)
        ]


@pytest.mark.parametrize("said", [(), (("prc+rus", 3),)])
@pytest.mark.parametrize("papers", [(), (pact(),)])
def test_that_one_listened_shows_to_nobody(papers, said):
    """Secrecy: those it listened to and all others read what they would have read."""
    begun = before(*papers, said=said)
    assert_alike(reckoned(begun, **listening_to()), reckoned(begun), others("usa"))


def test_control_reads_what_everybody_heard_and_each_its_own():
    """Rulebook 6.16."""
    sheets = listening_to() | listening_to("jpn", "dprk", "prc")
    after = reckoned(before(pact()), **sheets)
    assert [row["by"] for row in book(after, "control")] == ["usa", "jpn"]
    for viewer in (each for each in VIEWERS if each != "control"):
        own = [viewer] if viewer in ("usa", "jpn") else []
        assert [row["by"] for row in book(after, viewer)] == own


def test_a_traced_listener_is_named_to_all_and_what_it_heard_is_not():
    """Rulebook 6.4, 6.16."""
    after = reckoned(before(pact(), attribution=100), **listening_to())
    texts = [text for text, *_ in lines(after, "rus")]
    named = [text for text in texts if "listened to the PRC and Russia." in text]
    assert named, texts
    assert book(after, "rus") == []
    assert "overheard" not in kinds(after, "rus")


def test_the_debrief_lays_open_who_listened_and_to_what():
    """Rulebook 6.16, 9."""
    after = reckoned(before(pact()), **listening_to()).state
    assert "debrief/overheard" not in view(after, "rus", {})
    (row,) = view(replace(after, phase="closed"), "rus", {})["debrief/overheard"]["heard"]
    assert (row["by"], row["document"]) == ("usa", "s")


# --- sheets and scenarios ---


@pytest.mark.parametrize(
    ("target", "codes"),
    [
        (("prc", "rus"), []),
        ((), ["wrong-target"]),
        (("prc",), ["wrong-target"]),
        (("prc", "prc"), ["wrong-target"]),
        (("prc", "usa"), ["wrong-target"]),
        (("prc", "rus", "jpn"), ["wrong-target"]),
    ],
)
def test_it_is_aimed_at_two_others(target, codes):
    """Rulebook 6.16."""
    found = sheet_problems(before(), "usa", sheet(action=("ears", target)))
    assert [each.code for each in found] == codes


def test_the_menu_names_the_odds_and_offers_all_others_whatever_they_hide():
    """Secrecy: whom one may listen to does not hang on what there is to hear."""
    offers = []
    for begun in (before(), before(pact(), said=[("prc+rus", 3)])):
        acts = view(begun, "usa", {})["menu/own"]["commands"]["seal"]["actions"]
        offers.append(next(each for each in acts if each["id"] == "ears"))
    assert offers[0] == offers[1]
    assert (offers[0]["listen"], offers[0]["listen_clause"]) == (100, 100)
    assert offers[0]["targets"] == [each for each in SEATS if each != "usa"]


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({}, None),
        ({"secret": False}, "listen"),
        ({"target": "seat"}, "listen"),
        ({"listen": 0, "listen_clause": 0}, "listen"),
        ({"target": "none", "listen": 0}, "listen_clause"),
    ],
)
def test_a_scenario_that_listens_to_no_two_in_secret_is_refused(changes, where):
    acts = (*SCENARIO.actions, replace(EARS, **changes))
    found = check(replace(SCENARIO, actions=acts))
    at = [each.path[-1] for each in found if each.path[0] == "actions"]
    assert at == ([] if where is None else [where])
