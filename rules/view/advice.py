"""What desks advise: their delegation's and control's until the end, then everybody's.

Owns `advice/{id}`, and the menu of what each desk may advise now. Whether the head took it over is
told at the end alone: before, nobody but who seals reads a sheet for what it leaves out.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..legal import is_over, is_playing
from ..model import Advice, Instructions, State
from ..names import DESKS, Desk, Viewer
from ..naming import label
from ..prose import seat_text
from ..prose.teams import post_title
from ..prose.words import listed, sentence
from ..teams import PARTS, is_intelligence
from .own import as_sent
from .reader import Reader, Record
from .sealing import clause_words

NOTHING = as_sent(Instructions())


def advices(state: State, viewer: Viewer) -> Iterable[str]:
    return (each for each in sorted(state.advice) if is_readable(state, viewer, each))


def is_readable(state: State, viewer: Viewer, identity: str) -> bool:
    given = state.advice.get(identity)
    return given is not None and (is_over(state) or viewer in (given.seat, "control"))


def advice(reader: Reader, identity: str) -> Record:
    given = reader.state.advice[identity]
    statement = given.statement
    return {
        "id": identity,
        "seat": given.seat,
        "by": post_title(given.post),
        "round": given.round,
        "phase": given.phase,
        "instructions": parts_of(given.instructions),
        "text": list(lines(reader, given.instructions)),
        "statement": None if statement is None else reader.says(statement),
        "why": reader.says(given.why),
        "erased": reader.is_erased(given.why),
        "taken": taken(reader, given) if is_over(reader.state) else None,
    }


def parts_of(sheet: Instructions) -> Record:
    """Return what a sheet says beyond the defaults, as it goes over the wire."""
    return {part: value for part, value in as_sent(sheet).items() if value != NOTHING[part]}


# --- what became of it ---


def taken(reader: Reader, given: Advice) -> str:
    """Say how much of it the head did: `all`, `some` or `none`."""
    if given.statement is not None:
        return "all" if was_said(reader, given) else "none"
    sealed = reader.state.past_sheets.get(given.round, {}).get(given.seat, Instructions())
    found = {*map(repr, entries(parts_of(sealed)))}
    wanted = [repr(each) in found for each in entries(parts_of(given.instructions))]
    return "all" if all(wanted) else "some" if any(wanted) else "none"


def entries(parts: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield each single thing that a sheet says."""
    for part, value in parts.items():
        if part in ("action", "walk_out") or not isinstance(value, dict | list):
            yield part, value
        elif isinstance(value, dict):
            yield from ((f"{part}.{key}", each) for key, each in value.items())
        else:
            yield from ((part, each) for each in value)


def was_said(reader: Reader, given: Advice) -> bool:
    """Whether the delegation said these words to the press in that round."""
    assert given.statement is not None
    if reader.is_erased(given.statement):
        return False
    words = reader.says(given.statement)
    return any(
        said.channel == "press"
        and said.by == given.seat
        and said.round == given.round
        and reader.says(said.text) == words
        for said in reader.state.messages.values()
    )


# --- in words ---


def lines(reader: Reader, sheet: Instructions) -> Iterator[str]:
    """Yield in words what is advised, line by line."""
    yield from answering(reader, sheet)
    yield from conduct(reader, sheet)
    yield from deeds(reader, sheet)
    yield from believing(reader, sheet)


def answering(reader: Reader, sheet: Instructions) -> Iterator[str]:
    for document, answer in sheet.answers.items():
        if not answer.accepts:
            yield f"Decline {label(document)}."
            continue
        provided = reader.condition(answer.reservation)
        more = "" if provided is None else f", provided that {provided}"
        yield sentence(f"Accept {label(document)}{more}")


def conduct(reader: Reader, sheet: Instructions) -> Iterator[str]:
    for clause, how in sheet.perform.items():
        way = "Evade" if how == "evade" else "Perform in part"
        yield sentence(f"{way}, under {of(clause)}: {clause_words(reader, clause)}")
    for clause, percent in sheet.divert.items():
        yield f"Turn {percent} % of what {of(clause)} brings to other ends."
    for clause, answer in sheet.inspections.items():
        way = "Let inspectors in" if answer == "accept" else "Refuse inspectors"
        yield f"{way} under {of(clause)}."
    for clause in sheet.cures:
        yield f"Make good the breach of {of(clause)}."


def of(clause: str) -> str:
    return label(clause.rpartition(".")[0])


def deeds(reader: Reader, sheet: Instructions) -> Iterator[str]:
    scenario = reader.state.scenario
    for question, reason in sheet.votes.items():
        yield sentence(f"Vote: {reason_text(reader.state, question, reason)}")
    if sheet.action is not None:
        toward = listed([seat_text(seat, scenario) for seat in sheet.action.target])
        title = scenario.action[sheet.action.action].title
        yield sentence(f"National action: {title}{f', toward {toward}' if toward else ''}")
    if sheet.walk_out is not None:
        yield sentence(f"Walk out: {scenario.ground[sheet.walk_out].title}")
    if sheet.come_back:
        yield "Come back to the table."
    if sheet.bid:
        yield f"Bid {sheet.bid} room for the chair."
    if sheet.close:
        yield "Close the talks."


def reason_text(state: State, question: str, reason: str) -> str:
    asked = next(each for each in state.questions if each.id == question)
    ambiguous = state.scenario.action[asked.action].ambiguous
    assert ambiguous is not None, asked.action
    return next(each.text for each in ambiguous.reasons if each.id == reason)


def believing(reader: Reader, sheet: Instructions) -> Iterator[str]:
    scenario = reader.state.scenario
    for seat, odds in sheet.beliefs.items():
        types = {each.id: each.title for each in scenario.delegation[seat].types}
        told = listed([f"{types[name]} {percent} %" for name, percent in odds.items()])
        yield sentence(f"We believe of {seat_text(seat, scenario)}: {told}")


# --- the menu ---

SHARED = ("own_reservations", "latitude", "reserved", "room", "stock")
"""What of the sheet's menu is no part of the sheet, and holds for every desk."""


def advising(state: State, seal: Record | None) -> Record:
    """Return what each desk may advise now, of the choices of the whole sheet if one is open."""
    if not is_playing(state):
        return {}
    if seal is None:
        is_spoken = state.phase in ("corridors", "plenary")
        return {"advise": {"desks": {"press": {"statement": True}}}} if is_spoken else {}
    shared = {name: seal[name] for name in SHARED}
    desks = {desk: choices_of(state, desk, seal) for desk in DESKS}
    return {"advise": {"desks": desks, **shared}}


def choices_of(state: State, desk: Desk, seal: Record) -> Record:
    """Return the part of a sheet's choices that is this desk's."""
    names = ["return" if part == "come_back" else part for part in PARTS[desk]]
    wire = {name: seal[name] for name in names}
    if desk not in ("security", "intelligence"):
        return wire
    is_its_own = desk == "intelligence"
    acts = [x for x in seal["actions"] if is_intelligence(state, x["id"]) == is_its_own]
    return {**wire, "actions": acts}
