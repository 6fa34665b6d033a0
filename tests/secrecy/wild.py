"""Nearly legal play of a scenario as it is shipped, twice, with other secrets each time.

Owns what both games have, drawn from one source: the viewer's own commands, what others do that it
may learn of, comings and goings; and what is hidden from it, drawn for each game from a source of
its own: talk, drafts, secret petitions, reasons, texts offered in vain, sheets sealed and sealed
over, odds of a belief, teams, refused commands, erasures, and the order of all that. None of it
moves anything that the rules publish, so every byte to the viewer must be the same (protocol.md 5).
"""

import json
from collections.abc import Collection
from random import Random
from typing import Any

from rules.legal import is_over
from rules.model import State, TextRef
from rules.names import GUESTS, SEATS, VIEWERS
from rules.naming import named
from rules.teams import is_represented
from tests.rules.nearly_legal import TEAMING, Forger

from .marks import EVERYBODY, MARK, OWN_AFTER_THE_END, strayed
from .people import People
from .script import channel
from .twins import Command, Differ, Side, Twins

STEP_MS = 1000
STEPS = {"corridors": 4, "plenary": 4, "capitals": 2, "reckoning": 1}
"""Of what both games have, at most, in each phase."""
LATE = 3
"""Whole rounds: more than are played, so that observers never see what differs."""
WHY_MAX = 400
WORDS = ("talks", "fuel", "freeze", "inspectors", "summit", "sanctions", "treaty", "silence")


