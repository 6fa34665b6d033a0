"""What stands in the way of a draft: each problem keeps the text off the table and is shown."""

from typing import Any

import pytest
from msgspec.structs import replace

from rules.decide.drafting import problems
from rules.refusal import Refused
from rules.view import record

from .at_the_table import FOOD, FREEZE, JOINT, OFFER, SECRET, Table, clause
from .tiny import SCENARIO, operative

PLEDGE = clause("usa", "pledge", 1, beneficiaries=["dprk"])
POSTURE = replace(
    SCENARIO.instrument["tests"], id="posture", title="Fewer exercises", debtors=("usa", "rok"),
    needs_ally={"usa": "rok"},
)  # fmt: skip
WITH_POSTURE = replace(SCENARIO, instruments=(*SCENARIO.instruments, POSTURE))
SPARSE = replace(SCENARIO, audiences=("closed", "public"), forms=("joint_text",))


def found(table: Table, by: str, **changed: Any) -> tuple[list[tuple[str, str | None]], Refused]:
    """Draft a changed offer; return all its problems, and how tabling it is refused."""
    identity = table.draft(by, {**OFFER, **changed})
    terms = table.state.documents[identity].terms
    shown = [(each.code, each.field) for each in problems(table.state, terms, by)]
    return shown, table.refused(by, "table", document=identity)


def problem(code: str, field: str | None, scenario=SCENARIO, **changed: Any) -> None:
    """Assert that this is the one problem of such a text, and that tabling says the same."""
    table = Table(scenario=scenario).open()
    shown, refusal = found(table, "usa", **changed)
    assert shown == [(code, field)]
    assert (refusal.code, refusal.field) == (code, field or "document")


def clauses(*each: Any) -> dict[str, Any]:
    return {"clauses": list(each)}


