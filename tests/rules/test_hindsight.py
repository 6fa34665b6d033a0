"""What could have been, and who kept faith: the debrief's comparisons (Rulebook 9.9 to 9.11)."""

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from rules.bots.match import play_game
from rules.judgement.hindsight import better, left_behind, level_reached, nash_point, shortfall
from rules.judgement.judge import points, result
from rules.model import Document, Standing
from rules.names import SEATS, VIEWERS
from rules.scenario.frontier import no_worse, package_of
from rules.scenario.loading import load
from rules.scenario.packages import points as worth_of
from rules.view import record, view
from rules.view.debrief import DEBRIEFS
from server.scenarios import shipped
from tests.rules.small_scenario import FREEZE, PLEDGE, line, small

from .at_the_table import Table
from .tiny import clause, delivery, document

HIGH = {"performed": {"by": "dprk", "instrument": "freeze", "level": 2}}
TALK = {"performed": {"by": "rok", "instrument": "dialogue", "level": 1}}


def scenario_of(**lines):
    """Return the small scenario with these lines (points, condition) on the sheets of seats."""
    data = small()
    for seat, drawn in lines.items():
        data["sheets"][seat][0]["lines"] = [
            line(f"l{n}", worth, tree) for n, (worth, tree) in enumerate(drawn)
        ]
    return load(data)


def ended(scenario, *done, **more):
    """Return a finished game in which these (clause, outcome, level) were delivered once."""
    table = Table(scenario=scenario).open().to("capitals")
    texts: dict[str, Document] = {}
    standings, deliveries = {}, {}
    for n, (by, instrument, level, toward) in enumerate(done):
        promise = clause(f"p{n}.1", by, instrument, level, toward)
        texts[f"p{n}"] = document(f"p{n}", [by], [], promise, status="concluded")
        standings[promise.id] = Standing(
            clause=promise.id, status="operative", from_round=1, until_round=None
        )
        deliveries[promise.id] = (delivery(promise.id, amount=level, round=1),)
    return replace(
        table.state,
        documents=texts,
        standings=standings,
        deliveries=deliveries,
        phase="closed",
        **more,
    )


FROZEN = ("dprk", "freeze", 1, ())
PLEDGED = ("usa", "pledge", 1, ("dprk",))


def reached(state):
    return tuple(result(state, seat).points for seat in SEATS)


def test_nothing_done_leaves_all_of_the_frontier_to_be_had():
    state = ended(load(small()))
    assert reached(state) == (0,) * 6
    found = better(state, reached(state))
    assert found is not None
    assert found.worths == (7,) * 6
    assert package_of(state.scenario, found).keys() == {"nuclear", "assurance", "dialogue"}
    assert shortfall(state, reached(state), found.worths) == 140
    assert nash_point(state) == found


def test_who_has_reached_the_frontier_is_told_of_nothing_better():
    state = ended(load(small()), FROZEN, PLEDGED)
    assert better(state, reached(state)) is None


def test_what_would_cost_anybody_a_point_is_not_called_better():
    """The North would rather not freeze: the freeze is no gain at nobody's cost."""
    scenario = scenario_of(dprk=[(-1, FREEZE), (4, PLEDGE)])
    state = ended(scenario, PLEDGED)
    assert better(state, reached(state)) is None
    assert [each.issue.id for each in left_behind(state)] == []


def test_an_issue_that_would_have_helped_somebody_and_hurt_nobody_is_named_with_its_gains():
    scenario = scenario_of(rok=[(3, TALK)], jpn=[(2, TALK), (5, HIGH)], dprk=[(-2, HIGH)])
    state = ended(scenario, FROZEN, PLEDGED)
    (talk,) = left_behind(state)
    assert (talk.issue.id, talk.was, talk.would) == ("dialogue", 0, 1)
    assert talk.gains == {"rok": 3, "jpn": 2}


def test_of_several_levels_the_one_that_adds_most_is_named():
    scenario = scenario_of(rok=[(3, FREEZE), (1, HIGH)], jpn=[(1, PLEDGE)])
    (nuclear,) = [each for each in left_behind(ended(scenario)) if each.issue.id == "nuclear"]
    assert nuclear.would == 2
    assert nuclear.gains["rok"] == 4


def test_a_level_is_reached_when_all_of_it_was_delivered():
    scenario = load(small())
    nuclear, _, dialogue = scenario.issues
    state = ended(scenario, ("dprk", "freeze", 2, ()), ("rok", "dialogue", 1, ()))
    assert (level_reached(state, nuclear), level_reached(state, dialogue)) == (2, 0)
    everybody = [(seat, "dialogue", 1, ()) for seat in SEATS]
    assert level_reached(ended(scenario, *everybody), dialogue) == 1


PROMISES = (FROZEN, PLEDGED, ("dprk", "freeze", 2, ()), *((s, "dialogue", 1, ()) for s in SEATS))
trees = st.sampled_from([FREEZE, HIGH, PLEDGE, TALK, {"not": FREEZE}, {"round": {"at_least": 2}}])
sheets = st.lists(st.tuples(st.integers(-5, 5), trees), min_size=1, max_size=4)


