"""What a delegate does while there is talk: drafts, co-signs, tables and says so.

Owns the corridors and the plenary. At most one exchange is on its desk at a time: a draft is
quoted by its menu before it is tabled or dropped, so each waking goes by what the record says.
"""

from collections.abc import Iterator
from typing import Any

from .bargain import SPARE, Draw, Offer, is_joint, offers
from .characters import Character
from .reasons import of_combining, of_draft, of_dropping, of_leaving, of_signing, of_tabling
from .saying import proposal
from .search import Search
from .table import Record, Table, own_documents
from .terms import is_let_down, reasons
from .wording import channel, document
from .worth import Worth, price_of, scale

Command = dict[str, Any]
SHORT = 4
"""In a game of so few rounds offers are made in the corridors and in the plenary."""
WIDE = 2
"""A text that takes so many others' signatures has one of the places kept for it."""
DROPPED_MAX = 2
"""Drafts of its own that it gives up in a round, at most, before it rests."""


def talk(table: Table, character: Character, draw: Draw) -> Iterator[Command]:
    """Yield what there is to do in the corridors or the plenary."""
    if table.is_out(table.seat):
        return
    if not (has_papers(table) or has_a_free_hand(table)):
        return
    done = [*denounced(table), *combined(table)]
    is_free = has_a_free_hand(table) and is_the_place(table, character, draw)
    if not done and (is_free or table.quotes):
        worth = scale(table)
        done = [*on_the_desk(table, character, worth, draw)] or [*cosigned(table, worth)]
        if not done and is_free:
            done = [*drafted(table, character, worth, draw)]
    yield from done


# --- what lies on the desk ---


def has_papers(table: Table) -> bool:
    """Whether any text waits for this seat."""
    return bool(table.quotes) or "denounce" in table.commands or "combine" in table.commands


def on_the_desk(table: Table, character: Character, worth: Worth, draw: Draw) -> Iterator[Command]:
    """Yield what becomes of each of one's own drafts: tabled, dropped, or left to be signed."""
    ready = offered(table, "table", "documents")
    for draft in own_documents(table, "draft"):
        quote = table.quotes.get(draft["id"])
        if quote is None:
            continue
        if quote["problems"] or is_too_dear(table, worth, draft):
            yield {"kind": "withdraw", "document": draft["id"]}
            yield of_dropping(table, worth, draft)
        elif draft["id"] in ready:
            yield {"kind": "table", "document": draft["id"]}
            if channel(draft) == "room" or table.commands["say"]["private"]:
                said = proposal(table, character, draft, draw)
                yield {"kind": "say", "channel": channel(draft), "text": said}
            yield of_tabling(table, worth, draft)
            return  # what it reserves at home changes what else can be paid for


def is_too_dear(table: Table, worth: Worth, draft: Record) -> bool:
    """Whether a draft is not worth its price, or would leave no room to answer others."""
    quote = table.quotes[draft["id"]]
    leaves_none = quote["price"] > 0 and quote["room_left"] < SPARE
    return leaves_none or worth.text(draft, price_of(table, draft)) <= 0


def offered(table: Table, kind: str, field: str) -> tuple[str, ...]:
    return tuple(table.commands.get(kind, {}).get(field, ()))


def cosigned(table: Table, worth: Worth) -> Iterator[Command]:
    """Yield a signature under the first draft of others that is worth it."""
    for identity in offered(table, "cosign", "documents"):
        draft = table.documents[identity]
        quote = table.quotes.get(identity, {"problems": [{}]})
        if not quote["problems"] and worth.text(draft, price_of(table, draft)) > 0:
            yield {"kind": "cosign", "document": identity}
            yield of_signing(table, worth, draft)
            return


def denounced(table: Table) -> Iterator[Command]:
    """Yield the end of what is owed to those who broke the same text."""
    for identity in offered(table, "denounce", "documents"):
        text = table.documents[identity]
        is_broken = is_broken_by_others(table, text) and not is_for_a_term(table, text)
        if is_broken or is_let_down(table, text):
            yield {"kind": "denounce", "document": identity}
            yield of_leaving(text, is_broken=is_broken)


def combined(table: Table) -> Iterator[Command]:
    """Yield agreement to each joint assurance that others propose: it asks nothing more of it."""
    for each in offered(table, "combine", "sets"):
        if is_proposed(table, each):
            yield {"kind": "combine", "documents": [*each]}
            yield of_combining(each[0])
            return


def is_proposed(table: Table, documents: Any) -> bool:
    return any(
        each["documents"] == documents and each["round"] == table.round
        for each in table.documents[documents[0]]["proposed_with"]
    )


def is_broken_by_others(table: Table, text: Record) -> bool:
    """Whether another debtor is known to have evaded its part, last time it was due."""
    return any(
        clause["debtor"] != table.seat and evaded_last(table, clause["id"])
        for clause in text["clauses"]
    )


