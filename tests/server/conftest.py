"""What the tests of the server share: a running one, and a table at it."""

import pytest

from server.opening import open_store
from server.settings import Settings
from tests.server.running import running


@pytest.fixture(params=["sqlite", "postgres"])
async def engine(request):
    """Settings for each engine in turn, with a data base of its own that is empty."""
    if request.param == "sqlite":
        yield {}
        return
    async with request.getfixturevalue("postgres").database() as url:
        yield {"database_url": url}


@pytest.fixture
async def store(tmp_path, engine):
    store = await open_store(Settings(var=tmp_path, **engine), lambda: 1_000)
    yield store
    await store.close()


@pytest.fixture
async def server(tmp_path):
    async with running(tmp_path) as here:
        yield here


@pytest.fixture
async def table(server):
    return await server.found()