def changed(base: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """An offer with one clause, changed."""
    return clauses({**base, **fields})


def test_a_text_without_a_fault_has_no_problem():
    table = Table().open()
    identity = table.draft("usa")
    assert problems(table.state, table.state.documents[identity].terms, "usa") == ()
    table.give("usa", "table", document=identity)


AID = {**FOOD, "rounds": None}
PEACE = {"compliant": "dprk"}


def pool(instrument: str, target: int) -> list[dict[str, Any]]:
    return [{"instrument": instrument, "target": target}]


SOLEMN = replace(SCENARIO, forms=(*SCENARIO.forms, "council_resolution", "treaty"))


def test_a_treaty_is_between_two_at_least():
    """Rulebook 3.7."""
    problem("wrong-form", "form", SOLEMN, form="treaty", addressees=[], **clauses(PLEDGE))


def test_a_resolution_has_its_members_and_is_public():
    """Rulebook 3.7."""
    wire = {"form": "council_resolution", **clauses(PLEDGE)}
    members = {"addressees": ["dprk", "prc", "rus"]}
    table = Table(scenario=SOLEMN).open().to("plenary")
    shown, refusal = found(table, "usa", audience="public", **wire)
    assert shown == [("members-missing", "form")]
    assert refusal.code == "members-missing"
    problem("must-be-public", "audience", SOLEMN, **members, **wire)


def test_an_instrument_makes_one_pool():
    """Rulebook 5.13."""
    twice = pool("food", 50) * 2
    shown, refusal = found(Table().open(), "usa", pools=twice)
    assert shown == [("named-twice", f"pools[{n}].instrument") for n in (0, 1)]
    assert refusal.code == "named-twice"


PROBLEMS: list[tuple[str, str | None, dict[str, Any]]] = [
    ("named-twice", "addressees", {"addressees": ["dprk", "usa"]}),
    ("named-twice", "addressees", {"addressees": ["dprk", "dprk"]}),
    ("named-twice", "addressees", {"associates": ["dprk"]}),
    ("wrong-form", "form", {"form": "statement"}),
    ("quorum-too-high", "quorum", {"quorum": 3}),
    ("no-clauses", "clauses", clauses()),
    ("too-many-clauses", "clauses", clauses(FREEZE, PLEDGE, PLEDGE, PLEDGE, PLEDGE)),
    ("open-too-long", "open_rounds", {"open_rounds": 3}),
    ("unknown-instrument", "clauses[0].instrument", changed(FREEZE, instrument="gold")),
    ("debtor-unsigned", "clauses[0].debtor", changed(FOOD, debtor="rok")),
    ("not-a-debtor", "clauses[0].instrument", changed(FREEZE, debtor="usa")),
    ("no-such-level", "clauses[0].level", changed(FREEZE, level=0)),
    ("no-such-level", "clauses[0].level", changed(FREEZE, level=3)),
    ("no-such-amount", "clauses[0].level", changed(PLEDGE, instrument="food", level=0)),
    ("no-such-amount", "clauses[0].level", changed(PLEDGE, instrument="food", level=70)),
    ("no-such-amount", "clauses[0].level", changed(PLEDGE, instrument="food", level=250)),
    ("toward-itself", "clauses[0].beneficiaries", changed(PLEDGE, beneficiaries=["usa"])),
    ("named-twice", "clauses[0].beneficiaries", changed(PLEDGE, beneficiaries=["dprk"] * 2)),
    ("no-beneficiary", "clauses[0].beneficiaries", changed(PLEDGE, beneficiaries=[])),
    ("not-verifiable", "clauses[0].verification", changed(PLEDGE, verification="v1")),
    ("term-too-long", "clauses[0].rounds", changed(PLEDGE, rounds=7)),
    ("unknown-instrument", "pools[0].instrument", {"pools": pool("gold", 50)}),
    ("not-a-quantity", "pools[0].instrument", {"pools": pool("freeze", 1)}),
    ("no-such-amount", "pools[0].target", {"pools": pool("food", 0)}),
    ("no-such-amount", "pools[0].target", {"pools": pool("food", 70)}),
    ("pool-too-large", "pools[0].target", {"pools": pool("food", 150)}),
    ("expects-nothing", "expectation.that", {"expectation": {"that": True, "by": 3}}),
    ("no-such-day", "expectation.by", {"expectation": {"that": {"compliant": "dprk"}, "by": 1}}),
    ("no-such-day", "expectation.by", {"expectation": {"that": {"compliant": "dprk"}, "by": 7}}),
    ("no-tranches", "clauses[0].tranches", changed(FREEZE, tranches=2, **{"while": PEACE})),
    ("too-many-tranches", "clauses[0].tranches", changed(AID, tranches=5, **{"while": PEACE})),
    ("tranches-of-nothing", "clauses[0].while", changed(AID, tranches=2)),
    ("tranches-and-term", "clauses[0].rounds", changed(FOOD, tranches=2, **{"while": PEACE})),
    ("starts-too-late", "clauses[0].start", changed(PLEDGE, start=7)),
]


@pytest.mark.parametrize(("code", "field", "wire"), PROBLEMS, ids=str)
def test_a_problem_is_shown_at_its_place_and_keeps_the_text_off_the_table(code, field, wire):
    problem(code, field, **wire)


CONDITIONS: list[tuple[str, dict[str, Any]]] = [
    ("unknown-instrument", operative("dprk", "gold")),
    ("unknown-meter", {"meter": {"name": "gold", "at_least": 1}}),
    ("unknown-ground", {"open": "boredom"}),
    ("unknown-friend", {"friend": "boredom"}),
    ("unknown-document", {"concluded": "k7m2"}),
    ("not-a-debtor", operative("usa", "freeze")),
    ("no-such-level", operative("dprk", "freeze", 3)),
    ("toward-itself", operative("usa", "pledge", 1, toward="usa")),
    ("not-verifiable", operative("usa", "pledge", 1, verification="v1")),
]


@pytest.mark.parametrize(("code", "tree"), CONDITIONS, ids=str)
def test_a_condition_names_only_what_there_is(code, tree):
    """Rulebook 4."""
    table = Table().open()
    for wire, where in (
        ({"provided": {"all": [True, tree]}}, "provided/all/1"),
        (clauses(PLEDGE, {**FREEZE, "while": tree}), "clauses[1].while"),
    ):
        shown, refusal = found(table, "usa", **wire)
        assert (code, where) in shown
        assert (refusal.code, refusal.field) == shown[0]


def test_only_what_is_counted_can_be_pooled():
    """Rulebook 4: settlement reads pledges."""
    table = Table().open()
    other = table.table("rok", {**OFFER, "sponsors": ["rok"]}, clauses=[FREEZE])
    pool = {"pool": {"document": other, "instrument": "freeze", "at_least": 1}}
    shown, refusal = found(table, "usa", provided=pool, **clauses(PLEDGE))
    assert shown == [("not-a-quantity", "provided")]
    assert refusal.code == "not-a-quantity"


def test_what_is_undertaken_toward_nobody_is_not_asked_toward_somebody():
    """Rulebook 4."""
    scenario = replace(
        SCENARIO, instruments=(*SCENARIO.instruments, replace(POSTURE, beneficiaries="none"))
    )
    tree = operative("usa", "posture", 1, toward="dprk")
    problem("no-beneficiary", "provided", scenario, provided=tree, **clauses(PLEDGE))
    towards = clause("usa", "posture", 1, beneficiaries=["dprk"])
    signed = {"addressees": ["dprk", "rok"], **clauses(towards)}
    problem("needless-beneficiary", "clauses[0].beneficiaries", scenario, **signed)


def test_what_only_some_can_receive_is_not_pledged_to_others():
    """Rulebook 3."""
    only = replace(POSTURE, beneficiaries="required", recipients=("rok",))
    scenario = replace(SCENARIO, instruments=(*SCENARIO.instruments, only))
    towards = clause("usa", "posture", 1, beneficiaries=["dprk"])
    signed = {"addressees": ["dprk", "rok"], **clauses(towards)}
    problem("not-a-recipient", "clauses[0].beneficiaries", scenario, **signed)


def test_force_posture_is_offered_only_with_the_allys_signature():
    """Rulebook 7, formats."""
    posture = clauses(clause("usa", "posture"))
    problem("needs-ally", "clauses[0].instrument", WITH_POSTURE, **posture)
    table = Table(scenario=WITH_POSTURE).open()
    table.table("usa", {**OFFER, "addressees": ["dprk", "rok"], **posture})


def test_a_scenario_may_have_fewer_audiences_and_forms():
    problem("not-in-scenario", "audience", SPARSE, audience="secret")
    table = Table(scenario=SPARSE).open()
    shown, _ = found(table, "usa", addressees=[], associates=["dprk"], **clauses(PLEDGE))
    assert shown == [("not-in-scenario", "form")]


def test_all_problems_are_shown_together():
    table = Table().open()
    shown, _ = found(
        table, "usa", open_rounds=3, quorum=5,
        **clauses({**FREEZE, "level": 9}, {**FOOD, "level": 1}),
    )  # fmt: skip
    assert [code for code, _ in shown] == [
        "quorum-too-high", "open-too-long", "no-such-level", "no-such-amount"
    ]  # fmt: skip


# what a text may speak of


def test_a_text_speaks_only_of_what_all_its_signatories_may_see():
    """Rulebook 4: a secret of two is nothing to a third; nor is what does not exist."""
    table = Table().open()
    secret = table.table("usa", SECRET, clauses=[PLEDGE])
    problems_of = {}
    for name in (secret, "k7m2aaaaaaaa"):
        condition = {"concluded": name}
        shown, refusal = found(
            table, "usa", addressees=["rok"], provided=condition, **clauses(PLEDGE)
        )
        problems_of[name] = shown, refusal.code, refusal.detail.replace(name, "X")
    assert problems_of[secret] == problems_of["k7m2aaaaaaaa"]
    assert problems_of[secret][0] == [("unknown-document", "provided")]


def test_a_text_between_those_who_see_another_may_speak_of_it_and_of_itself():
    table = Table().open()
    secret = table.table("usa", SECRET, clauses=[PLEDGE])
    table.table("usa", OFFER, provided={"was": {"concluded": secret}}, clauses=[PLEDGE])
    own = table.draft("dprk", {**OFFER, "sponsors": ["dprk"], "addressees": ["usa"]})
    table.give(
        "dprk", "draft", replaces=own,
        document={
            **OFFER, "sponsors": ["dprk"], "addressees": ["usa"],
            "provided": {"accepts": {"by": "usa", "document": own}},
        },
    )  # fmt: skip
    assert problems(table.state, table.state.documents[own].terms, "dprk") == ()


def test_a_draft_of_ones_own_is_unknown_to_its_addressee():
    table = Table().open()
    draft = table.draft("usa")
    shown, _ = found(table, "usa", provided={"concluded": draft}, **clauses(PLEDGE))
    assert shown == [("unknown-document", "provided")]


@pytest.mark.parametrize("amount", [50, 300, 350, 100_000])
def test_nobody_learns_from_a_condition_how_much_another_could_give(amount):
    """A stock is its owner's to know: a draft is no way to ask for it."""
    table = Table().open()
    table.table("usa", OFFER, provided=operative("rok", "food", amount), clauses=[PLEDGE])


# places and means


def test_only_so_many_drafts_of_ones_own_lie_about():
    """Rulebook 3.8: what others wrote takes no place, and what is dropped gives its place back."""
    few = replace(SCENARIO, limits=replace(SCENARIO.limits, drafts=2))
    table = Table(scenario=few).open()
    table.draft("rok", JOINT, sponsors=["rok", "usa"])
    first, _ = table.draft("usa"), table.draft("usa")
    assert record(table.state, "usa", "menu/own", {})["commands"]["draft"]["drafts_left"] == 0
    refusal = table.refused("usa", "draft", document=OFFER)
    assert (refusal.code, refusal.field) == ("too-many-drafts", None)
    table.give("usa", "draft", document={**OFFER, "title": "Another"}, replaces=first)
    table.give("usa", "withdraw", document=first)
    table.table("usa")
    table.draft("usa")


def test_only_so_many_texts_are_open_at_once():
    """Rulebook 2: a class preset has two open documents a sponsor."""
    table = Table().open()
    for _ in range(2):
        table.table("usa", clauses=[PLEDGE])
    shown, refusal = found(table, "usa", **clauses(PLEDGE))
    assert shown == [("too-many-open", None)]
    assert refusal.code == "too-many-open"
    table.table("rok", {**OFFER, "sponsors": ["rok"]}, clauses=[FREEZE])


def test_a_withdrawn_text_leaves_its_place():
    table = Table().open()
    first, _ = (table.table("usa", clauses=[PLEDGE]) for _ in range(2))
    table.give("usa", "withdraw", document=first)
    table.table("usa", clauses=[PLEDGE])


def test_a_signed_draft_has_its_place_kept():
    """Another sponsor may table it at any moment."""
    table = Table().open()
    joint = table.draft("rok", {**JOINT, "sponsors": ["rok", "usa"]}, clauses=[PLEDGE])
    table.give("usa", "cosign", document=joint)
    table.table("usa", clauses=[PLEDGE])
    assert found(table, "usa", **clauses(PLEDGE))[0] == [("too-many-open", None)]
    table.give("rok", "table", document=joint)
    assert table.state.documents[joint].status == "open"


def test_a_full_desk_signs_nothing():
    table = Table().open()
    joint = table.draft("rok", {**JOINT, "sponsors": ["rok", "usa"]}, clauses=[PLEDGE])
    for _ in range(2):
        table.table("usa", clauses=[PLEDGE])
    assert table.refused("usa", "cosign", document=joint).code == "too-many-open"


def test_secret_texts_are_few_and_take_their_place_while_they_bind():
    """Rulebook 7: two secret slots for PRC and RUS, one for others."""
    table = Table().open()
    secret = table.conclude("usa", SECRET, clauses=[PLEDGE])
    table.to("corridors")
    wire = {"audience": "secret", **clauses(FREEZE)}
    assert found(table, "usa", **wire)[0] == [("too-many-secret", "audience")]
    table.to("plenary").give("usa", "disclose", document=secret)
    table.to("capitals").to("corridors")
    table.table("usa", SECRET, clauses=[FREEZE])


def test_some_have_more_secret_places():
    limits = replace(SCENARIO.limits, secret_documents={"usa": 2})
    table = Table(scenario=replace(SCENARIO, limits=limits)).open()
    table.table("usa", SECRET, clauses=[PLEDGE])
    table.table("usa", SECRET, clauses=[FREEZE])


PRICEY = clause("dprk", "freeze", 2)
"""Costs the DPRK 3 of its 6."""


def test_nobody_offers_more_than_its_room_allows():
    """Rulebook 5, means: prices are reserved at tabling; refused, saying by how much."""
    table = Table().open()
    pricey = {**OFFER, "sponsors": ["dprk"], "addressees": ["rok"], **clauses(PRICEY)}
    table.table("dprk", pricey)
    table.give("control", "inject", title="T", text="x", effects=[{"latitude": "dprk", "by": -2}])
    identity = table.draft("dprk", pricey)
    refusal = table.refused("dprk", "table", document=identity)
    assert (refusal.code, refusal.field) == ("room", "clauses")
    assert "takes 2 more room" in refusal.detail


def test_a_signature_reserves_what_it_costs():
    """Rulebook 5: or somebody else's tabling would take one beyond one's means."""
    table = Table().open()
    joint = {**OFFER, "sponsors": ["rok", "dprk"], "addressees": ["jpn"], **clauses(PRICEY)}
    first, second = table.draft("rok", joint), table.draft("rok", joint)
    table.give("dprk", "cosign", document=first)
    table.give("control", "inject", title="T", text="x", effects=[{"latitude": "dprk", "by": -1}])
    assert table.refused("dprk", "cosign", document=second).code == "room"
    table.give("dprk", "unsign", document=first)
    table.give("dprk", "cosign", document=second)


def test_an_author_that_signs_its_draft_reserves_as_others_do():
    """A cosponsor may have rewritten it and be the one to table it."""
    table = Table().open()
    joint = {**OFFER, "sponsors": ["dprk", "rok"], "addressees": ["jpn"], **clauses(PRICEY)}
    first, second = table.draft("dprk", joint), table.draft("dprk", joint)
    table.give("dprk", "cosign", document=first)
    table.give("control", "inject", title="T", text="x", effects=[{"latitude": "dprk", "by": -1}])
    assert table.refused("dprk", "cosign", document=second).code == "room"


def test_another_sponsors_room_is_never_the_reason():
    """Protocol 5: nobody learns by tabling what another can afford."""
    table = Table().open()
    joint = {**OFFER, "sponsors": ["rok", "dprk"], "addressees": ["jpn"], **clauses(PRICEY)}
    identity = table.draft("rok", joint)
    table.give("dprk", "cosign", document=identity)
    table.give("control", "inject", title="T", text="x", effects=[{"latitude": "dprk", "by": -6}])
    table.give("rok", "table", document=identity)
    assert table.state.documents[identity].status == "open"


def test_a_debt_of_old_forbids_nothing_that_is_free():
    """Rulebook 5: later losses may leave a debt. At 0 nothing that costs can be tabled."""
    table = Table().open()
    table.table("usa", OFFER, clauses=[PLEDGE])
    table.give("control", "inject", title="T", text="x", effects=[{"latitude": "usa", "by": -6}])
    assert found(table, "usa", **clauses(PLEDGE))[0] == [("room", "clauses")]
    table.table("usa", OFFER, clauses=[FREEZE])


def test_nobody_offers_more_than_its_stock():
    """Rulebook 5, means: at full pledge, sleeping or awake."""
    table = Table().open()
    first = table.table("usa", OFFER, clauses=[FOOD, FREEZE])
    fifth = {**FOOD, "level": 50, "rounds": 1}
    shown, refusal = found(table, "usa", **clauses(fifth, FREEZE))
    assert shown == [("stock", "clauses")]
    assert refusal.detail == "Food aid: 50 more than you have."
    table.give("usa", "withdraw", document=first)
    table.table("usa", OFFER, clauses=[fifth, FREEZE])
