"""Friends of the talks: who may invite them, whom they help, and what their help comes to.

Owns Rulebook 7.20 and 7.21 as far as they read a state or a text. A friend helps on a text that
names it, for who signs the text consents; it must never act on any other, nor learn from one.
"""

from collections.abc import Iterator

from ..model import Clause, State, Terms
from ..names import VERIFICATIONS, Seat, Verification
from ..scenario import Friend, Swap

Pair = tuple[Swap, Clause, Clause]
"""A swap, and the clauses of a text that give the one and the other of it."""


def invitable(state: State, seat: Seat) -> tuple[str, ...]:
    """Return the friends that this seat may invite and has not invited (Rulebook 7.20)."""
    return tuple(
        each.id
        for each in state.scenario.friends
        if each.id not in state.friends and seat not in state.invitations.get(each.id, ())
    )


def comes(state: State, friend: str, seat: Seat) -> bool:
    """Whether one more invitation, by `seat`, brings the friend: of two, one of them a host."""
    inviting = {*state.invitations.get(friend, ()), seat}
    return len(inviting) > 1 and bool(inviting & {*state.scenario.friend_hosts})


def helping(state: State, terms: Terms) -> tuple[Friend, ...]:
    """Return the friends at the table that this text asks for help, in the scenario's order."""
    wanted = {*terms.friends} & {*state.friends}
    return tuple(each for each in state.scenario.friends if each.id in wanted)


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
    """Return the swaps of a text that meet the rate which a friend has set."""
    if not is_rated(state, terms):
        return ()
    return tuple(pair for pair in swapped(state, terms) if meets(*pair))


def meets(swap: Swap, one: Clause, other: Clause) -> bool:
    return (one.level, other.level) in swap.rate


def percent_of(state: State, terms: Terms, clause: Clause) -> int:
    """Return how far a clause has its effects: less as part of a swap that nobody has rated."""
    if is_rated(state, terms):
        return 100
    pairs = (p for p in swapped(state, terms) if clause.id in (p[1].id, p[2].id))
    return min((swap.unrated for swap, _, _ in pairs), default=100)
