"""Every screen fits a small phone and passes axe, in light and dark."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.journey
AXE = (Path(__file__).parent / "vendor" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
CHECK = """axe.run(document, {resultTypes: ['violations']}).then(({violations}) => violations
  .filter(({impact}) => impact === 'serious' || impact === 'critical')
  .map(({id, help, nodes}) => ({id, help, nodes: nodes.slice(0, 5).map(({html, failureSummary}) =>
    [html.slice(0, 200), failureSummary])})))"""


def is_sound(page, where):
    """No serious axe violation, and nothing sticks out sideways."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    violations = page.evaluate(CHECK)
    assert not violations, f"{where}: {json.dumps(violations, indent=1)}"
    extra = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert extra <= 0, f"{where} is {extra}px too wide"


def shows(page, fragment, selector):
    page.evaluate("fragment => { location.hash = fragment }", fragment)
    expect(page.locator(selector).first).to_be_visible()


@pytest.mark.parametrize(
    ("width", "scheme"), [(1440, "light"), (1440, "dark"), (360, "light"), (360, "dark")]
)
def test_every_screen_is_sound(house, person, width, scheme):
    rok = person(width=width, height=800, scheme=scheme)
    page = rok.page
    page.goto(house.url)
    expect(page.locator(".seat-pick").first).to_be_visible()
    is_sound(page, "lobby")
    rok.plays(house.url, "rok")
    is_sound(page, "table")
    for tab in page.locator(".tabs button").all():
        tab.click()
        is_sound(page, tab.inner_text())
    for fragment, selector in (
        ("#/brief", ".brief"),
        ("#/seat/usa", ".seat-view"),
        ("#/papers", ".papers"),
        ("#/assurances/usa-rok", "#h-assurance"),
    ):
        shows(page, fragment, selector)
        is_sound(page, fragment)
    composes(rok)
    is_sound(page, "composer")
    form = page.locator(".clause-edit [id$=-form].slot-button").first
    form.click()
    is_sound(page, "composer with a list open")
    page.keyboard.press("Escape")
    rok.fills(form, "it is not so that")
    rok.fills(page.locator(".clause-edit [id$=-n-form].slot-button"), "any of these")
    is_sound(page, "composer with conditions in conditions")
    rok.is_ready()
    rok.sees_phase("Plenary", 1)
    rok.is_ready()
    rok.sees_phase("Capitals", 1)
    shows(page, "#/seal", ".sealing")
    is_sound(page, "sheet")
    rok.seals()
    rok.is_ready()
    expect(page.locator(".aftermath")).to_be_visible()
    is_sound(page, "aftermath")
    control = page.url.replace("/rok", "/control").partition("#")[0]
    page.goto(control)
    rok.is_connected()
    is_sound(page, "control")
    if width < 1100:
        page.locator(".tabs button").last.click()
    page.get_by_role("button", name="End the game").click()
    expect(page.locator(".the-end")).to_be_visible()
    is_sound(page, "end")


def composes(rok):
    if rok.page.locator(".tabs").count():
        rok.page.locator(".tabs").get_by_role("button", name="Papers").click()
    else:
        rok.page.evaluate("location.hash = '#/'")
    rok.begins_paper()
    rok.promises(1, "hotline")
    rok.is_saved()
