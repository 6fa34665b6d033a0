"""The game's data as English: every form reads, and nothing unseen is given away."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.conditions import documents
from rules.documents.shape import debtors, is_named, kind, signatories
from rules.model import Cause
from rules.names import SEATS
from rules.prose import (
    UNSEEN_TEXT,
    cause_text,
    clause_text,
    condition_text,
    document_text,
    kind_text,
    near_text,
    order_dispute_text,
)
from rules.prose.words import counted, in_words, listed, sentence, with_article

from .condition_strategies import CONDITION
from .tiny import SCENARIO, clause, document, operative, performed, when

LABELS = {"deal": "K7M2", "oil": "P3QX"}
FREEZE = operative("dprk", "freeze")


def reads(tree):
    return condition_text(when(tree), SCENARIO, LABELS.get)


def test_a_clause_reads_as_treaty_text():
    fed = clause("deal.1", "usa", "food", 100, ["dprk"], rounds=4, verification="v3",
                 so_long_as=FREEZE)  # fmt: skip
    assert clause_text(fed, SCENARIO, LABELS.get) == (
        "We, the United States, will deliver 100 kt of food aid a round to the DPRK, "
        "for four rounds, under observers, so long as the undertaking of the DPRK "
        "to “shut down the reactor” or go further is in force."
    )


def test_a_stance_is_undertaken_toward_somebody_and_for_good():
    sworn = clause("deal.1", "jpn", "pledge", 2, ["dprk", "rok"], start=1)
    assert clause_text(sworn, SCENARIO, LABELS.get) == (
        "We, Japan, will toward the DPRK and the ROK neither attack nor threaten to attack, "
        "for good after a delay of one round."
    )
    quiet = clause("deal.1", "dprk", "tests", rounds=1)
    assert clause_text(quiet, SCENARIO, LABELS.get) == (
        "We, the Democratic People's Republic of Korea, will hold no nuclear or missile test, "
        "for one round."
    )


def test_a_drafts_impossible_clause_still_reads():
    for odd in (clause("deal.1", "dprk", "freeze", 9), clause("deal.1", "dprk", "gold", 2)):
        assert f"undertake “{odd.instrument}” at level {odd.level}, for good." in clause_text(
            odd, SCENARIO, LABELS.get
        )


@pytest.mark.parametrize(
    ("tree", "text"),
    [
        (True, "in any case"),
        ({"all": []}, "in any case"),
        ({"any": []}, "in no case"),
        ({"all": [{"present": "usa"}]}, "the US is at the table"),
        (
            {"all": [{"present": "usa"}, {"any": [{"open": "hostile"}, {"compliant": "jpn"}]}]},
            (
                "the US is at the table and [either the ground “hostile policy” is open "
                "or Japan is not known to have evaded any undertaking]"
            ),
        ),
        (
            {"at_least": [2, [{"present": "usa"}, {"present": "rus"}, {"round": {"at_most": 4}}]]},
            (
                "at least two of these are so: (1) the US is at the table, "
                "(2) Russia is at the table, (3) the round is at most 4"
            ),
        ),
        ({"accepts": {"by": "jpn", "document": "deal"}}, "Japan accepts K7M2"),
        ({"concluded": "deal"}, "K7M2 is concluded"),
        ({"concluded": "hush"}, "a text you cannot see is concluded"),
        (
            operative("dprk", "freeze", 2, toward="usa", verification="v4"),
            (
                "the undertaking of the DPRK to “shut down all nuclear plants”, toward the US, "
                "under inspectors by arrangement or closer, is in force"
            ),
        ),
        (
            operative("dprk", "freeze", 2, verification="v5"),
            (
                "the undertaking of the DPRK to “shut down all nuclear plants”, "
                "under inspectors anywhere, is in force"
            ),
        ),
        (
            operative("usa", "fuel", 50, toward="dprk", verification="v0"),
            "the US stands pledged to deliver at least 50 kt of heavy fuel oil a round to the DPRK",
        ),
        (
            {"all": [operative("dprk", "freeze", 2, verification="v5"), {"present": "rus"}]},
            (
                "the undertaking of the DPRK to “shut down all nuclear plants”, "
                "under inspectors anywhere, is in force, and Russia is at the table"
            ),
        ),
        (operative("dprk", "gold", 2), "the undertaking of the DPRK “gold” at level 2 is in force"),
        (
            {"pool": {"document": "deal", "instrument": "food", "at_least": 150}},
            "K7M2 pledges at least 150 kt of “Food aid” together",
        ),
        (
            {"pool": {"document": "deal", "instrument": "gold", "at_least": 1}},
            "K7M2 pledges at least 1 of “gold” together",
        ),
        (
            {"was": {"concluded": "deal"}},
            "at the end of an earlier round this was so: K7M2 is concluded",
        ),
        (
            performed("dprk", "freeze"),
            (
                "the DPRK has, as far as is known, performed its undertaking "
                "to “shut down the reactor” or go further"
            ),
        ),
        (
            performed("usa", "food", 300),
            "the US has, as far as is known, delivered at least 300 kt of “Food aid” in all",
        ),
        (
            {"verified": performed("dprk", "tests")["performed"]},
            (
                "it is verified that the DPRK has performed its undertaking "
                "to “hold no nuclear or missile test”"
            ),
        ),
        ({"charter": "all_other_five"}, "none of the other five has committed an act of force"),
        ({"meter": {"name": "tension", "at_most": 40}}, "“Tension” is at most 40"),
        ({"meter": {"name": "luck", "at_least": 1}}, "“luck” is at least 1"),
        ({"open": "other"}, "the ground “other” is open"),
        ({"not": {"compliant": "usa"}}, "the US is known to have evaded an undertaking"),
        ({"not": {"present": "usa"}}, "the US has walked out"),
        ({"not": {"open": "hostile"}}, "the ground “hostile policy” is closed"),
        (
            {"not": {"charter": "all_other_five"}},
            "one of the other five has committed an act of force",
        ),
        (
            {"not": {"all": [True, {"round": {"at_least": 3}}]}},
            "it is not so that [in any case and the round is at least 3]",
        ),
    ],
    ids=str,
)
def test_every_form_of_condition_reads(tree, text):
    assert reads(tree) == text


@given(CONDITION)
def test_any_condition_reads_without_a_trace_of_its_tree(condition):
    text = condition_text(condition, SCENARIO, LABELS.get)
    assert text
    assert not set(text) & set("{}_'\"") - set("_")
    assert "None" not in text


@given(CONDITION, st.sampled_from(("alpha", "beta", "nowhere")))
def test_a_text_one_cannot_see_is_never_named(condition, document_id):
    text = condition_text(condition, SCENARIO, lambda name: None)
    assert document_id not in text
    assert (UNSEEN_TEXT in text) == bool(documents(condition.form))


@pytest.mark.parametrize(
    ("sponsors", "addressees", "expected"),
    [
        (["usa"], [], "declaration"),
        (["usa", "rok"], [], "joint_declaration"),
        (["usa"], ["dprk"], "offer"),
        (["usa", "rok"], ["dprk"], "joint_offer"),
        (SEATS, [], "joint_statement"),
    ],
)
def test_a_documents_kind_is_its_shape(sponsors, addressees, expected):
    """Rulebook 3: by shape, never by flag."""
    terms = document("deal", sponsors, addressees).terms
    assert kind(terms) == expected
    assert kind_text(expected).lower().replace(" ", "_") == expected
    assert document_text(terms, SCENARIO, LABELS.get).startswith(f"{kind_text(expected)} by ")


def test_signatories_debtors_and_the_named_keep_the_order_of_the_table():
    terms = document(
        "deal", ["usa", "rok"], ["dprk"],
        clause("deal.1", "usa", "food", 50), clause("deal.2", "dprk", "freeze"),
        clause("deal.3", "usa", "tests"), associates=("jpn",),
    ).terms  # fmt: skip
    assert signatories(terms) == ("dprk", "rok", "usa")
    assert debtors(terms) == ("dprk", "usa")
    assert [seat for seat in SEATS if is_named(terms, seat)] == ["dprk", "rok", "usa", "jpn"]


def test_a_document_reads_as_a_whole():
    text = document_text(
        document(
            "deal", ["usa", "rok"], ["dprk"],
            clause("deal.1", "usa", "food", 50, ["dprk"]), clause("deal.2", "dprk", "freeze"),
            associates=("prc",), provided={"concluded": "oil"},
        ).terms,
        SCENARIO,
        LABELS.get,
    )  # fmt: skip
    assert text.splitlines() == [
        "Joint offer by the ROK and the US to the DPRK, in association with the PRC.",
        "1. We, the United States, will deliver 50 kt of food aid a round to the DPRK, for good.",
        "2. We, the Democratic People's Republic of Korea, will shut down the reactor, for good.",
        (
            "This text is concluded once all its signatories accept it, "
            "provided that P3QX is concluded."
        ),
    ]


@pytest.mark.parametrize(
    ("addressees", "more", "said"),
    [
        (
            ["dprk"],
            {"quorum": 2},
            "once two of its signatories accept it, every debtor among them.",
        ),
        (
            ["dprk"],
            {"quorum": 2, "divisible": True},
            "once two of its signatories accept it. It binds those who accept it.",
        ),
        (
            ["dprk"],
            {"divisible": True},
            "once a sponsor and an addressee accept it. It binds those who accept it.",
        ),
        ([], {}, "when it is made."),
    ],
)
def test_a_document_says_whose_acceptance_it_takes(addressees, more, said):
    terms = document("deal", ["usa"], addressees, **more).terms
    assert document_text(terms, SCENARIO, LABELS.get).endswith(f"is concluded {said}")


def why(*causes):
    chain = tuple(Cause(candidate=one, kind=kind, lacked=what) for one, kind, what in causes)
    return cause_text(chain, SCENARIO, LABELS.get)


def test_a_chain_reads_as_a_sentence_a_hop():
    assert why(
        ("c:oil.2", "candidate", "d:oil"),
        ("d:oil", "candidate", "a:oil:jpn"),
        ("a:oil:jpn", "candidate", "c:deal.1"),
        ("c:deal.1", "candidate", "a:deal:dprk"),
    ) == (
        "Clause 2 of P3QX is not in force because P3QX was not concluded.",
        ("P3QX was not concluded because the acceptance of P3QX by Japan did not stand."),
        ("The acceptance of P3QX by Japan did not stand because clause 1 of K7M2 is not in force."),
        "Clause 1 of K7M2 is not in force because the DPRK did not accept K7M2.",
    )


@pytest.mark.parametrize(
    ("kind", "lacked", "end"),
    [
        ("fact", '{"present":"usa"}', ": it needs this to be so: the US is at the table."),
        ("not", '{"not":{"present":"usa"}}', ": it needs this to be so: the US has walked out."),
        (
            "short",
            '{"operative":{"by":"usa","instrument":"fuel","level":50}}',
            (
                ": all that is offered together cannot meet this: the US stands pledged to deliver "
                "at least 50 kt of heavy fuel oil a round."
            ),
        ),
        ("short", "short", ": its signatories are fewer than the acceptances it asks for."),
        ("unseen", "", " for a reason that is not yours to know."),
        ("candidate", "c:hush.3", " because a clause of a text you cannot see is not in force."),
    ],
)
def test_a_chains_end_reads(kind, lacked, end):
    assert why(("d:deal", kind, lacked)) == (f"K7M2 was not concluded{end}",)


def test_a_clause_that_sleeps_says_until_when():
    assert why(("c:deal.1", "fact", '{"present":"usa"}')) == (
        "Clause 1 of K7M2 is not in force until the US is at the table.",
    )


def test_near_misses_and_order_disputes_read():
    near = ("a:deal:dprk", '{"present":"usa"}')
    assert near_text(near, SCENARIO, LABELS.get) == (
        "It would have stood if the DPRK had accepted K7M2 "
        "and this had been so: the US is at the table."
    )
    assert near_text(("c:oil.1", "d:deal"), SCENARIO, LABELS.get) == (
        "It would have stood if clause 1 of P3QX had been in force and K7M2 had been concluded."
    )
    assert order_dispute_text("deal.1", "oil.2", LABELS.get) == (
        "Order dispute: clause 1 of K7M2 and clause 2 of P3QX each wait for the other to go first."
    )


def test_small_grammar():
    assert [in_words(n) for n in (0, 1, 12, 13, -1)] == ["no", "one", "twelve", "13", "-1"]
    assert [counted(n, "round") for n in (1, 2)] == ["one round", "two rounds"]
    assert [listed(list(names)) for names in ("", "a", "ab", "abc")] == [
        "", "a", "a and b", "a, b and c",
    ]  # fmt: skip
    assert listed(["a", "b"], "or") == "a or b"
    assert sentence("so it is") == sentence("so it is.") == "So it is."
    named = ("DPRK", "US", "Japan", "North Korea", "United States", "Republic of Korea", "the UN")
    assert [with_article(name) for name in named] == [
        "the DPRK", "the US", "Japan", "North Korea", "the United States",
        "the Republic of Korea", "the UN",
    ]  # fmt: skip
