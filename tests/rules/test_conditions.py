"""The condition language: every form is read and written, everything else is refused by path."""

import json

import msgspec
import pytest
from hypothesis import given

from rules.conditions import (
    DEPTH_MAX,
    LEAVES_MAX,
    BadCondition,
    Condition,
    Performed,
    canonical,
    decode_hook,
    documents,
    encode_hook,
    leaves,
    parse,
    tree,
)
from rules.conditions.known import known

from .condition_strategies import FORM
from .tiny import SCENARIO, operative, when

STOP = {"by": "dprk", "instrument": "freeze", "level": 1}
FORMS = [
    True,
    {"all": []},
    {"all": [True, {"present": "usa"}]},
    {"any": [{"compliant": "dprk"}]},
    {"at_least": [2, [True, True, {"open": "hostile"}]]},
    {"not": {"friend": "sipri"}},
    {"not": {"meter": {"name": "tension", "at_least": 60}}},
    {"not": {"was": {"concluded": "k7m2aaaa"}}},
    {"accepts": {"by": "jpn", "document": "k7m2aaaa"}},
    {"concluded": "k7m2aaaa"},
    {"operative": STOP},
    {"operative": {**STOP, "toward": "usa", "verification": "v3"}},
    {"pool": {"document": "k7m2aaaa", "instrument": "food", "at_least": 300}},
    {"was": {"accepts": {"by": "jpn", "document": "k7m2aaaa"}}},
    {"was": {"operative": STOP}},
    {"was": {"pool": {"document": "d", "instrument": "food", "at_least": 1}}},
    {"performed": STOP},
    {"verified": STOP},
    {"compliant": "dprk"},
    {"charter": "all_other_five"},
    {"meter": {"name": "tension", "at_most": -3}},
    {"round": {"at_least": 3}},
    {"round": {"at_most": 4}},
    {"present": "usa"},
    {"open": "hostile"},
]
AT_ONCE = "no unique answer"
REFUSED = [
    (False, "", "true or an object"),
    (None, "", "true or an object"),
    (1, "", "true or an object"),
    ("true", "", "true or an object"),
    ([], "", "true or an object"),
    ({}, "", "exactly one key"),
    ({"all": [], "any": []}, "", "exactly one key"),
    ({1: True}, "", "must be a word"),
    ({"enemy": "sipri"}, "", "no form"),
    ({"all": {"any": []}}, "/all", "a list"),
    ({"all": [True, {"nor": []}]}, "/all/1", "no form"),
    ({"any": [{"all": [{"present": "mars"}]}]}, "/any/0/all/0/present", "one of dprk"),
    ({"at_least": [1]}, "/at_least", "[k, [conditions]]"),
    ({"at_least": [True, []]}, "/at_least/0", "whole number"),
    ({"at_least": [-1, []]}, "/at_least/0", "from 0"),
    ({"at_least": [1, True]}, "/at_least/1", "a list"),
    ({"at_least": [1, [{"no": 1}]]}, "/at_least/1/0", "no form"),
    ({"not": {"concluded": "k7m2"}}, "/not", AT_ONCE),
    ({"not": {"accepts": {"by": "usa", "document": "k"}}}, "/not", AT_ONCE),
    ({"not": {"operative": STOP}}, "/not", AT_ONCE),
    ({"not": {"any": [True, {"not": {"operative": STOP}}]}}, "/not/any/1/not", AT_ONCE),
    (
        {"not": {"pool": {"document": "k", "instrument": "food", "at_least": 1}}},
        "/not",
        AT_ONCE,
    ),
    ({"accepts": "usa"}, "/accepts", "an object"),
    ({"accepts": {"by": "usa"}}, "/accepts", "'document' is missing"),
    ({"accepts": {"by": "usa", "document": "d", "x": 1}}, "/accepts", "called 'x'"),
    ({"accepts": {"by": ["usa"], "document": "d"}}, "/accepts/by", "one of"),
    ({"concluded": 7}, "/concluded", "a name"),
    ({"concluded": "we shall meet again"}, "/concluded", "a name"),
    ({"concluded": "x" * 65}, "/concluded", "a name"),
    ({"concluded": "k7m2\n"}, "/concluded", "a name"),
    ({"operative": {**STOP, "level": True}}, "/operative/level", "whole number"),
    ({"operative": {**STOP, "level": 1.0}}, "/operative/level", "whole number"),
    ({"operative": {**STOP, "level": 0}}, "/operative/level", "from 1"),
    ({"operative": {**STOP, "level": 10**9}}, "/operative/level", "from 1"),
    ({"operative": {**STOP, "toward": None}}, "/operative/toward", "one of"),
    ({"performed": {**STOP, "verification": "v6"}}, "/performed/verification", "one of v0"),
    ({"verified": {"by": "usa"}}, "/verified", "'instrument' is missing"),
    ({"pool": {"document": "d", "instrument": "food"}}, "/pool", "'at_least' is missing"),
    (
        {"pool": {"document": "d", "instrument": "food", "at_least": "1"}},
        "/pool/at_least",
        "whole number",
    ),
    ({"was": True}, "/was", "exactly one key"),
    ({"was": {"present": "usa"}}, "/was", "one of accepts"),
    ({"was": {"was": {"concluded": "d"}}}, "/was", "one of accepts"),
    ({"was": {"concluded": ""}}, "/was/concluded", "a name"),
    ({"compliant": "control"}, "/compliant", "one of dprk"),
    ({"charter": "usa"}, "/charter", "all_other_five"),
    ({"charter": True}, "/charter", "all_other_five"),
    ({"meter": {"at_least": 3}}, "/meter", "'name' is missing"),
    ({"meter": {"name": "tension"}}, "/meter", "exactly one of"),
    ({"meter": {"name": "t", "at_least": 1, "at_most": 2}}, "/meter", "exactly one of"),
    ({"meter": {"name": "t", "at_least": "1"}}, "/meter/at_least", "whole number"),
    ({"round": 3}, "/round", "an object"),
    ({"round": {}}, "/round", "exactly one of"),
    ({"round": {"at_most": False}}, "/round/at_most", "whole number"),
    ({"open": None}, "/open", "a name"),
]


