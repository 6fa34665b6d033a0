"""Time and presence: a deadline ends its own phase only, and nobody is punished for a server."""

import pytest

from rules.commands import Arrive, EndPhase, Leave, MoveDeadline
from rules.names import VIEWERS

from .at_the_table import BEGUN_MS, CLOCK, Table, kinds

DEADLINE = BEGUN_MS + 300_000


def clocked():
    return Table(clock=CLOCK).open()


def tick(table, **changed):
    """The clock's command for the phase that is on, or for another."""
    state = table.state
    asked = {"round": state.round, "phase": state.phase, "deadline_ms": DEADLINE} | changed
    return EndPhase(**asked)


def test_a_phase_lasts_as_long_as_its_clock_says():
    """Rulebook 2: clocks are per phase and table."""
    table = clocked()
    assert (table.state.phase, table.state.deadline_ms) == ("corridors", DEADLINE)
    table.now_ms = DEADLINE + 7
    table.do("clock", tick(table))
    assert (table.state.phase, table.state.deadline_ms) == ("plenary", DEADLINE + 7 + 200_000)


def test_a_phase_without_a_clock_has_no_deadline():
    table = clocked().to("reckoning")
    assert (table.state.phase, table.state.deadline_ms) == ("reckoning", None)


def test_a_phase_does_not_end_before_its_time():
    table = clocked()
    table.now_ms = DEADLINE - 1
    assert table.refusal("clock", tick(table)).code == "not-now"


@pytest.mark.parametrize(
    "changed",
    [{"round": 2}, {"round": 0}, {"phase": "plenary"}, {"deadline_ms": DEADLINE - 1}],
    ids=str,
)
def test_what_was_meant_for_another_phase_ends_nothing(changed):
    table = clocked()
    table.now_ms = DEADLINE
    assert table.refusal("clock", tick(table, **changed)).code == "not-now"


def test_a_phase_is_not_ended_twice():
    """Any process may submit it (Architecture 2)."""
    table = clocked()
    table.now_ms = DEADLINE
    ended = tick(table)
    table.do("clock", ended)
    assert table.refusal("clock", ended).code == "not-now"


def test_a_deadline_that_was_moved_refuses_the_old_end():
    table = clocked()
    old = tick(table)
    table.give("control", "extend", seconds=60)
    table.now_ms = DEADLINE
    assert table.refusal("clock", old).code == "not-now"
    table.now_ms = DEADLINE + 60_000
    table.do("clock", tick(table, deadline_ms=DEADLINE + 60_000))
    assert table.state.phase == "plenary"


def test_nobody_forfeits_for_a_time_in_which_nobody_served():
    """Architecture 2: every open deadline moves by the gap."""
    table = clocked()
    (moved,) = table.do("clock", MoveDeadline(by_ms=9_000))
    assert moved.to == VIEWERS
    assert table.state.deadline_ms == DEADLINE + 9_000
    table.now_ms = DEADLINE
    assert table.refusal("clock", tick(table)).code == "not-now"


@pytest.mark.parametrize("prepare", ["lobby", "no clock", "paused"])
def test_where_no_clock_runs_none_is_moved(prepare):
    table = Table() if prepare == "lobby" else Table().open()
    if prepare == "paused":
        table = clocked()
        table.give("control", "pause")
    assert table.refusal("clock", MoveDeadline(by_ms=9_000)).code == "no-deadline"


def test_a_paused_phase_does_not_end_by_its_old_deadline():
    table = clocked()
    old = tick(table)
    table.give("control", "pause")
    table.now_ms = DEADLINE
    assert table.refusal("clock", old).code == "not-now"


def test_the_clock_does_nothing_after_the_end():
    table = clocked()
    old = tick(table)
    table.give("control", "close")
    assert table.refusal("clock", old).code == "over"
    assert table.refusal("clock", MoveDeadline(by_ms=9_000)).code == "over"


def test_only_the_clock_ends_phases_and_tells_who_is_present():
    table = clocked()
    for by in ("usa", "control", "observer"):
        for command in (tick(table), MoveDeadline(by_ms=1), Arrive(person="usa.1")):
            assert table.refusal(by, command).code == "not-yours"
    assert table.refused("clock", "advance").code == "not-yours"


# presence


def present(table):
    return [seat for seat, delegate in table.state.seats.items() if delegate.present]


def test_all_see_who_is_present():
    """Rulebook 2: presence is public."""
    table = Table()
    (arrived,) = table.do("clock", Arrive(person="usa.1"))
    assert arrived.to == VIEWERS
    assert present(table) == ["usa"]
    (left,) = table.do("clock", Leave(person="usa.1"))
    assert left.to == VIEWERS
    assert present(table) == []


def test_a_second_arrival_or_departure_changes_nothing():
    """Architecture 2: any process may log it; a second attempt changes nothing."""
    table = Table().arrive("usa")
    assert table.refusal("clock", Arrive(person="usa.1")).code == "not-now"
    table.leave("usa")
    assert table.refusal("clock", Leave(person="usa.1")).code == "not-now"


