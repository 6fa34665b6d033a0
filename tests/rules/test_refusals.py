"""A register of refusals: whatever code the rules can answer with, some test draws that answer.

The codes are read from the source, so one without a test fails here, and so does an entry that
nothing raises any more. Each test named is run, and its refusals are listened to.
"""

import ast
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import rules
from rules.refusal import Refused

from . import (
    test_absences,
    test_accusing,
    test_advice,
    test_belief,
    test_chair,
    test_combining,
    test_controlling,
    test_decide,
    test_deputy,
    test_drafting,
    test_erasing,
    test_forking,
    test_friends,
    test_guests,
    test_parse,
    test_petitions,
    test_presets,
    test_press,
    test_reasons,
    test_resting,
    test_sealing,
    test_talking,
    test_teams,
    test_timing,
    test_types,
    test_unveiling,
)
from .at_the_table import Table
from .reckoning import test_curing, test_voting

FOLDER = Path(rules.__file__).parent
NOT_TOLD = {"beyond-stock"}
"""Of scenarios only: told of a draft it would give another's stock away (test_drafting)."""


def draft_problem(code: str) -> Callable[[], None]:
    """The test of this problem in the table of `test_drafting`."""
    case = next(case for case in test_drafting.PROBLEMS if case[0] == code)
    test = test_drafting.test_a_problem_is_shown_at_its_place_and_keeps_the_text_off_the_table
    return partial(test, *case)


def fault(code: str) -> Callable[[], None]:
    """The test of this fault of a condition in the table of `test_drafting`."""
    case = next(case for case in test_drafting.CONDITIONS if case[0] == code)
    return partial(test_drafting.test_a_condition_names_only_what_there_is, *case)


