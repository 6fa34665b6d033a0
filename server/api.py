"""The HTTP of the protocol: founding tables, links and codes, snapshots, commands, the export.

Owns the shapes that HTTP adds to the wire. Everything a seat does goes through the same door as
over a socket.
"""

from collections.abc import Iterable
from time import monotonic
from typing import Annotated, Any

from fastapi import Response
from msgspec import Meta, Struct

from rules.casting import BOTS
from rules.names import GUESTS, SEATS, Seat, Viewer
from rules.prose.guests import does, short_name
from rules.scenario import Scenario
from rules.teams import rank_of

from . import exporting, frames
from .access import Asking, Entry, Who, as_json, bearer
from .door import Door
from .forking import Forker, NewFork
from .founding import Founder, NewTable
from .frames import CommandId
from .library import Library
from .limits import NEW_TABLES, WRONG_CODES, Buckets
from .live import Live, people_of
from .problems import Problem, too_fast
from .qr import qr
from .seats import TABLE_ID, Person, somebody
from .settings import Settings
from .store import Store

COOKIE_S = 15_552_000
"""How long a browser remembers a seat: half a year."""


class Code(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    code: Annotated[str, Meta(max_length=32)]


class Command(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    id: CommandId
    command: dict[str, Any]


class Api:
    """The handlers, and what they need."""

    def __init__(
        self,
        door: Door,
        founder: Founder,
        library: Library,
        store: Store,
        settings: Settings,
        *,
        forker: Forker,
    ) -> None:
        self._door = door
        self._founder = founder
        self._forker = forker
        self._library = library
        self._store = store
        self._settings = settings
        self._new_tables = Buckets(NEW_TABLES)
        self._wrong_codes = Buckets(WRONG_CODES)

    def entries(self) -> tuple[Entry, ...]:
        """Return every route with who may use it."""
        table = "/api/tables/{table:str}"
        rows = (
            ("POST", "/api/tables", Who.ANYONE, self.found),
            ("GET", table, Who.SEATED, self.snapshot),
            ("POST", f"{table}/commands", Who.SEATED, self.command),
            ("POST", f"{table}/session", Who.SEATED, self.remember),
            ("DELETE", f"{table}/session", Who.ANYONE, self.forget),
            ("POST", f"{table}/fork", Who.CONTROL, self.fork),
            ("GET", f"{table}/links", Who.CONTROL, self.links),
            ("GET", f"{table}/team", Who.SEATED, self.team),
            ("GET", f"{table}/export", Who.SEATED, self.export),
            ("POST", "/api/join", Who.ANYONE, self.join),
            ("GET", "/api/mine", Who.ANYONE, self.mine),
            ("GET", "/api/scenarios", Who.ANYONE, self.scenarios),
            ("GET", "/api/scenarios/{name:str}", Who.ANYONE, self.scenario),
            ("GET", "/api/bots", Who.ANYONE, self.bots),
        )
        return tuple(
            Entry(method=method, path=path, who=who, handler=handler)
            for method, path, who, handler in rows
        )

    # --- tables and seats ---

    async def found(self, asking: Asking) -> Response:
        """Found a table and hand out its links."""
        self._take_a_table(asking)
        table, people = await self._founder.found(await asking.body(NewTable))
        return as_json(self._handed_out(table, people), 201)

    async def fork(self, asking: Asking) -> Response:
        """Found a table that goes on from a moment of this one, and hand out its links."""
        self._take_a_table(asking)
        forked = await self._forker.fork(asking.live, await asking.body(NewFork))
        teams = {seat: self._team(forked, seat) for seat in SEATS if forked.team(seat)}
        people = (each for each in people_of(forked.id, forked.state) if not each.place)
        return as_json({**self._handed_out(forked.id, people), "teams": teams}, 201)

    def _take_a_table(self, asking: Asking) -> None:
        """Count one more new table against the address that asks; raise where it is too many."""
        if wait_s := self._new_tables.take(address(asking), monotonic()):
            raise too_fast(wait_s)

    def _handed_out(self, table: str, people: Iterable[Person]) -> dict[str, Any]:
        held = {person.role: self._held(person) for person in people}
        return {
            "table": table,
            "control": held["control"],
            "observer": held["observer"],
            "seats": {role: holding for role, holding in held.items() if role in SEATS},
            "guests": {role: holding for role, holding in held.items() if role in GUESTS},
        }

    def _held(self, person: Person) -> dict[str, str]:
        """Return what lets somebody take a role."""
        token = self._door.seats.token(person)
        held = {"token": token, "link": self._link(token)}
        return held if person.role == "control" else {**held, "code": self._door.seats.code(person)}

    def _link(self, token: str) -> str:
        return f"{self._settings.address}/join#{token}"

    async def links(self, asking: Asking) -> Response:
        """Say again how the seats are taken, as their generations are now."""
        live, state = asking.live, asking.live.state
        people = [sitter for sitter, held in state.sitters.items() if held.bot is None]
        answer = {
            "seats": {seat: self._shown(live, seat) for seat in people if seat in SEATS},
            "guests": {guest: self._shown(live, guest) for guest in people if guest in GUESTS},
            "observer": self._shown(live, "observer"),
            "control": self._shown(live, "control"),
            "teams": {seat: self._team(live, seat) for seat in SEATS if live.team(seat)},
        }
        return as_json(answer)

    async def team(self, asking: Asking) -> Response:
        """Say again how the members and the mentor of the asking head's delegation come in.

        A deputy is a head while the head is away (Rulebook 1.16).
        """
        person, state = asking.person, asking.live.state
        if person.seat is None or rank_of(state, person.seat, person.name) != "head":
            raise Problem(403, "forbidden", "Only the head of a delegation may do this.")
        return as_json({"team": self._team(asking.live, person.seat)})

    def _team(self, live: Live, seat: Seat) -> dict[str, dict[str, str | None]]:
        return {person.who: self._shown_to(person) for person in live.team(seat)}

    def _shown(self, live: Live, role: Viewer) -> dict[str, str | None]:
        return self._shown_to(live.holder(role))

    def _shown_to(self, person: Person) -> dict[str, str | None]:
        held = self._held(person)
        shown: dict[str, str | None] = {"link": held["link"]}
        if person.role != "control":
            picture = qr(held["link"]) if self._settings.shared else None
            shown |= {"code": held["code"], "qr": picture}
        return shown

    async def join(self, asking: Asking) -> Response:
        """Trade a code for the token of its seat. Only wrong codes are counted."""
        if wait_s := self._wrong_codes.wait_s(address(asking), monotonic()):
            raise too_fast(wait_s)
        code = (await asking.body(Code)).code
        found = await self._store.find_code(self._door.seats.code_key(code))
        person = await self._current(*found) if found else None
        if person is None:
            self._wrong_codes.take(address(asking), monotonic())
            raise Problem(404, "unknown-code", "No seat has this code.", "code")
        token = self._door.seats.token(person)
        seat = {"table": person.table, "seat": person.role, "as": person.who}
        return as_json({**seat, "token": token})

    async def _current(self, table: str, who: str, generation: int) -> Person | None:
        live = await self._door.tables.fresh(table)
        person = somebody(table, who, generation)
        return person if live is not None and person is not None and live.holds(person) else None

    async def remember(self, asking: Asking) -> Response:
        """Put the token into a cookie that scripts cannot read."""
        response = Response(status_code=204, headers={"cache-control": "no-store"})
        response.set_cookie(
            asking.person.cookie,
            self._door.seats.token(asking.person),
            max_age=COOKIE_S,
            path="/",
            secure=self._settings.secure,
            httponly=True,
            samesite="strict",
        )
        return response

    async def forget(self, asking: Asking) -> Response:
        """Take a role's cookie from this browser, whether or not it still opens anything."""
        person = self._door.seats.read(bearer(asking.request) or "")
        who = person.who if person else asking.request.query_params.get("as", "")
        table = str(asking.request.path_params["table"])
        named = somebody(table, who, 0)
        if named is None:
            raise Problem(400, "malformed", "Say which role to forget: ?as=dprk", "as")
        if TABLE_ID.fullmatch(table) is None:
            raise Problem(404, "not-found", "There is no such table.")
        response = Response(status_code=204, headers={"cache-control": "no-store"})
        response.delete_cookie(
            named.cookie, path="/", secure=self._settings.secure, httponly=True, samesite="strict"
        )
        return response

    async def mine(self, asking: Asking) -> Response:
        """List the tables this browser holds seats at."""
        tokens = (
            token
            for name, token in sorted(asking.request.cookies.items())
            if name.startswith("hextable_")
        )
        people = [person for token in tokens if (person := self._door.seats.read(token))]
        found = [await self._listed(person) for person in people]
        return as_json([each for each in found if each is not None])

    async def _listed(self, person: Person) -> dict[str, Any] | None:
        card = await self._store.card(person.table)
        without_seat = 1 if person.sitter is None else 0
        if card is None:
            return None
        if card.facts.generations.get(person.who, without_seat) != person.generation:
            return None
        scenario = await self._library.stored(card.scenario)
        return {
            "table": person.table,
            "role": person.who,
            "name": card.name,
            "scenario": scenario.title,
            "phase": card.facts.phase,
            "round": card.facts.round,
        }

    # --- playing ---

    async def snapshot(self, asking: Asking) -> Response:
        """Show all that the asking role may see."""
        role = asking.person.role
        shown = asking.live.shown[role]
        return as_json(
            {
                "seat": role,
                "person": asking.person.name,
                "seq": shown.seq,
                "head": shown.head,
                "records": frames.raw(shown.records),
            }
        )

    async def command(self, asking: Asking) -> Response:
        """Obey a command as over the socket."""
        asked = await asking.body(Command)
        seq = await self._door.obey(asking.person, asked.id, asked.command)
        return as_json(frames.Done(id=asked.id, seq=seq))

    async def export(self, asking: Asking) -> Response:
        """Write all the asking role may read as one file: control's is the record itself."""
        live, role = asking.live, asking.person.role
        if role == "control":
            export: exporting.Export = await self._whole(live)
        else:
            export = exporting.view(live.id, role, live.shown[role])
        name = f'attachment; filename="hextable-{live.id}-{role}.json"'
        return Response(
            exporting.encode(export),
            media_type="application/json",
            headers={"cache-control": "no-store", "content-disposition": name},
        )

    async def _whole(self, live: Live) -> exporting.Whole:
        card = await self._store.card(live.id)
        body = await self._store.scenario(card.scenario) if card else None
        assert body is not None, live.id
        steps, texts = await self._store.steps(live.id), await self._store.texts(live.id)
        return exporting.whole(live.state, body, steps[: live.seq], texts)

    # --- scenarios ---

    async def bots(self, _: Asking) -> Response:
        """List the characters that bots have, each with a plain line."""
        return as_json([{"bot": name, "line": line} for name, line in BOTS.items()])

    async def scenarios(self, _: Asking) -> Response:
        """List the scenarios that tables can be founded with, the shortest first."""
        found = (self._library.shipped(name) for name in self._library.names)
        known = [scenario for scenario in found if scenario is not None]
        known.sort(key=lambda scenario: scenario.rounds.last)
        return as_json([summary(scenario) for scenario in known])

    async def scenario(self, asking: Asking) -> Response:
        """Say what one scenario is about; briefs and sheets stay with their delegations."""
        scenario = self._library.shipped(str(asking.request.path_params["name"]))
        if scenario is None:
            raise Problem(404, "not-found", "There is no such scenario.")
        return as_json(
            {
                **summary(scenario),
                "note": scenario.note,
                "tracks": [{"id": each.id, "title": each.title} for each in scenario.tracks],
                "instruments": [
                    {"id": each.id, "title": each.title, "track": each.track, "help": each.help}
                    for each in scenario.instruments
                ],
            }
        )


def summary(scenario: Scenario) -> dict[str, Any]:
    """Return what anybody may know of a scenario before a game."""
    return {
        "name": scenario.name,
        "title": scenario.title,
        "summary": scenario.summary,
        "language": scenario.language,
        "rounds": {
            "estimate": scenario.rounds.estimate,
            "first_possible_end": scenario.rounds.first_possible_end,
        },
        "clocks": list(scenario.clocks),
        "presets": [
            {"preset": name, "title": each.title, "text": each.text}
            for name, each in scenario.presets.items()
        ],
        "delegations": [
            {
                "seat": each.seat,
                "name": each.name,
                "short": each.short,
                "code": each.code,
                "types": [{"id": t.id, "title": t.title, "prior": t.prior} for t in each.types],
            }
            for each in scenario.delegations
        ],
        "guests": [
            {"guest": guest, "name": short_name(scenario, guest), "text": does(scenario, guest)}
            for guest in GUESTS
            if guest == "press" or guest in scenario.friend
        ],
    }


def address(asking: Asking) -> str:
    """Return the address a request came from."""
    client = asking.request.client
    return client.host if client else ""
