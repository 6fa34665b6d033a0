"""What a reckoning brought, as the story one viewer may read (Rulebook 6).

Owns `aftermath/{round}`: the lines written for this viewer, in the order of the reckoning, how the
meters moved, and the viewer's own room. Lines for others leave no trace, not even a gap.
"""

from collections.abc import Iterable

from ..model import State, Telling
from ..names import Viewer, reaches
from ..prose.tellings import telling_text
from .papers import as_seat
from .reader import Reader, Record


def rounds(state: State, viewer: Viewer) -> Iterable[str]:
    told = {number for number in state.tellings if lines_for(state, viewer, number)}
    return (str(number) for number in sorted(told | set(state.rooms)))


def happened(state: State, viewer: Viewer, identity: str) -> bool:
    return identity in rounds(state, viewer)


def lines_for(state: State, viewer: Viewer, number: int) -> list[Telling]:
    return [each for each in state.tellings.get(number, ()) if reaches(each.to, viewer)]


def aftermath(reader: Reader, identity: str) -> Record:
    number = int(identity)
    return {
        "round": number,
        "lines": [line(reader, each) for each in lines_for(reader.state, reader.viewer, number)],
        "meters": [meter(reader.state, name, number) for name in reader.state.scenario.meter],
        "own": own(reader.state, reader.viewer, number),
    }


def line(reader: Reader, telling: Telling) -> Record:
    tone, text, detail = telling_text(telling, reader.state, reader.viewer)
    return {
        "step": telling.step,
        "tone": tone,
        "text": text,
        "detail": list(detail),
        "document": telling.document,
        "clause": telling.clause,
        "seat": telling.seat,
    }


def meter(state: State, name: str, number: int) -> Record:
    """Return a meter from the end of one round to the end of the next."""
    now = state.meters[name]
    ends = (*now.history, now.value)
    last = now.value if is_final(state, number) else ends[min(number, len(ends) - 1)]
    return {
        "name": name,
        "title": state.scenario.meter[name].title,
        "from": ends[min(number - 1, len(ends) - 1)],
        "to": last,
    }


def is_final(state: State, number: int) -> bool:
    """Whether the closing delivery, which moves the world once more, belongs to this round."""
    return state.phase == "closed" and number == state.round


def own(state: State, viewer: Viewer, number: int) -> Record | None:
    seat = as_seat(viewer)
    if seat is None:
        return None
    start = state.scenario.delegation[seat].latitude
    before = state.rooms[number - 1][seat] if number - 1 in state.rooms else start
    after = state.rooms[number][seat] if number in state.rooms else state.seats[seat].latitude
    now = state.seats[seat].latitude
    return {"latitude": [before, now if is_final(state, number) else after]}
