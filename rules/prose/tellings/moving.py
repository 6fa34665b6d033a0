"""Lines of onus, of the world that moves by itself, and of the end (Rulebook 6.6 to 6.8)."""

from ...documents.shape import signatories
from ..words import listed, sentence
from .line import Line, Said, Sayings, in_running_text


def onus(line: Line) -> Said:
    text = f"the onus moves to {line.who} (+{line.telling.amount})"
    if line.telling.amount < line.scenario.onus.decline:
        why = f"its answer to the good offer {line.paper} hung on what another did not do"
    else:
        why = f"it left the good public offer {line.paper} without the yes it could afford"
    return "bad", sentence(f"{text}: {why}"), ()


def eroded(line: Line) -> Said:
    text = f"{line.paper} loads few of those who signed it, and wears {line.who} out"
    return "bad", sentence(text), ()


def took_chair(line: Line) -> Said:
    return "neutral", sentence(f"{line.who} takes the chair of the talks"), ()


def dialogue_opened(line: Line) -> Said:
    rules = line.scenario.convenor
    assert rules is not None
    return "good", sentence(f"{rules.opens_text} has opened, to the credit of {line.who}"), ()


def chair_blamed(line: Line) -> Said:
    rules = line.scenario.convenor
    assert rules is not None
    text = f"{line.who} has the chair, and still there is no sign of {rules.opens_text}"
    return "warn", sentence(text), ()


def drift(line: Line) -> Said:
    text = next(each.text for each in line.scenario.drifts if each.id == line.telling.name)
    return "neutral", sentence(text), ()


def index_rose(line: Line) -> Said:
    return "good", sentence(f"the assurance index rises to {line.telling.amount}"), ()


def index_fell(line: Line) -> Said:
    return "bad", sentence(f"the assurance index falls to {line.telling.amount}"), ()


def leaked(line: Line) -> Said:
    assert line.telling.document is not None, line.telling
    terms = line.state.documents[line.telling.document].terms
    between = listed([line.seat(seat) for seat in signatories(terms)])
    return "warn", sentence(f"a secret text leaked: {line.paper}, of {between}"), ()


def ground_opened(line: Line) -> Said:
    ground = line.scenario.ground[line.telling.name or ""]
    return "warn", sentence(f"“{ground.title}” is a ground for walking out again"), ()


def ground_closed(line: Line) -> Said:
    ground = line.scenario.ground[line.telling.name or ""]
    text = f"“{ground.title}” is no ground for walking out any more"
    return "good", sentence(text), (sentence(ground.closed_text),)


def government_changed(line: Line) -> Said:
    told = line.scenario.succession[line.telling.name or ""]
    return "warn", sentence(told.changed), (sentence(told.title),)


def government_stayed(line: Line) -> Said:
    told = line.scenario.succession[line.telling.name or ""]
    return "neutral", sentence(told.stayed), (sentence(told.title),)


def expected(line: Line) -> Said:
    return "good", sentence(f"what {line.paper} expected has come"), ()


def disappointed(line: Line) -> Said:
    text = f"what {line.paper} expected by the end of round {line.telling.amount} has not come"
    return "warn", sentence(text), ("Its sponsors may leave it without breaking their word.",)


def outlived(line: Line) -> Said:
    text = f"the new government of {line.who} stands by {line.promise}"
    return "good", sentence(text), (line.place, survival(line))


def lapsed(line: Line) -> Said:
    text = f"{line.promise} by {line.who} fell with the government that gave it"
    return "bad", sentence(text), (line.place, survival(line))


def survival(line: Line) -> str:
    return f"The odds that it would outlive it were {line.telling.amount} in 100."


def closing(_: Line) -> Said:
    return "neutral", "What was promised last fell due once more before the talks closed.", ()


def ended(line: Line) -> Said:
    outcome = next(each for each in line.scenario.outcomes if each.id == line.telling.name)
    return "neutral", sentence(f"the talks are over: {in_running_text(outcome.title)}"), ()


def war(line: Line) -> Said:
    return "bad", "War.", (line.scenario.war.text,) if line.scenario.war.text else ()


SAYINGS: Sayings = {
    each.__name__: each
    for each in (
        onus, eroded, took_chair, dialogue_opened, chair_blamed, drift, index_rose, index_fell,
        leaked, ground_opened, ground_closed,
        government_changed, government_stayed, outlived, lapsed,
        expected, disappointed, closing, ended, war,
    )
}  # fmt: skip
