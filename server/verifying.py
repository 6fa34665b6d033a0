"""What an export proves, offline: its chain, texts, key, sheets and draws, against what was held.

Owns the checks and the words for what they find, and for what they cannot prove. It must never
reach a store or a server: an export, and what somebody kept of the game, is all there is.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any, TypeAlias

import msgspec
from msgspec import Struct

from rules import decode
from rules.judgement.commitments import Opening, commitment
from rules.judgement.retracing import departures
from rules.names import VIEWERS
from rules.naming import commitment as promise_of
from rules.scenario.loading import BadScenario, load

from .ancestry import forked_from, of_forks, of_origin, tellings
from .exporting import Export, Line, Text, View, Whole, as_step, key_at
from .log import GENESIS, Heads

Faults: TypeAlias = Iterator[str]

MISSHAPEN = (
    ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError,
    ValueError, msgspec.MsgspecError,
)  # fmt: skip
"""What a file that only looks like an export, made to pass the chain, may run into anywhere."""


class Report(Struct, frozen=True, kw_only=True):
    """What was found; an export without faults is what its `proven` say."""

    faults: tuple[str, ...]
    proven: tuple[str, ...]
    unproven: tuple[str, ...]


def verify(export: Export, held: Sequence[Export] = ()) -> Report:
    """Check an export, against what others hold of the same game (Rulebook 6.19)."""
    faults: list[str] = []
    try:
        faults.extend(found(export, held))
    except MISSHAPEN as error:
        faults.append(f"it has not the shape of a game: {type(error).__name__} {error}")
    if faults:
        return Report(faults=tuple(faults), proven=(), unproven=())
    return view_report(export) if isinstance(export, View) else report(export, held)


def found(export: Export, held: Sequence[Export]) -> Faults:
    if isinstance(export, View):
        yield from of_view(export)
        yield from chain.from_iterable(of_two_views(export, each) for each in held)
        return
    faults = tuple(chain(of_whole(export), *(of_held(export, each) for each in held)))
    yield from faults
    if not faults and export.key is not None:
        # A broken record is not played again: everything after the break would differ.
        yield from of_play(export)


# --- the whole record ---


def of_whole(export: Whole) -> Faults:
    broken = tuple(of_chain(export))
    yield from broken
    if broken:
        return
    yield from of_forks(export)
    yield from of_counts(export.steps)
    yield from of_texts(export)
    yield from of_key(export)
    yield from of_scenario(export)


def of_chain(export: Whole) -> Faults:
    """Each step's head is the hash of the head before it and of all the step says."""
    before = GENESIS
    if not export.steps:
        yield "there is no step in it"
    keyed = key_at(export.steps)
    for place, line in enumerate(export.steps, 1):
        if line.seq != place or line.table != export.table:
            yield f"step {place}: here stands step {line.seq} of {line.table}"
            return
        is_withheld = place == keyed and export.key is None
        if not is_withheld and as_step(line).chained(before).head.hex() != line.head:
            yield f"step {place}: it, or one before it, is not what was recorded"
            return
        before = bytes.fromhex(line.head)


def of_counts(steps: Iterable[Line]) -> Faults:
    """Each viewer's seq counts the steps that hold an event for it."""
    seqs: dict[str, int] = {}
    for line in steps:
        seqs = seqs or dict.fromkeys((*VIEWERS, *guests_of(line)), 0)
        told = {viewer for each in line.events for viewer in each.get("to", ())}
        seqs = {viewer: seq + (viewer in told) for viewer, seq in seqs.items()}
        if line.seat_seqs != seqs:
            yield f"step {line.seq}: it is not counted for those it was told to"
            return


def guests_of(first: Line) -> tuple[str, ...]:
    """Return the seats besides the six that a table opened with."""
    opened = first.events[0].get("event", {}) if first.events else {}
    return tuple(opened.get("guests", ()))


def of_texts(export: Whole) -> Faults:
    """What was said is what the record refers to, unless it was erased."""
    texts = {each.id: each for each in export.texts}
    gone = {each for line in export.steps for each in taken_back(line.events)}
    named = dict(chain.from_iterable(references(line.events) for line in export.steps))
    if len(texts) != len(export.texts):
        yield "a text is in it twice"
    yield from (f"text {each}: no step refers to it" for each in texts if each not in named)
    for identity, digest in named.items():
        text = texts.get(identity)
        if text is None:
            yield f"text {identity}: it is missing"
        elif not fits(text, digest):
            yield f"text {identity}: it is not what was said"
        elif (text.body is None) != (identity in gone):
            yield f"text {identity}: {'nobody erased it' if text.body is None else 'it was erased'}"


