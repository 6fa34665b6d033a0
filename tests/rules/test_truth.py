"""Truth of conditions: what is so, what some know, and what a text says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.conditions import Not, Operative, leaves
from rules.conditions.truth import TRUTH, Knowledge, holds, now, on_text
from rules.documents.sight import can_see, readers, visible_of, visible_to_all
from rules.model import MeterState

from .condition_strategies import FORM, HISTORY
from .tiny import SCENARIO, clause, delivery, document, operative, performed, state, when

STOP = clause("deal.1", "dprk", "freeze", 2, verification="v2")
FEED = clause("deal.2", "usa", "food", 100, ["dprk"])
DEAL = document("deal", ["usa"], ["dprk"], STOP, FEED, status="concluded", concluded_round=1)
HUSHED = document(
    "hush",
    ["rus"],
    ["dprk"],
    clause("hush.1", "rus", "fuel", 100, ["dprk"]),
    clause("hush.2", "dprk", "tests"),
    audience="secret",
    status="concluded",
)
BOTH = Knowledge(("dprk", "usa"))
THREE = Knowledge(("dprk", "rok", "usa"))


def is_true(tree, table, knowledge=TRUTH, asker=None):
    return holds(when(tree).form, table, knowledge, asker)


def is_now(tree, table, knowledge=TRUTH):
    return now(when(tree).form, table, knowledge, None)


def verified(*what, **more):
    return {"verified": performed(*what, **more)["performed"]}


# What was performed, and who knows


def test_a_stance_is_performed_at_its_level_and_below():
    table = state(DEAL, deliveries=[delivery("deal.1", amount=2)])
    assert is_true(performed("dprk", "freeze", 1), table)
    assert is_true(performed("dprk", "freeze", 2), table)
    assert not is_true(performed("dprk", "freeze", 3), table)
    assert not is_true(performed("usa", "pledge"), table)


def test_nothing_due_yet_is_nothing_performed():
    assert not is_true(performed("dprk", "freeze"), state(DEAL))


def test_only_the_latest_delivery_of_a_stance_counts():
    past = [delivery("deal.1", amount=2), delivery("deal.1", "evaded", 0, round=3)]
    assert not is_true(performed("dprk", "freeze"), state(DEAL, deliveries=past))
    assert is_true(performed("dprk", "freeze"), state(DEAL, deliveries=past[::-1]))


def test_a_stance_performed_in_part_counts_for_the_level_it_reached():
    table = state(DEAL, deliveries=[delivery("deal.1", "part", 1)])
    assert is_true(performed("dprk", "freeze", 1), table, BOTH)
    assert not is_true(performed("dprk", "freeze", 2), table, BOTH)


def test_quantities_add_up_over_all_rounds():
    past = [delivery("deal.2", amount=100), delivery("deal.2", "part", 50, round=3)]
    table = state(DEAL, deliveries=past)
    assert is_true(performed("usa", "food", 150), table)
    assert not is_true(performed("usa", "food", 151), table)
    assert is_true(performed("usa", "food", 150, toward="dprk"), table)
    assert not is_true(performed("usa", "food", 1, toward="rok"), table)


@pytest.mark.parametrize(("wanted", "found"), [("v0", True), ("v2", True), ("v3", False)])
def test_performance_under_closer_verification_than_asked_counts(wanted, found):
    table = state(DEAL, deliveries=[delivery("deal.1", amount=2)])
    assert is_true(performed("dprk", "freeze", verification=wanted), table) is found


EVADED = delivery("deal.1", "evaded", 0)
DOUBTED = delivery("deal.1", amount=2, doubted_by=("usa",))


@pytest.mark.parametrize(
    ("past", "knowledge", "counts"),
    [
        (EVADED, TRUTH, False),
        (EVADED, BOTH, True),  # undetected evasion counts as performed
        (delivery("deal.1", "evaded", 0, seen_by=("usa",)), BOTH, False),
        (delivery("deal.1", "evaded", 0, seen_by=("usa",)), THREE, True),
        (delivery("deal.1", "evaded", 0, seen_by=("rok", "usa")), THREE, False),
        (delivery("deal.1", "evaded", 0, established=True), THREE, False),
        (EVADED, Knowledge(("dprk",)), False),  # the debtor knows its own
        (EVADED, Knowledge(("dprk", "control")), False),
        (DOUBTED, TRUTH, True),
        (DOUBTED, BOTH, False),  # a false alarm that all but the debtor believe
        (DOUBTED, THREE, True),
        (DOUBTED, Knowledge(("dprk",)), True),
        (delivery("deal.1", amount=2), Knowledge(("dprk",)), True),
    ],
)
def test_performance_is_judged_as_all_signatories_know_it(past, knowledge, counts):
    """Rulebook 4: undetected evasion counts as performed."""
    table = state(DEAL, deliveries=[past])
    assert is_true(performed("dprk", "freeze", 2), table, knowledge) is counts
    assert is_true({"compliant": "dprk"}, table, knowledge) is counts


def test_undetected_evasion_of_a_quantity_counts_in_full():
    table = state(DEAL, deliveries=[delivery("deal.2", "evaded", 0)])
    assert is_true(performed("usa", "food", 100), table, BOTH)
    assert not is_true(performed("usa", "food", 1), table)


def test_one_evasion_known_stains_compliance_for_good():
    past = [delivery("deal.1", "evaded", 0, established=True), delivery("deal.1", amount=2)]
    assert not is_true({"compliant": "dprk"}, state(DEAL, deliveries=past), THREE)
    assert is_true({"compliant": "usa"}, state(DEAL, deliveries=past), THREE)


def test_verified_wants_more_than_performed():
    plain = state(DEAL, deliveries=[delivery("deal.1", amount=2)])
    checked = state(DEAL, deliveries=[delivery("deal.1", amount=2, verified=True)])
    assert not is_true(verified("dprk", "freeze", 1), plain)
    assert is_true(verified("dprk", "freeze", 2), checked)


def test_only_verified_deliveries_of_a_quantity_add_up_as_verified():
    past = [delivery("deal.2", amount=100, verified=True), delivery("deal.2", amount=100)]
    table = state(DEAL, deliveries=past)
    assert is_true(verified("usa", "food", 100), table)
    assert not is_true(verified("usa", "food", 101), table)


# A condition sees only what all signatories of its document may see


@pytest.mark.parametrize(
    ("tree", "past"),
    [
        (performed("dprk", "tests"), [delivery("hush.2")]),
        ({"not": {"compliant": "dprk"}}, [delivery("hush.2", "evaded", 0, established=True)]),
        (performed("rus", "fuel", 100), [delivery("hush.1", amount=100)]),
        ({"was": {"concluded": "hush"}}, []),
        ({"was": operative("rus", "fuel", 100)}, []),
        ({"was": {"accepts": {"by": "dprk", "document": "hush"}}}, []),
        ({"was": {"pool": {"document": "hush", "instrument": "fuel", "at_least": 1}}}, []),
    ],
    ids=str,
)
def test_history_out_of_sight_is_as_if_it_were_not(tree, past):
    """Rulebook 4: a secret document never makes an outsider's condition true."""
    stood = {1: ("d:hush", "a:hush:dprk", "c:hush.1")}
    hidden = state(HUSHED, DEAL, deliveries=past, concluded_at=stood)
    absent = state(DEAL, concluded_at={1: ()})
    assert is_true(tree, hidden)
    assert is_true(tree, hidden, Knowledge(("dprk", "rus")))
    for blind in (BOTH, Knowledge(("usa",)), Knowledge(("dprk", "rus", "observer"))):
        assert is_true(tree, hidden, blind) == is_true(tree, absent, blind) is False


