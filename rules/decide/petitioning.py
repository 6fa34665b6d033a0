"""Free play: one petitions, others argue, control sets odds, the engine draws (Rulebook 8).

Owns who may petition, argue and rule, and who is told. A secret petition is its author's and
control's; to all others it is as if it did not exist, but for what it moves in the world.
"""

from .. import commands as c
from .. import events as e
from .. import legal
from ..chance import draw
from ..model import Argument, News, Petition, Ruling, State, TextRef
from ..names import VIEWERS, Viewer
from ..naming import named
from ..reckoning import apply_effects
from ..refusal import Refused
from ..scenario import Effect
from ..unfolding import Unfolding, ordered
from .asking import during, seat_of
from .effects import refuse_odd_effects


def petition(unfolding: Unfolding, order: c.Order, command: c.Petition) -> None:
    """Ask control for an action in one's own words."""
    state = unfolding.state
    seat = seat_of(order)
    if not legal.has_petitions(state):
        raise Refused("no-petitions", "Nobody sits here to judge a petition.", "kind")
    during(state, *legal.PETITIONING)
    if not legal.may_petition(state, seat):
        raise Refused("petition-open", "Control has yet to rule on what you asked before.", "kind")
    made = Petition(
        id=named(state.key, "petition", order.person, order.id),
        by=seat,
        secret=command.secret,
        round=state.round,
        title=command.title,
        why=command.why,
    )
    unfolding.add(e.PetitionMade(id=made.id, petition=made, to=readers(made)))


def readers(made: Petition) -> tuple[Viewer, ...]:
    """Return who may read a petition and what comes of it."""
    return ordered({made.by, "control"}) if made.secret else VIEWERS


def argue(unfolding: Unfolding, order: c.Order, command: c.Argue) -> None:
    """Say why another's petition should succeed, or why it should not."""
    state = unfolding.state
    seat = seat_of(order)
    made = readable(state, seat, command.petition)
    if made.status != "open":
        raise Refused("petition-closed", "It has been ruled on.", "petition")
    during(state, *legal.PETITIONING)
    if command.petition not in legal.arguable(state, seat):
        text = "You have had your say on it." if made.by != seat else "It is your own."
        raise Refused("already-argued", text, "petition")
    argument = Argument(by=seat, side=command.side, text=command.text)
    unfolding.add(e.PetitionArgued(id=made.id, argument=argument, to=readers(made)))


def readable(state: State, viewer: Viewer, petition_id: str) -> Petition:
    """Return the petition if this viewer may read it; hidden and non-existent are the same."""
    made = state.petitions.get(petition_id)
    if made is None or viewer not in readers(made):
        raise Refused("unknown-petition", "There is no such petition for you.", "petition")
    return made


def adjudicate(unfolding: Unfolding, _order: c.Order, command: c.Adjudicate) -> None:
    """Refuse, or set odds and write what follows; the engine draws, and it works at once."""
    state = unfolding.state
    made = readable(state, "control", command.petition)
    if made.status != "open":
        raise Refused("petition-closed", "It has been ruled on.", "petition")
    refuse_odd_effects(state, command.success, "success")
    refuse_odd_effects(state, command.failure, "failure")
    ruled = ruling(state, made, command)
    unfolding.add(e.PetitionRuled(id=made.id, ruling=ruled, to=readers(made)))
    if command.odds is not None:
        work(unfolding, made, ruled.effects, command.text)


def ruling(state: State, made: Petition, command: c.Adjudicate) -> Ruling:
    if command.odds is None:
        return Ruling(odds=None, succeeded=False, text=command.text)
    succeeded = is_lucky(state, made, command.odds)
    effects = command.success if succeeded else command.failure
    return Ruling(odds=command.odds, succeeded=succeeded, effects=effects, text=command.text)


def is_lucky(state: State, made: Petition, odds: int) -> bool:
    """Whether the key draws success; whoever sets the odds cannot foresee it."""
    return draw(state.key, made.round, f"petition/{made.id}") < odds


def work(
    unfolding: Unfolding, made: Petition, effects: tuple[Effect, ...], text: TextRef | None
) -> None:
    """Let it work: a public one with news of it, a secret one as if nobody had done it."""
    if made.secret:
        apply_effects(unfolding, effects, cause="unseen")
        return
    news = News(
        id=made.id,
        round=unfolding.state.round,
        kind="petition",
        title=made.title,
        text=text,
        petition=made.id,
        by=made.by,
        effects=effects,
    )
    unfolding.add(e.NewsTold(id=made.id, news=news))
    apply_effects(unfolding, effects, cause=f"news:{made.id}")
