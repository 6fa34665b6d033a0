"""Doubt, and what comes of it, played by three: belief, accusation, inspection, vote, making good.

Three seats are nobody's: their capitals do what is due, so what the three see is theirs alone.
"""

import re

import pytest
from playwright.sync_api import expect

from tests.journey.people import Person

pytestmark = pytest.mark.journey
DEAL = "Yongbyon stands still"
WORDS = ("Seoul will not attack", "Washington will not attack")


@pytest.fixture
def table(house, person):
    """Control and three delegations at an open table of Korea 2020."""
    control, dprk, rok, usa = (person() for _ in range(4))
    control.sets_up(house.url, (), "Doubt", "Korea 2020")
    for who, seat in ((dprk, "dprk"), (rok, "rok"), (usa, "usa")):
        who.follows(control.link_of(seat))
    control.page.get_by_role("button", name="Open the table").click()
    return control, dprk, rok, usa


def all_go_on(people: tuple[Person, ...], phase: str, number: int) -> None:
    """Everybody says "ready", with or without a sheet; the next phase comes."""
    for each in people:
        each.page.locator(".bar button:not(.is-on)", has_text="Ready").first.click()
    for each in people:
        each.sees_phase(phase, number)


def opens_sheet(who: Person) -> None:
    who.page.locator(".bar").get_by_text("Seal the sheet").click()
    expect(who.page.locator(".sealing")).to_be_visible()


def seals_it(who: Person) -> None:
    who.page.locator(".seal-foot .is-seal").click()
    expect(who.page.locator(".sealed-mark")).to_be_visible()


def accepts_with_a_reservation(dprk: Person) -> None:
    """Rulebook 3.10: "provided that" something of our own, which is so."""
    opens_sheet(dprk)
    page = dprk.page
    page.locator(".answer-row", has_text=DEAL).get_by_label("Accept").check()
    dprk.fills(page.locator("[id^=slot-reserve-]"), "provided that …")
    expect(page.locator(".seal-foot .is-seal")).to_be_disabled()
    dprk.fills(page.locator("[id^=slot-reserve-][id$=-form]"), "it is round")
    dprk.fills(page.locator("[id^=slot-reserve-][id$=-value]"), "1")
    seals_it(dprk)


def opens_paper(who: Person, title: str) -> None:
    who.page.evaluate("location.hash = '#/papers'")
    who.page.locator(".paper-row", has_text=title).click()
    expect(who.page.locator("#paper-title")).to_have_text(title)


def offers_the_deal(rok: Person) -> None:
    """The North would shut Yongbyon and test nothing, nobody checking."""
    rok.begins_paper()
    rok.page.locator("#paper-title").fill(DEAL)
    rok.fills(rok.page.locator("#slot-addressees"), "DPRK")
    for number, what in ((1, "shut down and seal"), (2, "carry out no nuclear test")):
        if number > 1:
            rok.adds_clause()
        rok.fills(rok.clause(number).locator("[id$=-debtor].slot-button"), "DPRK")
        rok.promises(number, what)
    rok.is_saved()
    rok.tables()


def declares(who: Person, title: str) -> None:
    who.page.evaluate("location.hash = '#/papers'")
    who.begins_paper()
    who.page.locator("#paper-title").fill(title)
    who.promises(1, "no intention to attack")
    who.fills(who.clause(1).locator("[id$=-toward].slot-button").first, "DPRK")
    who.is_saved()
    who.tables()


def believes(rok: Person) -> None:
    """Write down of which type the North is."""
    rok.page.get_by_text("What we believe of the others").click()
    guess = rok.page.locator(".belief.seat-dprk")
    guess.get_by_role("button", name="Begin with the odds known to all").click()
    for at, percent in enumerate(("70", "20", "10")):
        guess.locator("input").nth(at).fill(percent)
        guess.locator("input").nth(at).blur()
    expect(guess).to_contain_text("Together 100 %")


def combine_their_words(rok: Person, usa: Person) -> None:
    """Rulebook 3.20: one proposes, the other agrees in the same round."""
    opens_paper(rok, WORDS[0])
    rok.page.get_by_role("button", name="Propose to combine it with").click()
    usa.page.locator(".need", has_text="A joint assurance:").click()
    usa.page.get_by_role("button", name="Agree to combine it with").click()
    for each in (rok, usa):
        expect(each.page.locator(".combined")).to_contain_text("A joint assurance with")


