"""The scripted golden game: five rounds in which everything happens that bots seldom do.

Owns its script, a function for each stretch. What it must bring about is asserted over all golden
games together, in `test_golden`.
"""

from typing import Any

from rules.commands import EndPhase, MoveDeadline
from rules.names import SEATS
from tests.rules.at_the_table import JOINT, clause

from .stage import EXACT, MISTAKEN, NERVOUS, SHARP, STAGE, Stage

STUNT = {"action": "stunt"}
VOTES = {"dprk.stunt.2": "weather", "jpn.stunt.2": "rocket"}
"""One is held to be no breach, the other to be one."""
TO_NORTH = {"beneficiaries": ["dprk"]}
Ids = dict[str, str]
"""What this script calls its texts -> their ids."""


def crisis() -> Stage:
    stage = Stage(STAGE).open()
    ids: Ids = {}
    people_come_and_go(stage)
    people_talk(stage)
    petitions_are_made(stage)
    drafts_are_rewritten(stage, ids)
    texts_are_tabled(stage, ids)
    the_plenary_is_told(stage, ids)
    the_first_sheets(stage, ids)
    two_walk_out(stage, ids)
    one_comes_back(stage, ids)
    promises_are_broken(stage, ids)
    some_are_accused(stage, ids)
    all_close(stage, ids)
    words_are_taken_back(stage, ids)
    return stage


def words_are_taken_back(stage: Stage, ids: Ids) -> None:
    """After the end: what was said first, and a title that the debrief shows."""
    said = min(stage.state.messages.values(), key=lambda each: each.at_ms)
    stage.give("control", "erase", record=f"message/{said.id}")
    stage.give("control", "erase", record=f"document/{ids['aid']}")


def text(sponsor: str, addressees: list[str], *clauses: Any, **more: Any) -> dict[str, Any]:
    named = {"sponsors": [sponsor], "addressees": addressees, "clauses": list(clauses)}
    return {"title": f"A text of {sponsor}", "audience": "closed", **named, **more}


# --- round 1 ---


def people_come_and_go(stage: Stage) -> None:
    stage.arrive("dprk", "rok", "usa")
    stage.give("control", "pause")
    stage.give("control", "extend", seconds=60)
    stage.give("control", "resume")
    stage.give("control", "extend", seconds=30)
    stage.clock(MoveDeadline(by_ms=5000))
    stage.leave("rok")
    stage.give("control", "reseat", seat="jpn", holder="bot:maximiser")
    stage.give("control", "reseat", seat="jpn", holder="open")
    stage.give("dprk", "ready", on=True)
    stage.give("dprk", "ready", on=False)


def people_talk(stage: Stage) -> None:
    _, said = stage.give("dprk", "say", channel="dprk+usa", text="Shall we?")
    stage.give("usa", "say", channel="dprk+usa", text="We shall.", reply_to=said.event.id)
    stage.give("control", "whisper", seat="rus", text="Speak up.")
    stage.give("rus", "say", channel="control", text="We will.")
    own = {"title": "A drill", "text": "Ships were seen.", "effects": [{"by": 4, "onus": "usa"}]}
    stage.give("control", "inject", **own)
    stage.give("control", "inject", card="flood")


def petitions_are_made(stage: Stage) -> None:
    """One is argued about and succeeds, a secret one fails, one is refused, one lapses."""
    ids = {}
    for seat, more in (("rok", {}), ("prc", {"secret": True}), ("rus", {}), ("jpn", {})):
        words = {"title": f"A wish of {seat}", "why": "It is time."}
        (made,) = stage.give(seat, "petition", **words, **more)
        ids[seat] = made.event.id
    stage.give("rok", "reason", about="talk", text="To see who minds.")
    stage.give("usa", "argue", petition=ids["rok"], side="against", text="It is not.")
    stage.give("dprk", "argue", petition=ids["rok"], side="for", text="It is.")
    ruled = {"success": [{"by": -2, "meter": "tension"}], "failure": [{"by": 1, "onus": "prc"}]}
    stage.give("control", "adjudicate", petition=ids["rok"], odds=100, text="So be it.", **ruled)
    stage.give("control", "adjudicate", petition=ids["prc"], odds=0, **ruled)
    stage.give("control", "adjudicate", petition=ids["rus"], text="No.")


def drafts_are_rewritten(stage: Stage, ids: Ids) -> None:
    ids["aid"] = aid = stage.draft("usa", JOINT)
    stage.give("rok", "cosign", document=aid)
    stage.give("rok", "unsign", document=aid)
    stage.give("rok", "draft", document={**JOINT, "title": "Food, then a freeze"}, replaces=aid)
    stage.give("rok", "cosign", document=aid)
    stage.give("usa", "table", document=aid)
    dropped = stage.draft("jpn", text("jpn", ["dprk"], clause("jpn", "pledge", **TO_NORTH)))
    stage.give("jpn", "withdraw", document=dropped)


