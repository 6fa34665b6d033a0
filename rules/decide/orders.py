"""Judge an order against a state: the only place where a command can be refused.

A refusal changes nothing. Who gives the order comes with it, from the connection.
"""

from collections.abc import Callable, Mapping
from typing import Any

from msgspec.structs import replace

from .. import commands as c
from .. import events as e
from .. import legal
from ..documents.combined import joint_of
from ..documents.shape import is_joint, signatories
from ..duties.charges import clauses_seen
from ..duties.friends import comes, invitable
from ..model import Document, News, State, Terms
from ..names import GUESTS, SEATS, Rank, Seat
from ..naming import named
from ..refusal import Refused
from ..teams import rank_of
from ..unfolding import Unfolding
from ..weighing.goodness import goodness
from ..weighing.prices import document_prices, price_parts
from .advising import advise
from .asking import during, seat_of, seen
from .combining import combine, denunciation, leave
from .controlling import CONTROL
from .drafting import problems
from .guesting import GUEST, lend_at_once
from .petitioning import argue, petition
from .phases import end_if_ready
from .reasoning import reason
from .sealing import sheet_problems
from .talking import say
from .teaming import COUNSEL, MENTOR, TEAM
from .timing import CLOCK

Judge = Callable[[Unfolding, c.Order, Any], None]
AFTER_THE_END = (c.Say, c.Whisper, c.Erase, c.Arrive, c.Leave)
"""What may still be asked for while the debrief is read."""


def decide(state: State, order: c.Order) -> tuple[e.Happened, ...]:
    """Return what happens if `order` is obeyed now, or raise Refused."""
    return tuple(judged(state, order).happened)


def judged(state: State, order: c.Order) -> Unfolding:
    """Return the same with the state that it leads to, for who would else fold it once more."""
    judge = judges(state, order).get(type(order.command))
    if judge is None:
        raise not_yours(state, order)
    if legal.is_over(state) and not isinstance(order.command, AFTER_THE_END):
        raise Refused("over", "The game is over; its debrief is open.")
    unfolding = Unfolding(state)
    judge(unfolding, order, order.command)
    return unfolding


def judges(state: State, order: c.Order) -> Mapping[type[Any], Judge]:
    """Return what this role, and in a delegation this person, may ask for at all."""
    for seat in SEATS:
        if seat == order.by:
            return of_rank(rank_of(state, seat, order.person))
    if order.by == "control":
        return CONTROL
    if order.by == "clock":
        return CLOCK
    return GUEST if order.by in GUESTS else {}


def of_rank(rank: Rank | None) -> Mapping[type[Any], Judge]:
    match rank:
        case "head":
            return PLAYER
        case "member":
            return MEMBER
        case "mentor":
            return MENTOR
        case None:
            return {}


def not_yours(state: State, order: c.Order) -> Refused:
    """Return the refusal of what this role, or this person of a delegation, may not ask for."""
    rank = rank_of(state, seat_of(order), order.person) if order.by in SEATS else None
    if rank is None or type(order.command) not in PLAYER:
        return Refused("not-yours", "This is not yours to do.", "kind")
    if rank == "mentor":
        return Refused("mentor-counsels", COUNSEL, "kind")
    return Refused("heads-alone", "Only the head of your delegation does this.", "kind")


# --- documents ---


def draft(unfolding: Unfolding, order: c.Order, command: c.Draft) -> None:
    """Write a text, or write it anew: earlier signatures are gone (Rulebook 3).

    Writing is not signing, or it would have to tell the other sponsors whether one can pay.
    """
    state, seat = unfolding.state, seat_of(order)
    during(state, *legal.PLAYING)
    before = None
    if command.replaces is None and not legal.drafts_left(state, seat):
        most = state.scenario.limits.drafts
        text = f"At most {most} of your own drafts at once: drop one, or write it anew."
        raise Refused("too-many-drafts", text)
    document_id, author = named(state.key, "document", order.person, order.id), seat
    if command.replaces is not None:
        written = a_draft(state, seat, command.replaces, "replaces")
        refuse_if_changed(written, command.over)
        before = written.terms
        document_id, author = before.id, before.author
    refuse_strange_sponsors(state, seat, author, command.terms, before)
    terms = identified(command.terms, document_id, author)
    version = named(state.key, "version", order.person, order.id)
    unfolding.add(e.DocumentDrafted(document=document_id, terms=terms, version=version))


def refuse_if_changed(written: Document, over: str | None) -> None:
    """Who says which wording it writes over writes over no other (Rulebook 3.8)."""
    if over is not None and over != written.version:
        text = "Another hand has saved this draft since. Look at what it says now."
        raise Refused("draft-changed", text, "over")


