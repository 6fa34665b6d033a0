"""`./start prove [PART...]`: what a test shows once, shown often enough to be believed.

Each part says how often it tried, with which seed and what came of it. To add one, write a function
from seed and count to a Result, and name it in PARTS.
"""

import argparse
import sys
import time
import traceback
from collections.abc import Callable
from typing import NamedTuple

from . import audit, chaos, cluster, effort, fuzz, secrecy, syncing


class Part(NamedTuple):
    """One thing to be proven; raises AssertionError where it is not so."""

    prove: Callable[[int, int], str]
    """Seed, count -> what came of it."""
    count: int


PARTS: dict[str, Part] = {
    "secrecy": Part(secrecy.pairs, 2_000),
    "leaks": Part(secrecy.leaks, 100),
    "fuzz": Part(fuzz.fuzz, 200_000),
    "audit": Part(audit.audit, 1_000),
    "effort": Part(effort.effort, 4),
    "traffic": Part(secrecy.traffic, 2_000),
    "forks": Part(cluster.forks, 500),
    "roaming": Part(cluster.roaming, 3),
    "reconnects": Part(cluster.reconnects, 20_000),
    "hints": Part(cluster.hints, 40),
    "departures": Part(cluster.departures, 2),
    "syncing": Part(syncing.on_sqlite, 100),
    "chaos-sqlite": Part(chaos.on_sqlite, 10_000),
    "chaos-postgres": Part(chaos.on_postgres, 10_000),
}

MOST_SAID = 1_000
"""Characters of a complaint repeated in the end: its last ones, where an error stands."""


def main() -> int:
    """Prove the parts that are named, or all; returns the exit status."""
    parser = argparse.ArgumentParser(description="Prove by repetition.")
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--seed", type=int, default=20_251_121)
    parser.add_argument("--count", type=int, help="instead of each part's own")
    asked = parser.parse_args()
    if unknown := set(asked.parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    complaints = {name: proves(name, asked.seed, asked.count) for name in asked.parts or PARTS}
    failed = {name: said for name, said in complaints.items() if said is not None}
    for name, said in failed.items():
        print(f"{name} FAILED: {said[-MOST_SAID:]}")
    print(f"{len(complaints) - len(failed)} passed, failed: {', '.join(failed) or 'none'}")
    return 1 if failed else 0


def proves(name: str, seed: int, count: int | None) -> str | None:
    """Prove one part and say what came of it; returns what was raised where it does not hold."""
    part = PARTS[name]
    n = count or part.count
    began_s = time.monotonic()
    try:
        said, complaint = part.prove(seed, n), None
    except Exception as error:
        traceback.print_exc()
        said, complaint = "FAILED", f"{type(error).__name__}: {error}"
    print(f"{name}: n={n} seed={seed} {time.monotonic() - began_s:.0f} s: {said}", flush=True)
    return complaint


if __name__ == "__main__":
    sys.exit(main())
