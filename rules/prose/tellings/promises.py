"""Lines of promises: what was performed, and what verification brought (Rulebook 6.1 to 6.3)."""

from ...documents.shape import in_order
from ...duties.obligations import ESTABLISHING
from ..words import counted, listed, sentence
from .line import Line, Said, Sayings, in_running_text

BY_LEVEL = {"v3": "observers", "v4": "inspectors by arrangement", "v5": "inspectors anywhere"}


def began(line: Line) -> Said:
    return "good", sentence(f"{line.who} made a start on {line.promise}"), (line.place,)


def delivered(line: Line) -> Said:
    return "good", sentence(shipment(line, line.telling.amount)), (line.place,)


def delivered_first(line: Line) -> Said:
    goods = in_running_text(line.instrument.title)
    text = f"The first {goods} arrived. {sentence(shipment(line, line.telling.amount))}"
    return "good", text, (line.place,)


def shipment(line: Line, amount: int) -> str:
    quantity = line.instrument.quantity
    assert quantity is not None
    goods = in_running_text(line.instrument.title)
    to = listed([line.seat(seat) for seat in in_order(line.clause.beneficiaries)])
    return f"{line.who} delivered {amount} {quantity.unit} of {goods}" + (f" to {to}" if to else "")


def part(line: Line) -> Said:
    amount = line.telling.amount
    if line.instrument.quantity is None:
        held = line.instrument.levels[amount - 1].title
        text = f"{line.who} kept {line.promise} only in part ({held})"
    else:
        text = f"{shipment(line, amount)}, of {line.telling.owed or line.clause.level} promised"
    return "warn", sentence(text), (line.place,)


def hid(line: Line) -> Said:
    who = "you" if line.viewer == line.telling.seat else line.who
    return "neutral", sentence(f"in secret, {who} did not keep {line.promise}"), (line.place,)


def kept(line: Line) -> Said:
    promises = counted(line.telling.amount, "promise")
    return "good", sentence(f"{line.paper} holds: {promises} went on being kept"), ()


def turned(line: Line) -> Said:
    who = "you" if line.viewer == line.telling.seat else line.who
    return "neutral", sentence(f"in secret, {who} turned {goods_share(line)}"), (line.place,)


def goods_share(line: Line) -> str:
    goods = in_running_text(line.instrument.title)
    return f"{line.telling.amount}% of the {goods} it was brought to other ends"


def verified(line: Line) -> Said:
    checked = BY_LEVEL.get(line.clause.verification, BY_LEVEL[ESTABLISHING])
    text = f"{checked} saw nothing amiss: {line.promise} by {line.who} counts as verified"
    return "good", sentence(text), (line.place,)


def doubtful(line: Line) -> Said:
    checked = BY_LEVEL.get(line.clause.verification, BY_LEVEL[ESTABLISHING])
    text = f"{checked} could not confirm {line.promise} by {line.who} this round"
    return "warn", sentence(text), (line.place,)


def breached(line: Line) -> Said:
    text = sentence(f"{line.who} was found to have broken {line.promise}")
    return "bad", text, (line.place, *blamed(line))


def broke(line: Line) -> Said:
    text = sentence(f"{line.who} broke {line.promise} before all eyes")
    return "bad", text, (line.place, *blamed(line))


def blamed(line: Line) -> tuple[str, ...]:
    """Say what onus a breach of a public promise brought; one of a private text brings none."""
    onus_borne = line.telling.amount
    return (f"The onus moves to {line.who} (+{onus_borne}).",) if onus_borne else ()


def suspected(line: Line) -> Said:
    text = f"it looks as if {line.who} broke {line.promise}; nobody can prove it"
    return "warn", sentence(text), (line.place,)


def diverted(line: Line) -> Said:
    return "bad", sentence(f"{line.who} was seen to turn {goods_share(line)}"), (line.place,)


# --- accusations ---


def inspection_found(line: Line) -> Said:
    text = f"{line.who} let inspectors in: they found that it had broken {line.promise}"
    return "bad", sentence(text), (line.place, called_for(line), *blamed(line))


def inspection_empty(line: Line) -> Said:
    text = f"{line.who} let inspectors in: they found nothing amiss with {line.promise}"
    onus = line.telling.amount
    accuser = line.seat(line.telling.other)
    blame = (f"The onus moves to {accuser} (+{onus}).",) if onus else ()
    return "warn", sentence(text), (line.place, called_for(line), *blame)


def inspection_refused(line: Line) -> Said:
    text = f"{line.who} refused the inspection that was asked for over {line.promise}"
    return "bad", sentence(text), (line.place, called_for(line), *shown(line), *blamed(line))


def called_for(line: Line) -> str:
    return sentence(f"{line.seat(line.telling.other)} had accused it")


def cured(line: Line) -> Said:
    text = f"{line.who} made good its breach of {line.promise}: inspectors saw it perform in full"
    onus = line.telling.amount
    relief = (f"It sheds onus ({onus}).",) if onus else ()
    return "good", sentence(text), (line.place, *relief)


def shown(line: Line) -> tuple[str, ...]:
    """Say that the accuser had what it said it had."""
    text = sentence(f"{line.seat(line.telling.other)} laid its evidence open")
    return (text,) if line.telling.name else ()


def bluffed(line: Line) -> Said:
    accuser, onus = line.seat(line.telling.other), line.telling.amount
    text = f"the evidence that {accuser} had spoken of was not there"
    blame = (f"The onus moves to {accuser} (+{onus}).",) if onus else ()
    return "warn", sentence(text), (line.place, *blame)


def made_good(line: Line) -> Said:
    friend = line.scenario.friend[line.telling.name or ""].title
    quantity = line.instrument.quantity
    assert quantity is not None
    goods = f"{line.telling.amount} {quantity.unit} of {in_running_text(line.instrument.title)}"
    text = f"{friend} made good what {line.who} had missed: {goods}"
    return "good", sentence(text), (line.place,)


SAYINGS: Sayings = {
    each.__name__: each
    for each in (
        began, delivered, delivered_first, part, hid, kept, turned, made_good,
        verified, doubtful, breached, broke, suspected, diverted,
        inspection_found, inspection_empty, inspection_refused, bluffed, cured,
    )
}  # fmt: skip
