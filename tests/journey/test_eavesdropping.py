"""Listening in on two others, in a real browser: chosen on the sheet, read in one's own book."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.journey


def test_one_listens_in_on_two_and_reads_what_came_of_it(house, person):
    """Rulebook 6.16."""
    seoul = person()
    page = seoul.page
    seoul.plays(house.url, "rok", "Korea 2020")
    for phase in ("Corridors", "Plenary"):
        seoul.sees_phase(phase, 1)
        seoul.is_ready()
    seoul.sees_phase("Capitals", 1)
    page.locator(".bar").get_by_text("Seal the sheet").click()
    seoul.fills(page.locator("#slot-action"), "listen in on two others")
    seal = page.locator(".seal-foot .is-seal")
    seoul.fills(page.locator("#slot-target"), "Japan")
    expect(seal).to_be_disabled()
    seoul.fills(page.locator("#slot-target"), "China", "Russia")
    expect(page.locator("#slot-target")).to_have_text("China and Russia")
    expect(page.locator(".sealing")).to_contain_text("We hear with odds of 60 %")
    seal.click()
    expect(page.locator(".sealed-mark")).to_be_visible()
    seoul.is_ready()
    seoul.sees_phase("Reckoning", 1)
    listened = re.compile("You listened in on China and Russia, and heard (some|no)thing")
    expect(page.get_by_text(listened).first).to_be_visible()
    book = page.locator(".ledger", has_text="Overheard")
    expect(book.locator("summary")).to_contain_text("round 1")
    book.locator("summary").click()
    expect(book).to_contain_text("To hear nothing may mean that there is nothing.")
