"""What a seat may do now: the one answer that judging and menus share.

Owns when and to whom each command is open. It must never depend on what the asking seat may not
know: hidden and non-existent are the same here.
"""

from collections.abc import Collection

from .documents.combined import combinable, joint_of
from .documents.shape import in_order, is_joint, signatories
from .documents.sight import can_see, living
from .duties.charges import accusable, is_accused_already, made_by
from .duties.friends import invitable, is_played
from .duties.obligations import is_due, outlives
from .duties.resting import is_in_force
from .model import Clause, Combination, Document, State, Terms
from .names import FRIENDS, SEATS, Guest, Phase, Seat, Viewer
from .once import once_each
from .scenario import Swap
from .weighing.prices import worst_case

PLAYING: tuple[Phase, ...] = ("corridors", "plenary", "capitals", "reckoning")
TABLING: dict[str, Phase] = {"secret": "corridors", "closed": "corridors", "public": "plenary"}
"""In which phase a document of this audience is tabled (Rulebook 2)."""


def is_over(state: State) -> bool:
    return state.phase == "closed"


def is_playing(state: State) -> bool:
    return state.phase in PLAYING


def is_out(state: State, seat: Seat) -> bool:
    """Whether the delegation has walked out (a lost connection is never an absence)."""
    return state.seats[seat].walked_out is not None


def room_channels(state: State, seat: Seat) -> tuple[str, ...]:
    """Return which of the room and the press are open to a seat now: in the plenary, and once
    the game is over, to all."""
    if is_over(state):
        return ("room", "press")
    if state.phase != "plenary":
        return ()
    return ("press",) if is_out(state, seat) else ("room", "press")


def may_talk_in_private(state: State) -> bool:
    """Whether private channels are open now: always, where no scenario closes a phase to them."""
    return not is_playing(state) or state.phase in state.scenario.private_talk


def open_channels(state: State, by: Viewer) -> tuple[str, ...]:
    """Return which of the room and the press whoever this is may speak on now."""
    for seat in SEATS:
        if seat == by:
            return room_channels(state, seat)
    is_here = by == "press" or by in state.friends
    is_time = state.phase == "plenary" or is_over(state)
    return ("press",) if is_here and is_time else ()


def may_talk(state: State, guest: Guest, seats: Collection[Seat]) -> bool:
    """Whether a guest talks in private with these: a person's friend, if all have invited it."""
    invited = state.invitations.get(guest, ())
    return is_played(state, guest) and bool(seats) and {*seats} <= {*invited}


def talking_friends(state: State, seat: Seat) -> tuple[Guest, ...]:
    """Return the friends with whom the seat may talk in private (Rulebook 7.37)."""
    return tuple(guest for guest in FRIENDS if may_talk(state, guest, (seat,)))


def reports_left(state: State) -> int:
    """Return how many more reports the press may publish in this round (Rulebook 7.38)."""
    published = sum(
        each.kind == "report" and each.round == state.round for each in state.news.values()
    )
    return state.scenario.limits.reports - published


def ratable(state: State, friend: str) -> tuple[Swap, ...]:
    """Return the swaps whose rate a friend may set now (Rulebook 7.36)."""
    if friend not in state.friends or not state.scenario.friend[friend].rates:
        return ()
    return tuple(swap for swap in state.scenario.swaps if swap.bounds)


@once_each
def seen(state: State, seat: Seat) -> tuple[tuple[str, Document], ...]:
    """Return the documents this seat may read and that something may be done with, by id."""
    return tuple(each for each in living(state) if can_see(each[1], seat))


@once_each
def own_drafts(state: State, seat: Seat) -> tuple[str, ...]:
    """Return the drafts this seat is a sponsor of."""
    drafts = ((i, d) for i, d in seen(state, seat) if d.status == "draft")
    return tuple(i for i, d in drafts if seat in d.terms.sponsors)


def chair_texts(state: State, seat: Seat) -> tuple[str, ...]:
    """Return the drafts that the seat wrote for others to sponsor (Rulebook 7.27)."""
    drafts = ((i, d) for i, d in seen(state, seat) if d.status == "draft")
    return tuple(i for i, d in drafts if seat not in d.terms.sponsors)


def drafts_left(state: State, seat: Seat) -> int:
    """Return how many more drafts the seat may begin; what others wrote is not its own (3.8)."""
    begun = sum(d.status == "draft" and d.terms.author == seat for _, d in seen(state, seat))
    return max(0, state.scenario.limits.drafts - begun)


def cosignable(state: State, seat: Seat) -> tuple[str, ...]:
    """Return joint drafts the seat has not signed; tabling signs a text one sponsors alone."""
    drafts = ((i, state.documents[i]) for i in own_drafts(state, seat))
    return tuple(i for i, d in drafts if is_joint(d.terms) and seat not in d.signed)


