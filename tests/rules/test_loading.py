"""From data to a scenario, or to every place where it is not one (Rulebook 10)."""

import msgspec
import pytest

from rules.names import SEATS
from rules.scenario.checking import check
from rules.scenario.loading import BadScenario, canonical, digest, load
from tests.rules.small_scenario import fuel, line, small


def spoil(path, value):
    """Return the small scenario with one value replaced, added or (None) dropped."""
    data = small()
    *way, last = path
    there = data
    for step in way:
        there = there[step]
    if value is None:
        del there[last]
    elif isinstance(there, list) and last == len(there):
        there.append(value)
    else:
        there[last] = value
    return data


def misfits(data):
    with pytest.raises(BadScenario) as caught:
        load(data)
    return {each.place: f"{each.message} | {each.hint}" for each in caught.value.problems}


def problems(data):
    return {each.place: f"{each.message} | {each.hint}" for each in check(load(data))}


def test_the_small_scenario_is_valid():
    assert problems(small()) == {}


def test_a_delegation_has_two_sheets_unless_the_scenario_says_openly_that_it_teaches_with_one():
    """Rulebook 10.2."""
    secret = spoil(("single_sheets",), None)
    assert set(problems(secret)) == {f"sheets.{seat}" for seat in SEATS}
    sheets = secret["sheets"]
    for seat in SEATS:
        sheets[seat] = [*sheets[seat], {**sheets[seat][0], "id": "other"}]
    assert problems(secret) == {}


def test_a_loaded_scenario_is_known_by_its_content_and_comes_back_from_its_bytes():
    scenario = load(small())
    again = load(msgspec.json.decode(canonical(scenario)))
    assert again == scenario
    assert digest(again) == digest(scenario)
    assert digest(load(spoil(("title",), "Other"))) != digest(scenario)


def test_the_digest_does_not_depend_on_the_order_in_which_fields_are_written():
    assert digest(load(dict(reversed(small().items())))) == digest(load(small()))


@pytest.mark.parametrize(
    ("path", "value", "place", "said"),
    [
        (("titel",), "x", "titel", "no such field"),
        (("rounds", "last"), None, "rounds", "the field last is missing"),
        (("rounds", "last"), "3", "rounds.last", "Expected `int`"),
        (("rounds", "end_odds"), 101, "rounds.end_odds", "<= 100"),
        (("instruments", 0, "levels", 1, "price"), -1, "instruments[0].levels[1].price", ">= 0"),
        (("instruments", 0, "id"), "No Space", "instruments[0].id", "regex"),
        (("instruments", 0, "debtors"), ["un"], "instruments[0].debtors[0]", "one of: dprk"),
        (("instruments", 0, "welcome"), {"usa": 9}, "instruments[0].welcome.usa", "<= 3"),
        (("instruments", 0, "welcome"), {"uk": 1}, "instruments[0].welcome.uk", "one of: dprk"),
        (("instruments", 2, "quantity", "step"), 0, "instruments[2].quantity.step", ">= 1"),
        (("sheets", "usa", 0, "lines", 0, "when"), {"no": 1}, "sheets.usa[0].lines[0].when", "no"),
        (("sheets", "usa", 0, "lines", 0, "when"), False, "sheets.usa[0].lines[0].when", "true or"),
        (("meters",), {}, "meters", "Expected `array`"),
    ],
)
def test_what_is_not_of_its_type_is_named_with_its_path(path, value, place, said):
    found = misfits(spoil(path, value))
    assert list(found) == [place]
    assert said in found[place]


def test_all_misfits_are_found_at_once():
    data = spoil(("title",), 7)
    data["meters"][0]["start"] = "low"
    assert set(misfits(data)) == {"title", "meters[0].start"}


def test_a_scenario_that_is_no_mapping_is_refused():
    assert set(misfits([])) == {"(the whole)"}


LEVEL = {"by": "dprk", "instrument": "freeze", "level": 1}
HEAT = {"meter": {"name": "heat", "at_least": 1}}
RIVALRY = {"pair": ["usa", "usa"], "price": 1, "text": "x"}
LOSS = {"by": -1, "support": "target"}
ACT = {"id": "act", "title": "Act", "text": "They acted.", "seats": ["usa"]}
COUNTED = ("instruments", 2, "quantity")
SEEN = {"by": "usa", "instrument": "pledge", "level": 1, "verification": "v3"}


