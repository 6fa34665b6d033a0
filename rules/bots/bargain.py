"""The search for an exchange: what to ask, what to give for it, and whom it takes to sign.

Owns candidates and their ranking: a bundle wished for, completed step by step with whatever makes
the others likelier to sign at the least cost. It must never write a text or know of phases.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from .characters import Character
from .evidence import refused
from .search import Move, Moves, Search
from .table import Record, Table, signatories
from .welcome import Promise, promised
from .wishes import merged, reach, stance, wishes

WISHES_MAX = 8
"""The best wishes that are looked at."""
UNIONS_OF = 2
"""The best of them that are also tried two at a time."""
GIVES_MAX = 7
"""Undertakings of one debtor that are looked at to sweeten a text."""
PACKAGE_FROM = 4
"""Who settles with so many others at once also asks for several wishes together."""
PACKAGES = 4
"""How many of the dearest wishes such a text is begun with."""
COUNTERS = 2
"""How many of its best wishes it tries to have put into a text that it declined."""
SWEETENED, SWEETENED_FOR_SURE = 20, 45
"""By how many tenths of a point a wish may be made easier by what is given for it; the second
where the stakes are known."""
JOINT_FROM = 3
"""From so many on, what all give alike is declared by all together."""
SPARE = 2
"""Room kept free of one's own texts, to answer others'."""
IN_COMPANY = 8
"""By how many tenths of a point a promise is easier for all who give it together."""
ODDS_MIN = 120
"""Thousandths below which a text is not worth the others' time."""
PRESSING = 3
"""With so few turns left nobody holds out any more."""

