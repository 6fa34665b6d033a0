"""Commands that a table would nearly, or really, allow, made from what a menu offers.

Owns how they are made up. A menu's offers are taken as they are; bent ones mix in what belongs to
others, other phases, other ids: nearly legal finds more than noise does.
"""

from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import Any

from rules.decide.erasing import held
from rules.model import State
from rules.names import AUDIENCES, SEATS, VERIFICATIONS, VIEWERS
from rules.view import record

Wire = dict[str, Any]

BY_DOCUMENT = ("cosign", "unsign", "table", "withdraw", "denounce", "disclose")
TEAMING = ("appoint", "renew", "dismiss", "deputy")
NOBODY = "nosuchpaper1"
FAITHLESS = ("evade", "evade", "part")


class Forger:
    """Makes up commands for one state; a seed makes the same of the same state."""

    def __init__(self, state: State, seed: int | str) -> None:
        self.state = state
        self.random = Random(seed)

    def one(self, choices: Sequence[Any]) -> Any:
        return self.random.choice(choices)

    def some(self, choices: Sequence[Any], most: int = 3, least: int = 0) -> list[Any]:
        count = self.random.randint(least, max(least, min(most, len(choices))))
        return self.random.sample(list(choices), count)

    def rarely(self) -> bool:
        return self.random.random() < 0.2

    def menu(self, viewer: str) -> Mapping[str, Any]:
        return self.menu_of(viewer, "own")

    def menu_of(self, viewer: str, rank: str) -> Mapping[str, Any]:
        found = record(self.state, viewer, f"menu/{rank}", {})
        assert found is not None
        return found["commands"]  # type: ignore[no-any-return]

    # what a menu offers

    def offered(self, seat: str) -> Wire:
        """Return one command that the seat's menu offers as it stands."""
        menu = self.menu(seat)
        kind = self.one(sorted(set(menu) - {"draft"}))
        choices = menu[kind]
        if kind == "say":
            return {"kind": "say", "channel": self.one([*choices["channels"], "control"])} | TEXT
        if kind == "ready":
            return {"kind": "ready", "on": not choices["on"]}
        if kind == "reason":
            return {"kind": "reason", "about": self.one(("sheet", "talk"))} | TEXT
        if kind in ("petition", "argue"):
            return {"kind": kind, **self.asking(kind, choices)}
        if kind in TEAMING:
            return {"kind": kind, **self.place(choices["seats"][seat])}
        if kind == "seal":
            return {"kind": "seal", "instructions": self.single(choices)}
        return self.named(kind, choices)

    def named(self, kind: str, choices: Mapping[str, Any]) -> Wire:
        """Return a command that names papers, clauses or friends."""
        if kind == "accuse":
            return self.accusation(list(choices["clauses"]))
        if kind == "invite":
            return {"kind": "invite", "friend": self.one(choices["friends"])}
        if kind == "combine":
            return {"kind": "combine", "documents": self.one(choices["sets"])}
        if kind == "agenda":
            return {"kind": "agenda", "documents": self.some(choices["documents"], 3)}
        return {"kind": kind, "document": self.one(choices["documents"])}

    def place(self, offered: Any) -> Wire:
        """Return whom a head appoints, or the place of somebody it has appointed."""
        if isinstance(offered, list):
            return {"place": self.one(offered)}
        new = [None] if offered["left"] else []
        place = self.one([*new, *offered["places"]])
        if offered["mentor"] and self.rarely():
            return {"rank": "mentor", "place": place}
        return {"rank": "member", "desk": self.one([None, *offered["desks"]]), "place": place}

    def teaming(self, seat: str, rank: str, desks: Sequence[str] = ()) -> Wire:
        """Return one command that the menu of a member or a mentor offers as it stands."""
        menu = self.menu_of(seat, rank)
        may = [each for each in menu.get("advise", {"desks": {}})["desks"] if each in desks]
        kind = self.one(sorted(set(menu) - (set() if may else {"advise"})))
        if kind == "advise":
            return {"kind": "advise", "why": "It helps.", **self.advice(menu["advise"], may)}
        if kind == "draft":
            return {"kind": "draft", "document": self.document(seat)}
        lines = [name for name in ("control", "team") if menu["say"][name]]
        return {"kind": "say", "channel": self.one([*menu["say"]["channels"], *lines])} | TEXT

    def advice(self, offered: Mapping[str, Any], desks: Sequence[str]) -> Wire:
        """Return what one of these desks may advise; there is always something to close."""
        desk = self.one(desks)
        choices = offered["desks"][desk]
        if "statement" in choices:
            return {"statement": "We want peace."}
        whole = {**NO_CHOICES, **{name: offered[name] for name in ("room", "stock")}, **choices}
        said = [
            each for each in self.sheets(whole) if each and ("close" not in each or desk == "press")
        ]
        return {"instructions": self.one(said)} if said else {"statement": "Nothing to say."}

    def guesting(self, guest: str) -> Wire:
        """Return one command that a guest's menu offers as it stands."""
        menu = self.menu(guest)
        kind = self.one(sorted(menu))
        choices = menu[kind]
        match kind:
            case "say":
                private = [f"{seat}+{guest}" for seat in choices["seats"]]
                channels = [*choices["channels"], *private, "control"]
                return {"kind": "say", "channel": self.one(channels)} | TEXT
            case "attend":
                return {"kind": "attend", "on": not self.rarely()}
            case "help":
                powers = [each["power"] for each in choices["powers"]]
                document = self.one(choices["documents"])
                return {"kind": "help", "document": document, "powers": self.some(powers)}
            case "rate":
                swap = self.one(choices["swaps"])
                pairs = [each["levels"] for each in self.some(swap["bounds"], least=1)]
                return {"kind": "rate", "one": swap["one"], "other": swap["other"], "pairs": pairs}
            case "report":
                return {"kind": "report", "title": "A headline"} | TEXT
            case _:
                return {"kind": "ask", "seat": self.one(choices["seats"])} | TEXT

    def accusation(self, clauses: Sequence[str]) -> Wire:
        return {"kind": "accuse", "clause": self.one(clauses), "evidence": self.rarely()}

    def asking(self, kind: str, choices: Mapping[str, Any]) -> Wire:
        """Return what a petition, or an argument about one, says."""
        if kind == "petition":
            return {"title": "A wish", "why": "It is time.", "secret": self.rarely()}
        side = self.one(("for", "against"))
        return {"petition": self.one(choices["petitions"]), "side": side, "text": "So it is."}

    def single(self, choices: Mapping[str, Any]) -> Wire:
        """Return a sheet with one of the offers of `seal`; one alone is never refused."""
        return self.one(self.sheets(choices))

    def sheets(self, choices: Mapping[str, Any]) -> list[Wire]:
        """Return a sheet for each offer of `seal`, with nothing else on it."""
        sheets: list[Wire] = [{}, {"close": True}]
        for document, each in choices["answers"].items():
            sheets += [{"answers": {document: "decline"}}]
            if fits(choices, each):
                sheets += [{"answers": {document: "accept"}}]
                sheets += [
                    {"answers": {document: {"accept": reservation["tree"]}}}
                    for reservation in each["reservations"]
                ]
        sheets += [{"perform": {clause: "evade"}} for clause in choices["perform"]]
        sheets += [{"divert": {clause: 50}} for clause in choices["divert"]]
        sheets += [
            {"votes": {question: reason["id"]}}
            for question, each in choices["votes"].items()
            for reason in each["reasons"]
        ]
        sheets += [{"cures": [clause]} for clause in choices["cures"]]
        sheets += [{"inspections": {clause: "accept"}} for clause in choices["inspections"]]
        sheets += [{"action": self.action(each)} for each in choices["actions"]]
        grounds = (choices["walk_out"] or {"grounds": []})["grounds"]
        sheets += [{"walk_out": {"ground": each["id"]}} for each in grounds]
        sheets += [{"return": True}] if choices["return"] else []
        sheets += [{"bid": 1}] if choices["bid"] and choices["room"] > 0 else []
        sheets += [{"beliefs": self.belief(choices)}] if choices["beliefs"] else []
        return sheets

    def belief(self, choices: Mapping[str, Any]) -> Wire:
        """Return odds on every type of some of those who have any."""
        return {
            about: sure(self.one(types)["id"], types)
            for about, types in choices["beliefs"].items()
            if self.rarely() or about == next(iter(choices["beliefs"]))
        }

    def action(self, choice: Mapping[str, Any]) -> Wire:
        few = {"none": 0, "seat": 1, "pair": 2, "format": 2}[choice["target"]]
        target = self.some(choice["targets"] or [], most=few, least=few)
        return {"action": choice["id"], "target": target}

    # what is nearly allowed

    def bent(self, seat: str) -> Wire:
        """Return a command that the seat may or may not give now."""
        kind = self.one(
            ("say", "draft", "seal", "ready", "accuse", "invite", "agenda", "combine", *BY_DOCUMENT)
        )
        if kind == "say":
            members = "+".join(s for s in SEATS if s in self.some(SEATS, most=3))
            channel = self.one(["room", "press", "control", "control+usa", members, "nowhere"])
            reply = self.one([None, NOBODY, *sorted(self.state.messages)])
            return {"kind": "say", "channel": channel or "room", "reply_to": reply} | TEXT
        if kind == "draft":
            return {"kind": "draft", "document": self.document(seat), "replaces": self.replaced()}
        if kind == "seal":
            return {"kind": "seal", "instructions": self.sheet(seat)}
        if kind == "ready":
            return {"kind": "ready", "on": self.rarely()}
        if kind == "accuse":
            return self.accusation([f"{NOBODY}.1", *self.state.standings])
        if kind in ("agenda", "combine"):
            named = self.some([NOBODY, *self.papers], most=2)
            return {"kind": kind, "documents": named}
        if kind == "invite":
            known = [each.id for each in self.state.scenario.friends]
            return {"kind": "invite", "friend": self.one([NOBODY, *known])}
        return {"kind": kind, "document": self.one([NOBODY, *self.papers])}

    @property
    def papers(self) -> list[str]:
        """Return all there ever were, dropped ones too."""
        return [*self.state.documents, *sorted(self.state.dropped)]

    def replaced(self) -> str | None:
        return self.one([None, None, NOBODY, *self.papers]) if self.rarely() else None

    def document(self, seat: str) -> Wire:
        others = [each for each in SEATS if each != seat]
        sponsors = [seat, *self.some(others, most=self.one((0, 0, 1)))]
        addressees = self.some([each for each in others if each not in sponsors], most=2)
        parties = [*sponsors, *addressees]
        clauses = [self.clause(self.one(parties)) for _ in range(self.one((1, 2, 3)))]
        return {
            "title": "Nearly legal",
            "sponsors": sponsors,
            "addressees": addressees,
            "audience": self.one(AUDIENCES),
            "form": self.one(("treaty", "council_resolution")) if self.rarely() else None,
            "divisible": self.rarely(),
            "open_rounds": self.one((1, 1, 2)),
            "provided": self.condition() if self.rarely() else True,
            "pools": self.pools(clauses),
            "friends": self.some(self.state.friends),
            "rests": self.some(list(self.state.documents), most=1) if self.rarely() else [],
            "clauses": clauses,
        }

    def pools(self, clauses: Sequence[Wire]) -> list[Wire]:
        """Return a pool of something a clause is about: nearly always of what is counted."""
        if self.rarely():
            named = self.one(clauses)
            return [{"instrument": named["instrument"], "target": named["level"]}]
        return []

    def clause(self, debtor: str) -> Wire:
        catalogue = self.state.scenario.instruments
        able = [each for each in catalogue if debtor in each.debtors]
        is_odd = self.rarely() and self.rarely()
        instrument = self.one(catalogue if is_odd or not able else able)
        quantity = instrument.quantity
        levels = range(1, len(instrument.levels) + 1)
        amounts = (quantity.step, quantity.step, quantity.max) if quantity else ()
        level = self.one(amounts or list(levels))
        recipients = [each for each in instrument.recipients or SEATS if each != debtor]
        needed = int(instrument.beneficiaries == "required")
        toward = self.some(recipients, most=1, least=min(needed, len(recipients)))
        parts = 2 if quantity and self.rarely() else 1
        terms = (None,) if parts > 1 else (1, 2) if quantity else (None, 1, 2)
        return {
            "debtor": debtor,
            "instrument": instrument.id,
            "level": level,
            "beneficiaries": [] if instrument.beneficiaries == "none" else toward,
            "rounds": self.one(terms),
            "tranches": parts,
            "start": self.one((0, 0, 1)),
            "verification": self.one(VERIFICATIONS) if instrument.verifiable else "v0",
            "while": self.condition() if parts > 1 or self.rarely() else True,
        }

    def condition(self) -> Any:
        clauses = [each for d in self.state.documents.values() for each in d.terms.clauses]
        named = [{"concluded": each} for each in self.papers]
        asked = [
            {"by": each.debtor, "instrument": each.instrument, "level": each.level}
            for each in clauses
        ]
        leaves = [{"charter": "all_other_five"}, {"present": "dprk"}, {"compliant": "usa"}]
        leaves += [{"round": {"at_least": 2}}, {"meter": {"name": "tension", "at_most": 60}}]
        leaves += named
        forms = ("operative", "performed", "verified")
        leaves += [{form: each} for each in asked for form in forms]
        leaf = self.one(leaves)
        return self.one([leaf, {"not": leaf}, {"was": leaf}, {"any": [leaf, self.one(leaves)]}])

    def sheet(self, seat: str) -> Wire:
        menu = self.menu(seat).get("seal")
        opened = [i for i, d in self.state.documents.items() if d.status == "open" or self.rarely()]
        answers = list(menu["answers"]) if menu and not self.rarely() else opened
        due = list(menu["perform"]) if menu and not self.rarely() else list(self.state.standings)
        brought = list(menu["divert"]) if menu and not self.rarely() else list(self.state.standings)
        accused = list(menu["inspections"]) if menu else []
        asked = menu["votes"] if menu else {}
        sheet: Wire = {
            "cures": self.some(list(menu["cures"]) if menu else []),
            "votes": {each: self.one(asked[each]["reasons"])["id"] for each in asked},
            "inspections": {each: self.one(("accept", "refuse")) for each in self.some(accused)},
            "answers": {each: self.answer(menu, each) for each in self.some(answers)},
            "perform": {each: self.one(FAITHLESS) for each in self.some(due, most=4)},
            "divert": {each: self.one((0, 30, 100)) for each in self.some(brought, most=1)},
            "bid": int(self.rarely()),
            "close": self.rarely(),
            "return": self.rarely() and self.rarely(),
        }
        if self.rarely() and self.state.scenario.actions:
            action = self.one(self.state.scenario.actions)
            few = {"none": 0, "seat": 1, "pair": 2, "format": 2}[action.target]
            sheet["action"] = {"action": action.id, "target": self.some(SEATS, most=few, least=few)}
        if menu and menu["beliefs"]:
            sheet["beliefs"] = self.belief(menu)
        if self.rarely() and self.state.scenario.grounds:
            sheet["walk_out"] = {"ground": self.one(self.state.scenario.grounds).id}
        return sheet

    def answer(self, menu: Mapping[str, Any] | None, document: str) -> Any:
        offers = (menu or {"answers": {}})["answers"].get(document, {}).get("reservations", [])
        trees = [{"accept": each["tree"]} for each in offers]
        bent = [{"accept": self.condition()}] if self.rarely() else []
        return self.one(["accept", "accept", "decline", *trees, *bent])

    # control and the clock

    def controlled(self) -> Wire:
        """Return a command of control's menu, with its choices filled in."""
        menu = self.menu("control")
        spoken = {"erase"} if any(held(self.state)) else set()
        kind = self.one(sorted((set(menu) - {"close", "advance", "erase", "fork"}) | spoken))
        filled: Mapping[str, Callable[[], Wire]] = {
            "say": lambda: {"channel": self.one(menu["say"]["channels"])} | TEXT,
            "whisper": lambda: {"seat": self.one(SEATS)} | TEXT,
            "extend": lambda: {"seconds": 60},
            "erase": self.erasing,
            "inject": self.injected,
            "adjudicate": lambda: self.ruling(menu["adjudicate"]["petitions"]),
            "absence": lambda: {
                "seat": self.one(SEATS),
                "then": self.one(("standing", "hold", "bot:maximiser")),
            },
            "unveil": lambda: {"delay": self.one(menu["unveil"]["delays"])},
            "reseat": lambda: {
                "seat": self.one(SEATS),
                "holder": self.one(("open", f"bot:{menu['reseat']['bots'][0]['bot']}")),
            },
            **dict.fromkeys(TEAMING, lambda: self.placing(menu[kind]["seats"])),
        }
        return {"kind": kind, **filled.get(kind, dict)()}

    def placing(self, seats: Mapping[str, Any]) -> Wire:
        seat = self.one(sorted(seats))
        return {"seat": seat, **self.place(seats[seat])}

    def erasing(self) -> Wire:
        records = sorted({key for key, _, _ in held(self.state)})
        return {"record": self.one(records)}

    def ruling(self, petitions: Sequence[str]) -> Wire:
        named = {"petition": self.one(petitions)}
        if self.rarely():
            return named
        effects = [{"by": -3, "meter": "tension"}, {"by": 1, "support": "jpn"}]
        return {**named, "odds": self.one((0, 50, 100)), "success": effects, "failure": effects[:1]}

    def injected(self) -> Wire:
        cards = self.menu("control")["inject"]["cards"]
        effects = [{"by": self.one((-9, 4)), "meter": "tension"}, {"by": -1, "latitude": "usa"}]
        own = {"title": "News", "text": "From control.", "effects": self.some(effects)}
        return self.one([own, *({"card": each["id"]} for each in cards)])


def sure(name: str, types: Sequence[Mapping[str, Any]]) -> Mapping[str, int]:
    """Return odds of four in five for one type, and the rest for another."""
    other = next(each["id"] for each in types if each["id"] != name)
    return {each["id"]: 0 for each in types} | {name: 80, other: 20}


NO_CHOICES: Wire = {
    "answers": {}, "perform": {}, "divert": {}, "inspections": {}, "cures": {}, "votes": {},
    "beliefs": {},
    "actions": [], "walk_out": None, "return": None, "bid": False,
}  # fmt: skip
TEXT = {"text": "Something is said."}


def fits(choices: Mapping[str, Any], answer: Mapping[str, Any]) -> bool:
    """Whether the menu's own numbers say that the acceptance can be paid."""
    is_stocked = all(units <= choices["stock"][i] for i, units in answer["stock"].items())
    return is_stocked and (answer["price"] == 0 or answer["price"] <= choices["room"])


__all__ = ["NOBODY", "VIEWERS", "Forger", "fits"]
