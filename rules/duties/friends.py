"""Friends of the talks: who may invite them, whom they help, and what their help comes to.

Owns Rulebook 7.20 and 7.21 as far as they read a state or a text. A friend helps on a text that
names it, for who signs the text consents; it must never act on any other, nor learn from one.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from msgspec.structs import replace

from ..model import Clause, GuestSeat, State, Terms
from ..names import VERIFICATIONS, Seat, Verification
from ..scenario import Friend, Power, Swap

Pair = tuple[Swap, Clause, Clause]
"""A swap, and the clauses of a text that give the one and the other of it."""


NOTHING_OF: Mapping[Power, Mapping[str, Any]] = {
    "look": {"verification": 0},
    "rate": {"rates": False},
    "speed": {"speeds": 0},
    "pay": {"pays": 0},
    "guarantee": {"makes_good": 0},
}
"""Power -> what a friend is like that does not lend it."""


# --- who comes ---


def is_played(state: State, friend: str) -> bool:
    """Whether a person holds the friend's seat, and so decides for it (Rulebook 7.35)."""
    seat = seat_of(state, friend)
    return seat is not None and seat.bot is None


def seat_of(state: State, friend: str) -> GuestSeat | None:
    """Return the friend's seat, None where the table has none for it."""
    return next((seat for guest, seat in state.guests.items() if guest == friend), None)


def invitable(state: State, seat: Seat) -> tuple[str, ...]:
    """Return the friends that this seat may invite and has not invited (Rulebook 7.20).

    Not one that has declined in this round; one that a person plays also once it is here, for who
    invites it can talk with it (Rulebook 7.35, 7.37).
    """
    return tuple(
        each.id
        for each in state.scenario.friends
        if (each.id not in state.friends or is_played(state, each.id))
        and seat not in state.invitations.get(each.id, ())
        and state.declined.get(each.id) != state.round
    )


def comes(state: State, friend: str, seat: Seat) -> bool:
    """Whether one more invitation, by `seat`, brings the friend at once."""
    is_free = friend not in state.friends and not is_played(state, friend)
    return is_free and is_enough(state, {*state.invitations.get(friend, ()), seat})


def is_enough(state: State, inviting: Collection[Seat]) -> bool:
    """Whether these bring a friend: two of them, one a host."""
    return len(inviting) > 1 and bool({*inviting} & {*state.scenario.friend_hosts})


def is_asked(state: State, friend: str) -> bool:
    """Whether enough have invited a friend that has yet to say whether it comes."""
    return friend not in state.friends and is_enough(state, state.invitations.get(friend, ()))


# --- whom they help ---


def helping(state: State, terms: Terms) -> tuple[Friend, ...]:
    """Return the friends that help on this text, in the scenario's order, as far as they do."""
    wanted = {*terms.friends} & {*state.friends}
    asked = (
        (each, lent(state, terms, each)) for each in state.scenario.friends if each.id in wanted
    )
    return tuple(only(friend, powers) for friend, powers in asked if powers)


def lent(state: State, terms: Terms, friend: Friend) -> tuple[str, ...]:
    """Return the powers that a friend lends a text: all, unless a person decides (Rulebook 7.36).

    A person is asked once the text is tabled; until it has answered nothing counts on its help.
    """
    seat = seat_of(state, friend.id)
    if seat is None:
        return friend.powers
    document = state.documents.get(terms.id)
    if document is None or document.tabled_round is None:
        return () if seat.bot is None else friend.powers
    return state.helped.get(terms.id, {}).get(friend.id, ())


def only(friend: Friend, powers: Collection[str]) -> Friend:
    """Return the friend as if it had no other powers than these."""
    if {*powers} >= {*friend.powers}:
        return friend
    lacks = [NOTHING_OF[power] for power in friend.powers if power not in powers]
    return replace(friend, **{name: none for each in lacks for name, none in each.items()})


def waiting(state: State, friend: str) -> tuple[str, ...]:
    """Return the open texts that ask for a friend's help and that it has not answered."""
    return tuple(
        name
        for name, each in sorted(state.documents.items())
        if each.status == "open"
        and friend in each.terms.friends
        and friend not in state.helped.get(name, {})
    )


def effective(state: State, clause: Clause) -> Verification:
    """Return the verification of a clause of a tabled text, raised by who helps to look."""
    document = state.paper(clause.id.rpartition(".")[0])
    instrument = state.scenario.instrument[clause.instrument]
    if document is None or not document.terms.friends or not instrument.verifiable:
        return clause.verification
    looking = (f for f in helping(state, document.terms) if instrument.track in f.tracks)
    raised = sum(each.verification for each in looking)
    place = VERIFICATIONS.index(clause.verification) + raised
    return VERIFICATIONS[min(place, len(VERIFICATIONS) - 1)]


def delay(state: State, terms: Terms, clause: Clause) -> int:
    """Return the rounds from conclusion until a clause is due, beyond the next (Rulebook 7.20)."""
    lead = state.scenario.instrument[clause.instrument].lead
    sooner = max((each.speeds for each in helping(state, terms)), default=0)
    return clause.start + max(lead - sooner, 0)


def saved(state: State, terms: Terms, seat: Seat) -> Iterator[tuple[str, str, int]]:
    """Yield (instrument, whose part it is, room) for what friends pay of a seat's clauses."""
    named = dict.fromkeys(c.instrument for c in terms.clauses if c.debtor == seat)
    for name in named:
        paying = [f for f in helping(state, terms) if name in f.pays_for and f.pays]
        if paying:
            most = max(paying, key=lambda each: each.pays)
            yield name, most.title, most.pays


# --- the exchange of unlike systems ---


def swapped(state: State, terms: Terms) -> Iterator[Pair]:
    """Yield the swaps of unlike systems in a text, each pair of its clauses once."""
    for swap in state.scenario.swaps:
        ones = [c for c in terms.clauses if c.instrument == swap.one]
        others = [c for c in terms.clauses if c.instrument == swap.other]
        yield from ((swap, a, b) for a in ones for b in others if a.debtor != b.debtor)


def is_rated(state: State, terms: Terms) -> bool:
    """Whether a friend that sets rates helps on this text."""
    return any(each.rates for each in helping(state, terms))


def at_rate(state: State, terms: Terms) -> tuple[Pair, ...]:
    """Return the swaps of a text that meet the rate of every friend who rates them."""
    raters = [each for each in helping(state, terms) if each.rates]
    if not raters:
        return ()
    return tuple(
        (swap, one, other)
        for swap, one, other in swapped(state, terms)
        if all((one.level, other.level) in rate_of(state, each.id, swap) for each in raters)
    )


def rate_of(state: State, friend: str, swap: Swap) -> tuple[tuple[int, int], ...]:
    """Return the levels that a friend finds worth each other: a person may set them (7.36)."""
    if not is_played(state, friend):
        return swap.rate
    return state.rates.get(friend, {}).get(swap.name, swap.rate)


def percent_of(state: State, terms: Terms, clause: Clause) -> int:
    """Return how far a clause has its effects: less as part of a swap that nobody has rated."""
    if is_rated(state, terms):
        return 100
    pairs = (p for p in swapped(state, terms) if clause.id in (p[1].id, p[2].id))
    return min((swap.unrated for swap, _, _ in pairs), default=100)
