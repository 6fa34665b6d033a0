"""Titles of news: a card's from the scenario, an inject's from control, a leak's from the text.

Owns these words. All news are the world's, and so is every document that one of them names.
"""

from ..documents.combined import authors
from ..model import News
from ..naming import label
from ..prose import seat_text
from ..prose.words import listed, sentence
from .reader import Reader


def headline(reader: Reader, told: News) -> str:
    if told.card is not None:
        return reader.state.scenario.card[told.card].title
    if told.succession is not None:
        return reader.state.scenario.succession[told.succession].title
    if told.kind == "unveiled":
        return "What observers see"
    if told.documents:
        return "A joint assurance"
    if told.document is not None:
        return "A leak" if told.by is None else "A disclosure"
    return reader.says(told.title) if told.title else ""


def story(reader: Reader, told: News) -> str:
    if told.card is not None:
        return reader.state.scenario.card[told.card].text
    if told.succession is not None:
        succession = reader.state.scenario.succession[told.succession]
        return succession.changed if told.changed else succession.stayed
    if told.kind == "unveiled":
        return unveiling(told)
    if told.documents:
        return union(reader, told)
    if told.document is not None:
        return revelation(reader, told, told.document)
    words = reader.says(told.text) if told.text else ""
    return f"{outcome(reader, told)} {words}".strip()


def unveiling(told: News) -> str:
    """Say who will see what from now on (Rulebook 1.18)."""
    if told.delay is None:
        return "Observers see what the world sees again, and nothing else."
    before = "one round" if told.delay == 1 else f"{told.delay} rounds"
    return (
        f"Observers see everything from now on as it was {before} before: private talk, secret "
        "texts, score sheets, all of it from the first day on."
    )


def outcome(reader: Reader, told: News) -> str:
    """Say whether what a delegation undertook by petition succeeded."""
    if told.petition is None or told.by is None:
        return ""
    name = reader.state.scenario.delegation[told.by].name
    did = reader.state.petitions[told.petition].status
    return f"The {name} {'succeeded' if did == 'succeeded' else 'failed'}."


def revelation(reader: Reader, told: News, document: str) -> str:
    title = reader.says(reader.state.documents[document].terms.title)
    paper = f"{label(document)}, “{title}”"
    if told.by is None:
        return f"A confidential text has leaked: {paper}. All the world can read it."
    name = seat_text(told.by, reader.state.scenario)
    return sentence(f"{name} has made a confidential text public: {paper}")


def union(reader: Reader, told: News) -> str:
    state = reader.state
    by = listed([seat_text(seat, state.scenario) for seat in authors(state, told.documents)])
    papers = listed([label(name) for name in told.documents])
    text = f"{by} have combined their declarations {papers} into a joint assurance"
    return f"{sentence(text)} Only all of them together can leave it."


def source(reader: Reader, told: News) -> str | None:
    if told.kind == "report":
        return "The press at this table."
    if told.card is None:
        return None
    return reader.state.scenario.card[told.card].source or None
