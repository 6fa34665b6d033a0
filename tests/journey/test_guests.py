"""Guests in real browsers: a friend is invited and comes; a press asks and reports."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.journey
BOTS = ("prc", "rus", "jpn")


def guest_link(control, name):
    """Return a guest's link from control's page."""
    named = control.page.locator(".seat-name", has_text=name)
    row = control.page.locator(".control-seat", has=named)
    row.get_by_text("Link, seat").click()
    return row.get_by_label("Link").input_value()


def advance(control):
    control.page.get_by_role("button", name="End this phase").click()


def invites(who, friend):
    who.page.locator("details", has=who.page.locator("#h-ledger-friends")).locator(
        "summary"
    ).click()
    who.page.get_by_role("button", name=f"Invite {friend}", exact=True).click()


def test_a_friend_comes_and_the_press_asks(house, person):
    """Rulebook 1.10, 7.35 to 7.39."""
    control, usa, rok = person(), person(), person()
    eu, press = person(), person(width=390, height=844)
    control.page.goto(house.url)
    control.page.locator(".scenarios .scenario", has_text="Korea 2020").first.click()
    setup = control.page.locator("section", has=control.page.locator("#h-setup"))
    setup.get_by_text("Guests that people play").click()
    for guest in ("European Union", "Press"):
        setup.locator(".choice", has_text=guest).locator("input").check()
    for seat in BOTS:
        setup.locator(f".holder.seat-{seat} select").first.select_option("bot")
    setup.get_by_label(re.compile("No clock")).check()
    setup.get_by_role("button", name="Set up the table").click()
    control.page.wait_for_url("**/control")
    for who, seat in ((usa, "usa"), (rok, "rok")):
        who.follows(control.link_of(seat))
    eu.follows(guest_link(control, "European Union"))
    press.follows(guest_link(control, "Press"))
    eu.is_seated("eu")
    press.is_seated("press")
    control.page.get_by_role("button", name="Open the table").click()
    eu.sees_phase("Corridors", 1)
    advance(control)
    eu.sees_phase("Plenary", 1)

    for who in (usa, rok):
        invites(who, "The European Union")
    expect(eu.page.locator(".ask-of")).to_contain_text(
        "You are invited by the United States and the ROK"
    )
    eu.page.get_by_role("button", name="Come to the table").click()
    expect(eu.page.locator(".standing")).to_contain_text("at the table")

    press.page.get_by_label("Question").fill("Who pays for the oil?")
    press.page.get_by_label("Whom").select_option("usa")
    press.page.get_by_role("button", name="Ask", exact=True).click()
    expect(usa.page.locator(".needs")).to_contain_text("Who pays for the oil?")

    press.page.get_by_label("Headline").fill("The Union comes")
    press.page.get_by_label("Story").fill("It was invited by two.")
    press.page.get_by_role("button", name="Publish").click()
    expect(rok.page.locator(".news")).to_contain_text("The Union comes")
    expect(press.page.locator(".tabs")).to_be_visible()
