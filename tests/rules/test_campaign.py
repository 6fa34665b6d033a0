"""Play nearly legal games; check after every step what must hold at any table.

Invariants of architecture.md 4: the log alone rebuilds the table, a refusal changes nothing, each
viewer's records folded from what steps touched equal a fresh view, and so on. What is found here
is a bug of the rules or of a declaration, never bad luck: shrink it and fix that.
"""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from msgspec.structs import replace

from rules.codec import decode, decode_state, encode, encode_state
from rules.commands import Arrive, EndPhase, Leave, Order
from rules.conditions import parse
from rules.decide import decide
from rules.decide.erasing import shown_of_old
from rules.documents.sight import can_see
from rules.events import Happened, TextErased
from rules.fold import apply, replay
from rules.forking import ends_a_phase, fork
from rules.legal import is_over
from rules.model import State, TextRef
from rules.names import ROLES, SEATS, VIEWERS, reaches
from rules.opening import open_table
from rules.parse import parse_command
from rules.refusal import Refused
from rules.scenario import HiddenType, Line, Scenario, Succession
from rules.teams import advises, called, is_acting, mates, persons
from rules.view import record, touched, view
from rules.view.debrief import DEBRIEFS
from server.scenarios import shipped
from tests.effort import EFFORT

from . import tiny
from .friendly import SEATED
from .nearly_legal import BY_DOCUMENT, Forger
from .reckoning.test_exposure import RULES
from .reckoning.test_holding import OPEN, SHOW
from .reckoning.test_listening import EARS
from .reckoning.test_summits import TALKATIVE
from .reckoning.test_voting import LAUNCH
from .reckoning.test_watching import WATCH
from .test_chair import CHAIR

CLOCK = {"corridors": 300, "plenary": 200, "capitals": 100, "reckoning": 60}
WISHES: tuple[Any, ...] = (
    {"meter": {"name": "tension", "at_most": 45}},
    {"open": "hostile"},
    {"friend": "eu"},
    {"present": "dprk"},
    {"round": {"at_least": 2}},
    {"charter": "all_other_five"},
    {"compliant": "usa"},
    {"was": {"operative": {"by": "usa", "instrument": "pledge", "level": 1}}},
    {"verified": {"by": "dprk", "instrument": "freeze", "level": 1}},
    *({"operative": {"by": seat, "instrument": "pledge", "level": 1}} for seat in SEATS[1:]),
    *({"performed": {"by": seat, "instrument": "fuel", "level": 50}} for seat in SEATS[1:]),
)


TYPES = tuple(
    HiddenType(id=name, title=name, text="What it wants.", prior=50) for name in ("dove", "hawk")
)


def hasty(scenario: Scenario) -> Scenario:
    """A scenario with leaks, that may end within a run, whose sheets hang on everything,
    with a hidden type to guess."""
    lines = tuple(
        Line(id=f"wish-{n}", text="A wish.", when=parse(tree), points=1)
        for n, tree in enumerate(WISHES)
    )
    sheets = {
        seat: tuple(replace(each, lines=(*each.lines, *lines)) for each in variants)
        for seat, variants in scenario.sheets.items()
    }
    sheets["dprk"] = tuple(
        replace(each, id=f"{each.id}-{t.id}", type=t.id) for each in sheets["dprk"] for t in TYPES
    )
    delegations = tuple(
        replace(each, types=TYPES if each.seat == "dprk" else ()) for each in scenario.delegations
    )
    rounds = replace(scenario.rounds, first_possible_end=3, end_odds=40)
    acts = (*scenario.actions, LAUNCH, WATCH, EARS, SHOW, OPEN)
    changed = replace(scenario, rounds=rounds, leak_odds=30, actions=acts)
    return replace(
        changed,
        sheets=sheets,
        delegations=delegations,
        forms=("statement", "joint_text", "council_resolution", "treaty"),
        successions=tuple(election(seat, number) for number, seat in enumerate(SEATS[1:4], 1)),
    )


def election(seat: str, number: int) -> Succession:
    """A day in a round of its own on which a government may change."""
    told = {"title": "A vote", "text": "They vote.", "changed": "New.", "stayed": "Old."}
    return Succession(id=f"vote-{seat}", seat=seat, round=number, odds=70, latitude=6, **told)


SEEDS = st.integers(min_value=0, max_value=2**32)
"""Of what is made up inside one step: uniform choices find more than simple ones."""