class Hidden:
    """What one game has that its viewer may not know."""

    def __init__(self, side: Side, seed: str, *, offers: bool) -> None:
        self.side = side
        self.random = Random(seed)
        self.offers = offers
        """Whether secret texts are offered in vain."""
        self.others = tuple(seat for seat in SEATS if seat != side.viewer)
        self.given = 0
        self.seed = seed
        self.papers: dict[str, str] = {}
        """Drafts and secret texts of others -> whose command made them."""
        self.people = People(self)
        self.readers: dict[bytes, Collection[str]] = {}
        """Mark -> who may read it once the game is over."""

    def words(self) -> str:
        """Return some words, of a length of their own, with a mark that nobody else may read."""
        mark = f"mk{self.random.getrandbits(48):012x}"
        return " ".join([mark, *self.random.choices(WORDS, k=self.random.randint(0, 40))])

    def two(self) -> list[str]:
        pair = self.random.sample(self.others, 2)
        return sorted(pair, key=SEATS.index)

    def next_id(self) -> str:
        self.given += 1
        return self.last_id

    @property
    def last_id(self) -> str:
        return f"h-{self.seed}-{self.given}"

    async def give(self, by: str, command: Command, readers: Collection[str] = ()) -> bool:
        """Give a command at a time of its own: no two steps of both games are so close.

        `readers` may read its words once the game is over: if it is obeyed, else nobody may.
        """
        self.side.here.now_ms += self.random.randint(0, 50)
        is_obeyed = await self.side.give(by, self.next_id(), command)
        if is_obeyed:
            marks = MARK.findall(json.dumps(command).encode())
            self.readers.update(dict.fromkeys(marks, readers))
        return is_obeyed

    async def some(self, most: int = 2) -> None:
        """Do some of it."""
        for _ in range(self.random.randint(0, most)):
            doings = [self.talk, self.talk, self.whisper, self.draft, self.refused, self.rework]
            doings += [self.petition, self.reason, self.erase, self.read, self.listens]
            doings += [self.people.some] * 3
            doings += [self.offer, self.offer] if self.offers else []
            await self.random.choice(doings)()

    async def talk(self) -> None:
        one, other = self.two()
        await self.talks(one, one, other)

    async def talks(self, by: str, one: str, other: str) -> None:
        """Let somebody of `one` speak to `other`, or to control."""
        private = channel(one, other)
        line = self.random.choice((private, "control"))
        heard = (one, "control", *([other] if line == private else []))
        await self.give(by, {"kind": "say", "channel": line, "text": self.words()}, heard)

    async def whisper(self) -> None:
        seat = self.random.choice(self.others)
        whisper = {"kind": "whisper", "seat": seat, "text": self.words()}
        await self.give("control", whisper, (seat, "control"))

    async def petition(self) -> None:
        asked = {"title": self.words()[:100], "why": self.words(), "secret": True}
        seat = self.random.choice(self.others)
        await self.give(seat, {"kind": "petition", **asked}, EVERYBODY)

    async def reason(self) -> None:
        about = self.random.choice(("sheet", "talk"))
        reason = {"kind": "reason", "about": about, "text": self.words()[:WHY_MAX]}
        await self.give(self.random.choice(self.others), reason, EVERYBODY)

    async def refused(self) -> None:
        """Others ask for what they do not get."""
        seat = self.random.choice(self.others)
        command = Forger(await self.side.state(), self.random.random()).bent(seat)
        if await self.side.would(seat, command) is None:
            await self.give(seat, command)

    async def erase(self) -> None:
        """Control takes back words that the viewer never saw."""
        state = await self.side.state()
        if is_over(state):
            return
        watching = {self.side.viewer, "observer", *state.guests}
        said = [
            (f"message/{each.id}", each.text)
            for each in state.messages.values()
            if not watching & {*each.to}
        ]
        said += [
            (f"advice/{each.id}", each.why)
            for each in state.advice.values()
            if each.seat != self.side.viewer and each.statement is None
        ]
        if not said:
            return
        record, text = self.random.choice(said)
        marks = await self.marks_in(text)
        if await self.give("control", {"kind": "erase", "record": record}):
            self.readers.update(dict.fromkeys(marks, ()))

    async def marks_in(self, text: TextRef) -> list[bytes]:
        words = (await self.side.here.live(self.side.table)).texts[text.id] or ""
        return MARK.findall(words.encode())

    async def read(self) -> None:
        """Others look at what is theirs: it is nobody's business."""
        role = self.random.choice((*self.others, "control"))
        token = self.side.token(role)
        await self.side.here.ask("GET", self.side.path, token=token)

    async def listens(self) -> None:
        """Control looks at the table on a second device."""
        side = self.side
        wire = await side.enter("control", None)
        if self.random.random() < 0.5:
            await wire.close()
            return
        side.wires[f"control-{self.next_id()}"] = wire

    async def write(
        self, audience: str | None, sponsors: list[str], to: list[str], person: str = ""
    ) -> str | None:
        """Draft a text of others, as a head or one of its people; return its id."""
        author = sponsors[0]
        state = await self.side.state()
        forger = Forger(state, self.random.random())
        text = forger.document(author) | {"title": self.words()[:100], "friends": []}
        parties = [*sponsors, *to]
        kept = [each for each in text["clauses"] if each["debtor"] in parties]
        text |= {"sponsors": sponsors, "addressees": to, "pools": [], "rests": []}
        text |= {"clauses": kept or [forger.clause(author)], "provided": True, "form": None}
        text |= {"audience": audience or text["audience"]}
        person = person or f"{author}.1"
        draft = {"kind": "draft", "document": text}
        if not await self.give(person.partition(".")[0], draft, (*sponsors, "control")):
            return None
        made = named(state.key, "document", person, self.last_id)
        self.papers[made] = author
        return made

    async def draft(self) -> None:
        """A draft of others, perhaps with the viewer among those it is meant for."""
        one, other = self.two()
        sponsors = [one, other] if self.random.random() < 0.4 else [one]
        rest = [seat for seat in SEATS if seat not in sponsors]
        to = self.random.sample(rest, self.random.randint(0, 2))
        await self.write(None, sponsors, sorted(to, key=SEATS.index))

    async def rework(self) -> None:
        """Sign, take back or drop what is hidden."""
        if self.papers:
            document = self.random.choice(sorted(self.papers))
            kind = self.random.choice(("cosign", "unsign", "withdraw"))
            seat = self.random.choice((self.papers[document], *self.others))
            await self.give(seat, {"kind": kind, "document": document})

    async def offer(self) -> None:
        """A secret text that comes to nothing."""
        one, other = self.two()
        if document := await self.write("secret", [one], [other]):
            await self.give(one, {"kind": "table", "document": document})
            paper = (await self.side.state()).documents[document]
            if paper.tabled_round is not None:  # The debrief tells what became of it.
                title = await self.marks_in(paper.terms.title)
                self.readers.update(dict.fromkeys(title, EVERYBODY))

    async def seal(self, sheets: dict[str, Command]) -> None:
        """Seal what both games have, in an order and over other sheets of this game's own."""
        for seat in self.random.sample(sorted(sheets), len(sheets)):
            forger = Forger(await self.side.state(), self.random.random())
            choices = forger.menu(seat)["seal"]
            for _ in range(self.random.choice((0, 0, 1))):
                await self.give(seat, {"kind": "seal", "instructions": forger.single(choices)})
            answers = {
                document: "decline"
                for document in choices["answers"]
                if document in self.papers and self.random.random() < 0.5
            }
            sheet = {**sheets[seat], "answers": {**sheets[seat].get("answers", {}), **answers}}
            if choices["beliefs"]:
                sheet["beliefs"] = forger.belief(choices)
            done = await self.give(seat, {"kind": "seal", "instructions": sheet})
            assert done, (seat, sheet, self.side.refused)
            await self.some(1)


