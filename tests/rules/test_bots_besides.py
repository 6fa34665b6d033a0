"""Bots beside the bargain: they accuse, watch, meet, call in friends, bid, leave and believe."""

from collections.abc import Mapping
from typing import Any

import pytest
from msgspec.structs import replace

from rules.bots import play
from rules.bots.acts import returned
from rules.bots.chair import bid
from rules.bots.company import partner
from rules.bots.doubts import watched
from rules.bots.match import play_game
from rules.bots.minds import believed, in_percent
from rules.bots.table import Table as Read
from rules.bots.table import read
from rules.bots.worth import Worth
from rules.events import Told
from rules.names import SEATS
from rules.view import view
from server.scenarios import shipped

from .at_the_table import Table
from .test_accusing import promised

Commands = list[dict[str, Any]]


def at_once(_label: str) -> int:
    """The luck of who does whatever it considers."""
    return 0


def never(_label: str) -> int:
    return 99


def as_read(table: Table, seat: str) -> Read:
    return read(view(table.state, seat, {}))


# Accusations (Rulebook 6.12)


def doubted(*, by: tuple[str, ...] = (), times: int = 1) -> Table:
    """A table whose freeze looked broken, so often, to those who watched."""
    table, freeze = promised()
    (turn,) = table.state.deliveries[freeze]
    turns = tuple(replace(turn, doubted_by=by) for _ in range(times))
    table.state = replace(table.state, deliveries={**table.state.deliveries, freeze: turns})
    return table


def accusing(table: Table, name: str, luck: Any = at_once) -> Commands:
    done = play(name, view(table.state, "usa", {}), luck)
    return [each for each in done if each["kind"] == "accuse"]


@pytest.mark.parametrize("name", ["maximiser", "hard-liner"])
def test_who_saw_it_accuses_with_evidence(name):
    table = doubted(by=("usa",))
    (charge,) = accusing(table, name, never)
    assert charge["evidence"]
    table.do("usa", charge)
    assert not accusing(table, name)


def test_the_reciprocator_overlooks_one_sighting_and_not_two():
    assert not accusing(doubted(by=("usa",)), "reciprocator")
    assert accusing(doubted(by=("usa",), times=2), "reciprocator")


@pytest.mark.parametrize("name", ["maximiser", "reciprocator", "hard-liner"])
def test_nobody_accuses_where_nothing_looks_broken_to_it(name):
    assert not accusing(doubted(by=("rok",)), name)


def known_to_lie() -> Table:
    """The debtor has broken this promise once before, and that is established."""
    table, freeze = promised()
    (turn,) = table.state.deliveries[freeze]
    broken = replace(turn, round=1, outcome="evaded", established=True)
    state = replace(
        table.state,
        deliveries={**table.state.deliveries, freeze: (broken, turn)},
        breaches=((1, freeze),),
    )
    table.state = state
    return table


def test_the_hard_liner_accuses_who_is_known_to_lie_and_claims_no_evidence():
    (charge,) = accusing(known_to_lie(), "hard-liner")
    assert not charge["evidence"]
    assert not accusing(known_to_lie(), "hard-liner", never)
    assert not accusing(known_to_lie(), "reciprocator")


def test_an_accusation_comes_with_its_reason():
    done = play("maximiser", view(doubted(by=("usa",)).state, "usa", {}), never)
    (said,) = [each["text"] for each in done if each["kind"] == "reason"][:1]
    assert said.startswith("We saw ")


# Whole games: what everybody does now and then


@pytest.fixture(scope="module")
def game() -> tuple[Commands, tuple[Any, ...]]:
    """What bots did in one game of the large scenario, and what happened."""
    done: Commands = []

    def watch(_seat: str, _records: Mapping[str, Any], command: Mapping[str, Any]) -> None:
        done.append(dict(command))

    return done, play_game(shipped("korea-2020"), 1, watch=watch).happened


def sheets(game: tuple[Commands, Any]) -> Commands:
    return [each["instructions"] for each in game[0] if each["kind"] == "seal"]


def test_two_that_name_each_other_meet(game):
    """Rulebook 7.22: both come to the same from what everybody reads."""
    offers = [each["action"] for each in sheets(game) if "action" in each]
    assert any(each["action"] == "summit" for each in offers)
    told = [each.event.telling for each in game[1] if isinstance(each.event, Told)]
    assert any(each.kind == "met" for each in told)
    assert not any(each.kind == "met_in_vain" for each in told)


