"""`hextable simulate`: what it prints, as people and as programs read it."""

import json
import re

import pytest
from typer.testing import CliRunner

from server.cli import app

ASK = ["simulate", "--scenario", "first-session", "--games", "2", "--seed", "5"]


def run(*more: str, code: int = 0) -> str:
    result = CliRunner().invoke(app, [*ASK, *more])
    assert result.exit_code == code, result.output
    return result.output


def test_it_counts_the_games_it_played():
    found = json.loads(run("--json"))
    assert (found["scenario"], found["seed"], found["games"]) == ("first-session", 5, 2)
    assert sum(found["outcomes"].values()) == 2
    documents = found["documents"]
    assert documents["tabled"] >= documents["concluded"] >= documents["two_sided"]
    assert documents["two_sided"] >= documents["two_sided_kept"]
    assert list(found["results"]) == ["dprk", "rok", "usa", "prc", "rus", "jpn"]


def test_a_seed_is_a_game_here_too():
    one, same = (json.loads(run("--json")) for _ in range(2))
    one.pop("milliseconds_a_game")
    same.pop("milliseconds_a_game")
    assert one == same


def test_it_shows_a_table_to_people():
    shown = run("--silent", "rus", "--silent", "jpn")
    assert "first-session: 2 games, rus, jpn silent" in shown
    assert re.search(r"two-sided\s+│\s+\d+\.\d", shown)
    assert re.search(r"│ dprk\s+│\s+-?\d+ │", shown)


@pytest.mark.parametrize(
    "wrong",
    [
        *(["--scenario", "atlantis"], ["--silent", "france"], ["--games", "0"], ["--jobs", "0"]),
        *(["--player", "france=random"], ["--player", "usa=chess"]),
    ],
)
def test_it_refuses_what_is_not_there(wrong):
    assert wrong[0] in run(*wrong, code=2)


def test_the_games_are_the_same_whatever_the_jobs():
    """Each job is a process of its own; what they send back is put in the order of the seeds."""
    one, two = (json.loads(run("--json", "--jobs", jobs)) for jobs in ("1", "2"))
    one.pop("milliseconds_a_game")
    two.pop("milliseconds_a_game")
    assert one == two


def test_it_says_who_played_what_and_how_often_things_occurred():
    found = json.loads(run("--json", "--player", "dprk=random"))
    assert found["characters"]["dprk"].keys() == {"random"}
    assert found["characters"]["dprk"]["random"]["games"] == 2
    occurred = found["occurred"]
    assert list(occurred) == ["instruments", "cards", "actions", "lines"]
    assert all(0 <= share <= 100 for shares in occurred.values() for share in shares.values())
    assert max(occurred["cards"].values()) > 0
