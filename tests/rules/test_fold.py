"""What has happened becomes what is true, event by event, and nothing is judged on the way."""

import pytest
from msgspec.structs import replace

from rules import events as e
from rules.fold import FOLDS, apply, opened, replay
from rules.model import (
    ActionChoice,
    Answer,
    Fate,
    Instructions,
    News,
    Standing,
    Telling,
)
from rules.names import SEATS, VIEWERS

from .at_the_table import Table
from .tiny import SCENARIO, clause, delivery, document, state


def folded(start, *events):
    for event in events:
        start = apply(start, event)
    return start


def test_every_event_but_the_opening_has_its_fold():
    assert set(FOLDS) == set(e.EVENTS) - {e.TableOpened}


def test_a_log_begins_with_the_opening():
    with pytest.raises(AssertionError):
        replay([e.SeatReadied(seat="rok", on=True)], SCENARIO)


def test_a_log_in_two_parts_is_the_log():
    table = Table().open().arrive("usa").to("capitals")
    events = [each.event for each in table.log]
    assert folded(opened(events[0], SCENARIO), *events[1:]) == table.state
    assert replay(events, SCENARIO) == table.state


def test_folding_leaves_the_state_before_as_it_was():
    before = state(document("d", ["usa"], ["dprk"]))
    kept = dict(before.documents), dict(before.seats), dict(before.meters)
    folded(
        before,
        e.DocumentWithdrawn(document="d"),
        e.SeatReadied(seat="usa", on=True),
        e.MeterMoved(name="tension", value=60, cause="war"),
    )
    assert (before.documents, before.seats, before.meters) == kept


def test_a_new_phase_finds_nobody_ready():
    start = folded(state(), e.SeatReadied(seat="usa", on=True))
    assert start.seats["usa"].ready
    after = folded(start, e.PhaseBegan(round=3, phase="reckoning", deadline_ms=7))
    assert (after.phase, after.round, after.deadline_ms) == ("reckoning", 3, 7)
    assert not any(delegate.ready for delegate in after.seats.values())


def test_presence_is_the_present_holders():
    start = folded(state(), e.PersonArrived(person="usa.1"), e.PersonArrived(person="rok.1"))
    assert [s for s in SEATS if start.seats[s].present] == ["rok", "usa"]
    after = folded(start, e.Reseated(seat="usa", bot=None, generation=2))
    assert [s for s in SEATS if after.seats[s].present] == ["rok"]
    assert after.present == ("rok.1",)


def test_a_rewritten_draft_has_lost_its_signatures():
    draft = document("d", ["usa", "rok"], ["dprk"], status="draft")
    start = folded(
        state(), e.DocumentDrafted(document="d", terms=draft.terms), *signed("rok", "usa")
    )
    assert start.documents["d"].signed == ("rok", "usa"), "in the order of the table"
    again = folded(start, e.DocumentDrafted(document="d", terms=draft.terms))
    assert again.documents["d"].signed == ()


def signed(*seats):
    return [e.DraftSigned(document="d", seat=seat) for seat in seats]


def test_a_signature_can_be_taken_back():
    draft = document("d", ["usa", "rok"], ["dprk"], status="draft")
    start = folded(
        state(), e.DocumentDrafted(document="d", terms=draft.terms), *signed("usa", "rok")
    )
    after = folded(start, e.DraftUnsigned(document="d", seat="usa"))
    assert after.documents["d"].signed == ("rok",)


def test_tabling_is_the_signature_of_all_sponsors_and_freezes_the_price():
    """Rulebook 3, 5."""
    draft = document("d", ["usa", "rok"], ["dprk"], status="draft")
    after = folded(
        state(),
        e.DocumentDrafted(document="d", terms=draft.terms),
        *signed("rok"),
        e.DocumentTabled(
            document="d", round=3, last_round=4, prices={"usa": 2, "rok": 0, "dprk": 1}, goodness=6
        ),
    ).documents["d"]
    assert (after.status, after.signed) == ("open", ("rok", "usa"))
    assert (after.tabled_round, after.last_round, after.goodness) == (3, 4, 6)
    assert after.prices == {"usa": 2, "rok": 0, "dprk": 1}


