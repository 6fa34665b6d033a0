"""Lines of national actions, walk-outs and returns (Rulebook 6.4, 7.13)."""

from ..overheard import heard_text, pair_text
from ..words import listed, sentence
from .line import Line, Said, Sayings, in_running_text


def acted(line: Line) -> Said:
    return "warn" if is_grave(line) else "neutral", deed(line), ()


def met(line: Line) -> Said:
    return "good", deed(line), ("It broke ice at once, and binds nobody.",)


def met_in_vain(line: Line) -> Said:
    text = f"{deed(line)} They parted before the cameras with nothing to show"
    return "bad", sentence(text), ("Nothing lay between them on paper: nobody had prepared it.",)


def unmet(line: Line) -> Said:
    who = "you" if line.viewer == line.telling.seat else line.who
    text = f"{who} offered {line.seat(line.telling.other)} a meeting, which was not returned"
    return "neutral", sentence(text), ()


def acted_in_secret(line: Line) -> Said:
    who = "you" if line.viewer == line.telling.seat else line.who
    return "neutral", sentence(f"in secret, {who} acted: {action_title(line)}"), (deed(line),)


def traced(line: Line) -> Said:
    return "bad", f"{deed(line)} {sentence(f'it was traced to {line.who}')}", ()


def overheard(line: Line) -> Said:
    heard = line.telling.heard
    assert heard is not None, line.telling
    terms = line.state.documents[heard.document].terms if heard.document else None
    said = heard_text(heard, terms, line.scenario, line.label)
    return "neutral", sentence(f"{listening(line)}, and heard something"), said


def heard_nothing(line: Line) -> Said:
    return "neutral", sentence(f"{listening(line)}, and heard nothing"), ()


def listening(line: Line) -> str:
    who = "you" if line.viewer == line.telling.seat else line.who
    assert line.telling.heard is not None, line.telling
    return f"{who} listened in on {pair_text(line.telling.heard, line.scenario)}"


def held(line: Line) -> Said:
    text = f"{line.who} holds what it has shown, and has not used it: {action_title(line)}"
    return "neutral", sentence(text), ()


def is_grave(line: Line) -> bool:
    action = line.scenario.action[line.telling.name or ""]
    return action.force or action.escalates


def action_title(line: Line) -> str:
    return in_running_text(line.scenario.action[line.telling.name or ""].title)


def deed(line: Line) -> str:
    """Return what the world reads of an action, its actor and target filled in."""
    aimed = [line.telling.other] if line.telling.other else line.telling.pair
    target = listed([line.seat(seat) for seat in aimed]) if aimed else ""
    text = line.scenario.action[line.telling.name or ""].text
    return sentence(text.replace("{actor}", line.who).replace("{target}", target))


def walked_out(line: Line) -> Said:
    ground = line.scenario.ground[line.telling.name or ""]
    return "bad", sentence(f"{line.who} walked out: “{ground.title}”"), (ground.text,)


def stormed_out(line: Line) -> Said:
    ground = line.scenario.ground[line.telling.name or ""]
    text = f"{line.who} walked out over “{ground.title}”, which is no ground any more"
    assert line.telling.seat is not None, line.telling
    patron = line.scenario.patrons.get(line.telling.seat)
    behind = (sentence(patron.text),) if patron else ()
    return "bad", sentence(text), (sentence(ground.closed_text), *behind)


def came_back(line: Line) -> Said:
    return "good", sentence(f"{line.who} came back to the table"), ()


SAYINGS: Sayings = {
    each.__name__: each
    for each in (
        acted, met, met_in_vain, unmet, acted_in_secret, traced, overheard, heard_nothing,
        held,
        walked_out, stormed_out, came_back,
    )
}  # fmt: skip
