"""Leaks to plant in the server, its logs and its pages: each a mistake that real code makes.

Owns `SERVER_LEAKS`, by name, beside those of the rules (`leaks`). Each takes a patcher, to be used
before a server opens. What two servers in one process must not share is kept by whose turn it is.
"""

import json
import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import replace as altered
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from rules import Refused
from server import access, api, frames, pages, play, records, socket
from server.api import Api
from server.door import Door
from server.founding import Founder
from server.health import Health
from server.live import Live
from server.pages import Pages
from server.play import Play
from server.records import Encoder, Shown
from server.socket import Connection
from server.tables import Tables

from . import watching

Leak = Callable[[pytest.MonkeyPatch], None]
SERVER_LEAKS: dict[str, Leak] = {}
logger = logging.getLogger("hextable.planted")


def leak(plant: Leak) -> Leak:
    SERVER_LEAKS[plant.__name__] = plant
    return plant


def steps_counted(patch: pytest.MonkeyPatch) -> Counter[str]:
    """Count the steps that each of the two servers folds; return the counts."""
    counted: Counter[str] = Counter()
    honest = Live.fold

    def fold(self: Live, *given: Any) -> Any:
        counted[watching.GAME] += 1
        return honest(self, *given)

    patch.setattr(Live, "fold", fold)
    return counted


def now(counted: Counter[str]) -> int:
    return counted[watching.GAME]


def beside(patch: pytest.MonkeyPatch, of: Any, name: str, more: Callable[..., Any]) -> None:
    """Let a handler's answer be changed by `more(self, answer, *asked)`."""
    honest = getattr(of, name)

    async def handler(self: Any, *asked: Any) -> Any:
        answer = await honest(self, *asked)
        return more(self, answer, *asked)

    patch.setattr(of, name, handler)


def with_more(answer: Any, **more: Any) -> Any:
    """Return a JSON answer that says more."""
    body = {**json.loads(answer.body), **more}
    return access.as_json(body, answer.status_code)


# --- seq, steps, times ---


@leak
def done_tells_the_length_of_the_log(patch: pytest.MonkeyPatch) -> None:
    honest = play._step

    def step(live: Any, *asked: Any) -> Any:
        return replace(honest(live, *asked), answer={"seq": live.seq + 1})

    patch.setattr(play, "_step", step)


@leak
def a_put_bears_the_number_of_the_table_s_step(patch: pytest.MonkeyPatch) -> None:
    honest = Live.fold

    def fold(self: Live, *given: Any) -> Any:
        deltas = honest(self, *given)
        return {viewer: replace(delta, seq=self.seq) for viewer, delta in deltas.items()}

    patch.setattr(Live, "fold", fold)


@leak
def a_hidden_step_is_an_empty_put(patch: pytest.MonkeyPatch) -> None:
    honest = Live.announce

    def announce(self: Live, deltas: Any) -> None:
        honest(self, deltas)
        for viewer in self.subscribers.keys() - deltas.keys():
            shown = self.shown[viewer]
            nothing = frames.put(shown.seq, shown.head, frames.changes({}, ()))
            for subscriber in tuple(self.subscribers[viewer]):
                subscriber.send(nothing)

    patch.setattr(Live, "announce", announce)


@leak
def a_put_waits_for_the_next_step_to_go_with_it(patch: pytest.MonkeyPatch) -> None:
    """Sending in batches saves packets, and tells when somebody else does something."""
    honest = Live.announce
    waiting: dict[tuple[str, str], Any] = {}

    def announce(self: Live, deltas: Any) -> None:
        late = waiting.pop((watching.GAME, self.id), None)
        if late is not None:
            honest(self, {"observer": late})
        if "observer" in deltas:
            waiting[watching.GAME, self.id] = deltas["observer"]
        honest(self, {viewer: each for viewer, each in deltas.items() if viewer != "observer"})

    patch.setattr(Live, "announce", announce)


