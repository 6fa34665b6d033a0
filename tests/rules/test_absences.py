"""What control chooses beforehand for a delegation that is missing (Rulebook 2.12)."""

import pytest

from rules.commands import Arrive, EndPhase, Leave
from rules.decide.absences import stand_in
from rules.judgement.retracing import departures
from rules.names import SEATS, VIEWERS
from rules.refusal import Refused
from rules.view import record

from .at_the_table import BEGUN_MS, CLOCK, Table, heard_of
from .tiny import SCENARIO


def seated(*here, clock=CLOCK, **chosen):
    """A table in the lobby at which these are present; `chosen` is what control chose for Japan."""
    table = Table(clock=clock)
    table.arrive(*(here or SEATS))
    if chosen:
        table.give("control", "absence", seat="jpn", **chosen)
    return table


def all_but(*away):
    return [seat for seat in SEATS if seat not in away]


def clock(table):
    state = table.state
    return state.deadline_ms, state.paused_left_ms, state.awaits


def later(table, seconds):
    table.now_ms += seconds * 1000
    return table


def deadline(table):
    state = table.state
    return EndPhase(round=state.round, phase=state.phase, deadline_ms=state.deadline_ms)


def its_time_is_up(table):
    return table.do("clock", deadline(table), person="clock")


def ready(table, *seats):
    for seat in seats:
        table.give(seat, "ready", on=True)


def test_without_a_choice_the_talks_go_on_without_it():
    table = seated().open()
    table.leave("jpn")
    assert table.state.awaits == ()
    ready(table, *all_but("jpn"))
    assert table.state.phase == "plenary"


def test_the_table_waits_for_whom_it_is_to_be_held():
    """Its clock stands until that delegation is back, and then goes on."""
    table = later(seated(then="hold").open(), 100)
    table.leave("jpn")
    assert clock(table) == (None, 200_000, ("jpn",))
    ready(table, *all_but("jpn"))
    assert table.state.phase == "corridors"
    later(table, 1000).arrive("jpn")
    assert clock(table) == (table.now_ms + 200_000, None, ())


def test_nobody_who_was_done_is_asked_again():
    table = seated(then="hold").open()
    ready(table, "jpn")
    table.leave("jpn")
    ready(table, *all_but("jpn"))
    table.arrive("jpn")
    assert table.state.phase == "plenary"


def test_who_never_came_is_waited_for_from_the_start():
    table = seated(*all_but("jpn"), then="hold").open()
    assert clock(table) == (None, 300_000, ("jpn",))


def test_control_lets_it_go_on_and_the_next_phase_waits_anew():
    table = seated(then="hold").open().leave("jpn")
    table.give("control", "resume")
    assert table.state.awaits == ()
    table.to("plenary")
    assert table.state.awaits == ("jpn",)


def test_a_pause_of_control_s_is_no_waiting():
    table = seated(then="hold").open()
    table.give("control", "pause")
    table.leave("jpn").arrive("jpn")
    assert clock(table) == (None, 300_000, ())


def test_grace_ends_by_itself_and_is_given_once_a_departure():
    table = seated(then="standing", grace=120).open().leave("jpn")
    until = table.now_ms + 120_000
    assert clock(table) == (until, 300_000, ("jpn",))
    its_time_is_up(later(table, 120))
    assert clock(table) == (table.now_ms + 300_000, None, ())
    table.to("plenary")
    assert table.state.awaits == ()
    table.arrive("jpn").leave("jpn")
    assert table.state.awaits == ("jpn",)


def test_grace_ends_a_phase_that_waited_for_nobody_else():
    table = seated(then="standing", grace=60, clock={}).open().leave("jpn")
    ready(table, *all_but("jpn"))
    assert table.state.phase == "corridors"
    its_time_is_up(later(table, 60))
    assert (table.state.phase, table.state.awaits) == ("plenary", ())


def test_more_time_is_given_while_the_table_waits():
    table = seated(then="standing", grace=60).open().leave("jpn")
    table.give("control", "extend", seconds=30)
    assert clock(table) == (BEGUN_MS + 60_000, 330_000, ("jpn",))


