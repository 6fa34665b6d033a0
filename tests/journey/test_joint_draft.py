"""Two sponsors write one text, sign it and table it."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.journey


def test_two_sponsors_write_sign_and_table_one_text(house, person):
    control, rok, usa = person(), person(), person()
    control.sets_up(house.url, ("dprk", "prc", "rus", "jpn"), "Joint draft")
    for who, seat in ((rok, "rok"), (usa, "usa")):
        who.follows(control.link_of(seat))
    control.page.get_by_role("button", name="Open the table").click()

    rok.sees_phase("Corridors", 1)
    rok.begins_paper()
    rok.page.locator("#paper-title").fill("Exercises on paper")
    rok.fills(rok.page.locator("#slot-sponsors"), "United States")
    rok.fills(rok.page.locator("#slot-addressees"), "DPRK")
    rok.promises(1, "exercises")
    rok.is_saved()

    usa.page.locator(".need", has_text="Exercises on paper").click()
    usa.page.get_by_role("button", name="Go on writing").click()
    usa.page.locator("#paper-title").fill("Exercises, smaller and on paper")
    usa.is_saved()
    expect(rok.page.locator("#paper-title")).to_have_value("Exercises, smaller and on paper")

    usa.page.get_by_role("button", name="Sign it").click()
    expect(rok.page.locator(".paper-actions")).not_to_contain_text("must sign it")
    rok.tables()
    expect(rok.page.locator(".paper-sub")).to_contain_text("Joint offer by")
    expect(usa.page.locator(".paper-sub")).to_contain_text("open until")
