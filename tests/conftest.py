"""What all tests share: services, each started once, and in which order files go."""

from zlib import crc32

import pytest
from hypothesis import HealthCheck, settings

from tests.services.postgres import Postgres
from tests.services.redis import Redis

LONG = (
    "tests/bench/test_bench.py", "tests/journey/test_screens.py", "tests/rules/test_campaign.py",
    "tests/secrecy/test_secrecy.py", "tests/journey/test_reconnect.py", "tests/rules/test_bots.py",
    "tests/journey/test_keyboard.py", "tests/rules/test_settle_oracle.py",
    "tests/secrecy/test_through_the_server.py", "tests/server/test_restart.py",
    "tests/cluster/test_cluster.py", "tests/journey/test_joint_draft.py",
)  # fmt: skip
"""Files that take long: were they begun last, all but one core would wait for them."""

# How long an example takes says nothing on cores that others share.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


def pytest_collection_modifyitems(items: list[pytest.Item], config: pytest.Config) -> None:
    places = {config.rootpath / path: place for place, path in enumerate(LONG)}
    missing = [path for path in places if not path.exists()]
    assert not missing, missing
    items.sort(key=lambda item: (places.get(item.path, len(places)), mixed(item)))


def mixed(item: pytest.Item) -> int:
    """Return a place by which files that wait for browsers run beside files that compute."""
    return crc32(item.nodeid.partition("::")[0].encode())


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
