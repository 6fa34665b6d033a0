"""One server process for the tests of this folder, watched for what it prints."""

import pytest

from tests.independent.house import House


@pytest.fixture(scope="session")
def house(tmp_path_factory):
    here = House(tmp_path_factory.mktemp("house"))
    here.start()
    yield here
    here.close()
