"""Control: opens, holds, hastens and ends a table, always on the record."""

import pytest
from msgspec.structs import replace

from rules.names import SEATS, VIEWERS
from rules.scenario import Card, Effect

from .at_the_table import BEGUN_MS, CLOCK, PUBLIC, Table, heard_of, kinds
from .tiny import SCENARIO

FLOOD = Card(
    id="flood",
    title="A flood",
    text="The fields are under water.",
    weight=1,
    effects=(Effect(meter="economy", by=-4), Effect(support="dprk", by=-1)),
)
WITH_CARD = replace(SCENARIO, cards=(FLOOD,), cards_a_round=0)
DEADLINE = BEGUN_MS + 300_000


def clocked():
    return Table(clock=CLOCK).open()


def refused(table, kind, **fields):
    return table.refused("control", kind, **fields).code


# opening


def test_control_opens_the_table_and_round_one_begins():
    """Rulebook 2: the news are the engine's and wait for nobody."""
    table = Table(clock=CLOCK)
    happened = table.give("control", "open")
    phases = [each.event.phase for each in happened if kinds((each,)) == ["PhaseBegan"]]
    assert phases == ["news", "corridors"]
    assert (table.state.round, table.state.phase) == (1, "corridors")
    assert heard_of(happened, "PhaseBegan") == [VIEWERS, VIEWERS]


def test_a_table_is_opened_once():
    assert refused(clocked(), "open") == "already-open"


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("pause", {}),
        ("extend", {"seconds": 60}),
        ("advance", {}),
        ("inject", {"title": "T", "text": "x"}),
    ],
)
def test_what_wants_an_open_table_is_refused_in_the_lobby(kind, fields):
    assert refused(Table(), kind, **fields) == "not-open"


# pausing


def test_a_pause_keeps_the_time_that_was_left():
    table = clocked()
    table.now_ms += 100_000
    (paused,) = table.give("control", "pause")
    assert paused.to == VIEWERS
    assert (table.state.deadline_ms, table.state.paused_left_ms) == (None, 200_000)
    table.now_ms += 5_000_000
    table.give("control", "resume")
    assert table.state.deadline_ms == table.now_ms + 200_000
    assert table.state.paused_left_ms is None


def test_a_pause_after_the_deadline_leaves_nothing_not_less():
    table = clocked()
    table.now_ms = DEADLINE + 50
    table.give("control", "pause")
    assert table.state.paused_left_ms == 0


def test_a_table_without_a_clock_is_held_and_let_go():
    table = Table().open()
    table.give("control", "pause")
    assert table.state.paused_left_ms == -1
    table.give("control", "resume")
    assert (table.state.deadline_ms, table.state.paused_left_ms) == (None, None)


def test_a_table_is_paused_once_and_resumed_only_then():
    table = clocked()
    assert refused(table, "resume") == "not-paused"
    table.give("control", "pause")
    assert refused(table, "pause") == "already-paused"


def test_who_is_paused_may_still_work():
    """Paused is the clock, not the people."""
    table = clocked()
    table.give("control", "pause")
    table.table("usa")
    table.give("usa", "say", channel="dprk+usa", text="x")


# extending


def test_control_gives_more_time():
    table = clocked()
    (moved,) = table.give("control", "extend", seconds=60)
    assert moved.to == VIEWERS
    assert table.state.deadline_ms == DEADLINE + 60_000


def test_more_time_is_counted_from_now_once_the_time_is_up():
    table = clocked()
    table.now_ms = DEADLINE + 30_000
    table.give("control", "extend", seconds=60)
    assert table.state.deadline_ms == DEADLINE + 90_000


def test_more_time_given_during_a_pause_is_there_after_it():
    table = clocked()
    table.give("control", "pause")
    table.give("control", "extend", seconds=60)
    assert table.state.deadline_ms is None, "still paused"
    table.give("control", "resume")
    assert table.state.deadline_ms == table.now_ms + 360_000


@pytest.mark.parametrize("paused", [False, True])
def test_a_phase_without_a_clock_has_all_the_time_there_is(paused):
    table = Table().open()
    if paused:
        table.give("control", "pause")
    assert refused(table, "extend", seconds=60) == "no-deadline"


# advancing


