"""The search for an exchange: what to ask, what to give for it, and whom it takes to sign.

Owns candidates and their ranking: a bundle wished for, completed step by step with whatever makes
the others likelier to sign at the least cost. It must never write a text or know of phases.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from .search import Search
from .table import Record
from .welcome import Promise
from .wishes import merged, stance, wishes

WISHES_MAX = 12
"""The best wishes that are looked at."""
UNIONS_OF = 4
"""The best of them that are also tried two at a time."""
GIVES_MAX = 8
"""Undertakings of one debtor that are looked at to sweeten a text."""
OTHERS_MAX = 3
JOINT_FROM = 3
"""From so many on, what all give alike is declared by all together."""
WORTHWHILE = 40
"""Hundredths of a point below which a text is not worth its paper."""
SPARE = 2
"""Room kept free of one's own texts, to answer others'."""
IN_COMPANY = 8
"""By how many tenths of a point a promise is easier for all who give it together."""
ODDS_MIN = 150
"""Thousandths below which a text is not worth the others' time."""

Draw = Callable[[str], int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """An exchange worth writing down."""

    promises: tuple[Promise, ...]
    others: tuple[str, ...]
    """Who else must sign, in the order of names."""
    gain: int
    """Hundredths of a point, if it is concluded."""
    score: int


def offers(search: Search, draw: Draw) -> tuple[Offer, ...]:
    """Return what is worth offering, the best first; `draw` is the seat's taste."""
    found: dict[frozenset[tuple[str, str, int]], Offer] = {}
    for asks in candidates(search):
        offer = weighed(search, completed(search, asks), draw)
        if offer is not None:
            found.setdefault(frozenset(each.key for each in offer.promises), offer)
    return tuple(sorted(found.values(), key=ranking))


def ranking(offer: Offer) -> tuple[int, list[tuple[str, str, int]]]:
    """Return by what offers are put in order: the best first, ties by what they say."""
    return -offer.score, [each.key for each in offer.promises]


def weighed(search: Search, promises: tuple[Promise, ...], draw: Draw) -> Offer | None:
    """Return the whole as an offer, valued exactly, unless it gains too little or is not new."""
    ease = IN_COMPANY if is_chorus(search, promises) else 0
    gain, odds = search.whole_gain(promises), search.odds(promises, ease)
    if gain < WORTHWHILE or odds < ODDS_MIN or search.is_spent(promises):
        return None
    if search.price(promises) > max(search.room - SPARE, 0):
        return None
    label = "/".join(f"{each.debtor}:{each.instrument}:{each.level}" for each in promises)
    taste = 90 + draw(f"taste/{label}") // 5
    return Offer(
        promises=promises,
        others=search.others(promises),
        gain=gain,
        score=gain * odds // 1000 * taste // 100,
    )


# --- what to ask for ---


def candidates(search: Search) -> Iterator[tuple[Promise, ...]]:
    """Yield what to ask for: the best wishes, and the very best two at a time."""
    unmet = {still_open(search, bundle): None for bundle in wishes(search.table)}
    possible = [bundle for bundle in unmet if is_possible(search, bundle)]
    possible.sort(key=lambda bundle: -sum(search.gain(each) for each in bundle))
    yield from possible[:WISHES_MAX]
    for one, more in combinations(possible[:UNIONS_OF], 2):
        both = merged(one, more)
        if is_possible(search, both):
            yield both


def still_open(search: Search, bundle: tuple[Promise, ...]) -> tuple[Promise, ...]:
    return tuple(each for each in bundle if not search.is_held(each))


def is_possible(search: Search, bundle: tuple[Promise, ...]) -> bool:
    around = search.others(bundle)
    fits = 0 < len(bundle) <= search.clauses_max and 0 < len(around) <= OTHERS_MAX
    return (fits or is_chorus(search, bundle)) and all(search.may(each) for each in bundle)


def is_chorus(search: Search, bundle: tuple[Promise, ...]) -> bool:
    """Whether several say the same, this seat among them: more may do so in one text."""
    givers = {each.debtor for each in bundle}
    alike = len({each.instrument for each in bundle}) == 1
    return alike and search.seat in givers and JOINT_FROM <= len(bundle) <= search.chorus_max


# --- what to give for it ---


def completed(search: Search, asks: tuple[Promise, ...]) -> tuple[Promise, ...]:
    """Return the asks with whatever, step by step, makes them likelier to come at a fair cost."""
    promises, gain = asks, search.whole_gain(asks)
    best = gain * search.odds(promises)
    while len(promises) < search.clauses_max:
        value, sweetener = best_step(search, promises, gain)
        if sweetener is None or value <= best:
            break
        promises, gain, best = (*promises, sweetener), gain + search.gain(sweetener), value
    return promises


def best_step(
    search: Search, promises: tuple[Promise, ...], gain: int
) -> tuple[int, Promise | None]:
    """Return the addition after which the text is worth most by its odds, and how much."""
    margins, signing = search.margins(promises), search.others(promises)
    best: tuple[int, Promise | None] = (0, None)
    for each in sweeteners(search, promises):
        after = gain + search.gain(each)
        if after * 1000 > best[0]:
            value = after * odds_with(search, margins, signing, each)
            best = max(best, (value, each), key=lambda pair: pair[0])
    return best


def odds_with(
    search: Search, margins: Mapping[str, int], signing: tuple[str, ...], more: Promise
) -> int:
    """Return the odds that all sign, in thousandths, once one more promise is in the text."""
    appeal, odds = search.appeal(more), 1000
    for seat in signing:
        odds = odds * search.signs(seat, margins[seat] + appeal[seat]) // 100
    for seat in search.parties_to(more):
        if seat != search.seat and seat not in signing:
            odds = odds * search.signs(seat, margins[seat] + appeal[seat]) // 100
    return odds


def sweeteners(search: Search, promises: tuple[Promise, ...]) -> list[Promise]:
    """Return what this seat or another party could add that somebody at the text would like."""
    signing = (search.seat, *search.others(promises))
    toward = {seat for each in promises for seat in each.toward}
    taken = {(each.debtor, each.instrument) for each in promises}
    parties = tuple(sorted({*signing, *toward}))
    room_for_more = len(signing) <= OTHERS_MAX
    return [
        give
        for debtor in parties
        if debtor in signing or room_for_more
        for give in gives(search, debtor, parties)
        if (debtor, give.instrument) not in taken
    ]


def gives(search: Search, debtor: str, parties: tuple[str, ...]) -> list[Promise]:
    """Return the few undertakings of a debtor that the parties would like best."""
    asked = (debtor, parties)
    if asked not in search.liked:
        search.liked[asked] = best_liked(search, debtor, parties)
    return search.liked[asked]


def best_liked(search: Search, debtor: str, parties: tuple[str, ...]) -> list[Promise]:
    liked = []
    for identity in search.debtors.get(debtor, ()):
        for give in levels(search.table.instruments[identity], debtor, parties):
            appeal = search.appeal(give)
            joy = sum([appeal[seat] for seat in parties])
            if joy > 0 and not search.is_held(give):
                liked.append((-joy, give))
    liked.sort()
    return [give for _, give in liked[:GIVES_MAX]]


def levels(record: Record, debtor: str, parties: tuple[str, ...]) -> Iterator[Promise]:
    """Yield what a debtor could undertake with an instrument, toward each who would like it."""
    fond = [seat for seat in parties if seat != debtor and record["welcome"].get(seat, 0) > 0]
    receivers: list[tuple[str, ...]] = [(seat,) for seat in fond if seat in record["recipients"]]
    for toward in receivers if record["beneficiaries"] == "required" else [()]:
        if record["kind"] == "quantity":
            yield Promise(
                debtor=debtor,
                instrument=record["id"],
                level=int(record["max"]),
                toward=toward,
                rounds=1,
            )
        else:
            for level in record["levels"]:
                yield stance(record, debtor, level["level"], toward)


def is_joint(search: Search, offer: Offer) -> bool:
    """Whether all who sign it give alike, so that they may declare it together."""
    givers = {each.debtor for each in offer.promises}
    return is_chorus(search, offer.promises) and givers == {search.seat, *offer.others}