@settings(max_examples=100, deadline=None)
@given(
    st.fixed_dictionaries(dict.fromkeys(("dprk", "usa", "jpn"), sheets)),
    st.lists(st.sampled_from(PROMISES), max_size=5, unique=True),
)
def test_left_behind_is_what_playing_that_level_too_would_have_given(drawn, done):
    """Against scoring the same end with the issue's clauses put in their place."""
    scenario = scenario_of(**drawn)
    state = ended(scenario, *done)
    for each in left_behind(state):
        pairs = {(c.by, c.instrument) for level in each.issue.levels for c in level.clauses}
        kept = [promise for promise in done if promise[:2] not in pairs]
        put = [
            (c.by, c.instrument, c.level, c.toward) for c in each.issue.levels[each.would].clauses
        ]
        other = ended(scenario, *kept, *put)
        more = {seat: total(other, seat) - total(state, seat) for seat in SEATS}
        assert {seat: by for seat, by in more.items() if by} == each.gains
        assert min(more.values()) >= 0


def total(state, seat):
    return sum(each.points for each in points(state, seat))


# --- records ---


def debrief(state, what):
    found = record(state, "observer", f"debrief/{what}", {})
    assert found is not None
    return found


def test_the_debrief_sets_what_was_reached_beside_what_could_have_been():
    told = debrief(ended(load(small()), FROZEN), "frontier")
    assert told["packages"] == 12
    usa = {"seat": "usa", "reached": 3, "batna": 2, "maximum": 7, "nash": 7, "better": 7}
    assert told["seats"][SEATS.index("usa")] == usa
    levels = [(each["reached"], each["better"], each["nash"]) for each in told["issues"]]
    assert levels[:2] == [("Level 1", "Level 1", "Level 1"), ("Level 0", "Level 1", "Level 1")]
    assert (told["to_nash"], told["to_frontier"]) == (80, 80)
    (left,) = told["left_behind"]
    assert (left["was"], left["would"]) == ("Level 0", "Level 1")
    assert left["gains"] == [{"seat": seat, "points": 4} for seat in SEATS]


def test_on_the_frontier_the_distance_is_none():
    told = debrief(ended(load(small()), FROZEN, PLEDGED), "frontier")
    assert {each["better"] for each in (*told["issues"], *told["seats"])} == {None}
    assert (told["to_frontier"], told["to_nash"]) == (0, 0)
    assert told["left_behind"] == []


def test_after_a_war_there_is_nothing_to_compare():
    told = debrief(ended(load(small()), FROZEN, war_parties=("dprk", "usa")), "frontier")
    assert {each["better"] for each in (*told["issues"], *told["seats"])} == {None}
    assert (told["to_frontier"], told["to_nash"]) == (None, None)
    assert told["left_behind"] == []
    assert told["seats"][0]["nash"] == 7


def test_where_no_package_suits_all_there_is_no_nash_point():
    told = debrief(ended(scenario_of(jpn=[(3, {"not": FREEZE})], rok=[(3, FREEZE)])), "frontier")
    assert {each["nash"] for each in told["issues"]} == {None}
    assert told["seats"][0]["nash"] is None
    assert told["issues"][1]["better"] == "Level 1"


def test_faith_is_counted_by_pair_and_round():
    state = ended(load(small()), FROZEN, PLEDGED)
    deliveries = {
        "p0.1": (delivery("p0.1", round=1), delivery("p0.1", "evaded", 0, round=2)),
        "p1.1": (delivery("p1.1", "part", 0, round=1),),
    }
    told = debrief(replace(state, deliveries=deliveries, breaches=((3, "p1.1"),)), "trust")
    pairs = {(each["from"], each["to"]): each["rounds"] for each in told["pairs"]}
    assert pairs["usa", "dprk"] == [
        {"round": 1, "kept": 0, "part": 1, "broken": 0},
        {"round": 3, "kept": 0, "part": 0, "broken": 1},
    ]
    for other in SEATS[1:]:
        assert pairs["dprk", other] == [
            {"round": 1, "kept": 1, "part": 0, "broken": 0},
            {"round": 2, "kept": 0, "part": 0, "broken": 1},
        ]
    assert len(pairs) == 6


def test_nothing_of_the_debrief_exists_before_the_end():
    state = replace(ended(load(small()), FROZEN), phase="reckoning")
    for viewer in VIEWERS:
        assert not [key for key in view(state, viewer, {}) if key.startswith("debrief")]
        for name in DEBRIEFS:
            assert record(state, viewer, f"debrief/{name}", {}) is None


# --- pace and truth, on shipped games ---


@pytest.mark.parametrize(("name", "silent"), [("first-session", ()), ("korea-2020", SEATS)])
def test_a_game_is_compared_in_a_moment_and_truly(name, silent):
    """15.5 million packages of korea-2020 take well under a second: 1 s is far above the most."""
    state = play_game(shipped(name), 3, silent).state
    began = process_time()
    told = debrief(state, "frontier")
    assert process_time() - began < 1.0
    have = tuple(each["reached"] for each in told["seats"])
    more = better(state, have)
    if more is not None:
        assert no_worse(more.worths, have)
        assert told["to_frontier"] > 0
        package = package_of(state.scenario, more)
        sheets_drawn = [
            next(s for s in state.scenario.sheets[seat] if s.id == state.seats[seat].variant)
            for seat in SEATS
        ]
        assert more.worths == tuple(worth_of(state.scenario, s, package) for s in sheets_drawn)