def test_control_leads_through_a_round_into_the_next():
    table = clocked()
    phases = []
    for _ in range(5):
        phases.append((table.state.round, table.state.phase))
        table.give("control", "advance")
    assert phases == [
        (1, "corridors"), (1, "plenary"), (1, "capitals"), (1, "reckoning"), (2, "corridors")
    ]  # fmt: skip


def test_advancing_lets_a_paused_table_go_on():
    table = clocked()
    table.give("control", "pause")
    table.give("control", "advance")
    state = table.state
    assert (state.phase, state.paused_left_ms) == ("plenary", None)
    assert state.deadline_ms == table.now_ms + 200_000


def test_after_the_last_round_the_game_is_over():
    table = Table(scenario=replace(SCENARIO, rounds=replace(SCENARIO.rounds, last=1))).open()
    table.to("capitals").give("control", "advance")
    assert (table.state.phase, table.state.outcome) == ("closed", "nothing")


# injecting


def test_control_brings_a_card_of_the_scenario():
    table = Table(scenario=WITH_CARD).open()
    happened = table.give("control", "inject", card="flood")
    assert kinds(happened)[0] == "NewsTold"
    assert heard_of(happened, "NewsTold") == [VIEWERS]
    news = happened[0].event.news
    assert (news.kind, news.card, news.effects) == ("inject", "flood", FLOOD.effects)
    assert table.state.meters["economy"].value == 26
    assert table.state.meters["economy"].cause == f"news:{news.id}"
    assert table.state.seats["dprk"].support == 49
    assert table.state.cards_drawn == ("flood",), "a card that comes once has come"


def test_control_writes_news_in_the_terms_of_cards():
    table = Table().open()
    effects = [
        {"meter": "tension", "by": 5},
        {"latitude": "usa", "by": -2},
        {"onus": "prc", "by": 1},
    ]
    (told, *_) = table.give("control", "inject", title="T", text="x", effects=effects)
    assert (told.event.news.card, told.event.news.title.id) == (None, "text-T")
    assert table.state.meters["tension"].value == 55
    assert (table.state.seats["usa"].latitude, table.state.seats["prc"].onus) == (4, 1)


def test_news_may_have_no_effect():
    assert kinds(Table().open().give("control", "inject", title="T", text="x")) == ["NewsTold"]


@pytest.mark.parametrize(
    ("effect", "code", "field"),
    [
        ({"by": 1}, "bad-effect", "effects[1]"),
        ({"by": 1, "meter": "tension", "onus": "usa"}, "bad-effect", "effects[1]"),
        ({"by": 1, "onus": "usa", "support": "usa"}, "bad-effect", "effects[1]"),
        ({"by": 1, "meter": "gold"}, "unknown-meter", "effects[1].meter"),
    ],
    ids=str,
)
def test_an_effect_names_one_thing_that_there_is(effect, code, field):
    effects = [{"meter": "tension", "by": 1}, effect]
    refusal = Table().open().refused("control", "inject", title="T", text="x", effects=effects)
    assert (refusal.code, refusal.field) == (code, field)


def test_a_card_that_needs_an_actor_is_no_news():
    act = replace(FLOOD, id="act", effects=(Effect(latitude="actor", by=-1),))
    table = Table(scenario=replace(WITH_CARD, cards=(act,))).open()
    assert refused(table, "inject", card="act") == "bad-effect"


def test_a_card_the_scenario_does_not_have_is_unknown():
    refusal = Table(scenario=WITH_CARD).open().refused("control", "inject", card="drought")
    assert (refusal.code, refusal.field) == ("unknown-card", "card")


# seats


def test_a_seat_given_anew_has_a_new_person_who_is_neither_present_nor_ready():
    table = Table().open().arrive("usa", "dprk")
    table.give("usa", "ready", on=True)
    (reseated,) = table.give("control", "reseat", seat="usa", holder="open")
    assert reseated.to == VIEWERS
    usa = table.state.seats["usa"]
    assert (usa.generation, usa.bot, usa.present, usa.ready) == (2, None, False, False)
    assert table.state.present == ("dprk.1",)


