"""Assurances: the matrix as its viewer may know it, and the index with its ceilings."""

import pytest
from msgspec.structs import replace

from rules.scenario import BaseAssurance
from rules.weighing.assurance import index, matrix

from .tiny import SCENARIO, clause, document, state

FIVE = ("rok", "usa", "prc", "rus", "jpn")


def pledge(name, by, level=1, toward=("dprk",), **more):
    """A declaration in force by which `by` assures `toward`."""
    text = clause(f"{name}.1", by, "pledge", level, toward)
    return document(name, [by], [], text, status="concluded", **({"audience": "public"} | more))


def joint(name, by, level=1):
    texts = [
        clause(f"{name}.{n}", seat, "pledge", level, ["dprk"]) for n, seat in enumerate(by, start=1)
    ]
    return document(name, by, [], *texts, status="concluded", audience="public")


def strong(*documents, **more):
    """A table where each level of the pledge is worth five, so that only ceilings bind."""
    stronger = replace(
        SCENARIO.instrument["pledge"],
        assurance=replace(SCENARIO.instrument["pledge"].assurance, strength=5),
    )
    rest = [each for each in SCENARIO.instruments if each.id != "pledge"]
    return state(*documents, scenario=replace(SCENARIO, instruments=(*rest, stronger)), **more)


@pytest.mark.parametrize(
    ("by", "ceiling"),
    [
        ([], 2),
        (["prc", "rus", "jpn", "rok"], 2),
        (["usa"], 4),
        (["usa", "rok"], 6),
        (["usa", "prc"], 6),
        (["usa", "prc", "rus"], 8),
        (["usa", "prc", "rus", "jpn"], 8),
        (list(FIVE), 10),
    ],
)
def test_the_ceiling_rises_with_who_stands_behind_it(by, ceiling):
    """Rulebook 7: the US alone 4, with one more 6, US-China-Russia 8, all five 10."""
    table = strong(*(pledge(f"p{seat}", seat) for seat in by))
    assert index(table).ceiling == ceiling
    assert index(table).level == (ceiling if by else 0)


def test_great_powers_at_different_levels_have_no_common_narrative():
    """Rulebook 7: with one common narrative."""
    apart = strong(pledge("a", "usa"), pledge("b", "prc", 2), pledge("c", "rus"))
    assert index(apart).ceiling == 6


def test_one_document_is_a_common_narrative_whatever_its_levels():
    texts = [
        clause("d.1", "usa", "pledge", 1, ["dprk"]),
        clause("d.2", "prc", "pledge", 2, ["dprk"]),
        clause("d.3", "rus", "pledge", 1, ["dprk"]),
    ]
    one = document("d", ["usa", "prc", "rus"], [], *texts, status="concluded", audience="public")
    assert index(strong(one)).ceiling == 8


def test_the_index_is_no_more_than_its_strengths_add_up_to():
    """Rulebook 7: an index of weak words stays low under any ceiling."""
    assert index(state(*(pledge(f"p{seat}", seat) for seat in FIVE))).level == 5


@pytest.mark.parametrize("audience", ["secret", "closed"])
def test_only_public_assurances_count_in_the_index(audience):
    """Rulebook 7: from the public ones comes the assurance index."""
    assert index(strong(pledge("a", "usa", audience=audience))).level == 0
    assert index(strong(pledge("a", "usa", audience=audience, disclosed=True))).level == 4


def test_what_sleeps_or_assures_somebody_else_does_not_count():
    assert index(strong(pledge("a", "usa"), status={"a.1": "dormant"})).level == 0
    assert index(strong(pledge("a", "usa", toward=("rok",)))).level == 0


def test_an_assurance_found_broken_this_round_assures_nobody():
    table = strong(pledge("a", "usa"))
    assert index(replace(table, breaches=((3, "a.1"),))).level == 0
    assert index(replace(table, breaches=((2, "a.1"),))).level == 4


def test_the_same_stance_twice_counts_once_at_its_highest():
    """Rulebook 3: several clauses merge to the highest level."""
    table = state(pledge("a", "usa", 1), pledge("b", "usa", 2))
    assert index(table).level == 2


def cells(table, viewer):
    return {(each.by, each.toward): each for each in matrix(table, viewer)}


def test_secret_assurances_show_to_their_readers_alone():
    """Rulebook 7, 3: the matrix holds what its viewer may read."""
    table = state(pledge("a", "prc", audience="secret"), pledge("b", "usa"))
    assert set(cells(table, "prc")) == {("prc", "dprk"), ("usa", "dprk")}
    assert set(cells(table, "jpn")) == {("usa", "dprk")}


def test_alliances_stand_in_the_matrix_and_not_in_the_index():
    """Rulebook 7: alliance commitments cannot be offered away."""
    alliance = BaseAssurance(
        by="usa", toward="dprk", level=3, kind="conventional", text="The treaty of 1953"
    )
    table = state(scenario=replace(SCENARIO, base_assurances=(alliance,)))
    cell = cells(table, "observer")["usa", "dprk"]
    assert (cell.level, cell.words, cell.kinds) == (3, False, ("conventional",))
    assert index(table).level == 0


def test_intangible_assurances_are_words():
    cell = cells(state(pledge("a", "usa", 2)), "rok")["usa", "dprk"]
    assert (cell.level, cell.words, cell.texts) == (2, True, ("Negative security assurance",))
