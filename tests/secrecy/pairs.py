"""Two games that agree in all that is published and in all that one viewer may know.

Owns what both games of a pair share, made from one source of choices, and what the viewer tries
with things it may not know. What is hidden comes from `hiding`, from another source for each game.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from rules.names import GUESTS, SEATS

from .hiding import Hiding
from .quiet import FREE
from .script import (
    ROUNDS,
    Chain,
    Wire,
    channel,
    document_id,
    done,
    hush,
    operative,
    parcels,
    phases,
    text,
)
from .watching import Move


@dataclass(slots=True)
class Common:
    """What both games have, phase by phase."""

    drafts: dict[str, list[Chain]] = field(default_factory=dict)
    """Made before the rest of their phase, in an order of each game's own."""
    chains: dict[str, Chain] = field(default_factory=dict)
    accepted: dict[str, list[str]] = field(default_factory=dict)
    """Addressee -> documents it accepts in any case."""
    knots: list[tuple[str, str, str, str]] = field(default_factory=list)
    """Secret texts that never pass, on which others hang: phase, sponsor, addressee, name."""
    waits: list[tuple[str, str, str]] = field(default_factory=list)
    """In which phase whose promise began to wait for whose."""
    closed: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Round -> the closed offer of two others, always concluded, and who owes its first clause."""


def guests_of(viewer: str) -> tuple[str, ...]:
    """Return which seats besides the six the games of a viewer's pairs have."""
    return (viewer,) if viewer in GUESTS else ()


