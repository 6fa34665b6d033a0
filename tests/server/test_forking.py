"""Forks (rulebook 1.19): a game that is over goes on at another table, and the old one stays."""

from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from rules.names import SEATS, VIEWERS
from server.exporting import as_line, as_step, read
from server.live import people_of
from server.log import GENESIS
from server.verifying import verify
from tests.server.running import Running, Table, running

SECOND = {"round": 1, "phase": "reckoning"}
"""The end of the first round."""


async def asks(table: Table, role: str = "control", **asked: Any) -> Any:
    body = {"id": "f-1", "round": 1, "phase": "capitals", **asked}
    return await table.running.http.post(
        f"{table.path}/fork", json=body, headers=table.bearer(role)
    )


async def forks(table: Table, **asked: Any) -> Table:
    answer = await asks(table, **asked)
    assert answer.status_code == 201, answer.text
    return Table(table.running, answer.json())


async def exported(table: Table, role: str = "control") -> bytes:
    answer = await table.running.http.get(f"{table.path}/export", headers=table.bearer(role))
    assert answer.status_code == 200
    return bytes(answer.content)


async def found(table: Table, role: str = "control") -> Any:
    return read(await exported(table, role))


async def shown(table: Table, role: str = "control") -> dict[str, Any]:
    answer = await table.running.http.get(table.path, headers=table.bearer(role))
    assert answer.status_code == 200
    records: dict[str, Any] = answer.json()["records"]
    return records


async def plays_a_round(table: Table) -> None:
    """Talk, seal, and end the game in the aftermath of round 1."""
    control = await table.opens()
    usa = await table.sits("usa")
    await usa.does({"kind": "say", "channel": "dprk+usa", "text": "Shall we?"})
    for _ in ("plenary", "capitals"):
        await control.does({"kind": "advance"})
    await usa.does({"kind": "seal", "instructions": {"close": True}})
    await usa.does({"kind": "ready", "on": True})
    if control.records["table/main"]["phase"] == "capitals":
        await control.does({"kind": "advance"})
    await control.does({"kind": "close"})


async def goes_on_to_the_end(table: Table) -> None:
    """Resume, seal in the next capitals, and end the game."""
    control = await table.sits("control")
    await control.does({"kind": "resume"})
    while control.records["table/main"]["phase"] != "capitals":
        await control.does({"kind": "advance"})
    rok = await table.sits("rok")
    await rok.does({"kind": "seal", "instructions": {"close": True}})
    await control.does({"kind": "close"})


@pytest.fixture
async def ended(server: Running) -> Table:
    table = await server.found(
        name="The first talks", clock={"capitals": 60}, seats={"jpn": "bot", "press": "open"}
    )
    head = await table.sits("usa")
    await head.does({"kind": "appoint", "rank": "member", "desk": "press"})
    await plays_a_round(table)
    return table


# --- what it is ---


async def test_it_waits_as_its_origin_stood_with_nobody_there_and_nobody_done(ended):
    fork = await forks(ended, name="Once more")
    records = await shown(fork)
    main = records["table/main"]
    assert (main["id"], main["name"]) == (fork.id, "Once more")
    assert main["fork"] == {"table": ended.id, "round": 1, "phase": "capitals"}
    assert (main["round"], main["phase"], main["paused"]) == (1, "capitals", True)
    assert (main["left_ms"], main["deadline_ms"], main["outcome"]) == (60_000, None, None)
    seats = [records[f"seat/{seat}"] for seat in SEATS]
    assert not any(each["present"] or each["ready"] for each in seats)
    assert [each["seat"] for each in seats if each["bot"]] == ["jpn"]
    assert records["instructions/usa"]["sealed"]
    assert "Shall we?" in str(await shown(fork, "dprk"))


async def test_it_has_links_of_its_own_for_everybody_and_no_other_opens_it(ended):
    fork = await forks(ended)
    told = fork.founded
    assert [*told["seats"]] == [seat for seat in SEATS if seat != "jpn"]
    assert [*told["guests"]] == ["press"]
    assert [*told["teams"]["usa"]] == ["usa-1"]
    for here, there in ((ended, fork), (fork, ended)):
        for role in ("control", "observer", "usa", "press"):
            answer = await here.running.http.get(there.path, headers=here.bearer(role))
            assert answer.status_code == 401, role
    code = told["teams"]["usa"]["usa-1"]["code"]
    joined = await fork.running.http.post("/api/join", json={"code": code})
    assert (joined.json()["table"], joined.json()["as"]) == (fork.id, "usa-1")


async def test_the_table_it_comes_from_stays_to_the_byte(ended):
    before = {role: await exported(ended, role) for role in (*VIEWERS[:3], *VIEWERS[6:])}
    fork = await forks(ended)
    await goes_on_to_the_end(fork)
    assert before == {role: await exported(ended, role) for role in before}


async def test_a_game_goes_on_by_itself_from_there_with_bots_and_clocks(ended):
    fork = await forks(ended)
    control = await fork.sits("control")
    await control.does({"kind": "resume"})
    await fork.running.after(61)
    await control.until("put")
    assert (await shown(fork))["table/main"]["phase"] == "reckoning"


# --- who may ask for it, and when ---


async def test_only_a_game_that_is_over_is_forked_and_only_by_control(server):
    table = await server.found()
    refusal = (await asks(table)).json()
    assert (refusal["status"], refusal["code"]) == (422, "not-over")
    await plays_a_round(table)
    for role in ("usa", "observer"):
        assert (await asks(table, role)).status_code == 403
    refusal = (await asks(table, round=2)).json()
    assert (refusal["status"], refusal["code"]) == (422, "no-such-moment")
    assert (await asks(table, phase="lobby")).status_code == 400


