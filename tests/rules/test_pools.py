"""Pools: pledges filled like water (Rulebook 5.13).

Owns the shares, when a pool is owed, and what is told and shown of it.
"""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from rules.conditions.truth import TRUTH, Knowledge, now
from rules.duties.obligations import amount_due, is_due
from rules.duties.shares import shares
from rules.model import Delivery, Target
from rules.settlement.compile import compile_table
from rules.settlement.settle import settle
from rules.view import record

from .at_the_table import OFFER, Table, clause
from .tiny import FUEL, SCENARIO, delivery, document, performed, state, when
from .tiny import clause as term

STEP = 50
FIVE = ("rok", "usa", "prc", "rus", "jpn")
KNOTS = st.integers(0, 12).map(lambda n: n * STEP)
PLEDGES = st.dictionaries(st.sampled_from("abcdefgh"), KNOTS, min_size=1)
RANKS = st.permutations(range(8)).map(lambda order: dict(zip("abcdefgh", order, strict=True)))
TARGETS = st.integers(0, 60).map(lambda n: n * STEP)


def level_water(pledges, target):
    """Return the exact shares: everybody up to one level, nobody above its pledge."""
    owed, left = {}, Fraction(target)
    for place, name in enumerate(sorted(pledges, key=lambda each: pledges[each])):
        owed[name] = min(Fraction(pledges[name]), left / (len(pledges) - place))
        left -= owed[name]
    return owed


@given(PLEDGES, TARGETS, RANKS)
def test_shares_fill_the_pool_and_nobody_gives_over_its_pledge(pledges, target, rank):
    owed = shares(pledges, target, STEP, rank)
    assert sum(owed.values()) == min(target, sum(pledges.values()))
    assert all(owed[name] <= pledges[name] for name in pledges)


@given(PLEDGES, TARGETS, RANKS)
def test_shares_are_the_exact_ones_to_less_than_a_step(pledges, target, rank):
    owed, exact = shares(pledges, target, STEP, rank), level_water(pledges, target)
    assert all(abs(owed[name] - exact[name]) < STEP for name in pledges)


@given(PLEDGES, TARGETS, RANKS, KNOTS)
def test_one_more_volunteer_raises_nobodys_share(pledges, target, rank, more):
    before = shares(pledges, target, STEP, rank)
    after = shares({**pledges, "h": max(more, pledges.get("h", 0))}, target, STEP, rank)
    assert all(after[name] <= before[name] for name in pledges if name != "h")


@given(PLEDGES, TARGETS, RANKS)
def test_shares_hang_on_no_order(pledges, target, rank):
    turned = dict(reversed(pledges.items()))
    assert shares(turned, target, STEP, rank) == shares(pledges, target, STEP, rank)


# --- February 2007 ---

GRAND = replace(
    SCENARIO,
    instruments=(
        *(each for each in SCENARIO.instruments if each.id != "fuel"),
        replace(
            FUEL,
            quantity=replace(FUEL.quantity, max=300, stock=dict.fromkeys(FIVE, 1000)),
        ),
    ),
)


def initial_actions(*without, status="concluded"):
    """A million tons from five against the shutdown, where some do not join."""
    pledges = [
        term(f"feb.{n}", seat, "fuel", 300, ("dprk",)) for n, seat in enumerate(FIVE, start=1)
    ]
    joined = [seat for seat in ("dprk", *FIVE) if seat not in without]
    return document(
        "feb",
        ["prc"],
        ["dprk", "rok", "usa", "rus", "jpn"],
        *pledges,
        status=status,
        bound=joined,
        accepted={seat: True for seat in joined if seat != "prc"} if status == "open" else None,
        pools=(Target(instrument="fuel", amount=1000),),
        divisible=True,
    )


def standing(*without):
    table = state(initial_actions(*without, status="open"), scenario=GRAND)
    compiled = compile_table(table, {})
    return {each for each in settle(compiled.needs, compiled.facts).standing if each[0] == "c"}