def test_a_withdrawn_text_has_no_answers_any_more():
    start = state(document("d", ["usa"], ["dprk"], accepted={"dprk": True}))
    after = folded(start, e.DocumentWithdrawn(document="d")).documents["d"]
    assert (after.status, after.answers) == ("withdrawn", {})


def test_a_dropped_draft_is_put_apart_and_known_by_what_it_names():
    written = document("d", ["usa"], ["dprk"], status="draft", provided={"concluded": "other"})
    naming = replace(written, tabled_round=None)
    start = state(naming, document("other", ["usa"], ["dprk"]))
    after = folded(start, e.DocumentWithdrawn(document="d"))
    assert list(after.documents) == ["other"]
    assert after.paper("d") == replace(naming, status="withdrawn")
    assert dict(after.dropped_naming.items()) == {"other": ("d",)}
    assert after.paper("none") is None


def test_an_answer_kept_stands_beside_the_others():
    start = state(document("d", ["usa"], ["dprk", "rok"], accepted={"dprk": True}))
    after = folded(start, e.AnswerKept(seat="rok", document="d", answer=Answer(accepts=True)))
    assert after.documents["d"].answers == {
        "dprk": Answer(accepts=True),
        "rok": Answer(accepts=True),
    }


@pytest.mark.parametrize(
    ("status", "concluded"), [("concluded", 3), ("declined", None), ("open", None)]
)
def test_a_settlement_says_what_became_of_a_document(status, concluded):
    fate = Fate(round=3, outcome="fell")
    settled = e.DocumentSettled(document="d", status=status, round=3, bound=("usa",), fate=fate)
    after = folded(state(document("d", ["usa"], ["dprk"])), settled).documents["d"]
    assert (after.status, after.bound, after.fate) == (status, ("usa",), fate)
    assert after.concluded_round == concluded


FOOD = clause("d.1", "usa", "food", 100, ["dprk"], rounds=4)
FREEZE = clause("d.2", "dprk", "freeze")


def test_denouncing_ends_clauses_with_this_round_and_says_which_were_broken():
    """Rulebook 3."""
    start = state(document("d", ["usa"], ["dprk"], FOOD, FREEZE, status="concluded"))
    after = folded(
        start,
        e.DocumentDenounced(document="d", seat="usa", clauses=("d.1",), broken=("d.1",), round=3),
    )
    assert after.standings["d.1"].status == "denounced"
    assert after.standings["d.1"].until_round == 3
    assert after.standings["d.2"] == start.standings["d.2"]
    assert after.breaches == ((3, "d.1"),)


def test_of_two_deliveries_of_one_round_the_later_holds():
    """Verification adds to what was performed."""
    start = state(document("d", ["usa"], ["dprk"], FOOD, status="concluded"))
    after = folded(
        start,
        met(delivery("d.1", amount=100, round=2)),
        met(delivery("d.1", amount=100, round=3)),
        met(delivery("d.1", amount=100, round=3, verified=True)),
    )
    assert [(each.round, each.verified) for each in after.deliveries["d.1"]] == [
        (2, False), (3, True)
    ]  # fmt: skip


def met(each):
    return e.ObligationMet(document="d", clause=each.clause, delivery=each)


def test_a_clauses_standing_is_the_latest():
    stands = Standing(clause="d.1", status="dormant", from_round=2, until_round=None)
    after = folded(state(), e.ClauseStands(document="d", clause="d.1", standing=stands))
    assert after.standings["d.1"] == stands


def acted(**changed):
    fields = {
        "seat": "dprk", "choice": ActionChoice(action="strike", target=("rok",)), "round": 3,
        "force": True, "counts": True, "once": False, "to": VIEWERS,
    }  # fmt: skip
    return e.Acted(**(fields | changed))


def test_an_act_counts_and_is_spent_as_it_says():
    after = folded(state(), acted(), acted(seat="usa", counts=False, once=True))
    assert [(act.seat, act.name, act.force) for act in after.acts] == [("dprk", "strike", True)]
    assert after.done_once == ("usa:strike",)


def test_a_delegation_walks_out_and_comes_back_at_a_growing_fee():
    """Rulebook 7: every return fee doubles."""
    out = folded(state(), e.WalkedOut(seat="dprk", ground="hostile", freely=True, round=3))
    dprk = out.seats["dprk"]
    assert (dprk.walked_out, dprk.walked_out_round, dprk.walked_out_freely) == ("hostile", 3, True)
    dprk = folded(out, e.CameBack(seat="dprk")).seats["dprk"]
    assert (dprk.walked_out, dprk.walked_out_round, dprk.walked_out_freely) == (None, None, False)
    assert dprk.returns == 1


