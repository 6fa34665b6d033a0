"""A game that is over is taken up again at another table, with luck of its own (Rulebook 1.19)."""

import hashlib
import json
from typing import Any

import pytest
from msgspec.structs import replace

from rules.chance import draw
from rules.codec import decode, decode_state, encode, encode_state
from rules.events import SheetsCommitted, TableForked, TextErased
from rules.fold import apply, replay
from rules.forking import check_moment, ends_a_phase, fork, moments
from rules.model import Absence, TextRef
from rules.names import SEATS, VIEWERS
from rules.refusal import Refused
from rules.scenario import Rounds
from rules.view import record, view

from .at_the_table import CLOCK, KEY, Table, kinds
from .tiny import SCENARIO

OTHER_KEY = "f0" * 32
NAME = TextRef(id="text-name", digest="")


class Kept(Table):
    """A table that keeps each step apart, with the state before it."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.steps: list[tuple[Any, Any]] = []

    def do(self, by: str, command: Any, **more: Any) -> Any:
        before = self.state
        step = super().do(by, command, **more)
        self.steps.append((before, step))
        return step


def forked(table: Kept, moment: Any, **more: Any) -> Table:
    """Return the fork of a table, as it stands when it has just begun."""
    check_moment(table.state, moment)
    (then,) = [
        before
        for before, step in table.steps
        if (before.round, before.phase) == moment and ends_a_phase(step)
    ]
    begun = fork(then, **{"table": "u", "key": OTHER_KEY, "step": 7, "head": "aa" * 32, **more})
    state = then
    for each in begun:
        state = apply(state, each.event)
    other = Table(state)
    other.log = [*begun]
    other.given = table.given
    return other


def played(**more: Any) -> Kept:
    """One round, and a second that control closes in the capitals."""
    table = Kept(clock=CLOCK, **more)
    table.arrive("dprk", "usa").open()
    table.give("control", "absence", seat="jpn", then="hold")
    table.give("control", "absence", seat="jpn", then="bot:maximiser")
    table.to("capitals")
    table.give("usa", "seal", instructions={"close": True})
    table.give("usa", "ready", on=True)
    table.to("reckoning").to("capitals")
    table.give("dprk", "seal", instructions={"close": True})
    table.give("control", "close")
    return table


def main(table: Table, viewer: str = "observer") -> Any:
    return record(table.state, viewer, "table/main", {})


def offered(table: Table) -> Any:
    return record(table.state, "control", "menu/own", {})["commands"].get("fork")


# --- from where ---


def test_a_game_that_is_over_may_be_forked_at_the_end_of_each_phase_it_had():
    table = played()
    assert offered(table) == {
        "rounds": [
            {"round": 1, "phases": ["corridors", "plenary", "capitals", "reckoning"]},
            {"round": 2, "phases": ["corridors", "plenary", "capitals"]},
        ]
    }
    for number, phase in moments(table.state):
        assert (main(forked(table, (number, phase)))["round"], phase) == (
            number,
            main(forked(table, (number, phase)))["phase"],
        )


def test_nobody_but_control_is_offered_it_and_nothing_before_the_end():
    table = Kept().open()
    assert offered(table) is None
    table.give("control", "close")
    assert offered(table) == {"rounds": [{"round": 1, "phases": ["corridors"]}]}
    for seat in SEATS:
        assert "fork" not in record(table.state, seat, "menu/own", {})["commands"]


def test_a_game_under_way_is_not_forked():
    with pytest.raises(Refused) as caught:
        check_moment(Table().open().state, (1, "corridors"))
    assert caught.value.code == "not-over"


@pytest.mark.parametrize("moment", [(2, "reckoning"), (3, "corridors"), (1, "lobby"), (0, "lobby")])
def test_what_was_never_played_is_no_moment(moment):
    with pytest.raises(Refused) as caught:
        check_moment(played().state, moment)
    assert (caught.value.code, caught.value.field) == ("no-such-moment", "round")


def test_a_table_that_never_opened_has_no_moment():
    table = Kept()
    table.give("control", "close")
    assert moments(table.state) == ()
    assert offered(table) is None


# --- as what it begins ---


def test_all_is_as_it_was_but_that_nobody_is_there_and_the_table_waits():
    table = played()
    other = forked(table, (1, "capitals"))
    then = next(state for state, step in table.steps if "SheetsCommitted" in kinds(step))
    now = other.state
    assert then.seats["usa"].present
    assert (now.present, now.deadline_ms, now.awaits) == ((), None, ())
    assert now.paused_left_ms == CLOCK["capitals"] * 1000
    assert not any(each.present or each.ready for each in now.seats.values())
    assert {each.absence for each in now.seats.values()} == {Absence()}
    assert (now.documents, now.meters, now.sealed) == (then.documents, then.meters, then.sealed)
    assert (now.table, now.key) == ("u", OTHER_KEY)
    other.give("control", "resume")
    assert (other.state.phase, other.state.deadline_ms) == ("capitals", other.now_ms + 100_000)


def test_a_phase_without_a_clock_has_none_there_either():
    other = forked(played(), (1, "reckoning"))
    assert (main(other)["paused"], main(other)["left_ms"]) == (True, None)


def test_everybody_may_read_that_it_is_one_and_of_what():
    other = forked(played(), (1, "capitals"))
    assert main(other)["fork"] == {"table": "t", "round": 1, "phase": "capitals"}
    assert main(played())["fork"] is None
    (begun,) = other.log
    assert begun.to == VIEWERS
    for viewer in VIEWERS:
        said = json.dumps(view(other.state, viewer, {}))
        assert not [secret for secret in (KEY, OTHER_KEY, "aa" * 32) if secret in said]


def test_it_keeps_its_origins_name_or_has_its_own():
    assert forked(played(), (1, "capitals")).state.name is None
    assert forked(played(), (1, "capitals"), name=NAME).state.name == NAME


def test_what_was_taken_back_meanwhile_is_told_to_those_who_read_it():
    table = Kept().open()
    said = table.give("usa", "say", channel="rok+usa", text="Between us.")[-1].event
    table.give("control", "close")
    other = forked(table, (1, "corridors"), erased=[said.message.text.id])
    assert [type(each.event) for each in other.log] == [TableForked, TextErased]
    assert other.log[1].to == ("rok", "usa", "control")


# --- its own luck ---


def test_what_is_drawn_from_there_on_hangs_on_its_own_key_alone():
    """Whether a round is the last is drawn when its capitals end (Rulebook 1.3)."""
    rounds = Rounds(first_possible_end=1, last=9, end_odds=50, estimate="some")
    table = Kept(scenario=replace(SCENARIO, rounds=rounds)).open().to("closed")
    last = moments(table.state)[-1]
    for number in range(8):
        key = hashlib.sha256(bytes([number])).hexdigest()
        other = forked(table, last, key=key)
        other.give("control", "advance")
        assert (other.state.phase == "closed") == (draw(key, last[0], "end") < 50)
    assert draw(KEY, last[0], "end") < 50


def test_sheets_open_under_the_key_they_were_sealed_under_old_and_new():
    other = forked(played(), (1, "reckoning"))
    other.give("control", "resume")
    other.to("capitals").give("control", "close")
    rounds = record(other.state, "rus", "debrief/commitments", {})["rounds"]
    assert [(each["round"], each["table"]) for each in rounds] == [(1, "t"), (2, "u")]
    for each in rounds:
        for sheet in each["sheets"]:
            lines = ("hextable sheet 1", each["table"], str(each["round"]), sheet["seat"])
            text = "\n".join((*lines, sheet["salt"], sheet["sheet"].ljust(4096)))
            assert hashlib.sha256(text.encode()).hexdigest() == sheet["commitment"]
            assert sheet["commitment"] == other.state.commitments[each["round"]][sheet["seat"]]
    result = record(other.state, "rus", "debrief/result", {})
    assert (result["key"], result["origins"]) == (OTHER_KEY, [{"table": "t", "key": KEY}])


def test_sheets_not_yet_committed_to_are_committed_to_anew():
    other = forked(played(), (1, "capitals"))
    other.give("control", "resume")
    step = other.give("control", "advance")
    (committed,) = [each.event for each in step if isinstance(each.event, SheetsCommitted)]
    assert set(committed.commitments.values()).isdisjoint(played().state.commitments[1].values())


def test_a_fork_may_be_forked_and_names_the_last_it_comes_from():
    table = played()
    other = Kept(forked(table, (1, "capitals")).state)
    other.given = 100
    other.give("control", "resume")
    other.give("control", "advance")
    other.give("control", "close")
    (then,) = [s for s, step in other.steps if ends_a_phase(step) and s.phase == "reckoning"]
    begun = fork(then, table="v", key="0f" * 32, step=9, head="bb" * 32)
    state = apply(then, begun[0].event)
    assert [each.table for each in state.origins] == ["t", "u"]
    assert [each.committed for each in state.origins] == [0, 1]
    assert record(state, "usa", "table/main", {})["fork"]["table"] == "u"


def test_it_is_stored_and_read_back():
    table = played()
    other = forked(table, (1, "capitals"))
    step = tuple(other.log)
    assert decode(json.loads(json.dumps(encode(step)))) == step
    assert decode_state(encode_state(other.state), SCENARIO) == other.state
    told = []
    for before, happened in table.steps:
        if (before.round, before.phase) == (1, "capitals") and ends_a_phase(happened):
            break
        told += [each.event for each in happened]
    (opening, *_) = [each.event for each in table.log]
    assert replay([opening, *told, step[0].event], SCENARIO) == other.state
