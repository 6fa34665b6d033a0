"""Record golden games: `python -m tests.games.record [--look] [NAME...]`.

When records change their shape on purpose, `--look` keeps the stored logs as they are and writes
anew only what is seen of them: old logs stay old, which is what they are for. Without it the games
are played anew (deterministically: keys are given), which is for new games, and for a game that
has lost its point because the rules would now play it otherwise. Either way it prints what
differs from what was stored: review that as you review code.
"""

import argparse
import json
from dataclasses import replace
from typing import Any

from rules.codec import encode
from rules.scenario.loading import canonical

from .golden import Golden, differences, looked_at, names, path_of, plain, read, write
from .plays import GAMES, Played

LINES_MAX = 200
"""Differences printed of one game."""


def played_anew(name: str) -> Golden:
    played: Played = GAMES[name]()
    unseen = Golden(
        scenario=json.loads(canonical(played.scenario)),
        texts=dict(played.texts),
        steps=[plain(encode(step)) for step in played.steps],
        seen=[],
    )
    return replace(unseen, seen=looked_at(unseen))


def looked_at_anew(name: str) -> Golden:
    stored = read(name)
    return replace(stored, seen=looked_at(stored))


def report(name: str, fresh: Golden) -> None:
    """Print what differs from the stored game, if there is one."""
    stored = read(name) if path_of(name).exists() else None
    if stored is None:
        print(f"{name}: new, {len(fresh.steps)} steps")
    elif stored.steps != fresh.steps or stored.scenario != fresh.scenario:
        print(f"{name}: another log, {len(fresh.steps)} steps where there were {len(stored.steps)}")
    else:
        found = list(differences(stored, fresh.seen))
        print(f"{name}: {len(found)} differences")
        for line in found[:LINES_MAX]:
            print(line)


def arguments() -> Any:
    parser = argparse.ArgumentParser(prog="python -m tests.games.record", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(GAMES)}")
    parser.add_argument("--look", action="store_true", help="keep the log, write what is seen")
    given = parser.parse_args()
    if unknown := sorted({*given.names} - {*GAMES, *names()}):
        parser.error(f"no such game: {', '.join(unknown)}")
    return given


def main() -> None:
    given = arguments()
    make = looked_at_anew if given.look else played_anew
    for name in given.names or (names() if given.look else GAMES):
        fresh = make(name)
        report(name, fresh)
        write(name, fresh)


if __name__ == "__main__":
    main()
