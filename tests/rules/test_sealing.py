"""The sealed sheet: what may stand on it, and what it must not let a delegation ask."""

from typing import Any

import pytest
from msgspec.structs import replace

from rules.model import Instructions
from rules.refusal import Refused
from rules.scenario import Action
from rules.scenario.tuning import Prices

from .at_the_table import FOOD, FREEZE, OFFER, PUBLIC, SECRET, Table, clause
from .tiny import SCENARIO, operative, when

PLEDGE = clause("usa", "pledge", 1, beneficiaries=["dprk"])


def sealing(by: str = "dprk", *, scenario=SCENARIO, **sheet: Any) -> Refused:
    """Return how a sheet is refused in the first capitals of a table."""
    table = Table(scenario=scenario).open().to("capitals")
    return table.refused(by, "seal", instructions=sheet)


def offered(document=OFFER, **more: Any) -> tuple[Table, str]:
    """A table in the capitals with an open document."""
    table = Table().open()
    identity = table.table(document["sponsors"][0], document, **more)
    return table.to("capitals"), identity


def owing() -> tuple[Table, str]:
    """A table in the capitals of round 2, where a concluded document is due."""
    table = Table().open()
    identity = table.conclude("usa")
    return table.to("capitals"), identity


def said(refusal: Refused) -> tuple[str, str | None]:
    return refusal.code, refusal.field


def test_a_sheet_is_its_owners_and_controls_to_see():
    """Rulebook 2: having sealed is not public."""
    table = Table().open().to("capitals")
    (sealed,) = table.give("usa", "seal", instructions={"close": True})
    assert sealed.to == ("usa", "control")
    assert table.state.sealed == {"usa": Instructions(close=True)}


def test_a_sheet_may_be_replaced_until_the_phase_ends():
    """Rulebook 2."""
    table = Table().open().to("capitals")
    table.give("usa", "seal", instructions={"close": True})
    table.give("usa", "seal", instructions={})
    assert table.state.sealed == {"usa": Instructions()}


@pytest.mark.parametrize("phase", ["corridors", "plenary", "reckoning"])
def test_sheets_are_the_capitals(phase):
    refusal = Table().open().to(phase).refused("usa", "seal", instructions={})
    assert said(refusal) == ("not-your-phase", None)
    assert Table().refused("usa", "seal", instructions={}).code == "not-open"


# answers


@pytest.mark.parametrize("answer", ["accept", "decline", {"accept": operative("usa", "food", 50)}])
def test_an_addressee_answers_an_open_document(answer):
    table, identity = offered()
    table.give("dprk", "seal", instructions={"answers": {identity: answer}})
    assert table.state.sealed["dprk"].answers[identity].accepts == (answer != "decline")


def test_a_document_that_is_not_ones_to_answer_is_like_none():
    """Protocol 5: hidden, non-existent, one's own, drafts and concluded ones alike."""
    table, concluded = owing()
    table.to("corridors")
    hidden = table.table("rok", {**SECRET, "sponsors": ["rok"], "addressees": ["jpn"]}, clauses=[
        clause("rok", "food", 50, beneficiaries=["dprk"], rounds=1)
    ])  # fmt: skip
    own = table.table("dprk", {**OFFER, "sponsors": ["dprk"], "addressees": ["rok"]}, clauses=[
        {**FREEZE, "level": 1}
    ])  # fmt: skip
    draft = table.draft("usa")
    table.to("capitals")
    refusals = set()
    for identity in (hidden, "k7m2", concluded, own, draft):
        refusal = table.refused("dprk", "seal", instructions={"answers": {identity: "accept"}})
        assert refusal.field == f"instructions.answers.{identity}"
        refusals.add((refusal.code, refusal.detail))
    assert len(refusals) == 1
    assert refusals.pop()[0] == "unknown-document"


