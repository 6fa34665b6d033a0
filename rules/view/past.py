"""What observers are let see of the past: control's records of then, under keys of their own.

Owns which of them that is: all but menus, which are about what may be done now. Everything here
comes from a state that was kept when a round ended; nothing of the present may enter it but that
words were erased.
"""

from collections.abc import Iterable, Iterator, Mapping

from ..model import State
from ..names import Viewer
from ..unveiling import unveiled
from .reader import Kind, Reader, Record

HELD_BACK = ("menu",)


def of(kinds: Mapping[str, Kind]) -> Kind:
    """Return the kind `past`, whose ids are the keys that control's records had (Rulebook 1.18)."""
    then = {name: kind for name, kind in kinds.items() if name not in HELD_BACK}

    def ids(state: State, viewer: Viewer) -> Iterable[str]:
        was = unveiled(state) if viewer == "observer" else None
        return () if was is None else keys(then, was)

    def sees(state: State, viewer: Viewer, key: str) -> bool:
        was = unveiled(state) if viewer == "observer" else None
        name, _, identity = key.partition("/")
        return was is not None and name in then and then[name].sees(was, "control", identity)

    def build(reader: Reader, key: str) -> Record:
        was = unveiled(reader.state)
        assert was is not None, key
        name, _, identity = key.partition("/")
        return then[name].build(Reader(was, "control", reader.texts), identity)

    def moving(state: State, viewer: Viewer) -> Iterable[str]:
        """All that observers may have been shown: control never loses a record."""
        return keys(then, state.past[-1]) if state.past and viewer == "observer" else ()

    return Kind(ids=ids, sees=sees, build=build, moving=moving)


def keys(kinds: Mapping[str, Kind], state: State) -> Iterator[str]:
    """Yield the keys of all that control sees of these kinds."""
    for name, kind in kinds.items():
        yield from (f"{name}/{identity}" for identity in kind.ids(state, "control"))
