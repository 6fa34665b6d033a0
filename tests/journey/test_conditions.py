"""Conditions of every sort, composed of pickers on a phone and by keyboard, read back, changed."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.journey
FORM = "[id$=-form].slot-button"


@pytest.fixture
def rok(house, person):
    """South Korea on a phone, at a table of bots, with a paper to the DPRK begun."""
    rok = person(width=390, height=844)
    rok.plays(house.url, "rok", "Korea 2020")
    rok.page.locator(".tabs").get_by_role("button", name="Papers").click()
    rok.begins_paper()
    rok.fills(rok.page.locator("#slot-addressees"), "DPRK")
    return rok


def says(rok, *words):
    """The engine's own wording of the saved draft says all this."""
    rok.is_saved()
    reads = rok.page.locator(".read-back")
    for each in words:
        expect(reads).to_contain_text(each)


def test_every_sort_of_condition_is_composed_on_a_phone_read_back_and_changed(rok):
    """Rulebook 4.2: what the engine reads of the tree stands in the paper before it is sent."""
    page = rok.page
    rok.promises(1, "heavy fuel oil")
    rok.is_saved()
    clause = rok.clause(1)

    # A pool of this very paper, and not an open ground, and a friend.
    rok.fills(clause.locator(FORM), "a paper pledges together")
    rok.fills(clause.locator("[id$=-if-document].slot-button"), "this paper")
    rok.fills(clause.locator("[id$=-if-what].slot-button"), "fuel oil")
    rok.fills(clause.locator("[id$=-if-amount].slot-button"), "50 kt")
    clause.get_by_label("Add another condition").click()
    second = clause.locator("[id$=-if-1-form].slot-button")
    rok.fills(second, "it is not so that")
    inner = clause.locator("[id$=-if-1-n-form].slot-button")
    inner.click()
    expect(page.locator(".menu-row", has_text="a ground for walking out is open")).to_be_visible()
    expect(page.locator(".menu-row", has_text="somebody undertakes to")).to_have_count(0)
    page.locator(".menu-row", has_text="a ground for walking out is open").click()
    rok.fills(clause.locator("[id$=-if-1-n-ground].slot-button"), "Exercises")
    clause.get_by_role("button", name="another").click()
    rok.fills(clause.locator("[id$=-if-2-form].slot-button"), "a friend of the talks")
    rok.fills(clause.locator("[id$=-if-2-friend].slot-button"), "European Union")
    says(
        rok,
        re.compile("pledges at least 50 kt of “.*” together"),
        re.compile("the ground “.*Exercises.*” is closed"),
        "European Union is at the table",
    )

    # Kept over a reload, and changed: so it is that the ground is open, and all becomes any.
    page.reload()
    expect(page.locator(".composer")).to_be_visible()
    rok.fills(clause.locator("[id$=-if-1-not].slot-button"), "it is so that")
    rok.fills(clause.locator("[id$=-if-group].slot-button"), "at least two of these")
    says(rok, "at least two of these are so", re.compile("the ground “.*Exercises.*” is open"))

    # Whom toward, and how verified: a promise of the past, bound twice.
    rok.fills(clause.locator("[id$=-if-2-form].slot-button"), "somebody was already bound to")
    rok.fills(clause.locator("[id$=-if-2-by].slot-button"), "DPRK")
    rok.fills(clause.locator("[id$=-if-2-what].slot-button"), "shut down and seal")
    rok.fills(clause.locator("[id$=-if-2-checked].slot-button"), "under observers or closer")
    says(rok, "at the end of an earlier round this was so", "under observers or closer")
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) <= 0


def test_a_condition_is_composed_by_keyboard_alone(rok):
    page = rok.page
    rok.promises(1, "hotline")
    rok.is_saved()
    form = page.locator(f".clause-edit {FORM}")
    rok.chooses_by_keyboard(form, lambda text: "it is not so that" in text)
    rok.chooses_by_keyboard(
        page.locator(".clause-edit [id$=-n-form].slot-button"),
        lambda text: "is at the table" in text and "somebody" in text,
    )
    rok.chooses_by_keyboard(
        page.locator(".clause-edit [id$=-n-by].slot-button"), lambda text: "China" in text
    )
    says(rok, "so long as China has walked out")
