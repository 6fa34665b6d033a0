"""What a balance check plays, and what it complains of (Rulebook 10.4)."""

from dataclasses import replace

import pytest

from rules.bots import NAMES
from rules.bots.fixed import FIXED
from rules.names import SEATS
from server.scenarios import shipped
from server.simulation import balance
from server.simulation.balance import PLAYERS, games_in, weigh
from server.simulation.counting import Counted
from server.simulation.playing import Fixture

GAMES, EACH = 3, 2


@pytest.fixture(scope="module")
def first_session():
    return shipped("first-session")


def came_to(scenario, fixture: Fixture, **changes) -> Counted:
    """A game in which all went well and everything occurred; who thinks does better."""
    players = {seat: fixture.players.get(seat, NAMES[0]) for seat in SEATS}
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
            actions=frozenset(),
            lines=frozenset(),
            milliseconds=1.0,
        ),
        **changes,
    )


@pytest.fixture
def weighed(monkeypatch, first_session):
    """Weigh games that come to what `changed` says of each fixture."""

    def weigh_them(changed=lambda fixture: {}, games=8):
        def play(scenario, fixtures, _jobs, done):
            for _ in fixtures:
                done()
            return tuple(came_to(scenario, each, **changed(each)) for each in fixtures)

        monkeypatch.setattr(balance, "simulate", play)
        return weigh(first_session, 1, games, EACH, 1)

    return weigh_them


def test_a_balanced_scenario_has_no_findings(weighed):
    assert weighed().findings == ()


def test_every_player_is_tried_in_every_seat(weighed):
    found = weighed()
    assert all(set(means) == set(PLAYERS) for means in found.means.values())
    assert found.means["rus"]["random"] == 10
    assert found.means["rus"][NAMES[0]] == 50


def test_as_many_games_are_played_as_were_announced(monkeypatch, first_session):
    played = []

    def play(scenario, fixtures, _jobs, _done):
        played.extend(fixtures)
        return tuple(came_to(scenario, each) for each in fixtures)

    monkeypatch.setattr(balance, "simulate", play)
    weigh(first_session, 1, GAMES, EACH, 1)
    assert len(played) == games_in(GAMES, EACH)


def test_an_outcome_that_only_thoughtless_play_comes_to_is_missed(weighed, first_session):
    first, second = first_session.outcomes[0].id, first_session.outcomes[1].id
    found = weighed(
        lambda each: {"outcome": second if set(each.players.values()) - set(NAMES) else first}
    )
    assert any(line.startswith("outcomes") and second in line for line in found.findings)


def test_an_instrument_nobody_used_is_named(weighed, first_session):
    unused = first_session.instruments[0].id
    used = frozenset(each.id for each in first_session.instruments[1:])
    found = weighed(lambda _each: {"instruments": used})
    assert found.findings == (f"instruments that never occurred: {unused}",)


def test_a_delegation_that_usually_loses_is_named(weighed):
    lost = dict.fromkeys(SEATS, 500) | {"jpn": -40}
    found = weighed(lambda each: {"results": lost} if not each.players else {})
    assert found.findings == ("jpn ends below its BATNA in the median game (-4)",)


@pytest.mark.parametrize("policy", FIXED)
def test_a_policy_that_pays_better_than_thinking_is_named(weighed, policy):
    rich = dict.fromkeys(SEATS, 500) | {"prc": 900}
    found = weighed(lambda each: {"results": rich} if each.players.get("prc") == policy else {})
    assert found.findings == (f"prc: {policy} makes 90, thinking 50",)


def test_random_play_must_lose_to_each_who_thinks(weighed):
    lucky = dict.fromkeys(SEATS, 500)
    found = weighed(lambda each: {"results": lucky} if each.players.get("usa") == "random" else {})
    assert set(found.findings) == {f"usa: random play makes 50, {name} 50" for name in NAMES}
