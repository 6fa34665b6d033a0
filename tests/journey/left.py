"""All that a page lets out of itself, by the place where it is left.

Owns the list of places: storage, address and history, title, console, referrers, requests. It must
never look at what stands on the page: that is for who sits before it.
"""

import re
from typing import Any

from playwright.sync_api import Page, Request

KEPT = """async () => ({
  localStorage: JSON.stringify(localStorage),
  sessionStorage: JSON.stringify(sessionStorage),
  databases: JSON.stringify(await indexedDB.databases()),
  caches: JSON.stringify(await caches.keys()),
  cookies: document.cookie,
  address: location.href,
  referrer: document.referrer,
  title: document.title,
  window: window.name + JSON.stringify(history.state),
  requests: performance.getEntries().map((each) => each.name).join(),
})"""
EXCHANGE = re.compile(r"/api/tables/[0-9a-z]+/session$")
"""Where a token is traded for a cookie: the one request that holds it."""


class Left:
    """What a page has let out since it was opened; what is said on its socket is not among it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.places: list[tuple[str, str]] = []
        self.exchanges = 0
        page.on("console", lambda each: self.add("console", each.text))
        page.on("websocket", lambda each: self.add("requests", each.url))
        page.on("request", self.sent)

    def add(self, place: str, said: Any) -> None:
        self.places.append((place, str(said)))

    def sent(self, request: Request) -> None:
        self.add("requests", request.url)
        self.add("referrer", request.headers.get("referer"))
        if EXCHANGE.search(request.url):
            self.exchanges += 1
        else:
            self.add("requests", request.post_data)

    def looks(self) -> None:
        """Look at all that this browser keeps now, its way back included."""
        for place, said in self.page.evaluate(KEPT).items():
            self.add(place, said)
        browser = self.page.context.new_cdp_session(self.page)
        for entry in browser.send("Page.getNavigationHistory")["entries"]:
            self.add("history", f"{entry['url']} {entry['userTypedURL']} {entry['title']}")
        browser.detach()

    def where(self, secret: str) -> set[str]:
        """Return the places in which these words were seen."""
        return {place for place, said in self.places if secret in said}
