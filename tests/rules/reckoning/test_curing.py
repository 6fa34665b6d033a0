"""Breaches made good: what cures one, what does not, and what breaking it again comes to."""

import pytest
from msgspec.structs import replace

from rules import events as e
from rules.judgement.judge import reliability
from rules.view import record

from ..at_the_table import Table
from ..tiny import SCENARIO, clause, delivery
from .rounds import YES, events, in_force, lines_about, on_table, reckoned, sheet, table
from .test_secrecy import HUSHED

GOOD = {"cures": ("f.1",)}


def turned(number, *, is_broken=True):
    what = {"outcome": "evaded", "amount": 0, "established": True} if is_broken else {}
    return delivery("f.1", round=number, **what)


def broken(*rounds, audience="public", verification="v0", documents=(), **more):
    """A freeze that was found broken in these rounds, and is due in round 3."""
    text = clause("f.1", "dprk", "freeze", 1, ("rok",), verification=verification)
    pact = in_force("f", ["dprk"], ["usa", "rok"], text, clause("f.2", "rok", "pledge", 1,
                    ("dprk",), rounds=6), audience=audience)  # fmt: skip
    fields = {
        "deliveries": [turned(number) for number in rounds],
        "breaches": tuple((number, "f.1") for number in rounds),
        "scenario": HUSHED,
    }
    return table(pact, *documents, **fields | more)


def burdened(before):
    seats = {**before.seats, "dprk": replace(before.seats["dprk"], onus=3)}
    return replace(before, seats=seats)


def onus(unfolding):
    return unfolding.state.seats["dprk"].onus


def test_performing_before_inspectors_makes_a_breach_good():
    """Rulebook 6.13."""
    after = reckoned(burdened(broken(2)), dprk=sheet(**GOOD))
    assert (after.state.breaches, after.state.cured) == ((), ((2, "f.1"),))
    assert onus(after) == 2
    assert "cured" in lines_about(after, "observer", "f.1")
    (told,) = record(after.state, "observer", "ledger/breaches", {})["breaches"]
    assert told["cured"]
    assert told["text"].endswith("and has made it good.")
    (first, now) = record(after.state, "usa", "clause/f.1", {})["history"]
    assert (first["outcome"], now["outcome"]) == ("evaded", "performed")


def test_what_inspectors_could_verify_is_verified():
    seeing = replace(HUSHED, instruments=(*SCENARIO.instruments[:1], *HUSHED.instruments[:-1]))
    after = reckoned(broken(2, scenario=seeing), dprk=sheet(**GOOD))
    assert after.state.deliveries["f.1"][-1].verified


@pytest.mark.parametrize("sheets", [{}, {"dprk": sheet(**GOOD)}])
def test_who_made_it_good_is_compliant_and_reliable_again(sheets):
    """Rulebook 6.13: neither kept nor due."""
    wary = on_table("o", ["usa"], ["rok"], clause("o.1", "usa", "tests"),
                    provided={"compliant": "dprk"})  # fmt: skip
    before = broken(2, documents=(wary,))
    assert (reliability(before, "dprk").kept, reliability(before, "dprk").due) == (0, 1)
    after = reckoned(before, rok=sheet(answers={"o": YES}), **sheets)
    mark = reliability(after.state, "dprk")
    expected = ("concluded", 1, 1) if sheets else ("lapsed", 1, 2)
    assert (after.state.documents["o"].status, mark.kept, mark.due) == expected


@pytest.mark.parametrize("conduct", ["evade", "part"])
def test_what_is_broken_again_is_not_made_good(conduct):
    """Sealing both is refused; were it sealed, nothing would be cured."""
    after = reckoned(broken(2), dprk=sheet(perform={"f.1": conduct}, **GOOD))
    assert after.state.cured == ()


def test_a_material_breach_cannot_be_made_good():
    """Rulebook 6.13."""
    after = reckoned(broken(1, 2), dprk=sheet(**GOOD))
    assert after.state.cured == ()
    assert len(after.state.breaches) == 2


def test_a_breach_of_what_was_broken_before_weighs_more():
    """Rulebook 6.13: unless it was made good."""
    open_ = replace(HUSHED.instrument["freeze"], visible=100)
    loud = replace(HUSHED, instruments=(open_, *HUSHED.instruments[:-1]))
    evades = {"dprk": sheet(perform={"f.1": "evade"})}
    assert onus(reckoned(broken(scenario=loud), **evades)) == 2
    assert onus(reckoned(broken(2, scenario=loud), **evades)) == 3
    cured = replace(turned(2), cured=True)
    good = broken(scenario=loud, deliveries=[cured])
    assert onus(reckoned(good, **evades)) == 2


def test_under_a_secret_text_nobody_else_learns_of_it():
    """Secrecy: made good among its signatories, and no onus moves."""
    after = reckoned(burdened(broken(2, audience="secret")), dprk=sheet(**GOOD))
    (found,) = (each for each in after.happened if isinstance(each.event, e.BreachCured))
    assert found.to == ("dprk", "rok", "usa", "control")
    assert onus(after) == 3
    assert record(after.state, "prc", "ledger/breaches", {}) == {"breaches": []}


def test_one_makes_good_only_what_one_broke_once_and_owes():
    for before in (broken(), broken(1, 2)):
        refused = Table(before).refused("dprk", "seal", instructions={"cures": ["f.1"]})
        assert (refused.code, refused.field) == ("not-curable", "instructions.cures.f.1")
    menu = record(broken(2), "dprk", "menu/own", {})["commands"]["seal"]["cures"]
    assert list(menu) == ["f.1"]
    Table(broken(2)).give("dprk", "seal", instructions={"cures": ["f.1"]})


def test_making_good_is_performing():
    sheet_ = {"cures": ["f.1"], "perform": {"f.1": "evade"}}
    assert Table(broken(2)).refused("dprk", "seal", instructions=sheet_).code == "cure-performs"


@pytest.mark.parametrize(("rounds", "breaches"), [((2,), 1), ((1, 2), 0)])
def test_a_material_breach_frees_the_others(rounds, breaches):
    """Rulebook 6.13: they denounce what was for a term without breaking their word."""
    before = broken(*rounds)
    plenary = Table(replace(before, phase="plenary"))
    plenary.give("rok", "denounce", document="f")
    assert len(plenary.state.breaches) == len(rounds) + breaches
    assert events(reckoned(before), e.BreachCured) == []
