"""Bots: whole games, what they accept, what they may see, and that a seed is a game."""

import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

import rules
from rules.bots import NAMES, play, valuation
from rules.bots.acts import pressed
from rules.bots.characters import CHARACTERS
from rules.bots.match import Game, Match, play_game
from rules.bots.outlook import Outlook
from rules.bots.promises import awakening
from rules.bots.table import read
from rules.codec import encode
from rules.commands import Advance, Open, Order
from rules.decide import decide
from rules.fold import apply, replay
from rules.model import State
from rules.names import SEATS, Seat
from rules.naming import label
from rules.opening import open_table
from rules.parse import parse_command
from rules.scenario import Scenario
from rules.view import view
from server.scenarios import shipped
from server.simulation.counting import count

from ..effort import EFFORT

GAMES = 5 * EFFORT
PERCENT = 60


@pytest.fixture(scope="module")
def first_session() -> Scenario:
    return shipped("first-session")


@pytest.fixture(scope="module")
def korea() -> Scenario:
    return shipped("korea-2020")


class Acceptances:
    """Watches what bots do: what they sign is worth it by their own valuation."""

    def __init__(self) -> None:
        self.seen = 0
        self.signed = 0

    def __call__(self, seat: Seat, records: Mapping[str, Any], command: Mapping[str, Any]) -> None:
        if command["kind"] in ("table", "cosign"):
            self.signed += 1
            assert valuation(records, command["document"]) >= 0
        if command["kind"] == "seal":
            for document, answer in command["instructions"]["answers"].items():
                if answer != "decline":
                    self.seen += 1
                    reservation = answer["accept"] if isinstance(answer, dict) else True
                    assert valuation(records, document, reservation) >= 0
            due = records["menu/own"]["commands"]["seal"]["perform"]
            for promise in command["instructions"]["perform"]:
                assert due[promise]["hidden"] or is_let_down(records, promise)


def is_let_down(records: Mapping[str, Any], promise: str) -> bool:
    """Whether somebody else is known to have evaded a clause of the same text last time."""
    text = promise.rpartition(".")[0]
    others = (f"clause/{each['id']}" for each in records[f"document/{text}"]["clauses"])
    histories = [records[key]["history"] for key in others if key in records]
    return any(history and history[-1]["outcome"] == "evaded" for history in histories)


@pytest.mark.parametrize("silent", SEATS)
def test_bots_reach_and_keep_two_sided_agreements_beside_an_empty_chair(first_session, silent):
    """In at least 60 % of games, each character in every seat but the silent one in turn."""
    watch = Acceptances()
    kept = sum(
        count(play_game(first_session, seed, [silent], watch, turned(seed)), 0).kept > 0
        for seed in range(GAMES)
    )
    assert watch.seen
    assert watch.signed
    assert kept * 100 >= PERCENT * GAMES


def turned(seed: int) -> dict[Seat, str]:
    """All three characters at the table, another one in each seat with each seed."""
    return {seat: NAMES[(place + seed) % len(NAMES)] for place, seat in enumerate(SEATS)}


def test_six_bots_end_the_large_scenario_with_promises_kept_on_both_sides(korea):
    watch = Acceptances()
    game = play_game(korea, 1, watch=watch)
    assert game.state.outcome
    assert watch.seen
    assert count(game, 0).kept > 0


def test_six_bots_play_the_historical_scenario_to_an_end():
    games = [play_game(shipped("beijing-2005"), seed) for seed in range(EFFORT)]
    assert all(game.state.outcome for game in games)
    assert all(count(game, 0).kept for game in games)


def test_an_empty_chair_signs_nothing_and_breaks_nothing(first_session):
    """Rulebook 2: absence never blocks a table."""
    state = play_game(first_session, "empty", ["dprk"]).state
    assert state.outcome
    assert not any("dprk" in each.terms.sponsors for each in state.documents.values())
    assert not any("dprk" in each.bound for each in state.documents.values())


