"""A team in real browsers: a head lets a desk and a mentor in; they talk, one drafts, one signs."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.journey


def lets_in(head, post):
    """Let somebody in and return the link to hand out."""
    panel = head.page.locator(".left")
    if panel.locator(".team-empty").count():
        panel.locator(".team-empty > summary").click()
    panel.get_by_label("Let in").select_option(post)
    panel.get_by_role("button", name="Make a link").click()
    row = panel.locator(".team > li", has_text=post.capitalize())
    row.get_by_text("Link, desk, place").click()
    return row.get_by_label("Link", exact=True).input_value()


def test_a_team_plays_one_delegation(house, person):
    """Rulebook 1.12 to 1.14."""
    head, member = person(), person()
    mentor = person(width=390, height=844)
    head.plays(house.url, "rok")
    for who, post in ((member, "economy"), (mentor, "mentor")):
        who.follows(lets_in(head, post))
    member.is_seated("rok-1")
    mentor.is_seated("rok-2")
    expect(head.page.locator(".team .here", has_text="here")).to_have_count(3)
    expect(head.page.locator(".team .icon-check")).to_have_count(3)

    mentor.page.locator(".tabs").get_by_role("button", name="Messages").click()
    mentor.says("What do they fear?")
    expect(head.page.locator(".needs")).to_contain_text("Mentor")
    head.turns_to("Team")
    head.hears("What do they fear?")
    head.says("Each other.")
    member.hears("Each other.")

    expect(member.page.locator(".bar .is-ready")).to_have_count(0)
    member.begins_paper()
    member.promises(1, "fuel oil")
    member.is_saved()
    expect(head.page.locator(".middle")).to_contain_text("Draft")
    mentor.turns_to("Room")
    expect(mentor.page.locator(".cannot-say")).to_contain_text("A mentor speaks")
    wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert not mentor.page.evaluate(wide)


def test_a_desk_advises_and_the_head_takes_it_over(house, person):
    """Rulebook 1.15."""
    head, member = person(), person(scheme="dark")
    head.plays(house.url, "rok")
    member.follows(lets_in(head, "press"))
    words = member.page.locator("form.advise")
    words.get_by_label("Words for the press").fill("We offer oil for a freeze.")
    words.get_by_label("Why").fill("They should hear it from us.")
    words.get_by_role("button", name="Advise the head").click()
    expect(head.page.locator(".advice")).to_contain_text("We offer oil for a freeze.")
    head.is_ready()
    head.sees_phase("Plenary", 1)
    head.page.get_by_role("button", name="Say it to the press").click()
    expect(head.page.locator(".advice")).to_contain_text("said")
    member.turns_to("Press")
    member.hears("We offer oil for a freeze.")
    head.is_ready()
    head.sees_phase("Capitals", 1)

    member.page.locator(".needs").get_by_role("link", name="Advise on the sheet").click()
    member.page.locator(".sealing .choice", has_text="End the talks").click()
    member.page.locator(".sealing").get_by_label("Why").fill("We have what we came for.")
    member.page.locator(".sealing").get_by_role("button", name="Advise the head").click()
    expect(member.page.locator(".sealed-mark")).to_contain_text("Advised")
    head.page.locator(".bar").get_by_text("Seal the sheet").click()
    advice = head.page.locator(".advice-list")
    expect(advice).to_contain_text("Close the talks")
    advice.get_by_role("button", name="Take it over").click()
    expect(advice.get_by_role("button", name="On your sheet")).to_be_focused()
    head.page.locator(".seal-foot .is-seal").click()
    expect(head.page.locator(".sealed-mark")).to_be_visible()


def test_a_deputy_acts_where_no_head_has_come(house, person):
    """Rulebook 1.16, 1.17, 2.12: set up on a phone, by the rules for a class."""
    control, deputy = person(width=390, height=844), person()
    bots = ("dprk", "prc", "rus", "jpn")
    control.sets_up(house.url, bots, "Class", scenario="Korea 2020", rules="A class")
    page = control.page
    page.locator(".tabs").get_by_role("button", name="Control").click()
    page.get_by_label("While a delegation is away").select_option("hold 0")
    for seat in ("rok", "usa"):
        row = page.locator(f".control-seat.seat-{seat}")
        expect(row).to_contain_text("while it is away the talks wait")
    row = page.locator(".control-seat.seat-rok")
    row.get_by_text("Its people").click()
    row.get_by_label("Let in").select_option("press")
    row.get_by_role("button", name="Make a link").click()
    place = row.locator(".team > li", has_text="Press")
    place.get_by_text("Link, desk, place").click()
    place.get_by_role("button", name="Make deputy").click()
    expect(place).to_contain_text("acts for the head")

    deputy.follows(place.get_by_label("Link", exact=True).input_value())
    expect(deputy.page.locator(".needs")).to_contain_text("The head is away")
    expect(deputy.page.locator(".middle")).to_contain_text("Five rounds at most")
    assert "/join#" in lets_in(deputy, "economy")