@pytest.mark.parametrize(
    "tree",
    [
        {"concluded": "hush"},
        {"accepts": {"by": "dprk", "document": "hush"}},
        operative("rus", "fuel", 100),
        {"pool": {"document": "hush", "instrument": "fuel", "at_least": 100}},
    ],
    ids=str,
)
def test_what_stands_out_of_sight_is_as_if_it_were_not(tree):
    hidden = state(HUSHED)
    assert is_now(tree, hidden)
    assert is_now(tree, hidden, Knowledge(("dprk", "rus")))
    assert not is_now(tree, hidden, BOTH)
    assert is_now(tree, state(shown := document_disclosed()), BOTH), shown.terms.id


def document_disclosed():
    return document(
        "hush",
        ["rus"],
        ["dprk"],
        *HUSHED.terms.clauses,
        audience="secret",
        status="concluded",
        disclosed=True,
    )


@given(FORM)
def test_a_secret_document_never_changes_what_outsiders_see(form):
    past = [delivery("hush.1", amount=100), delivery("hush.2", "evaded", 0, established=True)]
    stood = {1: ("d:deal", "c:deal.1", "d:hush", "c:hush.1", "a:hush:dprk")}
    hidden = state(DEAL, HUSHED, deliveries=past, concluded_at=stood)
    absent = state(DEAL, concluded_at={1: ("d:deal", "c:deal.1")})
    assert now(form, hidden, BOTH, "usa") == now(form, absent, BOTH, "usa")


