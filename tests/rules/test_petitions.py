"""Free play: petitions, arguments, rulings (Rulebook 8)."""

import json

import pytest
from msgspec.structs import replace

from rules.chance import draw
from rules.names import SEATS, VIEWERS
from rules.scenario.tuning import Limits
from rules.view import record, touched, view

from .at_the_table import Table, heard_of, kinds
from .tiny import SCENARIO

ENVOY = {"title": "Send the Pope", "why": "All of them would have to receive him."}
SECRET = {**ENVOY, "secret": True}
SUCCESS = [{"by": -9, "meter": "tension"}, {"by": 2, "support": "rok"}]
FAILURE = [{"by": 4, "meter": "tension"}]
RULED = {"odds": 50, "success": SUCCESS, "failure": FAILURE, "text": "He came."}
SURE = {**RULED, "odds": 100}


@pytest.fixture
def table() -> Table:
    return Table().open()


def petition(table, by="rok", **fields):
    (made,) = table.give(by, "petition", **{**ENVOY, **fields})
    return made.event.id


def read(table, viewer, identity):
    return record(table.state, viewer, f"petition/{identity}", {})


def commands(table, viewer):
    return record(table.state, viewer, "menu/own", {})["commands"]


# asking


def test_a_petition_is_read_by_the_world_and_waits_for_control(table):
    happened = table.give("rok", "petition", **ENVOY)
    (to,) = heard_of(happened, "PetitionMade")
    assert to == VIEWERS
    identity = happened[0].event.id
    assert read(table, "observer", identity) == {
        "id": identity,
        "by": "rok",
        "secret": False,
        "round": 1,
        "title": "",
        "why": "",
        "status": "open",
        "arguments": [],
        "ruling": None,
    }
    assert commands(table, "control")["adjudicate"] == {"petitions": [identity]}


def test_its_words_are_read_by_whoever_reads_it(table):
    petition(table)
    texts = {f"text-{each}": each for each in ENVOY.values()}
    told = next(each for key, each in view(table.state, "jpn", texts).items() if "petition/" in key)
    assert (told["title"], told["why"]) == tuple(ENVOY.values())


def test_a_secret_petition_is_its_authors_and_controls(table):
    happened = table.give("rok", "petition", **SECRET)
    assert heard_of(happened, "PetitionMade") == [("rok", "control")]
    identity = happened[0].event.id
    for viewer in VIEWERS:
        is_told = viewer in ("rok", "control")
        assert (read(table, viewer, identity) is not None) == is_told
        assert (touched(table.state, viewer, happened) != ()) == is_told
        assert (identity in json.dumps(view(table.state, viewer, {}))) == is_told


def test_one_petition_is_open_at_a_time_for_each_delegation(table):
    identity = petition(table)
    assert "petition" not in commands(table, "rok")
    assert table.refused("rok", "petition", **ENVOY).code == "petition-open"
    petition(table, by="usa")
    table.give("control", "adjudicate", petition=identity)
    assert "petition" in commands(table, "rok")
    petition(table)


@pytest.mark.parametrize("phase", ["capitals", "reckoning"])
def test_petitions_are_for_the_corridors_and_the_plenary(table, phase):
    identity = petition(table, by="usa")
    table.to(phase)
    assert not {"petition", "argue"} & set(commands(table, "rok"))
    assert table.refused("rok", "petition", **ENVOY).code == "not-your-phase"
    said = {"petition": identity, "side": "for", "text": "Yes."}
    assert table.refused("rok", "argue", **said).code in ("not-your-phase", "petition-closed")


def test_where_one_person_plays_with_bots_nobody_judges_petitions():
    """Control is the player itself there (Rulebook 8.1)."""
    alone = Table(bots=dict.fromkeys(SEATS[1:], "maximiser")).open()
    assert "petition" not in commands(alone, "dprk")
    assert alone.refused("dprk", "petition", **ENVOY).code == "no-petitions"


def test_a_scenario_may_have_none():
    bare = Table(scenario=replace(SCENARIO, limits=Limits(petitions=0))).open()
    assert "petition" not in commands(bare, "rok")
    assert bare.refused("rok", "petition", **ENVOY).code == "no-petitions"


# arguing


def test_others_argue_once_each_for_or_against(table):
    identity = petition(table)
    assert commands(table, "usa")["argue"] == {"petitions": [identity]}
    table.give("usa", "argue", petition=identity, side="against", text="He is busy.")
    table.give("jpn", "argue", petition=identity, side="for", text="He is not.")
    assert [(each["by"], each["side"]) for each in read(table, "prc", identity)["arguments"]] == [
        ("usa", "against"),
        ("jpn", "for"),
    ]
    again = {"petition": identity, "side": "for", "text": "On reflection."}
    assert table.refused("usa", "argue", **again).code == "already-argued"
    assert table.refused("rok", "argue", **again).code == "already-argued"
    assert not any("argue" in commands(table, seat) for seat in ("usa", "rok"))