@pytest.mark.parametrize("written", FORMS, ids=json.dumps)
def test_every_form_is_read_and_written_alike(written):
    """Rulebook 4: conditions are trees on the wire."""
    assert parse(written).tree == written


@pytest.mark.parametrize(("written", "path", "hint"), REFUSED, ids=str)
def test_what_is_no_form_is_refused_where_it_stands(written, path, hint):
    with pytest.raises(BadCondition) as refusal:
        parse(written, "/while")
    assert refusal.value.path == "/while" + path
    assert hint in refusal.value.hint


@given(FORM)
def test_any_form_survives_being_written_and_read(form):
    assert parse(json.loads(json.dumps(tree(form)))).form == form


@given(FORM, FORM)
def test_forms_have_one_text_each(one, other):
    assert (canonical(one) == canonical(other)) == (one == other)


def nested(depth: int):
    written = True
    for _ in range(depth - 1):
        written = {"all": [written]}
    return written


def test_a_condition_has_a_greatest_depth():
    assert parse(nested(DEPTH_MAX))
    with pytest.raises(BadCondition) as refusal:
        parse(nested(DEPTH_MAX + 1))
    assert refusal.value.path == "/all/0" * DEPTH_MAX


def test_denials_count_as_depth():
    written = True
    for _ in range(3000):
        written = {"not": written}
    with pytest.raises(BadCondition, match="deep"):
        parse(written)


@pytest.mark.parametrize("leaf", [True, {"round": {"at_least": 1}}, {"all": []}], ids=str)
def test_a_condition_has_a_greatest_number_of_leaves_and_empty_lists_count(leaf):
    assert parse({"any": [leaf] * LEAVES_MAX})
    with pytest.raises(BadCondition) as refusal:
        parse({"any": [leaf] * (LEAVES_MAX + 1)})
    assert refusal.value.path.startswith(f"/any/{LEAVES_MAX}")


def test_leaves_are_named_by_the_pointer_that_leads_to_them():
    written = {"all": [{"at_least": [1, [{"present": "usa"}]]}, {"not": {"performed": STOP}}]}
    named = list(leaves(parse(written).form))
    assert [path for path, _ in named] == ["/all/0/at_least/1/0", "/all/1/not"]
    assert isinstance(named[1][1], Performed)