LONE_EFFECT = ({"by": 1}, "bad-effect", "effects[1]")
NO_METER = ({"by": 1, "meter": "gold"}, "unknown-meter", "effects[1].meter")
PROVOKED_BY: dict[str, Callable[[], None]] = {
    # the shape of a command
    "malformed": partial(test_parse.test_another_shape_is_refused_where_it_is_wrong, {}, "kind"),
    "empty": partial(test_parse.test_a_text_has_words_and_an_end, *test_parse.TEXTS[0]),
    "too-long": partial(test_parse.test_a_text_has_words_and_an_end, *test_parse.TEXTS[0]),
    "bad-condition": test_parse.test_a_not_over_what_is_settled_at_once_is_refused_with_the_reason,
    # whose it is, and when
    "not-yours": test_talking.test_an_observer_says_nothing,
    "over": test_timing.test_the_clock_does_nothing_after_the_end,
    "not-open": test_decide.test_nothing_is_drafted_in_the_lobby,
    "not-your-phase": partial(test_decide.test_disclosing_is_the_plenarys, "capitals"),
    # talk
    "unknown-channel": test_talking.test_control_has_no_line_to_itself,
    "unknown-message": test_talking.test_a_message_one_has_not_heard_cannot_be_replied_to,
    "walked-out": test_talking.test_who_has_walked_out_has_left_the_room_but_not_the_press,
    # the opening
    "unknown-type": test_types.test_an_unknown_type_is_refused,
    # time and control
    "not-now": test_timing.test_a_phase_does_not_end_before_its_time,
    "no-deadline": partial(test_timing.test_where_no_clock_runs_none_is_moved, "lobby"),
    "already-open": test_controlling.test_a_table_is_opened_once,
    "already-paused": test_controlling.test_a_table_is_paused_once_and_resumed_only_then,
    "not-paused": test_controlling.test_a_table_is_paused_once_and_resumed_only_then,
    "unknown-card": test_controlling.test_a_card_the_scenario_does_not_have_is_unknown,
    "bad-effect": partial(
        test_controlling.test_an_effect_names_one_thing_that_there_is, *LONE_EFFECT
    ),
    "unknown-meter": partial(
        test_controlling.test_an_effect_names_one_thing_that_there_is, *NO_METER
    ),
    "no-words": partial(
        test_erasing.test_where_there_are_no_words_nothing_is_erased,
        Table().open(),
        {"record": "message/none"},
    ),
    "unknown-bot": test_controlling.test_a_bot_that_does_not_exist_gets_no_seat,
    # guests
    "unknown-guest": test_guests.test_nobody_gives_a_seat_that_the_table_does_not_have,
    "not-invited": test_guests.test_whom_too_few_have_invited_has_nothing_to_answer,
    "not-asked": test_guests.test_who_declines_to_help_changes_nothing,
    "no-such-power": test_guests.test_one_lends_only_powers_one_has,
    "nothing-to-rate": test_guests.test_a_friend_rates_only_what_it_rates_and_at_the_table,
    "out-of-bounds": test_guests.test_no_rate_lies_out_of_bounds,
    "too-many-reports": test_press.test_the_press_reports_only_so_often_in_a_round,
    # teams
    "heads-alone": partial(
        test_teams.test_to_sign_and_seal_is_the_heads,
        test_teams.teamed(Table()).open(),
        "ready",
        {"on": True},
    ),
    "mentor-counsels": partial(
        test_teams.test_a_mentor_speaks_to_its_own_delegation_alone,
        test_teams.teamed(Table()).open(),
    ),
    "which-delegation": partial(
        test_teams.test_control_gives_places_too_and_names_the_delegation,
        test_teams.teamed(Table()).open(),
    ),
    "bot-alone": partial(
        test_teams.test_a_bot_plays_alone_and_its_delegations_links_rest,
        test_teams.teamed(Table()).open(),
    ),
    "post-taken": partial(
        test_teams.test_a_desk_and_the_mentors_post_are_one_persons,
        test_teams.teamed(Table()).open(),
    ),
    "no-deputy": partial(
        test_deputy.test_a_mentor_is_no_deputy_nor_is_a_place_nobody_holds,
        test_teams.teamed(Table()).open(),
    ),
    "team-full": partial(
        test_teams.test_a_delegation_has_only_so_many_places, test_teams.teamed(Table()).open()
    ),
    "unknown-place": partial(
        test_teams.test_a_place_nobody_holds_is_unknown, test_teams.teamed(Table()).open()
    ),
    "not-your-desk": partial(
        test_advice.test_each_desk_has_a_say_of_its_own,
        test_advice.desked(Table()),
        "dprk-1",
        {"close": True},
    ),
    "nothing-advised": partial(test_advice.test_advice_says_something, test_advice.desked(Table())),
    # the life of a document
    "unknown-document": test_decide.test_anothers_draft_cannot_be_rewritten_as_it_does_not_exist,
    "not-a-sponsor": test_decide.test_one_drafts_only_what_one_sponsors,
    "draft-changed": test_decide.test_two_sponsors_who_write_at_once_do_not_write_over_each_other,
    "not-a-draft": partial(test_decide.test_what_is_tabled_is_no_draft, "cosign"),
    "one-sponsor": test_decide.test_a_lone_sponsor_signs_by_tabling,
    "already-signed": test_decide.test_a_wording_is_signed_once,
    "not-signed": test_decide.test_only_a_signature_that_is_there_is_taken_back,
    "unsigned": test_decide.test_a_joint_text_is_tabled_once_all_others_have_signed,
    "not-withdrawable": test_decide.test_only_its_sponsors_take_a_text_back_and_only_once,
    "nothing-owed": test_decide.test_only_who_owes_something_denounces_and_only_once,
    "not-disclosable": test_decide.test_what_is_public_or_a_draft_is_not_disclosed,
    # joint assurances
    "no-combining": test_combining.test_a_scenario_may_do_without,
    "not-an-assurance": test_combining.test_only_public_assurances_in_force_are_combined,
    "nothing-in-common": test_combining.test_they_assure_the_same_party_of_the_same,
    "not-among-authors": test_combining.test_one_combines_what_one_declares_with_others,
    "nothing-to-combine": test_combining.test_nothing_is_combined_twice,
    "already-agreed": test_combining.test_who_has_agreed_waits_for_the_others,
    "not-without-others": test_combining.test_only_all_of_them_together_leave_it,
    # accusations
    "too-many-accusations": (
        test_accusing.test_nobody_accuses_more_often_than_the_scenario_lets_it
    ),
    "nothing-to-accuse": test_accusing.test_one_accusation_of_the_same_is_enough,
    # reasons
    "too-many-reasons": test_reasons.test_only_so_many_reasons_are_kept_in_a_round,
    # petitions
    "no-petitions": test_petitions.test_a_scenario_may_have_none,
    "petition-open": partial(
        test_petitions.test_one_petition_is_open_at_a_time_for_each_delegation, Table().open()
    ),
    "unknown-petition": partial(test_petitions.test_only_control_rules, Table().open()),
    "petition-closed": partial(
        test_petitions.test_control_may_refuse_and_nothing_moves, Table().open()
    ),
    "already-argued": partial(
        test_petitions.test_others_argue_once_each_for_or_against, Table().open()
    ),
    # breaches to make good
    "not-curable": test_curing.test_one_makes_good_only_what_one_broke_once_and_owes,
    "cure-performs": test_curing.test_making_good_is_performing,
    # ambiguous acts
    "unknown-question": test_voting.test_one_votes_on_what_is_asked,
    "unknown-reason": test_voting.test_one_votes_with_a_reason_that_is_listed,
    # what a text must be
    **{
        code: draft_problem(code)
        for code in (
            "named-twice",
            "wrong-form",
            "quorum-too-high",
            "no-clauses",
            "too-many-clauses",
            "open-too-long",
            "unknown-instrument",
            "debtor-unsigned",
            "not-a-debtor",
            "no-such-level",
            "no-such-amount",
            "toward-itself",
            "no-beneficiary",
            "not-verifiable",
            "term-too-long",
            "starts-too-late",
            "pool-too-large",
            "expects-nothing",
            "no-such-day",
            "no-tranches",
            "too-many-tranches",
            "tranches-of-nothing",
            "tranches-and-term",
        )
    },
    # missing delegations
    "grace-without-end": test_absences.test_a_table_that_waits_without_end_has_no_grace,
    # forks
    "not-over": test_forking.test_a_game_under_way_is_not_forked,
    "no-such-moment": partial(
        test_forking.test_what_was_never_played_is_no_moment, (3, "corridors")
    ),
    # observers
    "no-such-delay": test_unveiling.test_a_scenario_says_how_late_it_is_at_most,
    "already-so": test_unveiling.test_what_is_so_already_is_refused_and_not_told_twice,
    # change of channel
    "too-many-rest": partial(test_resting.test_a_scenario_says_how_many_may_rest, 1),
    "not-in-force": test_resting.test_only_what_is_in_force_can_rest,
    "rests-without": test_resting.test_whom_it_binds_must_sign,
    "rests-in-part": test_resting.test_a_joint_assurance_rests_whole,
    "rests-unseen": test_resting.test_who_reads_what_rests_can_read_what_lets_it,
    "unknown-ground": fault("unknown-ground"),
    "no-chair": test_chair.test_where_nobody_chairs_nobody_bids,
    "not-in-the-chair": test_chair.test_the_agenda_is_the_chair_s,
    "not-on-the-table": test_chair.test_only_open_public_papers_come_first,
    "unknown-friend": fault("unknown-friend"),
    "friend-not-there": test_friends.test_a_text_asks_only_those_who_are_there,
    "already-invited": test_friends.test_one_invitation_each_is_enough,
    "not-a-quantity": test_drafting.test_only_what_is_counted_can_be_pooled,
    "not-a-recipient": (test_drafting.test_what_only_some_can_receive_is_not_pledged_to_others),
    "needless-beneficiary": (
        test_drafting.test_what_is_undertaken_toward_nobody_is_not_asked_toward_somebody
    ),
    "not-in-scenario": test_drafting.test_a_scenario_may_have_fewer_audiences_and_forms,
    "members-missing": test_drafting.test_a_resolution_has_its_members_and_is_public,
    "must-be-public": test_drafting.test_a_resolution_has_its_members_and_is_public,
    "needs-ally": test_drafting.test_force_posture_is_offered_only_with_the_allys_signature,
    "unknown-preset": test_presets.test_a_table_asks_for_a_preset_there_is,
    "unlisted-reservation": test_presets.test_reservations_are_picked_from_the_list,
    "too-many-drafts": test_drafting.test_only_so_many_drafts_of_ones_own_lie_about,
    "too-many-open": test_drafting.test_only_so_many_texts_are_open_at_once,
    "too-many-secret": (
        test_drafting.test_secret_texts_are_few_and_take_their_place_while_they_bind
    ),
    "room": test_drafting.test_nobody_offers_more_than_its_room_allows,
    "stock": test_drafting.test_nobody_offers_more_than_its_stock,
    # what a sheet must be
    "unknown-clause": test_sealing.test_what_is_not_due_yet_cannot_be_evaded,
    "not-on-menu": test_sealing.test_a_delegation_has_one_action_from_its_own_menu,
    "wrong-target": partial(test_sealing.test_an_action_is_aimed_as_it_is_made_to_be, "strike", []),
    "bad-belief": test_belief.test_a_belief_about_nobody_is_refused,
    "not-walked-out": test_sealing.test_who_is_out_returns_and_who_is_in_does_not,
}


