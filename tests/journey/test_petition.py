"""A petition in real browsers: asked, argued about, ruled on, read as news; the record saved."""

import json
import re

import pytest
from playwright.sync_api import expect

from server.exporting import read
from server.verifying import verify

pytestmark = pytest.mark.journey
BOTS = ("prc", "rus", "jpn", "usa")


def saved(page, name):
    """Save an export by its button and read it."""
    with page.expect_download() as download:
        page.get_by_role("link", name=name).first.click()
    return read(download.value.path().read_bytes())


def test_a_petition_is_asked_argued_about_and_ruled_on(house, person):
    """Rulebook 8."""
    control, dprk, rok = person(), person(), person()
    control.sets_up(house.url, BOTS, "Free play", "Korea 2020")
    for who, seat in ((dprk, "dprk"), (rok, "rok")):
        who.follows(control.link_of(seat))
        who.is_seated(seat)
    control.page.get_by_role("button", name="Open the table").click()
    rok.sees_phase("Corridors", 1)

    rok.page.get_by_text("Ask control for something else").click()
    rok.page.get_by_label("What you do").fill("Send a football team")
    rok.page.get_by_label("Why it should work").fill("Nobody can refuse a match.")
    rok.page.get_by_role("button", name="Ask", exact=True).click()

    asked = dprk.page.locator(".petition", has_text="Send a football team")
    expect(asked).to_contain_text("waits for control")
    asked.get_by_text("Say something to it").click()
    asked.get_by_label("because").fill("We would win.")
    asked.get_by_role("button", name="Say it").click()

    waits = control.page.locator(".needs .need", has_text="Send a football team")
    expect(waits).to_contain_text("ROK asks")
    control.page.set_viewport_size({"width": 390, "height": 844})
    expect(control.page.locator(".tabs .count", has_text="waiting")).to_contain_text("1")
    expect(waits).to_be_visible()
    waits.click()
    ruled = control.page.locator(".petition", has_text="Send a football team")
    expect(ruled).to_contain_text("for: We would win.")
    ruled.get_by_label(re.compile("^Odds")).fill("100")
    ruled.locator("fieldset").first.get_by_role("button", name="moves a meter").click()
    ruled.locator("fieldset").first.get_by_label("By").fill("-3")
    ruled.get_by_label("Your words").fill("They drew, two all.")
    ruled.get_by_role("button", name="Let chance decide").click()

    expect(asked).to_contain_text("succeeded")
    expect(asked).to_contain_text("Control gave it 100 %. They drew, two all.")
    expect(dprk.page.locator(".news")).to_contain_text("They drew, two all.")
    expect(control.page.get_by_role("button", name="Let chance decide")).to_have_count(0)
    expect(control.page.locator(".tabs .count", has_text="waiting")).to_have_count(0)

    record = saved(control.page, "Save the record")
    assert verify(record).faults == ()
    assert "Send a football team" in json.dumps([each.body for each in record.texts])
