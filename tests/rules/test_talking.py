"""Talk: who may speak where, who hears it, and what a walk-out closes."""

import pytest
from msgspec.structs import replace

from rules.bots.match import play_game
from rules.names import SEATS, VIEWERS
from rules.view import record
from server.scenarios import shipped

from .at_the_table import Table, heard_of, kinds
from .tiny import SCENARIO

SAY = {"kind": "say", "channel": "dprk+usa", "text": "Shall we?"}


def plenary():
    return Table().open().to("plenary")


def out_of_the_room(seat="dprk"):
    """A table, in the plenary, that one delegation has walked out of."""
    table = Table().open().to("capitals")
    table.give(seat, "seal", instructions={"walk_out": {"ground": "hostile"}})
    return table.to("plenary")


def message_of(happened):
    return happened[-1].event.message


def test_two_seats_talk_and_only_they_and_control_hear():
    """Protocol 1: everyone is told that control can read all channels."""
    table = Table().open()
    happened = table.give("usa", "say", channel="dprk+usa", text="Shall we?")
    assert kinds(happened) == ["ChannelOpened", "MessageSaid"]
    assert {each.to for each in happened} == {("dprk", "usa", "control")}
    message = message_of(happened)
    assert (message.by, message.channel, message.round) == ("usa", "dprk+usa", 1)
    assert (message.phase, message.at_ms, message.reply_to) == ("corridors", table.now_ms, None)
    assert table.state.messages[message.id] == message


def test_a_channel_opens_with_its_first_word_only():
    table = Table().open()
    table.give("usa", "say", channel="dprk+usa", text="Shall we?")
    assert kinds(table.give("dprk", "say", channel="dprk+usa", text="No.")) == ["MessageSaid"]
    assert table.state.channels == {"dprk+usa": ("dprk", "usa", "control")}


@pytest.mark.parametrize(
    ("channel", "to"),
    [
        ("rok+usa+jpn", ("rok", "usa", "jpn", "control")),
        ("+".join(SEATS), (*SEATS, "control")),
        ("room", (*SEATS, "control")),
        ("press", VIEWERS),
        ("control", ("usa", "control")),
        ("control+usa", ("usa", "control")),
    ],
)
def test_a_channel_is_heard_by_its_members(channel, to):
    happened = plenary().give("usa", "say", channel=channel, text="x")
    assert heard_of(happened, "MessageSaid") == heard_of(happened, "ChannelOpened") == [to]
    assert message_of(happened).to == to


def test_a_seats_own_line_to_control_goes_by_two_names():
    table = Table().open()
    table.give("rok", "say", channel="control", text="A question.")
    first = message_of(table.log)
    happened = table.give("rok", "say", channel="control+rok", text="Hello?", reply_to=first.id)
    assert first.channel == message_of(happened).channel == "control+rok"


NO_CHANNELS = [
    "lobby", "team", "usa", "usa+usa", "usa+dprk", "dprk+usa+", "dprk+eu", "prc+rus",
    "control+dprk", "control+", "control+usa+jpn", "control+control", "room+usa", "Room",
]  # fmt: skip


@pytest.mark.parametrize("channel", NO_CHANNELS)
def test_what_is_no_channel_of_ones_own_is_unknown(channel):
    """A channel between others and one that cannot be are the same (Protocol 5)."""
    table = plenary()
    table.give("prc", "say", channel="prc+rus", text="Between us.")
    refusal = table.refused("usa", "say", channel=channel, text="x")
    assert (refusal.code, refusal.field) == ("unknown-channel", "channel")
    assert refusal.detail == table.refused("usa", "say", channel="nowhere", text="x").detail


def test_a_hidden_channel_stays_unknown_whatever_is_replied_to():
    table = Table().open()
    table.give("prc", "say", channel="prc+rus", text="Between us.")
    hidden = message_of(table.log).id
    for reply_to in (hidden, "nothing"):
        refusal = table.refused("usa", "say", channel="prc+rus", text="x", reply_to=reply_to)
        assert refusal.code == "unknown-channel"


def test_refusals_do_not_pile_up_on_one_exception():
    """A shared instance would gather tracebacks for as long as the process lives."""
    table = Table().open()
    one = table.refused("usa", "say", channel="nowhere", text="x")
    assert one is not table.refused("usa", "say", channel="nowhere", text="x")


def test_a_message_replies_to_one_in_the_same_channel():
    table = Table().open()
    table.give("usa", "say", channel="dprk+usa", text="Shall we?")
    asked = message_of(table.log).id
    happened = table.give("dprk", "say", channel="dprk+usa", text="No.", reply_to=asked)
    assert message_of(happened).reply_to == asked


