"""One right command of every kind, as it is on the wire: what the fuzzer bends.

Owns no judgement: whether a table would obey them does not matter.
"""

from random import Random
from typing import Any, get_args

import msgspec

from rules.names import AUDIENCES, SEATS, VERIFICATIONS, Form
from rules.parse.command import KINDS

TEXT = {"text": "words"}
WHILE = {"operative": {"by": "dprk", "instrument": "reactor", "level": 1}}
CLAUSE: dict[str, Any] = {
    "debtor": "usa", "instrument": "food_aid", "level": 2, "beneficiaries": ["dprk"], "start": 0,
    "rounds": 4, "tranches": 1, "verification": "v3", "while": {"all": [WHILE, True]},
}  # fmt: skip
DOCUMENT: dict[str, Any] = {
    "title": "A text", "sponsors": ["usa", "rok"], "addressees": ["dprk"], "associates": ["prc"],
    "friends": [], "audience": "public", "form": "joint_text", "divisible": False,
    "open_rounds": 2, "quorum": None, "provided": {"not": {"open": {"track": "nuclear"}}},
    "expectation": {"that": WHILE, "by": 3}, "pools": [{"instrument": "food_aid", "target": 100}],
    "rests": ["paper"],
    "clauses": [CLAUSE, {"debtor": "dprk", "instrument": "reactor", "level": 1}],
}  # fmt: skip
INSTRUCTIONS: dict[str, Any] = {
    "answers": {"paper": "accept", "other": {"accept": WHILE}}, "perform": {"paper.1": "evade"},
    "divert": {"paper.1": 50}, "cures": ["paper.1"], "votes": {"paper.1": "why"},
    "inspections": {"paper.1": "accept"}, "action": {"action": "sanctions", "target": ["dprk"]},
    "walk_out": {"ground": "hostile"}, "return": True, "bid": 2, "close": False,
    "beliefs": {"dprk": {"keeper": 50, "trader": 50}},
}  # fmt: skip
EFFECT = {"by": -5, "meter": "tension"}
BODIES: dict[str, dict[str, Any]] = {
    "say": {"channel": "control", "reply_to": "m1", **TEXT},
    "draft": {"document": DOCUMENT, "replaces": "paper", "over": "version"},
    "accuse": {"clause": "paper.1", "evidence": True},
    "seal": {"instructions": INSTRUCTIONS},
    "ready": {"on": True},
    "agenda": {"documents": ["paper"]},
    "combine": {"documents": ["paper", "other"]},
    "invite": {"friend": "eu"},
    "attend": {"on": True},
    "help": {"document": "paper", "powers": ["pays"]},
    "rate": {"one": "guns", "other": "planes", "pairs": [[1, 1], [2, 1]]},
    "report": {"title": "A headline", **TEXT},
    "ask": {"seat": "usa", **TEXT},
    "petition": {"title": "A wish", "why": "It is time.", "secret": True},
    "argue": {"petition": "p1", "side": "for", **TEXT},
    "reason": {"about": "sheet", **TEXT},
    "adjudicate": {"petition": "p1", "odds": 50, "success": [EFFECT], "failure": [EFFECT], **TEXT},
    "extend": {"seconds": 60},
    "inject": {"title": "News", "effects": [EFFECT], **TEXT},
    "whisper": {"seat": "usa", **TEXT},
    "reseat": {"seat": "jpn", "holder": "bot:maximiser"},
    "absence": {"seat": "jpn", "then": "bot:maximiser", "grace": 60},
    "unveil": {"delay": 1},
    "appoint": {"rank": "member", "desk": "security", "place": 1, "seat": "usa"},
    "renew": {"place": 1, "seat": "usa"},
    "dismiss": {"place": 1, "seat": "usa"},
    "erase": {"record": "message/m1", "person": "usa.1"},
}


def in_words(shape: Any) -> dict[str, Any]:
    """Return a body of a kind that is not written out above: a word for all that it must have."""
    needed = (each for each in msgspec.structs.fields(shape) if each.required)
    return {each.encode_name: "words" for each in needed}


DOCUMENTED = ("cosign", "unsign", "table", "withdraw", "denounce", "disclose")
BARE = ("open", "pause", "resume", "advance", "close")
COMMANDS: dict[str, dict[str, Any]] = {
    **{kind: {"kind": kind, **in_words(shape)} for kind, shape in KINDS.items()},
    **{kind: {"kind": kind, **body} for kind, body in BODIES.items()},
    **{kind: {"kind": kind, "document": "paper"} for kind in DOCUMENTED},
    **{kind: {"kind": kind} for kind in BARE},
}
WORDS = [
    *SEATS, *VERIFICATIONS, *AUDIENCES, *get_args(Form), "control", "press", "room",
    "open", "engine",
    "bot:maximiser", "dprk+usa", "accept", "decline", "evade", "part", "for", "against", "sheet",
    "talk", "usa.1", "words",
]  # fmt: skip
"""Words that mean something somewhere."""
ENDING = ("close", "reseat", "erase")
"""What would end a run, or take its seats away: bent only, never given whole."""
assert set(COMMANDS) == set(KINDS), "a kind that is none any more"


def command(random: Random, known: list[str], offered: list[str]) -> dict[str, Any]:
    """Return a right command, mostly of a kind that is offered, and about what is there.

    A menu offers a fork besides, which is asked for over HTTP and is no command.
    """
    offered = [kind for kind in offered if kind in COMMANDS]
    kind = random.choice(offered if offered and random.random() < 0.7 else [*COMMANDS, "draft"])
    made = dict(COMMANDS[kind])
    for field in ("document", "petition", "replaces", "about"):
        if isinstance(made.get(field), str) and known and random.random() < 0.7:
            made[field] = random.choice(known)
    return made
