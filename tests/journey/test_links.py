"""Who follows a link and plays leaves token and words in no storage, address, log or request."""

import httpx2
import pytest
from playwright.sync_api import expect

from server.pages import STATIC
from tests.journey.left import Left

pytestmark = pytest.mark.journey

KEPT = """async () => ({
  storages: [localStorage, sessionStorage].map((each) => JSON.stringify(each)).join(),
  databases: (await indexedDB.databases()).length,
  caches: (await caches.keys()).length,
  cookies: document.cookie,
  address: location.href,
  came_from: document.referrer,
  window: window.name + JSON.stringify(history.state),
  asked_for: performance.getEntries().map((each) => each.name).join(),
  page: document.documentElement.outerHTML,
})"""


def test_a_followed_link_is_traded_for_a_cookie_that_no_script_reads(house, person):
    control, usa = person(), person()
    control.sets_up(house.url, bots=["rok", "prc", "rus", "jpn"], name="Links")
    link = control.link_of("usa")
    token = link.partition("#")[2]
    sent = []
    usa.page.on("request", lambda request: sent.append(request))  # noqa: PLW0108  # no builtin
    usa.follows(link)
    kept = usa.page.evaluate(KEPT)
    assert len(token) > 43
    for secret in (token, token.rpartition(".")[2]):
        assert not [where for where, text in kept.items() if secret in str(text)]
        assert not [each.url for each in sent if secret in each.url]
    assert (kept["cookies"], kept["databases"], kept["caches"]) == ("", 0, 0)
    (cookie,) = usa.page.context.cookies()
    assert cookie["value"] == token
    assert (cookie["httpOnly"], cookie["sameSite"]) == (True, "Strict")
    usa.page.go_back()
    assert token not in usa.page.url, "the way back leads to the link"
    assert not [each for each in sent if token in each.headers.get("referer", "")]


SAID, WRITTEN = "Nachtigall", "Wanderfalke"
HEARS = "keep(pending.answered"
PLANTED = (
    ("lobby/join.js", "const known", "sessionStorage.seat = token; const known"),
    ("lobby/join.js", "${known.role}`", "${known.role}?by=${token}`"),
    (
        "net/session.js",
        HEARS,
        f"localStorage[frame.type + frame.seq] = JSON.stringify(frame); {HEARS}",
    ),
    ("net/session.js", HEARS, f"console.debug(JSON.stringify(frame)); {HEARS}"),
    ("net/drafts.js", "storage.setItem", "fetch(`/healthz?typed=${JSON.stringify(value)}`); $&"),
    (
        "page/after.js",
        "Hextable`;",
        f"Hextable ${{JSON.stringify(page.records).match(/{SAID}|{WRITTEN}/g)}}`;",
    ),
)
"""Mistakes of a page: the module, what stands in it, and what would stand there instead."""


@pytest.fixture
def founded(house):
    """A table that is open, and what whoever founded it does without a browser."""
    with httpx2.Client(base_url=house.url) as http:
        asked = {"scenario": "first-session", "clock": "none"}
        held = http.post("/api/tables", json=asked).raise_for_status().json()
        control = {"authorization": f"Bearer {held['control']['token']}"}

        def does(kind):
            body = {"id": kind, "command": {"kind": kind}}
            path = f"/api/tables/{held['table']}/commands"
            http.post(path, json=body, headers=control).raise_for_status()

        does("open")
        yield held, does


def left_behind(rok, founded, *, to_the_end=True):
    """Play a seat from its link to the debrief; return where what was left.

    That is its token, what it said, what it was writing in secret, and that once it was tabled.
    """
    held, does = founded
    link, left = held["seats"]["rok"]["link"], Left(rok.page)
    rok.follows(link)
    rok.opens_channel_with("DPRK")
    rok.says(SAID)
    rok.hears(SAID)
    rok.begins_paper()
    rok.page.locator("#paper-title").fill(WRITTEN)
    rok.page.locator(".audiences").get_by_role("button", name="Secret").click()
    rok.fills(rok.page.locator("#slot-addressees"), "DPRK")
    rok.promises(1, "hotline")
    rok.is_saved()
    left.looks()
    proof = link.rpartition(".")[2]
    before = [left.where(each) for each in (proof, SAID, WRITTEN)]
    left.places.clear()
    if to_the_end:
        rok.tables()
        rok.page.reload()
        rok.is_connected()
        left.looks()
        does("close")
        expect(rok.page.locator(".the-end")).to_be_visible()
        left.looks()
    assert left.exchanges == 1
    return (
        before[0] | left.where(proof),
        before[1] | left.where(SAID),
        before[2],
        left.where(WRITTEN),
    )


def test_a_game_leaves_nothing_behind_but_in_its_tab_what_is_being_written(founded, person):
    """docs/secrecy.md."""
    assert left_behind(person(), founded) == (set(), set(), {"sessionStorage"}, set())


def served(module):
    """Serve this in the place of a module of the page."""
    return lambda route: route.fulfill(body=module, content_type="text/javascript; charset=utf-8")


def test_what_a_page_with_mistakes_leaves_behind_is_noticed(founded, person):
    careless = person()

    for module in dict.fromkeys(module for module, _, _ in PLANTED):
        body = (STATIC / module).read_text(encoding="utf-8")
        for _, before, after in (each for each in PLANTED if each[0] == module):
            assert before in body, (module, before)
            body = body.replace(before, after.replace("$&", before))
        careless.page.context.route(f"**/{module}?*", served(body))
    token, said, writing, _ = left_behind(careless, founded, to_the_end=False)
    assert token >= {"sessionStorage", "address", "history", "requests"}
    assert said >= {"localStorage", "console", "title"}
    assert writing >= {"localStorage", "console", "title", "requests"}
