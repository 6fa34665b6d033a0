"""Prices: what documents, walk-outs, returns and acts cost, and the worst case of them all."""

import pytest
from msgspec.structs import replace

from rules.model import ActionChoice, Answer, Instructions
from rules.scenario import Tenet
from rules.scenario.tuning import Prices, Rivalry
from rules.weighing.prices import (
    document_prices,
    price_parts,
    return_price,
    slighted,
    walk_out_price,
    worst_case,
)

from .tiny import SCENARIO, clause, delivery, document, operative, performed, state, when

TENETLESS = replace(
    SCENARIO,
    delegations=tuple(replace(each, tenets=()) for each in SCENARIO.delegations),
)


def priced(terms, seat, table=None):
    return dict(price_parts(table or state(), terms, seat))


def test_a_stance_is_paid_for_once_at_its_highest_level():
    """Rulebook 3: several clauses merge to the highest level."""
    terms = document(
        "p",
        ["usa"],
        ["dprk", "rok"],
        clause("p.1", "usa", "pledge", 1, ["dprk"]),
        clause("p.2", "usa", "pledge", 2, ["rok"]),
    ).terms
    assert priced(terms, "usa") == {"Negative security assurance": 2}


def test_a_quantity_costs_by_what_is_pledged_a_round_rounded_up():
    """Quantities add up: 150 kt at 1 for each 100 costs 2, in two clauses or one."""
    whole = document("p", ["prc"], ["dprk"], clause("p.1", "prc", "food", 150, ["dprk"])).terms
    split = document(
        "p",
        ["prc"],
        ["dprk"],
        clause("p.1", "prc", "food", 50, ["dprk"]),
        clause("p.2", "prc", "food", 100, ["dprk"]),
    ).terms
    assert priced(whole, "prc") == priced(split, "prc") == {"Food aid": 2}


def test_every_signatory_has_its_own_price_and_nobody_else_has_one():
    terms = document("p", ["prc"], ["dprk"], clause("p.1", "dprk", "freeze", 2)).terms
    assert document_prices(state(), terms) == {"dprk": 3, "prc": 0}


def test_contradicting_a_tenet_costs_more_in_public_than_in_secret():
    """Rulebook 7: in public more than in secret."""
    aid = clause("p.1", "usa", "food", 100, ["dprk"])
    public = document("p", ["usa"], ["dprk"], aid, audience="public").terms
    secret = document("p", ["usa"], ["dprk"], aid, audience="secret").terms
    tenet = "Contradicts: No aid before the reactor is shut down."
    assert priced(public, "usa")[tenet] == 3
    assert priced(secret, "usa")[tenet] == 2


def test_wording_that_sidesteps_a_tenet_costs_little():
    """Rulebook 7: sidestepping them by wording costs little."""
    terms = document(
        "p",
        ["usa"],
        ["dprk"],
        clause("p.1", "usa", "food", 100, ["dprk"]),
        clause("p.2", "dprk", "freeze", 1, verification="v3"),
        audience="public",
    ).terms
    assert priced(terms, "usa")["Sidesteps: No aid before the reactor is shut down."] == 1


def test_a_tenet_hangs_on_what_its_holder_knows():
    """An evasion nobody saw does not make a text contradict a tenet about performance."""
    tenet = Tenet(
        id="cheats",
        text="We do not reward cheats.",
        contradicted_by=when(
            {"all": [operative("usa", "food", 50), {"not": performed("dprk", "freeze")}]}
        ),
    )
    usa = replace(SCENARIO.delegation["usa"], tenets=(tenet,))
    delegations = tuple(usa if each.seat == "usa" else each for each in SCENARIO.delegations)
    frozen = document(
        "f", ["dprk"], [], clause("f.1", "dprk", "freeze"), status="concluded", audience="public"
    )
    table = state(
        frozen,
        scenario=replace(SCENARIO, delegations=delegations),
        deliveries=[delivery("f.1", "evaded", 0)],
    )
    terms = document("p", ["usa"], ["dprk"], clause("p.1", "usa", "food", 50, ["dprk"])).terms
    assert "Contradicts: We do not reward cheats." not in priced(terms, "usa", table)
    seen = replace(table, deliveries={"f.1": (delivery("f.1", "evaded", 0, established=True),)})
    assert priced(terms, "usa", seen)["Contradicts: We do not reward cheats."] == 3


def test_rivals_pay_for_signing_the_same_text():
    """Rulebook 7: rivalry prices every joint signature."""
    rivalry = Rivalry(pair=("rok", "jpn"), price=1, text="History with Japan")
    table = state(scenario=replace(TENETLESS, rivalries=(rivalry,)))
    both = document("p", ["rok", "usa"], ["jpn"], clause("p.1", "usa", "tests")).terms
    assert priced(both, "rok", table) == priced(both, "jpn", table) == {"History with Japan": 1}
    assert priced(both, "usa", table) == {"Test moratorium": 1}
    alone = document("p", ["usa"], ["jpn"], clause("p.1", "usa", "tests")).terms
    assert priced(alone, "jpn", table) == {}


@pytest.mark.parametrize(
    ("sponsors", "audience", "losers"),
    [
        (["usa", "prc"], "public", {"dprk": 1, "rok": 1}),
        (["usa", "prc", "rok"], "public", {}),
        (["usa", "rus"], "public", {}),
        (["usa", "prc"], "secret", {}),
    ],
)
def test_a_text_over_the_koreas_heads_costs_them_as_far_as_they_may_see_it(
    sponsors, audience, losers
):
    """Rulebook 7, formats."""
    text = document("p", sponsors, ["jpn"], clause("p.1", "usa", "tests"), audience=audience)
    assert slighted(state(), text) == losers


