"""Lines of the settlement: what became of texts and clauses, and why (Rulebook 5, 6.5)."""

from ...documents.shape import in_order, kind
from .. import kind_text, near_text, order_dispute_text
from ..words import listed, sentence
from .line import Line, Said, Sayings, in_running_text


def concluded(line: Line) -> Said:
    return "good", sentence(f"{described(line)}, is concluded"), ()


def fell(line: Line) -> Said:
    return "bad", sentence(f"{described(line)}, fell"), (*line.reasons, *misses(line))


def declined(line: Line) -> Said:
    """Where one alone said no, that is the whole reason."""
    if line.telling.seat is None:
        text = sentence(f"{described(line)}, was declined")
        return "bad", text, (*line.reasons, *misses(line))
    return "bad", sentence(f"{line.who} declined {described(line)}"), misses(line)


def waiting(line: Line) -> Said:
    text = sentence(f"{described(line)}, does not stand yet")
    return "neutral", text, (*line.reasons, *misses(line))


def described(line: Line) -> str:
    """Name a text by its label, kind and sponsors: "K7M2, an offer by the US"."""
    assert line.telling.document is not None, line.telling
    terms = line.state.documents[line.telling.document].terms
    named = in_running_text(kind_text(kind(terms)))
    article = "an" if named[0] in "aeiou" else "a"
    by = listed([line.seat(seat) for seat in in_order(terms.sponsors)])
    return f"{line.paper}, {article} {named} by {by}"


def misses(line: Line) -> tuple[str, ...]:
    """Say what would have been enough beside what the reasons say, or that nothing small would."""
    if line.telling.far:
        return ("It is far from standing.",)
    said = tuple(cause.lacked for cause in line.telling.why[-1:])
    texts = (
        near_text(near, line.scenario, line.label) for near in line.telling.near if near != said
    )
    return tuple(f"Near miss: {in_running_text(text)}" for text in texts)


def woke(line: Line) -> Said:
    return "good", sentence(f"{line.promise} by {line.who} is in force again"), (line.place,)


def sleeps(line: Line) -> Said:
    text = sentence(f"{line.promise} by {line.who} sleeps")
    return "neutral", text, (line.place, *line.reasons)


def served(line: Line) -> Said:
    return "neutral", sentence(f"{line.promise} by {line.who} has run its term"), (line.place,)


def suspended(line: Line) -> Said:
    text = f"{line.promise} by {line.who} is suspended while it is away"
    return "warn", sentence(text), (line.place,)


def rests(line: Line) -> Said:
    under = line.label(line.telling.name or "")
    text = f"{line.paper} rests" + (f" while {under} is in force" if under else "")
    return "neutral", sentence(text), ()


def roused(line: Line) -> Said:
    return "neutral", sentence(f"{line.paper} rests no more"), ()


def order_dispute(line: Line) -> Said:
    assert line.telling.clause is not None, line.telling
    assert line.telling.name is not None, line.telling
    return "warn", order_dispute_text(line.telling.clause, line.telling.name, line.label), ()


SAYINGS: Sayings = {
    each.__name__: each
    for each in (
        concluded, fell, declined, waiting, woke, sleeps, served, suspended, rests, roused,
        order_dispute,
    )
}  # fmt: skip
