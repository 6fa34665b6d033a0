"""What one game of a pair holds that the viewer may not know.

Owns the hidden doings: talk, drafts, secret texts and what became of them, reservations, sealed
sheets, evasions, diversions, secret acts, what is overheard, the order and number of all that. By
construction none of it moves anything that is published (see `quiet`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from random import Random
from typing import TYPE_CHECKING, Any

from rules.model import State
from rules.names import SEATS
from rules.view import record

from .quiet import CLOSEST, FREE
from .script import (
    NEVER,
    Chain,
    Wire,
    channel,
    clause_of,
    document_id,
    done,
    hush,
    message_id,
    mixed,
    phases,
    text,
)
from .watching import Move

if TYPE_CHECKING:
    from .pairs import Pair


class Hiding:
    """What one of the two games holds that the viewer may not know."""

    def __init__(self, pair: "Pair", side: str) -> None:
        self.pair = pair
        self.side = side
        self.random = Random(f"{pair.viewer}/{pair.seed}/{side}")
        self.given = 0
        self.allies: list[str] = []
        """To whom another owes something under a secret pact."""
        self.doings = {phase: self.hidden_doings(phase) for phase in phases(pair.rounds)}

    def two(self) -> tuple[str, str]:
        one, other = self.random.sample(self.pair.others, 2)
        return one, other

    def move(self, by: str, sort: str, wire: Any, name: str = "") -> Move:
        self.given += 1
        named_ = name or f"{self.side}-{self.given}-{sort}"
        return Move(by=by, name=named_, wire=wire, is_common=False)

    # --- one game's script ---

    def script(self) -> Chain:
        moves = [Move(by="control", name="open", wire={"kind": "open"})]
        for phase in phases(self.pair.rounds):
            if phase.endswith("capitals"):
                moves += self.capitals(phase)
            else:
                moves += self.talks(phase)
            moves.append(Move(by="control", name=f"end-{phase}", wire={"kind": "advance"}))
            if phase.endswith("capitals"):
                moves.append(Move(by="control", name=f"on-{phase}", wire={"kind": "advance"}))
        return moves[:-1]

    def talks(self, phase: str) -> Chain:
        common = self.pair.common
        early = [self.drafted(chain) for chain in common.drafts.get(phase, [])]
        early += [self.knot(*rest) for at, *rest in common.knots if at == phase]
        early += [self.waiting_back(*rest) for at, *rest in common.waits if at == phase]
        early += self.doings[phase][::2]
        self.random.shuffle(early)
        rest = [common.chains.get(phase, []), self.pair.probes.get(phase, [])]
        shared = mixed(Random(f"{self.pair.viewer}/{self.pair.seed}/{phase}"), rest)
        return [
            *mixed(self.random, early),
            *mixed(self.random, [shared, *self.doings[phase][1::2]]),
        ]

    def drafted(self, chain: Chain) -> Chain:
        """Write a text at once, or write it otherwise first: nobody else sees its making."""
        (first,) = chain
        if self.random.random() < 0.5:
            return chain
        wire = {**first.wire["document"], "title": f"Otherwise {self.random.random()}"}
        otherwise = replace(first, wire={"kind": "draft", "document": wire})
        identity = document_id(first.by, first.name)
        return [otherwise, self.move(first.by, "redraft", {**first.wire, "replaces": identity})]

    def capitals(self, phase: str) -> Chain:
        sheets: list[Chain] = [self.pair.probes.get(phase, [])]
        sheets += [self.sealing(seat, phase) for seat in self.pair.others]
        own = [
            self.own_sheet(seat, phase)
            for seat in (self.pair.viewer, self.pair.beside)
            if seat in SEATS
        ]
        return [*mixed(self.random, [*sheets, *self.doings[phase]]), *own]

    # --- hidden doings ---

    def hidden_doings(self, phase: str) -> list[Chain]:
        makers = [self.whispers, self.drafts, self.petitions, self.team]
        if phase.endswith("corridors"):
            makers += [self.secret_text]
        count = self.random.randint(0, 4)
        doings = [self.random.choice(makers)() for _ in range(count)]
        doings += [self.secret_pact()] if phase == "r1-corridors" else []
        return doings + (self.accusations() if phase == "r3-plenary" else [])

    def whispers(self) -> Chain:
        one, other = self.two()
        line = self.random.choice((channel(one, other), "control"))
        says = [
            self.move(one, "say", {"kind": "say", "channel": line, "text": "Sh" + "h" * number})
            for number in range(self.random.randint(1, 3))
        ]
        self.pair.hidden_messages += [message_id(one, each.name) for each in says]
        return says

    def team(self) -> Chain:
        """A delegation gives somebody a place, if it has none; its people talk among themselves.

        A member also writes for it, as its head might: to others both are the same.
        """
        one, other = self.two()
        wire = {"kind": "appoint", "rank": "member", "desk": self.random.choice((None, "press"))}
        says = {"kind": "say", "channel": "team", "text": "Us" + "!" * self.random.randint(1, 9)}
        draft = text(f"Desk {self.random.random()}", [one], [other], hush(one), audience="secret")
        first = self.move(one, "say", says)
        self.pair.hidden_messages.append(message_id(one, first.name))
        chain = [self.move(one, "appoint", wire), first]
        advice = {
            "kind": "advise",
            "why": "So.",
            "statement": "Word" + "s" * self.random.randint(1, 9),
        }
        written = {"kind": "draft", "document": draft}
        for sort, given in (("say", says), ("advise", advice), ("draft", written)):
            chain.append(replace(self.move(one, sort, given), person=f"{one}-1.1"))
        return chain[: self.random.randint(1, 5)]

    def petitions(self) -> Chain:
        """Ask control for something in secret: seldom twice in a round, then it is refused."""
        one, _ = self.two()
        wire = {"kind": "petition", "title": "In secret", "why": "Psst." * 3, "secret": True}
        return [self.move(one, "petition", wire)]

    def drafts(self) -> Chain:
        """A draft of others, perhaps to the viewer; rewritten, signed, dropped, or left."""
        one, other = self.two()
        sponsors = [one, other] if self.random.random() < 0.5 else [one]
        to = [each for each in SEATS if each not in sponsors][: self.random.randint(0, 2)]
        audience = self.random.choice(("secret", "closed", "public"))
        title = f"Draft {self.random.random()}"
        wire = text(title, sponsors, to, hush(one), audience=audience)
        first = self.move(one, "draft", {"kind": "draft", "document": wire})
        identity = document_id(one, first.name)
        self.pair.hidden_documents.append(identity)
        anew = {"kind": "draft", "document": {**wire, "title": "Anew"}, "replaces": identity}
        later = [
            self.move(one, "redraft", anew),
            self.move(other, "cosign", {"kind": "cosign", "document": identity}),
            self.move(one, "drop", {"kind": "withdraw", "document": identity}),
        ]
        return [first, *later[: self.random.randint(0, 3)]]

    def secret_text(self) -> Chain:
        one, other = self.two()
        inspected = hush(one, verification=self.random.choice(("v0", CLOSEST)))
        clauses = [inspected] if self.random.random() < 0.5 else [hush(other), inspected]
        wire = text(f"Secret {self.random.random()}", [one], [other], *clauses, audience="secret")
        draft = self.move(one, "draft", {"kind": "draft", "document": wire})
        identity = document_id(one, draft.name)
        self.pair.hidden_documents.append(identity)
        table = self.move(one, "table", {"kind": "table", "document": identity})
        back = self.move(one, "withdraw", {"kind": "withdraw", "document": identity})
        return [draft, table, *([back] if self.random.random() < 0.25 else [])]

    def accusations(self) -> list[Chain]:
        """Some accuse another under a text of theirs that is secret, if there is one in doubt."""
        some = [
            seat for seat in self.pair.others if seat in self.allies or self.random.random() < 0.5
        ]
        return [
            [self.move(one, "accuse", Accusing(self.pair, one, self.random.random() < 0.5))]
            for one in some
        ]

    def secret_pact(self) -> Chain:
        """A secret text that passes, in most games, so that it is due, and may be broken."""
        one, other = self.two()
        wire = text(f"Pact {self.random.random()}", [one], [other], hush(one), audience="secret")
        draft = self.move(one, "draft", {"kind": "draft", "document": wire})
        identity = document_id(one, draft.name)
        self.pair.hidden_documents.append(identity)
        self.pair.pacts.append(identity)
        self.allies.append(other)
        return [draft, self.move(one, "table", {"kind": "table", "document": identity})]

    def knot(self, one: str, other: str, name: str) -> Chain:
        """The secret text that others hang on: in each game another, and it never passes."""
        provided = self.random.choice((True, NEVER))
        title = f"Knot {self.random.random()}"
        wire = text(title, [one], [other], hush(one), audience="secret", provided=provided)
        return [
            self.move(one, "draft", {"kind": "draft", "document": wire}, name=name),
            self.move(one, "table", {"kind": "table", "document": document_id(one, name)}),
        ]

    def waiting_back(self, one: str, other: str) -> Chain:
        """The secret other half of an order dispute, in some games."""
        clause = hush(other, level=2, **{"while": done(one)})
        wire = text("Waiting back", [other], [one], clause, audience="secret")
        draft = self.move(other, "draft", {"kind": "draft", "document": wire})
        identity = document_id(other, draft.name)
        self.pair.hidden_documents.append(identity)
        table = self.move(other, "table", {"kind": "table", "document": identity})
        return [draft, table][: self.random.randint(0, 2)]

    # --- sealed sheets ---

    def sealing(self, seat: str, phase: str) -> Chain:
        """One sheet, or several of which the last holds; none where it would be empty."""
        number = self.random.randint(1, 2)
        if self.random.random() < 0.3 and not self.pair.common.accepted.get(seat):
            number = 0
        seed = f"{self.pair.viewer}/{self.pair.seed}/{self.side}/{seat}/{phase}"
        return [
            self.move(seat, "seal", Sealed(self.pair, seat, f"{seed}/{n}")) for n in range(number)
        ]

    def own_sheet(self, seat: str, phase: str) -> Move:
        return Move(by=seat, name=f"own-{phase}", wire={"kind": "seal", "instructions": {}})


@dataclass(frozen=True, slots=True)
class Accusing:
    """An accusation under what is hidden from the viewer, else a word to control."""

    pair: "Pair"
    seat: str
    evidence: bool

    def __call__(self, state: State) -> Wire:
        own = record(state, self.seat, "menu/own", {})  # type: ignore[arg-type]
        assert own is not None
        offered = own["commands"].get("accuse", {"clauses": {}})["clauses"]
        hidden = [each for each in offered if each.rpartition(".")[0] in self.pair.hidden_documents]
        if not hidden:
            return {"kind": "say", "channel": "control", "text": "Nobody to accuse."}
        return {"kind": "accuse", "clause": hidden[0], "evidence": self.evidence}


@dataclass(frozen=True, slots=True)
class Sealed:
    """A sheet made from a seat's own menu: what is common is in it, the rest is as it comes."""

    pair: "Pair"
    seat: str
    seed: str

    def __call__(self, state: State) -> Wire:
        own = record(state, self.seat, "menu/own", {})  # type: ignore[arg-type]
        assert own is not None
        choices, random = own["commands"]["seal"], Random(self.seed)
        two = random.sample([each for each in SEATS if each != self.seat], 2)
        deeds = ({"action": "envoy"}, {"action": "ears", "target": two}, None)
        action = random.choice(deeds)
        sheet = {
            "answers": dict(self.answers(choices["answers"], random)),
            "perform": {
                each: "evade"
                for each in choices["perform"]
                if self.can_hide(state, each) and random.random() < 0.5
            },
            "divert": {
                each: 50
                for each in choices["divert"]
                if clause_of(state, each).debtor != self.pair.viewer and random.random() < 0.5
            },
            "inspections": {
                each: random.choice(("accept", "refuse"))
                for each in choices["inspections"]
                if each.rpartition(".")[0] in self.pair.hidden_documents
            },
            "action": action,
            "close": random.random() < 0.5 and self.seat != self.pair.others[0],
        }
        return {"kind": "seal", "instructions": sheet}

    def answers(self, asked: Mapping[str, Any], random: Random) -> Iterator[tuple[str, Any]]:
        knots = {document_id(one, name) for _, one, _, name in self.pair.common.knots}
        hidden = {*self.pair.hidden_documents}
        for document, choice in asked.items():
            if document in self.pair.common.accepted.get(self.seat, ()):
                yield document, "accept"
            elif document in knots:
                yield from random.choice(
                    ([], [(document, "decline")], [(document, {"accept": NEVER})])
                )
            elif document in self.pair.pacts:
                yield document, "accept"
            elif document in hidden:
                offers = [{"accept": each["tree"]} for each in choice["reservations"]]
                answer = random.choice([None, "accept", "accept", "decline", *offers])
                yield from [] if answer is None else [(document, answer)]

    def can_hide(self, state: State, identity: str) -> bool:
        """Whether nobody need tell the viewer if this promise is not kept."""
        clause = clause_of(state, identity)
        is_hush = clause.instrument == "hush" and clause.verification in FREE
        is_to_another = bool(clause.beneficiaries) and self.pair.viewer not in clause.beneficiaries
        document = identity.rpartition(".")[0]
        return is_hush and (is_to_another or document in self.pair.hidden_documents)