# What was, and the world


def test_was_asks_earlier_rounds_alone():
    table = state(DEAL, concluded_at={1: ("d:deal",), 2: (), 3: ("c:deal.1",)})
    assert is_true({"was": {"concluded": "deal"}}, table, BOTH)
    assert not is_true({"was": operative("dprk", "freeze")}, table, BOTH)
    assert is_true(
        {"was": operative("dprk", "freeze")}, state(DEAL, concluded_at={2: ("c:deal.1",)})
    )


def test_what_was_pledged_adds_up_within_one_round():
    more = document(
        "more", ["usa"], [], clause("more.1", "usa", "food", 100, ["dprk"]), status="concluded"
    )
    both = state(DEAL, more, concluded_at={1: ("c:deal.2", "c:more.1")})
    apart = state(DEAL, more, concluded_at={1: ("c:deal.2",), 2: ("c:more.1",)})
    assert is_true({"was": operative("usa", "food", 200)}, both)
    assert not is_true({"was": operative("usa", "food", 200)}, apart)


def test_was_accepts_and_was_pool():
    table = state(DEAL, concluded_at={1: ("a:deal:dprk", "c:deal.2")})
    assert is_true({"was": {"accepts": {"by": "dprk", "document": "deal"}}}, table)
    assert not is_true({"was": {"accepts": {"by": "usa", "document": "deal"}}}, table)
    pool = {"document": "deal", "instrument": "food", "at_least": 100}
    assert is_true({"was": {"pool": pool}}, table)
    assert not is_true({"was": {"pool": {**pool, "at_least": 101}}}, table)


def test_force_by_any_of_the_other_five_breaks_the_charter():
    struck = state(force=["rus"])
    assert not is_true({"charter": "all_other_five"}, struck, asker="usa")
    assert is_true({"charter": "all_other_five"}, struck, asker="rus")
    assert not is_true({"charter": "all_other_five"}, struck, asker=None)
    assert is_true({"charter": "all_other_five"}, state(), asker=None)


@pytest.mark.parametrize(
    ("tree", "found"),
    [
        (True, True),
        ({"meter": {"name": "tension", "at_least": 50}}, True),
        ({"meter": {"name": "tension", "at_least": 51}}, False),
        ({"meter": {"name": "tension", "at_most": 50}}, True),
        ({"meter": {"name": "tension", "at_most": 49}}, False),
        ({"meter": {"name": "luck", "at_most": 49}}, False),
        ({"round": {"at_least": 3}}, True),
        ({"round": {"at_least": 4}}, False),
        ({"round": {"at_most": 3}}, True),
        ({"round": {"at_most": 2}}, False),
        ({"present": "usa"}, True),
        ({"present": "dprk"}, False),
        ({"open": "hostile"}, True),
        ({"open": "other"}, False),
        ({"all": []}, True),
        ({"any": []}, False),
        ({"at_least": [0, []]}, True),
        ({"at_least": [2, [True, {"present": "dprk"}, {"present": "usa"}]]}, True),
        ({"at_least": [2, [True, {"present": "dprk"}]]}, False),
        ({"not": {"present": "dprk"}}, True),
    ],
    ids=str,
)
def test_the_world_is_asked_as_it_is(tree, found):
    table = state(walked_out={"dprk": True}, open_grounds=("hostile",))
    assert is_true(tree, table) is found


@given(HISTORY)
def test_a_denial_is_true_where_its_form_is_false(form):
    table = state(DEAL, deliveries=[EVADED])
    assert holds(Not(form), table, TRUTH, None) is not holds(form, table, TRUTH, None)


def test_what_is_settled_cannot_be_known_beforehand():
    with pytest.raises(AssertionError):
        is_true(operative("dprk", "freeze"), state(DEAL))


# What stands now


def test_operative_is_what_the_last_settlement_left():
    assert is_now(operative("dprk", "freeze", 2), state(DEAL))
    assert not is_now(operative("dprk", "freeze", 2), state(DEAL, status={"deal.1": "dormant"}))
    assert not is_now(operative("dprk", "freeze", 3), state(DEAL))
    assert not is_now(operative("usa", "food", 1, toward="jpn"), state(DEAL))