def test_a_walk_out_is_cheap_on_an_open_ground_and_dear_on_a_closed_one():
    """Rulebook 7, bolt holes."""
    assert walk_out_price(state(open_grounds=("hostile",)), "hostile") == 0
    assert walk_out_price(state(), "hostile") == 3


def test_every_return_fee_doubles():
    """Rulebook 7, bolt holes."""
    table = state()
    fees = []
    for returns in range(4):
        seats = {**table.seats, "dprk": replace(table.seats["dprk"], returns=returns)}
        fees.append(return_price(replace(table, seats=seats), "dprk"))
    assert fees == [1, 2, 4, 8]


# The worst case


def open_text(name="o", price=2, **more):
    text = document(
        name, ["usa"], ["dprk"], clause(f"{name}.1", "usa", "fuel", 100, ["dprk"]), **more
    )
    return replace(text, prices={"usa": price, "dprk": 1})


def test_what_is_tabled_stays_reserved_and_what_is_only_addressed_does_not():
    """Rulebook 5, means: prices freeze at tabling and are reserved."""
    table = state(open_text())
    assert worst_case(table, "usa").needed == 2
    assert worst_case(table, "usa").room_left == 4
    assert worst_case(table, "dprk").needed == 0


def test_an_acceptance_reserves_its_price_until_it_is_taken_back():
    accepted = state(open_text(accepted={"dprk": True}))
    assert worst_case(accepted, "dprk").needed == 1
    declines = Instructions(answers={"o": Answer(accepts=False)})
    assert worst_case(accepted, "dprk", instructions=declines).needed == 0
    accepts = Instructions(answers={"o": Answer(accepts=True)})
    assert worst_case(state(open_text()), "dprk", instructions=accepts).needed == 1


def test_the_sheet_sealed_already_counts_unless_another_is_asked_about():
    sealed = {"dprk": Instructions(answers={"o": Answer(accepts=True)})}
    table = state(open_text(), sealed=sealed)
    assert worst_case(table, "dprk").needed == 1
    assert worst_case(table, "dprk", instructions=Instructions()).needed == 0


def test_a_sheet_needs_room_for_its_action_its_walk_out_and_its_return():
    test = replace(SCENARIO.action["nuclear_test"], price=2)
    table = state(scenario=replace(SCENARIO, actions=(test,)))
    acts = Instructions(action=ActionChoice(action="nuclear_test"))
    assert worst_case(table, "dprk", instructions=acts).needed == 2
    leaves = Instructions(walk_out="hostile")
    assert worst_case(table, "dprk", instructions=leaves).needed == 3
    returns = Instructions(come_back=True)
    assert worst_case(table, "dprk", instructions=returns).needed == 1


def test_a_text_about_to_be_tabled_counts_once_though_its_draft_is_signed():
    draft = document(
        "d",
        ["rok", "usa"],
        ["dprk"],
        clause("d.1", "usa", "fuel", 100, ["dprk"]),
        status="draft",
    )
    table = state(replace(draft, signed=("rok", "usa")))
    assert worst_case(table, "usa").needed == 1
    assert worst_case(table, "usa", tabling=draft.terms).needed == 1


def test_a_stock_is_short_by_what_all_pledges_together_exceed_it():
    """Rulebook 5, means: at full pledge, to the last round where there is no term."""
    text = document("o", ["rus"], ["dprk"], clause("o.1", "rus", "fuel", 100, ["dprk"])).terms
    # Concluded in round 3, due in 4, 5, 6 and the closing delivery: 400 of a stock of 300.
    assert worst_case(state(), "rus", tabling=text).stock == {"fuel": 100}
    short = document(
        "o", ["rus"], ["dprk"], clause("o.1", "rus", "fuel", 100, ["dprk"], rounds=3)
    ).terms
    assert worst_case(state(), "rus", tabling=short).stock == {}


def test_what_was_delivered_is_gone_and_what_sleeps_is_still_pledged():
    """All one's clauses, awake or asleep, at full pledge."""
    pact = document(
        "p",
        ["rus"],
        ["dprk"],
        clause("p.1", "rus", "fuel", 100, ["dprk"], rounds=3),
        status="concluded",
    )
    more = document(
        "o", ["rus"], ["dprk"], clause("o.1", "rus", "fuel", 50, ["dprk"], rounds=1)
    ).terms
    asleep = state(pact, status={"p.1": "dormant"}, deliveries=[delivery("p.1", amount=100)])
    # Delivered 100 in round 2; rounds 3 and 4 still pledge 200; the stock is 300.
    assert worst_case(asleep, "rus", tabling=more).stock == {"fuel": 50}
    ended = replace(
        asleep,
        standings={"p.1": replace(asleep.standings["p.1"], status="ended")},
    )
    assert worst_case(ended, "rus", tabling=more).stock == {}


def test_the_worst_case_counts_no_gain():
    """Rulebook 5: without any gain."""
    generous = replace(SCENARIO, prices=Prices(recovery=10, success=10, blame=10))
    assert worst_case(state(open_text(), scenario=generous), "usa").room_left == 4
