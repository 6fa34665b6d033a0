"""Leaks to plant in what delegations do among their people, and in what marks alone can find.

Owns `PEOPLE_LEAKS`, by name, beside `leaks` and `server_leaks`. Some tell the same in both games of
a pair, such as another's brief: only the search for marks notices those. Some reach nobody but
people at sockets of their own: `SOCKET_LEAKS` names them.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace as altered
from typing import Any

import msgspec
import pytest
from prometheus_client.metrics_core import CounterMetricFamily, GaugeMetricFamily

from rules.model import State
from rules.names import SEATS, VIEWERS
from rules.teams import is_mate, is_represented, mate_called, person_of, rank_of, team_of
from rules.view import KINDS, Record
from server import api, exporting, frames, play
from server.api import Api
from server.door import Door
from server.exposing import Numbers
from server.live import Live

from .leaks import part

Leak = Callable[[pytest.MonkeyPatch], None]
PEOPLE_LEAKS: dict[str, Leak] = {}


def leak(plant: Leak) -> Leak:
    PEOPLE_LEAKS[plant.__name__] = plant
    return plant


SOCKET_LEAKS: list[str] = []


def socket_leak(plant: Leak) -> Leak:
    SOCKET_LEAKS.append(plant.__name__)
    return leak(plant)


def told_to_all(patch: pytest.MonkeyPatch, kind: str) -> None:
    """Let events of a kind be steps of everybody's."""
    honest = part("unfolding").audience

    def everybody(before: State, event: Any, after: State) -> Any:
        return VIEWERS if type(event).__name__ == kind else honest(before, event, after)

    patch.setattr(part("unfolding"), "audience", everybody)


# --- teams ---


@leak
def a_delegation_is_there_with_any_of_its_people(patch: pytest.MonkeyPatch) -> None:
    def is_here(state: State, seat: Any) -> bool:
        mates = team_of(state.seats[seat])
        return is_represented(state, seat) or any(
            person_of(seat, x) in state.present for x in mates
        )

    for name in ("decide.signing", "fold.table"):
        patch.setattr(part(name), "is_represented", is_here)


@leak
def who_comes_to_a_team_is_a_step_of_everybody_s(patch: pytest.MonkeyPatch) -> None:
    told_to_all(patch, "TeammateArrived")


@leak
def advice_is_a_step_of_everybody_s(patch: pytest.MonkeyPatch) -> None:
    told_to_all(patch, "AdviceGiven")


@leak
def a_head_is_told_the_links_of_all_teams(patch: pytest.MonkeyPatch) -> None:
    honest = Api._team

    def team(self: Api, live: Any, _: Any) -> dict[str, Any]:
        return {who: held for seat in SEATS for who, held in honest(self, live, seat).items()}

    patch.setattr(Api, "_team", team)


# --- what members, mentors and deputies see at sockets of their own ---


@socket_leak
def a_head_that_leaves_its_deputy_is_a_step_of_everybody_s(patch: pytest.MonkeyPatch) -> None:
    honest = part("decide.timing").alone_to_learn

    def of_mates_alone(state: State, person: str) -> Any:
        return honest(state, person) if is_mate(person) else None

    patch.setattr(part("decide.timing"), "alone_to_learn", of_mates_alone)


@socket_leak
def an_acting_deputy_is_answered_with_the_length_of_the_log(patch: pytest.MonkeyPatch) -> None:
    honest = play.Play.obey

    async def obey(self: play.Play, person: Any, *asked: Any) -> int:
        seq = await honest(self, person, *asked)
        live = self._tables.peek(person.table)
        assert live is not None
        is_acting = person.place and rank_of(live.state, person.role, person.name) == "head"
        return live.seq if is_acting else seq

    patch.setattr(play.Play, "obey", obey)


@socket_leak
def a_desk_hears_of_every_step(patch: pytest.MonkeyPatch) -> None:
    honest = Live.announce

    def announce(self: Live, deltas: Any) -> None:
        honest(self, deltas)
        for seat in [seat for seat in SEATS if seat not in deltas]:
            for each in self.subscribers[seat]:
                mate = mate_called(self.state, seat, each.person.name)
                if mate is not None and mate.desk is not None:
                    nothing = frames.changes({}, ())
                    each.send(frames.put(self.shown[seat].seq, self.shown[seat].head, nothing))

    patch.setattr(Live, "announce", announce)


# --- what is the same in both games of a pair ---


@leak
def briefs_are_everybody_s(patch: pytest.MonkeyPatch) -> None:
    honest = KINDS["brief"]

    def ids(state: State, viewer: Any) -> Any:
        return ("own", *SEATS) if viewer in SEATS else honest.ids(state, viewer)

    all_of_them = altered(honest, ids=ids, sees=lambda s, v, identity: identity in ids(s, v))
    patch.setitem(KINDS, "brief", all_of_them)


@leak
def a_scenario_is_shown_with_its_briefs(patch: pytest.MonkeyPatch) -> None:
    honest = api.summary

    def summary(scenario: Any) -> dict[str, Any]:
        return {**honest(scenario), "briefs": [each.brief for each in scenario.delegations]}

    patch.setattr(api, "summary", summary)


@leak
def metrics_are_told_for_each_table(patch: pytest.MonkeyPatch) -> None:
    honest = Numbers._now

    def numbers(self: Numbers) -> Iterator[Any]:
        yield from honest(self)
        each = GaugeMetricFamily("hextable_steps", "Steps of tables", labels=("table",))
        for live in self.house.door.tables.live():
            each.add_metric((live.id,), live.seq)
        yield each

    patch.setattr(Numbers, "_now", numbers)


@leak
def metrics_count_the_commands_of_each_seat(patch: pytest.MonkeyPatch) -> None:
    honest, honest_numbers = Door.obey, Numbers._so_far
    counts: Counter[str] = Counter()

    async def obey(self: Door, person: Any, *asked: Any) -> int:
        counts[person.role] += 1
        return await honest(self, person, *asked)

    def numbers(self: Numbers) -> Iterator[Any]:
        yield from honest_numbers(self)
        each = CounterMetricFamily("hextable_orders", "Commands of seats", labels=("seat",))
        for role, count in sorted(counts.items()):
            each.add_metric((role,), count)
        yield each

    patch.setattr(Door, "obey", obey)
    patch.setattr(Numbers, "_so_far", numbers)


# --- what the end tells ---


@leak
def the_debrief_repeats_what_was_said_in_private(patch: pytest.MonkeyPatch) -> None:
    honest = KINDS["debrief"]

    def build(reader: Any, identity: str) -> Record:
        said = [reader.says(each.text) for each in reader.state.messages.values()]
        return {**honest.build(reader, identity), "said": said}

    patch.setitem(KINDS, "debrief", altered(honest, build=build))


@leak
def an_export_has_words_that_were_erased(patch: pytest.MonkeyPatch) -> None:
    honest, honest_text = play.Lifted.__call__, exporting.as_text
    cached: dict[str, str] = {}

    def lift(self: play.Lifted, text: str, path: str) -> Any:
        kept = honest(self, text, path)
        cached[kept.id] = text
        return kept

    def as_text(text: Any) -> Any:
        return msgspec.structs.replace(honest_text(text), body=cached.get(text.id))

    patch.setattr(play.Lifted, "__call__", lift)
    patch.setattr(exporting, "as_text", as_text)