def refuse_strange_sponsors(
    state: State, seat: Seat, author: Seat, terms: Terms, before: Terms | None
) -> None:
    """One drafts what one sponsors; who chairs, also what others might (Rulebook 7.27)."""
    for_others = seat == author and bool(terms.sponsors) and legal.chairs(state, seat)
    if seat not in terms.sponsors and not for_others:
        raise Refused("not-a-sponsor", "Be a sponsor of what you draft.", "document.sponsors")
    is_chairs = before is not None and author not in before.sponsors
    if author not in terms.sponsors and seat != author and not is_chairs:
        raise Refused("not-a-sponsor", "Its author stays a sponsor.", "document.sponsors")


def identified(terms: Terms, document_id: str, author: Seat) -> Terms:
    clauses = tuple(
        replace(clause, id=f"{document_id}.{n}") for n, clause in enumerate(terms.clauses, 1)
    )
    return replace(terms, id=document_id, author=author, clauses=clauses)


def a_draft(state: State, seat: Seat, document_id: str, field: str = "document") -> Document:
    document = seen(state, seat, document_id, field)
    if document.status != "draft":
        raise Refused("not-a-draft", "It is no draft any more.", field)
    return document


def cosign(unfolding: Unfolding, order: c.Order, command: c.Cosign) -> None:
    """A named sponsor signs a draft; it must be able to pay for it (Rulebook 3, 5)."""
    state, seat = unfolding.state, seat_of(order)
    during(state, *legal.PLAYING)
    document = a_draft(state, seat, command.document)
    if not is_joint(document.terms):
        raise Refused("one-sponsor", "You alone sponsor it: tabling it signs it.", "document")
    if seat in document.signed:
        raise Refused("already-signed", "You have signed this wording.", "document")
    refuse_first(problems(state, document.terms, seat), "document")
    unfolding.add(e.DraftSigned(document=command.document, seat=seat))


def unsign(unfolding: Unfolding, order: c.Order, command: c.Unsign) -> None:
    state, seat = unfolding.state, seat_of(order)
    during(state, *legal.PLAYING)
    a_draft(state, seat, command.document)
    if command.document not in legal.unsignable(state, seat):
        raise Refused("not-signed", "You have no signature there to take back.", "document")
    unfolding.add(e.DraftUnsigned(document=command.document, seat=seat))


def table(unfolding: Unfolding, order: c.Order, command: c.Table) -> None:
    """Put a draft on the table: the sponsors' acceptance, and one's own signature (Rulebook 3)."""
    state, seat = unfolding.state, seat_of(order)
    during(state, *legal.PLAYING)
    document = a_draft(state, seat, command.document)
    refuse_to_table_now(state, seat, document)
    refuse_first(problems(state, document.terms, seat), "document")
    terms, worth = document.terms, goodness(state, document.terms)
    unfolding.add(
        e.DocumentTabled(
            document=terms.id,
            round=state.round,
            last_round=state.round + terms.open_rounds - 1,
            prices=document_prices(state, terms),
            price_parts={s: price_parts(state, terms, s) for s in signatories(terms)},
            goodness=worth.value,
            goodness_parts=worth.parts,
        )
    )
    lend_at_once(unfolding, terms.id)


def refuse_to_table_now(state: State, seat: Seat, document: Document) -> None:
    """Refuse what another phase, a walk-out or a missing signature forbids: all of it public."""
    audience = document.terms.audience
    phase = legal.TABLING[audience]
    if state.phase != phase:
        text = f"{audience.capitalize()} documents are tabled in the {phase}."
        raise Refused("not-your-phase", text, "audience")
    if legal.sponsors_out(state, document.terms):
        text = "A sponsor has walked out. It must return before this can be tabled."
        raise Refused("walked-out", text, "document")
    if not legal.is_signed_by_others(document, seat):
        raise Refused("unsigned", "Not every sponsor has signed it yet.", "document")


def refuse_first(found: tuple[Any, ...], field: str) -> None:
    if found:
        first = found[0]
        raise Refused(first.code, first.text, first.field or field)


def withdraw(unfolding: Unfolding, order: c.Order, command: c.Withdraw) -> None:
    """Take back an open document before the capitals, or drop a draft (Rulebook 3)."""
    state, seat = unfolding.state, seat_of(order)
    during(state, *legal.PLAYING)
    document = seen(state, seat, command.document)
    if document.status == "open":
        during(state, "corridors", "plenary")
    if command.document not in legal.withdrawable(state, seat):
        raise Refused("not-withdrawable", "Only its sponsors withdraw an open text.", "document")
    unfolding.add(e.DocumentWithdrawn(document=command.document))


def denounce(unfolding: Unfolding, order: c.Order, command: c.Denounce) -> None:
    """End one's clauses from the next round; a breach if for a term (Rulebook 3, 6.13)."""
    state, seat = unfolding.state, seat_of(order)
    during(state, "corridors", "plenary")
    document = seen(state, seat, command.document)
    if not legal.owed_on(state, seat, document):
        raise Refused("nothing-owed", "You owe nothing under it after this round.", "document")
    joint = joint_of(state, command.document)
    if joint is None:
        unfolding.add(denunciation(state, seat, document))
    else:
        leave(unfolding, seat, joint)


