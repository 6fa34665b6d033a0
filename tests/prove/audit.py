"""What `hextable verify` is worth: edits of a game's record, held against what players kept.

Half of them are by somebody who keeps the record, and chains it anew after the edit.
"""

import asyncio
import json
import tempfile
from collections import Counter
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from random import Random
from typing import Any

import msgspec

from rules.judgement.commitments import Opening, commitment
from rules.naming import commitment as promise_of
from server.exporting import Export, as_step, read
from server.log import GENESIS
from server.verifying import references, verify
from tests.server.test_export import at, game_at, other_than, places, sorted_texts

Game = dict[str, Any]
Edit = Callable[[Game, Random], None]


# --- edits; each leaves a file that still looks like a record ---


def changed(game: Game, random: Random) -> None:
    """Change one value anywhere."""
    path = random.choice([each for each in places(game) if each[0] != "scenario"])
    holder, key = at(game, path[:-1]), path[-1]
    holder[key] = other_than(holder[key], random)


def changed_scenario(game: Game, random: Random) -> None:
    path = random.choice([each for each in places(game["scenario"]) if len(each) < 5])
    holder, key = at(game["scenario"], path[:-1]), path[-1]
    holder[key] = other_than(holder[key], random)


def removed(game: Game, random: Random) -> None:
    """Take one thing out, anywhere."""
    path = random.choice([each for each in places(game) if each[0] != "scenario"])
    del at(game, path[:-1])[path[-1]]


def step_removed(game: Game, random: Random) -> None:
    del game["steps"][random.randrange(len(game["steps"]))]


def reordered(game: Game, random: Random) -> None:
    """Exchange two steps."""
    one, other = random.sample(range(len(game["steps"])), 2)
    steps = game["steps"]
    steps[one], steps[other] = steps[other], steps[one]


def doubled(game: Game, random: Random) -> None:
    place = random.randrange(len(game["steps"]))
    game["steps"].insert(random.randrange(len(game["steps"])), deepcopy(game["steps"][place]))


def truncated(game: Game, random: Random) -> None:
    """Cut the record off, with the texts that no step speaks of any more."""
    truncated_to(game, random.randrange(len(game["steps"])))


def reworded(game: Game, random: Random) -> None:
    """Let somebody have said something else."""
    text = random.choice(game["texts"])
    text["body"] += "!"


def resalted(game: Game, random: Random) -> None:
    text = random.choice(game["texts"])
    text["salt"] = random.randbytes(16).hex()


def unsaid(game: Game, random: Random) -> None:
    """Say that a text was erased."""
    random.choice(game["texts"]).update(salt=None, body=None)


def other_sheet(game: Game, random: Random) -> None:
    """Let somebody have sealed something else, and commit to that."""
    sealed = [each for each in events(game) if each["type"] == "InstructionsSealed"]
    sheet = random.choice(sealed)
    sheet["instructions"]["close"] = not sheet["instructions"]["close"]


def other_commitment(game: Game, random: Random) -> None:
    committed = random.choice([each for each in events(game) if each["type"] == "SheetsCommitted"])
    seat = random.choice(sorted(committed["commitments"]))
    opening = Opening(salt=random.randbytes(16).hex(), sheet='{"close":true}')
    made = commitment(game["table"], committed["round"], seat, opening)
    committed["commitments"][seat] = made


def other_luck(game: Game, random: Random) -> None:
    moved = random.choice([each for each in events(game) if each["type"] == "MeterMoved"])
    moved["value"] += random.choice((-1, 1))


def other_time(game: Game, random: Random) -> None:
    random.choice(game["steps"])["at_ms"] += random.choice((-1, 1, 60_000))


def other_person(game: Game, random: Random) -> None:
    line = random.choice(game["steps"])
    line["person"] = random.choice([each for each in PEOPLE if each != line["person"]])


def other_key(game: Game, random: Random) -> None:
    """Another key, promised and used all along."""
    game["key"] = random.randbytes(32).hex()
    game["seed_commitment"] = promise_of(game["key"])
    game["steps"][0]["events"][0]["event"]["key"] = game["key"]


