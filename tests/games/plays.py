"""The golden games, as they are played when they are recorded.

Owns which games there are and how each comes about; the long scripted one is `crisis`. Nothing of
this runs when a stored game is tested.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from msgspec.structs import replace

from rules.bots.match import Match
from rules.commands import Advance, Close, Open
from rules.events import Happened
from rules.names import SEATS
from rules.scenario import LegalForm, LegalForms, Outcome, Rounds, Scenario, Succession
from server.scenarios import shipped
from tests.rules.at_the_table import OFFER, clause
from tests.rules.tiny import SCENARIO, performed, when

from .circles import circles
from .crisis import crisis
from .forking import forked
from .guests import guests
from .stage import Stage
from .teams import teams
from .unveiling import unveiling


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """A game as it was played, step by step."""

    scenario: Scenario
    texts: Mapping[str, str | None]
    steps: list[tuple[Happened, ...]]


class Watched(Match):
    """A bots' game that keeps its steps apart."""

    def __init__(self, scenario: Scenario, seed: str) -> None:
        super().__init__(scenario, seed, (), lambda *_: None, {})
        self.log = [tuple(self.happened)]

    def obey(self, *order: Any) -> None:
        before = len(self.happened)
        super().obey(*order)
        self.log.append(tuple(self.happened[before:]))


def bots(scenario: Scenario, seed: str, last_round: int | None = None) -> Played:
    """Play with six bots to the end, or until control closes in the plenary of `last_round`."""
    match = Watched(scenario, seed)
    match.control(Open())
    while match.state.phase != "closed":
        match.wake_all()
        is_enough = (match.state.round, match.state.phase) == (last_round, "plenary")
        match.control(Close() if is_enough else Advance())
    return Played(scenario=scenario, texts=match.texts, steps=match.log)


def staged(stage: Stage) -> Played:
    return Played(scenario=stage.state.scenario, texts=stage.texts, steps=stage.steps)


WAR = Outcome(
    id="war",
    title="War",
    text="All lost.",
    when=when({"meter": {"name": "tension", "at_least": 100}}),
    ends=True,
)


def war() -> Stage:
    """A test and a strike in one round: two parties, and tension beyond its bound."""
    stage = Stage(replace(SCENARIO, outcomes=(WAR, *SCENARIO.outcomes))).open().to("capitals")
    stage.give("dprk", "seal", instructions={"action": {"action": "nuclear_test"}})
    stage.give("rok", "seal", instructions={"action": {"action": "strike", "target": ["dprk"]}})
    stage.give("control", "advance")
    return stage


def settled() -> Stage:
    """An agreement that ends the talks."""
    outcomes = (replace(SCENARIO.outcomes[0], ends=True), *SCENARIO.outcomes[1:])
    stage = Stage(replace(SCENARIO, outcomes=outcomes)).open()
    document = stage.table("usa")
    stage.to("capitals")
    stage.give("dprk", "seal", instructions={"answers": {document: "accept"}})
    stage.give("control", "advance")
    return stage


def drawn() -> Stage:
    """Nobody does anything, and from the second round on the end is drawn."""
    rounds = Rounds(first_possible_end=2, last=20, end_odds=40, estimate="two rounds or more")
    return Stage(replace(SCENARIO, rounds=rounds)).open().to("closed")


def unopened() -> Stage:
    """Closed by control before it opened."""
    stage = Stage(SCENARIO)
    stage.arrive(*SEATS[:2])
    stage.give("control", "absence", seat="jpn", then="hold")
    stage.give("control", "close")
    return stage


GIFT = clause("jpn", "food", 50, beneficiaries=["rok"], rounds=2)
WORD = {"title": "We expect", "sponsors": ["jpn"], "addressees": [], "audience": "closed"}


def succeeded() -> Stage:
    """One government falls, and its word unless declared; another stays; one wish of two comes."""
    told = {"title": "A vote", "text": "They vote.", "changed": "New.", "stayed": "Old."}
    days = (("usa", 100), ("rok", 1))
    votes = tuple(
        Succession(id=f"vote-{seat}", seat=seat, round=2, odds=odds, latitude=9, **told)
        for seat, odds in days
    )
    forms = LegalForms(
        joint_text=LegalForm(title="Joint text", survives=0),
        statement=LegalForm(title="Statement", survives=100),
    )
    stage = Stage(replace(SCENARIO, successions=votes, legal_forms=forms)).open()
    for instrument in ("freeze", "tests"):
        asked = {"that": performed("dprk", instrument), "by": 2}
        stage.table("jpn", {**WORD, "clauses": [GIFT], "expectation": asked})
    pledge = clause("usa", "pledge", beneficiaries=["dprk"])
    alone = {"addressees": [], "form": "statement", "clauses": [pledge]}
    stage.table("usa", {**WORD, **alone, "sponsors": ["usa"]})
    stage.conclude("usa")
    stage.to("capitals").to("reckoning").to("corridors")
    stage.give("control", "close")
    return stage


def combined() -> Stage:
    """Two combine their declarations, and leave them together; one alone cannot."""
    stage = Stage(SCENARIO).open().to("plenary")
    ids = [
        stage.table(
            by,
            {
                "title": "Our word",
                "sponsors": [by],
                "addressees": [],
                "audience": "public",
                "clauses": [clause(by, "pledge", beneficiaries=["dprk"])],
            },
        )
        for by in ("usa", "prc")
    ]
    stage.to("reckoning").to("corridors")
    for by in ("usa", "prc"):
        stage.give(by, "combine", documents=ids)
    stage.to("plenary")
    for by, identity in zip(("prc", "usa"), reversed(ids), strict=True):
        stage.give(by, "denounce", document=identity)
    stage.to("reckoning").to("corridors")
    stage.give("control", "close")
    return stage


def changed() -> Stage:
    """One text rests while another is in force, and wakes when it has ended."""
    rounds = Rounds(first_possible_end=9, last=9, end_odds=0, estimate="nine rounds")
    stage = Stage(replace(SCENARIO, rounds=rounds)).open()
    old = stage.conclude("usa")
    stage.to("corridors")
    other = {**OFFER, "clauses": [clause("dprk", "tests", rounds=1)]}
    stage.conclude("usa", other, rests=[old])
    stage.to("capitals").to("reckoning").to("capitals").to("reckoning").to("corridors")
    stage.give("control", "close")
    return stage


def scripted(script: Callable[[], Stage]) -> Played:
    return staged(script())


GAMES: Mapping[str, Callable[[], Played]] = {
    "first-session": lambda: bots(shipped("first-session"), "golden"),
    "korea-2020": lambda: bots(shipped("korea-2020"), "golden 5", last_round=3),
    "crisis": partial(scripted, crisis),
    "circles": partial(scripted, circles),
    "guests": partial(scripted, guests),
    "teams": partial(scripted, teams),
    "unveiling": partial(scripted, unveiling),
    "forked": partial(scripted, forked),
    "combined": partial(scripted, combined),
    "changed": partial(scripted, changed),
    "war": partial(scripted, war),
    "settled": partial(scripted, settled),
    "drawn": partial(scripted, drawn),
    "succeeded": partial(scripted, succeeded),
    "unopened": partial(scripted, unopened),
}
