"""What the sponsors of a text expect, and what follows if it does not come (Rulebook 3.19)."""

import pytest
from msgspec.structs import replace

from rules.view import record

from .at_the_table import FREEZE, OFFER, PLEDGE_FOR_A_TERM, Table
from .tiny import SCENARIO, performed

LONG = replace(SCENARIO, rounds=replace(SCENARIO.rounds, first_possible_end=9, last=9))
FROZEN = {"that": performed("dprk", "freeze", 1), "by": 3}
WORD = {
    "title": "We expect",
    "sponsors": ["usa", "rok"],
    "addressees": [],
    "audience": "closed",
    "clauses": [PLEDGE_FOR_A_TERM],
    "expectation": FROZEN,
}


def declared(*, frozen=False, verification="v5", **more):
    """Declare in the first round; freeze under a text of its own where that is wanted."""
    table = Table(scenario=LONG).open()
    identity = table.table("usa", {**WORD, **more})
    freeze = table.table(
        "prc", {**OFFER, "sponsors": ["prc"], "clauses": [{**FREEZE, "verification": verification}]}
    )
    table.to("capitals")
    if frozen:
        table.give("dprk", "seal", instructions={"answers": {freeze: "accept"}})
    table.to("reckoning")
    return table, identity, f"{freeze}.1"


def go_on(table, rounds=1, **sheets):
    for _ in range(rounds):
        table.to("capitals")
        for seat, instructions in sheets.items():
            table.give(seat, "seal", instructions=instructions)
        table.to("reckoning")


def test_nothing_is_judged_before_its_day():
    table, identity, _ = declared()
    go_on(table)
    assert table.state.documents[identity].expected is None


def test_what_has_not_come_frees_the_sponsors_and_nothing_lapses():
    table, identity, _ = declared()
    go_on(table, 2)
    assert table.state.documents[identity].expected is False
    assert table.state.standings[f"{identity}.1"].status == "operative"
    lines = record(table.state, "jpn", "aftermath/3", {})["lines"]
    (line,) = [each for each in lines if "expected by the end of round 3" in each["text"]]
    assert line["detail"] == ["Its sponsors may leave it without breaking their word."]
    table.to("corridors")
    table.give("usa", "denounce", document=identity)
    assert table.state.breaches == ()


def test_what_has_come_binds_as_before():
    table, identity, _ = declared(frozen=True)
    go_on(table, 2)
    assert table.state.documents[identity].expected is True
    table.to("corridors")
    table.give("usa", "denounce", document=identity)
    assert table.state.breaches == ((4, f"{identity}.1"),)


def test_before_its_day_leaving_is_a_breach():
    table, identity, _ = declared()
    table.to("corridors")
    table.give("usa", "denounce", document=identity)
    assert table.state.breaches == ((2, f"{identity}.1"),)


def test_an_evasion_that_nobody_saw_has_come_for_all_who_read():
    """Or the line would tell what verification did not."""
    unseen = replace(
        LONG,
        instruments=tuple(replace(each, visible=0) for each in LONG.instruments),
        detection={name: replace(each, detect=0) for name, each in LONG.detection.items()},
    )
    table = Table(scenario=unseen).open()
    identity = table.table("usa", WORD)
    freeze = table.table("prc", {**OFFER, "sponsors": ["prc"], "clauses": [FREEZE]})
    table.to("capitals")
    table.give("dprk", "seal", instructions={"answers": {freeze: "accept"}})
    table.to("reckoning")
    go_on(table, 2, dprk={"perform": {f"{freeze}.1": "evade"}})
    assert table.state.documents[identity].expected is True


def test_it_is_read_and_shown():
    table, identity, _ = declared()
    paper = record(table.state, "jpn", f"document/{identity}", {})
    assert paper["expectation"]["that"] == FROZEN["that"]
    assert paper["expectation"]["by"] == 3
    assert paper["expected"] is None
    assert "Its sponsors expect that by the end of round 3 the DPRK" in paper["prose"]


@pytest.mark.parametrize("outsider", ["jpn", "observer"])
def test_what_a_secret_text_expects_is_told_to_its_readers_alone(outsider):
    table = Table(scenario=LONG).open()
    identity = table.table("usa", {**WORD, "audience": "secret"})
    table.to("capitals").to("reckoning")
    go_on(table, 2)
    assert table.state.documents[identity].expected is False
    lines = record(table.state, outsider, "aftermath/3", {})["lines"]
    assert not any("expected" in each["text"] for each in lines)