# Good faith, and what becomes of it


def moratorium(match: Match) -> str:
    """The North, a person here, offers its moratorium for exemptions; return the text's id."""
    text = {
        "title": "A beginning", "sponsors": ["dprk"], "addressees": ["usa"], "audience": "closed",
        "clauses": [{"debtor": "dprk", "instrument": "test_moratorium", "level": 1},
                    {"debtor": "usa", "instrument": "sanctions", "level": 1}],
    }  # fmt: skip
    give(match, "draft", document=text)
    (identity,) = (i for i, d in match.state.documents.items() if d.terms.author == "dprk")
    give(match, "table", document=identity)
    return identity


def give(match: Match, kind: str, **fields: Any) -> None:
    command = parse_command({"kind": kind, **fields}, match.lift)
    match.obey("dprk", f"c{match.steps}", command)


def go_on_to(match: Match, number: int, phase: str) -> None:
    while (match.state.round, match.state.phase) != (number, phase):
        match.wake_all()
        match.control(Advance())


def begun(scenario: Scenario) -> tuple[Match, str]:
    """Round 2: the bot of the United States has signed what the North offered."""
    match = Match(scenario, "faith", ["dprk"], Acceptances(), {"usa": "reciprocator"})
    match.control(Open())
    text = moratorium(match)
    go_on_to(match, 2, "corridors")
    assert match.state.documents[text].status == "concluded"
    return match, text


def test_a_bot_signs_what_gains_it_more_than_it_gives_and_keeps_it(first_session):
    match, text = begun(first_session)
    go_on_to(match, 2, "reckoning")
    assert [each.outcome for each in match.state.deliveries[f"{text}.2"]] == ["performed"]


def test_a_bot_leaves_a_text_that_the_other_side_has_broken(first_session):
    """Rulebook 3: what is for good may be denounced without a breach of one's own."""
    match, text = begun(first_session)
    go_on_to(match, 2, "capitals")
    give(match, "seal", instructions={"perform": {f"{text}.1": "evade"}})
    go_on_to(match, 3, "capitals")
    assert match.state.standings[f"{text}.2"].status == "denounced"
    assert not any(clause.startswith(f"{text}.2") for _, clause in match.state.breaches)


def clause(debtor: str, instrument: str, condition: Any) -> dict[str, Any]:
    return {
        "debtor": debtor, "instrument": instrument, "level": 1, "beneficiaries": [], "start": 0,
        "rounds": None, "verification": "v0", "while": condition, "tranches": 1,
    }  # fmt: skip


def after(word: str, by: str, instrument: str) -> dict[str, Any]:
    return {word: {"by": by, "instrument": instrument, "level": 1}}


@pytest.mark.parametrize(
    ("theirs", "ours", "delays"),
    [
        ("operative", "operative", {0: 0, 1: 0}),
        ("operative", "performed", {}),
        ("performed", "performed", {}),
        (None, "performed", {0: 0, 1: 1}),
    ],
)
def test_a_bot_foresees_when_a_text_would_wake(first_session, theirs, ours, delays):
    """Rulebook 5: commitment for commitment wakes at once, "you first" against itself never."""
    known = Outlook(read(view(opened(first_session), "usa", {})), is_hopeful=False)
    first = after(theirs, "usa", "sanctions") if theirs else True
    second = after(ours, "dprk", "test_moratorium")
    text = [clause("dprk", "test_moratorium", first), clause("usa", "sanctions", second)]
    assert awakening(known, text) == delays


# A seed is a game


def told(game: Game) -> list[dict[str, Any]]:
    return [*encode(game.happened), dict(game.texts)]


def test_a_seed_is_a_game(first_session):
    one, same, other = (play_game(first_session, seed) for seed in (7, 7, 8))
    assert told(one) == told(same)
    assert told(one) != told(other)