@pytest.mark.parametrize(
    ("tree", "code"),
    [
        (operative("usa", "gold"), "unknown-instrument"),
        (operative("usa", "freeze"), "not-a-debtor"),
        ({"meter": {"name": "gold", "at_least": 1}}, "unknown-meter"),
        ({"open": "boredom"}, "unknown-ground"),
        ({"concluded": "k7m2"}, "unknown-document"),
    ],
)
def test_a_reservation_names_only_what_there_is(tree, code):
    """Rulebook 4."""
    table, identity = offered()
    sheet = {"answers": {identity: {"accept": {"all": [tree]}}}}
    refusal = table.refused("dprk", "seal", instructions=sheet)
    assert said(refusal) == (code, f"instructions.answers.{identity}.accept/all/0")


def test_a_reservation_speaks_only_of_what_all_signatories_may_see():
    """Rulebook 4: what one signatory alone knows is as if it did not exist."""
    table = Table().open()
    secret = table.table("rok", {**SECRET, "sponsors": ["rok"]}, clauses=[
        clause("rok", "food", 50, beneficiaries=["dprk"], rounds=1)
    ])  # fmt: skip
    identity = table.table("usa", OFFER)
    table.to("capitals")
    told = set()
    for name in (secret, "k7m2aaaaaaaa"):
        sheet = {"answers": {identity: {"accept": {"concluded": name}}}}
        refusal = table.refused("dprk", "seal", instructions=sheet)
        told.add((refusal.code, refusal.field, refusal.detail.replace(name, "X")))
    assert len(told) == 1
    assert told.pop()[0] == "unknown-document"


def test_a_reservation_is_no_way_to_ask_for_anothers_stock():
    table, identity = offered()
    sheet = {"answers": {identity: {"accept": operative("rok", "food", 100_000)}}}
    table.give("dprk", "seal", instructions=sheet)


# conduct


def test_one_may_evade_and_divert_what_is_due():
    """Rulebook 6.1."""
    table, identity = owing()
    table.give("usa", "seal", instructions={"perform": {f"{identity}.1": "part"}})
    sheet = {"perform": {f"{identity}.2": "evade"}, "divert": {f"{identity}.1": 30}}
    table.give("dprk", "seal", instructions=sheet)
    assert table.state.sealed["dprk"].divert == {f"{identity}.1": 30}


@pytest.mark.parametrize("what", ["perform", "divert"])
def test_what_is_not_ones_to_perform_or_divert_is_like_nothing(what):
    """Protocol 5: another's, a hidden one's and a non-existent clause alike."""
    table, identity = owing()
    table.to("corridors")
    hidden = table.conclude("rok", {**SECRET, "sponsors": ["rok"], "addressees": ["jpn"]}, clauses=[
        clause("rok", "pledge", 1, beneficiaries=["jpn"])
    ])  # fmt: skip
    table.to("capitals")
    word = "evade" if what == "perform" else 50
    wrong = {"perform": f"{identity}.1", "divert": f"{identity}.2"}[what]
    told = set()
    for clause_id in (wrong, f"{hidden}.1", "k7m2.1", identity):
        refusal = table.refused("dprk", "seal", instructions={what: {clause_id: word}})
        assert refusal.field == f"instructions.{what}.{clause_id}"
        told.add((refusal.code, refusal.detail))
    assert len(told) == 1
    assert told.pop()[0] == "unknown-clause"


def test_what_is_not_due_yet_cannot_be_evaded():
    table = Table().open()
    identity = table.conclude("usa", clauses=[FOOD, {**FREEZE, "start": 2}])
    table.to("capitals")
    sheet = {"perform": {f"{identity}.2": "evade"}}
    assert table.refused("dprk", "seal", instructions=sheet).code == "unknown-clause"


def test_only_what_is_fungible_can_be_diverted():
    table = Table().open()
    identity = table.conclude("usa", clauses=[{**FOOD, "instrument": "fuel"}, FREEZE])
    table.to("capitals")
    sheet = {"divert": {f"{identity}.1": 30}}
    assert table.refused("dprk", "seal", instructions=sheet).code == "unknown-clause"