def unsignable(state: State, seat: Seat) -> tuple[str, ...]:
    """Return drafts whose signature the seat may take back."""
    return tuple(i for i in own_drafts(state, seat) if seat in state.documents[i].signed)


def is_signed_by_others(document: Document, seat: Seat) -> bool:
    """Whether only this sponsor's word is lacking, which tabling gives (Rulebook 3)."""
    return set(document.terms.sponsors) <= {seat, *document.signed}


def tableable(state: State, seat: Seat) -> tuple[str, ...]:
    """Return the drafts that this phase and all signatures let the seat table, problems apart."""
    drafts = ((i, state.documents[i]) for i in own_drafts(state, seat))
    return tuple(
        i
        for i, d in drafts
        if state.phase == TABLING[d.terms.audience]
        and is_signed_by_others(d, seat)
        and not sponsors_out(state, d.terms)
    )


def sponsors_out(state: State, terms: Terms) -> tuple[Seat, ...]:
    """Return the sponsors that have walked out: they table nothing, nor does anybody with them."""
    return tuple(seat for seat in in_order(terms.sponsors) if is_out(state, seat))


def withdrawable(state: State, seat: Seat) -> tuple[str, ...]:
    """Return drafts to drop and open documents a sponsor may still take back (Rulebook 3)."""
    statuses = ("draft", "open") if state.phase in ("corridors", "plenary") else ("draft",)
    return tuple(
        i for i, d in seen(state, seat) if seat in d.terms.sponsors and d.status in statuses
    ) + chair_texts(state, seat)


def in_force(state: State, clause_id: str) -> bool:
    standing = state.standings.get(clause_id)
    return standing is not None and standing.status in ("operative", "dormant", "suspended")


def denounceable(state: State, seat: Seat) -> tuple[str, ...]:
    """Return concluded documents in which the seat has something to end (Rulebook 3)."""
    if state.phase not in ("corridors", "plenary"):
        return ()
    return tuple(
        i
        for i, d in seen(state, seat)
        if owed_on(state, seat, d) and not waits_for_others(state, seat, i)
    )


def waits_for_others(state: State, seat: Seat, document_id: str) -> bool:
    """Whether the seat has said this round that it leaves a joint assurance (Rulebook 3.20)."""
    joint = joint_of(state, document_id)
    return joint is not None and seat in joint.said_in(state.round)


def bound_jointly(state: State, joint: Combination) -> tuple[Seat, ...]:
    """Return who owes anything under a joint assurance after this round: they leave together."""
    texts = [state.documents[name] for name in joint.documents]
    return tuple(seat for seat in SEATS if any(owed_on(state, seat, text) for text in texts))


def combinable_now(state: State, seat: Seat) -> tuple[tuple[str, ...], ...]:
    """Return the sets of declarations that the seat may agree to combine now (Rulebook 3.20)."""
    if state.phase not in ("corridors", "plenary") or is_out(state, seat):
        return ()
    return combinable(state, seat)


def owed_on(state: State, seat: Seat, document: Document) -> tuple[Clause, ...]:
    """Return the seat's clauses that would still be due after this round."""
    return tuple(
        c
        for c in document.terms.clauses
        if c.debtor == seat and in_force(state, c.id) and outlives(state, c, state.round)
    )


@once_each
def restable(state: State, seat: Seat) -> tuple[str, ...]:
    """Return the texts in force that the seat may read: a text of its own may let them rest."""
    if not state.scenario.limits.rests_max:
        return ()
    return tuple(i for i, d in seen(state, seat) if is_in_force(state, d))


def may_leave(document: Document, clause: Clause) -> bool:
    """Whether a sponsor may leave it without breach: what it expected has not come."""
    return document.expected is False and clause.debtor in document.terms.sponsors


def disclosable(state: State, seat: Seat) -> tuple[str, ...]:
    """Return tabled texts, not yet public, that the seat signed or was asked to sign."""
    if state.phase != "plenary":
        return ()
    return tuple(
        i
        for i, d in seen(state, seat)
        if d.tabled_round is not None
        and d.terms.audience != "public"
        and not d.disclosed
        and seat in signatories(d.terms)
    )


def may_accuse(state: State, seat: Seat) -> bool:
    """Whether the seat has an accusation left this round."""
    return made_by(state, seat) < state.scenario.accusations.each_round


def accused_by(state: State, seat: Seat) -> tuple[str, ...]:
    """Return the clauses whose debtors the seat may accuse now (Rulebook 6.12)."""
    if state.phase != "plenary" or is_out(state, seat) or not may_accuse(state, seat):
        return ()
    return tuple(each for each in accusable(state, seat) if not is_accused_already(state, each))


