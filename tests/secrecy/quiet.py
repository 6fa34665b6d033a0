"""A scenario in which much can be done that moves nothing anybody publishes.

Owns `QUIET`: the first session with an undertaking, a delivery and an action that have no price
and no effect, so that they can be varied in secret while meters, bands and onus stay the same. Its
sheets and its menu ask about them, so that whoever knew too much would show it.
"""

from msgspec.structs import replace

from rules.conditions import parse
from rules.names import SEATS, Verification
from rules.scenario import Action, Friend, Instrument, Level, Line, Quantity, Scenario
from rules.scenario.tuning import AccusationRules, Detection, Limits, Rounds
from server.scenarios import shipped

HUSH = Instrument(
    id="hush",
    title="Discretion",
    track="security",
    debtors=SEATS,
    beneficiaries="optional",
    tags=("intangible", "easy", "political"),
    visible=0,
    verifiable=True,
    levels=(
        Level(title="Discretion", phrase="be discreet"),
        Level(title="Much discretion", phrase="be very discreet"),
    ),
)
PARCELS = Instrument(
    id="parcels",
    title="Parcels",
    track="economy",
    debtors=SEATS,
    beneficiaries="required",
    tags=("concrete", "easy", "economic", "fungible"),
    visible=100,
    quantity=Quantity(
        unit="kg",
        step=10,
        max=50,
        phrase="send {amount} kg of parcels a round",
        stock=dict.fromkeys(SEATS, 10_000),
    ),
)
FREE: tuple[Verification, ...] = ("v0", "v1", "v2")
"""Under these an evasion can stay hidden from all but who benefits."""
CLOSEST = "v5"
"""Only texts that are secret to the end are inspected like this."""
ENVOY = Action(id="envoy", title="Send an envoy", text="An envoy went.", seats=SEATS, secret=True)
EARS = Action(
    id="ears",
    title="Listen",
    text="{actor} listened.",
    seats=SEATS,
    secret=True,
    target="pair",
    listen=70,
    listen_clause=50,
)


def of(form: str, by: str, **more: object) -> dict[str, object]:
    return {form: {"by": by, "instrument": "hush", "level": 1, **more}}


REPLY = Action(
    id="reply",
    title="Reply in kind",
    text="{actor} replied in kind.",
    seats=SEATS,
    requires=parse({"any": [of("operative", seat, verification=CLOSEST) for seat in SEATS]}),
)
LINES = tuple(
    Line(id=f"{form}-{seat}", text="Discretion.", when=parse(of(form, seat)), points=1)
    for form in ("operative", "performed", "verified")
    for seat in SEATS
)


def quieted(scenario: Scenario) -> Scenario:
    sheets = {
        seat: tuple(replace(each, lines=(*each.lines, *LINES)) for each in variants)
        for seat, variants in scenario.sheets.items()
    }
    return replace(
        scenario,
        instruments=(*scenario.instruments, HUSH, PARCELS),
        actions=(*scenario.actions, ENVOY, EARS, REPLY),
        sheets=sheets,
        limits=Limits(open_documents=20, secret_default=20),
        rounds=Rounds(first_possible_end=20, last=20, end_odds=0, estimate="long"),
        rivalries=(),
        friends=(Friend(id="eu", title="the Union", text="It hurries.", speeds=1, advises=True),),
        leak_odds=0,
        accusations=AccusationRules(each_round=20, refused=0, refused_evidence=0, empty=0, bluff=0),
        detection={
            **scenario.detection,
            **dict.fromkeys(FREE, Detection(detect=40, false_alarm=40)),
        },
    )


QUIET = quieted(shipped("first-session"))
