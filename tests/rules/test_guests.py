"""Guests and persons in friends' seats (1.10, 1.11, 7.35 to 7.37)."""

import pytest

from rules.duties.friends import effective
from rules.names import SEATS, VIEWERS
from rules.refusal import Refused
from rules.view import record, view
from rules.weighing.prices import price_parts

from .at_the_table import Table, clause, heard_of, kinds
from .friendly import SEATED

ALL = ("press", "sipri", "unsg", "eu")
FUEL = clause("usa", "fuel", 50, beneficiaries=["dprk"], rounds=4)


def table(**guests):
    held = guests or dict.fromkeys(ALL)
    return Table(scenario=SEATED, guests=held).open().to("plenary")


def invited(*friends, by=("usa", "rok"), **guests):
    at = table(**guests)
    for friend in friends:
        for seat in by:
            at.give(seat, "invite", friend=friend)
    return at


def here(*friends, **guests):
    """A table at which these friends, each played by a person, have come; round 2."""
    at = invited(*friends, **guests)
    for friend in friends:
        at.give(friend, "attend", on=True)
    return at.to("reckoning").to("corridors")


def offer(*clauses, friends=(), **more):
    named = {"sponsors": ["usa"], "addressees": ["dprk"], "clauses": list(clauses)}
    return {"title": "A text", "audience": "secret", "friends": list(friends), **named, **more}


def menu(at, viewer):
    return record(at.state, viewer, "menu/own", {})["commands"]


def ledger(at, friend):
    known = record(at.state, "observer", "ledger/friends", {})["friends"]
    return next(each for each in known if each["id"] == friend)


# --- seats ---


def test_a_table_has_the_guests_it_was_founded_with_and_no_other():
    at = table(eu=None, press="engine")
    assert {key for key in view(at.state, "observer", {}) if key.startswith("guest/")} == {
        "guest/press",
        "guest/eu",
    }
    assert record(at.state, "rok", "guest/press", {})["bot"] == "engine"


@pytest.mark.parametrize(
    ("guests", "code"),
    [({"clingendael": None}, "unknown-guest"), ({"eu": "maximiser"}, "unknown-bot")],
)
def test_a_guest_is_a_friend_of_the_scenario_held_by_a_person_or_the_engine(guests, code):
    with pytest.raises(Refused) as refused:
        Table(scenario=SEATED, guests=guests)
    assert refused.value.code == code


def test_who_sits_is_seen_by_everybody():
    at = table(eu=None)
    (came,) = at.arrive("eu").log[-1:]
    assert came.to == (*VIEWERS, "eu")
    assert record(at.state, "observer", "guest/eu", {})["present"] is True
    at.leave("eu")
    assert record(at.state, "observer", "guest/eu", {})["present"] is False


def test_control_gives_a_guests_seat_to_the_engine_and_back():
    at = table(eu=None)
    at.give("control", "reseat", seat="eu", holder="engine")
    assert at.state.guests["eu"].bot == "engine"
    at.give("control", "reseat", seat="eu", holder="open")
    assert (at.state.guests["eu"].bot, at.state.guests["eu"].generation) == (None, 3)


def test_a_guests_seat_is_no_bots_and_a_delegations_not_the_engines():
    at = table(eu=None)
    assert at.refused("control", "reseat", seat="eu", holder="bot").code == "unknown-bot"
    assert at.refused("control", "reseat", seat="usa", holder="engine").code == "unknown-bot"


def test_nobody_gives_a_seat_that_the_table_does_not_have():
    refused = table(eu=None).refused("control", "reseat", seat="unsg", holder="open")
    assert refused.code == "unknown-guest"


def test_a_guest_keeps_no_phase_waiting():
    at = table(eu=None)
    at.arrive("usa", "eu")
    at.give("usa", "ready", on=True)
    assert at.state.phase == "capitals"


# --- coming ---


def test_a_person_is_asked_and_comes_by_its_own_word():
    at = invited("eu")
    assert at.state.friends == ()
    assert ledger(at, "eu")["asked"] is True
    assert "attend" in menu(at, "eu")
    (came,) = at.give("eu", "attend", on=True)
    assert at.state.friends == ("eu",)
    assert came.to == (*VIEWERS, *ALL)
    assert "attend" not in menu(at, "eu")


