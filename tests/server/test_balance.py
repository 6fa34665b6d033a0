"""What a balance check plays, and what it complains of (Rulebook 10.4)."""

import itertools
from dataclasses import replace

import pytest

from rules.bots import NAMES
from rules.bots.fixed import FIXED
from rules.names import SEATS
from server.scenarios import shipped
from server.simulation import balance
from server.simulation.balance import COMPANIES, PLAYERS, Plan, fixtures, games_in, weigh
from server.simulation.counting import Counted
from server.simulation.playing import Fixture
from server.simulation.summing import lines

GAMES, EACH = 24, 2


@pytest.fixture(scope="module")
def first_session():
    return shipped("first-session")


def came_to(scenario, fixture: Fixture, **changes) -> Counted:
    """A game in which all went well and everything occurred; who thinks does better."""
    turn = itertools.cycle(NAMES[fixture.seed % len(NAMES) :] + NAMES[: fixture.seed % len(NAMES)])
    players = {
        seat: fixture.players.get(seat, name) for seat, name in zip(SEATS, turn, strict=False)
    }
    return replace(
        Counted(
            outcome=scenario.outcomes[fixture.seed % len(scenario.outcomes)].id,
            rounds=3,
            tabled=2,
            concluded=1,
            two_sided=1,
            kept=1,
            promises_due=2,
            promises_kept=2,
            players=players,
            results={seat: 500 if name in NAMES else 100 for seat, name in players.items()},
            instruments=frozenset(each.id for each in scenario.instruments),
            cards=frozenset(each.id for each in scenario.cards),
            actions=frozenset(each.id for each in scenario.actions),
            lines=frozenset(lines(scenario)),
            milliseconds=1.0,
        ),
        **changes,
    )


@pytest.fixture
def weighed(monkeypatch, first_session):
    """Weigh games that come to what `changed` says of each fixture."""

    def weigh_them(changed=lambda fixture: {}, **plan):
        def play(scenario, fixtures, _jobs, done):
            for _ in fixtures:
                done()
            return tuple(came_to(scenario, each, **changed(each)) for each in fixtures)

        monkeypatch.setattr(balance, "simulate", play)
        return weigh(first_session, Plan(**{"seed": 1, "games": GAMES, "each": EACH} | plan), 1)

    return weigh_them


def only(fixture: Fixture, seat: str, name: str) -> bool:
    return dict(fixture.players) == {seat: name}