def test_what_moves_a_delegation_moves_no_other():
    start = state()
    after = folded(
        start,
        e.LatitudeChanged(seat="usa", value=2),
        e.BandChanged(seat="usa", band="low"),
        e.OnusChanged(seat="usa", value=3),
        e.SupportChanged(seat="usa", value=44),
    )
    usa = after.seats["usa"]
    assert (usa.latitude, usa.band, usa.onus, usa.support) == (2, "low", 3, 44)
    assert {s: d for s, d in after.seats.items() if s != "usa"} == {
        s: d for s, d in start.seats.items() if s != "usa"
    }


def test_meters_move_at_once_and_are_remembered_at_the_rounds_end():
    start = folded(state(), e.MeterMoved(name="tension", value=64, cause="war"))
    assert (start.meters["tension"].value, start.meters["tension"].cause) == (64, "war")
    assert start.meters["tension"].history == (50,)
    after = folded(start, e.RoundClosed(round=3, standing=(), you_first=()))
    assert after.meters["tension"].history == (50, 64)
    assert after.meters["economy"].history == (30, 30)


def test_the_rounds_end_puts_the_sheets_away_the_silent_ones_too():
    """Rulebook 2: who seals nothing has standing instructions."""
    sheet = Instructions(close=True)
    start = folded(state(), e.InstructionsSealed(seat="usa", instructions=sheet))
    assert start.sealed == {"usa": sheet}
    after = folded(start, e.RoundClosed(round=3, standing=("d:d",), you_first=()))
    assert after.sealed == {}
    assert after.past_sheets[3] == {s: sheet if s == "usa" else Instructions() for s in SEATS}
    assert (after.concluded_at[3], after.you_first[3]) == (("d:d",), ())
    assert after.rooms[3] == dict.fromkeys(SEATS, 6)


def test_a_sheet_may_be_replaced():
    """Rulebook 2: replaceable until the phase ends."""
    first = e.InstructionsSealed(seat="usa", instructions=Instructions(close=True))
    second = e.InstructionsSealed(seat="usa", instructions=Instructions())
    assert folded(state(), first, second).sealed == {"usa": Instructions()}


def test_news_are_kept_and_a_card_is_drawn():
    card = News(id="n1", round=3, kind="card", card="flood")
    leak = News(id="n2", round=3, kind="leak", document="d")
    after = folded(state(), e.NewsTold(id="n1", news=card), e.NewsTold(id="n2", news=leak))
    assert after.news == {"n1": card, "n2": leak}
    assert after.cards_drawn == ("flood",)


def test_a_disclosed_text_is_disclosed():
    start = state(document("d", ["usa"], ["dprk"], audience="secret"))
    after = folded(start, e.DocumentDisclosed(document="d", news="n", by=None))
    assert after.documents["d"].disclosed


def test_the_aftermath_is_told_line_by_line():
    lines = [Telling(round=3, step="world", kind=kind, to=VIEWERS) for kind in ("a", "b")]
    after = folded(state(), *(e.Told(round=3, telling=line, to=VIEWERS) for line in lines))
    assert after.tellings == {3: tuple(lines)}


def test_an_established_breach_stays():
    after = folded(state(), e.BreachEstablished(round=2, document="d", clause="d.1"))
    assert after.breaches == ((2, "d.1"),)


def test_grounds_and_assurances_are_as_last_set():
    after = folded(
        state(),
        e.GroundsSet(open=("hostile",)),
        e.AssuranceSet(level=3, ceiling=4, ceiling_text="The US alone."),
    )
    assert after.open_grounds == ("hostile",)
    assert (after.assurance_level, after.assurance_ceiling) == (3, 4)
    assert after.assurance_text == "The US alone."


def test_the_end_stops_every_clock():
    start = folded(state(deadline_ms=7), e.Paused(left_ms=3))
    after = folded(start, e.GameEnded(outcome="war", war_parties=("dprk", "usa")))
    assert (after.phase, after.outcome, after.war_parties) == ("closed", "war", ("dprk", "usa"))
    assert (after.deadline_ms, after.paused_left_ms) == (None, None)
