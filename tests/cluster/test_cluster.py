"""Two real processes, a real PostgreSQL, a real Redis; `./start prove` does more of it."""

import asyncio

from tests.cluster import trials
from tests.cluster.house import check_chain
from tests.services.postgres import killed_and_back

SOON_S = 8
"""Far more than the second that a lost hint may cost, on a machine busy with other tests."""


def say(text):
    return {"kind": "say", "channel": "control", "text": text}


async def heard(player, text):
    """Hear until a message with this text is there."""
    async with asyncio.timeout(SOON_S):
        while not any(
            record.get("text") == text
            for key, record in player.records.items()
            if key.startswith("message/")
        ):
            await player.hear()


async def test_a_whole_game_with_every_seat_at_random_processes(here, chance):
    _, resumed = await trials.game(here, chance, resumes=0)
    assert resumed > 60


async def test_two_processes_that_judge_at_once_never_fork_a_table(here, chance):
    found = await trials.forks(here, 10, chance)
    assert found.caught


async def test_without_redis_others_hear_a_second_later_and_with_it_again_at_once(here):
    founded = await here.processes[0].found()
    control = await trials.sits(here.processes[0], founded, "control")
    usa = await trials.sits(here.processes[1], founded, "usa")
    await asyncio.to_thread(here.redis.kill)
    await usa.does(say("without"))
    await heard(control, "without")
    await asyncio.to_thread(here.redis.start)
    await usa.does(say("with"))
    await heard(control, "with")
    for player in (control, usa):
        await player.leaves()


async def test_postgresql_killed_under_commands_loses_none_and_leaves_none_unanswered(here):
    founded = await here.processes[0].found()
    players = [
        await trials.sits(process, founded, seat)
        for process, seat in zip(here.processes, ("usa", "rok"), strict=True)
    ]
    killing = asyncio.create_task(killed_and_back(here.postgres))
    for n in range(12):
        for player in players:
            await trials.send(player, [f"{player.role}-{n}"])
        await asyncio.sleep(0.05)
    for player in players:
        await trials.answers(player, [f"{player.role}-{n}" for n in range(12)])
        await player.leaves()
    await killing
    steps = await here.log(founded["table"])
    check_chain(steps)
    ids = [step.command_id for step in steps]
    assert {f"{seat}-{n}" for seat in ("usa", "rok") for n in range(12)} <= set(ids)


async def test_who_was_at_a_killed_process_goes_on_at_another(here):
    founded = await here.processes[0].found()
    doomed = here.begin()
    usa = await trials.sits(doomed, founded, "usa")
    await usa.does(say("one"), "c-1")
    await trials.send(usa, ["c-2"])
    here.end(doomed)
    await usa.ended()
    again = await trials.sits(here.processes[0], founded, "usa")
    assert (await again.does(say("one"), "c-1"))["id"] == "c-1"
    await trials.send(again, ["c-2"])
    await trials.answers(again, ["c-2"])
    await again.leaves()
    steps = await here.log(founded["table"])
    check_chain(steps)
    assert [step.command_id for step in steps if step.command_id.startswith("c-")] == ["c-1", "c-2"]
