"""A paper with all that a text can say: tranches, a pool, a legal form, an expectation."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.journey

FUEL = "heavy fuel oil"


def test_a_treaty_with_tranches_a_pool_and_an_expectation(house, person):
    control, rok = person(), person()
    control.sets_up(house.url, ("dprk", "usa", "prc", "rus", "jpn"), "Solemn", "Korea 2020")
    rok.follows(control.link_of("rok"))
    control.page.get_by_role("button", name="Open the table").click()

    rok.sees_phase("Corridors", 1)
    rok.begins_paper()
    page = rok.page
    page.locator("#paper-title").fill("Fuel by treaty")
    rok.fills(page.locator("#slot-addressees"), "DPRK", "Japan")
    rok.promises(1, FUEL)
    rok.fills(rok.clause(1).locator("[id$=-rounds].slot-button"), "in three tranches")
    rok.adds_clause()
    rok.fills(rok.clause(2).locator("[id$=-debtor].slot-button"), "Japan")
    rok.promises(2, FUEL)

    rok.fills(page.locator("#slot-pool-fuel_oil"), "are one pool of 50 kt a round")
    rok.fills(page.locator("#slot-form"), "treaty")
    rok.is_saved()
    page.get_by_role("button", name="what we expect").click()
    expect(page.locator(".saving")).to_have_text("Kept here; fill the gaps")
    page.get_by_role("button", name="Expect nothing").click()
    rok.is_saved()
    expect(page.locator(".composer")).to_contain_text("it is a treaty")
