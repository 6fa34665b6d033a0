"""From a table to its settlement: what is a candidate, what it needs, and what may be seen."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.conditions import (
    Accepts,
    Concluded,
    Operative,
    Pool,
    Simultaneous,
)
from rules.conditions.truth import Knowledge, evaluate, holds, pooled, reaches
from rules.documents.shape import signatories
from rules.documents.sight import visible_to_all
from rules.model import Answer, Cause, Instructions
from rules.names import SEATS
from rules.settlement import formula as f
from rules.settlement.compile import compile_table, fact_form, fact_text, you_first
from rules.settlement.explain import chain, order_disputes, told_to
from rules.settlement.settle import settle

from .condition_strategies import CONDITION
from .tiny import clause, delivery, document, operative, performed, state, when

EVERYBODY = ("dprk", "rok", "usa", "prc", "rus", "jpn", "observer", "control")


def settled(table, sheets=None):
    compiled = compile_table(table, sheets or {})
    return settle(compiled.needs, compiled.facts)


def standing(table, sheets=None):
    return settled(table, sheets).standing


def reasons(table, candidate, readers=None, sheets=None):
    sheets = sheets or {}
    compiled = compile_table(table, sheets)
    settlement = settle(compiled.needs, compiled.facts)
    if readers is not None:
        return told_to(readers, table, sheets, settlement).chain(candidate)
    return chain(compiled, settlement, candidate)


def accepting(doc, reservation=True):
    return Instructions(answers={doc: Answer(accepts=True, reservation=when(reservation))})


def declining(doc):
    return Instructions(answers={doc: Answer(accepts=False)})


def swap(freeze_while, food_while, **more):
    """Two declarations: the DPRK's to freeze, the US's to feed."""
    north = clause("north.1", "dprk", "freeze", so_long_as=freeze_while)
    south = clause("south.1", "usa", "food", 100, ["dprk"], so_long_as=food_while)
    return (
        document("north", ["dprk"], [], north, **more),
        document("south", ["usa"], [], south, **more),
    )


# Commitment for commitment


def test_mutual_conditions_come_into_force_together():
    """Rulebook 5: "I will if you will" against "I will if you will" comes into force."""
    table = state(*swap(operative("usa", "food", 100), operative("dprk", "freeze")))
    assert {"c:north.1", "c:south.1"} <= standing(table)


def test_in_the_world_of_you_first_they_do_not():
    table = state(*swap(operative("usa", "food", 100), operative("dprk", "freeze")))
    assert you_first(table, {}) == ("a:north:dprk", "a:south:usa", "d:north", "d:south")


def test_in_the_world_of_you_first_an_offer_still_needs_its_answers():
    table = state(offer(accepted={"dprk": True}))
    assert you_first(table, {}) == ()
    assert "c:deal.1" in you_first(table, {"prc": accepting("deal")})


@pytest.mark.parametrize("after", ["performed", "verified", "was"])
def test_only_after_you_have_against_the_same_stays_dormant(after):
    """Rulebook 5: the sequencing deadlock is reproduced, and named an order dispute."""
    fed, frozen = operative("usa", "food", 100), operative("dprk", "freeze")
    if after == "was":
        fed, frozen = {"was": fed}, {"was": frozen}
    else:
        fed, frozen = {after: fed["operative"]}, {after: frozen["operative"]}
    table = state(*swap(fed, frozen, status="concluded"))
    compiled = compile_table(table, {})
    settlement = settle(compiled.needs, compiled.facts)
    assert settlement.standing == set()
    assert order_disputes(compiled, settlement, table) == (("north.1", "south.1"),)


def test_one_who_goes_first_ends_the_dispute():
    table = state(*swap(True, performed("dprk", "freeze"), status="concluded"))
    compiled = compile_table(table, {})
    settlement = settle(compiled.needs, compiled.facts)
    assert settlement.standing == {"c:north.1"}
    assert order_disputes(compiled, settlement, table) == ()
    done = state(
        *swap(True, performed("dprk", "freeze"), status="concluded"),
        deliveries=[delivery("north.1")],
    )
    assert standing(done) == {"c:north.1", "c:south.1"}


# Acceptances and conclusion

OFFER = ("deal", ["usa", "rok"], ["dprk", "prc"])


def offer(**more):
    return document(
        *OFFER,
        clause("deal.1", "usa", "food", 100, ["dprk"]),
        clause("deal.2", "dprk", "freeze"),
        **more,
    )


def test_all_signatories_must_accept_an_indivisible_document():
    one = state(offer(accepted={"dprk": True}))
    assert standing(one) == set()
    assert settled(one).fell.keys() == {"d:deal", "c:deal.1", "c:deal.2"} | {
        f"a:deal:{seat}" for seat in ("dprk", "rok", "usa")
    }
    both = standing(state(offer(accepted={"dprk": True, "prc": True})))
    assert both == {"d:deal", "c:deal.1", "c:deal.2"} | {
        f"a:deal:{seat}" for seat in ("dprk", "rok", "usa", "prc")
    }


def test_this_rounds_sheet_replaces_an_answer_in_force():
    table = state(offer(accepted={"dprk": True, "prc": True}))
    assert "d:deal" not in standing(table, {"prc": declining("deal")})
    waiting = state(offer(accepted={"dprk": True}))
    assert "d:deal" in standing(waiting, {"prc": accepting("deal")})
    assert "d:deal" in standing(table, {"prc": Instructions()})


def test_sponsors_accepted_by_tabling_and_outsiders_answer_nothing():
    table = state(offer(accepted={"dprk": True, "prc": True}))
    assert "d:deal" in standing(table, {"usa": declining("deal"), "jpn": accepting("deal")})
    assert "a:deal:jpn" not in compile_table(table, {"jpn": accepting("deal")}).needs


def test_a_reservation_that_fails_takes_the_acceptance_and_the_document_with_it():
    table = state(offer(accepted={"dprk": operative("usa", "fuel", 50), "prc": True}))
    assert standing(table) == set()
    met = document("oil", ["usa"], [], clause("oil.1", "usa", "fuel", 50, ["dprk"]))
    more = state(offer(accepted={"dprk": operative("usa", "fuel", 50), "prc": True}), met)
    assert "d:deal" in standing(more)


def test_provided_is_tested_at_conclusion_and_a_sleeping_while_never_blocks_it():
    fuel = operative("rus", "fuel", 50)
    blocked = state(offer(accepted={"dprk": True, "prc": True}, provided=fuel))
    assert "d:deal" not in standing(blocked)
    asleep = document("calm", ["usa"], [], clause("calm.1", "usa", "pledge", so_long_as=fuel))
    assert standing(state(asleep)) == {"d:calm", "a:calm:usa"}


@pytest.mark.parametrize(
    ("accepted", "quorum", "divisible", "concluded"),
    [
        (["dprk"], 3, False, True),
        (["prc"], 3, False, False),  # every debtor must be among them
        (["dprk"], 4, False, False),
        (["dprk", "prc"], 4, False, True),
        (["prc"], 3, True, True),  # debtors need not all be among them
        (["prc"], 4, True, False),
        (["prc"], None, True, True),
        (["dprk"], None, True, True),
        ([], None, True, False),
        ([], 2, True, True),
    ],
)
def test_whose_acceptance_a_document_needs(accepted, quorum, divisible, concluded):
    table = state(offer(accepted=dict.fromkeys(accepted, True), quorum=quorum, divisible=divisible))
    assert ("d:deal" in standing(table)) is concluded


def test_a_divisible_document_binds_those_who_accepted():
    assert standing(state(offer(accepted={"prc": True}, divisible=True))) >= {"c:deal.1"}
    assert "c:deal.2" not in standing(state(offer(accepted={"prc": True}, divisible=True)))


def test_a_declaration_needs_its_sponsors_alone():
    assert "d:north" in standing(state(*swap(True, True)))
    assert "d:north" in standing(state(*swap(True, True, divisible=True)))


# What becomes of concluded clauses


def concluded(**more):
    return offer(status="concluded", concluded_round=1, **more)


def test_a_concluded_clause_needs_its_while_alone():
    assert standing(state(concluded())) == {"c:deal.1", "c:deal.2"}


@pytest.mark.parametrize("status", ["ended", "denounced"])
def test_an_ended_clause_is_no_candidate(status):
    assert standing(state(concluded(), status={"deal.1": status})) == {"c:deal.2"}


def test_a_sleeping_clause_may_wake():
    assert "c:deal.1" in standing(state(concluded(), status={"deal.1": "dormant"}))


def test_a_clause_is_no_candidate_once_its_last_round_is_served():
    """State is in round 3: two rounds from conclusion in round 1 are served."""
    for rounds, stands in ((1, False), (2, False), (3, True), (None, True)):
        pledge = clause("oil.1", "usa", "fuel", 50, ["dprk"], rounds=rounds)
        oil = document("oil", ["usa"], [], pledge, status="concluded", concluded_round=1)
        assert ("c:oil.1" in standing(state(oil))) is stands


def test_who_never_accepted_a_divisible_document_owes_nothing_under_it():
    assert standing(state(concluded(bound=["usa", "rok", "prc"]))) == {"c:deal.1"}


@pytest.mark.parametrize(
    ("freely", "left"), [(True, {"c:deal.1"}), (False, {"c:deal.1", "c:deal.2"})]
)
def test_a_walk_out_on_an_open_ground_suspends_ones_clauses(freely, left):
    table = state(concluded(), walked_out={"dprk": freely})
    assert standing(table) == left


def test_a_return_wakes_suspended_clauses():
    table = state(concluded(), status={"deal.2": "suspended"})
    assert "c:deal.2" in standing(table)


@pytest.mark.parametrize("status", ["draft", "declined", "lapsed", "withdrawn"])
def test_what_is_neither_open_nor_concluded_is_no_candidate(status):
    gone = offer(status=status, accepted={"dprk": True, "prc": True})
    asks = document("asks", ["jpn"], [], provided={"concluded": "deal"})
    assert standing(state(gone)) == set()
    assert "d:asks" not in standing(state(gone, asks))


# Leaves


def asked(tree, *others, parties=("jpn",), **more):
    """Whether a declaration by `parties` provided `tree` is concluded beside these documents."""
    table = state(document("asks", list(parties), [], provided=tree), *others, **more)
    return "d:asks" in standing(table)


def test_conclusion_is_a_fact_from_then_on():
    assert asked({"concluded": "deal"}, concluded())
    assert asked({"concluded": "deal"}, concluded(), status={"deal.1": "ended"})
    assert asked({"accepts": {"by": "dprk", "document": "deal"}}, concluded())
    assert not asked({"accepts": {"by": "dprk", "document": "deal"}}, concluded(bound=["usa"]))
    assert not asked({"accepts": {"by": "jpn", "document": "deal"}}, concluded())


def test_open_documents_are_read_as_they_settle():
    accepted = offer(accepted={"dprk": True, "prc": True})
    for tree in ({"concluded": "deal"}, {"accepts": {"by": "dprk", "document": "deal"}}):
        assert asked(tree, accepted)
        assert not asked(tree, offer(accepted={"dprk": True}))


def test_quantities_add_up_across_documents_and_pools_within_one():
    oil = document("oil", ["usa"], [], clause("oil.1", "usa", "food", 50, ["rok"]))
    assert asked(operative("usa", "food", 150), concluded(), oil)
    assert not asked(operative("usa", "food", 151), concluded(), oil)
    assert not asked(operative("usa", "food", 150, toward="dprk"), concluded(), oil)
    pool = {"document": "deal", "instrument": "food", "at_least": 100}
    assert asked({"pool": pool}, concluded(), oil)
    assert not asked({"pool": {**pool, "at_least": 101}}, concluded(), oil)
    assert not asked({"pool": {**pool, "document": "none"}}, concluded(), oil)


def test_stances_take_the_highest_level_and_the_verification_asked():
    watched = document(
        "deal", ["dprk"], [], clause("deal.1", "dprk", "freeze", 2, verification="v3")
    )
    assert asked(operative("dprk", "freeze", 2, verification="v3"), watched)
    assert not asked(operative("dprk", "freeze", 2, verification="v4"), watched)
    assert not asked(operative("dprk", "freeze", 3), watched)


def test_the_charter_is_asked_for_each_debtor():
    """A debtor's own force is the other five's to answer, not its own proviso's."""
    proviso = {"charter": "all_other_five"}
    both = document(
        "calm",
        ["usa", "rus"],
        [],
        clause("calm.1", "usa", "pledge", 1, ["dprk"], so_long_as=proviso),
        clause("calm.2", "rus", "pledge", 1, ["dprk"], so_long_as=proviso),
        status="concluded",
    )
    assert standing(state(both, force=["rus"])) == {"c:calm.2"}