Draw = Callable[[str], int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """An exchange worth writing down."""

    promises: tuple[Promise, ...]
    others: tuple[str, ...]
    """Who else must sign, in the order of the table."""
    gain: int
    """Hundredths of a point, if it is concluded."""
    odds: int
    """Thousandths, that all the others sign."""
    score: int


def offers(search: Search, draw: Draw) -> tuple[Offer, ...]:
    """Return what is worth offering, the best first; `draw` is the seat's taste."""
    found: dict[frozenset[tuple[str, str, int]], Offer] = {}
    search.taste = draw
    for asks in candidates(search):
        offer = weighed(search, completed(search, asks), draw)
        if offer is not None:
            found.setdefault(frozenset(each.key for each in offer.promises), offer)
    return tuple(sorted(found.values(), key=ranking))


def ranking(offer: Offer) -> tuple[int, list[tuple[str, str, int]]]:
    """Return by what offers are put in order: the best first, ties by what they say."""
    return -offer.score, [each.key for each in offer.promises]


def weighed(search: Search, moves: Moves, draw: Draw) -> Offer | None:
    """Return the whole as an offer, valued exactly, unless it gains too little or is not new."""
    ease = IN_COMPANY if is_chorus(search, moves) else 0
    gain, odds = search.whole_gain(moves), search.odds(moves, ease)
    if gain < search.character.worthwhile or odds < ODDS_MIN or search.is_spent(moves):
        return None
    if search.price(moves) > max(search.room - SPARE, 0):
        return None
    promises = tuple(each.promise for each in moves)
    label = "/".join(f"{each.debtor}:{each.instrument}:{each.level}" for each in promises)
    taste = 90 + draw(f"taste/{label}") // 5
    return Offer(
        promises=promises,
        others=search.others(moves),
        gain=gain,
        odds=odds,
        score=appetite(search.character, search.table, gain) * odds // 1000 * taste // 100,
    )


def appetite(character: Character, table: Table, gain: int) -> int:
    """Return how a gain weighs against its odds: some would rather have more, some be sure."""
    if gain <= 0:
        return gain
    if character.ambition > 1 and table.turns > PRESSING:
        return gain * gain // 100
    return min(gain, character.content)


# --- what to ask for ---


def candidates(search: Search) -> Iterator[Moves]:
    """Yield what to ask for: the best wishes, and the very best two at a time."""
    unmet = {still_open(search, bundle): None for bundle in wishes(search.table, search.character)}
    possible = [bundle for bundle in unmet if is_possible(search, bundle)]
    possible.sort(key=lambda bundle: -promising(search, as_moves(search, bundle)))
    for bundle in possible[:WISHES_MAX]:
        yield as_moves(search, bundle)
    for one, more in combinations(possible[:UNIONS_OF], 2):
        both = merged(one, more)
        if is_possible(search, both):
            yield as_moves(search, both)
    if search.character.company >= PACKAGE_FROM:
        yield from packages(search, possible)
    yield from counters(search, possible)


def counters(search: Search, possible: Sequence[tuple[Promise, ...]]) -> Iterator[Moves]:
    """Yield what it has just declined, each time with one of its own wishes in it besides."""
    for text in declined(search.table):
        around = frozenset(signatories(text))
        theirs = tuple(map(promised, text["clauses"]))
        asks = [each for each in possible if {one.debtor for one in each} <= around]
        for each in asks[:COUNTERS]:
            both = merged(theirs, each)
            if len(both) > len(theirs) and is_possible(search, both):
                yield as_moves(search, both)


def declined(table: Table) -> list[Record]:
    """Return the texts that this seat declined in the last round, the latest ids last."""
    return [
        text
        for text in table.documents.values()
        if table.seat in text["addressees"]
        and text["status"] == "declined"
        and text["last_round"] >= table.round - 1
        and refused(text, table.seat)
    ]


def packages(search: Search, possible: Sequence[tuple[Promise, ...]]) -> Iterator[Moves]:
    """Yield what to ask for in a text of many: wish upon wish, from the dearest on, in half of it.

    The other half is left to what the others want for it.
    """
    by_gain = sorted(possible, key=lambda bundle: -search.whole_gain(as_moves(search, bundle)))
    for first in range(min(PACKAGES, len(by_gain))):
        whole = by_gain[first]
        for more in by_gain[first + 1 :]:
            both = merged(whole, more)
            if len(both) * 2 <= search.clauses_max and is_possible(search, both):
                whole = both
        if len(whole) > 1:
            yield as_moves(search, whole)


def promising(search: Search, moves: Moves) -> int:
    """Return how good a wish looks before anything is given for it."""
    ease = SWEETENED_FOR_SURE if search.table.main["stakes"] else SWEETENED
    return sum([search.gain(each) for each in moves]) * search.odds(moves, ease)


def as_moves(search: Search, bundle: tuple[Promise, ...]) -> Moves:
    return tuple(search.move(each) for each in bundle)


def still_open(search: Search, bundle: tuple[Promise, ...]) -> tuple[Promise, ...]:
    return tuple(each for each in bundle if not search.is_held(each))


def is_possible(search: Search, bundle: tuple[Promise, ...]) -> bool:
    moves = as_moves(search, bundle) if all(search.may(each) for each in bundle) else ()
    around = search.signing(moves)
    fits = 0 < len(moves) <= search.clauses_max and 0 < len(around) <= search.character.company
    return fits or is_chorus(search, moves)


def is_chorus(search: Search, moves: Moves) -> bool:
    """Whether several say the same, this seat among them: more may do so in one text."""
    givers = {each.promise.debtor for each in moves}
    alike = len({each.promise.instrument for each in moves}) == 1
    return alike and search.seat in givers and JOINT_FROM <= len(moves) <= search.chorus_max


# --- what to give for it ---


def completed(search: Search, asks: Moves) -> Moves:
    """Return the asks with whatever, step by step, makes them likelier to come at a fair cost."""
    moves, gain = asks, search.whole_gain(asks)
    best = worth_trying(search, gain, search.odds(moves))
    while len(moves) < search.clauses_max:
        value, give = best_step(search, moves, gain)
        if give is None or value <= best:
            break
        moves, gain, best = (*moves, give), gain + search.gain(give), value
    return moves


def worth_trying(search: Search, gain: int, odds: int) -> int:
    return appetite(search.character, search.table, gain) * odds


def best_step(search: Search, moves: Moves, gain: int) -> tuple[int, Move | None]:
    """Return the addition after which the text is worth most by its odds, and how much."""
    margins, signing = search.margins(moves), search.signing(moves)
    best: tuple[int, Move | None] = (0, None)
    for give in sweeteners(search, moves, signing):
        hoped = worth_trying(search, gain + search.gain(give), 1)
        if hoped * 1000 > best[0]:
            value = hoped * odds_with(search, margins, signing, give)
            if value > best[0] and is_affordable(search, moves, give):
                best = (value, give)
    return best


def is_repeated(moves: Moves, give: Move) -> bool:
    """Whether the same debtor undertakes the same instrument in the text already."""
    given = (give.promise.debtor, give.promise.instrument)
    return any((each.promise.debtor, each.promise.instrument) == given for each in moves)


def is_affordable(search: Search, moves: Moves, give: Move) -> bool:
    """Whether this seat could still pay its own part."""
    if give.promise.debtor != search.seat:
        return True
    return search.price((*moves, give)) <= max(search.room - SPARE, 0)


def odds_with(search: Search, margins: list[int], signing: tuple[int, ...], more: Move) -> int:
    """Return the odds that all sign, in thousandths, once one more move is in the text."""
    odds = 1000
    for place in signing:
        odds = odds * search.signs(place, margins[place] + search.like(more, place)) // 100
    for place in more.parties:
        if place != search.own and place not in signing:
            odds = odds * search.signs(place, margins[place] + search.like(more, place)) // 100
    return odds


def sweeteners(search: Search, moves: Moves, signing: tuple[int, ...]) -> list[Move]:
    """Return what this seat or another party could add that somebody at the text would like."""
    around = (search.own, *signing)
    toward = {search.seats.index(seat) for each in moves for seat in each.promise.toward}
    parties = tuple(sorted({*around, *toward}))
    room_for_more = len(around) <= search.character.company
    return [
        give
        for debtor in parties
        if debtor in around or room_for_more
        for give in gives(search, debtor, parties)
        if not is_repeated(moves, give)
    ]


def gives(search: Search, debtor: int, parties: tuple[int, ...]) -> list[Move]:
    """Return the few undertakings of a debtor that the parties would like best."""
    asked = (debtor, parties)
    if asked not in search.liked:
        search.liked[asked] = best_liked(search, debtor, parties)
    return search.liked[asked]


def best_liked(search: Search, debtor: int, parties: tuple[int, ...]) -> list[Move]:
    liked = []
    fond = [search.fond[party] for party in parties if party != debtor]
    for identity in search.debtors.get(search.seats[debtor], ()):
        if any(identity in each for each in fond):
            taste = search.fancies(debtor, identity)
            for give in gifts(search, debtor, identity):
                joy = sum([search.like(give, party) for party in parties if party != search.own])
                if joy > 0:
                    liked.append((-joy * taste, give.promise, give))
    liked.sort(key=lambda each: each[:2])
    return [give for _, _, give in liked[:GIVES_MAX]]


def gifts(search: Search, debtor: int, identity: str) -> Moves:
    """Return what a debtor could undertake with an instrument and has not."""
    asked = (debtor, identity)
    if asked not in search.gifts:
        seat = search.seats[debtor]
        search.gifts[asked] = tuple(
            search.move(give)
            for give in levels(search, search.table.instruments[identity], seat)
            if not search.is_held(give)
        )
    return search.gifts[asked]


def levels(search: Search, record: Record, debtor: str) -> Iterator[Promise]:
    """Yield what a debtor could undertake with an instrument, toward each who would like it."""
    receivers: list[tuple[str, ...]] = [()]
    if record["beneficiaries"] == "required":
        welcome = record["welcome"]
        fond = (seat for seat in record["recipients"] if seat != debtor)
        receivers = [(seat,) for seat in fond if welcome.get(seat, 0) > 0]
    highest = reach(search.table, search.character, record, debtor)
    for toward in receivers:
        if record["kind"] == "quantity":
            most = int(record["max"])
            yield Promise(debtor, record["id"], most, toward, rounds=1)
        else:
            for level in record["levels"][:highest]:
                yield stance(search.character, record, debtor, level["level"], toward)


def is_joint(search: Search, offer: Offer) -> bool:
    """Whether all who sign it give alike, so that they may declare it together."""
    moves = as_moves(search, offer.promises)
    givers = {each.debtor for each in offer.promises}
    return is_chorus(search, moves) and givers == {search.seat, *offer.others}
