"""Observers in a real browser: what the world sees now, and what was said in secret."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.journey
BOTS = ("dprk", "prc", "rus", "jpn")


def observers_link(control):
    folded = control.page.locator("details", has_text="Observer’s link")
    folded.locator("summary").click()
    return folded.get_by_label("Link").input_value()


def ends_a_phase(control, sees, phase, number):
    control.page.get_by_role("button", name="End this phase").click()
    sees.sees_phase(phase, number)


def test_an_observer_turns_between_now_and_a_past_that_control_has_opened(house, person):
    """Rulebook 1.18."""
    control, usa, watcher = person(), person(), person(width=390, height=844)
    control.sets_up(house.url, BOTS, "Late")
    usa.follows(control.link_of("usa"))
    watcher.follows(observers_link(control))
    control.page.get_by_label("Observers see").select_option("1")
    bar = watcher.page.get_by_role("region", name="The past")
    expect(bar).to_contain_text("No round is past for so long yet")
    control.page.get_by_role("button", name="Open the table").click()
    usa.sees_phase("Corridors", 1)
    usa.opens_channel_with("ROK")
    expect(usa.page.locator(".who-reads")).to_contain_text("Observers can, one round late.")
    usa.says("Between us.")
    usa.hears("Between us.")
    for phase in ("Plenary", "Capitals", "Reckoning"):
        ends_a_phase(control, usa, phase, 1)
    expect(bar).to_contain_text("No round is past for so long yet")
    ends_a_phase(control, usa, "Corridors", 2)
    bar.get_by_role("button", name="Everything, as of the end of round 1").click()
    expect(watcher.page.get_by_role("heading", name="The past: the end of round 1")).to_be_visible()
    watcher.page.locator(".tabs").get_by_role("button", name="Messages").click()
    watcher.turns_to("ROK, USA")
    watcher.hears("Between us.")
    expect(watcher.page.get_by_text("This is the past.")).to_be_visible()
    bar.get_by_role("button", name="What the world sees now").click()
    expect(watcher.page.get_by_text("Between us.")).to_have_count(0)
    control.page.get_by_label("Observers see").select_option("0")
    expect(bar).to_have_count(0)