@leak
def a_welcome_says_when_something_last_happened(patch: pytest.MonkeyPatch) -> None:
    honest = Connection._welcome

    def welcome(self: Connection, live: Live, hello: Any) -> None:
        said = self._door.now_ms
        self._door.now_ms = lambda: live.at_ms
        try:
            honest(self, live, hello)
        finally:
            self._door.now_ms = said

    patch.setattr(Connection, "_welcome", welcome)


@leak
def an_epoch_ends_with_the_length_of_the_log(patch: pytest.MonkeyPatch) -> None:
    honest = Tables.epoch

    def epoch(self: Tables, table: str, viewer: Any) -> str:
        live = self.peek(table)
        return f"{honest(self, table, viewer)[:12]}{live.seq if live else 0:04d}"

    patch.setattr(Tables, "epoch", epoch)


# --- records ---


@leak
def records_are_encoded_once_for_all(patch: pytest.MonkeyPatch) -> None:
    """The first who sees a record decides what all others see of it."""
    alike = {name: altered(kind, alike=name != "menu") for name, kind in records.KINDS.items()}
    patch.setattr(records, "KINDS", alike)


@leak
def all_are_sent_what_the_first_is_sent(patch: pytest.MonkeyPatch) -> None:
    """Encoding a put once for everybody is fast."""
    honest = Live.announce

    def announce(self: Live, deltas: Any) -> None:
        first = next(iter(deltas.values()), None)
        alike = {
            viewer: replace(delta, records=first.records, drop=first.drop)
            for viewer, delta in deltas.items()
        }
        honest(self, alike)

    patch.setattr(Live, "announce", announce)


@leak
def a_snapshot_says_how_long_the_log_is(patch: pytest.MonkeyPatch) -> None:
    beside(
        patch,
        Api,
        "snapshot",
        lambda _, answer, asking: with_more(answer, steps=asking.live.seq),
    )


@leak
def a_message_s_length_shows_in_a_frame_of_all(patch: pytest.MonkeyPatch) -> None:
    """Frames padded to the longest text that was ever said at the table."""
    honest, honest_put = Live.announce, frames.put
    longest = 0

    def announce(self: Live, deltas: Any) -> None:
        nonlocal longest
        longest = max((len(text or "") for text in self.texts.values()), default=0)
        honest(self, deltas)

    patch.setattr(Live, "announce", announce)
    patch.setattr(frames, "put", lambda *said: honest_put(*said) + b" " * longest)


@leak
def who_comes_late_gets_control_s_records(patch: pytest.MonkeyPatch) -> None:
    honest = Shown.since

    def since(self: Shown, cursor: int) -> Any:
        delta = honest(self, cursor)
        return replace(delta, drop=(*delta.drop, *LAST_TEXTS.get(watching.GAME, ())))

    keep_texts(patch)
    patch.setattr(Shown, "since", since)


LAST_TEXTS: dict[str, tuple[str, ...]] = {}


def keep_texts(patch: pytest.MonkeyPatch) -> None:
    honest = play.Lifted.__call__

    def lift(self: play.Lifted, text: str, path: str) -> Any:
        kept = honest(self, text, path)
        LAST_TEXTS[watching.GAME] = (kept.id,)
        return kept

    LAST_TEXTS.clear()
    patch.setattr(play.Lifted, "__call__", lift)


# --- errors, limits, ids ---


@leak
def a_refusal_names_the_step_it_was_judged_at(patch: pytest.MonkeyPatch) -> None:
    honest = Door.obey
    counted = steps_counted(patch)

    async def obey(self: Door, *asked: Any) -> int:
        try:
            return await honest(self, *asked)
        except Refused as refused:
            detail = f"{refused.detail} (step {now(counted)})"
            raise Refused(refused.code, detail, refused.field) from None

    patch.setattr(Door, "obey", obey)


@leak
def an_id_is_taken_once_somebody_else_has_used_it(patch: pytest.MonkeyPatch) -> None:
    honest = Play._known
    taken: dict[tuple[str, str, str], str] = {}

    async def known(self: Play, live: Live, asked: Any) -> Any:
        by = taken.setdefault((watching.GAME, live.id, asked.id), asked.person)
        if by != asked.person:
            raise Refused("id-reused", "This id was given to another command before.", "id")
        return await honest(self, live, asked)

    patch.setattr(Play, "_known", known)


