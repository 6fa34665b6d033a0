"""Two sponsors write one text, sign it and table it."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.journey


def two_at_a_draft(url, person, title):
    """Return two sponsors of a joint draft, the second about to write in it as well."""
    control, rok, usa = person(), person(), person()
    control.sets_up(url, ("dprk", "prc", "rus", "jpn"), "Joint draft")
    for who, seat in ((rok, "rok"), (usa, "usa")):
        who.follows(control.link_of(seat))
    control.page.get_by_role("button", name="Open the table").click()
    rok.sees_phase("Corridors", 1)
    rok.begins_paper()
    rok.page.locator("#paper-title").fill(title)
    rok.fills(rok.page.locator("#slot-sponsors"), "United States")
    rok.fills(rok.page.locator("#slot-addressees"), "DPRK")
    rok.promises(1, "exercises")
    rok.is_saved()
    usa.page.locator(".need", has_text=title).click()
    usa.page.get_by_role("button", name="Go on writing").click()
    return rok, usa


def test_two_sponsors_write_sign_and_table_one_text(house, person):
    rok, usa = two_at_a_draft(house.url, person, "Exercises on paper")
    usa.page.locator("#paper-title").fill("Exercises, smaller and on paper")
    usa.is_saved()
    expect(rok.page.locator("#paper-title")).to_have_value("Exercises, smaller and on paper")

    usa.page.get_by_role("button", name="Sign it").click()
    expect(rok.page.locator(".paper-actions")).not_to_contain_text("must sign it")
    rok.tables()
    expect(rok.page.locator(".paper-sub")).to_contain_text("Joint offer by")
    expect(usa.page.locator(".paper-sub")).to_contain_text("open until")


def test_two_who_type_in_the_same_second_lose_nothing(line, person):
    """Rulebook 3.8: one is saved, the other gets its words back and may put them over the first."""
    house, wire = line
    rok, usa = two_at_a_draft(house.url, person, "Less noise")
    usa.is_saved()

    wire.cut()
    titles = {"Quiet, says Seoul": rok, "Quiet, says Washington": usa}
    for title, each in titles.items():
        expect(each.page.locator(".banner")).to_be_visible()
        each.page.locator("#paper-title").fill(title)
        expect(each.page.locator(".saving")).to_have_text("Saving …")
    wire.join()
    for each in titles.values():
        each.page.evaluate("window.dispatchEvent(new Event('online'))")
    for each in titles.values():
        each.is_saved()

    ((lost, loser),) = [
        (title, each) for title, each in titles.items() if each.page.locator(".asides").count()
    ]
    ((won, winner),) = [(title, each) for title, each in titles.items() if each is not loser]
    expect(loser.page.locator("#paper-title")).to_have_value(won)
    expect(loser.page.locator(".asides")).to_contain_text(lost)
    loser.page.get_by_role("button", name="Put ours back").click()
    loser.is_saved()
    expect(winner.page.locator("#paper-title")).to_have_value(lost)
    expect(winner.page.locator(".asides")).to_have_count(0)