def other_head(game: Game, random: Random) -> None:
    random.choice(game["steps"])["head"] = random.randbytes(32).hex()


PEOPLE = ("usa.1", "dprk.1", "control.1", "clock")
PLAIN: tuple[Edit, ...] = (
    changed, changed_scenario, removed, step_removed, reordered, doubled, truncated, reworded,
    resalted, unsaid, other_head,
)  # fmt: skip
"""As they are."""
ANEW: tuple[Edit, ...] = (
    changed, step_removed, reordered, doubled, truncated, other_sheet, other_commitment, other_luck,
    other_time, other_person, other_key,
)  # fmt: skip
"""Before the record is numbered and chained anew, as only who keeps the server could."""


def events(game: Game) -> list[Game]:
    return [each["event"] for line in game["steps"] for each in line["events"]]


def chained_anew(game: Game) -> Game:
    """Number the steps of a changed record and give each the head that follows."""
    before = GENESIS
    for place, line in enumerate(game["steps"], 1):
        line["seq"], line["head"] = place, "0" * 64
    for stored, line in zip(game["steps"], read(msgspec.json.encode(game)).steps, strict=True):
        before = as_step(line).chained(before).head
        stored["head"] = before.hex()
    return game


# --- the trial ---


def audit(seed: int, count: int) -> str:
    """Find every one of so many edits by what players kept; say what nobody could find."""
    with tempfile.TemporaryDirectory(prefix="hextable-audit-") as folder:
        early, late = asyncio.run(game_at(Path(folder)))
    game = json.loads(late["control"])
    held = [read(late[role]) for role in ("dprk", "observer", "jpn")]
    held.append(read(early["rus"]))
    assert verify(read(late["control"]), held).faults == ()
    found = Counter(trial(game, held, Random(f"{seed}/{n}"), n) for n in range(count))
    assert_unprovable(game, early)
    told = ", ".join(f"{number} {how}" for how, number in sorted(found.items()))
    return f"{found.total()} of {count} edits found ({told}); of what nobody holds it says so"


def trial(game: Game, held: list[Export], random: Random, number: int) -> str:
    """Edit a record in one way or another, and have it found; return how."""
    is_anew = bool(number % 2)
    edit = random.choice(ANEW if is_anew else PLAIN)
    how = edit.__name__.replace("_", " ") + (" and chained anew" if is_anew else "")
    while True:
        other = deepcopy(game)
        edit(other, random)
        try:
            # Chaining anew mends a changed head or number: then nothing was changed at all.
            other = chained_anew(other) if is_anew else other
            export = read(msgspec.json.encode(other))
        except (msgspec.MsgspecError, ValueError, KeyError, TypeError):
            return how  # It does not even look like a record any more.
        if sorted_texts(other) != sorted_texts(game):
            break
    report = verify(export, held)
    assert report.faults, f"{how} was not found"
    assert not report.proven, f"{how}: what is false proves nothing"
    return how


def assert_unprovable(game: Game, early: dict[str, bytes]) -> None:
    """What comes after the last head that anybody holds may be cut off or changed, and is named."""
    held = [read(early["observer"]), read(early["control"])]
    reach = len(held[1].steps)  # type: ignore[union-attr]  # control's is the record
    for cut in range(reach, len(game["steps"])):
        shorter = deepcopy(game)
        truncated_to(shorter, cut)
        report = verify(read(msgspec.json.encode(chained_anew(shorter))), held)
        assert report.faults == (), (cut, report.faults)
        assert any(f"anything after step {reach}," in each for each in report.unproven)
    truncated_to(shorter, reach - 1)
    assert verify(read(msgspec.json.encode(chained_anew(shorter))), held).faults


def truncated_to(game: Game, count: int) -> None:
    game["steps"] = game["steps"][:count]
    used = {each[0] for line in game["steps"] for each in references(line["events"])}
    game["texts"] = [each for each in game["texts"] if each["id"] in used]