def test_thresholds_over_one_total_share_it():
    """Rulebook 5: shared totals with sorted thresholds, never expanded lists."""
    oil = [
        document(f"oil{n}", ["usa"], [], clause(f"oil{n}.1", "usa", "fuel", 50, ["dprk"]))
        for n in range(3)
    ]
    asks = [
        document(f"ask{n}", ["jpn"], [], provided=operative("usa", "fuel", 10 * n + 1))
        for n in range(20)
    ]
    needs = compile_table(state(*oil, *asks), {}).needs
    sums = [needs[f"d:ask{n}"].children[-1] for n in range(20)]
    assert all(isinstance(each, f.Sum) for each in sums)
    assert len({id(each.weights) for each in sums}) == 1
    assert len({each.at_least for each in sums}) == 20


def test_equal_leaves_of_one_view_are_one_formula():
    asks = [document(f"ask{n}", ["jpn"], [], provided=operative("usa", "pledge")) for n in range(2)]
    needs = compile_table(state(*asks), {}).needs
    assert needs["d:ask0"].children[-1] is needs["d:ask1"].children[-1]


def test_facts_are_named_by_form_and_by_who_asks():
    both = {"all": [{"compliant": "dprk"}, {"round": {"at_least": 9}}]}
    facts = compile_table(state(document("asks", ["jpn", "usa"], [], provided=both)), {}).facts
    assert facts == {'{"compliant":"dprk"} @usa+jpn': True, '{"round":{"at_least":9}}': False}
    for name in facts:
        assert fact_text(name) in ('{"compliant":"dprk"}', '{"round":{"at_least":9}}')
        assert fact_form(name) in list(when(both).form.of)