# the action

QUIET = Action(
    id="quiet", title="Spy", text="Somebody listened.", seats=("usa", "prc"), secret=True,
    target="format", price=2, once=True,
    requires=when({"meter": {"name": "tension", "at_most": 60}}),
)  # fmt: skip
UNDERCUT = Action(id="undercut", title="Undercut", text="x", seats=("prc",), undercuts=True)
WITH_ACTIONS = replace(SCENARIO, actions=(*SCENARIO.actions, QUIET, UNDERCUT))


def test_a_delegation_has_one_action_from_its_own_menu():
    """Rulebook 6.4."""
    table = Table().open().to("capitals")
    table.give("dprk", "seal", instructions={"action": {"action": "nuclear_test"}})
    for by, name in (("usa", "nuclear_test"), ("usa", "gold")):
        refusal = table.refused(by, "seal", instructions={"action": {"action": name}})
        assert said(refusal) == ("not-on-menu", "instructions.action")


@pytest.mark.parametrize(
    ("action", "target"),
    [
        ("nuclear_test", ["usa"]),
        ("strike", []),
        ("strike", ["dprk"]),
        ("strike", ["usa", "rok"]),
    ],
)
def test_an_action_is_aimed_as_it_is_made_to_be(action, target):
    refusal = sealing(action={"action": action, "target": target})
    assert said(refusal) == ("wrong-target", "instructions.action.target")


@pytest.mark.parametrize("target", [[], ["rok"], ["rok", "rok"]])
def test_an_action_on_a_format_names_its_delegations(target):
    refusal = sealing("usa", scenario=WITH_ACTIONS, action={"action": "quiet", "target": target})
    assert said(refusal) == ("wrong-target", "instructions.action.target")


def test_an_action_wants_its_condition():
    table = Table(scenario=WITH_ACTIONS).open().to("capitals")
    sheet = {"action": {"action": "quiet", "target": ["rok", "jpn"]}}
    table.give("usa", "seal", instructions=sheet)
    effects = [{"meter": "tension", "by": 20}]
    table.give("control", "inject", title="T", text="x", effects=effects)
    assert table.refused("usa", "seal", instructions=sheet).code == "not-on-menu"


def test_an_action_that_is_taken_once_is_spent_by_who_took_it():
    table = Table(scenario=WITH_ACTIONS).open().to("capitals")
    sheet = {"action": {"action": "quiet", "target": ["rok", "jpn"]}}
    table.give("usa", "seal", instructions=sheet)
    table.to("reckoning").to("capitals")
    assert table.refused("usa", "seal", instructions=sheet).code == "not-on-menu"
    table.give("prc", "seal", instructions=sheet)


def test_undercutting_is_open_only_where_a_format_leaves_one_out():
    """Rulebook 7: a text among DPRK, ROK and US without China frees China to undercut it."""
    table = Table(scenario=WITH_ACTIONS).open()
    sheet = {"action": {"action": "undercut"}}
    three = {"addressees": ["dprk", "rok"], "clauses": [PLEDGE]}
    table.table("usa", {**SECRET, **three})
    table.to("capitals")
    assert table.refused("prc", "seal", instructions=sheet).code == "not-on-menu"
    table.to("corridors").table("usa", {**OFFER, **three})
    table.to("capitals").give("prc", "seal", instructions=sheet)


# walking out


def test_one_walks_out_on_a_ground_of_ones_own():
    table = Table().open().to("capitals")
    table.give("dprk", "seal", instructions={"walk_out": {"ground": "hostile"}})
    for by, ground in (("usa", "hostile"), ("dprk", "boredom")):
        refusal = table.refused(by, "seal", instructions={"walk_out": {"ground": ground}})
        assert said(refusal) == ("unknown-ground", "instructions.walk_out")


