"""A line that is cut, and a server that is killed, cost nobody a word."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.journey


def test_what_is_typed_and_sent_while_the_line_is_cut_arrives(line, person):
    house, wire = line
    rok = person()
    rok.plays(house.url, "rok")
    rok.opens_channel_with("Japan")
    rok.says("Before the cut")
    rok.hears("Before the cut")
    rok.begins_paper()
    rok.page.locator("#paper-title").fill("Half a title")

    wire.cut()
    expect(rok.page.locator(".banner")).to_contain_text("Reconnecting")
    rok.says("Sent into the dark")
    expect(rok.page.locator(".message.is-sending")).to_contain_text("Sent into the dark")
    rok.page.locator("#say-text").fill("still typing this")
    rok.page.locator("#paper-title").fill("Half a title, and the rest")
    rok.page.locator("#paper-title").focus()

    wire.join()
    rok.page.evaluate("window.dispatchEvent(new Event('online'))")  # no click: focus stays
    rok.hears("Sent into the dark")
    expect(rok.page.locator(".message.is-sending")).to_have_count(0)
    expect(rok.page.locator(".message-text", has_text="Sent into the dark")).to_have_count(1)
    expect(rok.page.locator("#say-text")).to_have_value("still typing this")
    expect(rok.page.locator("#paper-title")).to_have_value("Half a title, and the rest")
    expect(rok.page.locator("#paper-title")).to_be_focused()


def test_a_page_that_is_reloaded_in_the_dark_sends_what_the_old_one_could_not(line, person):
    house, wire = line
    rok = person()
    rok.plays(house.url, "rok")
    rok.opens_channel_with("China")
    wire.cut()
    expect(rok.page.locator(".banner")).to_be_visible()
    rok.says("Kept over a reload")
    rok.page.locator("#say-text").fill("and this too")
    wire.join()
    rok.page.reload()
    rok.is_connected()
    rok.turns_to("China")
    rok.hears("Kept over a reload")
    expect(rok.page.locator("#say-text")).to_have_value("and this too")


def test_a_server_killed_in_the_middle_of_a_round_goes_on_where_it_was(own_house, person):
    rok = person()
    rok.plays(own_house.url, "rok")
    rok.opens_channel_with("Russia")
    rok.says("Said before the power cut")
    rok.hears("Said before the power cut")
    rok.is_ready()
    rok.sees_phase("Plenary", 1)
    own_house.kill()
    expect(rok.page.locator(".banner")).to_be_visible()
    own_house.start()
    rok.page.get_by_role("button", name="Try now").click()
    rok.is_connected()
    rok.sees_phase("Plenary", 1)
    rok.hears("Said before the power cut")
    rok.is_ready()
    rok.sees_phase("Capitals", 1)
