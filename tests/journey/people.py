"""People at the table, as browsers: what they see and do, in words of the game.

Owns how the page is worked. It must never speak to the server but through the page.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

TABS_MAX = 250


@dataclass
class Person:
    """Somebody with a browser."""

    page: Page

    # --- the lobby ---

    def sets_up(
        self, url: str, bots: Sequence[str], name: str, scenario: str = "", rules: str = ""
    ) -> None:
        """Set up a table without a clock, bots in those seats; ends on control's page."""
        self.page.goto(url)
        if scenario:
            self.page.locator(".scenarios .scenario", has_text=scenario).first.click()
        setup = self.page.locator("section", has=self.page.locator("#h-setup"))
        setup.get_by_label("Name of the table").fill(name)
        for seat in bots:
            setup.locator(f".holder.seat-{seat} select").first.select_option("bot")
        if rules:
            setup.get_by_label(re.compile(rules)).check()
        setup.get_by_label(re.compile("No clock")).check()
        setup.get_by_role("button", name="Set up the table").click()
        self.page.wait_for_url("**/control")

    def plays(self, url: str, seat: str, scenario: str = "") -> None:
        """Play a seat against five bots."""
        self.page.goto(url)
        if scenario:
            self.page.locator(".scenarios .scenario", has_text=scenario).first.click()
        self.page.locator(f".seat-pick.seat-{seat}").click()
        self.page.get_by_role("button", name="Sit down").click()
        self.is_seated(seat)

    def link_of(self, seat: str) -> str:
        """Return a seat's link from control's page."""
        row = self.page.locator(f".control-seat.seat-{seat}")
        row.get_by_text("Link, brief, seat").click()
        return row.get_by_label("Link").input_value()

    def follows(self, link: str) -> None:
        """Take the seat behind a link."""
        self.page.goto(link)
        self.page.wait_for_url("**/t/**")
        self.is_connected()

    def is_seated(self, seat: str) -> None:
        self.page.wait_for_url(f"**/t/*/{seat}")
        self.is_connected()

    def is_connected(self) -> None:
        expect(self.page.locator(".connection.is-open")).to_be_visible()

    # --- the round ---

    def sees_phase(self, phase: str, number: int) -> None:
        expect(self.page.locator(".phases [aria-current=step]")).to_contain_text(phase)
        expect(self.page.locator(".clock")).to_contain_text(f"Round {number}")

    def is_ready(self) -> None:
        """Say "ready" by the bar's button."""
        button = self.page.locator(".bar button.is-ready")
        if "is-on" not in (button.get_attribute("class") or ""):
            button.click()

    def says(self, text: str) -> None:
        """Say something in the channel that is open."""
        self.page.locator("#say-text").fill(text)
        self.page.locator("#say-text").press("Enter")

    def opens_channel_with(self, *names: str) -> None:
        self.page.get_by_role("button", name="Talk in private").first.click()
        for name in names:
            self.page.locator(".picker").get_by_label(name).check()
        self.page.get_by_role("button", name="Open the channel").click()

    def turns_to(self, channel: str) -> None:
        """Open a channel by its name, whatever is unread in it."""
        named = re.compile(rf"^{re.escape(channel)}( \d+ new)?$")
        self.page.locator(".channels").get_by_role("button", name=named).click()

    def hears(self, text: str) -> Locator:
        heard = self.page.locator(".message:not(.is-sending) .message-text", has_text=text)
        expect(heard).to_be_visible()
        return heard

    # --- papers ---

    def begins_paper(self) -> None:
        self.page.get_by_role("button", name="New paper").click()
        expect(self.page.locator(".composer")).to_be_visible()

    def fills(self, slot: Locator, *choices: str) -> None:
        """Choose in a slot by the options' words; several choices where the list stays open."""
        slot.click()
        for choice in choices:
            self.page.locator(".menu-row", has_text=choice).first.click()
        done = self.page.locator(".menu-done")
        if done.count():
            done.click()

    def clause(self, number: int) -> Locator:
        return self.page.locator(".clause-edit").nth(number - 1)

    def promises(self, number: int, what: str) -> None:
        """Fill the "will" slot of a clause."""
        self.fills(self.clause(number).locator("[id$=-what].slot-button").first, what)

    def adds_clause(self) -> None:
        self.page.get_by_role("button", name="a clause").click()

    def is_saved(self) -> None:
        expect(self.page.locator(".saving")).to_have_text("Draft saved")

    def tables(self) -> None:
        self.page.get_by_role("button", name="Put it on the table").click()
        expect(self.page.locator(".paper-sub")).to_contain_text("open until")

    # --- the sealed sheet ---

    def seals(self, *, accepting: str | None = None) -> None:
        self.page.locator(".bar").get_by_text("Seal the sheet").click()
        if accepting:
            row = self.page.locator(".answer-row", has_text=accepting)
            row.get_by_label("Accept").check()
        self.page.locator(".seal-foot .is-seal").click()
        expect(self.page.locator(".sealed-mark")).to_be_visible()

    # --- the keyboard ---

    def tabs_to(self, wanted: Locator) -> None:
        """Press Tab until the element has the keyboard: what cannot be reached fails here."""
        for _ in range(TABS_MAX):
            if wanted.count() and wanted.first.evaluate("each => each === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"not reached by {TABS_MAX} tabs: {wanted}")

    def presses(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def chooses_by_keyboard(self, slot: Locator, is_wanted: Callable[[str], bool]) -> None:
        """Open a slot with Enter and walk down its list to the first option that is wanted."""
        self.tabs_to(slot)
        self.presses("Enter")
        focused = self.page.locator("[role=option]:focus")
        expect(focused).to_be_visible()
        self.presses("Home")
        for _ in range(TABS_MAX):
            if is_wanted(focused.inner_text()):
                self.presses("Enter")
                return
            self.presses("ArrowDown")
        raise AssertionError("no such option")
