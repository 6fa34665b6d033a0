"""Changes of government, and which promises outlive them (Rulebook 3.18)."""

import pytest
from msgspec.structs import replace

from rules.scenario import LegalForm, LegalForms, Succession, Tenet
from rules.scenario.checking import check
from rules.scenario.loading import load
from rules.view import record
from rules.weighing.prices import price_parts, tenets

from .at_the_table import FOOD, FREEZE, OFFER, SECRET, Table, clause
from .small_scenario import small
from .tiny import SCENARIO, operative, when

NO_FOOD = Tenet(id="no_food", text="No food.", contradicted_by=when(operative("usa", "food", 50)))


def with_election(odds=100, survives=0, **more):
    election = Succession(
        id="vote",
        seat="usa",
        title="The vote",
        text="They vote.",
        round=2,
        odds=odds,
        changed="Another government came.",
        stayed="It stayed.",
        **more,
    )
    form = LegalForm(title="Joint text", survives=survives)
    return replace(SCENARIO, successions=(election,), legal_forms=LegalForms(joint_text=form))


def voted(scenario, document=OFFER, reader="jpn"):
    """Agree in the first round, vote at the end of the second."""
    table = Table(scenario=scenario).open()
    identity = table.conclude("usa", document)
    before = record(table.state, reader, f"document/{identity}", {})
    table.to("capitals").to("reckoning")
    return table, identity, before


def texts(table, viewer):
    found = record(table.state, viewer, "aftermath/2", {}) or {"lines": []}
    return [each["text"] for each in found["lines"]]


def test_the_odds_stand_in_the_paper_and_the_day_with_the_delegation():
    table, identity, before = voted(with_election(odds=60, survives=75))
    assert before["survives"] == {"usa": 75}
    start = Table(scenario=with_election(odds=60)).open().state
    told = {"title": "The vote", "text": "They vote.", "round": 2, "odds": 60}
    assert record(start, "dprk", "seat/usa", {})["succession"] == told
    assert record(table.state, "dprk", "seat/usa", {})["succession"] is None
    after = record(table.state, "jpn", f"document/{identity}", {})
    assert after["survives"] == {}


def test_a_promise_that_falls_is_over_and_nobody_broke_it():
    table, identity, _ = voted(with_election(survives=0))
    assert table.state.standings[f"{identity}.1"].status == "lapsed"
    assert table.state.standings[f"{identity}.2"].status == "operative"
    assert table.state.breaches == ()
    shown = record(table.state, "jpn", f"clause/{identity}.1", {})
    assert shown["why"] == "It fell with the government of the US that had given it."
    assert f"c:{identity}.1" not in table.state.concluded_at[2]
    assert any("fell with the government that gave it" in text for text in texts(table, "jpn"))
    table.to("closed")
    assert [each.round for each in table.state.deliveries[f"{identity}.1"]] == [2]


def test_a_promise_may_outlive_its_government():
    table, identity, _ = voted(with_election(survives=100))
    assert table.state.standings[f"{identity}.1"].status == "operative"
    assert any("stands by" in text for text in texts(table, "jpn"))


def test_where_the_government_stays_nothing_falls():
    table, identity, _ = voted(with_election(odds=1, survives=0))
    assert table.state.seats["usa"].government is None
    assert table.state.standings[f"{identity}.1"].status == "operative"
    assert "It stayed." in texts(table, "observer")
    news = record(table.state, "observer", "news/succession-vote", {})
    assert (news["kind"], news["title"], news["text"]) == ("succession", "The vote", "It stayed.")


def test_each_promise_is_drawn_for_by_itself():
    """Over many promises at even odds some fall and some stay."""
    pledges = [clause("usa", "pledge", 1, beneficiaries=[s]) for s in ("rok", "prc", "rus", "jpn")]
    document = {**OFFER, "addressees": ["dprk"], "clauses": [*pledges[:3], FREEZE]}
    fates = set()
    for key in range(4):
        scenario = with_election(survives=50)
        table = Table(scenario=scenario, key=f"{key:064x}").open()
        identity = table.conclude("usa", document)
        table.to("capitals").to("reckoning")
        fates |= {table.state.standings[f"{identity}.{n}"].status for n in (1, 2, 3)}
    assert fates == {"operative", "lapsed"}


def test_what_falls_in_secret_is_told_to_its_readers_alone():
    table, identity, _ = voted(with_election(survives=0), SECRET, reader="usa")
    assert any("fell with the government" in text for text in texts(table, "dprk"))
    for outsider in ("jpn", "observer"):
        assert not any("fell with the government" in text for text in texts(table, outsider))
        assert record(table.state, outsider, f"clause/{identity}.1", {}) is None


def test_another_government_has_its_own_room_and_stands_on_its_own_tenets():
    table, _, _ = voted(with_election(latitude=9, tenets=(NO_FOOD,)))
    assert tenets(table.state, "usa") == (NO_FOOD,)
    shown = record(table.state, "dprk", "seat/usa", {})
    assert shown["tenets"] == [{"id": "no_food", "text": "No food."}]
    assert shown["government"] == "Another government came."
    assert shown["band"] == "high"
    table.to("corridors")
    identity = table.draft("usa", {**OFFER, "clauses": [FOOD]})
    terms = table.state.documents[identity].terms
    assert ("Contradicts: No food.", 3) in price_parts(table.state, terms, "usa")


def succession(**changed):
    told = {"id": "vote", "seat": "usa", "title": "x", "text": "x", "round": 2, "odds": 50}
    return {**told, "changed": "x", "stayed": "x", **changed}


NOWHERE = {"id": "t", "text": "x", "contradicted_by": {"meter": {"name": "gold", "at_least": 1}}}


@pytest.mark.parametrize(
    ("given", "place"),
    [
        ([succession(round=9)], "successions[0].round"),
        ([succession(odds=0)], "successions[0].odds"),
        ([succession(latitude=11)], "successions[0].latitude"),
        ([succession(), succession(round=3)], "successions[0].id"),
        ([succession(), succession(id="again")], "successions[0].round"),
        ([succession(tenets=[NOWHERE])], "successions[0].tenets[0].contradicted_by"),
    ],
)
def test_a_scenario_is_told_what_cannot_be(given, place):
    found = check(load({**small(), "successions": given}))
    assert place in [each.place for each in found]


def test_a_scenario_without_forms_is_told_so():
    assert "forms" in [each.place for each in check(load({**small(), "forms": []}))]


def test_a_settlement_must_not_contradict_what_another_government_stands_on():
    freeze = {"operative": {"by": "dprk", "instrument": "freeze", "level": 1}}
    tenet = {"id": "t", "text": "No freeze.", "contradicted_by": freeze}
    found = check(load({**small(), "successions": [succession(seat="rok", tenets=[tenet])]}))
    assert any("openly contradicts tenet t" in each.message for each in found)
