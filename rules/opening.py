"""How a table comes to be: the opening event, and the state it begins with."""

from collections.abc import Mapping

from . import events as e
from .casting import ENGINE, cast
from .chance import pick
from .model import TextRef
from .names import GUESTS, SEATS, VIEWERS, Guest, Seat
from .refusal import Refused
from .scenario import Scenario
from .scenario.loading import digest
from .scenario.presets import played_by

LAST_ROUND_MAX = 20


def open_table(
    scenario: Scenario,
    *,
    table: str,
    key: str,
    bots: Mapping[Seat, str | None],
    clock: Mapping[str, int | None],
    language: str = "en",
    rounds: int | None = None,
    name: TextRef | None = None,
    types: Mapping[Seat, str] | None = None,
    guests: Mapping[Guest, str | None] | None = None,
    preset: str | None = None,
    uniform: bool = False,
) -> tuple[e.Happened, ...]:
    """Return the opening of a table. `key` is 32 random bytes in hex; `rounds` caps the length.

    Each delegation's type and score sheet are drawn from the key (Rulebook 7.30, 9.1), but for the
    `types` that are given. `preset` is the scenario's. `guests` are seats besides the six: a
    person's (None) or ENGINE.
    """
    chosen = types or {}
    if preset is not None and preset not in scenario.presets:
        raise Refused("unknown-preset", "This scenario has no preset of this name.", "preset")
    if rounds is not None and not 1 <= rounds <= LAST_ROUND_MAX:
        raise Refused("malformed", f"Play 1 to {LAST_ROUND_MAX} rounds.", "rounds")
    played = played_by(scenario, preset)
    if preset is not None and rounds is not None and rounds > played.rounds.last:
        text = f"At most {played.rounds.last} rounds are played by these rules."
        raise Refused("malformed", text, "rounds")
    opened = e.TableOpened(
        table=table,
        scenario=digest(scenario),
        key=key,
        language=language,
        name=name,
        last_round=rounds or played.rounds.last,
        clock=clock,
        bots={seat: holder(key, seat, bots.get(seat)) for seat in SEATS},
        variants={seat: variant(scenario, key, seat, chosen.get(seat)) for seat in SEATS},
        fixed_types=tuple(seat for seat in SEATS if seat in chosen),
        preset=preset,
        guests=seated_guests(scenario, guests or {}),
        uniform=uniform,
    )
    return (e.Happened(event=opened, to=(*VIEWERS, *opened.guests)),)


def seated_guests(
    scenario: Scenario, asked: Mapping[Guest, str | None]
) -> Mapping[Guest, str | None]:
    """Return the seats besides the six: the press, and friends that the scenario has."""
    for guest, held_by in asked.items():
        if guest != "press" and guest not in scenario.friend:
            raise Refused("unknown-guest", "The scenario knows no such friend.", f"seats.{guest}")
        if held_by not in (None, ENGINE):
            text = "A person takes this seat, or it is left to the engine."
            raise Refused("unknown-bot", text, f"seats.{guest}")
    return {guest: asked[guest] for guest in GUESTS if guest in asked}


def holder(key: str, seat: Seat, bot: str | None) -> str | None:
    """Return who plays a seat: a person, a character by its name, or one the key draws."""
    return None if bot is None else cast(key, seat, bot)


def variant(scenario: Scenario, key: str, seat: Seat, chosen: str | None) -> str:
    """Draw a delegation's score sheet, among those of its type."""
    of_type = chosen if chosen is not None else drawn_type(scenario, key, seat)
    sheets = [sheet for sheet in scenario.sheets[seat] if sheet.type == of_type]
    if not sheets:
        text = "The delegation has no such type in this scenario."
        raise Refused("unknown-type", text, f"types.{seat}")
    return pick(key, 0, f"variant/{seat}", {sheet.id: 1 for sheet in sheets})


def drawn_type(scenario: Scenario, key: str, seat: Seat) -> str | None:
    """Draw a delegation's type by the priors; None where the scenario has none for it."""
    priors = {each.id: each.prior for each in scenario.delegation[seat].types}
    return pick(key, 0, f"type/{seat}", priors) if priors else None