# A condition sees only what all signatories of its own document may see

SECRET = document(
    "hush", ["rus"], ["dprk"], clause("hush.1", "rus", "fuel", 100, ["dprk"]),
    audience="secret", accepted={"dprk": True},
)  # fmt: skip
OUT_OF_SIGHT = [
    {"concluded": "hush"},
    {"accepts": {"by": "dprk", "document": "hush"}},
    operative("rus", "fuel", 100),
    operative("rus", "fuel", 1),
    {"pool": {"document": "hush", "instrument": "fuel", "at_least": 1}},
]


@pytest.mark.parametrize("tree", OUT_OF_SIGHT, ids=str)
@pytest.mark.parametrize("parties", [("jpn",), ("rus", "dprk", "jpn")], ids=str)
def test_a_secret_document_never_makes_an_outsiders_condition_true(tree, parties):
    """Rulebook 4, the rule of sight."""
    asks = document("asks", list(parties), [], provided=tree)
    with_it, without = state(asks, SECRET), state(asks)
    assert "d:hush" in standing(with_it)
    assert "d:asks" not in standing(with_it)
    assert reasons(with_it, "d:asks") == reasons(without, "d:asks")
    assert compile_table(with_it, {}).needs["d:asks"] == compile_table(without, {}).needs["d:asks"]