class Wild:
    """Both games of a pair."""

    def __init__(
        self,
        twins: Twins,
        scenario: str,
        seed: str,
        rounds: int,
        *,
        offers: bool,
        same: bool = False,
    ) -> None:
        self.twins = twins
        self.scenario = scenario
        self.viewer = twins.viewer
        self.random = Random(seed)
        self.seed = seed
        self.rounds = rounds
        self.given = 0
        self.hidden = [
            Hidden(side, f"{seed}-{0 if same else place}", offers=offers)
            for place, side in enumerate(twins.sides)
        ]

    def next_id(self) -> str:
        self.given += 1
        return f"c-{self.seed}-{self.given}"

    async def state(self) -> State:
        return await self.twins.one.state()

    async def forger(self) -> Forger:
        return Forger(await self.state(), self.random.random())

    async def play(self) -> None:
        """Play so many rounds, or until the next step would end the game."""
        await self.both("control", "open", {"kind": "open"})
        while (state := await self.state()).round <= self.rounds:
            if is_over(state):
                return
            if not await self.play_phase(state):
                break
        await self.look_at_everything()

    async def play_phase(self, state: State) -> bool:
        """Play what is left of a phase; return whether there is to be another."""
        for _ in range(self.random.randint(1, STEPS.get(state.phase, 1))):
            await self.hide()
            await self.one_step()
            if (await self.state()).phase != state.phase:
                return True  # All were ready.
        await self.shared("control", {"kind": "resume"})
        if (await self.state()).phase != state.phase:
            return True  # All who are here were ready, and it was not paused any more.
        if state.phase == "capitals":
            await self.seal()
        return (state.phase, state.round) != ("reckoning", self.rounds) and await self.advances()

    async def hide(self) -> None:
        """Do in each game what the other does not know of."""
        for hidden in self.hidden:
            with self.twins.at(hidden.side):
                await hidden.some()

    async def advances(self) -> bool:
        """Let control go on, unless that would end the game, for then all is told."""
        for side in self.twins.sides:
            after = await side.would("control", {"kind": "advance"})
            if after is None or is_over(after):
                return False
        return await self.both("control", self.next_id(), {"kind": "advance"})

    # --- what both have ---

    def time_passes(self) -> None:
        """Let what both games have next come at the same time in both."""
        now_ms = max(side.here.now_ms for side in self.twins.sides)
        for side in self.twins.sides:
            side.here.now_ms = (now_ms // STEP_MS + 1) * STEP_MS

    async def both(self, by: str, command_id: str, command: Command) -> bool:
        """Give the same command in both games, at the same time."""
        self.time_passes()
        return await self.twins.both(by, command_id, command)

    async def one_step(self) -> None:
        self.time_passes()
        doings = [self.others_move, self.others_paper, self.control_moves, self.somebody_looks]
        if self.viewer in SEATS:
            doings += [self.viewer_moves, self.viewer_bends, self.viewer_paper] * 2
            doings += [self.borrows]
        if self.twins.mentor:
            doings += [self.mentor_moves] * 2
        if self.viewer in GUESTS:
            doings += [self.guest_moves] * 3
        await self.random.choice(doings)()

    async def viewer_moves(self) -> None:
        forger = await self.forger()
        await self.tries(self.unheard(forger.offered(self.viewer)))

    async def viewer_bends(self) -> None:
        """Ask for what may not be there, or not be the viewer's."""
        forger = await self.forger()
        await self.tries(self.unheard(forger.bent(self.viewer)))

    async def mentor_moves(self) -> None:
        """The mentor counsels, or asks for what only its head may do."""
        forger = await self.forger()
        offered = (forger.teaming(self.viewer, "mentor"), forger.bent(self.viewer))
        await self.tries(self.random.choice(offered), self.twins.mentor)

    async def tries(self, command: Command, by: str | None = None) -> None:
        """Let the viewer ask for something, allowed or not, unless that would end the game."""
        who = by or self.viewer
        if self.is_about_the_mentor(who, command):
            return
        for side in self.twins.sides:
            after = await side.would(who, command)
            if after is not None and is_over(after):
                return
        await self.both(who, self.next_id(), command)

    def is_about_the_mentor(self, by: str, command: Command) -> bool:
        """Whether a command might send the mentor away, who is to watch to the end."""
        place = (self.twins.mentor or "").partition("-")[2]
        is_own = command.get("seat", by) == self.viewer
        return is_own and command["kind"] in TEAMING and str(command["place"]) == place

    async def borrows(self) -> None:
        """Give a command by an id that somebody else may have given one by."""
        hidden = self.hidden[0]
        borrowed = f"h-{hidden.seed}-{self.random.randint(1, max(1, hidden.given))}"
        say = {"kind": "say", "channel": "control", "text": "Is this id taken?"}
        await self.both(self.viewer, borrowed, say)

    async def guest_moves(self) -> None:
        forger = await self.forger()
        if not forger.menu(self.viewer):
            return
        await self.both(self.viewer, self.next_id(), forger.guesting(self.viewer))

    def unheard(self, command: Command) -> Command:
        """Leave out listening: who listens may hear that there is something to hear."""
        if command["kind"] != "seal" or not command["instructions"].get("action"):
            return command
        return {"kind": "seal", "instructions": {**command["instructions"], "action": None}}

    async def viewer_paper(self) -> None:
        await self.paper(self.viewer)

    async def others_paper(self) -> None:
        await self.paper(self.random.choice(self.hidden[0].others))

    async def paper(self, seat: str) -> None:
        """Draft a text, sign it and table it."""
        state = await self.state()
        forger = await self.forger()
        audience = (
            "public" if state.phase == "plenary" else self.random.choice(("secret", "closed"))
        )
        text = forger.document(seat) | {"audience": audience, "title": "Common"}
        command_id = self.next_id()
        if not await self.shared(seat, {"kind": "draft", "document": text}, command_id):
            return
        document = named(state.key, "document", f"{seat}.1", command_id)
        for signer in text["sponsors"][1:]:
            await self.shared(signer, {"kind": "cosign", "document": document})
        await self.shared(seat, {"kind": "table", "document": document})

    async def others_move(self) -> None:
        seat = self.random.choice(self.hidden[0].others)
        command = (await self.forger()).offered(seat)
        if command["kind"] != "seal":
            await self.shared(seat, command)

    async def control_moves(self) -> None:
        command = (await self.forger()).controlled()
        if command.get("delay"):
            command["delay"] = LATE
        is_bot_s = str(command.get("then", command.get("holder", ""))).startswith("bot")
        if command["kind"] != "reseat" and not is_bot_s:  # A bot would go by what is hidden.
            await self.shared("control", command)

    async def shared(self, by: str, command: Command, command_id: str = "") -> bool:
        """Let somebody do the same in both games, where both allow it and neither ends by it.

        Who is represented after it is published, so it must be the same delegations.
        """
        if self.is_about_the_mentor(by, command):
            return False
        here = []
        for side in self.twins.sides:
            after = await side.would(by, command)
            if after is None or is_over(after):
                return False
            here.append([seat for seat in SEATS if is_represented(after, seat)])
        return here[0] == here[1] and await self.both(by, command_id or self.next_id(), command)

    async def seal(self) -> None:
        """Every other delegation seals a sheet; the viewer seals its own, or none."""
        sheets = {seat: await self.sheet(seat) for seat in self.hidden[0].others}
        for hidden in self.hidden:
            with self.twins.at(hidden.side):
                await hidden.seal(sheets)
        self.twins.compare("all have sealed")

    async def sheet(self, seat: str) -> Command:
        """Return a sheet that both games take."""
        forger = await self.forger()
        choices = forger.menu(seat)["seal"]
        for made in (forger.sheet(seat), forger.single(choices)):
            answers = made.get("answers", {})
            mine = {each: answers[each] for each in answers if each not in self.hidden[0].papers}
            sheet = {**made, "answers": mine}
            if is_aimed_at_texts(forger.state, made):
                sheet["action"] = None
            asked: Command = {"kind": "seal", "instructions": sheet}
            if all([await side.would(seat, asked) for side in self.twins.sides]):
                return sheet
        return {}

    # --- coming late, coming back, asking over HTTP ---

    async def somebody_looks(self) -> None:
        await self.random.choice((self.late, self.back, self.snapshot, self.export, self.ticks))()

    def watcher(self) -> str:
        return self.random.choice((*self.watching, "observer"))

    @property
    def watching(self) -> tuple[str, ...]:
        mentor = self.twins.mentor
        return (self.viewer, *([mentor] if mentor else []))

    async def late(self) -> None:
        """Somebody comes who has seen nothing yet."""
        role = self.watcher()
        await self.twins.each("comes late", lambda side: side.look(role, f"late {role}"))

    async def back(self) -> None:
        """The viewer comes back with a cursor of any age, or one of another epoch."""
        role, twins = self.random.choice(self.watching), self.twins
        seen = twins.one.cursors[role]
        since, epoch = self.random.choice(seen)
        epoch = self.random.choice((epoch, epoch, epoch, "f" * 16))
        since += self.random.choice((0, 0, 0, 1000))

        async def comes(side: Side) -> None:
            await side.look(role, f"back {role}", since=since, epoch=epoch)

        await twins.each(f"comes back from {since}", comes)

    async def snapshot(self) -> None:
        role = self.watcher()
        await self.asks(role, "GET", self.twins.one.path)

    async def export(self) -> None:
        """Ask for the record: one's own, or control's, which is refused."""
        role = self.watcher()
        await self.asks(role, "GET", f"{self.twins.one.path}/export")
        for what in ("links", "team"):
            await self.asks(role, "GET", f"{self.twins.one.path}/{what}")

    async def asks(self, role: str, method: str, path: str, **how: Any) -> None:
        async def get(side: Side) -> None:
            await side.get(f"http {role}", method, path, token=side.token(role), **how)

        await self.twins.each(f"{method} {path} as {role}", get)
        self.twins.tally.answers += 1

    async def ticks(self) -> None:
        """Time passes."""

        async def tick(side: Side) -> None:
            assert side.here.app.house is not None
            await side.here.app.house.clock.tick()

        await self.twins.each("a tick", tick)

    async def look_at_everything(self) -> None:
        """Ask for all there is, as who may watch and as nobody."""
        self.time_passes()
        for look in (self.late, self.back, self.snapshot, self.export):
            await look()
        path, role = self.twins.one.path, self.watching[-1]
        cookie = f"hextable_{self.twins.one.table}_{role}"

        async def strolls(side: Side) -> None:
            mine = {"cookie": f"{cookie}={side.token(role)}"}
            pages = ("/", f"/t/{side.table}/{role}", "/api/mine", "/healthz", "/readyz")
            for where in (*pages, f"/api/scenarios/{self.scenario}"):
                await side.get("pages", "GET", where, headers=mine)
            for where in (path, f"{path}/export", f"{path}/links", f"{path}/log"):
                await side.get("nobody", "GET", where)

        await self.twins.each("strolls", strolls)
        for side in self.twins.sides:
            self.twins.scan_metrics(side, await side.here.metrics())

    # --- after the end ---

    async def ends(self) -> int:
        """End the games: what was hidden is told to whom it is for, and to nobody else.

        Return how much of it the viewer of one then reads in its export.
        """
        side, hidden, told = self.twins.one, self.hidden[0], 0
        readers = {**OWN_AFTER_THE_END, **hidden.readers}
        for each in self.twins.sides:
            assert await each.give("control", self.next_id(), {"kind": "close"}), each.refused
        for role in (*VIEWERS, *(await self.state()).guests):
            token = side.token(role)
            for path in (side.path, f"{side.path}/export"):
                said = (await side.here.ask("GET", path, token=token)).body
                if found := next(strayed(said, role, readers), None):
                    raise Differ(f"after the end {role} reads {found!r} at {path}")
            told += len({*MARK.findall(said)}) if role == self.viewer else 0
        return told


def is_aimed_at_texts(state: State, sheet: Command) -> bool:
    """Whether it holds an act that moves what is published where it finds a text, hidden or not."""
    action = (sheet.get("action") or {}).get("action")
    return action is not None and state.scenario.action[action].target == "format"
