"""What the reckoning may not tell: pairs of tables that differ in what a viewer may not know.

Rulebook 6: what the reckoning publishes is a closed, declared list. Each pair agrees on what is
published; what the viewer is told, and which of its own numbers move, must then be the same.
"""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from rules import events as e
from rules.names import SEATS, VIEWERS
from rules.prose.tellings import telling_text
from rules.view import view

from ..tiny import SCENARIO, clause, operative, performed
from .rounds import NO, YES, in_force, on_table, reckoned, scenario_with, sheet, table, yes_if

PUBLISHED = (e.MeterMoved, e.BandChanged, e.OnusChanged, e.SupportChanged, e.AssuranceSet)
"""Public moves that a hidden act may cause: pairs are compared only where these agree."""

QUIET = replace(SCENARIO.instrument["freeze"], evade_gain=(), visible=0, verifiable=False)
"""A promise that can be broken without a trace: nothing sees it and it moves nothing."""
HUSHED = scenario_with(
    instruments=(*(each for each in SCENARIO.instruments if each.id != "freeze"), QUIET)
)


def shown(unfolding, viewer):
    """All a viewer can make of a reckoning: its lines, the moves it is told of, its records."""
    state = unfolding.state
    lines, moves = [], []
    for each in unfolding.happened:
        if viewer not in each.to:
            continue
        if isinstance(each.event, e.Told):
            lines.append(telling_text(each.event.telling, state, viewer))
        elif not isinstance(each.event, e.ObligationMet | e.RoundClosed):
            # These carry the truth to the record; the view turns it into what a viewer may know.
            moves.append(each.event)
    return lines, moves, view(state, viewer, {})


def published(unfolding):
    return [each.event for each in unfolding.happened if isinstance(each.event, PUBLISHED)]


def assert_alike(one, other, viewers):
    assert published(one) == published(other)
    for viewer in viewers:
        assert shown(one, viewer) == shown(other, viewer), viewer


def others(*knowing):
    return tuple(v for v in VIEWERS if v not in (*knowing, "control"))


def test_a_hidden_evasion_changes_nothing_for_anybody_else():
    """Rulebook 6.2, 5: undetected evasion counts as performed, in conditions too."""
    pact = in_force("f", ["dprk"], ["usa"], clause("f.1", "dprk", "freeze"), audience="public")
    wants = clause("o.1", "usa", "tests", so_long_as=performed("dprk", "freeze"))
    offer = on_table("o", ["usa"], ["jpn"], wants, audience="public", goodness=9)
    before = table(pact, offer, scenario=HUSHED)
    sheets = {"jpn": sheet(answers={"o": yes_if({"compliant": "dprk"})})}
    hidden = reckoned(before, dprk=sheet(perform={"f.1": "evade"}), **sheets)
    assert hidden.state.deliveries["f.1"][0].outcome == "evaded"
    assert_alike(hidden, reckoned(before, **sheets), others("dprk"))


SECRETS = [
    on_table("s", ["prc"], ["rus"], clause("s.1", "prc", "pledge", 1, ["dprk"]),
             audience="secret", last_round=5),
    in_force("s", ["prc"], ["rus"], clause("s.1", "prc", "pledge", 1, ["dprk"]),
             audience="secret"),
    in_force("s", ["prc"], ["rus"], clause("s.1", "prc", "tests", so_long_as={"concluded": "o"}),
             audience="secret"),
    on_table("s", ["prc"], ["rus"], clause("s.1", "prc", "tests", so_long_as={"concluded": "o"}),
             audience="secret"),
    on_table("s", ["usa", "rok"], ["dprk"], clause("s.1", "usa", "tests"), audience="secret"),
]  # fmt: skip


