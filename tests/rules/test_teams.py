"""Teams: places in a delegation, and what each of its people may do (Rulebook 1.12 to 1.14)."""

import pytest
from msgspec.structs import replace

from rules.names import SEATS, VIEWERS
from rules.teams import persons
from rules.view import record, view

from .at_the_table import JOINT, OFFER, Table, heard_of, kinds
from .tiny import SCENARIO

OTHERS = [seat for seat in SEATS if seat != "dprk"]


@pytest.fixture
def table() -> Table:
    """A table at which the DPRK is a head, a member at a desk, one at none and a mentor."""
    return teamed(Table()).open()


def teamed(table: Table) -> Table:
    for wire in ({"rank": "member", "desk": "security"}, {"rank": "member"}, {"rank": "mentor"}):
        table.give("dprk", "appoint", **wire)
    return table


def team(table, seat="dprk", viewer="dprk"):
    return record(table.state, viewer, f"seat/{seat}", {})["team"]


def commands(table, rank="own", viewer="dprk"):
    return record(table.state, viewer, f"menu/{rank}", {})["commands"]


# --- places ---


def test_a_head_gives_places_and_all_its_people_see_who_holds_them(table):
    assert [(each["title"], each["rank"], each["desk"]) for each in team(table)] == [
        ("Head", "head", None),
        ("Security", "member", "security"),
        ("Member 2", "member", None),
        ("Mentor", "mentor", None),
    ]
    assert [each["place"] for each in team(table)] == [0, 1, 2, 3]
    assert [each["menu"] for each in team(table)] == ["own", "member", "member", "mentor"]
    assert team(table, viewer="control") == team(table)


def test_a_delegation_of_one_lists_its_head_alone():
    assert [each["title"] for each in team(Table())] == ["Head"]


def test_to_others_a_delegation_is_one():
    """Rulebook 1.13: they are told of nothing that its people do among themselves."""
    table = Table().open()
    before = {viewer: view(table.state, viewer, {}) for viewer in VIEWERS}
    steps = [
        table.give("dprk", "appoint", rank="member", desk="press"),
        table.give("dprk", "appoint", rank="mentor"),
        table.give("control", "renew", seat="dprk", place=1),
        table.give("dprk-1", "say", channel="team", text="Among us."),
        table.give("dprk", "dismiss", place=2),
    ]
    table.arrive("dprk-1").leave("dprk-1")
    assert {viewer for step in steps for each in step for viewer in each.to} == {"dprk", "control"}
    for viewer in VIEWERS:
        is_same = view(table.state, viewer, {}) == before[viewer]
        assert is_same == (viewer not in ("dprk", "control")), viewer


def test_control_gives_places_too_and_names_the_delegation(table):
    table.give("control", "appoint", seat="usa", rank="member", desk="economy")
    assert [each["title"] for each in team(table, "usa", "usa")] == ["Head", "Economy"]
    assert table.refused("control", "appoint", rank="member").code == "which-delegation"


def test_nobody_chooses_another_delegations_people(table):
    refused = table.refused("usa", "appoint", seat="dprk", rank="member")
    assert (refused.code, refused.field) == ("not-yours", "seat")
    for by in ("observer", "clock"):
        assert table.refused(by, "appoint", seat="dprk", rank="member").code == "not-yours"


def test_a_desk_and_the_mentors_post_are_one_persons(table):
    refused = table.refused("dprk", "appoint", rank="member", desk="security")
    assert (refused.code, refused.field) == ("post-taken", "desk")
    assert table.refused("dprk", "appoint", rank="mentor").code == "post-taken"


def test_a_mentor_sits_at_no_desk(table):
    assert table.refused("dprk", "appoint", rank="mentor", desk="press").code == "malformed"


def test_who_has_a_place_may_be_given_another_desk_and_keeps_its_links(table):
    before = persons(table.state)
    table.give("dprk", "appoint", place=2, rank="member", desk="economy")
    assert team(table)[2]["title"] == "Economy"
    assert persons(table.state) == before