GAME = """
import hashlib
from rules.bots.match import play_game
from rules.codec import encode
from server.scenarios import shipped
game = play_game(shipped("first-session"), 7, ["rus"])
print(hashlib.sha256(repr((encode(game.happened), game.texts)).encode()).hexdigest())
"""


def test_a_seed_is_a_game_whatever_the_order_of_hashes():
    root = Path(rules.__file__).parent.parent
    prints = {
        subprocess.run(
            [sys.executable, "-c", GAME],
            cwd=root, env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True,
        ).stdout
        for seed in ("0", "1", "4711")
    }  # fmt: skip
    assert len(prints) == 1


# What a bot sees, and when it rests


class OwnRecords(dict[str, Any]):
    """A seat's records, which fail when one is asked for that this seat has not."""

    def __init__(self, records: Mapping[str, Any]) -> None:
        super().__init__(records)
        self.asked: set[str] = set()

    def __getitem__(self, key: str) -> Any:
        assert key in self, f"{key} is none of this seat's records"
        self.asked.add(key.partition("/")[0])
        return super().__getitem__(key)

    def get(self, key: str, default: Any = None) -> Any:
        return self[key]


READS = {
    "table", "seat", "meter", "instrument", "document", "clause", "menu", "sheet", "instructions",
    "ledger", "reason",
}  # fmt: skip


def opened(scenario: Scenario) -> State:
    """A table of six bots in its first corridors."""
    bots: dict[Seat, str | None] = dict.fromkeys(SEATS, "maximiser")
    opening = open_table(scenario, table="t", key="5eed" * 16, bots=bots, clock={})
    state = replay((each.event for each in opening), scenario)
    order = Order(by="control", person="control.1", id="o", at_ms=0, command=Open())
    for each in decide(state, order):
        state = apply(state, each.event)
    return state


def test_a_bot_reads_nothing_but_its_own_seats_records(first_session):
    state = opened(first_session)
    records = OwnRecords(view(state, "usa", {}))
    assert play("maximiser", records, lambda _: 50)
    assert "sheet" in records.asked
    assert records.asked <= READS


def test_the_same_records_and_draws_give_the_same_commands(first_session):
    state = opened(first_session)
    for seat in SEATS:
        backwards = dict(reversed(view(state, seat, {}).items()))
        once = play("maximiser", view(state, seat, {}), lambda label: len(label) % 100)
        assert once == play("maximiser", backwards, lambda label: len(label) % 100)


def test_a_bot_does_nothing_in_the_lobby(first_session):
    opening = open_table(first_session, table="t", key="5eed" * 16, bots={}, clock={})
    lobby = replay((each.event for each in opening), first_session)
    assert [play("maximiser", view(lobby, seat, {}), lambda _: 50) for seat in SEATS] == [()] * 6


def test_a_bot_gives_few_commands_at_one_waking(first_session):
    most: Counter[Seat] = Counter()
    wakings: list[tuple[int, Seat]] = []

    def watch(seat: Seat, records: Mapping[str, Any], command: Mapping[str, Any]) -> None:
        if not wakings or wakings[-1] != (id(records["menu/own"]), seat):
            wakings.append((id(records["menu/own"]), seat))
            most[seat] = 0
        most[seat] += 1
        assert most[seat] <= 12

    play_game(first_session, 3, watch=watch)
    assert wakings


def test_a_bot_says_a_word_when_it_tables_a_text(first_session):
    game = play_game(first_session, 5)
    tabled = [each for each in game.state.documents.values() if each.tabled_round is not None]
    said = [text for text in spoken(game) if " would " in text]
    assert tabled
    assert all(sum(f"({label(each.terms.id)})" in text for text in said) == 1 for each in tabled)