def disclose(unfolding: Unfolding, order: c.Order, command: c.Disclose) -> None:
    """A signatory makes a text known to the world (Rulebook 3)."""
    state, seat = unfolding.state, seat_of(order)
    during(state, "plenary")
    seen(state, seat, command.document)
    if command.document not in legal.disclosable(state, seat):
        raise Refused("not-disclosable", "It is public, or not yours to disclose.", "document")
    news_id = named(state.key, "news", order.person, order.id)
    unfolding.add(e.DocumentDisclosed(document=command.document, news=news_id, by=seat))
    news = News(
        id=news_id, round=state.round, kind="disclosure", document=command.document, by=seat
    )
    unfolding.add(e.NewsTold(id=news_id, news=news))


def accuse(unfolding: Unfolding, order: c.Order, command: c.Accuse) -> None:
    """Accuse a debtor before all readers of the text; what one holds shows later (Rulebook 6.12).

    Evidence may be claimed by whoever dares: refusing a false claim would tell what one saw.
    """
    state, seat = unfolding.state, seat_of(order)
    during(state, "plenary")
    if legal.is_out(state, seat):
        raise Refused("walked-out", "You have left the room. Return before you accuse anybody.")
    if command.clause not in {clause.id for _, clause in clauses_seen(state, seat)}:
        raise Refused("unknown-clause", "You know no clause in force of this id.", "clause")
    if not legal.may_accuse(state, seat):
        most = state.scenario.accusations.each_round
        raise Refused("too-many-accusations", f"At most {most} accusations a round.")
    if command.clause not in legal.accused_by(state, seat):
        text = "Nothing under it is open to doubt, or it has been accused of that already."
        raise Refused("nothing-to-accuse", text, "clause")
    unfolding.add(
        e.Accused(
            document=command.clause.rpartition(".")[0],
            clause=command.clause,
            by=seat,
            evidence=command.evidence,
            round=state.round,
        )
    )


# --- the chair ---


def agenda(unfolding: Unfolding, order: c.Order, command: c.Agenda) -> None:
    """The chair calls public papers in an order: silence on the first is blamed at once."""
    state, seat = unfolding.state, seat_of(order)
    during(state, "plenary")
    if not legal.chairs(state, seat):
        raise Refused("not-in-the-chair", "Another is in the chair, or you have left the room.")
    if not {*command.documents} <= {*legal.callable_now(state, seat)}:
        text = "Only public papers that are open are called."
        raise Refused("not-on-the-table", text, "documents")
    unfolding.add(e.AgendaSet(documents=tuple(dict.fromkeys(command.documents))))


# --- friends of the talks ---


def invite(unfolding: Unfolding, order: c.Order, command: c.Invite) -> None:
    """Invite a friend of the talks; a second invitation brings it (Rulebook 7.20)."""
    state, seat = unfolding.state, seat_of(order)
    during(state, "plenary")
    if command.friend not in state.scenario.friend:
        raise Refused("unknown-friend", "Nobody of this name could be invited.", "friend")
    if legal.is_out(state, seat):
        raise Refused("walked-out", "You have walked out. Return before you invite.", "friend")
    if command.friend not in invitable(state, seat):
        text = "It is at the table, has declined in this round, or you have invited it."
        raise Refused("already-invited", text, "friend")
    here = comes(state, command.friend, seat)
    unfolding.add(e.FriendInvited(friend=command.friend, seat=seat, comes=here))


# --- the sheet, and being ready ---


def seal(unfolding: Unfolding, order: c.Order, command: c.Seal) -> None:
    """Hand in the sealed sheet; it may be replaced until the phase ends (Rulebook 2)."""
    state, seat = unfolding.state, seat_of(order)
    during(state, "capitals")
    refuse_first(sheet_problems(state, seat, command.instructions), "instructions")
    unfolding.add(e.InstructionsSealed(seat=seat, instructions=command.instructions))


def ready(unfolding: Unfolding, order: c.Order, command: c.Ready) -> None:
    """Say that one is done with the phase; when all present are, it ends (Rulebook 2)."""
    state, seat = unfolding.state, seat_of(order)
    during(state, *legal.PLAYING)
    unfolding.add(e.SeatReadied(seat=seat, on=command.on))
    end_if_ready(unfolding, order.at_ms)


PLAYER: Mapping[type[Any], Judge] = {
    c.Say: say,
    c.Draft: draft,
    c.Cosign: cosign,
    c.Unsign: unsign,
    c.Table: table,
    c.Withdraw: withdraw,
    c.Denounce: denounce,
    c.Combine: combine,
    c.Disclose: disclose,
    c.Accuse: accuse,
    c.Agenda: agenda,
    c.Invite: invite,
    c.Petition: petition,
    c.Argue: argue,
    c.Reason: reason,
    c.Seal: seal,
    c.Ready: ready,
    **TEAM,
}
MEMBER: Mapping[type[Any], Judge] = {c.Say: say, c.Draft: draft, c.Advise: advise}
"""What members ask for: to talk, to draft, to advise. To sign is the head's (Rulebook 1.14)."""