def test_a_person_may_decline_and_be_invited_again_in_another_round():
    at = invited("eu")
    at.give("eu", "attend", on=False)
    assert (at.state.friends, ledger(at, "eu")["invited_by"]) == ((), [])
    assert at.refused("jpn", "invite", friend="eu").code == "already-invited"
    at.to("reckoning").to("plenary")
    at.give("jpn", "invite", friend="eu")


def test_who_is_silent_to_the_end_of_the_plenary_comes():
    at = invited("eu")
    assert kinds(at.give("control", "advance")) == ["FriendAnswered", "PhaseBegan"]
    assert at.state.friends == ("eu",)


def test_whom_too_few_have_invited_has_nothing_to_answer():
    at = invited("eu", by=("rok", "jpn"))
    assert "attend" not in menu(at, "eu")
    assert at.refused("eu", "attend", on=True).code == "not-invited"
    at.to("capitals")
    assert at.state.friends == ()


def test_a_friend_whose_seat_the_engine_holds_comes_at_once():
    assert invited("eu", eu="engine").state.friends == ("eu",)


def test_the_press_is_no_friend_and_a_friend_no_press():
    at = table()
    for kind, fields in (
        ("attend", {"on": True}),
        ("help", {"document": "x", "powers": []}),
        ("rate", {"one": "guns", "other": "planes", "pairs": [[1, 1]]}),
    ):
        assert at.refused("press", kind, **fields).code == "not-yours"
    assert at.refused("eu", "report", title="A", text="B").code == "not-yours"
    assert at.refused("eu", "ask", seat="usa", text="B").code == "not-yours"


# --- helping ---


def test_a_friend_reads_the_texts_that_name_it_once_they_are_tabled_and_no_other():
    at = here("eu")
    draft = at.draft("usa", offer(FUEL, friends=["eu"]))
    pledge = clause("rok", "pledge", beneficiaries=["dprk"])
    other = at.table("rok", offer(pledge, sponsors=["rok"]))
    assert record(at.state, "eu", f"document/{draft}", {}) is None
    tabled = at.give("usa", "table", document=draft)
    assert heard_of(tabled, "DocumentTabled") == [("dprk", "usa", "control", "eu")]
    assert record(at.state, "eu", f"document/{draft}", {})["id"] == draft
    assert record(at.state, "eu", f"document/{other}", {}) is None
    assert record(at.state, "press", f"document/{draft}", {}) is None


def test_nothing_counts_on_a_person_before_it_has_said_what_it_lends():
    at = here("eu")
    text = at.table("usa", offer(FUEL, friends=["eu"]))
    alone = at.state.documents[text].prices["usa"]
    assert record(at.state, "usa", f"document/{text}", {})["help"] == [
        {"friend": "eu", "lends": None}
    ]
    assert menu(at, "eu")["help"]["documents"] == [text]
    (lent,) = at.give("eu", "help", document=text, powers=["pay"])
    assert lent.to == ("dprk", "usa", "control", "eu")
    paper = at.state.documents[text]
    assert paper.prices["usa"] == alone - 1
    assert paper.price_parts["usa"] == price_parts(at.state, paper.terms, "usa")
    assert record(at.state, "usa", f"document/{text}", {})["help"] == [
        {"friend": "eu", "lends": ["pay a part"]}
    ]
    assert "help" not in menu(at, "eu")


def test_who_declines_to_help_changes_nothing():
    at = here("eu")
    text = at.table("usa", offer(FUEL, friends=["eu"]))
    before = at.state.documents[text]
    at.give("eu", "help", document=text, powers=[])
    assert at.state.documents[text] == before
    assert record(at.state, "dprk", f"document/{text}", {})["help"] == [
        {"friend": "eu", "lends": []}
    ]
    assert at.refused("eu", "help", document=text, powers=["pay"]).code == "not-asked"


