"""Petitions as those read them who may: a secret one its author and control, others all.

Owns `petition/{id}`. What would have followed had the draw gone the other way is nobody's.
"""

from collections.abc import Iterable

from ..decide.petitioning import readers
from ..model import Argument, Petition, State
from ..names import Viewer, reaches
from .effects import in_words
from .reader import Reader, Record


def petitions(state: State, viewer: Viewer) -> Iterable[str]:
    return (each for each in sorted(state.petitions) if read_by(state, viewer, each))


def read_by(state: State, viewer: Viewer, identity: str) -> bool:
    made = state.petitions.get(identity)
    return made is not None and reaches(readers(made), viewer)


def petition(reader: Reader, identity: str) -> Record:
    made = reader.state.petitions[identity]
    return {
        "id": identity,
        "by": made.by,
        "secret": made.secret,
        "round": made.round,
        "title": reader.says(made.title),
        "why": reader.says(made.why),
        "status": made.status,
        "arguments": [argument(reader, each) for each in made.arguments],
        "ruling": ruling(reader, made),
    }


def argument(reader: Reader, said: Argument) -> Record:
    return {"by": said.by, "side": said.side, "text": reader.says(said.text)}


def ruling(reader: Reader, made: Petition) -> Record | None:
    if made.ruling is None:
        return None
    return {
        "odds": made.ruling.odds,
        "text": None if made.ruling.text is None else reader.says(made.ruling.text),
        "effects": in_words(made.ruling.effects, reader.state.scenario),
    }