@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.parametrize("answer", [YES, None])
def test_a_secret_text_changes_nothing_for_those_outside_it(secret, answer):
    """Rulebook 4: a secret document never makes an outsider's condition true."""
    offer = on_table(
        "o",
        ["usa"],
        ["jpn"],
        clause("o.1", "usa", "tests", so_long_as=operative("prc", "pledge")),
        audience="public",
        provided={"any": [operative("prc", "tests"), {"round": {"at_least": 1}}]},
    )
    inside = (*secret.terms.sponsors, *secret.terms.addressees)
    accepted = dict.fromkeys(secret.terms.addressees, sheet(answers={"s": YES})) if answer else {}
    with_it = reckoned(table(offer, secret), **accepted)
    without = reckoned(table(offer))
    for viewer in others(*inside):
        assert shown(with_it, viewer) == shown(without, viewer)


def test_a_declined_secret_offer_moves_no_onus():
    secret = on_table(
        "s", ["usa"], ["dprk"], clause("s.1", "usa", "tests"), audience="secret", goodness=10
    )
    declined = reckoned(table(secret), dprk=sheet(answers={"s": NO}))
    assert_alike(declined, reckoned(table()), others("usa", "dprk"))


def test_who_drafted_first_does_not_order_the_lines():
    """Rulebook 6; secrecy: order tells of drafts."""
    one = on_table("a", ["usa"], ["jpn"], clause("a.1", "usa", "tests"), audience="public")
    other = on_table("b", ["rok"], ["jpn"], clause("b.1", "rok", "pledge", 1, ["dprk"]),
                     audience="public")  # fmt: skip
    forth, back = reckoned(table(one, other)), reckoned(table(other, one))
    assert_alike(forth, back, VIEWERS)


@pytest.mark.parametrize("hidden", [sheet(close=True), sheet(), None])
def test_a_sheet_that_does_nothing_and_none_at_all_are_alike(hidden):
    """Rulebook 2: having sealed is not public."""
    sheets = {} if hidden is None else {"rus": hidden}
    assert_alike(reckoned(table(), **sheets), reckoned(table()), others("rus"))


conducts = st.sampled_from([None, "evade"])
answers = st.sampled_from([None, YES, NO, yes_if({"compliant": "usa"})])


def promise(name, by, audience):
    return in_force(
        name, [by], ["jpn"] if by != "jpn" else ["rus"],
        clause(f"{name}.1", by, "freeze" if by == "dprk" else "tests"), audience=audience,
    )  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(
    conduct=conducts,
    divert=st.sampled_from([0, 60]),
    answer=answers,
    key=st.integers(0, 10_000),
)
def test_whatever_one_delegation_hides_outsiders_see_what_is_published(
    conduct, divert, answer, key
):
    """Secrecy: vary only what the viewer may not know, where the published numbers agree."""
    pact = promise("f", "dprk", "public")
    private = on_table(
        "s", ["prc"], ["dprk"], clause("s.1", "prc", "fuel", 50, ["dprk"]), audience="secret"
    )
    food = in_force(
        "p", ["rok"], ["dprk"], clause("p.1", "rok", "food", 100, ["dprk"]), audience="secret"
    )
    before = replace(table(pact, private, food, scenario=HUSHED), key=f"{key:064x}")
    plain = reckoned(before)
    sealed = sheet(
        perform={"f.1": conduct} if conduct else {},
        divert={"p.1": divert} if divert else {},
        answers={"s": answer} if answer else {},
    )
    varied = reckoned(before, dprk=sealed)
    assume(published(varied) == published(plain))
    for viewer in others("dprk", "prc", "rok"):
        assert shown(varied, viewer) == shown(plain, viewer)


def test_the_record_of_a_truth_is_never_the_words_of_a_line():
    """No line's text may be built from a delivery: it is written for all in its `to` alike."""
    pact = in_force("f", ["dprk"], ["usa"], clause("f.1", "dprk", "freeze"), audience="public")
    hidden = reckoned(table(pact, scenario=HUSHED), dprk=sheet(perform={"f.1": "evade"}))
    kept = reckoned(table(pact, scenario=HUSHED))
    for seat in (each for each in SEATS if each != "dprk"):
        assert shown(hidden, seat)[0] == shown(kept, seat)[0]
    assert shown(hidden, "dprk")[0] != shown(kept, "dprk")[0]