def test_who_is_silent_to_the_end_of_the_phase_lends_all_it_has():
    at = here("eu")
    text = at.table("usa", offer(FUEL, friends=["eu"]))
    alone = at.state.documents[text].prices["usa"]
    assert kinds(at.give("control", "advance")) == ["HelpLent", "PhaseBegan"]
    assert at.state.helped[text]["eu"] == ("pay", "guarantee")
    assert at.state.documents[text].prices["usa"] == alone - 1


def test_a_text_tabled_while_the_engine_held_the_seat_keeps_all_its_help():
    at = here("eu", eu=None)
    at.give("control", "reseat", seat="eu", holder="engine")
    text = at.table("usa", offer(FUEL, friends=["eu"]))
    paper = at.state.documents[text]
    at.give("control", "reseat", seat="eu", holder="open")
    assert at.state.helped[text]["eu"] == ("pay", "guarantee")
    assert paper.price_parts["usa"] == price_parts(at.state, paper.terms, "usa")


def test_experts_who_do_not_look_raise_no_verification():
    at = here("sipri")
    text = at.table("usa", offer(clause("dprk", "guns", verification="v2"), friends=["sipri"]))
    (guns,) = at.state.documents[text].terms.clauses
    assert effective(at.state, guns) == "v2"
    at.give("sipri", "help", document=text, powers=["look"])
    assert effective(at.state, guns) == "v3"


def test_one_lends_only_powers_one_has():
    at = here("eu")
    text = at.table("usa", offer(FUEL, friends=["eu"]))
    assert at.refused("eu", "help", document=text, powers=["speed"]).code == "no-such-power"


@pytest.mark.parametrize("document", ["nothing", "hidden"])
def test_a_text_that_does_not_name_it_is_unknown_to_a_friend(document):
    at = here("eu")
    hidden = at.table("usa", offer(FUEL))
    asked = hidden if document == "hidden" else document
    refused = at.refused("eu", "help", document=asked, powers=[])
    assert (refused.code, refused.detail) == (
        "unknown-document",
        "You have no document of this id.",
    )


def test_a_missed_delivery_is_made_good_only_where_that_was_lent():
    for powers, made in ((["pay"], False), (["pay", "guarantee"], True)):
        at = here("eu")
        text = at.table("usa", offer(FUEL, friends=["eu"]))
        at.give("eu", "help", document=text, powers=powers)
        at.to("capitals")
        at.give("dprk", "seal", instructions={"answers": {text: "accept"}})
        at.to("reckoning").to("capitals")
        at.give("usa", "seal", instructions={"perform": {f"{text}.1": "evade"}})
        at.to("reckoning")
        assert bool(at.state.made_good) is made


# --- rates ---


def swap(guns, planes):
    clauses = (clause("dprk", "guns", guns), clause("rok", "planes", planes))
    return offer(*clauses, friends=["sipri"], sponsors=["rok"])


def test_a_person_sets_the_rate_within_bounds_and_all_can_read_it():
    at = here("sipri")
    pairs = [[2, 1]]
    (said,) = at.give("sipri", "rate", one="guns", other="planes", pairs=pairs)
    assert said.to == (*VIEWERS, *ALL)
    (rate,) = ledger(at, "sipri")["rates"]
    assert [each["levels"] for each in rate["pairs"]] == pairs
    for levels, agreed in (((2, 1), True), ((1, 1), False)):
        text = at.table("rok", swap(*levels))
        at.give("sipri", "help", document=text, powers=["rate"])
        parts = dict(at.state.documents[text].price_parts["rok"])
        assert ("At an agreed rate" in parts) is agreed
        at.give("rok", "withdraw", document=text)


def test_no_rate_lies_out_of_bounds():
    at = here("sipri")
    pairs = [[1, 2]]
    refused = at.refused("sipri", "rate", one="guns", other="planes", pairs=pairs)
    assert refused.code == "out-of-bounds"


def test_a_friend_rates_only_what_it_rates_and_at_the_table():
    fields = {"one": "guns", "other": "planes", "pairs": [[1, 1]]}
    assert table().refused("sipri", "rate", **fields).code == "nothing-to-rate"
    at = here("eu", "sipri")
    assert at.refused("eu", "rate", **fields).code == "nothing-to-rate"
    assert [each["one"] for each in menu(at, "sipri")["rate"]["swaps"]] == ["guns"]


