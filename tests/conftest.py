"""The services that tests ask for: each is started once, when the first asks for it."""

import pytest

from tests.services.postgres import Postgres
from tests.services.redis import Redis


@pytest.fixture(scope="session")
def postgres():
    service = Postgres()
    yield service
    service.close()


@pytest.fixture(scope="session")
def redis():
    service = Redis()
    yield service
    service.close()
