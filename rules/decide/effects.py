"""What control may write as effects, of news and of rulings alike."""

from ..model import State
from ..refusal import Refused
from ..scenario import Effect


def refuse_odd_effects(state: State, effects: tuple[Effect, ...], field: str) -> None:
    """Refuse effects on nothing, on what there is not, or on nobody in particular."""
    for n, effect in enumerate(effects):
        named_ = [effect.meter, effect.latitude, effect.onus, effect.support]
        if sum(each is not None for each in named_) != 1:
            text = "An effect names one thing: a meter, or a seat's latitude, onus or support."
            raise Refused("bad-effect", text, f"{field}[{n}]")
        if effect.meter is not None and effect.meter not in state.scenario.meter:
            raise Refused("unknown-meter", "There is no such meter.", f"{field}[{n}].meter")
        if {"actor", "target"} & {effect.latitude, effect.onus, effect.support}:
            raise Refused("bad-effect", "News have no actor; name the seat.", f"{field}[{n}]")
