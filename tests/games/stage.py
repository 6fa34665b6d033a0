"""A table that keeps its steps and texts, and a scenario on which everything can be made to happen.

Owns `Stage` and `STAGE`. In `STAGE` nothing is left to luck: each kind of verification always finds
or always errs, secret texts always leak.
"""

from typing import Any

from msgspec.structs import replace

from rules.commands import Order
from rules.events import Happened
from rules.fold import replay as replayed
from rules.model import TextRef
from rules.opening import open_table
from rules.parse import parse_command
from rules.scenario import Action, Ambiguity, Card, Drift, Effect, Ground, Reason, Rounds, Scenario
from rules.scenario.tuning import Detection, Limits
from tests.rules.at_the_table import CLOCK, KEY, Table
from tests.rules.tiny import FREEZE, PLEDGE, SCENARIO, when

BLIND, SHARP, NERVOUS, EXACT, MISTAKEN = "v0", "v1", "v2", "v3", "v4"
"""What verification finds on stage: nothing; all, for who watches; what is not there, for who
watches; all, for everybody; nothing, and doubts."""
TENSER = (Effect(meter="tension", by=3),)


class Stage(Table):
    """A table on its way. A second passes before every command."""

    def __init__(self, scenario: Scenario, key: str = KEY, guests: tuple[str, ...] = ()) -> None:
        held = dict.fromkeys(guests)
        opening = open_table(scenario, table="golden", key=key, bots={}, clock=CLOCK, guests=held)
        super().__init__(replayed((each.event for each in opening), scenario))
        self.steps = [opening]
        self.times_ms = [self.now_ms]
        """When each step was taken."""
        self.texts: dict[str, str | None] = {}

    def lift(self, text: str, _field: str) -> TextRef:
        identity = f"t{len(self.texts)}"
        self.texts[identity] = text
        return TextRef(id=identity, digest="")

    def order(self, by: str, command: Any, **more: Any) -> Order:
        self.now_ms += 1000
        parsed = parse_command(command, self.lift) if isinstance(command, dict) else command
        return super().order(by, parsed, **more)

    def do(self, by: str, command: Any, **more: Any) -> tuple[Happened, ...]:
        step = super().do(by, command, **more)
        self.steps.append(step)
        self.times_ms.append(self.now_ms)
        return step

    def clock(self, command: Any) -> None:
        self.do("clock", command, person="clock")

    def seal(self, seat: str, **instructions: Any) -> None:
        self.give(seat, "seal", instructions=instructions)


GROUNDS = (
    *SCENARIO.grounds,
    Ground(
        id="slight",
        title="a slight",
        text="We were slighted.",
        seats=("jpn",),
        opened_by=when({"round": {"at_least": 15}}),
        closed_by=when({"round": {"at_least": 16}}),
        closed_text="nobody slighted anybody",
    ),
)
ACTIONS = (
    *SCENARIO.actions,
    Action(id="envoy", title="Send an envoy", text="An envoy went.", seats=("prc",), secret=True),
    Action(
        id="hack",
        title="Break into networks",
        text="{actor} broke into networks.",
        seats=("rus",),
        secret=True,
        attribution=100,
        attributed=TENSER,
    ),
    Action(
        id="ears",
        title="Listen in",
        text="{actor} listened in on {target}.",
        seats=("rok", "jpn"),
        secret=True,
        target="pair",
        listen=100,
        listen_clause=100,
    ),
    Action(
        id="show",
        title="Show the archives",
        text="{actor} showed that it has archives.",
        seats=("usa",),
        once=True,
        standing=(Effect(support="actor", by=1),),
        source="The archives.",
    ),
    Action(
        id="stunt",
        title="Launch something",
        text="{actor} launched something.",
        seats=("dprk", "jpn"),
        ambiguous=Ambiguity(
            question="Was that a breach?",
            disputes=("tests", "pledge"),
            reasons=(
                Reason(id="rocket", text="It was a rocket.", finding="breach"),
                Reason(id="weather", text="It was the weather.", finding="none"),
            ),
            needed=2,
            when_breach=TENSER,
        ),
    ),
)
CARDS = tuple(
    Card(id=name, title=title, text=f"{title}.", effects=TENSER)
    for name, title in (("flood", "A flood"), ("parade", "A parade"), ("summit", "A summit"))
)
STAGE = replace(
    SCENARIO,
    name="stage",
    title="The stage",
    rounds=Rounds(first_possible_end=20, last=20, end_odds=0, estimate="long"),
    limits=Limits(open_documents=20, secret_default=20),
    delegations=tuple(replace(each, latitude=10) for each in SCENARIO.delegations),
    instruments=(
        replace(FREEZE, visible=0),
        replace(PLEDGE, visible=0),
        *(each for each in SCENARIO.instruments if each.id not in ("freeze", "pledge")),
    ),
    grounds=GROUNDS,
    actions=ACTIONS,
    cards=CARDS,
    drifts=(
        Drift(
            id="impatience",
            text="Patience runs out.",
            when=when({"round": {"at_least": 2}}),
            effects=(Effect(meter="economy", by=-1),),
        ),
    ),
    detection={
        BLIND: Detection(detect=0, false_alarm=0),
        SHARP: Detection(detect=100, false_alarm=0),
        NERVOUS: Detection(detect=0, false_alarm=100),
        EXACT: Detection(detect=100, false_alarm=0),
        MISTAKEN: Detection(detect=0, false_alarm=100),
        "v5": Detection(detect=100, false_alarm=0),
    },
    leak_odds=100,
)