@leak
def the_table_and_not_the_person_is_slowed_down(patch: pytest.MonkeyPatch) -> None:
    honest = Connection._do
    counted = steps_counted(patch)

    async def do(self: Connection, frame: Any) -> None:
        if now(counted) % 5:
            await honest(self, frame)
            return
        self._flying -= 1
        self.refuse(socket.SLOW_DOWN, frame.id)

    patch.setattr(Connection, "_do", do)


@leak
def a_page_s_strikes_are_counted_with_others_refusals(patch: pytest.MonkeyPatch) -> None:
    honest = frames.encode
    counted = steps_counted(patch)

    def encode(frame: Any) -> bytes:
        if isinstance(frame, frames.Refusal):
            frame = replace(frame, detail=f"{frame.detail} {now(counted) % 10}")
        return honest(frame)

    patch.setattr(socket.frames, "encode", encode)


@leak
def a_fault_tells_what_was_being_judged(patch: pytest.MonkeyPatch) -> None:
    """What is no table's is answered with the last words that anybody said."""
    honest = access.unauthorized
    keep_texts(patch)

    def unauthorized(code: str, detail: str) -> Any:
        said = ", ".join(LAST_TEXTS.get(watching.GAME, ()))
        return honest(code, f"{detail} ({said})")

    patch.setattr(access, "unauthorized", unauthorized)


# --- presence ---


@leak
def who_asks_over_http_is_present(patch: pytest.MonkeyPatch) -> None:
    honest = Api.command

    async def command(self: Api, asking: Any) -> Any:
        await self._door.presence.came(asking.person)
        return await honest(self, asking)

    patch.setattr(Api, "command", command)


@leak
def a_welcome_counts_the_connections(patch: pytest.MonkeyPatch) -> None:
    honest = Connection._welcome

    def welcome(self: Connection, live: Live, hello: Any) -> None:
        honest(self, live, hello)
        listening = sum(map(len, live.subscribers.values()))
        self.send(b'{"type":"here","listening":%d}' % listening)

    patch.setattr(Connection, "_welcome", welcome)


# --- logs and numbers ---


@leak
def the_log_names_each_command(patch: pytest.MonkeyPatch) -> None:
    honest = Play.obey

    async def obey(self: Play, person: Any, command_id: str, command: Any) -> int:
        logger.debug("table %s: %s gives %s", person.table, person.name, command["kind"])
        return await honest(self, person, command_id, command)

    patch.setattr(Play, "obey", obey)


@leak
def the_log_holds_what_was_refused_and_why(patch: pytest.MonkeyPatch) -> None:
    honest = Door.obey

    async def obey(self: Door, person: Any, *asked: Any) -> int:
        try:
            return await honest(self, person, *asked)
        except Refused as refused:
            logger.warning("%s was refused: %s", person.name, refused.detail)
            raise

    patch.setattr(Door, "obey", obey)


@leak
def the_log_holds_a_text_that_was_said(patch: pytest.MonkeyPatch) -> None:
    honest = play.kept_text

    def kept_text(text: str) -> str:
        logger.debug("kept %r", text)
        return honest(text)

    patch.setattr(play, "kept_text", kept_text)


@leak
def being_alive_counts_what_was_done(patch: pytest.MonkeyPatch) -> None:
    counted = steps_counted(patch)
    beside(patch, Health, "alive", lambda _, answer, *__: with_more(answer, steps=now(counted)))


# --- the export ---


@leak
def anybody_s_export_is_control_s(patch: pytest.MonkeyPatch) -> None:
    honest = api.exporting.view

    def view(table: str, seat: Any, shown: Shown) -> Any:
        steps = records_of(LAST_SHOWN.get((watching.GAME, table)))
        return {**msgspec.to_builtins(honest(table, seat, shown)), "control": steps}

    keep_shown(patch)
    patch.setattr(api.exporting, "view", view)
    patch.setattr(api.exporting, "encode", msgspec.json.encode)