@given(FORM)
def test_following_a_leafs_pointer_through_the_tree_finds_that_leaf(form):
    for path, leaf in leaves(form):
        node = tree(form)
        for step in path.split("/")[1:]:
            node = node[int(step)] if isinstance(node, list) else node[step]
        assert node == tree(leaf)


def test_documents_are_named_once_each_past_ones_too():
    written = {
        "all": [
            {"accepts": {"by": "usa", "document": "b"}},
            {"any": [{"was": {"concluded": "a"}}, {"concluded": "b"}]},
            {"pool": {"document": "c", "instrument": "food", "at_least": 1}},
        ]
    }
    assert documents(parse(written).form) == ("b", "a", "c")


class Holder(msgspec.Struct, forbid_unknown_fields=True):
    clauses: list[Condition]


def test_typed_fields_are_read_and_written_as_trees():
    data = {"clauses": [True, {"present": "usa"}]}
    holder = msgspec.convert(data, Holder, dec_hook=decode_hook)
    assert holder.clauses[1] == parse({"present": "usa"})
    assert msgspec.to_builtins(holder, enc_hook=encode_hook) == data
    assert msgspec.json.decode(msgspec.json.encode(holder, enc_hook=encode_hook)) == data


def test_a_typed_fields_refusal_carries_both_paths():
    data = {"clauses": [True, {"all": [{"present": "mars"}]}]}
    with pytest.raises(msgspec.ValidationError) as refusal:
        msgspec.convert(data, Holder, dec_hook=decode_hook)
    assert "/all/0/present" in str(refusal.value)
    assert "$.clauses[1]" in str(refusal.value)


def test_the_hooks_know_conditions_and_nothing_else():
    with pytest.raises(NotImplementedError):
        decode_hook(set, 1)
    with pytest.raises(NotImplementedError):
        encode_hook(object())


def test_conditions_are_equal_when_their_forms_are():
    assert when({"present": "usa"}) == when({"present": "usa"}) != when({"present": "prc"})
    assert len({when(True), when(True)}) == 1
    assert when(True) != True  # noqa: E712  a condition is not its tree
    assert repr(when({"present": "usa"})) == "Condition({'present': 'usa'})"


def faults(written, documents_seen=frozenset()):
    return [
        (path, code)
        for path, code, _ in known(
            when(written),
            instruments={each.id: each for each in SCENARIO.instruments},
            meters={each.id for each in SCENARIO.meters},
            grounds={each.id for each in SCENARIO.grounds},
            friends={each.id for each in SCENARIO.friends},
            documents=documents_seen,
        )
    ]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        (operative("usa", "unheard_of"), "unknown-instrument"),
        (operative("rok", "freeze"), "not-a-debtor"),
        (operative("dprk", "freeze", 3), "no-such-level"),
        (operative("usa", "food", 401), "beyond-stock"),
        (operative("dprk", "freeze", toward="dprk"), "toward-itself"),
        (operative("usa", "pledge", verification="v3"), "not-verifiable"),
        ({"was": operative("dprk", "freeze", 9)}, "no-such-level"),
        ({"meter": {"name": "luck", "at_least": 1}}, "unknown-meter"),
        ({"open": "none"}, "unknown-ground"),
        ({"concluded": "d"}, "unknown-document"),
        ({"was": {"accepts": {"by": "usa", "document": "d"}}}, "unknown-document"),
        (
            {"pool": {"document": "seen", "instrument": "freeze", "at_least": 1}},
            "not-a-quantity",
        ),
        (
            {"pool": {"document": "seen", "instrument": "gold", "at_least": 1}},
            "unknown-instrument",
        ),
    ],
)
def test_names_that_lead_nowhere_are_found(written, code):
    assert faults({"all": [True, written]}, {"seen"}) == [("/all/1", code)]


@pytest.mark.parametrize(
    "written",
    [
        operative("dprk", "freeze", 2, verification="v5"),
        operative("usa", "food", 400, toward="dprk"),
        {"performed": {"by": "usa", "instrument": "food", "level": 900}},
        {"concluded": "seen"},
        {"meter": {"name": "tension", "at_most": 3}},
        {"open": "hostile"},
    ],
    ids=str,
)
def test_names_that_exist_are_passed(written):
    assert faults(written, {"seen"}) == []


def test_documents_may_be_left_unasked():
    assert faults({"concluded": "anything"}, None) == []