@pytest.mark.parametrize("tree", OUT_OF_SIGHT, ids=str)
def test_those_who_signed_a_secret_may_build_on_it(tree):
    assert asked(tree, SECRET, parties=("dprk",))
    assert asked(tree, SECRET, parties=("rus", "dprk"))


# An oracle: strike from all, asking each condition of the table itself


def struck_down(table):
    """The greatest set that supports itself, by the words of Rulebook 5 and nothing else."""
    left = set(compile_table(table, {}).needs)
    while True:
        kept = {name for name in left if is_kept(name, left, table)}
        if kept == left:
            return left
        left = kept


def is_kept(name, left, table):
    sort, _, rest = name.partition(":")
    doc = table.documents[rest.split(":")[0].split(".")[0]]
    terms = doc.terms
    seats = signatories(terms)

    def met(condition, asker):
        return evaluate(condition.form, lambda leaf: is_met(leaf, left, table, seats, asker))

    if sort == "a":
        seat = rest.split(":")[1]
        reservation = doc.answers[seat].reservation if seat in doc.answers else when(True)
        return f"d:{terms.id}" in left and met(reservation, seat)
    if sort == "d":
        accepted = {seat for seat in seats if f"a:{terms.id}:{seat}" in left}
        return set(seats) <= accepted and met(terms.provided, None)
    owed = next(each for each in terms.clauses if each.id == rest)
    awake = met(owed.condition, owed.debtor)
    if doc.status == "concluded":
        return awake
    return awake and f"d:{terms.id}" in left and f"a:{terms.id}:{owed.debtor}" in left


