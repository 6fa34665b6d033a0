"""What things cost a delegation at home, and whether it can afford all it has undertaken.

Owns the prices of documents, walk-outs and returns, and the one worst case that tabling and
sealing check (Rulebook 5 "Means", 7). Prices are a signatory's own business: nothing here may be
shown to another. It must never charge anything: the reckoning does.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ..conditions import Leaf, Simultaneous
from ..conditions.truth import Knowledge, holds, is_quantity, on_text
from ..documents.shape import signatories
from ..documents.sight import can_see, living
from ..duties.friends import at_rate, saved
from ..duties.obligations import clauses_on_record, ratification, tranches_left
from ..model import Clause, Document, Instructions, Standing, State, Terms
from ..names import Seat
from ..once import once, once_each
from ..scenario import Instrument, Scenario, Tenet
from .animosities import dearest
from .undercut import is_free

Part = tuple[str, int]
"""What is paid for, and how much latitude it takes."""

KOREAS: tuple[Seat, Seat] = ("dprk", "rok")
OVER_THEIR_HEADS: tuple[Seat, Seat] = ("usa", "prc")


@dataclass(frozen=True, slots=True, kw_only=True)
class Worst:
    """The worst case of all that is undertaken: full pledges, every price, no gain."""

    needed: int
    """Latitude reserved and about to be spent."""
    room_left: int
    """What remains of the seat's latitude; below 0 it is short by as much."""
    stock: Mapping[str, int] = field(default_factory=dict)
    """Instrument -> how many units the stock is short of the pledges; absent when it suffices."""


# --- what a document costs ---


def document_prices(state: State, terms: Terms) -> Mapping[Seat, int]:
    """Return the latitude each signatory would pay at conclusion (Rulebook 7)."""
    return {
        seat: sum(amount for _, amount in price_parts(state, terms, seat))
        for seat in signatories(terms)
    }


def price_parts(state: State, terms: Terms, seat: Seat) -> tuple[Part, ...]:
    """Return what a signatory pays for, with each amount; what is free is left out."""
    parts = (
        *clause_parts(state, terms, seat),
        *relief_parts(state, terms, seat),
        *tenet_parts(state, terms, seat),
        *rivalry_parts(state, terms, seat),
        *company_parts(state, terms, seat),
        *form_parts(state, terms),
    )
    return tuple((text, amount) for text, amount in parts if amount)


def clause_parts(state: State, terms: Terms, seat: Seat) -> Iterator[Part]:
    """Several clauses of one stance are paid for once, at the highest; quantities add up."""
    for name, price in clause_prices(state, terms, seat).items():
        yield state.scenario.instrument[name].title, price


def clause_prices(state: State, terms: Terms, seat: Seat) -> Mapping[str, int]:
    levels: dict[str, list[int]] = {}
    for clause in terms.clauses:
        if clause.debtor == seat and clause.instrument in state.scenario.instrument:
            levels.setdefault(clause.instrument, []).append(clause.level)
    known = state.scenario.instrument
    return {name: max(level_price(known[name], asked), 0) for name, asked in levels.items()}


def relief_parts(state: State, terms: Terms, seat: Seat) -> Iterator[Part]:
    """What makes clauses cheaper, one after the other; never more than each of them costs."""
    left = dict(clause_prices(state, terms, seat))
    for name, text, room in eased(state, terms, seat):
        part = min(room, left.get(name, 0))
        left[name] = left.get(name, 0) - part
        yield text, -part


def eased(state: State, terms: Terms, seat: Seat) -> Iterator[tuple[str, str, int]]:
    """Yield (instrument, why, room): what friends pay, what habit and an agreed rate save."""
    for name, friend, room in saved(state, terms, seat):
        yield name, f"{friend[:1].upper()}{friend[1:]} pays a part", room
    yield from habits(state, seat)
    for swap, *pair in at_rate(state, terms):
        for clause in pair:
            yield clause.instrument, "At an agreed rate", swap.fair


def habits(state: State, seat: Seat) -> Iterator[tuple[str, str, int]]:
    """Yield what a seat is used to since it has performed something like it (Rulebook 7.25)."""
    done = dict.fromkeys(
        clause.instrument
        for _, clause in clauses_on_record(state)
        if clause.debtor == seat
        and any(each.outcome == "performed" for each in state.deliveries.get(clause.id, ()))
    )
    for instrument in (state.scenario.instrument[name] for name in done):
        for name, room in instrument.habituates.items():
            yield name, f"Used to it since: {instrument.title}", room


