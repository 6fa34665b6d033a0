"""The presence rule: when a text about its neighbourhood frees the presence seat to undercut."""

import pytest
from msgspec.structs import replace

from rules.scenario import Action
from rules.weighing.prices import action_price
from rules.weighing.undercut import is_triggered

from .tiny import SCENARIO, clause, document, state

UNDERCUT = Action(
    id="undercut", title="Undercut", text="{actor} undercut.", seats=("prc",), price=2,
    undercuts=True,
)  # fmt: skip


def trilateral(**more):
    text = clause("t.1", "rok", "fuel", 50, ["dprk"])
    return document("t", ["usa", "rok"], ["dprk"], text, **({"audience": "closed"} | more))


@pytest.mark.parametrize(
    ("text", "triggered"),
    [
        (trilateral(), True),
        (trilateral(status="concluded"), True),
        (trilateral(audience="public"), True),
        (trilateral(audience="secret"), False),
        (trilateral(audience="secret", disclosed=True), True),
        (trilateral(associates=("prc",)), False),
        (trilateral(status="draft"), False),
        (trilateral(status="lapsed"), False),
        (document("t", ["usa"], ["dprk"], clause("t.1", "usa", "tests")), False),
        (document("t", ["usa", "rok", "jpn"], ["dprk"], clause("t.1", "usa", "tests")), False),
    ],
)
def test_the_presence_rule_is_triggered_by_a_text_that_leaves_the_seat_out_in_its_sight(
    text, triggered
):
    """Rulebook 7, formats: as far as the affected seat may see the texts."""
    assert is_triggered(state(text)) is triggered


@pytest.mark.parametrize("over", ["ended", "denounced", "lapsed"])
def test_what_is_over_leaves_nobody_out_any_more(over):
    """Rulebook 7.14: open or in force."""
    assert not is_triggered(state(trilateral(status="concluded"), status={"t.1": over}))
    assert is_triggered(state(trilateral(status="concluded"), status={"t.1": "dormant"}))


def test_undercutting_is_free_while_the_rule_is_triggered():
    """Rulebook 7: frees prc to undercut it openly."""
    scenario = replace(SCENARIO, actions=(UNDERCUT,))
    assert action_price(state(trilateral(), scenario=scenario), "undercut") == 0
    assert action_price(state(scenario=scenario), "undercut") == 2
