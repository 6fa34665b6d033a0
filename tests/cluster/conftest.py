"""One cluster for the tests of this folder: two processes, a PostgreSQL and a Redis."""

import random

import pytest

from tests.cluster.house import cluster


@pytest.fixture(scope="session")
def here():
    with cluster() as made:
        yield made


@pytest.fixture
def chance(request):
    """Chance that is the same at each run of a test, and another for each."""
    return random.Random(request.node.name)
