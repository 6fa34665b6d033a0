"""What a value comes to is worked out once, and never outlives the value (architecture.md)."""

from msgspec.structs import replace

from rules.codec import decode_state, encode_state
from rules.documents.sight import seen_by
from rules.model import State
from rules.once import once, once_each

from .at_the_table import Table


def test_a_value_is_asked_once_and_answers_with_the_same_object():
    asked: list[State] = []

    @once
    def listed(state: State) -> list[str]:
        asked.append(state)
        return [state.phase]

    state = Table().state
    assert listed(state) is listed(state)
    assert asked == [state]


def test_a_changed_value_is_asked_anew():
    @once
    def phase(state: State) -> str:
        return state.phase

    state = Table().state
    assert phase(state) == "lobby"
    assert phase(replace(state, phase="plenary")) == "plenary"
    assert phase(state) == "lobby"


def test_two_questions_are_kept_apart_and_so_are_the_words_asked_with():
    @once_each
    def more(state: State, number: int) -> int:
        return state.round + number

    @once_each
    def less(state: State, number: int) -> int:
        return state.round - number

    state = Table().state
    asked = [(more(state, n), less(state, n)) for n in (1, 2, 1)]
    assert asked == [(1, -1), (2, -2), (1, -1)]


def test_what_is_kept_is_no_part_of_the_value():
    state = Table().open().state
    before = encode_state(state)
    seen_by(state, "usa")
    assert encode_state(state) == before
    assert decode_state(before, state.scenario) == state
    assert replace(state).__dict__ == {}