def level_price(instrument: Instrument, levels: list[int]) -> int:
    """Return what these levels, or amounts a round, of one instrument cost together."""
    quantity = instrument.quantity
    if quantity is not None:
        return -(-sum(levels) // quantity.price_per) * quantity.price
    known = [instrument.levels[n - 1].price for n in levels if 1 <= n <= len(instrument.levels)]
    return max(known, default=0)


def tenet_parts(state: State, terms: Terms, seat: Seat) -> Iterator[Part]:
    """Contradicting a tenet costs dearly, sidestepping it by wording little (Rulebook 7)."""
    prices = state.scenario.prices
    is_secret = terms.audience == "secret"
    for tenet in tenets(state, seat):
        match stance(state, terms, tenet, seat):
            case "contradicted":
                price = prices.contradict_secret if is_secret else prices.contradict
                yield f"Contradicts: {tenet.text}", price
            case "sidestepped":
                yield f"Sidesteps: {tenet.text}", prices.sidestep
            case _:
                pass


def tenets(state: State, seat: Seat) -> tuple[Tenet, ...]:
    """Return what a delegation stands on: its own, or what another government brought."""
    brought = state.seats[seat].government
    if brought is not None:
        held = state.scenario.succession[brought].tenets
        if held is not None:
            return held
    return state.scenario.delegation[seat].tenets


def stance(state: State, terms: Terms, tenet: Tenet, seat: Seat) -> str:
    """Say what the text, as if all its clauses stood, does to a seat's tenet."""

    def as_known(leaf: Leaf) -> bool:
        assert not isinstance(leaf, Simultaneous)
        return holds(leaf, state, Knowledge(readers=(seat,)), seat)

    if not on_text(tenet.contradicted_by.form, terms, state.scenario, as_known):
        return "untouched"
    wording = tenet.sidestepped_by
    if wording is not None and on_text(wording.form, terms, state.scenario, as_known):
        return "sidestepped"
    return "contradicted"


def rivalry_parts(state: State, terms: Terms, seat: Seat) -> Iterator[Part]:
    signing = signatories(terms)
    for rivalry in state.scenario.rivalries:
        if seat in rivalry.pair and set(rivalry.pair) <= set(signing):
            yield rivalry.text, rivalry.price


def company_parts(state: State, terms: Terms, seat: Seat) -> Iterator[Part]:
    """Who sponsors a text with others pays for the worst of its company (Rulebook 7.24)."""
    worst = dearest(state, terms, seat)
    if worst is not None:
        yield worst


def form_parts(state: State, terms: Terms) -> Iterator[Part]:
    """A solemn form is dearer, to everybody who signs (Rulebook 3.7)."""
    form = state.scenario.legal_forms.of(terms.form)
    yield form.title, form.price


def goes_over_their_heads(terms: Terms) -> bool:
    """Whether the US and China sponsor it without a Korean at their side (Rulebook 7)."""
    return set(OVER_THEIR_HEADS) <= set(terms.sponsors) and not set(KOREAS) & set(terms.sponsors)


def slighted(state: State, document: Document) -> Mapping[Seat, int]:
    """Return what each Korea loses when this is concluded over its head, if it may see it."""
    if not goes_over_their_heads(document.terms):
        return {}
    price = state.scenario.prices.over_koreas_heads
    return {seat: price for seat in KOREAS if can_see(document, seat)}


# --- what leaving, returning and acting cost ---


def walk_out_price(state: State, ground: str) -> int:
    """Return the latitude a walk-out costs: little on an open ground, dear on a closed one."""
    prices = state.scenario.prices
    return prices.walk_out_open if ground in state.open_grounds else prices.walk_out_closed


def return_price(state: State, seat: Seat) -> int:
    """Return the fee for coming back, which doubles with every return."""
    return int(state.scenario.prices.return_fee * 2 ** state.seats[seat].returns)


def action_price(state: State, action: str) -> int:
    """Return what a national action costs its actor now."""
    act = state.scenario.action[action]
    return 0 if is_free(state, act) else act.price


def sheet_price(state: State, seat: Seat, sheet: Instructions) -> int:
    """Return what the sheet's own acts cost, apart from documents."""
    acted = action_price(state, sheet.action.action) if sheet.action else 0
    left = walk_out_price(state, sheet.walk_out) if sheet.walk_out else 0
    returned = return_price(state, seat) if sheet.come_back else 0
    return acted + left + returned + sheet.bid


# --- the worst case ---


def worst_case(
    state: State,
    seat: Seat,
    instructions: Instructions | None = None,
    tabling: Terms | None = None,
) -> Worst:
    """Return what the seat needs if all it tabled, signed or accepted, and this too, came true.

    `instructions` stands for the sheet about to be sealed (else the one sealed, if any);
    `tabling` for a text about to be tabled.
    """
    sheet = instructions or state.sealed.get(seat) or Instructions()
    is_unmoved = not sheet.answers and tabling is None
    taken, stock = at_rest(state, seat) if is_unmoved else claims(state, seat, sheet, tabling)
    needed = sheet_price(state, seat, sheet) + taken
    room_left = state.seats[seat].latitude - needed
    return Worst(needed=needed, room_left=room_left, stock=stock)


Claims = tuple[int, Mapping[str, int]]
"""The latitude that papers would take, and how many units each stock would be short."""


@once_each
def at_rest(state: State, seat: Seat) -> Claims:
    """Return what the papers claim that the seat stands by, whatever else it is about to do."""
    return claims(state, seat, Instructions(), None)


def claims(state: State, seat: Seat, sheet: Instructions, tabling: Terms | None) -> Claims:
    others = [d for d in pending(state) if tabling is None or d.terms.id != tabling.id]
    pledged = [d for d in others if is_pledged(d, seat, sheet)]
    signed = [d.terms for d in others if is_cosigned(d, seat)]
    unpriced = signed if tabling is None else [*signed, tabling]
    priced = sum(document.prices.get(seat, 0) for document in pledged)
    quoted = sum(amount for terms in unpriced for _, amount in price_parts(state, terms, seat))
    return priced + quoted, shortages(state, seat, [*(d.terms for d in pledged), *unpriced])


@once
def pending(state: State) -> tuple[Document, ...]:
    """Return the papers that may yet be concluded: drafts and open ones."""
    return tuple(d for _, d in living(state) if d.status in ("draft", "open"))


def is_pledged(document: Document, seat: Seat, sheet: Instructions) -> bool:
    """Whether the seat's word is out for an open document: as sponsor, or by its answer."""
    if document.status != "open":
        return False
    answer = sheet.answers.get(document.terms.id) or document.answers.get(seat)
    return seat in document.terms.sponsors or (answer is not None and answer.accepts)


def is_cosigned(document: Document, seat: Seat) -> bool:
    """Whether the seat has signed a draft, which another sponsor may table without asking."""
    return document.status == "draft" and seat in document.signed


def shortages(state: State, seat: Seat, offered: list[Terms]) -> Mapping[str, int]:
    owned = stocks_of(state.scenario, seat)
    short = {each.id: -stock_left(state, seat, each.id, offered) for each in owned}
    return {name: units for name, units in short.items() if units > 0}


@once_each
def stocks_of(scenario: Scenario, seat: Seat) -> tuple[Instrument, ...]:
    """Return what the seat delivers out of stocks."""
    counted = (each for each in scenario.instruments if each.quantity is not None)
    return tuple(each for each in counted if seat in each.debtors)


def stock_left(state: State, seat: Seat, instrument: str, offered: list[Terms]) -> int:
    """Return the stock not delivered, owed or offered, awake or asleep; below 0 it is short."""
    quantity = state.scenario.instrument[instrument].quantity
    assert quantity is not None
    owed = drawn(state).get((seat, instrument), 0)
    promised = sum(
        clause.level * turns(state, terms, clause)
        for terms in offered
        for clause in terms.clauses
        if clause.debtor == seat and clause.instrument == instrument
    )
    return quantity.stock.get(seat, 0) - owed - promised


@once
def drawn(state: State) -> Mapping[tuple[Seat, str], int]:
    """Return what clauses in force have drawn on each stock and still may, by its owner."""
    stocks: dict[tuple[Seat, str], int] = {}
    for _, clause in clauses_on_record(state):
        if is_quantity(state.scenario, clause.instrument):
            stock = clause.debtor, clause.instrument
            stocks[stock] = stocks.get(stock, 0) + spent_and_owed(state, clause)
    return stocks


def spent_and_owed(state: State, clause: Clause) -> int:
    """Return what a clause in force has drawn on the stock and, at full pledge, still may."""
    deliveries = state.deliveries.get(clause.id, ())
    spent = sum(each.amount for each in deliveries)
    standing = state.standings[clause.id]
    if standing.status in ("ended", "lapsed"):
        return spent
    until = last_turn(state) if standing.until_round is None else standing.until_round
    settled = {each.round for each in deliveries}
    first = max(standing.from_round, next_turn(state, standing))
    ahead = [n for n in range(first, min(until, last_turn(state)) + 1) if n not in settled]
    most = len(ahead) if clause.tranches == 1 else max(tranches_left(state, clause), 0)
    return spent + clause.level * min(len(ahead), most)


def next_turn(state: State, standing: Standing) -> int:
    """Return the round from which a clause may have a turn: one at rest has none in the next."""
    if standing.rests_under is None:
        return state.round
    settled = state.round if state.round in state.concluded_at else state.round - 1
    return settled + 2


def turns(state: State, terms: Terms, clause: Clause) -> int:
    """Return how often an offered clause could fall due if it were concluded this round."""
    first = state.round + 1 + ratification(state, terms) + clause.start
    left = max(last_turn(state) - first + 1, 0)
    if clause.tranches > 1:
        return min(clause.tranches, left)
    return left if clause.rounds is None else min(clause.rounds, left)


def last_turn(state: State) -> int:
    """Return the last round in which anything can fall due: the closing delivery's."""
    return state.last_round + 1
