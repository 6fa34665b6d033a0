"""The order of seats, sheets and texts reaches nothing that the reckoning makes true."""

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from rules.names import SEATS

from ..tiny import clause, operative
from .rounds import NO, YES, in_force, on_table, reckoned, sheet, table, yes_if

PACTS = (
    in_force("p", ["usa"], ["dprk"], clause("p.1", "usa", "food", 100, ["dprk"]),
             clause("p.2", "dprk", "freeze", 1, verification="v3")),
    in_force("q", ["prc"], ["dprk"], clause("q.1", "prc", "fuel", 50, ["dprk"]),
             audience="secret"),
    on_table("a", ["usa", "rok"], ["dprk"], clause("a.1", "usa", "pledge", 1, ["dprk"]),
             clause("a.2", "dprk", "tests"), audience="public", goodness=8),
    on_table("b", ["dprk"], ["usa"],
             clause("b.1", "dprk", "freeze", so_long_as=operative("usa", "pledge"))),
    on_table("c", ["jpn"], ["rus", "prc"], clause("c.1", "jpn", "food", 50, ["rus"]),
             audience="public", goodness=8, quorum=2, divisible=True),
)  # fmt: skip
CHOICES = {
    "dprk": [sheet(), sheet(perform={"p.2": "evade"}, answers={"a": YES}),
             sheet(answers={"a": yes_if(operative("usa", "pledge", toward="dprk"))}),
             sheet(action="nuclear_test", answers={"a": NO})],
    "usa": [sheet(), sheet(answers={"b": YES}), sheet(perform={"p.1": "part"})],
    "prc": [sheet(), sheet(answers={"c": NO}), sheet(perform={"q.1": "evade"})],
    "rus": [sheet(), sheet(answers={"c": YES})],
    "rok": [sheet(), sheet(action=("strike", ("dprk",)))],
    "jpn": [sheet(), sheet(close=True)],
}  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_order_of_seats_sheets_or_texts_changes_what_comes_of_a_round(data):
    """Rulebook 5; architecture 3: determinism."""
    sheets = {seat: data.draw(st.sampled_from(choices)) for seat, choices in CHOICES.items()}
    shuffled = data.draw(st.permutations(SEATS))
    texts = data.draw(st.permutations(PACTS))
    plain = reckoned(table(*PACTS), **sheets)
    before = table(*texts)
    seats = {seat: before.seats[seat] for seat in shuffled}
    other = reckoned(replace(before, seats=seats), **{seat: sheets[seat] for seat in shuffled})
    assert other.happened == plain.happened
    assert other.state == plain.state
