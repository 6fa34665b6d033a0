"""The lobby lists every scenario, and the historical one is played from there."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.journey
TITLES = ["A first session", "Korea 2020", "Beijing, 2003 to 2009"]


def test_the_historical_scenario_is_chosen_in_the_lobby_and_played_against_bots(house, person):
    seoul = person()
    page = seoul.page
    page.goto(house.url)
    expect(page.locator(".scenarios .scenario")).to_contain_text(TITLES)
    seoul.plays(house.url, "rok", TITLES[-1])
    for phase in ("Corridors", "Plenary"):
        seoul.sees_phase(phase, 1)
        seoul.is_ready()
    seoul.sees_phase("Capitals", 1)
    seoul.seals()
    seoul.is_ready()
    seoul.sees_phase("Reckoning", 1)
    seoul.is_ready()
    seoul.sees_phase("Corridors", 2)
    page.evaluate("location.hash = '#/brief'")
    expect(page.locator(".brief")).to_contain_text("Every plan for a war in Korea")
