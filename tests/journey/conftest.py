"""What the journeys share: one browser, one server, people who come and go."""

import os
import shutil

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.journey.house import House, Line
from tests.journey.people import Person

WAIT_MS = 45_000
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@pytest.fixture(scope="module")
def browser():
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    expect.set_options(timeout=WAIT_MS)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """One server for all journeys that leave it running."""
    here = House(tmp_path_factory.mktemp("house") / "var")
    here.start()
    yield here
    here.stop()


@pytest.fixture
def own_house(tmp_path):
    """A server of the test's own, to be killed."""
    here = House(tmp_path / "var")
    here.start()
    yield here
    here.stop()


@pytest.fixture
def line(tmp_path):
    """A server reached over a line that can be cut: (house, line)."""
    wire = Line()
    here = House(tmp_path / "var", public_port=wire.port)
    here.start()
    wire.join(here.port)
    yield here, wire
    wire.cut()
    here.stop()


@pytest.fixture
def person(browser):
    """Somebody new with a browser of their own; what goes wrong in their page fails the test."""
    contexts, faults = [], []

    def comes(width=1440, height=900, scheme="light") -> Person:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            reduced_motion="reduce",
        )
        context.set_default_timeout(WAIT_MS)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("dialog", lambda dialog: dialog.accept())
        return Person(page)

    yield comes
    for context in contexts:
        context.close()
    assert not faults, faults
