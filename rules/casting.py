"""Which characters there are to play a seat, in a plain line each, and how a table casts them.

Owns the names by which a table calls its bots. It must never know how a bot thinks: nothing in
the rules does but `bots`.
"""

from collections.abc import Mapping

from .chance import pick

BOTS: Mapping[str, str] = {
    "maximiser": "Looks for the deal that gains it most and that the others might sign.",
    "reciprocator": "Goes in small steps, pays when it has been paid, and forgives once.",
    "hard-liner": "Asks for much, wants proof, and may walk out when nothing is offered.",
}
"""Name -> a plain line about it."""
ANY = ""
"""A bot without a name: the table's key says which."""
RETIRED: Mapping[str, str] = {"steady": "maximiser"}
"""Characters of older tables -> who plays on for them."""
ENGINE = "engine"
"""Who holds a guest's seat that no person has taken (Rulebook 1.11)."""
LISTED = ", ".join(BOTS)


def holder_bot(holder: str) -> str | None:
    """Return the bot that a holder on the wire names, ANY for `bot` alone, None for a person.

    ENGINE is no bot: it holds seats of guests alone.
    """
    kind, _, name = holder.partition(":")
    if kind == ENGINE:
        return ENGINE
    return name if kind == "bot" else None


def is_known(bot: str | None) -> bool:
    """Whether there is such a holder: a person, any bot, or a character by its name."""
    return bot is None or bot == ANY or bot in BOTS or bot in RETIRED


def cast(key: str, seat: str, bot: str) -> str:
    """Return who plays a seat; a bot without a name is drawn from the table's key."""
    if bot == ANY:
        return pick(key, 0, f"character/{seat}", dict.fromkeys(BOTS, 1))
    return RETIRED.get(bot, bot)