def wide(seed: int) -> dict[str, int]:
    """Results that lie far apart in the games of one seat."""
    return dict.fromkeys(SEATS, 950 if seed // len(SEATS) % 2 else 0)


def test_a_balanced_scenario_has_no_findings(weighed):
    assert weighed().findings == ()


def test_every_player_is_tried_in_every_seat(weighed):
    found = weighed()
    assert all(set(means) == set(PLAYERS) for means in found.means.values())
    assert found.means["rus"]["random"].value == 10
    assert found.means["rus"][NAMES[0]].value == 50


def test_as_many_games_are_played_as_were_announced(monkeypatch, first_session):
    played = []

    def play(scenario, fixtures, _jobs, _done):
        played.extend(fixtures)
        return tuple(came_to(scenario, each) for each in fixtures)

    plan = Plan(seed=1, games=GAMES, each=EACH, is_whole=True)
    monkeypatch.setattr(balance, "simulate", play)
    found = weigh(first_session, plan, 1)
    assert len(played) == games_in(plan) == found.games
    assert played == [each for part in fixtures(plan).values() for each in part]


def test_random_play_is_spread_over_the_seeds_of_the_usual_company(monkeypatch, first_session):
    plan = Plan(seed=5, games=GAMES, each=EACH)
    found = [
        each.seed
        for part in balance.fixtures(plan).values()
        for each in part
        if "random" in each.players.values()
    ]
    assert sorted(found) == list(range(5, 5 + GAMES))


def test_an_outcome_that_only_thoughtless_play_comes_to_is_missed(weighed, first_session):
    first, second = first_session.outcomes[0].id, first_session.outcomes[1].id

    def few_think(fixture):
        players = dict.fromkeys(SEATS, "random") if fixture.players else {}
        return {"outcome": second, "players": players} if players else {"outcome": first}

    assert any(
        line.startswith("outcomes") and second in line for line in weighed(few_think).findings
    )


def test_an_outcome_is_reached_with_two_seats_that_do_not_think(weighed, first_session):
    ids = [each.id for each in first_session.outcomes]

    def nobody_mediates(fixture):
        is_so = fixture.players == COMPANIES["and nobody mediates"]
        return {"outcome": ids[fixture.seed % 2]} if is_so else {"outcome": ids[2]}

    missing = [line for line in weighed(nobody_mediates).findings if line.startswith("outcomes")]
    assert missing == [f"outcomes that no bots' game came to: {', '.join(ids[3:])}"]


@pytest.mark.parametrize("sort", ["instruments", "cards"])
def test_what_never_occurred_is_named(weighed, first_session, sort):
    names = sorted(getattr(came_to(first_session, Fixture(seed=1)), sort))
    found = weighed(lambda _each: {sort: frozenset(names[1:])})
    assert found.findings == (f"{sort} that never occurred: {names[0]}",)


@pytest.mark.parametrize("sort", ["actions", "lines"])
def test_acts_and_lines_that_never_occurred_are_shown_and_no_fault(weighed, first_session, sort):
    names = sorted(getattr(came_to(first_session, Fixture(seed=1)), sort))
    found = weighed(lambda _each: {sort: frozenset(names[1:])})
    assert found.unseen[sort] == names[:1]
    assert found.findings == ()


def test_a_delegation_that_usually_loses_is_named(weighed):
    lost = dict.fromkeys(SEATS, 500) | {"jpn": -40}
    found = weighed(lambda each: {"results": lost} if not each.players else {})
    assert "jpn ends below its BATNA in the median game (-4)" in found.findings


@pytest.mark.parametrize("policy", FIXED)
def test_a_policy_that_pays_better_than_thinking_is_named(weighed, policy):
    rich = dict.fromkeys(SEATS, 500) | {"prc": 900}
    found = weighed(lambda each: {"results": rich} if only(each, "prc", policy) else {})
    assert found.findings == (f"prc: {policy} makes 90, thinking 50",)


def test_random_play_must_lose_to_each_who_thinks(weighed):
    lucky = dict.fromkeys(SEATS, 500)
    found = weighed(lambda each: {"results": lucky} if only(each, "usa", "random") else {})
    assert set(found.findings) == {f"usa: {name} beats random play by 0 ±0 only" for name in NAMES}


def test_random_play_must_lose_by_more_than_chance(weighed):
    """Better by a little in the mean is not enough where the games lie far apart."""
    found = weighed(
        lambda each: {"results": wide(each.seed)} if only(each, "usa", "random") else {}
    )
    assert sum("beats random play" in line for line in found.findings) == len(NAMES)


MANY = {"games": 240, "each": 20}


def in_parts(found) -> int:
    return sum(sum(tally.values()) for tally in found.outcomes.values())


def test_what_is_settled_is_not_played_on(weighed):
    """A question is settled by three standard errors, or by a median that is surely above."""
    found = weighed(**MANY)
    assert found.findings == ()
    assert found.games == in_parts(found) == games_in(Plan(seed=1, **MANY)) // 5


def test_what_is_not_settled_is_played_to_its_end(weighed):
    """Random play that may be as good, and a policy near the margin: these cells alone."""

    def played(each):
        if only(each, "jpn", "stall"):
            return {"results": wide(len(SEATS) * each.seed)}
        return {"results": wide(each.seed)} if only(each, "usa", "random") else {}

    found = weighed(played, **MANY)
    whole, first = Plan(seed=1, **MANY), games_in(Plan(seed=1, **MANY)) // 5
    assert found.means["usa"]["random"].games == 40
    assert found.means["jpn"]["stall"].games == 20
    assert found.means["jpn"]["walk-out"].games == 4
    assert found.mixed["games"] == whole.games
    assert found.games == first + 32 + 16 + 192


def test_what_never_occurred_is_looked_for_in_all_games(weighed, first_session):
    names = sorted(each.id for each in first_session.instruments)
    found = weighed(lambda _each: {"instruments": frozenset(names[1:])}, **MANY)
    assert found.games == games_in(Plan(seed=1, **MANY))


def test_a_median_near_the_batna_is_looked_at_in_all_games_of_the_usual_company(weighed):
    def played(each):
        is_usual = not each.players
        lost = {"rus": -10 if each.seed % 2 else 500} if is_usual else {}
        return {"results": dict.fromkeys(SEATS, 500) | lost} if lost else {}

    found = weighed(played, **MANY)
    assert found.mixed["games"] == 240


def test_few_games_find_only_what_is_clearly_wrong(weighed, first_session):
    lucky = dict.fromkeys(SEATS, 600)
    unused = frozenset(each.id for each in first_session.instruments[1:])

    def played(each):
        if only(each, "usa", "random"):
            return {"results": lucky, "instruments": unused}
        return (
            {"results": wide(each.seed), "instruments": unused}
            if only(each, "rus", "random")
            else {"instruments": unused}
        )

    found = weighed(played, is_quick=True)
    assert {line.split(":")[0] for line in found.findings} == {"usa"}