def test_an_open_document_has_no_operative_clause():
    table = state(document("deal", ["usa"], ["dprk"], STOP, accepted={"dprk": True}))
    assert not is_now(operative("dprk", "freeze"), table)
    assert not is_now({"concluded": "deal"}, table)


def test_pledges_now_add_up():
    more = document(
        "more", ["usa"], [], clause("more.1", "usa", "food", 50, ["rok"]), status="concluded"
    )
    assert is_now(operative("usa", "food", 150), state(DEAL, more))
    assert not is_now(operative("usa", "food", 150), state(DEAL, more, status={"more.1": "ended"}))
    assert not is_now(
        {"pool": {"document": "deal", "instrument": "food", "at_least": 150}}, state(DEAL, more)
    )


def test_sealed_acceptances_are_known_to_nobody_before_they_are_settled():
    accepts = {"accepts": {"by": "dprk", "document": "deal"}}
    table = state(document("deal", ["usa"], ["dprk"], STOP, accepted={"dprk": True}))
    assert is_now(accepts, table)
    assert not is_now(accepts, table, BOTH)
    assert is_now({"accepts": {"by": "usa", "document": "deal"}}, table, BOTH)
    assert is_now(accepts, state(DEAL), BOTH)
    lapsed = document("deal", ["usa"], ["dprk"], status="lapsed", accepted={"dprk": True})
    assert not is_now(accepts, state(lapsed))


def test_now_asks_history_and_world_too():
    table = state(DEAL, meters={"tension": MeterState(value=9, history=(9,))})
    both = {"all": [operative("dprk", "freeze"), {"meter": {"name": "tension", "at_most": 9}}]}
    assert is_now(both, table)


# What a text says


def says(tree, given=None):
    return on_text(when(tree).form, DEAL.terms, SCENARIO, given)


def test_a_text_is_judged_as_if_all_its_clauses_stood():
    """Tenets are judged on the text of a document (Rulebook 7)."""
    assert says(operative("usa", "food", 100))
    assert says(operative("dprk", "freeze", 2, verification="v1"))
    assert not says(operative("dprk", "freeze", 2, verification="v3"))
    assert not says(operative("usa", "fuel", 50))
    assert says({"pool": {"document": "deal", "instrument": "food", "at_least": 100}})
    assert not says({"pool": {"document": "else", "instrument": "food", "at_least": 1}})
    assert says({"accepts": {"by": "dprk", "document": "deal"}})
    assert not says({"accepts": {"by": "jpn", "document": "deal"}})
    assert says({"concluded": "deal"})
    assert not says({"concluded": "else"})


def test_a_text_knows_nothing_of_history_unless_it_is_given():
    assert not says({"compliant": "dprk"})
    assert not says({"was": {"concluded": "deal"}})
    assert says({"all": [True, {"not": {"round": {"at_least": 1}}}]})
    assert says({"compliant": "dprk"}, given=lambda leaf: True)


@given(FORM, st.booleans())
def test_what_is_given_answers_for_all_but_the_text(form, answer):
    asked = []
    on_text(form, DEAL.terms, SCENARIO, lambda leaf: asked.append(leaf) or answer)
    assert not any(isinstance(leaf, Operative) for leaf in asked)
    assert set(asked) <= {leaf for _, leaf in leaves(form)}


# Who sees what


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (document("d", ["usa", "rok"], ["dprk"], status="draft"), "rok usa control"),
        (document("d", ["usa"], ["dprk"], audience="secret"), "dprk usa control"),
        (document("d", ["usa"], ["dprk"]), "dprk rok usa prc rus jpn control"),
        (
            document("d", ["usa"], ["dprk"], audience="public"),
            "dprk rok usa prc rus jpn control observer",
        ),
        (
            document("d", ["usa"], ["dprk"], audience="secret", disclosed=True),
            "dprk rok usa prc rus jpn control observer",
        ),
    ],
)
def test_a_document_is_read_by_its_audience(shown, expected):
    """Rulebook 3, audience."""
    assert " ".join(readers(shown)) == expected
    assert can_see(shown, "control")
    assert can_see(shown, "observer") is ("observer" in expected)


def test_a_document_is_visible_to_all_of_some_only_if_to_each():
    assert visible_to_all(HUSHED, ("dprk", "rus"))
    assert not visible_to_all(HUSHED, ("dprk", "usa"))
    together = state(HUSHED, DEAL)
    named = ("hush", "deal", "none")
    assert visible_of(together, named, ("dprk", "rus")) == {"hush", "deal"}
    assert visible_of(together, named, ("dprk", "usa")) == {"deal"}