def test_a_seat_goes_to_a_bot_and_back():
    """Rulebook 2: the choice is logged and reversible."""
    table = Table().open()
    table.give("control", "reseat", seat="usa", holder="bot:maximiser")
    assert (table.state.seats["usa"].bot, table.state.seats["usa"].generation) == ("maximiser", 2)
    table.give("control", "reseat", seat="usa", holder="open")
    assert (table.state.seats["usa"].bot, table.state.seats["usa"].generation) == (None, 3)


def test_what_a_seat_has_sealed_outlives_its_holder():
    """Rulebook 2: saved instructions always count."""
    table = Table().open().to("capitals")
    table.give("usa", "seal", instructions={"close": True})
    table.give("control", "reseat", seat="usa", holder="bot:maximiser")
    assert table.state.sealed["usa"].close


def test_a_bot_that_does_not_exist_gets_no_seat():
    refusal = Table().refused("control", "reseat", seat="usa", holder="bot:clever")
    assert (refusal.code, refusal.field) == ("unknown-bot", "holder")


def test_a_seat_given_to_a_bot_is_not_waited_for():
    table = Table().open().arrive("usa", "dprk")
    table.give("usa", "ready", on=True)
    table.give("control", "reseat", seat="dprk", holder="bot:maximiser")
    assert table.state.phase == "plenary"


# closing


@pytest.mark.parametrize("phase", ["lobby", "corridors", "plenary", "capitals", "reckoning"])
def test_control_ends_the_game_in_any_phase(phase):
    table = Table() if phase == "lobby" else Table(clock=CLOCK).open().to(phase)
    happened = table.give("control", "close")
    assert heard_of(happened, "GameEnded") == [VIEWERS]
    state = table.state
    assert (state.phase, state.outcome, state.deadline_ms) == ("closed", "nothing", None)


def test_a_paused_game_can_be_ended():
    table = clocked()
    table.give("control", "pause")
    table.give("control", "close")
    assert (table.state.phase, table.state.paused_left_ms) == ("closed", None)


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("open", {}),
        ("pause", {}),
        ("resume", {}),
        ("extend", {"seconds": 1}),
        ("advance", {}),
        ("inject", {"card": "flood"}),
        ("reseat", {"seat": "usa", "holder": "open"}),
        ("close", {}),
    ],
)
def test_an_ended_game_is_not_touched_any_more(kind, fields):
    table = clocked()
    table.give("control", "close")
    assert refused(table, kind, **fields) == "over"


# whose it is


@pytest.mark.parametrize(
    "wire",
    [
        {"kind": "open"},
        {"kind": "pause"},
        {"kind": "resume"},
        {"kind": "extend", "seconds": 1},
        {"kind": "advance"},
        {"kind": "inject", "card": "flood"},
        {"kind": "whisper", "seat": "rok", "text": "x"},
        {"kind": "reseat", "seat": "rok", "holder": "open"},
        {"kind": "absence", "seat": "rok", "then": "hold"},
        {"kind": "close"},
    ],
    ids=lambda wire: wire["kind"],
)
@pytest.mark.parametrize("by", [*SEATS, "observer", "clock"])
def test_what_is_controls_is_nobody_elses(by, wire):
    """Protocol 4; refused alike whatever is true at the table."""
    refusal = clocked().refusal(by, wire)
    assert (refusal.code, refusal.field) == ("not-yours", "kind")


@pytest.mark.parametrize("by", [*SEATS, "observer"])
def test_words_are_erased_by_nobody_but_control_and_the_clock(by):
    """Rulebook 6.21."""
    refusal = clocked().refusal(by, {"kind": "erase", "person": "rok"})
    assert (refusal.code, refusal.field) == ("not-yours", "kind")


@pytest.mark.parametrize(
    "wire",
    [
        {"kind": "draft", "document": PUBLIC},
        *(
            {"kind": kind, "document": "d"}
            for kind in ("cosign", "unsign", "table", "withdraw", "denounce", "disclose")
        ),
        {"kind": "seal", "instructions": {}},
        {"kind": "ready", "on": True},
    ],
    ids=lambda wire: wire["kind"],
)
@pytest.mark.parametrize("by", ["control", "observer", "clock"])
def test_what_is_a_delegations_is_not_controls(by, wire):
    assert clocked().refusal(by, wire).code == "not-yours"