async def test_the_same_request_founds_one_table(tmp_path, engine):
    async with running(tmp_path, **engine) as here:
        table = await here.found()
        await plays_a_round(table)
        fork, again = await forks(table), await forks(table)
        assert again.founded == fork.founded
        assert (await forks(table, id="f-2")).id != fork.id
        refusal = (await asks(table, phase="plenary")).json()
        assert (refusal["status"], refusal["code"]) == (409, "id-reused")
        await goes_on_to_the_end(fork)
        assert verify(await found(fork), [await found(table)]).faults == ()


# --- what it proves ---


async def test_a_fork_is_verified_through_both_keys(ended):
    """Rulebook 6.18: what was sealed under the origin's key opens, and what was since."""
    fork = await forks(ended, **SECOND)
    held = await found(fork, "usa")
    early = await found(fork)
    assert early.key is None
    assert verify(early, [held, await found(ended)]).faults == ()
    await goes_on_to_the_end(fork)
    whole, origin = await found(fork), await found(ended)
    assert whole.key not in (None, origin.key)
    assert verify(whole, [origin, held, early, await found(fork, "usa")]).faults == ()
    assert any(f"a fork of {ended.id}: its first " in told for told in verify(whole).proven)
    view = await found(fork, "rus")
    rounds = view.records["debrief/commitments"]["rounds"]
    assert [each["table"] for each in rounds] == [ended.id, fork.id]
    assert view.records["debrief/result"]["origins"] == [{"table": ended.id, "key": origin.key}]
    assert verify(view).faults == ()


async def test_a_fork_of_a_fork_is_verified_through_all_three(ended):
    fork = await forks(ended, **SECOND)
    await goes_on_to_the_end(fork)
    second = await forks(fork, round=2, phase="capitals")
    assert verify(await found(second), [await found(fork), await found(ended)]).faults == ()
    await goes_on_to_the_end(second)
    whole = await found(second)
    assert verify(whole, [await found(fork), await found(ended)]).faults == ()
    assert verify(await found(second, "usa")).faults == ()


async def test_an_origin_written_anew_is_found(ended):
    fork = await forks(ended, **SECOND)
    whole = await found(fork)
    lines, head = [], GENESIS
    for line in whole.steps:
        step = as_step(line)
        step = replace(step, at_ms=step.at_ms + 1) if line.seq == 2 else step
        step = step if line.seq < len(whole.steps) else None
        if step is not None:
            head = step.chained(head).head
            lines.append(as_line(replace(step, head=head)))
    last = replace(as_step(whole.steps[-1])).chained(head)
    forged = replace(whole, steps=(*lines, replace(as_line(last))))
    (fault,) = verify(forged).faults
    assert fault.endswith(f"what was before is not the record of {ended.id}")


async def test_another_origin_than_the_one_it_names_is_found(ended):
    fork = await forks(ended, **SECOND)
    origin = await found(ended)
    other = replace(origin.steps[5], head="00" * 32)
    step = (await found(fork)).steps[-1].events[0]["event"]["step"]
    changed = [*origin.steps]
    changed[step - 1] = replace(changed[step - 1], head=other.head)
    (fault,) = verify(await found(fork), [replace(origin, steps=tuple(changed))]).faults
    assert fault.endswith(f"{ended.id} has another record up to there")


# --- words ---


async def test_what_was_erased_meanwhile_is_erased_there_too_and_anew_at_each(ended):
    control = await ended.sits("control")
    (message,) = [key for key in control.records if key.startswith("message/")]
    await control.does({"kind": "erase", "record": message})
    fork = await forks(ended, **SECOND)
    assert b"Shall we?" not in await exported(fork)
    assert (await shown(fork, "dprk"))[message]["erased"]
    assert (await shown(fork))["table/main"]["name"] == "The first talks"
    await goes_on_to_the_end(fork)
    assert verify(await found(fork), [await found(ended)]).faults == ()


# --- that memory is no other than the store ---


async def test_it_is_loaded_as_it_was_founded(ended):
    fork = await forks(ended, **SECOND)
    tables = ended.running.house.door.tables
    founded = await tables.get(fork.id)
    await goes_on_to_the_end(fork)
    for _ in range(2):
        live = await tables.get(fork.id)
        held = {viewer: (each.seq, each.head, each.records) for viewer, each in live.shown.items()}
        tables.forget(live)
        again = await tables.get(fork.id)
        assert again is not live
        for viewer, (seq, head, records) in held.items():
            assert (again.shown[viewer].seq, again.shown[viewer].head) == (seq, head)
            assert again.shown[viewer].records == records
        await tables.snapshot(again)
    assert founded.state.origins == again.state.origins
    assert {each.role for each in people_of(fork.id, again.state)} >= {"control", "usa", "press"}


async def test_its_numbers_tell_no_seat_of_what_is_hidden(ended):
    """A seat's own steps are counted on; how many there were in all is in no record."""
    fork = await forks(ended, **SECOND)
    whole = await found(fork)
    for role in ("rus", "observer"):
        view = await found(fork, role)
        assert view.seq == whole.steps[-2].seat_seqs[role] + 1
        said = msgspec.json.encode(view.records).decode()
        assert whole.steps[-2].head not in said
        assert whole.steps[-1].events[0]["event"]["head"] not in said