def test_who_is_out_returns_and_who_is_in_does_not():
    assert said(sealing(**{"return": True})) == ("not-walked-out", "instructions.return")
    table = Table().open().to("capitals")
    table.give("dprk", "seal", instructions={"walk_out": {"ground": "hostile"}})
    table.to("reckoning").to("capitals")
    refusal = table.refused("dprk", "seal", instructions={"walk_out": {"ground": "hostile"}})
    assert said(refusal) == ("walked-out", "instructions.walk_out")
    table.give("dprk", "seal", instructions={"return": True})
    table.to("reckoning")
    assert table.state.seats["dprk"].walked_out is None


# means

POOR = replace(SCENARIO, delegations=tuple(replace(d, latitude=2) for d in SCENARIO.delegations))


def test_a_sheet_costs_no_more_than_ones_room():
    """Rulebook 5, means: all of it together; refused, saying by how much."""
    dear = replace(WITH_ACTIONS, delegations=POOR.delegations)
    table = Table(scenario=dear).open()
    identity = table.table("rok", {**OFFER, "sponsors": ["rok"], "addressees": ["usa"]}, clauses=[
        PLEDGE
    ])  # fmt: skip
    table.to("capitals")
    accept = {"answers": {identity: "accept"}}
    spy = {"action": {"action": "quiet", "target": ["rok", "jpn"]}}
    table.give("usa", "seal", instructions=accept)
    table.give("usa", "seal", instructions=spy)
    refusal = table.refused("usa", "seal", instructions=accept | spy)
    assert said(refusal) == ("room", "instructions")
    assert "takes 1 more room" in refusal.detail


def test_a_walk_out_on_a_closed_ground_is_dear():
    """Rulebook 7: open grounds make it cheap; a public assurance closes this one."""
    scenario = replace(SCENARIO, prices=Prices(walk_out_closed=9))
    table = Table(scenario=scenario).open().to("capitals")
    sheet = {"walk_out": {"ground": "hostile"}}
    table.give("dprk", "seal", instructions=sheet)
    table.give("dprk", "seal", instructions={})
    table.to("plenary").conclude("usa", PUBLIC, clauses=[PLEDGE])
    table.to("capitals")
    assert table.refused("dprk", "seal", instructions=sheet).code == "room"


def test_nobody_accepts_more_than_its_stock():
    """Rulebook 5, means."""
    table = Table().open()
    half = {**FOOD, "debtor": "jpn", "level": 150, "rounds": 1}
    first, second = (
        table.table("rok", {**OFFER, "sponsors": ["rok"], "addressees": ["jpn"]}, clauses=[half])
        for _ in range(2)
    )
    table.to("capitals")
    both = {"answers": {first: "accept", second: "accept"}}
    refusal = table.refused("jpn", "seal", instructions=both)
    assert said(refusal) == ("stock", "instructions")
    assert refusal.detail == "Food aid: 100 more than you have."
    table.give("jpn", "seal", instructions={"answers": {first: "accept", second: "decline"}})


def test_a_debt_of_old_forbids_no_sheet_that_costs_nothing():
    """Rulebook 5: later losses may leave a debt, never another settlement."""
    table, identity = offered(clauses=[PLEDGE])
    effects = [{"latitude": "usa", "by": -6}]
    table.give("control", "inject", title="T", text="x", effects=effects)
    table.give("usa", "seal", instructions={})
    table.give("usa", "seal", instructions={"close": True})
    table.to("reckoning")
    assert table.state.documents[identity].status != "open"


def test_at_nothing_left_nothing_that_costs_is_sealed():
    """Rulebook 7."""
    table = Table(scenario=WITH_ACTIONS).open().to("capitals")
    spy = {"action": {"action": "quiet", "target": ["rok", "jpn"]}}
    table.give("usa", "seal", instructions=spy)
    effects = [{"latitude": "usa", "by": -6}]
    table.give("control", "inject", title="T", text="x", effects=effects)
    assert table.refused("usa", "seal", instructions=spy).code == "room"
