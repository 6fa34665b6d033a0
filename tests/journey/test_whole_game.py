"""Two people and four bots play `first-session` to its end in real browsers."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.journey
BOTS = ("usa", "prc", "rus", "jpn")
HOTLINE = "hotline"


@pytest.fixture
def table(house, person):
    """Control, the DPRK and the ROK at an open table, and the observer's link."""
    control, dprk, rok = person(), person(), person()
    control.sets_up(house.url, BOTS, "Table of the journey")
    for who, seat in ((dprk, "dprk"), (rok, "rok")):
        who.follows(control.link_of(seat))
        who.is_seated(seat)
    control.page.get_by_role("button", name="Open the table").click()
    return control, dprk, rok


def both_ready(*people):
    for each in people:
        each.is_ready()


def offer_hotline(rok):
    """Each shall answer the hotline so long as the other undertakes it."""
    rok.begins_paper()
    rok.page.locator("#paper-title").fill("A hotline that is answered")
    rok.fills(rok.page.locator("#slot-addressees"), "DPRK")
    rok.promises(1, HOTLINE)
    rok.adds_clause()
    rok.promises(2, HOTLINE)
    for number in (1, 2):
        slot = rok.clause(number).locator("[id$=-form].slot-button")
        rok.fills(slot, "undertakes to")
    rok.is_saved()


def test_two_people_and_four_bots_play_to_the_end(table, person):
    """Rulebook 1 to 9, as far as a page shows them."""
    control, dprk, rok = table
    rok.sees_phase("Corridors", 1)
    rok.opens_channel_with("DPRK")
    rok.says("A hotline first. Will you pick up?")
    dprk.turns_to("ROK")
    dprk.hears("A hotline first. Will you pick up?")
    offer_hotline(rok)
    rok.tables()
    both_ready(dprk, rok)

    rok.sees_phase("Plenary", 1)
    expect(dprk.page.locator(".paper-mark.is-waiting").first).to_be_visible()
    both_ready(dprk, rok)

    dprk.sees_phase("Capitals", 1)
    dprk.seals(accepting="A hotline that is answered")
    rok.seals()
    both_ready(dprk, rok)

    for each in (dprk, rok, control):
        told = each.page.locator(".happening.is-settle", has_text="A hotline that is answered")
        expect(told).to_contain_text("is concluded")

    plays_on_until_the_end(dprk, rok)
    for each in (dprk, rok, control):
        expect(each.page.locator(".the-end")).to_contain_text("Results")
        expect(each.page.locator(".the-end")).to_contain_text("What could have been")
        kept = each.page.locator(".promises li", has_text=HOTLINE)
        expect(kept.locator(".delivery.is-performed").first).to_be_visible()
        expect(each.page.locator(".results").first.locator("tbody tr")).to_have_count(6)


def plays_on_until_the_end(dprk, rok):
    """Say "ready" in every phase; sheets stay unsealed, capitals keep to standing instructions."""
    ended = dprk.page.locator(".the-end")
    for _ in range(40):
        if ended.count():
            return
        before = where(dprk)
        for each in (dprk, rok):
            say_ready(each)
        expect(dprk.page.locator(f"[data-at]:not([data-at='{before}'])")).to_be_attached()
    raise AssertionError("the game does not end")


def where(someone):
    return someone.page.locator("[data-at]").get_attribute("data-at")


def say_ready(someone):
    """Ready by whatever the bar offers now."""
    someone.page.locator(".bar button:not(.is-on)", has_text="Ready").first.click()
