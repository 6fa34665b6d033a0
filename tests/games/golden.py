"""A golden game: a stored log, and what each viewer saw of every step of it.

Owns the file's form, how a stored log is looked at anew, and how two sights of it are compared.
It must never judge: what is stored has happened, whatever the rules say today.
"""

import gzip
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import Any

from rules.codec import decode
from rules.events import Happened, TextErased
from rules.fold import apply, replay
from rules.model import State
from rules.names import ROLES, VIEWERS
from rules.scenario import Scenario
from rules.scenario.loading import load
from rules.view import record, touched

FOLDER = Path(__file__).parent / "recorded"
Seen = Mapping[str, Mapping[str, Any]]
"""Viewer -> record key -> the record as it is after the step, None where it is gone. Who is not
told of the step is left out; who is told and sees nothing change has an empty mapping."""
Texts = dict[str, str | None]
MISSING = "(nothing)"
SHOWN_MAX, BEFORE = 160, 30
"""Characters of a value that a difference shows, and how many of them are what is still alike."""

KINDS_MAX = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Golden:
    """All is plain data, as stored: the scenario in full, steps as `rules.codec.encode` wrote."""

    scenario: Mapping[str, Any]
    texts: Mapping[str, str | None]
    steps: Sequence[Sequence[Mapping[str, Any]]]
    seen: Sequence[Seen]


# --- looking at a log ---


def unfolded(golden: Golden) -> Iterator[tuple[State, tuple[Happened, ...]]]:
    """Yield each stored step with the state after it."""
    scenario: Scenario = load(golden.scenario)
    state: State | None = None
    for stored in golden.steps:
        step = decode(stored)
        events = [each.event for each in step]
        if state is None:
            state = replay(events, scenario)
        else:
            for event in events:
                state = apply(state, event)
        yield state, step


def looked_at(golden: Golden) -> list[Seen]:
    """Return what each viewer sees today of each step of the stored log."""
    held: dict[str, dict[str, Any]] = {viewer: {} for viewer in ROLES}
    texts = dict(golden.texts)
    return [sight(state, step, left(texts, step), held) for state, step in unfolded(golden)]


def left(texts: Texts, step: Iterable[Happened]) -> Texts:
    """Take from `texts` what the step erases, and return them."""
    texts.update({x.event.text: None for x in step if isinstance(x.event, TextErased)})
    return texts


def sight(
    state: State, step: tuple[Happened, ...], texts: Texts, held: Mapping[str, dict[str, Any]]
) -> Seen:
    return {
        viewer: changed(state, viewer, step, texts, held[viewer])
        for viewer in ROLES
        if any(viewer in each.to for each in step)
    }


def changed(
    state: State,
    viewer: str,
    step: tuple[Happened, ...],
    texts: Mapping[str, str | None],
    held: dict[str, Any],
) -> dict[str, Any]:
    """Return the records that the step changed for the viewer, and bring `held` up to date."""
    keys = touched(state, viewer, step)
    fresh = {key: plain(record(state, viewer, key, texts)) for key in keys}
    news = {key: body for key, body in fresh.items() if held.get(key) != body}
    held.update(news)
    return news


def plain(data: Any) -> Any:
    """Return data as it comes out of JSON."""
    return json.loads(json.dumps(data))


def held_at_the_end(seen: Iterable[Seen], viewer: str) -> dict[str, Any]:
    """Return the records a viewer is left with who was told of these changes."""
    held: dict[str, Any] = {}
    for step in seen:
        held.update(step.get(viewer, {}))
    return {key: body for key, body in held.items() if body is not None}


# --- comparing ---


def differences(golden: Golden, fresh: Sequence[Seen]) -> Iterator[str]:
    """Yield a line for each place where `fresh` is not what was seen, with who sees it so."""
    for number, (was, now) in enumerate(zip(golden.seen, fresh, strict=True)):
        found: dict[str, list[str]] = {}
        for viewer in ROLES:
            for line in unlike(was.get(viewer, MISSING), now.get(viewer, MISSING), ""):
                found.setdefault(line, []).append(viewer)
        for line, viewers in found.items():
            yield f"step {number} ({title(golden.steps[number])}), {circle(viewers)}: {line}"