def references(value: Any) -> Iterator[tuple[str, str]]:
    """Yield (id, digest) of every text that events refer to, wherever they do."""
    if isinstance(value, dict):
        if value.keys() == {"id", "digest"}:
            yield value["id"], value["digest"]
        for inside in value.values():
            yield from references(inside)
    elif isinstance(value, list):
        for inside in value:
            yield from references(inside)


def taken_back(events: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Yield the texts that these events say were erased."""
    found = (each.get("event", {}) for each in events)
    yield from (str(each.get("text")) for each in found if each.get("type") == "TextErased")


def fits(text: Text, digest: str) -> bool:
    if text.salt is None or text.body is None:
        return text.salt is None and text.body is None
    return hashlib.sha256(bytes.fromhex(text.salt) + text.body.encode()).hexdigest() == digest


def of_key(export: Whole) -> Faults:
    """The key is the one that was promised, and the one the game was played with."""
    begun = export.steps[key_at(export.steps) - 1].events[0]["event"]
    if begun.get("key") != export.key:
        yield "the key is not the one the table was opened with"
    elif export.key is not None and promise_of(export.key) != export.seed_commitment:
        yield "the key is not the one that was promised"
    elif export.key is None and any(map(ends_the_game, export.steps)):
        yield "the game is over, and its key is withheld"


def ends_the_game(line: Line) -> bool:
    return any(each.get("event", {}).get("type") == "GameEnded" for each in line.events)


def opening_of(export: Whole) -> dict[str, Any]:
    events = export.steps[0].events if export.steps else []
    found = events[0].get("event") if events else None
    return found if isinstance(found, dict) else {}


def of_scenario(export: Whole) -> Faults:
    body = msgspec.json.encode(export.scenario, order="sorted")
    if hashlib.sha256(body).hexdigest() != opening_of(export).get("scenario"):
        yield "the scenario is not the one the table was opened with"


def of_play(export: Whole) -> Faults:
    """Sheets open their commitments, and every draw and reckoning comes out again."""
    try:
        scenario = load(export.scenario)
    except BadScenario as error:
        yield f"this version cannot read its scenario: {error}"
        return
    steps = [(line.at_ms, decode(line.events)) for line in export.steps]
    for number, text in departures(scenario, steps):
        yield f"step {number}: {text} (unless another version of the rules was in use)"


# --- what somebody held ---


def of_held(export: Whole, held: Export) -> Faults:
    """What was held of the game at some moment must be in the record."""
    if isinstance(held, Whole) and (step := forked_from(export, held.table)):
        yield from of_origin(held, step)
    elif held.table != export.table:
        yield f"what is held is of another table, {held.table}"
    elif isinstance(held, Whole):
        yield from of_earlier(export, held)
    else:
        yield from of_seat(export, held)


def of_earlier(export: Whole, held: Whole) -> Faults:
    if held.seed_commitment != export.seed_commitment:
        yield "another key was promised when the earlier export was made"
    if len(held.steps) > len(export.steps):
        yield f"{len(held.steps) - len(export.steps)} steps are missing at the end"
    elif held.steps and held.steps[-1].head != export.steps[len(held.steps) - 1].head:
        yield f"step {len(held.steps)}: the earlier export has another record up to here"


def of_seat(export: Whole, held: View) -> Faults:
    who = held.seat
    if promise_in(held) != export.seed_commitment:
        yield f"{who} was promised another key"
    line = next((each for each in export.steps if each.seat_seqs.get(who) == held.seq), None)
    if line is None:
        yield f"{who} was shown {held.seq} steps, the record does not have so many"
        return
    if export.key is not None and head_of(export.key, held, line) != held.head:
        yield f"step {line.seq}: the record up to here is not the one {who} was shown"
    yield from of_published(export.steps[: line.seq], held)


def head_of(key: str, held: View, line: Line) -> str:
    return Heads(key, bytes.fromhex(line.head)).by(held.seat, held.seq)


def of_published(steps: Sequence[Line], held: View) -> Faults:
    """The commitments that were read are those on record."""
    events = (each.get("event", {}) for line in steps for each in line.events)
    recorded = {
        each["round"]: each["commitments"] for each in events if each["type"] == "SheetsCommitted"
    }
    if recorded != published(held):
        yield f"the commitments {held.seat} read are not those on record"


# --- one viewer's own ---


def of_view(view: View) -> Faults:
    """What a viewer holds is at one with itself: key and sheets open what was promised."""
    result, debrief = record(view, "debrief/result"), record(view, "debrief/commitments")
    if "key" in result and promise_of(result["key"]) != promise_in(view):
        yield "the key is not the one that was promised"
    if not debrief:
        return
    opened = {
        each["round"]: {
            sheet["seat"]: commitment(
                each.get("table", view.table),
                each["round"],
                sheet["seat"],
                Opening(salt=sheet["salt"], sheet=sheet["sheet"]),
            )
            for sheet in each["sheets"]
        }
        for each in debrief["rounds"]
    }
    for round_, sheets in published(view).items():
        for seat, due in sheets.items():
            if opened.get(round_, {}).get(seat) != due:
                yield f"the sheet of {seat} in round {round_} does not open its commitment"


def of_two_views(view: View, held: Export) -> Faults:
    """Two viewers of one game were promised the same."""
    if held.table != view.table:
        yield f"what is held is of another table, {held.table}"
        return
    if not isinstance(held, View):
        yield from of_seat(held, view)
        return
    if promise_in(held) != promise_in(view):
        yield f"{held.seat} was promised another key"
    mine, theirs = published(view), published(held)
    for round_ in sorted(mine.keys() & theirs.keys()):
        if mine[round_] != theirs[round_]:
            yield f"{held.seat} read other commitments in round {round_}"


def record(view: View, key: str) -> dict[str, Any]:
    return view.records.get(key, {})


def promise_in(view: View) -> str | None:
    promise: str | None = record(view, "table/main").get("seed_commitment")
    return promise


def published(view: View) -> dict[int, dict[str, str]]:
    rounds = record(view, "ledger/commitments").get("rounds", [])
    return {each["round"]: each["sheets"] for each in rounds}


# --- in words ---


def reach(export: Whole, held: Export) -> int:
    """Return the last step that something held proves unchanged, 0 where it proves none yet."""
    if isinstance(held, Whole):
        forked = forked_from(export, held.table)
        return forked.seq - 1 if forked else len(held.steps)
    # What a seat holds of the record is sealed with the key.
    shown = (line.seq for line in export.steps if line.seat_seqs.get(held.seat) == held.seq)
    return 0 if export.key is None else next(shown, 0)


def report(export: Whole, held: Sequence[Export]) -> Report:
    erased = sum(each.body is None for each in export.texts)
    proven = [f"{len(export.steps)} steps, each chained to the one before: none was changed since"]
    proven.append(f"{len(export.texts) - erased} texts are what was said then")
    proven.extend(tellings(export))
    unproven = []
    if export.key is None:
        unproven.append("the key is not published before the end: neither the step with it, nor")
        unproven[-1] += " sheets, draws and heads held by seats can be checked yet"
    else:
        proven.append("the key is the one promised at the start; every draw and reckoning follows")
        proven.append("every sealed sheet opens what was published when the capitals ended")
    reached = [each for each in (reach(export, each) for each in held) if each]
    if reached:
        proven.append(f"{len(reached)} who kept something of the game were shown this very record")
        proven[-1] += f" up to step {max(reached)}"
        unproven.append(f"anything after step {max(reached)}, the last that any of them was shown:")
        unproven[-1] += " there it may be cut off, or written anew"
    else:
        unproven.append("that the whole record was not written anew, or cut off at its end:")
        unproven[-1] += " show what players exported themselves (--held)"
    if erased:
        unproven.append(f"what the {erased} erased texts said")
    unproven.append("that the key was drawn at random, and who sat behind a seat")
    return Report(faults=(), proven=tuple(proven), unproven=tuple(unproven))


def view_report(view: View) -> Report:
    proven = [f"what {view.seat} holds is at one with itself"]
    if "debrief/commitments" in view.records:
        proven.append("the key is the one promised at the start")
        proven.append("every sealed sheet opens what was published when the capitals ended")
    unproven = ["anything of what this viewer may not read: control's export holds the record"]
    return Report(faults=(), proven=tuple(proven), unproven=tuple(unproven))