def test_a_million_tons_stand_without_japan_and_not_without_russia_as_well():
    assert standing("jpn") == {"c:feb.1", "c:feb.2", "c:feb.3", "c:feb.4"}
    assert standing("jpn", "rus") == set()


def test_without_japan_each_of_four_owes_250():
    table = state(initial_actions("jpn"), scenario=GRAND)
    assert [amount_due(table, f"feb.{n}", 3) for n in (1, 2, 3, 4)] == [250] * 4
    assert not is_due(table, "feb.5", 3)


def test_with_japan_each_of_five_owes_200():
    table = state(initial_actions(), scenario=GRAND)
    assert [amount_due(table, f"feb.{n}", 3) for n in (1, 2, 3, 4, 5)] == [200] * 5


def test_who_is_away_leaves_more_to_the_others_up_to_their_pledges():
    table = state(initial_actions("jpn"), status={"feb.1": "suspended"}, scenario=GRAND)
    assert [amount_due(table, f"feb.{n}", 3) for n in (2, 3, 4)] == [300] * 3


def test_what_was_due_counts_as_delivered_and_no_more():
    """An evasion nobody saw is the share it seemed to be, not the whole pledge."""
    hidden = delivery("feb.1", "evaded", 0, owed=250)
    table = state(initial_actions("jpn"), deliveries=[hidden], scenario=GRAND)

    def known(amount):
        asked = when(performed("rok", "fuel", amount)).form
        return now(asked, table, Knowledge(readers=("usa",)), None)

    assert known(250)
    assert not known(251)
    assert not now(when(performed("rok", "fuel", 1)).form, table, TRUTH, None)


def test_an_old_log_knows_no_share():
    assert Delivery(round=1, clause="a", outcome="evaded", amount=0).owed is None


# --- at the table ---

POOL = [{"instrument": "fuel", "target": 150}]
POOLED = {
    **OFFER,
    "sponsors": ["prc"],
    "addressees": ["dprk", "usa"],
    "clauses": [
        clause("prc", "fuel", 100, beneficiaries=["dprk"], rounds=2),
        clause("usa", "fuel", 100, beneficiaries=["dprk"], rounds=2),
    ],
    "pools": POOL,
}


@pytest.fixture
def agreed():
    table = Table().open()
    identity = table.conclude("prc", POOLED)
    return table.to("capitals"), identity


def test_the_odd_step_is_owed_by_one_and_what_each_owes_is_shown_and_told(agreed):
    table, identity = agreed
    owed = [amount_due(table.state, f"{identity}.{n}", 2) for n in (1, 2)]
    assert sorted(owed) == [50, 100]
    shown = [record(table.state, "jpn", f"clause/{identity}.{n}", {})["owes"] for n in (1, 2)]
    assert shown == owed
    menu = record(table.state, "prc", "menu/own", {})["commands"]["seal"]["perform"]
    assert menu[f"{identity}.1"]["owes"] == owed[0]
    assert "up to 100 kt" in menu[f"{identity}.1"]["text"]
    table.to("reckoning")
    assert [table.state.deliveries[f"{identity}.{n}"][0].amount for n in (1, 2)] == owed
    told = {line["text"] for line in record(table.state, "jpn", "aftermath/2", {})["lines"]}
    assert any("delivered 100 kt" in text for text in told)
    assert any("delivered 50 kt" in text for text in told)


def test_a_share_kept_is_a_promise_kept(agreed):
    table, _ = agreed
    table.to("closed")
    result = record(table.state, "usa", "debrief/result", {})
    assert result["reliability"]["kept"] == result["reliability"]["due"]


def test_a_pool_reads_as_one(agreed):
    table, identity = agreed
    paper = record(table.state, "jpn", f"document/{identity}", {})
    assert paper["pools"][0]["target"] == 150
    assert paper["pools"][0]["text"] in paper["prose"]
    assert "one pool of 150 kt a round" in paper["pools"][0]["text"]