def title(step: Sequence[Mapping[str, Any]]) -> str:
    """Return the first few kinds of events of a step."""
    kinds = list(dict.fromkeys(each["event"]["type"] for each in step))
    return " ".join([*kinds[:KINDS_MAX], *(["…"] if len(kinds) > KINDS_MAX else [])])


def circle(viewers: Sequence[str]) -> str:
    return "all" if len(viewers) == len(VIEWERS) else " ".join(viewers)


def unlike(was: Any, now: Any, at: str) -> Iterator[str]:
    """Yield the places at which two values differ, as deep as their shapes are alike."""
    if was == now:
        return
    if isinstance(was, dict) and isinstance(now, dict):
        for key in sorted(was.keys() | now.keys()):
            yield from unlike(was.get(key, MISSING), now.get(key, MISSING), f"{at} {key}")
    elif isinstance(was, list) and isinstance(now, list) and len(was) == len(now):
        for place, (one, other) in enumerate(zip(was, now, strict=True)):
            yield from unlike(one, other, f"{at}[{place}]")
    else:
        one, other = written(was), written(now)
        start = max(alike(one, other) - BEFORE, 0)
        yield f"{at.strip() or 'the step'}: was {cut(one, start)}, is {cut(other, start)}"


def alike(one: str, other: str) -> int:
    """Return how many characters two texts begin with in common."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def written(value: Any) -> str:
    return value if value is MISSING else json.dumps(value, ensure_ascii=False)


def cut(text: str, start: int) -> str:
    """Return as much of a long text as shows where it begins to differ."""
    if len(text) <= SHOWN_MAX:
        return text
    end = start + SHOWN_MAX
    return ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")


# --- the file ---
#
# Gzipped lines of JSON: {"scenario"}, {"texts"}, then a {"record", "key", "is"} for each record
# there ever was, then a {"step", "seen"} for each step, which names records by their hash.


def path_of(name: str) -> Path:
    return FOLDER / f"{name}.jsonl.gz"


def names() -> tuple[str, ...]:
    return tuple(sorted(each.name.removesuffix(".jsonl.gz") for each in FOLDER.glob("*.gz")))


def read(name: str) -> Golden:
    lines = [json.loads(line) for line in gzip.decompress(path_of(name).read_bytes()).splitlines()]
    bodies = {line["record"]: line["is"] for line in lines if "record" in line}
    bodies[None] = None
    steps = [line for line in lines if "step" in line]
    return Golden(
        scenario=lines[0]["scenario"],
        texts=lines[1]["texts"],
        steps=[line["step"] for line in steps],
        seen=[
            {
                viewer: {key: bodies[named] for key, named in changes.items()}
                for viewer, changes in line["seen"].items()
            }
            for line in steps
        ],
    )


def write(name: str, golden: Golden) -> None:
    """Write a game; the same game gives the same lines."""
    lines = [
        {"scenario": golden.scenario},
        {"texts": golden.texts},
        *bodies_in(golden),
        *(
            {"step": step, "seen": {v: named(changes) for v, changes in seen.items()}}
            for step, seen in zip(golden.steps, golden.seen, strict=True)
        ),
    ]
    text = "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines)
    FOLDER.mkdir(exist_ok=True)
    path_of(name).write_bytes(gzip.compress(text.encode(), mtime=0))


def bodies_in(golden: Golden) -> list[dict[str, Any]]:
    """Return each record once; those of one key lie together, which packs them well."""
    bodies = {
        (key, identified(body)): body
        for seen in golden.seen
        for changes in seen.values()
        for key, body in changes.items()
        if body is not None
    }
    return [
        {"record": identity, "key": key, "is": body}
        for (key, identity), body in sorted(bodies.items(), key=lambda each: each[0][0])
    ]


def named(changes: Mapping[str, Any]) -> dict[str, str | None]:
    return {key: None if body is None else identified(body) for key, body in changes.items()}


def identified(body: Any) -> str:
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()[:16]
