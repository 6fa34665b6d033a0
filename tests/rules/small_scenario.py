"""The data of a scenario no larger than a valid one can be, for tests to spoil in one place.

`small()` is new plain data each time. One instrument is the North's, one the United States', one
is counted, one is everybody's; three issues; a sheet a seat.
"""

from typing import Any

from rules.names import SEATS

Data = dict[str, Any]

FREEZE = {"performed": {"by": "dprk", "instrument": "freeze", "level": 1}}
PLEDGE = {"performed": {"by": "usa", "instrument": "pledge", "level": 1, "toward": "dprk"}}


def small() -> Data:
    return {
        "name": "small",
        "title": "Small",
        "summary": "As small as can be.",
        "rounds": {"first_possible_end": 2, "last": 3, "end_odds": 50, "estimate": "two or three"},
        "clocks": {"class": dict.fromkeys(("corridors", "plenary", "capitals", "reckoning"), 60)},
        "delegations": [delegation(seat) for seat in SEATS],
        "meters": [
            {"id": "tension", "title": "Tension", "help": "At 100 there is war.", "start": 40}
        ],
        "tracks": [{"id": "nuclear", "title": "Nuclear"}],
        "instruments": [freeze(), pledge(), fuel(), dialogue()],
        "detection": {f"v{n}": {"detect": 15 * n, "false_alarm": 5 - n} for n in range(6)},
        "outcomes": [{"id": "end", "title": "The end", "text": "It ended."}],
        "issues": issues(),
        "sheets": {seat: [sheet()] for seat in SEATS},
        "single_sheets": True,
        "settlements": [{"title": "Both", "levels": {"nuclear": 1, "assurance": 1}}],
    }


def delegation(seat: str) -> Data:
    name = {"name": seat.upper(), "short": seat.upper(), "code": seat[:2].upper()}
    return {"seat": seat, **name, "latitude": 5, "support": 50, "brief": f"You are {seat}."}


def freeze() -> Data:
    return {
        "id": "freeze",
        "title": "Freeze",
        "track": "nuclear",
        "debtors": ["dprk"],
        "tags": ["concrete"],
        "verifiable": True,
        "levels": [
            {"title": "Stop", "phrase": "stop the plants"},
            {"title": "Seal", "phrase": "stop and seal the plants", "price": 2},
        ],
    }


def pledge() -> Data:
    return {
        "id": "pledge",
        "title": "Pledge",
        "track": "nuclear",
        "debtors": ["usa"],
        "beneficiaries": "required",
        "tags": ["intangible"],
        "assurance": {"kind": "intent"},
        "levels": [{"title": "Word", "phrase": "not attack"}],
    }


def fuel() -> Data:
    return {
        "id": "fuel",
        "title": "Fuel",
        "track": "nuclear",
        "debtors": ["rok", "usa"],
        "tags": ["concrete"],
        "quantity": {
            "unit": "kt",
            "step": 50,
            "max": 100,
            "phrase": "deliver {amount} kt a round",
            "stock": {"rok": 200, "usa": 100},
            "effects": [{"meter": "tension", "by": -1}],
        },
    }


def dialogue() -> Data:
    return {
        "id": "dialogue",
        "title": "Dialogue",
        "track": "nuclear",
        "debtors": list(SEATS),
        "tags": ["intangible"],
        "levels": [{"title": "Six", "phrase": "meet every year"}],
    }


def issues() -> list[Data]:
    meet = [{"by": seat, "instrument": "dialogue", "level": 1} for seat in SEATS]
    word = {"by": "usa", "instrument": "pledge", "level": 1, "toward": ["dprk"]}
    return [
        issue("nuclear", *([{"by": "dprk", "instrument": "freeze", "level": n}] for n in (1, 2))),
        issue("assurance", [word]),
        issue("dialogue", meet),
    ]


def issue(name: str, *levels: list[Data]) -> Data:
    listed = [
        {"title": f"Level {n}", "clauses": clauses} for n, clauses in enumerate([[], *levels])
    ]
    return {"id": name, "title": name, "levels": listed}


def sheet() -> Data:
    lines = [line("frozen", 3, FREEZE), line("assured", 4, PLEDGE)]
    return {"id": "only", "title": "Only", "batna": 2, "lines": lines}


def line(name: str, points: int, when: Any) -> Data:
    return {"id": name, "text": name, "points": points, "when": when}