def texts_are_tabled(stage: Stage, ids: Ids) -> None:
    """Freezes under each verification, aid of all kinds, a secret, one text that is taken back."""
    freezes = (
        clause("dprk", "freeze", verification=EXACT),
        clause("dprk", "freeze", verification=MISTAKEN),
        clause("dprk", "freeze", verification=NERVOUS, beneficiaries=["jpn"]),
        clause("dprk", "freeze", verification=SHARP, beneficiaries=["rok"]),
    )
    parcels = clause("rok", "food", 50, verification=SHARP, rounds=3, **TO_NORTH)
    food = clause("prc", "food", 50, rounds=2, **TO_NORTH)
    later = clause("jpn", "food", 50, rounds=2, **TO_NORTH)
    fuel = clause("rus", "fuel", 50, rounds=2, **TO_NORTH)
    for name, wire in {
        "freezes": text("dprk", ["usa"], *freezes),
        "parcels": text("rok", ["dprk"], parcels),
        "halt": text("dprk", ["rus"], clause("dprk", "tests")),
        "secret": text("rus", ["dprk"], fuel, audience="secret"),
        "declined": text("prc", ["dprk"], food),
        "waiting": text("jpn", ["dprk"], later, open_rounds=2),
        "word": text("jpn", [], clause("jpn", "pledge", **TO_NORTH)),
        "taken back": text("prc", ["jpn"], food),
    }.items():
        ids[name] = stage.table(wire["sponsors"][0], wire)
    stage.give("prc", "withdraw", document=ids["taken back"])


def the_plenary_is_told(stage: Stage, ids: Ids) -> None:
    for seat in ("dprk", "usa"):
        stage.give(seat, "ready", on=True)
    assert stage.state.phase == "plenary"
    stage.give("jpn", "say", channel="room", text="To the room.")
    stage.give("prc", "say", channel="press", text="To the world.")
    stage.give("dprk", "disclose", document=ids["freezes"])
    round_, phase, deadline = stage.state.round, stage.state.phase, stage.state.deadline_ms
    assert deadline is not None
    stage.now_ms = deadline
    stage.clock(EndPhase(round=round_, phase=phase, deadline_ms=deadline))


def the_first_sheets(stage: Stage, ids: Ids) -> None:
    wary = {"accept": {"meter": {"name": "tension", "at_most": 5}}}
    taken = dict.fromkeys((ids[name] for name in ("aid", "parcels", "secret")), "accept")
    answers = {**taken, ids["declined"]: "decline", ids["waiting"]: wary}
    stage.seal("dprk", answers=answers)
    stage.seal("usa", answers={ids["freezes"]: "accept"})
    stage.seal("rus", answers={ids["halt"]: "accept"}, action={"action": "hack"})
    stage.seal("prc", action={"action": "envoy"})
    stage.seal("rok", action={"action": "ears", "target": ["dprk", "rus"]})
    stage.seal("jpn", action={"action": "ears", "target": ["usa", "prc"]})
    stage.to("reckoning")


# --- later ---


def two_walk_out(stage: Stage, ids: Ids) -> None:
    """The North on a ground that is open, Japan on one that is not."""
    stage.to("capitals")
    share = {f"{ids['aid']}.1": 50, f"{ids['parcels']}.1": 40}
    stage.seal("usa", perform={f"{ids['aid']}.1": "part"}, action={"action": "show"})
    stage.seal("dprk", divert=share, walk_out={"ground": "hostile"}, action=STUNT)
    stage.seal("jpn", walk_out={"ground": "slight"}, action=STUNT)
    stage.to("reckoning").to("corridors")


def one_comes_back(stage: Stage, ids: Ids) -> None:
    """Two wait for each other to go first; the United States gives its word in public."""
    after = {"performed": {"by": "rus", "instrument": "pledge", "level": 1}}
    after_you = {"performed": {"by": "prc", "instrument": "pledge", "level": 1}}
    ids["order"] = stage.table(
        "prc",
        text(
            "prc",
            ["rus"],
            clause("prc", "pledge", **TO_NORTH, **{"while": after}),
            clause("rus", "pledge", **TO_NORTH, **{"while": after_you}),
        ),
    )
    stage.to("plenary")
    promise = clause("usa", "pledge", rounds=3, **TO_NORTH)
    ids["promise"] = stage.table("usa", text("usa", ["dprk"], promise, audience="public"))
    stage.to("capitals")
    stage.seal("rus", answers={ids["order"]: "accept"}, votes=VOTES)
    stage.seal("usa", votes=VOTES)
    stage.seal("dprk", answers={ids["promise"]: "accept"}, **{"return": True})
    stage.to("reckoning").to("corridors")


def promises_are_broken(stage: Stage, ids: Ids) -> None:
    """The North hides what it can and tests before all eyes; the United States denounces."""
    stage.give("usa", "denounce", document=ids["aid"])
    stage.give("usa", "denounce", document=ids["promise"])
    stage.to("capitals")
    evaded = {f"{ids['freezes']}.{n}": "evade" for n in (1, 2, 3, 4)}
    evaded[f"{ids['aid']}.2"] = "evade"
    stage.seal("dprk", perform=evaded, action={"action": "nuclear_test"})
    stage.to("reckoning").to("plenary")


def some_are_accused(stage: Stage, ids: Ids) -> None:
    """One is found out, one cleared, one refuses and calls a bluff."""
    freezes, word = ids["freezes"], ids["word"]
    stage.give("usa", "accuse", clause=f"{freezes}.2")
    stage.give("prc", "accuse", clause=f"{word}.1")
    stage.give("rus", "accuse", clause=f"{freezes}.3", evidence=True)
    stage.to("capitals")


def all_close(stage: Stage, ids: Ids) -> None:
    lets_in = {"dprk": f"{ids['freezes']}.2", "jpn": f"{ids['word']}.1"}
    for seat in SEATS:
        answers = {lets_in[seat]: "accept"} if seat in lets_in else {}
        good = [f"{ids['freezes']}.1"] if seat == "dprk" else []
        stage.seal(seat, close=True, inspections=answers, cures=good)
    stage.give("control", "advance")
    assert stage.state.phase == "closed"