def test_a_delegation_has_only_so_many_places(table):
    most = table.state.scenario.limits.team
    for _ in range(most - 3):
        table.give("dprk", "appoint", rank="member")
    assert commands(table)["appoint"]["seats"]["dprk"]["left"] == 0
    assert table.refused("dprk", "appoint", rank="member").code == "team-full"
    table.give("dprk", "dismiss", place=2)
    table.give("dprk", "appoint", rank="member")


def test_a_place_nobody_holds_is_unknown(table):
    for kind in ("renew", "dismiss"):
        assert table.refused("dprk", kind, place=7).code == "unknown-place"
    table.give("dprk", "dismiss", place=2)
    assert table.refused("dprk", "dismiss", place=2).code == "unknown-place"


def test_new_links_end_the_old_ones(table):
    table.arrive("dprk-1")
    table.give("dprk", "renew", place=1)
    assert persons(table.state)["dprk-1"] == 2
    assert not team(table)[1]["present"]
    said = {"kind": "say", "channel": "team", "text": "Still me."}
    assert table.refusal("dprk", said, person="dprk-1.1").code == "not-yours"
    table.give("dprk-1", "say", channel="team", text="Me again.")


def test_whoever_takes_a_place_left_by_another_is_somebody_else(table):
    table.give("dprk", "dismiss", place=2)
    assert "dprk-2" not in persons(table.state)
    table.give("dprk", "appoint", rank="member")
    assert persons(table.state)["dprk-2"] == 2


def test_a_bot_plays_alone_and_its_delegations_links_rest(table):
    table.give("control", "reseat", seat="dprk", holder="bot:maximiser")
    assert [each["title"] for each in team(table)] == ["Head"]
    assert "dprk-1" not in persons(table.state)
    refused = table.refused("control", "appoint", seat="dprk", rank="member")
    assert refused.code == "bot-alone"
    assert "dprk" not in commands(table, viewer="control")["appoint"]["seats"]
    table.give("control", "reseat", seat="dprk", holder="open")
    assert persons(table.state)["dprk-1"] == 1


def test_links_cannot_be_had_from_the_end_on(table):
    table.give("control", "close")
    assert "appoint" not in commands(table)
    assert table.refused("dprk", "appoint", rank="member").code == "over"


# --- who is here ---


def test_its_people_see_who_of_them_is_here_and_a_member_makes_nobody_present(table):
    step = table.arrive("dprk-1").log[-1]
    assert step.to == ("dprk", "control")
    assert [each["present"] for each in team(table)] == [False, True, False, False]
    assert not table.state.seats["dprk"].present
    table.arrive("dprk").leave("dprk-1")
    assert [each["present"] for each in team(table)] == [True, False, False, False]
    assert table.state.seats["dprk"].present


def test_no_phase_waits_for_a_member(table):
    table.arrive("usa", "dprk-1").give("usa", "ready", on=True)
    assert table.state.phase == "plenary"


# --- what each may do ---


def test_a_member_talks_and_drafts_wherever_its_delegation_does(table):
    for channel in ("dprk+usa", "control", "team"):
        table.give("dprk-1", "say", channel=channel, text="From the desk.")
    (drafted,) = table.give("dprk-2", "draft", document={**OFFER, "sponsors": ["dprk"]})
    assert table.state.documents[drafted.event.document].terms.author == "dprk"
    table.to("plenary").give("dprk-1", "say", channel="room", text="To all.")


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("cosign", {"document": "d"}),
        ("table", {"document": "d"}),
        ("withdraw", {"document": "d"}),
        ("denounce", {"document": "d"}),
        ("seal", {"instructions": {}}),
        ("ready", {"on": True}),
        ("appoint", {"rank": "member"}),
        ("dismiss", {"place": 2}),
        ("petition", {"title": "A wish", "why": "It is time."}),
    ],
)
def test_to_sign_and_seal_is_the_heads(table, kind, fields):
    assert table.refused("dprk-1", kind, **fields).code == "heads-alone"
    assert table.refused("dprk-3", kind, **fields).code == "mentor-counsels"
    assert table.refused("dprk-1", "open").code == "not-yours"