def test_a_message_one_has_not_heard_cannot_be_replied_to():
    """Hidden, elsewhere and never said are refused alike (Protocol 5)."""
    table = Table().open()
    table.give("dprk", "say", channel="dprk+usa", text="Ours.")
    elsewhere = message_of(table.log).id
    table.give("prc", "say", channel="prc+rus", text="Theirs.")
    hidden = message_of(table.log).id
    refusals = {
        (refusal.code, refusal.detail, refusal.field)
        for reply_to in (elsewhere, hidden, "never")
        for refusal in [table.refused("usa", "say", channel="rok+usa", text="x", reply_to=reply_to)]
    }
    assert len(refusals) == 1
    assert refusals.pop()[::2] == ("unknown-message", "reply_to")


@pytest.mark.parametrize("phase", ["corridors", "capitals", "reckoning"])
@pytest.mark.parametrize("channel", ["room", "press"])
def test_the_room_and_the_press_are_the_plenarys(phase, channel):
    """Rulebook 2."""
    table = Table().open().to(phase)
    refusal = table.refused("usa", "say", channel=channel, text="x")
    assert (refusal.code, refusal.field) == ("not-your-phase", "channel")


def test_nobody_speaks_to_the_room_before_the_table_is_open():
    assert Table().refused("usa", "say", channel="room", text="x").code == "not-your-phase"


@pytest.mark.parametrize("phase", ["lobby", "corridors", "plenary", "capitals", "reckoning"])
def test_private_talk_is_possible_in_every_phase(phase):
    """Rulebook 2."""
    table = Table() if phase == "lobby" else Table().open().to(phase)
    assert kinds(table.give("usa", "say", channel="dprk+usa", text="x"))[-1] == "MessageSaid"


def test_a_scenario_may_close_private_talk_in_a_phase():
    """Rulebook 2.4: not the line to control, nor what is said before and after the game."""
    open_talk = replace(SCENARIO, private_talk=("corridors", "plenary"))
    table = Table(scenario=open_talk)
    table.give("usa", "say", channel="dprk+usa", text="x")
    table.open().give("usa", "say", channel="dprk+usa", text="x")
    assert record(table.state, "usa", "menu/own", {})["commands"]["say"]["private"]
    table.to("capitals")
    refusal = table.refused("usa", "say", channel="dprk+usa", text="x")
    assert (refusal.code, refusal.field) == ("not-your-phase", "channel")
    assert not record(table.state, "usa", "menu/own", {})["commands"]["say"]["private"]
    table.give("usa", "say", channel="control", text="x")
    table.give("control", "say", channel="dprk+usa", text="x")
    table.give("control", "close")
    table.give("usa", "say", channel="dprk+usa", text="x")


def test_bots_keep_silent_where_nobody_talks_in_private():
    closed = replace(shipped("first-session"), private_talk=())
    match = play_game(closed, "quiet")
    assert all(each.channel in ("room", "press") for each in match.state.messages.values())


def test_who_has_walked_out_has_left_the_room_but_not_the_press():
    table = out_of_the_room()
    refusal = table.refused("dprk", "say", channel="room", text="x")
    assert (refusal.code, refusal.field) == ("walked-out", "channel")
    table.give("dprk", "say", channel="press", text="We have left.")
    table.give("dprk", "say", channel="dprk+usa", text="Yet.")
    table.give("usa", "say", channel="room", text="Well.")


def test_once_the_game_is_over_everybody_may_talk_of_it_everywhere():
    """The debrief is the point of the game; it is talked over."""
    table = out_of_the_room()
    table.give("control", "close")
    for channel in ("room", "press", "dprk+usa", "control"):
        assert kinds(table.give("dprk", "say", channel=channel, text="Well.")) != []
    table.give("control", "say", channel="room", text="Now then.")
    table.give("control", "whisper", seat="dprk", text="Well played.")


def test_control_speaks_in_the_room_at_any_time_and_in_any_channel():
    table = Table().open()
    for channel in ("room", "press", "dprk+usa", "control+rus"):
        happened = table.give("control", "say", channel=channel, text="Ten minutes.")
        assert message_of(happened).by == "control"


def test_control_has_no_line_to_itself():
    refusal = Table().open().refused("control", "say", channel="control", text="x")
    assert refusal.code == "unknown-channel"


def test_a_whisper_is_heard_on_the_seats_own_line():
    table = Table().open()
    happened = table.give("control", "whisper", seat="jpn", text="Look at clause 2.")
    assert heard_of(happened, "MessageSaid") == [("jpn", "control")]
    assert message_of(happened).channel == "control+jpn"


def test_an_observer_says_nothing():
    refusal = plenary().refused("observer", "say", channel="press", text="x")
    assert refusal.code == "not-yours"


def test_who_takes_over_a_seat_writes_nothing_over():
    """Rulebook 3: an id is one for life. Two persons may choose the same command id."""
    table = Table().open()
    table.do("usa", SAY, id="same")
    first = message_of(table.log)
    table.give("control", "reseat", seat="usa", holder="open")
    table.do("usa", SAY, id="same")
    assert message_of(table.log).id != first.id
    assert table.state.messages[first.id] == first