def is_met(leaf, left, table, seats, asker):
    if not isinstance(leaf, Simultaneous):
        return holds(leaf, table, Knowledge(seats), asker)
    seen = [each for each in table.documents.values() if visible_to_all(each, seats)]
    awake = [each for doc in seen for each in doc.terms.clauses if f"c:{each.id}" in left]
    match leaf:
        case Operative(what=what):
            return reaches(awake, what, table.scenario)
        case Pool(document=name, instrument=instrument, at_least=at_least):
            pledged = [each for each in awake if each.id.startswith(f"{name}.")]
            return pooled(pledged, instrument) >= at_least
    doc = next((each for each in seen if each.terms.id == leaf.document), None)
    if doc is None:
        return False
    is_over = doc.status == "concluded"
    match leaf:
        case Concluded(document=name):
            return is_over or f"d:{name}" in left
        case Accepts(by=by, document=name):
            return (is_over and by in doc.bound) or f"a:{name}:{by}" in left


SAID = st.just(when(True)) | CONDITION
INSTRUMENTS = [
    ("dprk", "freeze", 1),
    ("dprk", "freeze", 2),
    ("usa", "food", 100),
    ("prc", "fuel", 50),
]


@st.composite
def tables(draw):
    """Up to three documents, full of conditions on one another."""
    documents = []
    for name in ("alpha", "beta", "gamma"):
        first, *rest = draw(st.lists(st.sampled_from(SEATS), min_size=1, max_size=3, unique=True))
        clauses = [
            clause(f"{name}.{n}", by, what, level, ["jpn"], so_long_as=draw(SAID).tree)
            for n, (by, what, level) in enumerate(
                draw(st.lists(st.sampled_from(INSTRUMENTS), max_size=2)), start=1
            )
        ]
        debtors = [each.debtor for each in clauses]
        sponsors = list(dict.fromkeys([first, *debtors]))
        addressees = [seat for seat in rest if seat not in sponsors]
        accepted = {seat: draw(SAID).tree for seat in addressees if draw(st.integers(0, 4))}
        documents.append(
            document(
                name, sponsors, addressees, *clauses,
                audience=draw(st.sampled_from(("secret", "closed", "public"))),
                status=draw(st.sampled_from(("open", "open", "concluded", "declined"))),
                accepted=accepted,
                provided=draw(SAID).tree,
            )
        )  # fmt: skip
    return state(*documents)


@settings(max_examples=200)
@given(tables())
def test_settlement_is_what_the_rulebook_says_in_words(table):
    assert standing(table) == struck_down(table)


@settings(max_examples=100)
@given(tables())
def test_you_first_is_never_more_than_what_settles(table):
    assert set(you_first(table, {})) <= standing(table)


@settings(max_examples=50)
@given(tables(), st.permutations(["alpha", "beta", "gamma"]))
def test_no_order_of_documents_changes_a_settlement(table, order):
    shuffled = state(*(table.documents[name] for name in order))
    assert settled(shuffled).fell == settled(table).fell
    assert standing(shuffled) == standing(table)


# Why, as far as one may know


def test_a_chain_ends_in_a_refusal():
    asks = document("asks", ["jpn"], [], provided={"concluded": "deal"})
    table = state(asks, offer(accepted={"prc": True}))
    assert reasons(table, "d:asks") == (
        Cause(candidate="d:asks", kind="candidate", lacked="d:deal"),
        Cause(candidate="d:deal", kind="candidate", lacked="a:deal:dprk"),
    )
    assert reasons(table, "a:asks:jpn")[0].lacked == "d:asks"


def test_a_chain_ends_in_a_meter_a_denial_or_a_sum():
    for tree, cause in (
        (
            {"meter": {"name": "tension", "at_most": 3}},
            ("fact", '{"meter":{"at_most":3,"name":"tension"}}'),
        ),
        ({"all": [True, {"not": {"present": "usa"}}]}, ("not", '{"not":{"present":"usa"}}')),
        (
            {"any": [operative("usa", "fuel", 50)]},
            ("short", '{"operative":{"by":"usa","instrument":"fuel","level":50}}'),
        ),
        ({"any": []}, ("short", '{"any":[]}')),
        ({"at_least": [2, [True]]}, ("short", '{"at_least":[2,[true]]}')),
        ({"all": [{"at_least": [1, [{"any": []}]]}]}, ("short", '{"any":[]}')),
    ):
        table = state(document("asks", ["jpn"], [], provided=tree))
        (end,) = reasons(table, "d:asks")
        assert (end.kind, end.lacked) == cause


def test_a_quorum_that_nobody_could_meet_is_short():
    (end,) = reasons(state(document("asks", ["jpn"], [], quorum=3)), "d:asks")
    assert (end.kind, end.lacked) == ("short", "short")


