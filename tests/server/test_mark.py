"""One data base, one secret: who comes with another does not serve."""

import asyncio
import signal

import pytest

from server.app import create_app
from server.seats import OtherSecret
from server.settings import Settings
from tests.server.running import running
from tests.services.process import Process


async def test_another_secret_does_not_open_the_house_and_the_first_does_again(tmp_path, engine):
    async with running(tmp_path / "one", secret="first", **engine):
        pass
    other = tmp_path / ("two" if engine else "one")
    with pytest.raises(OtherSecret):
        async with create_app(Settings(var=other, secret="second", **engine)).opened():
            pass
    async with running(other, secret="first", **engine) as again:
        assert (await again.http.get("/readyz")).status_code == 200


async def test_a_server_with_another_secret_says_why_it_does_not_start(tmp_path):
    async with running(tmp_path, secret="first"):
        pass
    process = Process(HEXTABLE_VAR=str(tmp_path), HEXTABLE_SECRET="second")
    try:
        status = await asyncio.to_thread(process.end, signal.SIGCONT)
        assert status not in (0, None)
        assert "is not the one this data base was begun with" in process.log()
        assert "second" not in process.log()
    finally:
        process.close()
