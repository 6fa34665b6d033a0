"""What lies open to everybody: the table, its seats, meters and instruments.

Owns these records' fields. The only secrets near them are a delegation's own: its exact room for
manoeuvre, its prices and stocks.
"""

from collections.abc import Iterable

from ..decide.absences import stand_in
from ..documents.succession import ahead
from ..model import Absence, State
from ..names import PHASES, SEATS, Seat, Viewer
from ..naming import commitment
from ..scenario import HiddenType, Instrument, Quantity
from ..weighing.prices import stock_left, tenets
from .effects import as_data, cause_text
from .reader import Reader, Record
from .teams import team

PLAYED = tuple(phase for phase in PHASES if phase not in ("lobby", "closed"))


# --- table/main ---


def table(reader: Reader, _: str) -> Record:
    state, scenario = reader.state, reader.state.scenario
    return {
        "id": state.table,
        "name": reader.says(state.name) if state.name else None,
        "scenario": {
            "name": scenario.name,
            "title": scenario.title,
            "summary": scenario.summary,
        },
        "language": state.language,
        "status": status(state),
        "round": state.round,
        "rounds": {
            "estimate": scenario.rounds.estimate,
            "first_possible_end": scenario.rounds.first_possible_end,
        },
        "preset": preset(state),
        "phase": state.phase,
        "phases": list(PLAYED),
        "deadline_ms": state.deadline_ms,
        "paused": state.paused_left_ms is not None,
        "left_ms": left_ms(state),
        "awaits": list(state.awaits),
        "clock": {phase: state.clock.get(phase) for phase in PLAYED},
        "outcome": outcome(state),
        "seed_commitment": commitment(state.key),
        "fork": fork(state),
        "host": scenario.host,
        "stakes": scenario.stakes,
        "good_from": scenario.goodness.good_from,
        "convenor": state.convenor,
        "agenda": list(state.agenda),
        "dialogue_round": state.dialogue_round,
        "control_reads_all": True,
        "unveiled": state.unveiled,
    }


def fork(state: State) -> Record | None:
    """Return as what of another table this one began, if it is a fork (Rulebook 1.19).

    How many steps there had been is not said: it would tell of hidden ones.
    """
    if not state.origins:
        return None
    origin = state.origins[-1]
    return {"table": origin.table, "round": origin.round, "phase": origin.phase}


def preset(state: State) -> Record | None:
    """Return the preset the table is played by, if it was founded with one."""
    if state.preset is None:
        return None
    told = state.scenario.presets[state.preset]
    return {"id": state.preset, "title": told.title, "text": told.text}


def left_ms(state: State) -> int | None:
    """Return what is left on the clock of a paused table; None without a pause or a clock."""
    left = state.paused_left_ms
    return None if left is None or left < 0 else left


def status(state: State) -> str:
    return {"lobby": "lobby", "closed": "ended"}.get(state.phase, "playing")


def outcome(state: State) -> Record | None:
    """Return the public outcome the game ended with (Rulebook 9)."""
    for each in state.scenario.outcomes:
        if each.id == state.outcome:
            return {"id": each.id, "title": each.title, "text": each.text}
    return None


# --- seat/{delegation} ---


def seat(reader: Reader, identity: str) -> Record:
    (which,) = (s for s in SEATS if s == identity)
    told, delegate = reader.state.scenario.delegation[which], reader.state.seats[which]
    record: Record = {
        "seat": which,
        "name": told.name,
        "short": told.short,
        "code": told.code,
        "bot": delegate.bot,
        "present": delegate.present,
        "absence": absence(delegate.absence),
        "stand_in": stand_in(reader.state, which),
        "ready": delegate.ready,
        "walked_out": walk_out(reader.state, which),
        "onus": delegate.onus,
        "support": delegate.support,
        "band": delegate.band,
        "government": government(reader.state, which),
        "succession": succession(reader.state, which),
        "tenets": [{"id": each.id, "text": each.text} for each in tenets(reader.state, which)],
        "types": [as_type(each) for each in told.types],
        "type_chosen": which in reader.state.fixed_types,
    }
    if reader.viewer in (which, "control"):
        record["latitude"] = delegate.latitude
        record["team"] = team(reader.state, which)
    return record


def absence(chosen: Absence) -> Record:
    """Return what happens when the delegation is missing, as control has chosen it."""
    return {"then": chosen.then, "bot": chosen.bot, "grace": chosen.grace_s}