def test_what_stands_has_no_chain():
    assert reasons(state(concluded()), "c:deal.1") == ()


def test_a_chain_stops_where_its_readers_may_not_look():
    """A public text may rest on a secret one its signatories share: others are not told."""
    bound = document("hush", ["rus"], ["dprk"], clause("hush.1", "rus", "fuel", 100, ["dprk"]),
                     audience="secret")  # fmt: skip
    open_text = document("open", ["rus"], ["dprk"], provided={"concluded": "hush"},
                         audience="public", accepted={"dprk": True})  # fmt: skip
    asks = document("asks", ["jpn"], [], provided={"concluded": "open"}, audience="public")
    hidden, absent = state(open_text, asks, bound), state(open_text, asks)
    assert reasons(hidden, "d:asks")[-1].lacked == "a:hush:dprk"
    assert reasons(hidden, "d:asks", EVERYBODY) == reasons(absent, "d:asks", EVERYBODY)
    assert reasons(hidden, "d:asks", EVERYBODY)[-1].lacked == '{"concluded":"hush"}'
    assert reasons(hidden, "d:open", ("dprk", "rus", "control"))[-1].lacked == "a:hush:dprk"


def test_a_breach_only_its_signatories_saw_is_not_told_to_others():
    deal = document(
        "deal", ["usa"], ["dprk"],
        clause("deal.1", "dprk", "freeze"),
        clause("deal.2", "usa", "food", 100, ["dprk"], so_long_as={"compliant": "dprk"}),
        status="concluded", audience="public",
    )  # fmt: skip
    asks = document("asks", ["jpn"], [], provided=operative("usa", "food", 100), audience="public")
    evaded = delivery("deal.1", "evaded", 0, seen_by=("usa",))
    table = state(deal, asks, deliveries=[evaded])
    assert reasons(table, "c:deal.2", ("usa", "dprk"))[-1].lacked == '{"compliant":"dprk"}'
    assert reasons(table, "c:deal.2", EVERYBODY) == (
        Cause(candidate="c:deal.2", kind="unseen", lacked=""),
    )
    assert reasons(table, "d:asks", EVERYBODY) == (
        Cause(candidate="d:asks", kind="candidate", lacked="c:deal.2"),
        Cause(candidate="c:deal.2", kind="unseen", lacked=""),
    )


@settings(max_examples=100)
@given(tables(), st.lists(st.sampled_from(SEATS), min_size=1, max_size=3, unique=True))
def test_what_is_told_agrees_with_what_happened_and_shows_nothing_hidden(table, seats):
    readers = tuple(seats)
    real = settled(table)
    told = told_to(readers, table, {}, real)
    seen = {name for name, each in table.documents.items() if visible_to_all(each, readers)}
    for name in told.compiled.needs:
        assert name.split(":")[1].split(".")[0] in seen
        assert (name in told.settlement.standing) is (name in real.standing)
        links = told.chain(name)
        assert bool(links) is (name not in real.standing)
        for cause in links:
            assert cause.candidate in told.compiled.needs
        assert not links or links[-1].lacked not in real.standing


@settings(max_examples=100)
@given(tables(), st.sampled_from(SEATS))
def test_what_is_told_depends_on_nothing_out_of_sight(table, reader):
    """Where a hidden text changes nothing one sees, it changes nothing one is told."""
    readers = (reader,)
    seen = [each for each in table.documents.values() if visible_to_all(each, readers)]
    bare = state(*seen)
    told, plain = (told_to(readers, each, {}, settled(each)) for each in (table, bare))
    if told.settlement.standing == plain.settlement.standing:
        assert told.settlement.fell == plain.settlement.fell
        assert told.near(["alpha"]) == plain.near(["alpha"])


def test_near_misses_say_whose_yes_was_lacking():
    """Rulebook 5: up to three near misses of at most two leaves each."""
    table = state(offer(accepted={"prc": True}))
    told = told_to(SEATS, table, {}, settled(table))
    assert told.near(["deal"]) == {"deal": (("a:deal:dprk",),)}


def test_near_misses_name_facts_by_their_form():
    calm = {"meter": {"name": "tension", "at_most": 3}}
    table = state(document("asks", ["jpn"], [], provided=calm))
    told = told_to(SEATS, table, {}, settled(table))
    assert told.near(["asks"]) == {"asks": (('{"meter":{"at_most":3,"name":"tension"}}',),)}
