"""Friends of the talks: who brings them, whom they help, and what that comes to (7.20, 7.21)."""

import pytest
from msgspec.structs import replace

from rules.duties.friends import effective
from rules.names import SEATS, VIEWERS
from rules.scenario import Friend, Swap
from rules.scenario.checking import check
from rules.view import record
from rules.weighing.goodness import goodness
from rules.weighing.prices import price_parts

from .at_the_table import Table, clause
from .friendly import FRIENDLY, GUNS

TO_NORTH = {"beneficiaries": ["dprk"]}


def text(*clauses, sponsors=("usa",), addressees=("dprk",), **more):
    named = {"sponsors": list(sponsors), "addressees": list(addressees), "clauses": list(clauses)}
    return {"title": "A text", "audience": "closed", **named, **more}


def begun(*friends, by=("usa", "rok")):
    """A table to which these friends have come; the corridors of round 2."""
    table = Table(scenario=FRIENDLY).open().to("plenary")
    for friend in friends:
        for seat in by:
            table.give(seat, "invite", friend=friend)
    return table.to("reckoning").to("corridors")


def ledger(table, viewer="observer"):
    return record(table.state, viewer, "ledger/friends", {})


# --- who brings them ---


def test_two_bring_a_friend_and_one_of_them_is_a_host():
    table = Table(scenario=FRIENDLY).open().to("plenary")
    table.give("rok", "invite", friend="look")
    assert table.state.friends == ()
    table.give("jpn", "invite", friend="look")
    assert table.state.friends == ()
    (invited,) = table.give("usa", "invite", friend="look")
    assert table.state.friends == ("look",)
    assert invited.to == VIEWERS
    (told, *_) = ledger(table)["friends"]
    assert (told["invited_by"], told["here"]) == (["rok", "jpn", "usa"], True)


def test_a_friend_is_invited_in_the_plenary():
    table = Table(scenario=FRIENDLY).open()
    assert table.refused("usa", "invite", friend="look").code == "not-your-phase"


def test_nobody_invites_whom_the_scenario_does_not_know():
    table = Table(scenario=FRIENDLY).open().to("plenary")
    assert table.refused("usa", "invite", friend="pope").code == "unknown-friend"


def test_one_invitation_each_is_enough():
    table = Table(scenario=FRIENDLY).open().to("plenary")
    table.give("usa", "invite", friend="look")
    assert table.refused("usa", "invite", friend="look").code == "already-invited"


def test_the_menu_offers_what_can_be_invited_now():
    table = Table(scenario=FRIENDLY).open().to("plenary")
    table.give("usa", "invite", friend="look")
    assert offered(table, "usa") == ["hasten", "pay"]
    assert offered(table, "rok") == ["look", "hasten", "pay"]
    table.to("capitals")
    assert offered(table, "rok") is None


def offered(table, seat):
    invite = record(table.state, seat, "menu/own", {})["commands"].get("invite")
    return invite and invite["friends"]


def test_who_has_walked_out_invites_nobody():
    table = Table(scenario=FRIENDLY).open().to("capitals")
    table.give("dprk", "seal", instructions={"walk_out": {"ground": "hostile"}})
    table.to("reckoning").to("plenary")
    assert table.refused("dprk", "invite", friend="look").code == "walked-out"
    assert offered(table, "dprk") is None


# --- consent ---


def test_a_text_asks_only_those_who_are_there():
    table = begun("look")
    names = text(clause("dprk", "guns"), friends=["look", "pay"])
    draft = table.draft("usa", names)
    found = record(table.state, "usa", "menu/own", {})["quotes"][draft]["problems"]
    assert [(each["code"], each["field"]) for each in found] == [("friend-not-there", "friends")]
    assert table.refused("usa", "table", document=draft).code == "friend-not-there"


def test_a_text_names_a_friend_once():
    table = begun("look")
    draft = table.draft("usa", text(clause("dprk", "guns"), friends=["look", "look"]))
    assert table.refused("usa", "table", document=draft).code == "named-twice"