def evades_and_launches(dprk: Person) -> None:
    opens_sheet(dprk)
    promise = dprk.page.locator(".answer-row", has_text="Shut down and seal")
    promise.get_by_label("Evade").check()
    expect(promise).to_contain_text("It may stay hidden")
    dprk.fills(dprk.page.locator("#slot-action"), "launch a satellite")
    seals_it(dprk)


def accuses(rok: Person, dprk: Person) -> None:
    """Rulebook 6.12: whether the evidence is there nobody learns before the answer."""
    opens_paper(rok, DEAL)
    clause = rok.page.locator(".clause", has_text="shut down and seal")
    clause.get_by_text("Accuse DPRK of having broken this").click()
    clause.get_by_role("button", name="Accuse, and say that we have evidence").click()
    expect(clause.locator(".accusations")).to_contain_text("not answered yet")
    expect(dprk.page.locator(".need", has_text="Answer an accusation")).to_be_visible()


def answer_on_their_sheets(dprk: Person, rok: Person, usa: Person) -> None:
    """The accused lets inspectors in; the two vote on the launch, each with a reason."""
    opens_sheet(dprk)
    accused = dprk.page.locator(".seal-part", has_text="We stand accused")
    expect(accused).to_contain_text("it has evidence")
    accused.get_by_label("Let inspectors in").check()
    seals_it(dprk)
    for who, reason in ((rok, "The rocket is the same"), (usa, "outer space in peace")):
        opens_sheet(who)
        who.fills(who.page.locator("[id^=slot-vote-]"), reason)
        seals_it(who)


def makes_good(dprk: Person) -> None:
    opens_sheet(dprk)
    dprk.page.get_by_label("Make good our breach of it").check()
    seals_it(dprk)


def is_told(people: tuple[Person, ...], *words: str) -> None:
    for each in people:
        for word in words:
            expect(each.page.locator(".aftermath")).to_contain_text(re.compile(word))


def test_three_doubt_accuse_vote_mend_and_are_shown_what_they_believed(table):
    """Rulebook 2.11, 3.20, 6.12 to 6.14, 9.8."""
    control, dprk, rok, usa = table
    three = (dprk, rok, usa)
    rok.sees_phase("Corridors", 1)
    offers_the_deal(rok)
    all_go_on(three, "Plenary", 1)
    for who, title in zip((rok, usa), WORDS, strict=True):
        declares(who, title)
    all_go_on(three, "Capitals", 1)
    accepts_with_a_reservation(dprk)
    opens_sheet(rok)
    believes(rok)
    seals_it(rok)
    all_go_on(three, "Reckoning", 1)
    is_told((dprk, rok), f"{DEAL}.* is concluded")

    opens_paper(rok, DEAL)
    answer = rok.page.locator(".answer.is-accept")
    expect(answer).to_contain_text("accepted, provided that the round is at least 1")

    all_go_on(three, "Corridors", 2)
    combine_their_words(rok, usa)
    all_go_on(three, "Plenary", 2)
    all_go_on(three, "Capitals", 2)
    evades_and_launches(dprk)
    all_go_on(three, "Reckoning", 2)

    all_go_on(three, "Corridors", 3)
    all_go_on(three, "Plenary", 3)
    accuses(rok, dprk)
    all_go_on(three, "Capitals", 3)
    answer_on_their_sheets(dprk, rok, usa)
    all_go_on(three, "Reckoning", 3)
    is_told(three, "inspect", "The rocket is the same", "outer space in peace")

    all_go_on(three, "Corridors", 4)
    all_go_on(three, "Plenary", 4)
    all_go_on(three, "Capitals", 4)
    makes_good(dprk)
    all_go_on(three, "Reckoning", 4)
    is_told((dprk, rok), "made good|makes good")

    control.page.get_by_role("button", name="End the game").click()
    told = rok.page.locator(".the-end section", has_text="Hidden types")
    row = told.locator("tr", has=rok.page.get_by_role("cell", name="DPRK", exact=True))
    on_the_truth = re.compile("round 1: (70|20|10) %")
    expect(row).to_contain_text(on_the_truth)
