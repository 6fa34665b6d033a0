"""What the tests of the server share: a running one, and a table at it."""

import pytest

from tests.server.running import running


@pytest.fixture
async def server(tmp_path):
    async with running(tmp_path) as here:
        yield here


@pytest.fixture
async def table(server):
    return await server.found()