def test_the_engine_goes_back_to_the_rate_of_the_scenario():
    at = here("sipri")
    at.give("sipri", "rate", one="guns", other="planes", pairs=[[2, 1]])
    at.give("control", "reseat", seat="sipri", holder="engine")
    (rate,) = ledger(at, "sipri")["rates"]
    assert [each["levels"] for each in rate["pairs"]] == [[1, 1], [2, 2]]


# --- talking ---


def test_a_friend_talks_in_private_with_who_has_invited_it():
    at = invited("eu", by=("usa",))
    (_, said) = at.give("usa", "say", channel="usa+eu", text="Will you come?")
    assert said.to == ("usa", "control", "eu")
    at.give("eu", "say", channel="usa+eu", text="Perhaps.")
    assert menu(at, "usa")["say"]["friends"] == ["eu"]
    assert menu(at, "eu")["say"]["seats"] == ["usa"]
    assert menu(at, "rok")["say"]["friends"] == []
    for by, channel in (
        ("rok", "rok+eu"),
        ("eu", "rok+eu"),
        ("usa", "usa+rok+eu"),
        ("usa", "eu+usa"),
        ("eu", "unsg+eu"),
        ("eu", "eu"),
        ("usa", "usa+press"),
    ):
        assert at.refused(by, "say", channel=channel, text="?").code == "unknown-channel"


def test_who_would_talk_with_a_friend_that_is_here_invites_it_too():
    at = here("eu").to("plenary")
    assert "eu" in menu(at, "jpn")["invite"]["friends"]
    at.give("jpn", "invite", friend="eu")
    at.give("jpn", "say", channel="jpn+eu", text="A word?")
    assert at.state.friends == ("eu",)


def test_a_friend_speaks_to_the_press_once_it_is_here_and_never_in_the_room():
    at = table()
    assert at.refused("eu", "say", channel="press", text="!").code == "not-invited"
    at = here("eu")
    assert at.refused("eu", "say", channel="press", text="!").code == "not-your-phase"
    at.to("plenary")
    said = at.give("eu", "say", channel="press", text="We are here to help.")
    assert said[-1].to == (*VIEWERS, *ALL)
    assert at.refused("eu", "say", channel="room", text="!").code == "unknown-channel"


def test_a_guest_has_a_line_to_control():
    at = table(eu=None, press=None)
    said = at.give("press", "say", channel="control", text="A question.")
    assert said[-1].to == ("control", "press")
    answered = at.give("control", "whisper", seat="press", text="Yes?")
    assert answered[-1].to == ("control", "press")
    assert at.refused("control", "whisper", seat="unsg", text="?").code == "unknown-channel"


# --- what a guest sees ---


def test_a_guest_sees_what_the_world_sees_and_its_own():
    at = here("eu")
    at.give("usa", "say", channel="usa+eu", text="Between us.")
    hidden = at.table("usa", offer(FUEL))
    at.table("rok", offer(FUEL, sponsors=["rok", "usa"], audience="closed"))
    at.to("plenary").to("reckoning")
    world = view(at.state, "observer", {})
    for guest in ALL:
        seen = view(at.state, guest, {})
        own = {key for key in seen if key not in world}
        mine = {"brief/own", "menu/own", f"channel/control+{guest}"}
        if guest == "eu":
            mine |= {"channel/usa+eu", *(key for key in own if key.startswith("message/"))}
        assert own == mine
        assert {key: seen[key] for key in world} == world
    assert f"document/{hidden}" not in view(at.state, "eu", {})
    assert len([key for key in view(at.state, "eu", {}) if key.startswith("message/")]) == 1


def test_no_delegation_reads_a_guests_brief():
    at = table()
    for seat in SEATS:
        assert record(at.state, seat, "brief/own", {}) != record(at.state, "eu", "brief/own", {})
    assert (
        "make a missed delivery good" in record(at.state, "eu", "brief/own", {})["markdown"].lower()
    )