def test_what_a_bot_says_besides_changes_nothing_else(first_session, monkeypatch):
    talkative = play_game(first_session, 5)
    monkeypatch.setattr("rules.bots.match.speak", lambda *_: ())
    silent = play_game(first_session, 5)
    assert len(spoken(talkative)) > len(spoken(silent))
    assert papers(talkative) == papers(silent)
    assert talkative.state.deliveries == silent.state.deliveries


@pytest.mark.parametrize("scenario", ["first-session", "beijing-2005"])
def test_a_terse_game_comes_to_the_same(scenario):
    """What simulations rest on: nothing hangs on words and reasons but the words and reasons."""
    company = {"rok": "random", "usa": "hard-liner"}
    wordy, terse = (
        play_game(shipped(scenario), 5, players=company, is_terse=is_terse)
        for is_terse in (False, True)
    )
    assert wordy.state.reasons
    assert not terse.state.reasons
    assert count(wordy, 0) == count(terse, 0)
    assert wordy.state.deliveries == terse.state.deliveries
    assert papers(wordy) == papers(terse)


def papers(game: Game) -> dict[str, tuple]:
    return {name: (each.status, each.answers) for name, each in game.state.documents.items()}


def spoken(game: Game) -> list[str]:
    return [game.texts[message.text.id] for message in game.state.messages.values()]


# The characters


@pytest.mark.parametrize("name", NAMES)
def test_each_character_comes_to_terms_with_others_of_its_kind(first_session, name):
    company = dict.fromkeys(SEATS, name)
    games = [play_game(first_session, seed, players=company) for seed in range(2 * EFFORT)]
    assert all(count(game, 0).two_sided for game in games)


def test_only_hard_liners_turn_to_pressure_when_they_come_to_terms_too_seldom(first_session):
    """Rulebook 1.7: and never by an act that calms."""
    frightening = {
        "id": "test", "price": 0, "targets": None, "breaks": [], "summit": False, "watch": 0,
        "effects": [{"meter": "tension", "by": 9}],
    }  # fmt: skip
    table = read(view(opened(first_session), "dprk", {}))
    menu = {"actions": [frightening], "perform": {}}
    done = {
        name: pressed(table, character, menu, 5, lambda _: 0)
        for name, character in CHARACTERS.items()
    }
    act = {"action": {"action": "test"}}
    assert done == {"maximiser": {}, "reciprocator": {}, "hard-liner": act}
    kind = {**frightening, "effects": [{"meter": "tension", "by": -2}]}
    calm = {"actions": [kind], "perform": {}}
    assert not pressed(table, CHARACTERS["hard-liner"], calm, 5, lambda _: 0)


def test_nobody_presses_so_far_that_the_next_incident_would_be_the_war(first_session):
    """Rulebook 1.7: of what frightens, the most that is short of war; near it, nothing."""
    acts = [
        {
            "id": str(by), "price": 0, "targets": None, "breaks": [], "summit": False, "watch": 0,
            "effects": [{"meter": "tension", "by": by}],
        }
        for by in (18, 5)
    ]  # fmt: skip
    menu = {"actions": acts, "perform": {}}
    done = {}
    for tension in (71, 72, 84, 85):
        records = dict(view(opened(first_session), "dprk", {}))
        records["meter/tension"] = {**records["meter/tension"], "value": tension}
        act = pressed(read(records), CHARACTERS["hard-liner"], menu, 5, lambda _: 0)
        done[tension] = act and act["action"]["action"]
    assert done == {71: "18", 72: "5", 84: "5", 85: {}}


def test_a_table_that_had_an_older_character_plays_on(first_session):
    records = view(opened(first_session), "usa", {})
    assert play("steady", records, lambda _: 50) == play("maximiser", records, lambda _: 50)


def test_the_key_casts_who_is_not_named(first_session):
    games = [play_game(first_session, seed, silent=SEATS[1:]) for seed in range(8)]
    cast = {game.state.seats["dprk"].bot for game in games}
    assert cast <= set(NAMES)
    assert len(cast) > 1
