"""How a table comes to be: the opening event, and the state it begins with."""

from collections.abc import Mapping

from . import events as e
from .chance import pick
from .model import TextRef
from .names import SEATS, VIEWERS, Seat
from .refusal import Refused
from .scenario import Scenario
from .scenario.loading import digest

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
) -> tuple[e.Happened, ...]:
    """Return the opening of a table. `key` is 32 random bytes in hex; `rounds` caps the length.

    Each delegation's score sheet is drawn from the key among its variants (Rulebook 9).
    """
    if rounds is not None and not 1 <= rounds <= LAST_ROUND_MAX:
        raise Refused("malformed", f"Play 1 to {LAST_ROUND_MAX} rounds.", "rounds")
    opened = e.TableOpened(
        table=table,
        scenario=digest(scenario),
        key=key,
        language=language,
        name=name,
        last_round=rounds or scenario.rounds.last,
        clock=clock,
        bots={seat: bots.get(seat) for seat in SEATS},
        variants={seat: variant(scenario, key, seat) for seat in SEATS},
    )
    return (e.Happened(event=opened, to=VIEWERS),)


def variant(scenario: Scenario, key: str, seat: Seat) -> str:
    """Draw a delegation's score sheet."""
    sheets = scenario.sheets[seat]
    weights = {sheet.id: 1 for sheet in sheets}
    return pick(key, 0, f"variant/{seat}", weights)