def test_a_member_signs_nothing_by_writing(table):
    shared = {**JOINT, "sponsors": ["usa", "dprk"], "addressees": ["rok"]}
    draft = table.draft("usa", shared)
    table.give("dprk-1", "draft", document=shared, replaces=draft)
    assert table.state.documents[draft].signed == ()


def test_a_mentor_speaks_to_its_own_delegation_alone(table):
    table.give("dprk-3", "say", channel="team", text="Ask them what they fear.")
    for channel in ("room", "press", "dprk+usa", "control", "team+usa"):
        assert table.refused("dprk-3", "say", channel=channel, text="!").code == "mentor-counsels"
    assert table.refused("dprk-3", "draft", document=OFFER).code == "mentor-counsels"


def test_each_rank_has_a_menu_of_what_it_may_do(table):
    assert set(commands(table, "member")) == {"say", "draft", "advise"}
    assert set(commands(table, "mentor")) == {"say"}
    say = commands(table, "mentor")["say"]
    assert (say["team"], say["channels"], say["private"], say["control"]) == (
        True,
        [],
        False,
        False,
    )
    assert commands(table, "member")["say"] == commands(table)["say"]
    draft = table.draft("dprk", {**OFFER, "sponsors": ["dprk"], "addressees": ["usa"]})
    menus = [record(table.state, "dprk", f"menu/{rank}", {}) for rank in ("own", "member")]
    assert menus[0]["quotes"][draft] == menus[1]["quotes"][draft]


def test_who_has_no_team_has_one_menu_and_no_channel_of_its_own():
    table = Table().open()
    found = view(table.state, "dprk", {})
    assert [key for key in found if key.startswith("menu/")] == ["menu/own"]
    assert "channel/team+dprk" not in found
    assert not found["menu/own"]["commands"]["say"]["team"]
    assert table.refused("dprk", "say", channel="team", text="?").code == "unknown-channel"


# --- the channel ---


def test_only_the_delegation_and_control_read_what_its_people_say_among_themselves(table):
    for who in ("dprk", "dprk-1", "dprk-3"):
        table.give(who, "say", channel="team", text="Among us.")
    said = [each for each in table.state.messages.values() if each.channel == "team+dprk"]
    assert {each.to for each in said} == {("dprk", "control")}
    records = [record(table.state, "dprk", f"message/{each.id}", {}) for each in said]
    assert {each["speaker"] for each in records} == {"Head", "Security", "Mentor"}
    assert {each["from"] for each in records} == {"dprk"}
    channel = record(table.state, "dprk", "channel/team+dprk", {})
    assert (channel["kind"], channel["members"]) == ("team", ["dprk"])
    for viewer in (*OTHERS, "observer"):
        assert record(table.state, viewer, "channel/team+dprk", {}) is None


def test_to_others_all_its_people_speak_as_one(table):
    table.give("dprk-1", "say", channel="dprk+usa", text="We are ready to talk.")
    (said,) = table.state.messages.values()
    assert record(table.state, "usa", f"message/{said.id}", {})["speaker"] is None


@pytest.mark.parametrize("channel", ["team+dprk", "team+rok", "team+", "team+dprk+usa", "team+eu"])
def test_anothers_people_are_as_if_they_did_not_exist(table, channel):
    refused = table.refused("usa", "say", channel=channel, text="?")
    nowhere = table.refused("usa", "say", channel="nowhere", text="?")
    assert vars(refused) == vars(nowhere)


def test_they_talk_among_themselves_though_nobody_talks_in_private():
    quiet = replace(SCENARIO, private_talk=())
    table = teamed(Table(scenario=quiet)).open()
    table.give("dprk-1", "say", channel="team", text="Among us.")
    assert table.refused("dprk-1", "say", channel="dprk+usa", text="?").code == "not-your-phase"


def test_the_first_of_a_team_opens_its_channel_and_menus_step_by_step():
    table = Table().open()
    step = table.give("dprk", "appoint", rank="member")
    assert kinds(step) == ["TeammateAppointed"]
    assert heard_of(step, "TeammateAppointed") == [("dprk", "control")]
