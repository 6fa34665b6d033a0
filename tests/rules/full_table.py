"""One table with something of everybody's on it, held in every phase: where commands are tried.

Owns the stage of the matrix of permissions: its papers, whose they are, and one order of each kind.
"""

from typing import Any

from msgspec.structs import replace

from rules import commands as c
from rules.model import State
from rules.names import PHASES, ROLES

from .at_the_table import FOOD, Table, clause
from .friendly import SEATED
from .test_accusing import HIDDEN
from .test_chair import CHAIR

SCENARIO = replace(
    SEATED,
    convenor=CHAIR,
    limits=replace(SEATED.limits, open_documents=9, secret_default=9),
    delegations=tuple(replace(each, latitude=10, tenets=()) for each in SEATED.delegations),
)
HELD = tuple(phase for phase in PHASES if phase != "news")
"""The phases in which a table waits: news are passed through."""
TEAM = ("usa-1", "usa-2")
"""A member and a mentor of the delegation whose the papers are."""
EVERYBODY = (*ROLES, *TEAM, "clock")
GUESTS = ("press", "sipri", "unsg", "eu")
NOTHING = "nosuchpaper1"


def paper(title: str, *sponsors: str, to: tuple[str, ...] = (), **more: Any) -> dict[str, Any]:
    clauses = [clause("usa", "fuel", 50, beneficiaries=["dprk"], rounds=1)]
    return {
        "title": title, "sponsors": list(sponsors), "addressees": list(to), "open_rounds": 2,
        "audience": "secret", "clauses": clauses, **more,
    }  # fmt: skip


PAPERS: dict[str, dict[str, Any]] = {
    "own draft": paper("A draft of one", "usa", to=("dprk",)),
    "joint draft": paper("A draft of two", "usa", "rok", to=("dprk",)),
    "signed draft": paper("Signed by both", "usa", "rok", to=("dprk",)),
    "secret offer": paper("An offer of two", "usa", "rok", to=("dprk",), friends=["eu"]),
    "public offer": paper("For all to see", "usa", to=("dprk",), audience="public"),
    "deal": paper("Done", "usa", to=("dprk",), audience="closed", clauses=[FOOD, HIDDEN]),
    "secret deal": paper("Done quietly", "usa", to=("dprk",)),
}
"""Each kind of paper, all written by the United States; the Republic of Korea sponsors some too."""


DECLARATIONS = {
    seat: paper(
        "Our word",
        seat,
        audience="public",
        clauses=[clause(seat, "pledge", beneficiaries=["dprk"])],
    )
    for seat in ("usa", "prc")
}


class Stage:
    """The table in each phase, and the ids of what lies on it."""

    def __init__(self) -> None:
        at = Table(scenario=SCENARIO, guests=dict.fromkeys(GUESTS))
        self.ids: dict[str, str] = {"nothing": NOTHING}
        for rank in ("member", "mentor"):
            at.give("usa", "appoint", rank=rank)
        self.at: dict[str, State] = {"lobby": at.state}
        begin(at, self.ids)
        for phase in HELD[1:-1]:
            at.to(phase)
            if phase == "plenary":
                invite(at, "unsg")
            self.at[phase] = at.state
        at.give("control", "close")
        self.at["closed"] = at.state


def begin(at: Table, ids: dict[str, str]) -> None:
    """Play to the corridors of the third round: a deal is in force, an offer is public."""
    at.open().arrive("jpn")
    deals = ("deal", "secret deal")
    ids |= {name: at.table("usa", PAPERS[name]) for name in deals}
    at.to("plenary")
    ids["declarations"] = " ".join(at.table(by, wire) for by, wire in DECLARATIONS.items())
    for friend in ("sipri", "eu"):
        invite(at, friend)
        at.give(friend, "attend", on=True)
    answers = {ids[name]: "accept" for name in deals}
    at.to("capitals").give("dprk", "seal", instructions={"answers": answers})
    at.to("reckoning").to("plenary")
    ids["public offer"] = at.table("usa", PAPERS["public offer"])
    at.to("reckoning").to("corridors")
    ids["secret offer"] = at.table("usa", PAPERS["secret offer"])
    for name in ("own draft", "joint draft", "signed draft"):
        ids[name] = at.draft("usa", PAPERS[name])
    for seat in ("usa", "rok"):
        at.give(seat, "cosign", document=ids["signed draft"])
    at.give("prc", "petition", title="A wish", why="It is time.")
    at.give("rus", "petition", title="A plan", why="It is time.", secret=True)
    for name, made in at.state.petitions.items():
        ids["secret petition" if made.secret else "petition"] = name
    assert at.state.round == 3


