"""The people of delegations at sockets of their own, in games that are played at a real server.

Owns who they are and what they do. One delegation is watched, the viewer's own or one from which
the same is hidden: its head, who is away for a while, its deputy, who acts meanwhile, a member at a
desk and a mentor, who comes by cookie (rulebook 1.12 to 1.16). Of another delegation nobody else
may know that it has people: there a deputy stands in for its head in one of the two games.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random

from rules.names import DESKS

from .pairs import Pair
from .script import Chain, Wire, channel, document_id, hush, text
from .served import Asks, Comes, Doing, Goes, Passes
from .watching import Move
from .woven import in_phases

MEMBER, DEPUTY, MENTOR = "1", "2", "3"
"""Places, in the order in which they are given."""
CORRIDORS, CAPITALS = 1, 3
"""Parts of a script; the first is the lobby, the second of the three phases is the plenary."""
ADVICE: dict[str, Wire] = {
    "security": {"instructions": {"action": {"action": "envoy"}}},
    "economy": {"instructions": {"answers": {}}},
    "press": {"instructions": {"close": True}},
    "intelligence": {"instructions": {"action": {"action": "ears", "target": ["usa", "prc"]}}},
}


class Delegations:
    """Both games' watched delegation, and each game's hidden one."""

    def __init__(self, pair: Pair, home: str) -> None:
        self.pair, self.home = pair, home
        random = self.drawn("people")
        self.hidden, self.other = random.sample(pair.others, 2)
        self.desk = random.choice(DESKS)
        self.away = random.randint(CORRIDORS, CAPITALS)
        """In which part the watched head is away."""
        self.stands_in = random.randrange(2)
        """In which game a deputy stands in for the hidden head, meanwhile."""

    def drawn(self, *what: object) -> Random:
        return Random("/".join(map(str, (self.pair.viewer, self.pair.seed, self.home, *what))))

    def mate(self, place: str) -> str:
        return f"{self.home}-{place}"

    @property
    def watchers(self) -> tuple[str, ...]:
        heads = dict.fromkeys((self.pair.viewer, self.home))
        return (*heads, *map(self.mate, (MEMBER, DEPUTY, MENTOR)))

    @property
    def deputy(self) -> str:
        return self.mate(DEPUTY)

    def script(self, game: int, script: Chain) -> Iterator[Doing]:
        """Yield what one of the games is to be, its people's doings among the rest."""
        does_stand_in = game == self.stands_in
        yield from self.arrivals()
        yield from self.hidden_arrivals() if does_stand_in else ()
        for number, part in enumerate(in_phases(script)):
            is_away = number == self.away
            yield from self.departure(does_stand_in) if is_away else ()
            for move in part[:-1]:
                yield self.spoken(move, does_stand_in and is_away)
            yield from self.scenes(number) if number else ()
            yield part[-1]
            yield from self.returning(does_stand_in) if is_away else ()

    # --- who comes and goes ---

    def arrivals(self) -> Iterator[Doing]:
        for head in dict.fromkeys((self.pair.viewer, self.home)):
            yield Comes(who=head)
        yield Comes(who=self.hidden, is_watched=False)
        appoint = {"kind": "appoint", "rank": "member", "desk": None}
        yield self.does("member", self.home, appoint | {"desk": self.desk})
        yield self.does("second", self.home, appoint)
        yield self.does("mentor", self.home, appoint | {"rank": "mentor"})
        yield self.does("deputy", self.home, {"kind": "deputy", "place": int(DEPUTY)})
        for place in (MEMBER, DEPUTY, MENTOR):
            yield Comes(who=self.mate(place), by_cookie=place == MENTOR)

    def hidden_arrivals(self) -> Iterator[Doing]:
        appoint = {"kind": "appoint", "rank": "member"}
        yield self.does("hidden", self.hidden, appoint, is_common=False)
        deputy = {"kind": "deputy", "place": 1}
        yield self.does("hidden-deputy", self.hidden, deputy, is_common=False)
        yield Comes(who=f"{self.hidden}-1", is_watched=False)

    def departure(self, does_stand_in: bool) -> Iterator[Doing]:
        yield Goes(self.home)
        yield from (Goes(self.hidden),) if does_stand_in else ()
        yield Passes()

    def returning(self, does_stand_in: bool) -> Iterator[Doing]:
        yield from (Comes(who=self.hidden, is_watched=False),) if does_stand_in else ()
        yield Comes(who=self.home)

    # --- what they do ---

    def does(self, sort: str, who: str, wire: Wire, *, is_common: bool = True) -> Move:
        seat, _, place = who.partition("-")
        person = f"{who}.1" if place else None
        return Move(by=seat, name=f"people-{sort}", wire=wire, person=person, is_common=is_common)

    def spoken(self, move: Move, is_stood_in_for: bool) -> Move:
        """Let any of the watched people try what the viewer may not know, and a deputy seal."""
        if move.name.startswith("probe-") and move.by == self.home:
            people = (self.home, *map(self.mate, (MEMBER, DEPUTY, MENTOR)))
            return replace(move, person=f"{self.drawn(move.name).choice(people)}.1")
        is_sheet = not move.is_common and move.name.endswith("-seal")
        if is_stood_in_for and is_sheet and move.by == self.hidden:
            return replace(move, person=f"{self.hidden}-1.1")
        return move

    def scenes(self, number: int) -> Sequence[Doing]:
        """Return what the watched people do before a phase ends, the same in both games."""
        scenes = [*self.counsel(number), *self.work(number), *self.acting(number)]
        self.drawn("scenes", number).shuffle(scenes)
        return scenes

    def counsel(self, number: int) -> Iterator[Doing]:
        mentor = self.mate(MENTOR)
        says = {"kind": "say", "text": "Wait.", "channel": "team"}
        yield self.does(f"counsel-{number}", mentor, says)
        private = {"channel": channel(self.home, self.other)}
        yield self.does(f"aside-{number}", mentor, says | private)

    def work(self, number: int) -> Iterator[Doing]:
        member = self.mate(MEMBER)
        says = {"kind": "say", "text": "So far.", "channel": "team"}
        yield self.does(f"report-{number}", member, says)
        advice = ADVICE[self.desk] if number == CAPITALS else {"statement": "Our word."}
        yield self.does(f"advice-{number}", member, {"kind": "advise", "why": "So.", **advice})
        yield self.does(f"sheet-{number}", member, {"kind": "seal", "instructions": {}})
        yield Asks(member, "")

    def acting(self, number: int) -> Iterator[Doing]:
        """The deputy does what is a head's: it may where that is away, else it is refused."""
        deputy = self.deputy
        yield Asks(deputy, "/team")
        yield self.does(f"seals-{number}", deputy, {"kind": "seal", "instructions": {}})
        says = {"kind": "say", "text": "For us.", "channel": channel(self.home, self.other)}
        yield self.does(f"says-{number}", deputy, says)
        if number == CORRIDORS:
            yield from self.offer(deputy)

    def offer(self, deputy: str) -> Iterator[Doing]:
        wire = text("By a deputy", [self.home], [self.other], hush(self.home, self.other))
        draft = self.does("draft", deputy, {"kind": "draft", "document": wire})
        yield draft
        table = {"kind": "table", "document": document_id(deputy, draft.name)}
        yield self.does("table", deputy, table)