@pytest.mark.parametrize(
    ("path", "value", "place", "said"),
    [
        (("tracks", 1), {"id": "nuclear", "title": "Twice"}, "tracks[1].id", "given twice"),
        (("delegations", 5), None, "delegations", "jpn has 0 delegations"),
        (("delegations", 0, "brief"), " ", "delegations[0].brief", "empty"),
        (("delegations", 0, "latitude"), 11, "delegations[0].latitude", "out of range"),
        (("sheets", "rus"), [], "sheets", "rus has no score sheet"),
        (("meters", 0, "start"), 101, "meters[0].start", "out of range"),
        (("war",), {"at": 101}, "war", "war can never come"),
        (("war",), {"meter": "heat"}, "war", "war can never come"),
        (("rounds", "first_possible_end"), 4, "rounds", "no round can be the last"),
        (("rounds", "end_odds"), 100, "rounds.end_odds", "sure to come"),
        (("clocks", "class", "plenary"), 0, "clocks.class", "no seconds for plenary"),
        (("clocks", "class", "news"), 5, "clocks.class.news", "never waits"),
        (("detection", "v4"), None, "detection", "a level is missing"),
        (("detection", "v4", "detect"), 1, "detection", "detection falls"),
        (("detection", "v4", "false_alarm"), 90, "detection", "false alarms rise"),
        (("rivalries",), [RIVALRY], "rivalries[0].pair", "two"),
        (("presence_seat",), "rok", "presence_seat", "in the format itself"),
        (("outcomes", 0, "when"), {"round": {"at_least": 2}}, "outcomes", "without an outcome"),
        (("instruments", 0, "track"), "sea", "instruments[0].track", "no such track"),
        (("instruments", 0, "debtors"), [], "instruments[0].debtors", "nobody owes it"),
        (("instruments", 1, "beneficiaries"), "none", "instruments[1].beneficiaries", "nobody"),
        (("instruments", 0, "quantity"), fuel()["quantity"], "instruments[0]", "both or neither"),
        (("instruments", 2, "quantity", "max"), 70, "instruments[2].quantity.max", "steps"),
        ((*COUNTED, "phrase"), "give", "instruments[2].quantity.phrase", "{amount}"),
        ((*COUNTED, "stock", "prc"), 5, "instruments[2].quantity.stock.prc", "debtors"),
        (("instruments", 0, "evade_gain"), [{"by": 1}], "instruments[0].evade_gain[0]", "no one"),
        (
            ("instruments", 0, "evade_gain"),
            [{"by": 1, "meter": "tension", "onus": "usa"}],
            "instruments[0].evade_gain[0]",
            "no one thing",
        ),
        (
            ("instruments", 0, "levels", 0, "effects"),
            [{"by": 1, "meter": "heat"}],
            "instruments[0].levels[0].effects[0].meter",
            "no such meter",
        ),
        (
            ("cards",),
            [{"id": "c", "title": "C", "text": "c", "effects": [{"by": 1, "onus": "actor"}]}],
            "cards[0].effects[0]",
            "there is no actor here",
        ),
        (
            ("drifts",),
            [{"id": "d", "text": "d", "when": HEAT, "effects": []}],
            "drifts[0].when",
            "unknown-meter",
        ),
        (
            ("outcomes", 0),
            {"id": "e", "title": "E", "text": "e", "when": {"performed": {**LEVEL, "level": 3}}},
            "outcomes[0].when",
            "has 2 levels",
        ),
        (
            ("issues", 0, "levels", 1, "clauses"),
            [{**LEVEL, "by": "usa"}],
            "issues[0].levels[1].clauses[0]",
            "usa cannot undertake",
        ),
        (("instruments", 2, "divert_gain"), [LOSS], "instruments[2].divert_gain", "diverted"),
        (("actions",), [{**ACT, "breaks": ["peace"]}], "actions[0].breaks", "no such instrument"),
        (("actions",), [{**ACT, "seats": []}], "actions[0].seats", "nobody can"),
        (("actions",), [{**ACT, "undercuts": True}], "actions[0].undercuts", "let prc alone"),
        (("issues", 0, "levels", 0, "clauses"), [LEVEL], "issues[0].levels", "no level 0"),
        (("settlements",), [], "settlements", "no settlement is named"),
        (("settlements", 0, "levels", "nuclear"), 9, "settlements[0].levels", "no such level"),
        (("settlements", 0, "sheets"), {"usa": "x"}, "settlements[0].sheets.usa", "no such sheet"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_named_with_its_path(path, value, place, said):
    found = problems(spoil(path, value))
    assert place in found
    assert said in found[place]


def test_a_settlement_that_leaves_somebody_without_a_gain_proves_nothing():
    data = small()
    data["sheets"]["jpn"][0]["batna"] = 4
    data["settlements"][0]["levels"] = {"assurance": 1}
    found = problems(data)
    assert found["settlements[0].levels"].startswith("jpn (only) gets 4, not above 4")


def sheet_line(when, points=1):
    return spoil(("sheets", "prc", 0, "lines", 2), line("more", points, when))


PLACE = "sheets.prc[0].lines[2].when"


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ({"concluded": "K7M2"}, "unknown-document"),
        ({"was": {"concluded": "K7M2"}}, "unknown-document"),
        ({"charter": "all_other_five"}, "reads a document's debtor"),
        ({"meter": {"name": "tension", "at_least": 101}}, "tension never is 101"),
        ({"round": {"at_least": 4}}, "there is no round 4"),
        ({"open": "sanctions"}, "unknown-ground"),
        ({"performed": {"by": "rok", "instrument": "fuel", "level": 201}}, "200 at most"),
        ({"verified": SEEN}, "not-verifiable"),
        ({"not": {"performed": {"by": "prc", "instrument": "freeze", "level": 1}}}, "prc cannot"),
    ],
)  # fmt: skip
def test_a_condition_of_a_scenario_reads_only_what_is_in_it(when, said):
    found = problems(sheet_line(when))
    assert list(found) == [PLACE]
    assert said in found[PLACE]


def test_a_sheet_whose_maximum_is_not_above_its_batna_is_refused():
    found = problems(spoil(("sheets", "rok", 0, "batna"), 7))
    assert "the maximum 7 is not above 7" in found["sheets.rok[0].batna"]


def test_a_sheet_that_its_own_seat_can_fill_alone_is_refused():
    data = spoil(("sheets", "usa", 0, "lines", 0, "points"), 0)
    assert "usa reaches its maximum 4 alone" in problems(data)["sheets.usa[0]"]


def test_a_line_that_no_package_makes_true_is_refused():
    data = sheet_line({"performed": {"by": "rok", "instrument": "fuel", "level": 50}})
    assert "no package makes more true" in problems(data)["sheets.prc[0].lines[2]"]


def tenet(**sidestep):
    given = {"operative": {"by": "dprk", "instrument": "freeze", "level": 1}}
    return [{"id": "never", "text": "Never.", "contradicted_by": given, **sidestep}]


def test_a_settlement_in_which_somebody_openly_leaves_a_tenet_proves_nothing():
    found = problems(spoil(("delegations", 0, "tenets"), tenet()))
    assert "openly contradicts tenet never" in found["settlements[0].levels"]


def test_a_tenet_that_the_text_sidesteps_is_not_openly_left():
    wording = {"operative": {"by": "usa", "instrument": "pledge", "level": 1}}
    data = spoil(("delegations", 0, "tenets"), tenet(sidestepped_by=wording))
    assert problems(data) == {}


def test_tenets_of_two_delegations_may_not_share_an_id():
    wording = {"operative": {"by": "usa", "instrument": "pledge", "level": 1}}
    data = spoil(("delegations", 0, "tenets"), tenet(sidestepped_by=wording))
    data["delegations"][1]["tenets"] = data["delegations"][0]["tenets"]
    assert "two tenets are called never" in problems(data)["delegations"]


def test_sheets_that_tie_too_many_issues_together_are_refused_instead_of_enumerated():
    data = small()
    data["instruments"] += [
        {**data["instruments"][0], "id": f"freeze{n}", "title": "x"} for n in range(12)
    ]
    asked = [{"performed": {**LEVEL, "instrument": f"freeze{n}"}} for n in range(12)]
    data["issues"] += [
        {
            "id": f"issue{n}",
            "title": "x",
            "levels": [
                {"title": "0"},
                *({"title": "x", "clauses": [{**LEVEL, "instrument": f"freeze{n}"}]} for _ in "12"),
            ],
        }
        for n in range(12)
    ]
    data["sheets"]["prc"][0]["lines"].append(line("all", 1, {"all": asked}))
    assert "tie too many issues together" in problems(data)["sheets.prc[0]"]