def evaded_last(table: Table, clause: str) -> bool:
    history = table.turns_of(clause)
    return bool(history) and history[-1]["outcome"] == "evaded"


def is_for_a_term(table: Table, text: Record) -> bool:
    """Whether leaving it would break one's own word."""
    return any(
        clause["debtor"] == table.seat and (clause["rounds"] is not None or clause["tranches"] > 1)
        for clause in text["clauses"]
    )


# --- what is put there ---


def has_a_free_hand(table: Table) -> bool:
    """Whether a text may be begun: this round's are not, few were dropped, a place is free."""
    menu = table.commands.get("draft")
    if menu is None or any(True for _ in own_documents(table, "draft")):
        return False
    dropped = sum(1 for each in own_documents(table, "withdrawn") if each["tabled_round"] is None)
    fresh = any(is_of_this_turn(table, each) for each in own_documents(table, "open"))
    return not fresh and dropped < DROPPED_MAX * table.round and places(table) > 0


def is_of_this_turn(table: Table, text: Record) -> bool:
    """Whether a text was tabled this round, or in this very phase of a short game."""
    is_here = bool(text["audience"] == "public") == (table.phase == "plenary")
    return bool(text["tabled_round"] == table.round) and (is_here or table.length > SHORT)


def places(table: Table) -> int:
    """Return how many more texts the seat may sponsor."""
    held = sum(1 for each in table.documents.values() if takes_a_place(table, each))
    return int(table.commands["draft"]["max_open"]) - held


def is_the_place(table: Table, character: Character, draw: Draw) -> bool:
    """Whether this round's offers are for this phase: made quietly, or before the world."""
    if table.length <= SHORT:
        return True
    return (draw("quiet") < character.quiet) == (table.phase == "corridors")


def takes_a_place(table: Table, text: Record) -> bool:
    """Whether a text counts among the few that one may sponsor at a time."""
    is_signed = text["status"] == "draft" and table.seat in text["signed"]
    return table.seat in text["sponsors"] and (is_signed or text["status"] == "open")


def drafted(table: Table, character: Character, worth: Worth, draw: Draw) -> Iterator[Command]:
    """Yield the best exchanges as drafts, if there are any worth their paper."""
    menu = table.commands["draft"]
    search = Search(worth, character, menu)
    found = offers(search, draw)
    for place, offer in enumerate(apart(search, varied(found), places(table))):
        sponsors = sponsoring(search, offer)
        audience = audience_of(table, character, offer, sponsors, draw)
        if audience in menu["audiences"] and (place == 0 or audience != "secret"):
            text = document(search, offer.promises, sponsors, offer.others, audience)
            yield {"kind": "draft", "document": text}
            yield of_draft(table, offer, found, reasons(text))


def varied(found: tuple[Offer, ...]) -> tuple[Offer, ...]:
    """Return the offers with the best text of many right after the best of all."""
    wide = [each for each in found[1:] if len(each.others) >= WIDE]
    return (*found[:1], *wide[:1], *(each for each in found[1:] if each not in wide[:1]))


def apart(search: Search, found: tuple[Offer, ...], at_most: int) -> tuple[Offer, ...]:
    """Return the best offers that have nothing in common, and can all be paid for."""
    chosen: list[Offer] = []
    for offer in found:
        named = {(each.debtor, each.instrument) for each in offer.promises}
        before = [each for other in chosen for each in other.promises]
        is_apart = not any((each.debtor, each.instrument) in named for each in before)
        moves = [search.move(each) for each in (*before, *offer.promises)]
        can_pay = search.price(moves) <= max(search.room - SPARE, 0)
        if len(chosen) < at_most and is_apart and can_pay:
            chosen.append(offer)
    return tuple(chosen)


def sponsoring(search: Search, offer: Offer) -> tuple[str, ...]:
    """Return who puts it forward: all, where all give alike; else oneself."""
    return (search.seat, *offer.others) if is_joint(search, offer) else (search.seat,)


def audience_of(
    table: Table, character: Character, offer: Offer, sponsors: tuple[str, ...], draw: Draw
) -> str:
    """Return before whom: in the plenary the world, in the corridors the six or the two."""
    if table.phase == "plenary" or len(sponsors) > 1:
        return "public"
    may_hide = len(offer.others) == 1 and not has_secrets(table)
    is_discreet = may_hide and draw(f"secret/{offer.others[0]}") < character.secrecy
    return "secret" if is_discreet else "closed"


def has_secrets(table: Table) -> bool:
    """Whether this seat has a secret text already; a second is a temptation."""
    alive = ("open", "concluded")
    return any(each["audience"] == "secret" for each in own_documents(table, *alive))


def cleared(table: Table) -> Iterator[Command]:
    """Yield the end of drafts that nobody tabled before the capitals."""
    droppable = offered(table, "withdraw", "documents")
    for draft in own_documents(table, "draft"):
        if draft["id"] in droppable:
            yield {"kind": "withdraw", "document": draft["id"]}
