"""Step 6: who bears the blame, what it costs, and what gives room back."""

import pytest
from msgspec.structs import replace

from rules.model import Delegate
from rules.scenario.tuning import Prices

from ..tiny import clause, operative
from .rounds import (
    NO,
    YES,
    in_force,
    kinds,
    on_table,
    reckoned,
    room,
    scenario_with,
    sheet,
    table,
    told,
    yes_if,
)

STILL = scenario_with(prices=Prices(recovery=0, success=0, security=0, blame=0))
"""Nothing restores room, so that prices show alone."""


def offer(name="o", addressees=("dprk",), goodness=7, sponsors=("usa",), **more):
    text = clause(f"{name}.1", sponsors[0], "fuel", 50, ["dprk"], rounds=2)
    about = {"audience": "public", "goodness": goodness} | more
    return on_table(name, sponsors, addressees, text, **about)


def answering(**answers):
    return {seat: sheet(answers={"o": answer}) for seat, answer in answers.items()}


def onus(unfolding, seat="dprk"):
    return unfolding.state.seats[seat].onus


def seated(before, seat, **changes):
    delegate: Delegate = replace(before.seats[seat], **changes)
    return replace(before, seats={**before.seats, seat: delegate})


@pytest.mark.parametrize("answer", [NO, None])
def test_declining_or_ignoring_a_good_public_offer_moves_the_onus(answer):
    """Rulebook 7, onus."""
    after = reckoned(table(offer()), **(answering(dprk=answer) if answer else {}))
    assert onus(after) == 2
    (line,) = (each for each in told(after, "observer") if each.kind == "onus")
    assert (line.seat, line.document, line.amount) == ("dprk", "o", 2)


@pytest.mark.parametrize(
    "text",
    [
        offer(goodness=4),
        offer(audience="closed"),
        offer(audience="secret"),
        offer(last_round=4),
    ],
)
def test_no_onus_for_a_poor_a_private_or_a_still_open_offer(text):
    assert onus(reckoned(table(text))) == 0


def test_a_disclosed_offer_is_public_from_then_on():
    assert onus(reckoned(table(offer(audience="closed", disclosed=True)))) == 2


def test_accepting_frees_from_blame_though_another_declines():
    after = reckoned(table(offer(addressees=("dprk", "jpn"))), **answering(dprk=YES, jpn=NO))
    assert (onus(after), onus(after, "jpn")) == (0, 2)


def test_each_bears_at_most_one_onus_a_round_from_the_best_offer():
    """Rulebook 7: at most one onus a round, from its best unanswered offer."""
    after = reckoned(table(offer("a", goodness=6), offer("b", goodness=9), offer("c", goodness=9)))
    assert onus(after) == 2
    (line,) = (each for each in told(after, "rus") if each.kind == "onus")
    assert line.document == "b"


def test_an_offer_that_one_could_not_afford_moves_no_onus():
    """Rulebook 7: it could have afforded."""
    dear = offer(prices={"dprk": 4})
    assert onus(reckoned(seated(table(dear), "dprk", latitude=3))) == 0
    assert onus(reckoned(seated(table(dear), "dprk", latitude=4))) == 2


def test_spending_on_other_things_this_round_is_no_excuse():
    dear = offer(prices={"dprk": 5})
    after = reckoned(table(dear, scenario=STILL), dprk=sheet(walk_out="hostile"))
    assert onus(after) == 2


def test_an_offer_addressed_to_one_who_walked_out_counts_all_the_same():
    """Rulebook 6.5: its deadlines run, and ignoring them counts."""
    assert onus(reckoned(table(offer(), walked_out={"dprk": True}))) == 2


def test_an_acceptance_that_falls_by_its_own_reservation_counts_as_declined():
    """Rulebook 7."""
    never = yes_if({"round": {"at_least": 99}})
    assert onus(reckoned(table(offer()), **answering(dprk=never))) == 2