def test_a_friend_helps_on_no_text_that_does_not_name_it():
    table = begun("look")
    alone = table.table("usa", text(clause("dprk", "guns", verification="v2")))
    (guns,) = table.state.documents[alone].terms.clauses
    assert effective(table.state, guns) == "v2"


def test_the_text_says_whose_help_it_asks_for():
    table = begun("look")
    helped = table.table("usa", text(clause("dprk", "guns"), friends=["look"]))
    told = record(table.state, "dprk", f"document/{helped}", {})
    assert told["friends"] == ["look"]
    assert "with the help of the experts.\n" in told["prose"]


# --- what they can do ---


def test_experts_raise_the_verification_of_what_they_can_look_at():
    table = begun("look")
    clauses = (clause("dprk", "guns", verification="v2"), clause("usa", "pledge", **TO_NORTH))
    helped = table.table("usa", text(*clauses, friends=["look"]))
    guns, pledge = table.state.documents[helped].terms.clauses
    assert effective(table.state, guns) == "v3"
    assert effective(table.state, pledge) == "v0"


def test_what_experts_find_is_established():
    """v4 with help is v5, which finds everything."""
    table = begun("look")
    guns = clause("dprk", "guns", verification="v4")
    helped = table.conclude("usa", text(guns, friends=["look"]))
    table.to("capitals")
    table.give("dprk", "seal", instructions={"perform": {f"{helped}.1": "evade"}})
    table.to("reckoning")
    assert [name for _, name in table.state.breaches] == [f"{helped}.1"]


SWAP = (clause("dprk", "guns", 2), clause("usa", "planes", 2))
UNEQUAL = (clause("dprk", "guns", 2), clause("usa", "planes", 1))


@pytest.mark.parametrize(
    ("clauses", "friends", "room", "worth"),
    [(SWAP, ["look"], 1, 1), (SWAP, [], 2, -1), (UNEQUAL, ["look"], 2, 0), (SWAP[:1], [], 2, 0)],
    ids=["at the rate", "unrated", "off the rate", "no swap"],
)
def test_a_rate_makes_an_exchange_cheaper_and_better(clauses, friends, room, worth):
    table = begun("look")
    draft = table.draft("usa", text(*clauses, friends=friends))
    terms = table.state.documents[draft].terms
    assert sum(amount for _, amount in price_parts(table.state, terms, "dprk")) == room
    plain = replace(FRIENDLY, swaps=())
    bare = goodness(replace(table.state, scenario=plain), terms).value
    assert goodness(table.state, terms).value - bare == (worth if bare else 0)


@pytest.mark.parametrize(("friends", "moved"), [(["look"], -12), ([], -6)])
def test_an_exchange_that_nobody_rated_is_half_as_effective(friends, moved):
    table = begun("look")
    table.conclude("usa", text(*SWAP, friends=friends))
    before = table.state.meters["tension"].value
    table.to("corridors").to("reckoning")
    assert table.state.meters["tension"].value - before == moved


@pytest.mark.parametrize(("friends", "first"), [(["hasten"], 3), ([], 4)])
def test_what_takes_its_time_comes_sooner(friends, first):
    table = begun("hasten")
    halt = table.conclude("usa", text(clause("dprk", "tests"), friends=friends))
    assert table.state.standings[f"{halt}.1"].from_round == first


def test_advice_names_who_is_known_to_have_used_force():
    table = begun("hasten", "look")
    assert ledger(table)["advice"] == ["The Secretary finds nobody at fault under the Charter."]
    table.to("capitals")
    strike = {"action": {"action": "strike", "target": ["dprk"]}}
    table.give("rok", "seal", instructions=strike)
    table.to("reckoning")
    said = "The Secretary finds that force was used against the Charter by the ROK."
    assert all(ledger(table, viewer)["advice"] == [said] for viewer in VIEWERS)


def test_a_friend_pays_a_part():
    table = begun("pay")
    fuel = clause("usa", "fuel", 200, **TO_NORTH)
    draft = table.draft("usa", text(fuel, friends=["pay"]))
    parts = price_parts(table.state, table.state.documents[draft].terms, "usa")
    assert parts[-1] == ("The Union pays a part", -1)
    assert sum(amount for _, amount in parts) == 1