def test_anothers_secret_petition_is_answered_like_one_that_does_not_exist(table):
    hidden = petition(table, secret=True)
    said = {"side": "for", "text": "Yes."}
    answers = [
        table.refused("usa", "argue", petition=each, **said) for each in (hidden, "nosuchthing1")
    ]
    assert answers[0].code == "unknown-petition"
    hiding, lacking = (vars(each) for each in answers)
    assert hiding == lacking
    assert "argue" not in commands(table, "usa")


# ruling


def test_control_sets_odds_and_the_engine_draws(table):
    identity = petition(table)
    luck = draw(table.state.key, 1, f"petition/{identity}")
    for odds, succeeded in ((luck, False), (luck + 1, True)):
        other = Table(table.state)
        other.give("control", "adjudicate", petition=identity, **{**RULED, "odds": odds})
        assert other.state.petitions[identity].status == ("succeeded" if succeeded else "failed")
        due = -9 if succeeded else 4
        assert other.state.meters["tension"].value == table.state.meters["tension"].value + due


def test_a_public_result_is_the_worlds_news_with_its_author(table):
    identity = petition(table)
    support = table.state.seats["rok"].support
    happened = table.give("control", "adjudicate", petition=identity, **SURE)
    assert kinds(happened)[:3] == ["PetitionRuled", "NewsTold", "MeterMoved"]
    assert table.state.seats["rok"].support == support + 2
    texts = {f"text-{each}": each for each in (*ENVOY.values(), "He came.")}
    news = record(table.state, "observer", f"news/{identity}", texts)
    name = SCENARIO.delegation["rok"].name
    assert (news["kind"], news["title"]) == ("petition", "Send the Pope")
    assert news["text"] == f"The {name} succeeded. He came."
    assert news["effects"][0] == "Tension -9"
    assert record(table.state, "jpn", "meter/tension", texts)["cause"] == "Send the Pope"
    ruled = record(table.state, "jpn", f"petition/{identity}", texts)
    assert ruled["status"] == "succeeded"
    assert (ruled["ruling"]["odds"], ruled["ruling"]["text"]) == (100, "He came.")


def test_what_would_have_followed_otherwise_is_told_to_nobody(table):
    identity = petition(table)
    table.give("control", "adjudicate", petition=identity, **SURE)
    for viewer in VIEWERS:
        ruled = read(table, viewer, identity)["ruling"]
        assert not any("+4" in each for each in ruled["effects"])


def test_of_a_secret_one_the_world_sees_only_what_moves(table):
    identity = petition(table, secret=True)
    happened = table.give("control", "adjudicate", petition=identity, **SURE)
    assert "NewsTold" not in kinds(happened)
    assert heard_of(happened, "PetitionRuled") == [("rok", "control")]
    moved = record(table.state, "jpn", "meter/tension", {})
    assert (moved["delta"], moved["cause"]) == (-9, "Nobody can say why")
    assert read(table, "rok", identity)["status"] == "succeeded"
    for viewer in ("jpn", "observer"):
        assert identity not in json.dumps(view(table.state, viewer, {}))


def test_control_may_refuse_and_nothing_moves(table):
    identity = petition(table)
    happened = table.give("control", "adjudicate", petition=identity, text="Too far.")
    assert kinds(happened) == ["PetitionRuled"]
    assert read(table, "jpn", identity)["status"] == "refused"
    assert table.refused("control", "adjudicate", petition=identity).code == "petition-closed"
    said = {"petition": identity, "side": "for", "text": "Pity."}
    assert table.refused("usa", "argue", **said).code == "petition-closed"


def test_what_is_refused_has_no_effects(table):
    identity = petition(table)
    odd = table.refused("control", "adjudicate", petition=identity, success=SUCCESS)
    assert (odd.code, odd.field) == ("malformed", "odds")


@pytest.mark.parametrize("field", ["success", "failure"])
def test_effects_are_those_of_event_cards(table, field):
    identity = petition(table)
    odd = {**RULED, field: [{"by": 1, "meter": "gold"}]}
    refused = table.refused("control", "adjudicate", petition=identity, **odd)
    assert (refused.code, refused.field) == ("unknown-meter", f"{field}[0].meter")


def test_only_control_rules(table):
    identity = petition(table)
    assert table.refused("usa", "adjudicate", petition=identity, **SURE).code == "not-yours"
    missing = table.refused("control", "adjudicate", petition="nosuchthing1", **SURE)
    assert missing.code == "unknown-petition"


def test_a_petition_without_a_ruling_lapses_with_its_round(table):
    identity = petition(table)
    table.to("capitals")
    assert commands(table, "control")["adjudicate"] == {"petitions": [identity]}
    table.give("control", "advance")
    assert read(table, "usa", identity)["status"] == "lapsed"
    assert "adjudicate" not in commands(table, "control")


def test_closed_in_mid_round_open_petitions_lapse(table):
    identity = petition(table, secret=True)
    happened = table.give("control", "close")
    assert f"petition/{identity}" in touched(table.state, "rok", happened)
    assert f"petition/{identity}" not in touched(table.state, "usa", happened)
    assert read(table, "rok", identity)["status"] == "lapsed"