LAST_SHOWN: dict[tuple[str, str], Live] = {}


def keep_shown(patch: pytest.MonkeyPatch) -> None:
    honest = Live.fold

    def fold(self: Live, *given: Any) -> Any:
        LAST_SHOWN[watching.GAME, self.id] = self
        return honest(self, *given)

    LAST_SHOWN.clear()
    patch.setattr(Live, "fold", fold)


def records_of(live: Live | None) -> list[str]:
    return sorted(live.shown["control"].records) if live else []


@leak
def an_export_says_how_long_the_record_is(patch: pytest.MonkeyPatch) -> None:
    honest = Api.export

    async def export(self: Api, asking: Any) -> Any:
        answer = await honest(self, asking)
        answer.headers["x-steps"] = str(asking.live.seq)
        return answer

    patch.setattr(Api, "export", export)


# --- links, codes, pages ---


@leak
def everybody_may_see_the_links(patch: pytest.MonkeyPatch) -> None:
    honest = Api.entries

    def entries(self: Api) -> Any:
        return tuple(
            msgspec_free(each, who=access.Who.SEATED) if each.path.endswith("/links") else each
            for each in honest(self)
        )

    patch.setattr(Api, "entries", entries)


def msgspec_free(entry: access.Entry, **changed: Any) -> access.Entry:
    values = {"method": entry.method, "path": entry.path, "who": entry.who}
    return access.Entry(**{**values, "handler": entry.handler, **changed})


@leak
def mine_lists_how_much_has_happened(patch: pytest.MonkeyPatch) -> None:
    counted = steps_counted(patch)

    def more(_: Any, listed: Any, *__: Any) -> Any:
        return listed and {**listed, "steps": now(counted)}

    beside(patch, Api, "_listed", more)


@leak
def a_page_s_tag_is_the_length_of_the_log(patch: pytest.MonkeyPatch) -> None:
    counted = steps_counted(patch)
    honest = Pages._headers

    def headers(self: Pages, nonce: str) -> dict[str, str]:
        return {**honest(self, nonce), "etag": f'"{now(counted)}"'}

    patch.setattr(Pages, "_headers", headers)


@leak
def a_page_is_made_with_the_table_s_links(patch: pytest.MonkeyPatch) -> None:
    founded: dict[str, list[str]] = {}
    honest_found, honest_page = Founder.found, Pages._page

    async def found(self: Founder, asked: Any) -> Any:
        table, people = await honest_found(self, asked)
        founded[table] = [self._seats.token(person) for person in people]
        return table, people

    def page(self: Pages, template: str, table: str | None, role: str | None) -> Any:
        response = honest_page(self, template, table, role)
        response.body += json.dumps(founded.get(table or "", [])).encode()
        response.headers["content-length"] = str(len(response.body))
        return response

    patch.setattr(Founder, "found", found)
    patch.setattr(Pages, "_page", page)


@leak
def a_page_holds_what_was_said_last(patch: pytest.MonkeyPatch) -> None:
    keep_shown(patch)
    honest = Pages._page

    def page(self: Pages, template: str, table: str | None, role: str | None) -> Any:
        response = honest(self, template, table, role)
        live = LAST_SHOWN.get((watching.GAME, table or ""))
        response.body += b"<!-- %d -->" % (len(live.texts) if live else 0)
        response.headers["content-length"] = str(len(response.body))
        return response

    patch.setattr(Pages, "_page", page)


@leak
def the_client_s_files_are_named_by_the_table_s_age(patch: pytest.MonkeyPatch) -> None:
    counted = steps_counted(patch)
    honest = pages.Pages._version

    def version(self: Pages, path: Any) -> str:
        return f"{honest(self, path)}.{now(counted)}"

    patch.setattr(Pages, "_version", version)


__all__ = ["SERVER_LEAKS", "Encoder"]
