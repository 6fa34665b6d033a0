"""Lines of ambiguous acts: what is asked about them, and what the table held (Rulebook 6.14)."""

from collections.abc import Iterator

from ...duties.charges import ambiguity
from ...model import Question
from ...names import SEATS
from ...scenario import Ambiguity
from ..words import sentence
from .line import Line, Said, Sayings

FOUND = {"breach": "a breach", "none": "no breach"}


def asked_of(line: Line) -> tuple[Question, Ambiguity]:
    question = next(each for each in line.state.questions if each.id == line.telling.name)
    return question, ambiguity(line.state, question)


def question_put(line: Line) -> Said:
    _, asked = asked_of(line)
    return "warn", f"{asked.question} The other five vote on it next round.", ()


def question_breach(line: Line) -> Said:
    text = sentence(f"the table holds that {line.who} broke its word")
    return "bad", f"{asked_of(line)[1].question} {text}", tuple(votes(line))


def question_none(line: Line) -> Said:
    text = sentence(f"the table does not hold that {line.who} broke its word")
    return "neutral", f"{asked_of(line)[1].question} {text}", tuple(votes(line))


def votes(line: Line) -> Iterator[str]:
    """Yield what each of the other five held, and why, in the order of the table."""
    question, asked = asked_of(line)
    reasons = {each.id: each for each in asked.reasons}
    for seat in SEATS:
        reason = reasons.get(question.votes.get(seat, ""))
        if reason is not None:
            yield sentence(f"{line.seat(seat)}: {FOUND[reason.finding]}. {reason.text}")
        elif seat != question.by:
            yield sentence(f"{line.seat(seat)} abstained")


SAYINGS: Sayings = {each.__name__: each for each in (question_put, question_breach, question_none)}
