"""Hints over a real Redis, which is killed and comes back."""

import asyncio
import contextlib

import pytest

from server.wire import Wire, read_hint
from tests.services.redis import Redis


@pytest.fixture
def own_redis():
    """One that this test may kill."""
    service = Redis()
    yield service
    service.close()


@contextlib.asynccontextmanager
async def joined(url):
    """Two wires on one Redis, and what the second hears."""
    heard = asyncio.Queue()
    wires = Wire(url, lambda *_: None), Wire(url, lambda *hint: heard.put_nowait(hint))
    running = [asyncio.create_task(wire.run()) for wire in wires]
    try:
        yield wires[0], heard
    finally:
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)


async def says_until_heard(wire, heard, seq):
    """Say a hint again and again: one that nobody listens to yet is lost, as it may be."""
    async with asyncio.timeout(20):
        while True:
            wire.say("t1", seq)
            with contextlib.suppress(TimeoutError):
                return await asyncio.wait_for(heard.get(), 0.2)


async def test_a_hint_is_heard_at_the_other_process(redis):
    async with joined(redis.url) as (wire, heard):
        assert await says_until_heard(wire, heard, 7) == ("t1", 7)


async def test_hints_are_heard_again_after_redis_was_killed(own_redis, caplog):
    async with joined(own_redis.url) as (wire, heard):
        await says_until_heard(wire, heard, 1)
        await asyncio.to_thread(own_redis.kill)
        async with asyncio.timeout(20):
            while "not told" not in caplog.text or "not heard" not in caplog.text:
                wire.say("t1", 2)
                await asyncio.sleep(0)
        await asyncio.to_thread(own_redis.start)
        while not heard.empty():
            heard.get_nowait()
        assert (await says_until_heard(wire, heard, 3))[0] == "t1"
    assert "heard again" in caplog.text


@pytest.mark.parametrize(
    "data", ["", "x", "7", '["t1"]', '["t1", "7"]', '["../t1", 7]', '["t1", 7, 8]', "\udc80"]
)
def test_what_is_no_hint_is_not_heard(data):
    assert read_hint(data) is None