class Campaign(RuleBasedStateMachine):
    """A table, all that happened at it, and what each viewer was shown of it."""

    scenario: Scenario = hasty(
        replace(
            SEATED,
            rounds=tiny.SCENARIO.rounds,
            actions=TALKATIVE.actions,
            animosities=TALKATIVE.animosities,
            exposure=RULES,
            convenor=CHAIR,
        )
    )

    @initialize(
        clock=st.sampled_from((CLOCK, {})), people=st.sets(st.sampled_from(SEATS), min_size=3)
    )
    def a_table_is_opened(self, clock, people):
        bots = {seat: None if seat in people else "maximiser" for seat in SEATS}
        guests = {guest: None for guest in ("press", "sipri", "eu") if self.seats(guest)}
        opening = open_table(
            self.scenario, table="t", key="ab" * 32, bots=bots, clock=clock, guests=guests
        )
        self.state: State = replay((each.event for each in opening), self.scenario)
        self.log: list[Happened] = [*opening]
        self.ends: dict[tuple[int, str], tuple[State, int]] = {}
        """Each phase that ended -> the state before it did, and how much of the log led to it."""
        self.texts: dict[str, str | None] = {}
        self.snapshot = encode_state(self.state)
        self.now_ms, self.given = 1_000, 0
        viewers = (*VIEWERS, *guests)
        self.shown = {viewer: view(self.state, viewer, self.texts) for viewer in viewers}
        self.give("control", {"kind": "open"})

    def seats(self, guest: str) -> bool:
        return guest == "press" or guest in self.scenario.friend

    # how anything happens

    def lift(self, text: str, field: str) -> TextRef:
        identity = f"t{self.given}-{field}"
        self.texts[identity] = f"{text} <{identity}>"
        return TextRef(id=identity, digest="")

    def give(self, by: str, wire: dict[str, Any] | Any) -> None:
        """Give a command; raise Refused, with nothing changed, if it is refused."""
        self.given += 1
        self.now_ms += 700
        command = parse_command(wire, self.lift) if isinstance(wire, dict) else wire
        person = f"{by}.{persons(self.state).get(by, 1)}"
        role = by.partition("-")[0]
        order = Order(
            by=role, person=person, id=f"c{self.given}", at_ms=self.now_ms, command=command
        )
        try:
            step = decide(self.state, order)
        except Refused:
            assert encode_state(self.state) == self.snapshot
            raise
        self.fold(step)

    def fold(self, step: tuple[Happened, ...]) -> None:
        assert step, "an accepted command makes something happen"
        assert decode(json.loads(json.dumps(encode(step)))) == step
        if ends_a_phase(step):
            self.ends[self.state.round, self.state.phase] = (self.state, len(self.log))
        for each in step:
            self.state = apply(self.state, each.event)
        self.texts.update({x.event.text: None for x in step if isinstance(x.event, TextErased)})
        self.log += step
        self.snapshot = encode_state(self.state)
        for viewer, records in self.shown.items():
            self.show(viewer, records, step)

    def show(self, viewer: str, records: dict[str, Any], step: tuple[Happened, ...]) -> None:
        keys = touched(self.state, viewer, step)
        assert any(viewer in each.to for each in step) or not keys
        for key in keys:
            fresh = record(self.state, viewer, key, self.texts)
            if fresh is None:
                records.pop(key, None)
            else:
                records[key] = fresh

    def try_to(self, by: str, wire: Any) -> None:
        try:
            self.give(by, wire)
        except Refused:
            return

    def forger(self, seed: int) -> Forger:
        return Forger(self.state, seed)

    def is_playing(self) -> bool:
        return self.state.phase != "closed"

    # what players do

    @rule(seed=SEEDS, seat=st.sampled_from(SEATS))
    def a_seat_takes_what_its_menu_offers(self, seed, seat):
        self.give(seat, self.forger(seed).offered(seat))

    @rule(seed=SEEDS)
    def a_guest_takes_what_its_menu_offers(self, seed):
        guest = self.forger(seed).one(sorted(self.state.guests))
        if self.state.guests[guest].bot is None:
            self.give(guest, self.forger(seed).guesting(guest))

    @rule(seed=SEEDS)
    def one_of_a_team_takes_what_its_menu_offers(self, seed):
        """Somebody is appointed first where nobody is."""
        if self.is_playing() and not any(mates(self.state)):
            (seat, *_) = [x for x in SEATS if self.state.seats[x].bot is None] or ["control"]
            ranks = ({"rank": "member", "desk": "press"}, {"rank": "mentor"})
            for place in ranks if seat != "control" else ():
                self.give(seat, {"kind": "appoint", **place})
        team = list(mates(self.state))
        if team:
            seat, mate = self.forger(seed).one(team)
            if is_acting(self.state, seat, mate):
                self.give(called(seat, mate.place), self.forger(seed).offered(seat))
            else:
                self.a_mate_does_what_its_rank_may(seat, mate, seed)

    def a_mate_does_what_its_rank_may(self, seat, mate, seed):
        desks = advises(self.state.seats[seat], mate)
        wire = self.forger(seed).teaming(seat, mate.rank, desks)
        is_made_up = wire["kind"] == "draft" or wire.get("statement") == "Nothing to say."
        give = self.try_to if is_made_up else self.give
        give(called(seat, mate.place), wire)

    @precondition(is_playing)
    @rule(seed=SEEDS)
    def texts_are_tabled(self, seed):
        for place, seat in enumerate(self.forger(seed).some(SEATS, most=4, least=1)):
            self.table(seat, seed + place)

    @precondition(is_playing)
    @rule(seed=SEEDS)
    def a_round_is_played(self, seed):
        """Texts in the corridors, texts in the plenary, sheets: what one phase alone is not."""
        self.texts_are_tabled(seed)
        if self.state.phase == "corridors":
            self.give("control", {"kind": "advance"})
            self.texts_are_tabled(seed + len(SEATS))
        self.the_round_is_reckoned(seed)

    @precondition(is_playing)
    @rule(seed=SEEDS, plenary=st.booleans(), wanted=st.sampled_from(BY_DOCUMENT))
    def what_menus_offer_of_documents_is_taken(self, seed, plenary, wanted):
        """Sign, take back, withdraw, denounce, disclose: rare in menus, so looked for in all."""
        if plenary and self.state.phase == "corridors":
            self.give("control", {"kind": "advance"})
        forger = self.forger(seed)
        offers = [
            (seat, kind, document)
            for seat in SEATS
            for kind, choices in forger.menu(seat).items()
            if kind in BY_DOCUMENT
            for document in choices["documents"]
        ]
        best = [each for each in offers if each[1] == wanted] or offers
        if best:
            seat, kind, document = forger.one(best)
            self.give(seat, {"kind": kind, "document": document})

    @precondition(is_playing)
    @rule(seed=SEEDS)
    def somebody_is_accused(self, seed):
        """Rare in menus, so looked for in all: a turn of some promise is in doubt."""
        while self.state.phase != "plenary":
            self.give("control", {"kind": "advance"})
            if not self.is_playing():
                return
        forger = self.forger(seed)
        offers = [
            (seat, list(forger.menu(seat)["accuse"]["clauses"]))
            for seat in SEATS
            if "accuse" in forger.menu(seat)
        ]
        if offers:
            seat, clauses = forger.one(offers)
            self.give(seat, forger.accusation(clauses))

    @precondition(is_playing)
    @rule(seed=SEEDS, pair=st.sampled_from((("usa", "rok"), ("dprk", "rus"), ("prc", "jpn"))))
    def two_write_together(self, seed, pair):
        text = self.forger(seed).document(pair[0]) | {"sponsors": list(pair)}
        text["addressees"] = [each for each in text["addressees"] if each not in pair]
        self.try_to(pair[0], {"kind": "draft", "document": text})
        for seat in pair:
            for each in self.forger(seed).menu(seat).get("cosign", {"documents": []})["documents"]:
                self.try_to(seat, {"kind": "cosign", "document": each})

    @precondition(is_playing)
    @rule(seed=SEEDS)
    def friends_are_invited(self, seed):
        if self.state.phase == "corridors":
            self.give("control", {"kind": "advance"})
        friend = self.forger(seed).one([each.id for each in self.scenario.friends] or ["nobody"])
        for seat in self.forger(seed).some(SEATS, most=3, least=2):
            self.try_to(seat, {"kind": "invite", "friend": friend})

    @precondition(is_playing)
    @rule(seed=SEEDS)
    def some_give_their_word_and_combine_it(self, seed):
        """By chance two public assurances of the same hardly meet; some leave them again."""
        self.they_give_their_word(self.forger(seed).some(("usa", "prc", "rus"), least=2))
        if not self.is_playing():
            return
        for seat in SEATS:
            for documents in self.forger(seed).menu(seat).get("combine", {"sets": []})["sets"][:1]:
                self.give(seat, {"kind": "combine", "documents": documents})
        for joint in self.state.joint if self.forger(seed).rarely() else ():
            for document in joint.documents:
                self.try_to(
                    self.state.documents[document].terms.author,
                    {"kind": "denounce", "document": document},
                )

    def they_give_their_word(self, seats: list[str]) -> None:
        """Declare in the plenary and go on to the corridors in which that is in force."""
        while self.state.phase != "plenary" and self.is_playing():
            self.give("control", {"kind": "advance"})
        for seat in seats:
            word = {"debtor": seat, "instrument": "pledge", "level": 1, "beneficiaries": ["dprk"]}
            text = {"title": "Our word", "sponsors": [seat], "addressees": [], "clauses": [word]}
            self.try_to(seat, {"kind": "draft", "document": {**text, "audience": "public"}})
            for each in self.forger(0).menu(seat).get("table", {"documents": []})["documents"]:
                self.try_to(seat, {"kind": "table", "document": each})
        while self.state.phase != "corridors" and self.is_playing():
            self.give("control", {"kind": "advance"})

    def table(self, seat: str, seed: int) -> None:
        forger = self.forger(seed)
        in_plenary = self.state.phase == "plenary"
        audience = "public" if in_plenary else forger.one(("secret", "closed"))
        text = forger.document(seat) | {"audience": audience}
        self.try_to(seat, {"kind": "draft", "document": text})
        for each in forger.menu(seat).get("draft", {"replace": []})["replace"]:
            for other in text["sponsors"][1:]:
                self.try_to(other, {"kind": "cosign", "document": each})
        for each in self.forger(seed).menu(seat).get("table", {"documents": []})["documents"]:
            self.try_to(seat, {"kind": "table", "document": each})

    @precondition(is_playing)
    @rule(seed=SEEDS)
    def the_round_is_reckoned(self, seed):
        while self.state.phase != "capitals":
            self.give("control", {"kind": "advance"})
        for place, seat in enumerate(SEATS):
            self.seal(seat, seed + place)
        self.give("control", {"kind": "advance"})

    def seal(self, seat: str, seed: int) -> None:
        """Accept much, promise-breaking and acts apart; take what can be paid if not all can."""
        forger = self.forger(seed)
        choices = forger.menu(seat)["seal"]
        sheet = forger.sheet(seat)
        sheet["answers"] |= {each: "accept" for each in choices["answers"] if not forger.rarely()}
        try:
            self.give(seat, {"kind": "seal", "instructions": sheet})
        except Refused:
            self.give(seat, {"kind": "seal", "instructions": forger.single(choices)})

    @rule(seed=SEEDS, seat=st.sampled_from(SEATS))
    def a_seat_bends_the_rules(self, seed, seat):
        self.try_to(seat, self.forger(seed).bent(seat))

    @precondition(is_playing)
    @rule()
    def the_phase_ends(self):
        self.give("control", {"kind": "advance"})

    @rule(seed=SEEDS)
    def control_takes_what_its_menu_offers(self, seed):
        self.give("control", self.forger(seed).controlled())

    @precondition(lambda self: not self.is_playing() and not self.state.origins)
    @rule(seed=SEEDS)
    def the_game_is_taken_up_again(self, seed):
        """From then on it is the fork that is played, with what was erased since still erased."""
        forger = self.forger(seed)
        told = forger.one(forger.menu("control")["fork"]["rounds"])
        self.state, length = self.ends[told["round"], forger.one(told["phases"])]
        del self.log[length:]
        here = {x.event.text for x in self.log if isinstance(x.event, TextErased)}
        gone = [text for text, body in self.texts.items() if body is None and text not in here]
        self.given += 1
        named = {"table": f"t{self.given}", "key": f"{self.given:064x}"}
        begun = fork(self.state, step=length, head="aa" * 32, erased=gone, **named)
        for viewer in self.shown:
            self.shown[viewer] = view(self.state, viewer, self.texts)
        self.fold(begun)
        assert not any(each.present for each in self.state.sitters.values())
        self.give("control", {"kind": "resume"})

    @rule(by=st.sampled_from(SEATS), kind=st.sampled_from(("open", "advance", "close", "pause")))
    def a_seat_asks_for_what_is_control_s(self, by, kind):
        with pytest.raises(Refused):
            self.give(by, {"kind": kind})

    @rule(seat=st.sampled_from((*SEATS, "press")), comes=st.booleans())
    def somebody_comes_or_goes(self, seat, comes):
        known = persons(self.state)
        who = next((each for each in known if each.startswith(f"{seat}-")), seat)
        person = f"{who}.{known.get(who, 1)}"
        self.try_to("clock", Arrive(person=person) if comes else Leave(person=person))

    @rule(late=st.booleans())
    def time_is_up(self, late):
        deadline = self.state.deadline_ms or 0
        self.now_ms = max(self.now_ms, deadline) if late else self.now_ms
        ended = EndPhase(round=self.state.round, phase=self.state.phase, deadline_ms=deadline)
        self.try_to("clock", ended)

    # what must hold

    @invariant()
    def what_steps_touched_adds_up_to_a_fresh_view(self):
        for viewer, records in self.shown.items():
            assert records == view(self.state, viewer, self.texts), viewer

    @invariant()
    def room_support_and_meters_keep_their_bounds(self):
        most = self.scenario.prices.latitude_max
        for seat, delegate in self.state.seats.items():
            assert delegate.latitude <= max(most, self.scenario.delegation[seat].latitude)
            assert 0 <= delegate.support <= 100
            assert delegate.onus >= 0
        for name, meter in self.state.meters.items():
            defined = self.scenario.meter[name]
            assert defined.min <= meter.value <= defined.max

    @invariant()
    def nobody_delivers_more_than_it_has(self):
        delivered: dict[tuple[str, str], int] = {}
        for document in self.state.documents.values():
            for clause in document.terms.clauses:
                spent = sum(each.amount for each in self.state.deliveries.get(clause.id, ()))
                pledge = (clause.debtor, clause.instrument)
                delivered[pledge] = delivered.get(pledge, 0) + spent
        for (debtor, name), amount in delivered.items():
            instrument = self.scenario.instrument.get(name)
            if instrument is not None and instrument.quantity is not None:
                assert amount <= instrument.quantity.stock.get(debtor, 0)

    @invariant()
    def no_word_reaches_anybody_it_was_not_meant_for(self):
        if not self.is_playing():
            return
        meant, of_old = self.meant(), shown_of_old(self.state)
        for viewer, records in self.shown.items():
            said = json.dumps(records)
            for text, readers in meant.items():
                may_read = reaches(readers, viewer) or (viewer == "observer" and text in of_old)
                assert may_read or f"<{text}>" not in said, (viewer, text)

    def meant(self) -> dict[str, tuple[str, ...]]:
        """Return who may read each free text: a message's hearers, a document's readers."""
        state = self.state
        meant = {each.text.id: each.to for each in state.messages.values()}
        for document in (*state.documents.values(), *state.dropped.values()):
            readers = tuple(viewer for viewer in ROLES if can_see(document, viewer))
            meant[document.terms.title.id] = readers
        for petition in state.petitions.values():
            secret = (petition.by, "control")
            for text in (petition.title, petition.why):
                meant[text.id] = secret if petition.secret else VIEWERS
        for advice in state.advice.values():
            readers = VIEWERS if is_over(state) else (advice.seat, "control")
            said = (advice.why,) if advice.statement is None else (advice.why, advice.statement)
            meant |= dict.fromkeys((each.id for each in said), readers)
        for reason in state.reasons.values():
            meant[reason.text.id] = VIEWERS if is_over(state) else (reason.by, "control")
        return meant

    def teardown(self):
        if not hasattr(self, "state"):
            return
        assert replay((each.event for each in self.log), self.scenario) == self.state
        assert decode_state(encode_state(self.state), self.scenario) == self.state
        if self.state.phase == "closed":
            self.everybody_reads_the_same_debrief()

    def everybody_reads_the_same_debrief(self) -> None:
        told = [
            {key: value for key, value in records.items() if key.startswith("debrief/")}
            for records in self.shown.values()
        ]
        assert {key.partition("/")[2] for key in told[0]} == set(DEBRIEFS)
        assert len(told[0]) == len(DEBRIEFS)
        assert all(each == told[0] for each in told)


class FirstSession(Campaign):
    scenario = replace(shipped("first-session"), leak_odds=20)


RUN = {"deadline": None, "suppress_health_check": list(HealthCheck), "print_blob": True}
TestCampaign = Campaign.TestCase
TestCampaign.settings = settings(max_examples=15 * EFFORT, stateful_step_count=25, **RUN)
TestFirstSession = FirstSession.TestCase
TestFirstSession.settings = settings(max_examples=6 * EFFORT, stateful_step_count=25, **RUN)