def invite(at: Table, friend: str) -> None:
    """Let two invite a friend, which is enough."""
    for seat in ("usa", "rok"):
        at.give(seat, "invite", friend=friend)


TEXT = {"text": "words"}
BARE: dict[str, dict[str, Any]] = {
    "ready": {"on": True},
    "seal": {"instructions": {}},
    "petition": {"title": "Another wish", "why": "It is time."},
    "invite": {"friend": "unsg"},
    "attend": {"on": True},
    "rate": {"one": "guns", "other": "planes", "pairs": [[1, 1]]},
    "report": {"title": "A headline", **TEXT},
    "ask": {"seat": "usa", **TEXT},
    "open": {},
    "pause": {},
    "resume": {},
    "extend": {"seconds": 60},
    "advance": {},
    "inject": {"title": "News", **TEXT},
    "whisper": {"seat": "usa", **TEXT},
    "reseat": {"seat": "jpn", "holder": "open"},
    "absence": {"seat": "jpn", "then": "hold"},
    "unveil": {"delay": 2},
    "close": {},
    "appoint": {"seat": "usa", "rank": "member"},
    "advise": {"statement": "We want peace.", "why": "They listen."},
    "deputy": {"seat": "usa", "place": 1},
    "renew": {"seat": "usa", "place": 1},
    "dismiss": {"seat": "usa", "place": 1},
}
"""Kind -> the rest of an order that is about nobody's paper."""
CHANNELS = (
    "room", "press", "control", "control+usa", "rok+usa", "dprk+jpn", "usa+eu", "usa+unsg",
    "team", "team+usa", "team+rok",
    "nowhere",
)  # fmt: skip
CLOCKS: dict[str, c.Command] = {
    "EndPhase": c.EndPhase(round=3, phase="corridors", deadline_ms=1),
    "MoveDeadline": c.MoveDeadline(by_ms=1),
    "Arrive": c.Arrive(person="usa.1"),
    "Leave": c.Leave(person="jpn.1"),
}


def about(kind: str, thing: str, identity: str) -> dict[str, Any]:
    """Return the order of a kind that is about one paper, clause, petition or channel."""
    match kind:
        case "say":
            return {"channel": thing, **TEXT}
        case "draft":
            return {"document": PAPERS["own draft"], "replaces": identity}
        case "accuse":
            return {"clause": f"{identity}.2"}
        case "agenda" | "combine":
            return {"documents": identity.split()}
        case "reason":
            return {"about": identity, **TEXT}
        case "argue":
            return {"petition": identity, "side": "for", **TEXT}
        case "adjudicate":
            return {"petition": identity}
        case "help":
            return {"document": identity, "powers": []}
        case "erase":
            return {"record": f"document/{identity}"}
        case _:
            return {"document": identity}


ABOUT_PAPERS = (
    "draft", "cosign", "unsign", "table", "withdraw", "denounce", "disclose", "accuse", "agenda",
    "combine", "reason", "help", "erase",
)  # fmt: skip
ABOUT_PETITIONS = ("argue", "adjudicate")


def things(kind: str) -> tuple[str, ...]:
    """Return what orders of a kind are about; raises KeyError for a kind nobody thought of."""
    if kind == "say":
        return CHANNELS
    if kind in ABOUT_PAPERS:
        others = ("declarations",) if kind == "combine" else ()
        return (*PAPERS, *others, "nothing")
    if kind in ABOUT_PETITIONS:
        return ("petition", "secret petition", "nothing")
    assert kind in BARE or kind in CLOCKS, f"no order of the kind {kind} is tried"
    return ("-",)
