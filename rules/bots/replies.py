"""What a delegate answers to those whose texts it does not sign: why, and what would help.

Owns these words. Each is said once: what it has said it knows by the reasons it kept. It must never
say more of its sheet than what it asks for, nor read what a person wrote.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from .bargain import declined
from .capitals import floor_of, is_vague
from .characters import Character
from .evidence import evidence
from .outlook import Pledge
from .reasons import reason
from .saying import phrase, turned
from .table import Record, Table
from .welcome import Promise, as_pledge, promised
from .wishes import wishes
from .wording import SEATS
from .worth import Worth, price_of, scale

Command = dict[str, Any]
CONTRADICTS = "Contradicts: "
"""How the price of a tenet is called on the record."""
TOLD = "We told "
TELLS = 10
"""Hundredths of a point that a wish must be worth to be spoken of."""


def speak(table: Table, character: Character) -> Iterator[Command]:
    """Yield why texts that others put to this seat are not signed, to each of them once a round."""
    left = int(table.commands.get("reason", {}).get("left", 0))
    for sponsor, texts in unanswered(table, character).items() if left else ():
        said = refusal(table, character, texts[0], sponsor) if left else ""
        if said:
            left -= 1
            yield {"kind": "say", "channel": between(table.seat, sponsor), "text": said}
            yield reason(texts[0]["id"], f"{TOLD}{table.seats[sponsor]['short']}: {said}")


def between(one: str, other: str) -> str:
    return "+".join(seat for seat in SEATS if seat in (one, other))


def already_told(table: Table) -> set[str]:
    """Return to whom it has said this round why it does not sign."""
    return {
        sponsor
        for each in own_reasons(table)
        if each["round"] == table.round and each["about"] in table.documents
        for sponsor in table.documents[each["about"]]["sponsors"]
    }


def own_reasons(table: Table) -> Iterable[Record]:
    return (each for each in table.reasons.values() if each["by"] == table.seat)


def unanswered(table: Table, character: Character) -> dict[str, list[Record]]:
    """Return by sponsor what it would not sign and has said nothing of, the nearest first.

    Whom it has told something this round is left out.
    """
    told, spoken_of = already_told(table), {each["about"] for each in own_reasons(table)}
    found: dict[str, list[Record]] = {}
    for each in (*declined(table), *put_by_people(table)):
        if each["id"] in spoken_of or each["sponsors"][0] in told:
            continue
        if each["status"] != "open" or not is_enough(table, character, each):
            found.setdefault(each["sponsors"][0], []).append(each)
    for texts in found.values():
        if len(texts) > 1:
            texts.sort(
                key=lambda each: (-scale(table).text(each, price_of(table, each)), each["id"])
            )
    return found


def put_by_people(table: Table) -> Iterator[Record]:
    """Yield the open texts that people put to this seat."""
    for text in table.documents.values():
        if text["status"] == "open" and table.seat in text["addressees"]:
            sponsor = table.seats[text["sponsors"][0]]
            if sponsor["bot"] is None and sponsor["present"]:
                yield text


def is_enough(table: Table, character: Character, text: Record) -> bool:
    """Whether it would sign a text for itself, other texts apart."""
    if character.wants_proof and is_vague(table, text):
        return False
    floor = floor_of(table, character, evidence(table), text)
    price = price_of(table, text)
    return price <= table.room and scale(table).text(text, price) >= floor


def refusal(table: Table, character: Character, text: Record, sponsor: str) -> str:
    """Return why a text is not signed, and what of its author's would help; only what is new."""
    short = table.seats[sponsor]["short"]
    before = " ".join(each["text"] for each in own_reasons(table) if is_to(each, short))
    said = (obstacle(table, character, text), missing(table, character, text, sponsor))
    fresh = [each for each in said if each and each not in before]
    return " ".join((f"On {text['label']}:", *fresh)) if fresh else ""


def is_to(kept: Record, short: str) -> bool:
    return str(kept["text"]).startswith(f"{TOLD}{short}:")


def obstacle(table: Table, character: Character, text: Record) -> str:
    """Return what most stands in the way: a tenet, means, proof, one's own part, or the balance."""
    against = [part["text"] for part in text["price_parts"] if CONTRADICTS in part["text"]]
    if against:
        return f"“{against[0].removeprefix(CONTRADICTS)}” We hold to that."
    if price_of(table, text) > table.room:
        return "It asks for more than we could carry at home."
    if character.wants_proof and is_vague(table, text):
        return "Nothing in it can be seen to be done."
    worth = scale(table)
    if worth.text(text, price_of(table, text)) > 0:
        return "You get far more by it than we do."
    least, title = min(own_part(table, worth, text), default=(0, ""))
    return f"“{title}” is more than we give for this." if least < 0 else "We get too little by it."


def own_part(table: Table, worth: Worth, text: Record) -> Iterator[tuple[int, str]]:
    """Yield what each of one's own promises in a text would add, and its title."""
    for clause in text["clauses"]:
        if clause["debtor"] == table.seat:
            title = str(table.instruments[clause["instrument"]]["title"])
            yield worth.gain(pledged(table, promised(clause))), title


def missing(table: Table, character: Character, text: Record, sponsor: str) -> str:
    """Return the one thing of a sponsor's that would help most, where there is one."""
    worth, best = scale(table), (TELLS, "")
    inside = {(each["debtor"], each["instrument"], each["level"]) for each in text["clauses"]}
    for promise, *more in wishes(table, character):
        if not more and promise.debtor == sponsor and promise.key not in inside:
            gain = worth.gain(pledged(table, promise))
            if gain > best[0]:
                best = (gain, turned(phrase(table, promise.clause()), "you"))
    return f"It would help if you were to {best[1]}." if best[1] else ""


def pledged(table: Table, promise: Promise) -> list[Pledge]:
    return [as_pledge(table, promise)]