def test_a_missed_delivery_is_made_good_once_under_a_text():
    table = begun("pay")
    fuel = clause("usa", "fuel", 100, rounds=3, **TO_NORTH)
    helped = table.conclude("usa", text(fuel, friends=["pay"]))
    for made_good in (True, False):
        before = table.state.meters["economy"].value
        table.to("capitals")
        table.give("usa", "seal", instructions={"perform": {f"{helped}.1": "evade"}})
        told = table.to("reckoning").state.tellings[table.state.round]
        lines = [each for each in told if each.kind == "made_good"]
        assert [each.amount for each in lines] == ([100] if made_good else [])
        assert table.state.meters["economy"].value - before == (2 if made_good else 0)
        table.to("corridors")
    assert len(table.state.breaches) == 2
    assert table.state.made_good == (("pay", f"{helped}.1"),)


def test_what_is_made_good_under_a_closed_text_is_its_readers_affair():
    table = begun("pay")
    fuel = clause("usa", "fuel", 100, rounds=3, **TO_NORTH)
    helped = table.conclude("usa", text(fuel, friends=["pay"]))
    table.to("capitals")
    table.give("usa", "seal", instructions={"perform": {f"{helped}.1": "part"}})
    table.to("reckoning")
    (line,) = [e for e in table.state.tellings[table.state.round] if e.kind == "made_good"]
    assert line.to == (*SEATS, "control")
    shown = record(table.state, "usa", f"aftermath/{table.state.round}", {})["lines"]
    said = "The Union made good what the US had missed: 50 kt of heavy fuel oil."
    assert said in [each["text"] for each in shown]


# --- as data ---


def test_the_scenario_of_these_tests_is_sound():
    assert [p for p in check(FRIENDLY) if p.path[0] in ("friends", "swaps", "instruments")] == []


IDLE = Friend(id="idle", title="Idle", text="Idle.")


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"friends": (IDLE,)}, ("friends", 0)),
        ({"friends": (replace(IDLE, tracks=("sea",), verification=1),)}, ("friends", 0, "tracks")),
        ({"friends": (replace(IDLE, tracks=("aid",)),)}, ("friends", 0)),
        (
            {"friends": (replace(IDLE, tracks=("assurances",), verification=1),)},
            ("friends", 0, "tracks"),
        ),
        ({"friends": (replace(IDLE, pays=1),)}, ("friends", 0)),
        ({"friends": (replace(IDLE, pays=1, pays_for=("tea",)),)}, ("friends", 0, "pays_for")),
        (
            {"friends": (replace(IDLE, makes_good=1, pays_for=("guns",)),)},
            ("friends", 0, "pays_for"),
        ),
        ({"swaps": ()}, ("friends", 0, "rates")),
        ({"friend_hosts": ()}, ("friend_hosts",)),
        ({"swaps": (Swap(one="guns", other="fuel", rate=((1, 1),)),)}, ("swaps", 0)),
        ({"swaps": (Swap(one="guns", other="guns", rate=((1, 1),)),)}, ("swaps", 0)),
        ({"swaps": (Swap(one="guns", other="planes", rate=()),)}, ("swaps", 0, "rate")),
        (
            {"swaps": (Swap(one="guns", other="planes", rate=((1, 3),)),)},
            ("swaps", 0, "rate", 0),
        ),
    ],
)
def test_friends_and_swaps_are_checked(change, path):
    assert path in [problem.path for problem in check(replace(FRIENDLY, **change))]


def test_goods_need_no_lead():
    slow = tuple(replace(each, lead=1) if each.quantity else each for each in FRIENDLY.instruments)
    found = check(replace(FRIENDLY, instruments=slow))
    assert {problem.path[2:] for problem in found if problem.path[0] == "instruments"} == {
        ("lead",)
    }


def test_a_stance_may_have_one():
    guns = replace(GUNS, lead=2)
    found = check(replace(FRIENDLY, instruments=(*FRIENDLY.instruments[:-2], guns)))
    assert not [problem for problem in found if problem.path[-1] == "lead"]
