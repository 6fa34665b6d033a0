"""What a round opens with: event cards, and effects that news of any kind bring (Rulebook 2).

Owns the draw of cards. Which cards can come up goes by public knowledge alone, so that no card
tells of what is hidden.
"""

from collections.abc import Iterable

from .. import events as e
from ..chance import pick
from ..conditions.truth import Knowledge, now
from ..model import News, State
from ..names import VIEWERS, Seat
from ..scenario import Card, Effect
from ..unfolding import Unfolding
from .course import Course
from .payout import pay_out
from .world import open_grounds

PUBLIC = Knowledge(readers=VIEWERS)


def news(unfolding: Unfolding) -> None:
    """Draw this round's cards, tell them and let them work; the first round opens the grounds."""
    if open_grounds(unfolding.state) != unfolding.state.open_grounds:
        unfolding.add(e.GroundsSet(open=open_grounds(unfolding.state)))
    for card in drawn(unfolding.state):
        tell(unfolding, card)


def drawn(state: State) -> tuple[Card, ...]:
    """Draw without putting back. A draw is named by what was drawn before it, not counted."""
    cards: list[Card] = []
    for _ in range(state.scenario.cards_a_round):
        left = {card.id: card.weight for card in eligible(state) if card not in cards}
        if not left:
            break
        label = "/".join(("card", *(card.id for card in cards)))
        cards.append(state.scenario.card[pick(state.key, state.round, label, left)])
    return tuple(cards)


def eligible(state: State) -> tuple[Card, ...]:
    return tuple(
        card
        for card in state.scenario.cards
        if not (card.once and card.id in state.cards_drawn)
        and now(card.when.form, state, PUBLIC, None)
    )


def tell(unfolding: Unfolding, card: Card) -> None:
    number = unfolding.state.round
    news_id = f"{card.id}-{number}"
    told = News(id=news_id, round=number, kind="card", card=card.id, effects=card.effects)
    unfolding.add(e.NewsTold(id=news_id, news=told))
    apply_effects(unfolding, card.effects, f"card:{card.id}")


def apply_effects(
    unfolding: Unfolding,
    effects: Iterable[Effect],
    cause: str,
    actor: Seat | None = None,
    target: tuple[Seat, ...] = (),
) -> None:
    """Let public effects work at once, with what the world is told of their cause."""
    course = Course(unfolding, {}, unfolding.state.round)
    wanted = tuple(effects)
    course.tally.take(wanted, actor, target)
    course.tally.credit(wanted, cause)
    pay_out(course)
