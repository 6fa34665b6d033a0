"""A tiny scenario and a state to play with: five instruments, no more than a test can hold.

`freeze` is a stance that can be hidden, `tests` one that cannot, `pledge` an assurance; `food`
and `fuel` are quantities. Build on `state(...)` and `document(...)`; ids are short on purpose.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from rpds import HashTrieMap

from rules.conditions import ALWAYS, Condition, parse
from rules.model import (
    Act,
    Answer,
    Clause,
    Delegate,
    Delivery,
    Document,
    MeterState,
    Standing,
    State,
    Terms,
    TextRef,
)
from rules.names import SEATS
from rules.scenario import (
    Action,
    Assurance,
    Delegation,
    Detection,
    Effect,
    Ground,
    Instrument,
    Issue,
    Level,
    Line,
    MeterDef,
    Outcome,
    PackageLevel,
    Quantity,
    Rounds,
    Scenario,
    Sheet,
    Tenet,
    Track,
    Undertakes,
)

NAMES = {
    "dprk": ("Democratic People's Republic of Korea", "DPRK"),
    "rok": ("Republic of Korea", "ROK"),
    "usa": ("United States", "US"),
    "prc": ("People's Republic of China", "PRC"),
    "rus": ("Russian Federation", "Russia"),
    "jpn": ("Japan", "Japan"),
}


def when(tree: Any) -> Condition:
    return parse(tree)


def operative(by: str, instrument: str, level: int = 1, **more: str) -> dict[str, Any]:
    return {"operative": {"by": by, "instrument": instrument, "level": level, **more}}


def performed(by: str, instrument: str, level: int = 1, **more: str) -> dict[str, Any]:
    return {"performed": {"by": by, "instrument": instrument, "level": level, **more}}


FREEZE = Instrument(
    id="freeze",
    title="Nuclear freeze",
    track="nuclear",
    debtors=("dprk",),
    tags=("concrete", "slow", "easy"),
    levels=(
        Level(title="reactor", phrase="shut down the reactor", price=1),
        Level(title="all plants", phrase="shut down all nuclear plants", price=3),
    ),
    visible=20,
    verifiable=True,
    welcome={"usa": 3, "rok": 2, "jpn": 2, "prc": 1, "rus": 1},
    evade_gain=(Effect(meter="arsenal", by=2),),
)
TESTS = Instrument(
    id="tests",
    title="Test moratorium",
    track="nuclear",
    debtors=("dprk", "usa"),
    tags=("concrete", "fast", "easy"),
    levels=(Level(title="moratorium", phrase="hold no nuclear or missile test", price=1),),
    welcome={"usa": 2, "jpn": 3, "rok": 2},
)
PLEDGE = Instrument(
    id="pledge",
    title="Negative security assurance",
    track="assurances",
    debtors=("usa", "rok", "prc", "rus", "jpn"),
    beneficiaries="required",
    tags=("intangible", "fast", "easy"),
    levels=(
        Level(title="intent", phrase="state that we have no intention to attack", price=1),
        Level(title="promise", phrase="neither attack nor threaten to attack", price=2),
    ),
    assurance=Assurance(kind="intent"),
    welcome={"dprk": 3},
)
FOOD = Instrument(
    id="food",
    title="Food aid",
    track="aid",
    debtors=("usa", "rok", "prc", "jpn"),
    beneficiaries="required",
    tags=("concrete", "fast", "humanitarian", "fungible", "relief"),
    quantity=Quantity(
        unit="kt",
        step=50,
        max=200,
        phrase="deliver {amount} kt of food aid a round",
        price=1,
        price_per=100,
        stock={"usa": 400, "rok": 300, "prc": 300, "jpn": 200},
        effects=(Effect(meter="economy", by=1),),
    ),
    verifiable=True,
    welcome={"dprk": 3},
)
FUEL = Instrument(
    id="fuel",
    title="Heavy fuel oil",
    track="aid",
    debtors=("usa", "rok", "prc", "rus", "jpn"),
    beneficiaries="required",
    tags=("concrete", "fast", "economic", "relief"),
    quantity=Quantity(
        unit="kt",
        step=50,
        max=200,
        phrase="deliver {amount} kt of heavy fuel oil a round",
        price=1,
        price_per=100,
        stock={"usa": 400, "rok": 300, "prc": 300, "rus": 300, "jpn": 200},
        effects=(Effect(meter="economy", by=1),),
    ),
    welcome={"dprk": 2},
)

DELEGATIONS = tuple(
    Delegation(
        seat=seat,
        name=NAMES[seat][0],
        short=NAMES[seat][1],
        code=seat.upper(),
        latitude=6,
        support=50,
        tenets=(
            (
                Tenet(
                    id="no_reward",
                    text="No aid before the reactor is shut down.",
                    contradicted_by=when(operative("usa", "food", 100)),
                    sidestepped_by=when(operative("dprk", "freeze", 1, verification="v3")),
                ),
            )
            if seat == "usa"
            else ()
        ),
        brief=f"You speak for {NAMES[seat][0]}.",
    )
    for seat in SEATS
)

SCENARIO = Scenario(
    name="tiny",
    title="Tiny talks",
    summary="Five instruments around one table.",
    rounds=Rounds(first_possible_end=4, last=6, end_odds=50, estimate="about five rounds"),
    clocks={"class": {"corridors": 300, "plenary": 300, "capitals": 300}},
    delegations=DELEGATIONS,
    meters=(
        MeterDef(id="tension", title="Tension", help="War is at 100.", start=50, good="low"),
        MeterDef(id="economy", title="Economy", help="Of the North.", start=30, good="high"),
        MeterDef(id="arsenal", title="Arsenal", help="Of the North.", start=40, good="low"),
        MeterDef(id="index", title="Assurance index", help="0 to 10.", start=0, max=10),
    ),
    tracks=(
        Track(id="nuclear", title="Nuclear"),
        Track(id="assurances", title="Assurances"),
        Track(id="aid", title="Aid"),
    ),
    instruments=(FREEZE, TESTS, PLEDGE, FOOD, FUEL),
    grounds=(
        Ground(
            id="hostile",
            title="hostile policy",
            text="You threaten us.",
            seats=("dprk",),
            closed_by=when(operative("usa", "pledge", 1)),
            closed_text="the United States has stated that it will not attack",
        ),
    ),
    actions=(
        Action(
            id="nuclear_test",
            title="Test a weapon",
            text="The DPRK tested a nuclear weapon.",
            seats=("dprk",),
            breaks=("tests",),
            escalates=True,
            effects=(Effect(meter="tension", by=20),),
        ),
        Action(
            id="strike",
            title="Strike",
            text="{actor} struck.",
            seats=SEATS,
            force=True,
            escalates=True,
            target="seat",
            effects=(Effect(meter="tension", by=40),),
        ),
    ),
    detection={
        "v0": Detection(detect=10, false_alarm=10),
        "v1": Detection(detect=30, false_alarm=8),
        "v2": Detection(detect=50, false_alarm=6),
        "v3": Detection(detect=80, false_alarm=2),
        "v4": Detection(detect=90, false_alarm=1),
        "v5": Detection(detect=100, false_alarm=0),
    },
    outcomes=(
        Outcome(
            id="freeze",
            title="A freeze",
            text="The reactor is cold.",
            when=when(operative("dprk", "freeze", 1)),
        ),
        Outcome(id="nothing", title="Nothing", text="They parted."),
    ),
    issues=(
        Issue(
            id="freeze",
            title="Freeze",
            levels=(
                PackageLevel(title="none"),
                PackageLevel(
                    title="reactor",
                    clauses=(Undertakes(by="dprk", instrument="freeze", level=1),),
                ),
            ),
        ),
        Issue(
            id="food",
            title="Food",
            levels=(
                PackageLevel(title="none"),
                PackageLevel(
                    title="some",
                    clauses=(Undertakes(by="usa", instrument="food", level=100, toward=("dprk",)),),
                ),
            ),
        ),
    ),
    settlements=(),
    single_sheets=True,
    sheets={
        seat: (
            Sheet(
                id=f"{seat}_a",
                title="The only one",
                batna=5,
                lines=(
                    Line(
                        id="fed" if seat == "dprk" else "frozen",
                        text="What you came for.",
                        when=when(
                            performed("usa", "food", 100)
                            if seat == "dprk"
                            else performed("dprk", "freeze", 1)
                        ),
                        points=10,
                    ),
                ),
            ),
        )
        for seat in SEATS
    },
)


def clause(
    name: str,
    debtor: str,
    instrument: str,
    level: int = 1,
    toward: Sequence[str] = (),
    *,
    so_long_as: Any = True,
    **more: Any,
) -> Clause:
    """A clause; `name` is its whole id, such as "food.1"."""
    return Clause(
        id=name,
        debtor=debtor,
        instrument=instrument,
        level=level,
        beneficiaries=tuple(toward),
        condition=when(so_long_as),
        **more,
    )


def document(
    name: str,
    sponsors: Sequence[str],
    addressees: Sequence[str],
    *clauses: Clause,
    audience: str = "closed",
    status: str = "open",
    accepted: Mapping[str, Any] | None = None,
    declined: Sequence[str] = (),
    provided: Any = True,
    concluded_round: int | None = None,
    disclosed: bool = False,
    bound: Sequence[str] | None = None,
    **terms: Any,
) -> Document:
    """A document; `accepted` maps a seat to its reservation's tree, `true` for none.

    A concluded one binds all its signatories unless `bound` says otherwise.
    """
    signed = tuple(seat for seat in SEATS if seat in (*sponsors, *addressees))
    answers = {
        seat: Answer(accepts=True, reservation=when(tree))
        for seat, tree in (accepted or {}).items()
    } | {seat: Answer(accepts=False) for seat in declined}
    if status != "concluded":
        signed_and_bound: tuple[str, ...] = ()
    else:
        signed_and_bound = signed if bound is None else tuple(bound)
    return Document(
        terms=Terms(
            id=name,
            author=sponsors[0],
            title=TextRef(id=f"title-{name}", digest=""),
            sponsors=tuple(sponsors),
            addressees=tuple(addressees),
            audience=audience,
            form="joint_text" if addressees else "statement",
            provided=when(provided),
            clauses=clauses,
            **terms,
        ),
        status=status,
        signed=tuple(sponsors),
        tabled_round=None if status == "draft" else 1,
        last_round=None if status == "draft" else 6,
        answers=answers,
        concluded_round=(concluded_round or 1) if status == "concluded" else None,
        bound=signed_and_bound,
        disclosed=disclosed,
    )


def standings_of(documents: Sequence[Document], **status: str) -> dict[str, Standing]:
    """Standings for the clauses of concluded documents, operative unless `status` says else.

    Keys of `status` are clause ids with "_" for ".".
    """
    return {
        clause.id: Standing(
            clause=clause.id,
            status=status.get(clause.id.replace(".", "_"), "operative"),
            from_round=(each.concluded_round or 0) + 1 + clause.start,
            until_round=(
                None
                if clause.rounds is None
                else (each.concluded_round or 0) + clause.start + clause.rounds
            ),
        )
        for each in documents
        if each.status == "concluded"
        for clause in each.terms.clauses
        if clause.debtor in each.bound
    }


def delivery(clause_id: str, outcome: str = "performed", amount: int = 1, **more: Any) -> Delivery:
    return Delivery(
        round=more.pop("round", 2), clause=clause_id, outcome=outcome, amount=amount, **more
    )


def state(
    *documents: Document,
    status: Mapping[str, str] | None = None,
    deliveries: Sequence[Delivery] = (),
    concluded_at: Mapping[int, Sequence[str]] | None = None,
    force: Sequence[str] = (),
    walked_out: Mapping[str, bool] | None = None,
    scenario: Scenario = SCENARIO,
    **more: Any,
) -> State:
    """A table in the capitals phase of round 3.

    `status`: clause id -> status where not operative. `walked_out`: seat -> whether freely.
    `force`: who has committed an act of force. More goes to State as it is.
    """
    by_clause: dict[str, tuple[Delivery, ...]] = {}
    for each in deliveries:
        by_clause[each.clause] = (*by_clause.get(each.clause, ()), each)
    fields: dict[str, Any] = {
        "table": "t",
        "scenario": scenario,
        "key": "00" * 32,
        "language": "en",
        "name": None,
        "round": 3,
        "last_round": 6,
        "phase": "capitals",
        "clock": {},
        "seats": {
            seat: Delegate(
                bot=None,
                latitude=6,
                band="middle",
                support=50,
                variant=f"{seat}_a",
                walked_out="hostile" if seat in (walked_out or {}) else None,
                walked_out_round=2 if seat in (walked_out or {}) else None,
                walked_out_freely=(walked_out or {}).get(seat, False),
            )
            for seat in SEATS
        },
        "meters": {
            each.id: MeterState(value=each.start, history=(each.start,)) for each in scenario.meters
        },
        "documents": {each.terms.id: each for each in documents},
        "standings": standings_of(
            documents, **{key.replace(".", "_"): value for key, value in (status or {}).items()}
        ),
        "deliveries": by_clause,
        "concluded_at": {key: tuple(value) for key, value in (concluded_at or {}).items()},
        "messages": HashTrieMap(),
        "acts": tuple(Act(round=2, seat=seat, name="strike", force=True) for seat in force),
    }
    return State(**(fields | more))


__all__ = [
    "ALWAYS",
    "SCENARIO",
    "clause",
    "delivery",
    "document",
    "operative",
    "performed",
    "standings_of",
    "state",
    "when",
]