def chairs(state: State, seat: Seat) -> bool:
    """Whether the seat is in the chair and in the room (Rulebook 7.27)."""
    return state.convenor == seat and not is_out(state, seat)


def callable_now(state: State, seat: Seat) -> tuple[str, ...]:
    """Return the open public papers that the seat, if it chairs, may call in an order."""
    if state.phase != "plenary" or not chairs(state, seat):
        return ()
    return tuple(i for i, d in seen(state, seat) if d.status == "open" and can_see(d, "observer"))


def invitable_now(state: State, seat: Seat) -> tuple[str, ...]:
    """Return the friends of the talks that the seat may invite now (Rulebook 7.20)."""
    if state.phase != "plenary" or is_out(state, seat):
        return ()
    return invitable(state, seat)


@once_each
def answerable(state: State, seat: Seat) -> tuple[str, ...]:
    """Return the open documents addressed to the seat."""
    return tuple(
        i for i, d in seen(state, seat) if d.status == "open" and seat in d.terms.addressees
    )


@once_each
def own_obligations(state: State, seat: Seat) -> tuple[str, ...]:
    """Return the seat's clauses that are operative, and so due at the coming reckoning."""
    return tuple(
        c.id
        for _, d in seen(state, seat)
        for c in d.terms.clauses
        if c.debtor == seat and is_due(state, c.id, state.round)
    )


@once_each
def divertible(state: State, seat: Seat) -> tuple[str, ...]:
    """Return due clauses that bring the seat fungible aid."""
    return tuple(
        c.id
        for _, d in seen(state, seat)
        for c in d.terms.clauses
        if seat in c.beneficiaries
        and is_due(state, c.id, state.round)
        and "fungible" in state.scenario.instrument[c.instrument].tags
    )


def is_sponsoring(document: Document, seat: Seat) -> bool:
    """Whether the seat's word as sponsor is out: the text is open, or a draft it has signed,
    which another sponsor may table at any moment."""
    if document.status == "draft":
        return seat in document.signed
    return document.status == "open" and seat in document.terms.sponsors


def sponsored(state: State, seat: Seat, apart_from: str) -> int:
    """Count what takes up the seat's places for open documents, one document apart."""
    return sum(1 for i, d in seen(state, seat) if i != apart_from and is_sponsoring(d, seat))


def secret_sponsored(state: State, seat: Seat, apart_from: str) -> int:
    """Count the texts, still secret, that take up the seat's secret slots, one apart."""
    return sum(
        1
        for i, d in seen(state, seat)
        if i != apart_from
        and d.terms.audience == "secret"
        and not d.disclosed
        and (is_sponsoring(d, seat) or is_bound_sponsor(state, d, seat))
    )


def is_bound_sponsor(state: State, document: Document, seat: Seat) -> bool:
    """Whether the seat sponsors a text of which any clause is in force."""
    clauses = document.terms.clauses
    return seat in document.terms.sponsors and any(in_force(state, c.id) for c in clauses)


def room_left(state: State, seat: Seat) -> int:
    """Return the latitude not reserved by what the seat has tabled, signed or accepted."""
    return worst_case(state, seat).room_left


# --- petitions ---

PETITIONING: tuple[Phase, ...] = ("corridors", "plenary")


def has_petitions(state: State) -> bool:
    """Whether somebody judges petitions here: not where one person, or none, plays with bots.

    Then control is the player itself, or nobody (Rulebook 8.1). Who plays is public.
    """
    people = sum(delegate.bot is None for delegate in state.seats.values())
    return people > 1 and state.scenario.limits.petitions > 0


def may_petition(state: State, seat: Seat) -> bool:
    """Whether the seat has a petition left to make now."""
    mine = sum(each.by == seat and each.status == "open" for each in state.petitions.values())
    is_time = has_petitions(state) and state.phase in PETITIONING
    return is_time and mine < state.scenario.limits.petitions


def arguable(state: State, seat: Seat) -> tuple[str, ...]:
    """Return the open public petitions of others on which the seat may still have its say."""
    if state.phase not in PETITIONING:
        return ()
    most = state.scenario.limits.arguments
    return tuple(
        name
        for name, each in sorted(state.petitions.items())
        if each.status == "open"
        and not each.secret
        and each.by != seat
        and sum(said.by == seat for said in each.arguments) < most
    )


def open_petitions(state: State) -> tuple[str, ...]:
    """Return what control may rule on."""
    return tuple(name for name, each in sorted(state.petitions.items()) if each.status == "open")


# --- reasons ---


def reasons_left(state: State, seat: Seat) -> int:
    """Return how many more reasons the seat may keep in this round."""
    kept = sum(each.by == seat and each.round == state.round for each in state.reasons.values())
    return state.scenario.limits.reasons - kept