@pytest.mark.parametrize(
    "wish",
    [
        operative("jpn", "pledge"),
        {"performed": {"by": "jpn", "instrument": "food", "level": 50}},
        {"was": operative("jpn", "pledge")},
        {"any": [{"round": {"at_least": 99}}, operative("jpn", "pledge")]},
    ],
)
def test_the_onus_is_half_if_one_other_partys_act_was_lacking(wish):
    """Rulebook 7: at half if one other party's act was lacking."""
    assert onus(reckoned(table(offer()), **answering(dprk=yes_if(wish)))) == 1


def test_the_onus_is_whole_if_two_acts_or_ones_own_were_lacking():
    two = {"all": [operative("jpn", "pledge"), operative("rus", "pledge")]}
    assert onus(reckoned(table(offer()), **answering(dprk=yes_if(two)))) == 2
    own = operative("dprk", "freeze")
    assert onus(reckoned(table(offer()), **answering(dprk=yes_if(own)))) == 2


def test_a_reservation_that_was_not_what_felled_it_is_no_fault():
    wish = yes_if(operative("jpn", "pledge"))
    both = offer(addressees=("dprk", "rok"))
    assert onus(reckoned(table(both), **answering(dprk=wish, rok=NO))) == 0


def test_a_decline_of_a_text_that_stays_open_is_blamed_once():
    text = offer(addressees=("dprk", "rok", "jpn"), quorum=3, last_round=4)
    first = reckoned(table(text), **answering(dprk=NO))
    assert first.state.documents["o"].status == "open"
    assert onus(first) == 2
    second = reckoned(replace(first.state, round=4))
    assert second.state.documents["o"].status == "lapsed"
    assert onus(second) == 2
    assert onus(second, "jpn") == 2


def test_onus_costs_support_round_by_round():
    """Rulebook 7."""
    before = seated(table(), "dprk", onus=3)
    after = reckoned(before)
    assert after.state.seats["dprk"].support == 49
    assert reckoned(replace(after.state, round=4)).state.seats["dprk"].support == 48
    assert after.state.seats["rok"].support == 50


def test_concluding_a_public_text_sheds_onus():
    before = seated(table(offer()), "dprk", onus=3)
    assert onus(reckoned(before, **answering(dprk=YES))) == 2
    private = seated(table(offer(audience="closed")), "dprk", onus=3)
    assert onus(reckoned(private, **answering(dprk=YES))) == 3


# Room


def test_what_is_concluded_is_charged_at_the_prices_frozen_at_tabling():
    """Rulebook 5, means."""
    text = offer(prices={"usa": 2, "dprk": 3})
    after = reckoned(table(text, scenario=STILL), **answering(dprk=YES))
    assert (room(after, "usa"), room(after, "dprk")) == (4, 3)
    fell = reckoned(table(text, scenario=STILL))
    assert (room(fell, "usa"), room(fell, "dprk")) == (6, 6)


def test_who_is_not_bound_by_a_divisible_text_does_not_pay():
    text = offer(addressees=("dprk", "rok"), divisible=True, prices={"usa": 1, "dprk": 1, "rok": 2})
    after = reckoned(table(text, scenario=STILL), **answering(dprk=YES, rok=NO))
    assert (room(after, "dprk"), room(after, "rok")) == (5, 6)


def test_a_text_over_their_heads_costs_both_koreas_once_it_is_concluded():
    """Rulebook 7, formats."""
    text = offer(sponsors=("usa", "prc"), addressees=("jpn",))
    after = reckoned(table(text, scenario=STILL), **answering(jpn=YES))
    assert (room(after, "dprk"), room(after, "rok"), room(after, "rus")) == (5, 5, 6)


def test_debts_are_possible_and_published_as_a_band_alone():
    """Rulebook 5: later losses may leave a debt."""
    text = offer(sponsors=("usa", "prc"), addressees=("jpn",))
    after = reckoned(seated(table(text, scenario=STILL), "rok", latitude=0), **answering(jpn=YES))
    assert room(after, "rok") == -1
    assert after.state.seats["rok"].band == "none"


