"""Policies that do not think stay legal, whatever the table looks like."""

import pytest

from rules.bots.fixed import FIXED, POLICIES
from rules.bots.match import play_game
from rules.events import WalkedOut
from rules.model import Document
from rules.names import SEATS
from server.scenarios import shipped


@pytest.fixture(scope="module")
def first_session():
    return shipped("first-session")


def company(name):
    return dict.fromkeys(SEATS, name)


@pytest.mark.parametrize("scenario", ["first-session", "korea-2020"])
def test_six_who_play_at_random_end_a_game(scenario):
    """A refusal would be our bug, and ends the game with an AssertionError."""
    game = play_game(shipped(scenario), 3, players=company("random"))
    tabled = [each for each in game.state.documents.values() if each.tabled_round]
    assert game.state.phase == "closed"
    assert len(tabled) > len(SEATS)
    assert len({tuple(map(what, each.terms.clauses)) for each in tabled}) > len(SEATS)


def what(clause):
    return clause.debtor, clause.instrument, clause.level


def test_chance_differs_from_seed_to_seed_and_repeats_with_it(first_session):
    one, same, other = (
        play_game(first_session, seed, players=company("random")).happened for seed in (1, 1, 2)
    )
    assert one == same
    assert one != other


def accepted(state, seat) -> list[Document]:
    return [
        each
        for each in state.documents.values()
        if each.fate and each.fate.answers.get(seat) and each.fate.answers[seat].accepts
    ]


@pytest.mark.parametrize("name", FIXED)
def test_a_fixed_policy_does_what_its_name_says(first_session, name):
    state = play_game(first_session, 2, players={"usa": name}).state
    assert name in POLICIES
    assert bool(accepted(state, "usa")) == (name in ("accept-all", "evade-all", "take-and-leave"))
    assert (state.seats["usa"].walked_out is not None) == (name in ("walk-out", "take-and-leave"))
    evaded = [
        each
        for clause, deliveries in state.deliveries.items()
        for each in deliveries
        if each.outcome == "evaded" and debtor(state, clause) == "usa"
    ]
    assert bool(evaded) == (name == "evade-all")


def test_who_takes_and_leaves_keeps_its_word_and_is_gone_when_the_game_may_end(first_session):
    gone = [
        each.event
        for each in play_game(first_session, 2, players={"dprk": "take-and-leave"}).happened
        if isinstance(each.event, WalkedOut)
    ]
    assert [(each.seat, each.round) for each in gone] == [("dprk", 3)]


def debtor(state, clause):
    clauses = state.documents[clause.rpartition(".")[0]].terms.clauses
    return next(each.debtor for each in clauses if each.id == clause)