@pytest.mark.parametrize("person", ["usa.2", "usa.0", "usa", "eu.1", "control.1", ""])
def test_who_holds_no_seat_cannot_arrive(person):
    assert Table().refusal("clock", Arrive(person=person)).code == "not-now"


def test_a_revoked_link_is_nobodys_presence():
    table = Table().arrive("usa")
    table.give("control", "reseat", seat="usa", holder="open")
    assert present(table) == []
    assert table.refusal("clock", Arrive(person="usa.1")).code == "not-now"
    assert present(table.arrive("usa")) == ["usa"]


def test_nobody_arrives_on_a_bots_seat():
    table = Table(bots={"usa": "maximiser"})
    assert table.refusal("clock", Arrive(person="usa.1")).code == "not-now"


def test_presence_is_told_in_the_lobby_and_after_the_end():
    table = Table().arrive("usa")
    table.give("control", "close")
    assert present(table.leave("usa").arrive("dprk")) == ["dprk"]


# all are ready


def test_a_phase_ends_when_all_who_are_present_are_ready():
    """Rulebook 2."""
    table = Table().open().arrive("usa", "dprk")
    assert kinds(table.give("usa", "ready", on=True)) == ["SeatReadied"]
    assert table.state.phase == "corridors"
    assert kinds(table.give("dprk", "ready", on=True)) == ["SeatReadied", "PhaseBegan"]
    assert table.state.phase == "plenary"
    assert not any(delegate.ready for delegate in table.state.seats.values())


def test_all_see_who_is_ready_and_it_may_be_taken_back():
    table = Table().open().arrive("usa", "dprk")
    (readied,) = table.give("usa", "ready", on=True)
    assert readied.to == VIEWERS
    table.give("usa", "ready", on=False)
    table.give("dprk", "ready", on=True)
    assert table.state.phase == "corridors"


def test_bots_are_not_waited_for():
    others = dict.fromkeys(("dprk", "rok", "prc", "rus", "jpn"), "maximiser")
    table = Table(bots=others).open().arrive("usa")
    table.give("usa", "ready", on=True)
    assert table.state.phase == "plenary"


def test_one_who_is_ready_without_a_connection_counts():
    """Commands come over HTTP as well; absence never blocks a table."""
    table = Table().open()
    table.give("usa", "ready", on=True)
    assert table.state.phase == "plenary"


def test_one_who_is_present_is_waited_for_by_those_who_are_not():
    table = Table().open().arrive("dprk")
    table.give("usa", "ready", on=True)
    assert table.state.phase == "corridors"


def test_readiness_goes_through_a_whole_round():
    table = Table().open().arrive("usa")
    seen = []
    for _ in range(4):
        seen.append(table.state.phase)
        table.give("usa", "ready", on=True)
    assert seen == ["corridors", "plenary", "capitals", "reckoning"]
    assert (table.state.phase, table.state.round) == ("corridors", 2)


def test_nobody_is_ready_before_the_table_is_open():
    assert Table().refused("usa", "ready", on=True).code == "not-open"


def test_no_phase_ends_while_the_table_is_paused():
    table = Table().open().arrive("usa")
    table.give("control", "pause")
    assert kinds(table.give("usa", "ready", on=True)) == ["SeatReadied"]
    assert table.state.phase == "corridors"


def test_all_being_ready_ends_the_phase_once_the_pause_is_over():
    table = clocked().arrive("usa")
    table.give("control", "pause")
    table.give("usa", "ready", on=True)
    assert kinds(table.give("control", "resume")) == ["Resumed", "PhaseBegan"]
    assert table.state.phase == "plenary"


def test_a_resumed_phase_waits_for_who_is_not_ready():
    table = Table().open().arrive("usa")
    table.give("control", "pause")
    assert kinds(table.give("control", "resume")) == ["Resumed"]


def test_without_a_clock_the_last_one_waited_for_may_leave():
    """Or the others would wait for ever: absence never blocks a table (Rulebook 2)."""
    table = Table().open().arrive("usa", "dprk")
    table.give("usa", "ready", on=True)
    assert kinds(table.do("clock", Leave(person="dprk.1"))) == ["PersonLeft", "PhaseBegan"]
    assert table.state.phase == "plenary"


def test_with_a_clock_one_may_look_in_and_go_without_ending_the_phase():
    """A day's clock is for coming back to; it ends by itself."""
    table = clocked().arrive("usa", "dprk")
    table.give("usa", "ready", on=True)
    table.leave("dprk")
    assert table.state.phase == "corridors"


def test_a_table_that_everybody_has_left_stays_as_it_is():
    table = Table().open().arrive("usa", "dprk")
    table.give("usa", "ready", on=True)
    table.leave("usa", "dprk")
    assert table.state.phase == "corridors"


def test_leaving_the_lobby_or_a_paused_table_ends_nothing():
    table = Table().arrive("usa", "dprk").leave("usa").open()
    table.give("dprk", "ready", on=False)
    table.arrive("usa")
    table.give("control", "pause")
    table.give("dprk", "ready", on=True)
    table.leave("usa")
    assert table.state.phase == "corridors"