def test_friends_that_would_help_are_invited_by_two(game):
    """Rulebook 7.20."""
    invited = [each["friend"] for each in game[0] if each["kind"] == "invite"]
    assert any(invited.count(each) > 1 for each in invited)


def test_every_sheet_says_what_it_believes(game):
    """Rulebook 2.11."""
    stated = [odds for each in sheets(game) for odds in each["beliefs"].values()]
    assert stated
    assert all(sum(odds.values()) == 100 for odds in stated)
    assert len({tuple(sorted(odds.items())) for odds in stated}) > 3


def test_odds_in_whole_percents_are_a_hundred():
    assert in_percent({"a": 1, "b": 1, "c": 1}) == {"a": 33, "b": 33, "c": 34}


# One's own part, on records as they could be


@pytest.fixture(scope="module")
def korea() -> Table:
    """The large scenario in its first capitals, nobody having said anything."""
    return Table(scenario=shipped("korea-2020")).open().to("capitals")


def test_without_any_sign_it_believes_what_all_know(korea):
    table = as_read(korea, "usa")
    menu = table.commands["seal"]
    priors = {
        about: {each["id"]: each["prior"] for each in types}
        for about, types in menu["beliefs"].items()
    }
    assert believed(table, menu) == priors


def test_nobody_expects_a_meeting_where_there_is_no_text(korea):
    assert [partner(as_read(korea, seat)) for seat in SEATS] == [None] * 6


def joined(*seats: str, status: str) -> dict[str, Any]:
    """A public text by which these promise to take part in the dialogue."""
    return {
        "id": f"x{status}", "status": status, "audience": "public", "bound": list(seats),
        "clauses": [{"debtor": seat, "instrument": "nea_dialogue"} for seat in seats],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("bound", "asked", "is_near"),
    [((), SEATS, False), (SEATS[:2], SEATS[2:4], True), (SEATS[:2], (), False), (SEATS, (), False)],
)
def test_it_bids_for_the_chair_when_the_dialogue_is_near(korea, bound, asked, is_near):
    """Rulebook 7.27."""
    table = as_read(korea, "jpn")
    texts = (joined(*bound, status="concluded"), joined(*asked, status="open"))
    table = with_fields(table, documents={each["id"]: each for each in texts})
    menu = table.commands["seal"]
    assert (bid(table, menu, 12, never) > 0) == is_near
    assert bid(table, menu, 3, at_once) == 0


def with_fields(table: Read, **fields: Any) -> Read:
    other = Read(table.records)
    vars(other).update(vars(table) | fields)
    return other


def test_it_watches_who_owes_most_of_what_nobody_can_see(korea):
    """Rulebook 6.15."""
    table = as_read(korea, "usa")
    menu = table.commands["seal"]
    assert watched(table, Worth(table), menu, 12) == ({}, "")
    table = owing(table, "dprk", "yongbyon")
    act, why = watched(table, Worth(table), menu, 12)
    assert act == {"action": {"action": "watch", "target": ["dprk"]}}
    assert why
    assert watched(table, Worth(table), menu, 5) == ({}, "")


def owing(table: Read, debtor: str, instrument: str) -> Read:
    """The table as it would be if this were in force to its highest level, and due."""
    level = len(table.instruments[instrument]["levels"])
    each = {
        "id": "x.1", "debtor": debtor, "instrument": instrument, "level": level,
        "beneficiaries": [], "verification": "v3", "rounds": None, "tranches": 1, "start": 0,
    }  # fmt: skip
    standing = {
        **each, "status": "operative", "due": True, "history": [], "from_round": 1,
        "until_round": None, "tranches": None,
    }  # fmt: skip
    text = {"id": "x", "status": "concluded", "clauses": [each]}
    return with_fields(table, documents={"x": text}, standings={"x.1": standing})


def test_who_left_returns_when_its_ground_is_gone_or_it_was_long_enough(korea):
    table = with_fields(as_read(korea, "rok"), documents={}, turns=6, round=4)
    menu = {"return": {"price": 1}}

    def out(since: int, ground: str) -> Read:
        seat = {**table.seats["rok"], "walked_out": {"ground": ground, "round": since}}
        seats = {**table.seats, "rok": seat}
        return with_fields(table, seats=seats, open_grounds=frozenset({"still"}))

    assert returned(out(3, "still"), menu, 5) == {}
    assert returned(out(3, "gone"), menu, 5) == {"return": True}
    assert returned(out(2, "still"), menu, 5) == {"return": True}
    assert returned(out(2, "still"), menu, 0) == {}
