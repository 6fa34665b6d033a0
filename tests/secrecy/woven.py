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
        rests = await part_way(twins, parts, random)
        for side, rest in zip(twins.sides, rests, strict=True):
            with twins.at(side):
                await obey_all(side, rest)
        twins.compare(parts[0][-1].name)
        await come_back(twins, random)


async def part_way(twins: Twins, parts: tuple[Chain, Chain], random: Random) -> tuple[Chain, Chain]:
    """Stop in the middle of a phase, where all have been sent as much by both; return the rest.

    There both tables are loaded anew: what no step has changed for the viewer is built anew, too.
    Two games that are the same stop at the same move.
    """
    (one, other), (here, there) = twins.sides, parts
    stop = random.randrange(len(here))
    with twins.at(one):
        await obey_all(one, here[:stop])
    for place in range(len(there)):
        if sent(one) == sent(other) and (here != there or place == stop):
            await twins.each("all are cut off and come back", Side.restart)
            return here[stop:], there[place:]
        with twins.at(other):
            await obey(other, there[place])
    return here[stop:], []


def sent(side: Side) -> dict[str, int]:
    """Return how much each watcher has been sent; what the operator reads is no watcher's."""
    return {who: len(frames) for who, frames in side.sent.items() if frames and who != "log"}


async def obey_all(side: Side, moves: Chain) -> None:
    for move in moves:
        await obey(side, move)


async def obey(side: Side, move: Move) -> None:
    wire = move.wire(await side.state()) if callable(move.wire) else move.wire
    by = move.person.partition(".")[0] if move.person else move.by
    if move.person and by not in side.links:
        await side.learn_links(move.by)
    if not move.person or by in side.links:  # Else there was no place for this person.
        await side.give(by, move.name, dict(wire))


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
