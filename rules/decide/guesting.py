"""What persons in friends' seats decide, and what the engine decides for who is silent.

Owns Rulebook 7.35 and 7.36: coming, helping, rating. It must never let a friend touch what is not
its own: a text that does not name it is as if it did not exist.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from msgspec.structs import replace

from .. import commands as c
from .. import events as e
from .. import legal
from ..documents.shape import signatories
from ..documents.sight import can_see
from ..duties.friends import is_asked, is_played, waiting
from ..model import Document, Part, State
from ..names import FRIENDS
from ..refusal import Refused
from ..scenario import Friend
from ..unfolding import Unfolding
from ..weighing.goodness import goodness
from ..weighing.prices import price_parts
from .asking import during
from .reporting import ask, report
from .talking import say, viewer


def friend_of(state: State, order: c.Order) -> Friend:
    """Return the friend whose seat gives the order; the press is none."""
    friend = state.scenario.friend.get(order.by)
    if friend is None or order.by not in FRIENDS:
        raise Refused("not-yours", "This is not yours to do.")
    return friend


def attend(unfolding: Unfolding, order: c.Order, command: c.Attend) -> None:
    """Come, or decline, once enough have invited (Rulebook 7.35)."""
    state = unfolding.state
    friend = friend_of(state, order)
    during(state, *legal.PLAYING)
    if not is_asked(state, friend.id):
        raise Refused("not-invited", "You are at the table, or too few have invited you.", "on")
    answer(unfolding, friend.id, comes=command.on)


def answer(unfolding: Unfolding, friend: str, *, comes: bool) -> None:
    round_ = unfolding.state.round
    unfolding.add(e.FriendAnswered(friend=friend, comes=comes, round=round_))


def help_(unfolding: Unfolding, order: c.Order, command: c.Help) -> None:
    """Lend a text that asks for it any of one's powers, or none; once (Rulebook 7.36)."""
    state = unfolding.state
    friend = friend_of(state, order)
    during(state, *legal.PLAYING)
    document = state.documents.get(command.document)
    if document is None or not can_see(document, viewer(order.by)):
        raise Refused("unknown-document", "You have no document of this id.", "document")
    if command.document not in waiting(state, friend.id):
        text = "It does not ask for your help, or you have said what you lend it."
        raise Refused("not-asked", text, "document")
    if not {*command.powers} <= {*friend.powers}:
        raise Refused("no-such-power", f"You can: {', '.join(friend.powers)}.", "powers")
    lend(unfolding, friend, document, command.powers)


def lend(unfolding: Unfolding, friend: Friend, document: Document, powers: tuple[str, ...]) -> None:
    """Let a friend lend a text its powers: what they save and add counts from now on.

    What was frozen at tabling stays so in all else: only the difference its help makes is taken.
    """
    state, terms = unfolding.state, document.terms
    lends = tuple(power for power in friend.powers if power in powers)
    given = {**state.helped.get(terms.id, {}), friend.id: lends}
    after = replace(state, helped={**state.helped, terms.id: given})
    parts = {
        seat: revised(
            document.price_parts.get(seat, ()),
            price_parts(state, terms, seat),
            price_parts(after, terms, seat),
        )
        for seat in signatories(terms)
    }
    worth = revised(
        document.goodness_parts, goodness(state, terms).parts, goodness(after, terms).parts
    )
    unfolding.add(
        e.HelpLent(
            document=terms.id,
            friend=friend.id,
            powers=lends,
            prices={seat: sum(amount for _, amount in each) for seat, each in parts.items()},
            price_parts=parts,
            goodness=min(max(sum(amount for _, amount in worth), 0), 10),
            goodness_parts=worth,
        )
    )


def revised(
    frozen: tuple[Part, ...], without: tuple[Part, ...], given: tuple[Part, ...]
) -> tuple[Part, ...]:
    """Return what was frozen, with the difference between two lists of parts."""
    gone, new = Counter(without) - Counter(given), Counter(given) - Counter(without)
    kept: list[Part] = []
    for part in frozen:
        if gone[part]:
            gone[part] -= 1
        else:
            kept.append(part)
    return (*kept, *(part for part in dict.fromkeys(given) for _ in range(new[part])))


def rate(unfolding: Unfolding, order: c.Order, command: c.Rate) -> None:
    """Say which levels of two unlike systems are worth each other, within bounds (7.36)."""
    state = unfolding.state
    friend = friend_of(state, order)
    during(state, *legal.PLAYING)
    swap = next((x for x in legal.ratable(state, friend.id) if x.name == named(command)), None)
    if swap is None:
        text = "You set no rate for these, or you are not at the table."
        raise Refused("nothing-to-rate", text, "one")
    if not {*command.pairs} <= {*swap.bounds}:
        raise Refused("out-of-bounds", "These levels are not for you to equate.", "pairs")
    pairs = tuple(pair for pair in swap.bounds if pair in command.pairs)
    unfolding.add(e.RateSet(friend=friend.id, swap=swap.name, pairs=pairs))


def named(command: c.Rate) -> str:
    return f"{command.one}:{command.other}"


# --- what the engine decides ---


def answer_for_the_silent(unfolding: Unfolding) -> None:
    """As the corridors or the plenary end: friends come, and lend all they have (7.35, 7.36)."""
    state = unfolding.state
    for friend in (each for each in state.scenario.friends if each.id in state.guests):
        if is_asked(state, friend.id):
            answer(unfolding, friend.id, comes=True)
        lend_to_all(unfolding, friend)


def lend_to_all(unfolding: Unfolding, friend: Friend) -> None:
    for name in waiting(unfolding.state, friend.id):
        lend(unfolding, friend, unfolding.state.documents[name], friend.powers)


def lend_at_once(unfolding: Unfolding, document: str) -> None:
    """Let friends whose seats the engine holds lend a text, just tabled, all they have.

    Its prices have been frozen with their help already.
    """
    state, tabled = unfolding.state, unfolding.state.documents[document]
    for friend in state.scenario.friends:
        has_seat = friend.id in state.guests and friend.id in tabled.terms.friends
        if has_seat and not is_played(state, friend.id):
            unfolding.add(
                e.HelpLent(
                    document=document,
                    friend=friend.id,
                    powers=friend.powers,
                    prices=tabled.prices,
                    price_parts=tabled.price_parts,
                    goodness=tabled.goodness,
                    goodness_parts=tabled.goodness_parts,
                )
            )


GUEST: Mapping[type[Any], Callable[[Unfolding, c.Order, Any], None]] = {
    c.Say: say,
    c.Attend: attend,
    c.Help: help_,
    c.Rate: rate,
    c.Report: report,
    c.Ask: ask,
}
