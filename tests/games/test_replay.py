"""What the six did, played as a script of commands: it ends as history did, and others otherwise.

Owns what each round of the history must have come to. Sources of what happened are in
docs/beijing-2005.md; the scripts are data, in `histories`.
"""

from functools import cache

import pytest

from rules.conditions import parse
from rules.conditions.truth import TRUTH, now
from rules.judgement.judge import result
from rules.model import State, Telling
from rules.names import SEATS

from .replay import Replay, read, scripts

FOUR = ("rok", "usa", "prc", "rus")
played = cache(Replay)
"""Tests must not change it."""


@pytest.fixture(scope="module")
def history() -> Replay:
    return played("history")


def lines(replay: Replay, number: int, kind: str) -> list[Telling]:
    """Return what the aftermath of a round tells of one kind."""
    return [each for each in replay.after[number].tellings[number] if each.kind == kind]


def clause(replay: Replay, name: str, number: int) -> str:
    return f"{replay.ids[name]}.{number}"


def status(replay: Replay, number: int, name: str, place: int) -> str:
    return replay.after[number].standings[clause(replay, name, place)].status


def amounts(replay: Replay, name: str, *places: int) -> list[tuple[int, int]]:
    """Return in which round how much was delivered under each of these clauses."""
    ids = [clause(replay, name, place) for place in places]
    return [(each.round, each.amount) for one in ids for each in replay.state.deliveries[one]]


def is_true(state: State, tree: object) -> bool:
    return now(parse(tree).form, state, TRUTH, None)


def acts(replay: Replay, number: int) -> set[tuple[str, str]]:
    told = [*lines(replay, number, "acted"), *lines(replay, number, "walked_out")]
    return {(str(each.seat), str(each.name)) for each in told}


# --- round by round ---


def test_until_2005_a_proposal_is_declined_and_the_north_stays_away_for_a_year(history):
    june = history.after[1].documents[history.ids["june-proposal"]]
    assert june.status == "declined"
    assert history.after[1].seats["dprk"].walked_out == "hostile_policy"
    assert history.after[1].seats["dprk"].walked_out_freely
    assert ("dprk", "declare_weapons") in acts(history, 2)
    assert history.after[2].seats["dprk"].walked_out is None


def test_in_september_2005_six_sign_and_who_goes_first_is_left_in_dispute(history):
    text = history.ids["joint-statement"]
    assert history.after[3].documents[text].status == "concluded"
    assert set(history.after[3].documents[text].bound) == set(SEATS)
    assert [status(history, 3, "joint-statement", n) for n in range(1, 11)] == ["operative"] * 10
    assert [status(history, 3, "joint-statement", n) for n in (11, 12)] == ["dormant"] * 2
    (dispute,) = lines(history, 3, "order_dispute")
    assert {dispute.clause, dispute.name} == {f"{text}.11", f"{text}.12"}


def test_treaty_and_reactor_never_wake(history):
    for number in range(3, 11):
        assert status(history, number, "joint-statement", 11) in ("dormant", "suspended")
        assert status(history, number, "joint-statement", 12) == "dormant"


def test_the_word_of_the_united_states_closes_one_ground_and_its_treasury_opens_another(history):
    assert "hostile_policy" in history.after[2].open_grounds
    assert "hostile_policy" not in history.after[3].open_grounds
    assert ("usa", "name_bank") in acts(history, 3)
    assert history.after[3].meters["frozen"].value == 25
    assert "frozen_funds" in history.after[3].open_grounds


def test_in_november_2005_the_north_leaves_freely_and_its_part_is_suspended(history):
    assert ("dprk", "frozen_funds") in acts(history, 4)
    assert history.after[4].seats["dprk"].walked_out_freely
    assert status(history, 4, "joint-statement", 1) == "suspended"
    assert not history.after[4].breaches


@pytest.mark.parametrize(
    ("number", "deed", "council"), [(5, "long_missile", "jpn"), (6, "nuclear_test", "usa")]
)
def test_in_2006_a_launch_and_a_test_are_answered_in_new_york(history, number, deed, council):
    assert {("dprk", deed), (council, "to_the_council")} <= acts(history, number)
    before, after = history.after[number - 1], history.after[number]
    for meter in ("tension", "programme", "council", "sanctions"):
        assert after.meters[meter].value > before.meters[meter].value
    assert history.after[6].seats["dprk"].walked_out is None


def test_in_february_2007_the_pool_stands_without_japan(history):
    text = history.after[7].documents[history.ids["initial-actions"]]
    assert text.status == "concluded"
    assert set(text.bound) == set(SEATS) - {"jpn"}
    assert [status(history, 7, "initial-actions", n) for n in range(1, 12)] == ["operative"] * 11
    assert not is_true(history.after[7], {"open": "frozen_funds"})


def test_if_each_had_waited_for_the_others_neither_oil_nor_shutdown_would_stand(history):
    """Rulebook 5.11: "you first" beside what happened."""
    stood, you_first = history.after[7].concluded_at[7], history.after[7].you_first[7]
    mutual = {f"c:{clause(history, 'initial-actions', n)}" for n in (1, 7, 8, 9, 10, 11)}
    assert mutual <= set(stood)
    assert not mutual & set(you_first)


def test_a_million_tons_from_four_are_250_each(history):
    shares = amounts(history, "initial-actions", 8, 9, 10, 11)
    assert shares == [(9, 250)] * len(FOUR)
    assert not history.state.deliveries.get(clause(history, "initial-actions", 12))


