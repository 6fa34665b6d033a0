"""Who follows a link leaves its token nowhere: no storage, no address, no page holds it."""

import pytest

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
