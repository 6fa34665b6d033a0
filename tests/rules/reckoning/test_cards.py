"""News: cards drawn by weight, among those the public could expect, and what they bring."""

from msgspec.structs import replace

from rules import events as e
from rules.model import Delivery
from rules.reckoning import apply_effects, news
from rules.scenario import Card, Effect
from rules.unfolding import Unfolding

from ..tiny import clause, performed, when
from .rounds import events, in_force, lucky, scenario_with, table


def card(name, **more):
    return Card(id=name, title=name.title(), text=f"{name} came about.", **more)


def opened(before):
    unfolding = Unfolding(before)
    news(unfolding)
    return unfolding


def drawn(before):
    return [each.news.card for each in events(opened(before), e.NewsTold)]


def dealing(*cards, a_round=1, **more):
    return table(scenario=scenario_with(cards=cards, cards_a_round=a_round), **more)


def test_as_many_cards_are_drawn_as_the_scenario_says_and_none_twice():
    before = dealing(card("a"), card("b"), card("c"), a_round=2)
    names = drawn(before)
    assert len(set(names)) == len(names) == 2
    assert sorted(drawn(dealing(card("a"), card("b"), a_round=5))) == ["a", "b"]
    assert drawn(dealing(a_round=2)) == []


def test_the_first_card_does_not_hang_on_how_many_are_drawn():
    """Rulebook 6: a draw never depends on how many came before it."""
    cards = [card(name) for name in "abcdefg"]
    for n in range(20):
        key = f"{n:064x}"
        one = drawn(dealing(*cards, key=key))
        assert drawn(dealing(*cards, key=key, a_round=3))[:1] == one


def test_a_card_that_comes_once_does_not_come_again():
    before = dealing(card("a"), card("b", once=False), cards_drawn=("a", "b"))
    assert drawn(before) == ["b"]


def test_only_cards_whose_condition_is_true_come_up():
    """Rulebook 2, 4."""
    tense = when({"meter": {"name": "tension", "at_least": 60}})
    assert drawn(dealing(card("calm"), card("crisis", when=tense), a_round=2)) == ["calm"]


def test_no_card_tells_of_a_hidden_evasion():
    """Rulebook 6: which cards can come up goes by public knowledge."""
    found_out = card("steam", when=when({"not": performed("dprk", "freeze")}))
    pact = in_force("f", ["dprk"], ["usa"], clause("f.1", "dprk", "freeze"), audience="public")
    scenario = scenario_with(cards=(found_out,))
    evasion = {"round": 2, "clause": "f.1", "outcome": "evaded", "amount": 0}
    hidden = table(pact, scenario=scenario, deliveries=[Delivery(**evasion)])
    known = table(pact, scenario=scenario, deliveries=[Delivery(**evasion, established=True)])
    assert drawn(hidden) == []
    assert drawn(known) == ["steam"]


def test_cards_come_up_by_their_weights():
    heavy, light = card("heavy", weight=90), card("light", weight=10)
    names = [drawn(dealing(heavy, light, key=f"{n:064x}"))[0] for n in range(300)]
    assert 240 < names.count("heavy") < 295


def test_a_card_works_at_once_and_is_named_as_the_cause():
    hit = card("hit", effects=(Effect(meter="tension", by=9), Effect(support="usa", by=-3)))
    after = opened(dealing(hit))
    assert after.state.meters["tension"].value == 59
    assert after.state.meters["tension"].cause == "card:hit"
    assert after.state.seats["usa"].support == 47
    assert after.state.cards_drawn == ("hit",)


def test_a_round_opens_the_grounds_before_anything_is_read():
    after = opened(dealing())
    assert after.state.open_grounds == ("hostile",)
    assert events(opened(after.state), e.GroundsSet) == []


def test_news_cannot_start_a_war_alone():
    """Rulebook 6.7: war needs acts of at least two parties."""
    before = table()
    high = {**before.meters, "tension": replace(before.meters["tension"], value=95)}
    unfolding = Unfolding(replace(before, meters=high))
    apply_effects(unfolding, (Effect(meter="tension", by=20),), "news:n1")
    assert unfolding.state.meters["tension"].value == 99
    assert unfolding.state.meters["tension"].cause == "news:n1"


def test_effects_reach_those_they_name():
    unfolding = Unfolding(table())
    effects = (
        Effect(latitude="actor", by=-2),
        Effect(onus="target", by=3),
        Effect(support="rus", by=4),
    )
    apply_effects(unfolding, effects, "card:x", "rok", ("jpn", "prc"))
    seats = unfolding.state.seats
    assert seats["rok"].latitude == 4
    assert (seats["jpn"].onus, seats["prc"].onus, seats["rok"].onus) == (3, 3, 0)
    assert seats["rus"].support == 54


def test_the_end_of_the_deck_is_the_same_for_every_key():
    before = dealing(card("a"), card("b"), a_round=2)
    assert {tuple(sorted(drawn(replace(before, key=f"{n:064x}")))) for n in range(9)} == {
        ("a", "b")
    }
    assert lucky(before, lambda state: drawn(state) == ["b", "a"])
