"""The keyboard alone composes, tables and seals."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.journey


def test_a_paper_is_composed_tabled_and_a_sheet_sealed_by_keyboard_alone(house, person):
    rok = person()
    rok.plays(house.url, "rok")
    page = rok.page
    rok.tabs_to(page.get_by_role("button", name="New paper"))
    rok.presses("Enter")
    expect(page.locator(".composer")).to_be_visible()

    rok.chooses_by_keyboard(page.locator("#slot-addressees"), lambda text: "DPRK" in text)
    rok.presses("Escape")
    expect(page.locator("#slot-addressees")).to_have_text("DPRK")
    expect(page.locator("#slot-addressees")).to_be_focused()
    what = page.locator(".clause-edit [id$=-what].slot-button").first
    rok.chooses_by_keyboard(what, lambda text: "hotline" in text)
    expect(what).to_contain_text("hotline")
    condition = page.locator(".clause-edit [id$=-form].slot-button").first
    rok.chooses_by_keyboard(condition, lambda text: "UN Charter" in text)
    rok.is_saved()

    rok.tabs_to(page.get_by_role("button", name="Put it on the table"))
    rok.presses("Enter")
    expect(page.locator(".paper-sub")).to_contain_text("open until")

    rok.tabs_to(page.get_by_role("button", name="Ready for Plenary"))
    rok.presses("Enter")
    rok.sees_phase("Plenary", 1)
    rok.tabs_to(page.get_by_role("button", name="Ready for Capitals"))
    rok.presses("Enter")
    rok.sees_phase("Capitals", 1)
    rok.tabs_to(page.locator(".bar a", has_text="Seal the sheet"))
    rok.presses("Enter")
    rok.tabs_to(page.locator(".seal-foot .is-seal"))
    rok.presses("Enter")
    expect(page.locator(".sealed-mark")).to_be_visible()


def test_everything_on_the_table_is_reached_and_named(house, person):
    """Seats, papers and assurances are links with names; Enter opens what they stand for."""
    rok = person()
    rok.plays(house.url, "rok")
    for mark in rok.page.locator(".hexagon svg a").all():
        assert mark.get_attribute("aria-label"), mark.inner_html()
    rok.tabs_to(rok.page.locator(".seat-mark.seat-jpn a"))
    rok.presses("Enter")
    expect(rok.page.locator(".seat-view")).to_contain_text("Japan")
    rok.tabs_to(rok.page.locator(".assurance").first)
    rok.presses("Enter")
    expect(rok.page.locator("#h-assurance")).to_contain_text("assures")


def test_a_ledger_says_how_it_stands_and_opens_by_keyboard(house, person):
    """Ledgers are a line each; what is opened stays open while one looks at something else."""
    rok = person()
    rok.plays(house.url, "rok")
    grounds = rok.page.locator(".ledger", has_text="Bolt holes")
    expect(grounds.locator("summary")).to_contain_text("open to you")
    expect(grounds.locator(".ground").first).to_be_hidden()
    rok.tabs_to(grounds.locator("summary"))
    rok.presses("Enter")
    expect(grounds.locator(".ground").first).to_be_visible()
    rok.page.evaluate("location.hash = '#/brief'")
    expect(rok.page.locator(".brief")).to_be_visible()
    expect(grounds.locator(".ground").first).to_be_visible()
