"""What a delegate says of its own texts: who would do what, and what for.

Owns these words, each character's turns of phrase among them. It must never tell what is on its
sheet but by what it asks for, nor read what a person wrote.
"""

import re
from collections.abc import Iterator, Mapping

from ..prose.words import with_article
from .bargain import Draw, declined
from .characters import Character
from .table import Record, Table, signatories

OPENINGS: Mapping[str, tuple[str, ...]] = {
    "maximiser": (
        "A trade that pays all sides.",
        "There is a deal in this.",
        "We looked for more.",
    ),
    "reciprocator": ("One step for another.", "Let us begin with this.", "A small step, and fair."),
    "hard-liner": ("These are our terms.", "This is what it takes.", "Words will not do."),
}
"""How each character begins, if it says anything before it comes to the point."""
POINT = 65
"""Percent odds that it comes straight to the point."""
END = re.compile("[,:;]")
"""What comes after it is left to the text itself."""
WE, OUR = re.compile(r"\bwe\b"), re.compile(r"\bour\b")
NAMED_MAX = 3
"""Promises of one delegation that are named; the text holds the others."""


# --- what it proposes ---


def proposal(table: Table, character: Character, text: Record, draw: Draw) -> str:
    """Return what is said when a text is tabled: who is to do what, and what for."""
    parts = [opening(table, character, text, draw), *deeds(table, text)]
    return f"{' '.join(part for part in parts if part)} ({text['label']})"


def opening(table: Table, character: Character, text: Record, draw: Draw) -> str:
    """Return how it begins: by what it comes back to, by a turn of its own, or not at all."""
    earlier = [each for each in declined(table) if is_within(each, text)]
    if earlier:
        return f"Your {earlier[0]['label']}, and what would make it fair."
    luck = draw(f"opening/{text['id']}")
    turns = OPENINGS[character.name]
    return "" if luck < POINT else turns[luck % len(turns)]


def is_within(earlier: Record, text: Record) -> bool:
    """Whether a text holds all that an earlier one did."""
    said = {(each["debtor"], each["instrument"]) for each in text["clauses"]}
    return {(each["debtor"], each["instrument"]) for each in earlier["clauses"]} <= said


def deeds(table: Table, text: Record) -> Iterator[str]:
    """Yield a sentence on what each delegation would do, this one last: one for all alike."""
    others = [seat for seat in signatories(text) if seat != table.seat]
    parts = {seat: parts_of(table, text, seat) for seat in (*others, table.seat)}
    theirs = [parts[seat] for seat in others]
    if len(others) > 1 and theirs[0] and all(each == theirs[0] for each in theirs):
        yield f"All of you would {listed(theirs[0])}."
        others = []
    for seat in (*others, table.seat):
        if parts[seat]:
            yield f"{called(table, text, seat)} would {listed(parts[seat])}."


def parts_of(table: Table, text: Record, seat: str) -> list[str]:
    done = [phrase(table, each) for each in text["clauses"] if each["debtor"] == seat]
    if seat == table.seat:
        return done
    return [turned(each, "you" if is_to_one(text) else "they") for each in done]


def is_to_one(text: Record) -> bool:
    """Whether only one other hears what is said of a text."""
    return len(signatories(text)) == 2 and text["audience"] != "public"


def called(table: Table, text: Record, seat: str) -> str:
    """Return what a delegation is called here, as a sentence begins: "The DPRK", "China"."""
    if seat == table.seat:
        return "We"
    if is_to_one(text):
        return "You"
    name = with_article(str(table.seats[seat]["short"]))
    return name[:1].upper() + name[1:]


def phrase(table: Table, clause: Record) -> str:
    """Return the gist of what a clause has its debtor do, as words after “would”."""
    record = table.instruments[clause["instrument"]]
    if record["kind"] == "quantity":
        words = str(record["phrase"]).replace("{amount}", str(clause["level"]))
    else:
        words = str(record["levels"][clause["level"] - 1]["phrase"])
    return END.split(words, maxsplit=1)[0]


def turned(words: str, who: str) -> str:
    """Return words that speak of “we” as said of another: you, or they."""
    whose = {"you": "your", "they": "their"}[who]
    return OUR.sub(whose, WE.sub(who, words))


def listed(done: list[str]) -> str:
    words = list(dict.fromkeys(done))
    if len(words) > NAMED_MAX:
        words = [*words[: NAMED_MAX - 1], "more"]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