class Pair:
    """Two scripts for one viewer, made from a seed."""

    def __init__(
        self, viewer: str, seed: int, rounds: int = ROUNDS, beside: str | None = None
    ) -> None:
        """From `beside`, another delegation, all is hidden that is from the viewer."""
        self.viewer, self.beside = viewer, beside
        self.rounds = rounds
        self.guests = guests_of(viewer)
        self.seed = seed
        self.random = Random(f"{viewer}/{seed}")
        self.others = [seat for seat in SEATS if seat not in (viewer, beside)]
        self.common = Common()
        self.given = 0
        self.hidden_documents: list[str] = []
        self.hidden_messages: list[str] = []
        self.pacts: list[str] = []
        """Secret texts of either game that pass if a sheet is sealed at all."""
        for number in range(1, rounds + 1):
            self.make_corridors(f"r{number}-corridors")
            self.make_plenary(f"r{number}-plenary")
        self.hidings = [Hiding(self, side) for side in ("a", "b")]
        self.probes = {
            phase: [self.probe(phase, place) for place in range(3)]
            for phase in phases(rounds)
            if viewer != "observer"
        }

    def scripts(self) -> tuple[Chain, Chain]:
        one, other = (hiding.script() for hiding in self.hidings)
        return one, other

    def two(self) -> tuple[str, str]:
        one, other = self.random.sample(self.others, 2)
        return one, other

    def move(self, by: str, sort: str, wire: Wire, **more: Any) -> Move:
        self.given += 1
        return Move(by=by, name=f"common-{self.given}-{sort}", wire=wire, **more)

    # --- what both have ---

    def make_corridors(self, phase: str) -> None:
        self.common.drafts[phase], self.common.chains[phase] = [], []
        one, other = self.two()
        offer = self.tabled(phase, one, self.closed_offer(one, other), accepts=[other])
        self.common.closed[phase.partition("-")[0]] = (offer, one)
        self.knotted(phase)
        self.waiting(phase)
        self.talk(phase)
        if self.viewer in SEATS:
            self.dealings(phase)
        if self.may_help(phase):
            self.helped(phase)

    def may_help(self, phase: str) -> bool:
        """Whether the viewer is a friend that has come to the table by now."""
        return self.viewer == "eu" and not phase.startswith("r1")

    def helped(self, phase: str) -> None:
        """Two name the viewer in a secret text; it says what it lends, and they talk with it."""
        one, other = self.two()
        wire = text("Helped", [one], [other], parcels(one, other), audience="secret")
        identity = self.tabled(phase, one, {**wire, "friends": ["eu"]}, accepts=[other])
        powers = self.random.choice(([], ["speed"]))
        lends = {"kind": "help", "document": identity, "powers": powers}
        say = {"kind": "say", "channel": "usa+eu", "text": "To the friend."}
        moves = [self.move("usa", "say", say)]
        if self.random.random() < 0.7:
            moves.append(self.move("eu", "help", lends))
        self.common.chains[phase] += moves

    def closed_offer(self, one: str, other: str) -> Wire:
        verification = self.random.choice(FREE)
        clauses = [hush(one, other, verification=verification), parcels(one, other)]
        return text("Closed", [one], [other], *clauses, hush(other, one))

    def tabled(self, phase: str, by: str, wire: Wire, accepts: Sequence[str] = ()) -> str:
        """Draft a text of others, hidden till then, and table it; return its id."""
        draft = self.move(by, "draft", {"kind": "draft", "document": wire})
        identity = document_id(by, draft.name)
        self.common.drafts[phase].append([draft])
        signs = [
            self.move(seat, "cosign", {"kind": "cosign", "document": identity})
            for seat in wire["sponsors"]
            if seat != by
        ]
        tables = self.move(by, "table", {"kind": "table", "document": identity})
        self.common.chains[phase] += [*signs, tables]
        for seat in accepts:
            self.common.accepted.setdefault(seat, []).append(identity)
        return identity

    def knotted(self, phase: str) -> None:
        """Two declare jointly what hangs on a secret text of theirs, which will not pass."""
        one, other = self.two()
        self.given += 1
        name = f"knot-{self.given}"
        self.common.knots.append((phase, one, other, name))
        self.hidden_documents.append(document_id(one, name))
        hangs = {"concluded": document_id(one, name)}
        wire = text("Hanging", [one, other], [], hush(one), provided=hangs, form="statement")
        helps = {"friends": ["eu"]} if self.may_help(phase) else {}
        wire |= helps
        is_blind = self.viewer not in SEATS and not helps
        is_public = is_blind or self.random.random() < 0.5
        declared = phase.replace("corridors", "plenary") if is_public else phase
        wire["audience"] = "public" if is_public else "closed"
        self.common.drafts.setdefault(declared, [])
        self.common.chains.setdefault(declared, [])
        self.tabled(declared, one, wire)

    def waiting(self, phase: str) -> None:
        """Two agree that one is very discreet once the other has been: it sleeps for good.

        What the other promised in secret, in one game or both, waits for the one.
        """
        one, other = self.two()
        self.common.waits.append((phase, one, other))
        clause = hush(one, level=2, **{"while": done(other)})
        helps = {"friends": ["eu"]} if self.may_help(phase) else {}
        waits = text("Waiting", [one], [other], clause, **helps)
        self.tabled(phase, one, waits, accepts=[other])

    def dealings(self, phase: str) -> None:
        """What the viewer itself does, and what is done with it."""
        one, _ = self.two()
        me = self.viewer
        audience = self.random.choice(("secret", "closed"))
        wire = text("From me", [me], [one], hush(me, one), hush(one, me), audience=audience)
        draft = self.move(me, "draft", {"kind": "draft", "document": wire})
        identity = document_id(me, draft.name)
        table = self.move(me, "table", {"kind": "table", "document": identity})
        say = {"kind": "say", "channel": channel(me, one), "text": "To you."}
        self.common.chains[phase] += [draft, self.move(me, "say", say), table]
        self.common.accepted.setdefault(one, []).append(identity)
        asked = text("To me", [one], [me], hush(one, me), parcels(one, me), audience="secret")
        self.tabled(phase, one, asked)

    def talk(self, phase: str) -> None:
        one, _ = self.two()
        if self.viewer in SEATS:
            say = {"kind": "say", "channel": channel(one, self.viewer), "text": "To the viewer."}
            self.common.chains[phase].append(self.move(one, "say", say))

    def make_plenary(self, phase: str) -> None:
        self.common.drafts.setdefault(phase, [])
        self.common.chains.setdefault(phase, [])
        one, _ = self.two()
        declares = text("Public", [one], [], hush(one), audience="public", form="statement")
        self.tabled(phase, one, declares)
        if phase.startswith("r3"):
            self.accusing(phase)
        self.guests_moves(phase)
        say = {"kind": "say", "channel": "press", "text": "To the world."}
        self.common.chains[phase].append(self.move(one, "say", say))

    def guests_moves(self, phase: str) -> None:
        """A friend is invited in the first plenary, and comes; the press reports in each."""
        moves = self.common.chains[phase]
        if phase.startswith("r1") and self.viewer == "eu":
            invite = {"kind": "invite", "friend": "eu"}
            moves += [self.move(seat, "invite", invite) for seat in ("dprk", "usa")]
            moves.append(self.move("eu", "attend", {"kind": "attend", "on": True}))
        if self.viewer == "press":
            report = {"kind": "report", "title": "A day", "text": "It passed."}
            moves.append(self.move("press", "report", report))

    def accusing(self, phase: str) -> None:
        """One accuses another of a promise that may be kept or not, and is refused in silence."""
        offer, debtor = self.common.closed["r1"]
        accuser = next(seat for seat in self.others if seat != debtor)
        wire = {"kind": "accuse", "clause": f"{offer}.1"}
        self.common.chains[phase].append(self.move(accuser, "accuse", wire))

    # --- what the viewer tries with what it may not know ---

    def probe(self, phase: str, place: int) -> Move:
        """Ask, as the viewer, for something that exists in one game, in both or in neither."""
        if self.viewer not in SEATS:
            return self.guest_probe(phase, place)
        nothing = document_id("control", "nothing")
        paper = self.random.choice([*self.hidden_documents, nothing])
        said = self.random.choice([*self.hidden_messages, nothing])
        me, name = self.viewer, f"probe-{phase}-{place}"
        words = {"kind": "say", "channel": channel(me, self.others[0]), "text": "?"}
        draft = text("Probing", [me], [self.others[0]], hush(me), audience="closed")
        kinds = ("cosign", "unsign", "table", "withdraw", "denounce", "disclose")
        wires: list[Wire] = [{"kind": kind, "document": paper} for kind in kinds]
        wires += [{"kind": "combine", "documents": [paper, nothing]}]
        wires += [{"kind": "accuse", "clause": f"{paper}.1"}]
        wires += [{**words, "reply_to": said}, {**words, "channel": self.secret_channel()}]
        wires += [{**words, "channel": f"team+{self.others[0]}"}]
        wires += [{"kind": "appoint", "seat": self.others[0], "rank": "mentor"}]
        wires += [{"kind": "dismiss", "seat": self.others[0], "place": 1}]
        wires += [{"kind": "draft", "document": draft, "replaces": paper}]
        wires += [
            {"kind": "draft", "document": {**draft, "provided": condition}}
            for condition in (
                {"concluded": paper},
                {"accepts": {"by": self.others[0], "document": paper}},
                operative(self.random.choice(self.others)),
            )
        ]
        if phase.endswith("capitals"):
            wires += [
                {"kind": "seal", "instructions": {"answers": {paper: "decline"}}},
                {"kind": "seal", "instructions": {"perform": {f"{paper}.1": "evade"}}},
                {"kind": "seal", "instructions": {"action": {"action": "reply"}}},
            ] * 3
        return Move(by=me, name=name, wire=self.random.choice(wires))

    def guest_probe(self, phase: str, place: int) -> Move:
        nothing = document_id("control", "nothing")
        paper = self.random.choice([*self.hidden_documents, nothing])
        said = self.random.choice([*self.hidden_messages, nothing])
        one, _ = self.two()
        words = {"kind": "say", "channel": "press", "text": "?"}
        wires: list[Wire] = [
            {"kind": "help", "document": paper, "powers": ["speed"]},
            {"kind": "help", "document": paper, "powers": []},
            {**words, "reply_to": said},
            {**words, "channel": self.secret_channel()},
            {**words, "channel": f"{one}+{self.viewer}"},
            {**words, "channel": f"team+{one}"},
            {"kind": "attend", "on": True},
            {"kind": "ask", "seat": one, "text": "What lies between you?"},
        ]
        name = f"probe-{phase}-{place}"
        return Move(by=self.viewer, name=name, wire=self.random.choice(wires))

    def secret_channel(self) -> str:
        return channel(*self.two())
