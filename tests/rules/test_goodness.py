"""Goodness: what makes a public offer hard to decline."""

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from rules.scenario import Instrument, Level
from rules.weighing.goodness import goodness

from .tiny import SCENARIO, clause, document, operative, state

WORDS = Instrument(
    id="words",
    title="Fine words",
    track="aid",
    debtors=("usa", "rok"),
    tags=("intangible",),
    levels=(Level(title="fine", phrase="speak well"), Level(title="finer", phrase="speak better")),
    verifiable=True,
)
DEEDS = replace(WORDS, id="deeds", title="Quick deeds", tags=("concrete", "fast"))
SLOW = replace(WORDS, id="slow", title="Slow deeds", tags=("concrete", "slow"))
AID = replace(WORDS, id="aid", title="Aid", tags=("concrete", "fast", "relief"))
TABLE = state(
    scenario=replace(SCENARIO, instruments=(*SCENARIO.instruments, WORDS, DEEDS, SLOW, AID))
)
LEAVES = (
    operative("dprk", "freeze", 1),
    operative("dprk", "freeze", 2),
    operative("dprk", "tests", 1),
    {"compliant": "dprk"},
    {"meter": {"name": "tension", "at_most": 10}},
    {"meter": {"name": "tension", "at_least": 10}},
    {"round": {"at_least": 5}},
)


def offer(*clauses, sponsors=("usa",), **more):
    return document("o", sponsors, ["dprk"], *clauses, audience="public", **more).terms


def value(terms, table=TABLE):
    return goodness(table, terms).value


conditions = st.one_of(
    st.just(True),
    st.sampled_from(LEAVES),
    st.lists(st.sampled_from(LEAVES), min_size=1, max_size=4).map(lambda of: {"all": of}),
)


@st.composite
def clauses(draw, number):
    return clause(
        f"o.{number}",
        draw(st.sampled_from(["usa", "rok", "dprk"])),
        draw(st.sampled_from(["words", "deeds", "slow", "aid"])),
        1,
        ["dprk"],
        rounds=draw(st.sampled_from([None, 2])),
        verification=draw(st.sampled_from(["v0", "v3"])),
        so_long_as=draw(conditions),
    )


@st.composite
def offers(draw):
    count = draw(st.integers(1, 4))
    sponsors = draw(st.sampled_from([("usa",), ("usa", "rok")]))
    return offer(*(draw(clauses(n)) for n in range(1, count + 1)), sponsors=sponsors)


@given(offers(), st.data())
def test_swapping_an_intangible_for_a_concrete_fast_instrument_never_makes_it_worse(terms, data):
    """Rulebook 7, onus."""
    place = data.draw(st.integers(0, len(terms.clauses) - 1))
    quick = data.draw(st.sampled_from(["deeds", "aid"]))
    intangible = with_clause(terms, place, instrument="words")
    assert value(with_clause(terms, place, instrument=quick)) >= value(intangible)


@given(offers())
def test_goodness_is_the_sum_of_its_parts_from_0_to_10(terms):
    found = goodness(TABLE, terms)
    assert found.value == min(sum(amount for _, amount in found.parts), 10)
    assert 0 <= found.value <= 10


def with_clause(terms, place, **changes):
    changed = replace(terms.clauses[place], **changes)
    return replace(terms, clauses=(*terms.clauses[:place], changed, *terms.clauses[place + 1 :]))


def test_one_or_two_conditions_beat_none_and_beat_many():
    """Rulebook 7, onus."""
    many = [leaf for leaf in LEAVES if leaf not in (LEAVES[3], LEAVES[5])]
    by_count = [
        value(offer(clause("o.1", "usa", "aid", 1, ["dprk"], so_long_as={"all": many[:n]})))
        for n in range(len(many) + 1)
    ]
    assert by_count[1] == by_count[2]
    assert by_count[1] > by_count[0] > by_count[3]
    assert by_count[3] == by_count[4] == by_count[5]


def test_what_is_true_already_or_said_twice_is_no_further_condition():
    """Rulebook 7: distinct leaves, not already true."""
    twice = {"all": [LEAVES[0], LEAVES[0], {"any": [LEAVES[0], LEAVES[0]]}]}
    once = clause("o.1", "usa", "aid", 1, ["dprk"], so_long_as=LEAVES[0])
    again = clause("o.1", "usa", "aid", 1, ["dprk"], so_long_as=twice)
    assert value(offer(once)) == value(offer(again))
    idle = clause("o.1", "usa", "aid", 1, ["dprk"], so_long_as=LEAVES[5])
    assert value(offer(idle)) == value(offer(clause("o.1", "usa", "aid", 1, ["dprk"])))


def test_what_is_asked_in_return_is_neither_concrete_nor_a_condition():
    """Goodness counts what sponsors give."""
    given_ = clause("o.1", "usa", "words", 1, ["dprk"])
    asked = clause("o.2", "dprk", "deeds", 1, so_long_as={"all": list(LEAVES)})
    assert value(offer(given_, asked)) == value(offer(given_))


def test_who_offers_nothing_makes_no_good_offer():
    assert goodness(TABLE, offer(clause("o.1", "dprk", "deeds"))).value == 0


def test_fast_relief_beats_fast_deeds_beats_slow_ones():
    """Rulebook 7: concreteness, fast relief."""
    values = [
        value(offer(clause("o.1", "usa", name, 1, ["dprk"]))) for name in ("aid", "deeds", "slow")
    ]
    assert values[0] > values[1] > values[2]


def test_one_text_sponsored_by_two_beats_the_same_text_sponsored_by_one():
    aid = clause("o.1", "usa", "aid", 1, ["dprk"])
    assert value(offer(aid, sponsors=("usa", "rok"))) > value(offer(aid))


def test_terms_and_verification_count_as_detail():
    plain = value(offer(clause("o.1", "usa", "aid", 1, ["dprk"])))
    assert value(offer(clause("o.1", "usa", "aid", 1, ["dprk"], rounds=3))) == plain + 1
    assert value(offer(clause("o.1", "usa", "aid", 1, ["dprk"], verification="v3"))) == plain + 1


def broken(audience):
    pact = document(
        "p",
        ["usa"],
        ["rok"],
        clause("p.1", "usa", "deeds", 1, ["rok"]),
        status="concluded",
        audience=audience,
    )
    return state(pact, scenario=TABLE.scenario, breaches=((2, "p.1"),))


def test_a_public_breach_tells_against_its_sponsor_and_a_hidden_one_does_not():
    """Rulebook 7, sponsors' record; 6, a published number tells of nothing secret."""
    terms = offer(clause("o.1", "usa", "aid", 1, ["dprk"]))
    assert value(terms, broken("public")) == value(terms) - 1
    assert value(terms, broken("secret")) == value(terms)