def test_the_table_waits_for_several_until_the_last_is_back():
    table = seated(then="hold").open()
    table.give("control", "absence", seat="rus", then="standing", grace=60)
    table.leave("rus").leave("jpn")
    assert clock(table) == (None, 300_000, ("rus", "jpn"))
    table.arrive("jpn")
    assert table.state.awaits == ("rus",)
    table.arrive("rus")
    assert table.state.awaits == ()


def test_a_choice_may_be_made_anew_while_it_is_away():
    table = seated(then="hold").open().leave("jpn")
    ready(table, *all_but("jpn"))
    table.give("control", "absence", seat="jpn", then="standing")
    assert table.state.awaits == ()


def test_a_bot_that_is_given_the_seat_is_not_waited_for():
    table = seated(then="hold").open().leave("jpn")
    table.give("control", "reseat", seat="jpn", holder="bot:maximiser")
    assert table.state.awaits == ()


def test_a_bot_stands_in_while_it_is_away_and_after_its_grace():
    table = seated(then="bot:maximiser", grace=60).open()
    assert stand_in(table.state, "jpn") is None
    table.leave("jpn")
    assert stand_in(table.state, "jpn") is None
    its_time_is_up(later(table, 60))
    assert stand_in(table.state, "jpn") == "maximiser"
    assert record(table.state, "observer", "seat/jpn", {})["stand_in"] == "maximiser"
    table.arrive("jpn")
    assert stand_in(table.state, "jpn") is None


def test_the_choice_is_public_and_can_be_read():
    table = seated()
    happened = table.give("control", "absence", seat="jpn", then="bot", grace=5)
    assert heard_of(happened, "AbsenceChosen") == [VIEWERS]
    told = record(table.state, "rok", "seat/jpn", {})["absence"]
    assert (told["then"], told["grace"]) == ("bot", 5)
    assert told["bot"] in {each["bot"] for each in offered(table)["bots"]}
    table.open().leave("jpn")
    assert record(table.state, "rok", "table/main", {})["awaits"] == ["jpn"]


def offered(table):
    return record(table.state, "control", "menu/own", {})["commands"]["absence"]


def test_a_table_that_waits_without_end_has_no_grace():
    refusal = seated().refused("control", "absence", seat="jpn", then="hold", grace=5)
    assert (refusal.code, refusal.field) == ("grace-without-end", "grace")


def test_only_bots_there_are_stand_in():
    refusal = seated().refused("control", "absence", seat="jpn", then="bot:nobody")
    assert (refusal.code, refusal.field) == ("unknown-bot", "then")


def test_a_delegation_chooses_nothing_for_another():
    assert seated().refused("usa", "absence", seat="jpn", then="hold").code == "not-yours"


def test_nobody_waits_for_a_guest_nor_is_one_stood_in_for():
    """Rulebook 1.10: what it leaves unanswered the engine answers."""
    table = Table(clock=CLOCK, guests={"press": None}).arrive(*SEATS, "press").open()
    table.leave("press")
    assert table.state.awaits == ()
    assert "press" not in offered(table)["seats"]
    with pytest.raises(Refused) as caught:
        table.give("control", "absence", seat="press", then="hold")
    assert (caught.value.code, caught.value.field) == ("malformed", "seat")
    ready(table, *SEATS)
    assert table.state.phase == "plenary"


@pytest.mark.parametrize("then", ["hold", "standing"])
def test_what_is_on_record_comes_out_again(then):
    """Rulebook 6.19: waiting ends phases, too."""
    table = Table(clock=CLOCK).arrive(*SEATS)
    steps = [(table.now_ms, [each]) for each in table.log[:1]]

    def step(happened):
        steps.append((table.now_ms, happened))

    step(table.log[1:])
    step(
        table.give(
            "control", "absence", seat="jpn", then=then, **({} if then == "hold" else {"grace": 60})
        )
    )
    step(table.give("control", "open"))
    step(table.give("jpn", "ready", on=True))
    step(table.do("clock", Leave(person="jpn.1"), person="clock"))
    for seat in all_but("jpn"):
        step(table.give(seat, "ready", on=True))
    if then == "hold":
        step(table.do("clock", Arrive(person="jpn.1"), person="clock"))
    else:
        later(table, 60)
        step(table.do("clock", deadline(table), person="clock"))
    assert table.state.phase == "plenary"
    assert list(departures(SCENARIO, steps)) == []