def test_in_2007_the_funds_go_the_first_oil_comes_and_the_shutdown_is_verified(history):
    assert history.after[8].meters["frozen"].value == 0
    assert amounts(history, "initial-actions", 7) == [(8, 50)]
    plants = clause(history, "initial-actions", 1)
    assert [each.clause for each in lines(history, 8, "verified")] == [plants]
    groups = history.ids["working-groups"]
    begun = {each.seat for each in lines(history, 8, "began") if each.document == groups}
    assert begun == set(SEATS)
    assert [each.seat for each in lines(history, 7, "dialogue_opened")] == ["prc"]


def test_in_october_2007_the_second_phase_is_agreed_by_all_six(history):
    text = history.after[8].documents[history.ids["second-phase"]]
    assert (text.status, set(text.bound)) == ("concluded", set(SEATS))
    declared = {"performed": {"by": "dprk", "instrument": "declaration", "level": 2}}
    assert is_true(history.after[9], declared)


def test_in_august_2008_there_is_no_delisting_and_disablement_stops(history):
    parts = {each.clause: each.amount for each in lines(history, 9, "part")}
    assert parts == {clause(history, "second-phase", n): 1 for n in (1, 5)}


def test_in_october_2008_the_list_is_given_for_visits_papers_and_interviews(history):
    assert history.after[9].documents[history.ids["understanding"]].status == "concluded"
    off = {"performed": {"by": "usa", "instrument": "delisting", "level": 2}}
    visits = {"performed": {"by": "dprk", "instrument": "inspections", "level": 2}}
    disabled = {"performed": {"by": "dprk", "instrument": "yongbyon", "level": 2}}
    assert not is_true(history.after[9], {"any": [off, visits, disabled]})
    assert is_true(history.after[10], {"all": [off, visits, disabled]})


def test_in_december_2008_the_protocol_falls_over_samples_and_says_why(history):
    text = history.ids["sampling"]
    fallen = history.after[10].documents[text]
    assert (fallen.status, fallen.fate.outcome) == ("declined", "declined")
    assert {seat for seat, answer in fallen.fate.answers.items() if not answer.accepts} == {"dprk"}
    assert [cause.lacked for cause in fallen.fate.chain] == [f"a:{text}:dprk"]
    assert fallen.fate.near == ((f"a:{text}:dprk",),)


def test_in_april_2009_a_rocket_a_statement_and_the_end(history):
    assert {("dprk", "space_launch"), ("jpn", "to_the_council")} <= acts(history, 10)
    assert "brought_before_council" in history.after[10].open_grounds
    assert history.state.round == 11
    assert history.state.seats["dprk"].walked_out == "brought_before_council"
    watched = {"performed": {"by": "dprk", "instrument": "inspections", "level": 1}}
    assert is_true(history.after[10], watched)
    assert not is_true(history.state, watched)
    assert history.state.outcome == "history"


def verdict(replay: Replay) -> tuple[object, set[object]]:
    """Return what the table held of the rocket, and who held it a breach."""
    (question,) = replay.state.questions
    breach = {"same_rocket", "over_us", "good_faith"}
    return question.outcome, {s for s, reason in question.votes.items() if reason in breach}


def test_of_the_rocket_three_say_that_it_was_a_breach_and_all_that_was_promised_is_stained(history):
    assert verdict(history) == ("breach", {"usa", "jpn", "rok"})
    stained = {clause for number, clause in history.state.breaches if number == 10}
    assert clause(history, "joint-statement", 1) in stained


# --- and otherwise ---


ALTERNATIVES = tuple(name for name in scripts() if name != "history")


@pytest.mark.parametrize("name", scripts())
def test_each_script_ends_as_it_says(name):
    replay = played(name)
    assert replay.state.outcome == replay.script.outcome


@pytest.mark.parametrize("name", ALTERNATIVES)
def test_what_is_otherwise_begins_as_history_did_and_ends_elsewhere(name, history):
    """One key: cards and luck are those of the history for as long as the six do the same."""
    own, until = played(name), read(name).until
    assert own.script.key == history.script.key
    for number in range(1, until + 1):
        assert own.after[number].meters == history.after[number].meters
    assert own.state.outcome != history.state.outcome


def test_letting_the_funds_go_keeps_the_north_at_the_table_and_the_bomb_untested():
    state = played("funds-released").state
    assert state.seats["dprk"].walked_out is None
    assert state.meters["programme"].value < played("history").state.meters["programme"].value
    assert state.meters["council"].value == 0


def test_without_russia_as_well_too_few_sign_and_nothing_stands():
    replay = played("without-russia")
    text = replay.state.documents[replay.ids["initial-actions"]]
    assert (text.status, text.bound) == ("declined", ())
    assert not lines(replay, 8, "delivered_first")
    assert replay.state.meters["frozen"].value == 25


def test_samples_for_the_list_leave_all_of_them_better_off_than_history_did():
    ours, theirs = played("samples").state, played("history").state
    worse = [s for s in SEATS if result(ours, s).points <= result(theirs, s).points]
    assert not worse


def test_a_table_that_does_not_call_the_rocket_a_breach_keeps_six_sides():
    replay = played("no-word-in-new-york")
    assert verdict(replay) == ("none", {"usa", "jpn"})
    assert replay.state.seats["dprk"].walked_out is None
    assert replay.state.meters["council"].value < played("history").state.meters["council"].value


def test_a_war_is_made_by_more_than_one():
    assert {"dprk", "rok"} <= set(played("war").state.war_parties)