def codes_in(tree: ast.AST) -> Iterator[str]:
    """Yield the codes a module can refuse with, or name as a problem or a fault."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id="Refused"), args=[ast.Constant(value=str(code)), *_]):
                yield code
            case ast.Call(func=ast.Name(id="Refused"), args=[code, *_]):
                assert ast.unparse(code) == "first.code", f"a code unknown: {ast.unparse(node)}"
            case ast.Call(func=ast.Name(id="Problem"), keywords=keywords):
                yield from (
                    ast.literal_eval(each.value)
                    for each in keywords
                    if each.arg == "code" and isinstance(each.value, ast.Constant)
                )


def faults_in(tree: ast.AST) -> Iterator[str]:
    """Yield the codes that `known` gives to what a condition names."""
    for node in ast.walk(tree):
        match node:
            case ast.Yield(value=ast.Tuple(elts=[ast.Constant(value=str(code)), *_])):
                yield code
            case ast.Call(func=ast.Name(id="_unknown"), args=[ast.Constant(value=str(sort)), *_]):
                yield f"unknown-{sort}"


def source(path: Path) -> ast.AST:
    return ast.parse(path.read_text(encoding="utf-8"))


def all_codes() -> set[str]:
    codes = {code for path in sorted(FOLDER.rglob("*.py")) for code in codes_in(source(path))}
    return (codes | set(faults_in(source(FOLDER / "conditions" / "known.py")))) - NOT_TOLD


def test_every_refusal_has_a_test_and_every_test_a_refusal():
    assert set(PROVOKED_BY) == all_codes()


def test_the_source_is_read_for_what_it_raises():
    """Or the register would agree with nothing."""
    tree = ast.parse('raise Refused("a", "x")\nyield_ = Problem(code="b", text="x")')
    assert set(codes_in(tree)) == {"a", "b"}
    faults = ast.parse('def f():\n    yield "c", "x"\n    yield from _unknown("d", 1, 2)')
    assert set(faults_in(faults)) == {"c", "unknown-d"}
    with pytest.raises(AssertionError):
        list(codes_in(ast.parse("Refused(code, 'x')")))


@pytest.mark.parametrize("code", sorted(PROVOKED_BY))
def test_the_test_of_a_refusal_really_provokes_it(code, monkeypatch):
    heard: list[str] = []
    made = Refused.__init__

    def listening(self: Refused, code: str, *more: Any, **named: Any) -> None:
        heard.append(code)
        made(self, code, *more, **named)

    monkeypatch.setattr(Refused, "__init__", listening)
    PROVOKED_BY[code]()
    assert code in heard