def only(**prices):
    nothing = {"recovery": 0, "success": 0, "security": 0, "blame": 0}
    return scenario_with(prices=Prices(**(nothing | prices)))


def test_room_recovers_for_those_who_bear_no_onus():
    """Rulebook 7."""
    before = seated(table(offer(), scenario=only(recovery=1)), "rok", onus=1)
    after = reckoned(before)
    assert (room(after, "jpn"), room(after, "rok"), room(after, "dprk")) == (7, 6, 6)


def test_success_gives_room_to_those_who_give_and_receive():
    """Rulebook 7: success restores it."""
    text = on_table(
        "o",
        ["usa"],
        ["dprk"],
        clause("o.1", "usa", "fuel", 50, ["dprk"]),
        clause("o.2", "dprk", "freeze", 1, ["usa"]),
    )
    after = reckoned(table(text, scenario=only(success=1)), **answering(dprk=YES))
    assert (room(after, "usa"), room(after, "dprk"), room(after, "rok")) == (7, 7, 6)
    gift = reckoned(table(offer(), scenario=only(success=1)), **answering(dprk=YES))
    assert (room(gift, "usa"), room(gift, "dprk")) == (6, 6)


def test_security_received_gives_the_subject_room():
    """Rulebook 7: security received restores it."""
    text = on_table(
        "o", ["usa"], [], clause("o.1", "usa", "pledge", 1, ["dprk"]), audience="public"
    )
    after = reckoned(table(text, scenario=only(security=1)))
    assert after.state.assurance_level == 1
    assert (room(after, "dprk"), room(after, "rok")) == (7, 6)
    again = reckoned(replace(after.state, round=4))
    assert room(again, "dprk") == 7


def test_anothers_blame_gives_room_to_those_whose_offer_it_was():
    """Rulebook 7: another's blame restores it."""
    text = offer(sponsors=("usa", "rok"))
    after = reckoned(table(text, scenario=only(blame=1)), **answering(dprk=NO))
    assert (room(after, "usa"), room(after, "rok"), room(after, "jpn")) == (7, 7, 6)


def test_the_subjects_room_rises_slowly_and_falls_at_once():
    """Rulebook 7: the swing of the index subject."""
    rich = scenario_with(prices=Prices(recovery=3, subject_swing=1))
    after = reckoned(seated(table(scenario=rich), "rok", latitude=3))
    assert (room(after, "dprk"), room(after, "rok")) == (7, 6)
    dear = offer(prices={"dprk": 5})
    assert room(reckoned(table(dear, scenario=STILL), **answering(dprk=YES)), "dprk") == 1


def test_nothing_restores_room_where_no_support_is_left():
    """Support is no label: without any, room does not come back."""
    assert room(reckoned(seated(table(), "jpn", support=0)), "jpn") == 6
    assert room(reckoned(table()), "jpn") == 7


def test_room_stops_at_the_most_there_is():
    assert room(reckoned(seated(table(), "jpn", latitude=10)), "jpn") == 10


def test_one_learns_of_ones_own_room_and_of_others_bands():
    """Rulebook 7: exact to oneself, a band to others."""
    after = reckoned(seated(table(), "jpn", latitude=1, band="low"))
    changed = {
        type(each.event).__name__: each.to
        for each in after.happened
        if getattr(each.event, "seat", None) == "jpn"
    }
    assert changed == {"LatitudeChanged": ("jpn", "control")}
    assert kinds(after, "rok") == kinds(reckoned(table()), "rok")


def test_a_pact_in_force_costs_nothing_more():
    """Prices are paid once, at conclusion."""
    pact = replace(
        in_force("p", ["usa"], ["dprk"], clause("p.1", "usa", "tests")), prices={"usa": 3}
    )
    assert room(reckoned(table(pact, scenario=STILL)), "usa") == 6
