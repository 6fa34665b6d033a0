"""The pairs whose secrets go deepest, played at two servers (`pairs`, `hiding`).

Owns how their scripts are given to both, phase by phase, with the viewer coming back in between.
What is hidden in them passes, is broken, detected, voted on, listened to: in a scenario in which
none of that moves anything published (`quiet`).
"""

from collections.abc import Iterator
from random import Random

from .script import Chain
from .twins import Side, Twins
from .watching import Move


def in_phases(script: Chain) -> Iterator[Chain]:
    """Yield a script in parts, each ending with what control does."""
    part: Chain = []
    for move in script:
        part.append(move)
        if move.by == "control":
            yield part
            part = []
    if part:
        yield part


async def play(twins: Twins, scripts: tuple[Chain, Chain], seed: str) -> None:
    """Play both scripts; raise Differ where a watcher could tell one from the other."""
    random = Random(seed)
    for parts in zip(*map(in_phases, scripts), strict=True):
        for side, part in zip(twins.sides, parts, strict=True):
            with twins.at(side):
                for move in part:
                    await obey(side, move)
        twins.compare(parts[0][-1].name)
        await come_back(twins, random)
    await come_back(twins, random)


async def obey(side: Side, move: Move) -> None:
    wire = move.wire(await side.state()) if callable(move.wire) else move.wire
    await side.give(move.by, move.name, dict(wire))


async def come_back(twins: Twins, random: Random) -> None:
    """Let the viewer come late, come back, and ask over HTTP."""
    role = random.choice([each for each in (twins.viewer, twins.mentor) if each])
    since, epoch = random.choice(twins.one.cursors[role])

    async def looks(side: Side) -> None:
        await side.look(role, f"late {role}")
        await side.look(role, f"back {role}", since=since, epoch=epoch)
        await side.get(f"http {role}", "GET", side.path, token=side.token(role))
        await side.get(f"http {role}", "GET", f"{side.path}/export", token=side.token(role))

    await twins.each(f"comes back from {since}", looks)