def government(state: State, which: Seat) -> str | None:
    """Say how the present government came, if it is not the first."""
    brought = state.seats[which].government
    return None if brought is None else state.scenario.succession[brought].changed


def succession(state: State, which: Seat) -> Record | None:
    """Return the next day on which the government may change, as everybody knows of it."""
    told = ahead(state, which)
    if told is None:
        return None
    return {"title": told.title, "text": told.text, "round": told.round, "odds": told.odds}


def as_type(told: HiddenType) -> Record:
    """Return what everybody may know of a type (Rulebook 7.30)."""
    return {"id": told.id, "title": told.title, "text": told.text, "prior": told.prior}


def walk_out(state: State, which: Seat) -> Record | None:
    delegate = state.seats[which]
    if delegate.walked_out is None:
        return None
    return {
        "ground": delegate.walked_out,
        "title": state.scenario.ground[delegate.walked_out].title,
        "round": delegate.walked_out_round,
    }


# --- meter/{name} ---


def meter(reader: Reader, name: str) -> Record:
    defined = reader.state.scenario.meter[name]
    now = reader.state.meters[name]
    return {
        "name": name,
        "title": defined.title,
        "help": defined.help,
        "value": now.value,
        "min": defined.min,
        "max": defined.max,
        "good": defined.good,
        "history": list(now.history),
        "delta": now.value - now.history[-2 if len(now.history) > 1 else 0],
        "cause": cause_text(reader, now.cause),
    }


# --- instrument/{id} ---


def stocked(state: State, viewer: Viewer) -> Iterable[str]:
    """Return the instruments of which the viewer sees stocks: nothing else of them changes."""
    return (each.id for each in state.scenario.instruments if owners_seen(each, viewer))


def owners_seen(told: Instrument, viewer: Viewer) -> list[Seat]:
    """Return whose stocks of it the viewer sees: its own; control sees all."""
    stocks = told.quantity.stock if told.quantity else {}
    return [seat for seat in SEATS if seat in stocks and viewer in (seat, "control")]


def instrument(reader: Reader, identity: str) -> Record:
    scenario = reader.state.scenario
    told = scenario.instrument[identity]
    quantity = told.quantity
    return {
        "id": told.id,
        "title": told.title,
        "track": told.track,
        "track_title": next(t.title for t in scenario.tracks if t.id == told.track),
        "kind": "stance" if quantity is None else "quantity",
        "debtors": list(told.debtors),
        "beneficiaries": told.beneficiaries,
        "recipients": list(told.recipients or SEATS) if told.beneficiaries != "none" else [],
        "unit": quantity.unit if quantity else None,
        "step": quantity.step if quantity else None,
        "phrase": quantity.phrase if quantity else None,
        "levels": [
            {
                "level": n,
                "title": each.title,
                "phrase": each.phrase,
                "effects": as_data(each.effects),
            }
            for n, each in enumerate(told.levels, 1)
        ],
        "effects": as_data(quantity.effects) if quantity else [],
        "max": quantity.max if quantity else None,
        "stock": stock(reader, told),
        "tags": list(told.tags),
        "verifiable": told.verifiable,
        "visible": told.visible,
        "assurance": assurance(told),
        "welcome": dict(told.welcome),
        "lead": told.lead,
        "needs_ally": dict(told.needs_ally),
        "price": own_price(told) if reader.viewer in told.debtors else {},
        "help": told.help,
    }


def assurance(told: Instrument) -> Record | None:
    if told.assurance is None:
        return None
    return {"kind": told.assurance.kind, "sense": told.assurance.sense}


def stock(reader: Reader, told: Instrument) -> Record:
    """Return what debtors have left to pledge, as far as the viewer may know."""
    seen = owners_seen(told, reader.viewer)
    return {seat: stock_left(reader.state, seat, told.id, []) for seat in seen}


def own_price(told: Instrument) -> Record:
    """Return what each level, or amount, costs its debtor in one document."""
    if told.quantity is None:
        return {str(n): each.price for n, each in enumerate(told.levels, 1)}
    amounts = range(0, told.quantity.max + 1, told.quantity.step)
    return {str(amount): price_of(told.quantity, amount) for amount in amounts}


def price_of(quantity: Quantity, amount: int) -> int:
    """Return the room it costs: for each `price_per` units, rounded up."""
    return -(-amount // quantity.price_per) * quantity.price
