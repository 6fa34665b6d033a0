"""The life of a document, from draft to what its makers make of it later; and whose it is."""

import pytest

from rules import legal
from rules.commands import Arrive, Disclose, EndPhase
from rules.duties.obligations import is_due
from rules.names import SEATS, VIEWERS
from rules.view import record

from .at_the_table import (
    FOOD,
    FREEZE,
    JOINT,
    OFFER,
    PUBLIC,
    SECRET,
    Table,
    clause,
    heard_of,
    kinds,
)

PLEDGE = clause("usa", "pledge", 1, beneficiaries=["dprk"])
ABOUT_A_DOCUMENT = ("cosign", "unsign", "table", "withdraw", "denounce", "disclose")
PLAYING = ("corridors", "plenary", "capitals", "reckoning")
IN_PHASE = {
    "cosign": PLAYING,
    "unsign": PLAYING,
    "table": ("corridors", "plenary"),
    "withdraw": ("corridors", "plenary"),
    "denounce": ("corridors", "plenary"),
    "disclose": ("plenary",),
}


def open_table():
    return Table().open()


def drafted(document=JOINT, by="usa"):
    """A table in the corridors with a draft."""
    table = open_table()
    return table, table.draft(by, document)


def status(table, identity):
    return table.state.paper(identity).status


def signed(table, identity):
    return table.state.documents[identity].signed


# drafting


def test_a_draft_is_its_sponsors_and_controls_to_see():
    """Rulebook 3; protocol 5: drafts are secret to others."""
    table = open_table()
    (event,) = table.give("usa", "draft", document=JOINT)
    assert event.to == ("rok", "usa", "control")
    document = table.state.documents[event.event.document]
    assert (document.status, document.terms.author, document.signed) == ("draft", "usa", ())
    assert document.terms.sponsors == ("usa", "rok")


def test_a_document_and_its_clauses_get_ids_that_tell_nothing():
    """Rulebook 3: a keyed hash of the author and the author's command."""
    table, identity = drafted()
    assert len(identity) == 12
    terms = table.state.documents[identity].terms
    assert terms.id == identity
    assert [each.id for each in terms.clauses] == [f"{identity}.1", f"{identity}.2"]


def test_one_drafts_only_what_one_sponsors():
    refusal = open_table().refused("dprk", "draft", document=OFFER)
    assert (refusal.code, refusal.field) == ("not-a-sponsor", "document.sponsors")


def test_a_draft_may_be_as_unfinished_as_it_is():
    """Its problems are shown, not refused, until it is tabled."""
    table = open_table()
    table.draft("usa", {**OFFER, "clauses": [clause("usa", "gold", 7)], "quorum": 6})


@pytest.mark.parametrize("phase", PLAYING)
def test_drafts_are_written_whenever_the_table_is_open(phase):
    assert open_table().to(phase).draft("usa")


def test_nothing_is_drafted_in_the_lobby():
    assert Table().refused("usa", "draft", document=OFFER).code == "not-open"


def test_a_draft_is_rewritten_under_its_own_name():
    table, identity = drafted()
    table.give("usa", "draft", document={**JOINT, "clauses": [PLEDGE]}, replaces=identity)
    terms = table.state.documents[identity].terms
    assert len(table.state.documents) == 1
    assert [each.id for each in terms.clauses] == [f"{identity}.1"]


def test_whoever_rewrites_a_draft_nobody_has_signed_the_new_wording():
    """Rulebook 3: a signature is to a wording."""
    table, identity = drafted()
    for editor in ("usa", "rok"):
        for seat in ("usa", "rok"):
            table.give(seat, "cosign", document=identity)
        table.give(editor, "draft", document=JOINT, replaces=identity)
        assert signed(table, identity) == ()


def test_a_cosponsors_edit_is_the_authors_to_sign_and_the_editors_to_table():
    table, identity = drafted()
    table.give("rok", "cosign", document=identity)
    table.give("rok", "draft", document={**JOINT, "clauses": [PLEDGE]}, replaces=identity)
    assert table.state.documents[identity].terms.author == "usa"
    assert table.refused("rok", "table", document=identity).code == "unsigned"
    table.give("usa", "cosign", document=identity)
    table.give("rok", "table", document=identity)


def test_an_author_stays_a_sponsor_of_its_draft():
    table, identity = drafted()
    usurped = {**OFFER, "sponsors": ["rok"]}
    refusal = table.refused("rok", "draft", document=usurped, replaces=identity)
    assert (refusal.code, refusal.field) == ("not-a-sponsor", "document.sponsors")


def test_who_is_no_sponsor_any_more_is_told_that_the_draft_is_gone():
    table, identity = drafted()
    (event,) = table.give("usa", "draft", document=OFFER, replaces=identity)
    assert event.to == ("rok", "usa", "control")
    assert table.refused("rok", "cosign", document=identity).code == "unknown-document"


def test_two_sponsors_who_write_at_once_do_not_write_over_each_other():
    """Rulebook 3.8."""
    table, identity = drafted()
    first = table.state.documents[identity].version
    table.give("usa", "draft", document=JOINT, replaces=identity, over=first)
    second = table.state.documents[identity].version
    assert second != first
    refusal = table.refused("rok", "draft", document=JOINT, replaces=identity, over=first)
    assert (refusal.code, refusal.field) == ("draft-changed", "over")
    table.give("rok", "draft", document=JOINT, replaces=identity, over=second)
    table.give("usa", "draft", document=JOINT, replaces=identity)


def test_a_version_is_told_of_drafts_alone():
    def shown(table, identity):
        return record(table.state, "usa", f"document/{identity}", {})["version"]

    table, identity = drafted(OFFER)
    written = shown(table, identity)
    assert written == table.state.documents[identity].version != ""
    table.give("usa", "table", document=identity)
    assert shown(table, identity) is None


@pytest.mark.parametrize("end", ["table", "withdraw"])
def test_what_is_no_draft_any_more_is_not_rewritten(end):
    table, identity = drafted(OFFER)
    table.give("usa", end, document=identity)
    refusal = table.refused("usa", "draft", document=OFFER, replaces=identity)
    assert (refusal.code, refusal.field) == ("not-a-draft", "replaces")


def test_anothers_draft_cannot_be_rewritten_as_it_does_not_exist():
    """Protocol 5: hidden and non-existent are refused alike."""
    table, hidden = drafted()
    mine = {**OFFER, "sponsors": ["jpn"]}
    told = {
        (refusal.code, refusal.detail, refusal.field)
        for name in (hidden, "k7m2")
        for refusal in [table.refused("jpn", "draft", document=mine, replaces=name)]
    }
    assert told == {("unknown-document", "You have no document of this id.", "replaces")}


def test_who_takes_over_a_seat_cannot_write_over_what_was_made():
    """Rulebook 3: one id for life, though two persons may choose the same command id."""
    table = open_table()
    wire = {"kind": "draft", "document": OFFER}
    (first,) = table.do("usa", wire, id="same")
    table.give("usa", "table", document=first.event.document)
    table.give("control", "reseat", seat="usa", holder="open")
    (second,) = table.do("usa", wire, id="same")
    assert second.event.document != first.event.document
    assert status(table, first.event.document) == "open"


# signing


def test_sponsors_see_each_others_signatures_and_nobody_else_does():
    table, identity = drafted()
    (event,) = table.give("rok", "cosign", document=identity)
    assert event.to == ("rok", "usa", "control")
    assert signed(table, identity) == ("rok",)
    (event,) = table.give("rok", "unsign", document=identity)
    assert event.to == ("rok", "usa", "control")
    assert signed(table, identity) == ()


def test_a_wording_is_signed_once():
    table, identity = drafted()
    table.give("rok", "cosign", document=identity)
    assert table.refused("rok", "cosign", document=identity).code == "already-signed"


def test_a_lone_sponsor_signs_by_tabling():
    table, identity = drafted(OFFER)
    assert table.refused("usa", "cosign", document=identity).code == "one-sponsor"
    table.give("usa", "table", document=identity)
    assert signed(table, identity) == ("usa",)


def test_only_a_signature_that_is_there_is_taken_back():
    table, identity = drafted()
    assert table.refused("usa", "unsign", document=identity).code == "not-signed"
    table.give("usa", "cosign", document=identity)
    table.give("usa", "unsign", document=identity)
    assert signed(table, identity) == ()


def test_an_unfinished_text_is_not_signed():
    table, identity = drafted({**JOINT, "clauses": []})
    assert table.refused("rok", "cosign", document=identity).code == "no-clauses"


@pytest.mark.parametrize("kind", ["cosign", "unsign", "table"])
def test_what_is_tabled_is_no_draft(kind):
    table, identity = drafted(OFFER)
    table.give("usa", "table", document=identity)
    assert table.refused("usa", kind, document=identity).code == "not-a-draft"


# tabling


@pytest.mark.parametrize(
    ("document", "phase"), [(SECRET, "corridors"), (OFFER, "corridors"), (PUBLIC, "plenary")]
)
def test_a_text_is_tabled_in_the_phase_of_its_audience(document, phase):
    """Rulebook 2."""
    for wrong in PLAYING:
        table = open_table().to(wrong)
        identity = table.draft("usa", document)
        if wrong == phase:
            assert legal.tableable(table.state, "usa") == (identity,)
            table.give("usa", "table", document=identity)
        else:
            assert legal.tableable(table.state, "usa") == ()
            refusal = table.refused("usa", "table", document=identity)
            assert (refusal.code, refusal.field) == ("not-your-phase", "audience")
            assert f"in the {phase}" in refusal.detail


@pytest.mark.parametrize(
    ("document", "phase", "to"),
    [
        (SECRET, "corridors", ("dprk", "usa", "control")),
        (OFFER, "corridors", (*SEATS, "control")),
        (PUBLIC, "plenary", VIEWERS),
    ],
)
def test_a_tabled_text_is_heard_of_by_its_audience(document, phase, to):
    """Rulebook 3."""
    table = open_table().to(phase)
    identity = table.draft("usa", document)
    (event,) = table.give("usa", "table", document=identity)
    assert event.to == to


def test_tabling_freezes_prices_and_the_round_it_is_open_until():
    """Rulebook 5."""
    table = open_table()
    identity = table.table("usa", open_rounds=2)
    document = table.state.documents[identity]
    assert (document.status, document.tabled_round, document.last_round) == ("open", 1, 2)
    assert document.prices == {"dprk": 1, "usa": 2}


def test_a_joint_text_is_tabled_once_all_others_have_signed():
    """Rulebook 3: each signs before it can be tabled; tabling is a signature too."""
    table, identity = drafted()
    for seat in ("usa", "rok"):
        assert legal.tableable(table.state, seat) == ()
        assert table.refused(seat, "table", document=identity).code == "unsigned"
    table.give("rok", "cosign", document=identity)
    assert legal.tableable(table.state, "usa") == (identity,)
    assert table.refused("rok", "table", document=identity).code == "unsigned"
    table.give("usa", "table", document=identity)
    assert signed(table, identity) == ("rok", "usa")


def test_who_has_walked_out_tables_nothing_nor_does_anybody_with_it():
    """Rulebook 7: it must return first."""
    table = open_table().to("capitals")
    table.give("dprk", "seal", instructions={"walk_out": {"ground": "hostile"}})
    table.to("corridors")
    alone = table.draft("dprk", {**OFFER, "sponsors": ["dprk"], "addressees": ["usa"]})
    joint = table.draft("rok", {**OFFER, "sponsors": ["rok", "dprk"], "addressees": ["usa"]})
    table.give("dprk", "cosign", document=joint)
    for seat, identity in (("dprk", alone), ("rok", joint)):
        assert table.refused(seat, "table", document=identity).code == "walked-out"
        assert legal.tableable(table.state, seat) == ()
    table.table("usa")


# withdrawing


@pytest.mark.parametrize("seat", ["usa", "rok"])
def test_a_sponsor_takes_an_open_text_back_before_the_capitals(seat):
    """Rulebook 3: until `withdraw`, not after the plenary."""
    table = open_table()
    identity = table.table("usa", JOINT)
    (event,) = table.give(seat, "withdraw", document=identity)
    assert event.to == (*SEATS, "control")
    assert status(table, identity) == "withdrawn"


@pytest.mark.parametrize("phase", ["capitals", "reckoning"])
def test_an_open_text_cannot_be_taken_back_later(phase):
    table = open_table()
    identity = table.table("usa", open_rounds=2)
    table.to(phase)
    assert legal.withdrawable(table.state, "usa") == ()
    assert table.refused("usa", "withdraw", document=identity).code == "not-your-phase"


@pytest.mark.parametrize("phase", PLAYING)
def test_a_draft_is_dropped_at_any_time_and_stays_its_sponsors_own(phase):
    table = open_table().to(phase)
    identity = table.draft("usa", JOINT)
    assert legal.withdrawable(table.state, "rok") == (identity,)
    (event,) = table.give("usa", "withdraw", document=identity)
    assert event.to == ("rok", "usa", "control")
    assert status(table, identity) == "withdrawn"


def test_only_its_sponsors_take_a_text_back_and_only_once():
    table = open_table()
    identity = table.table("usa")
    assert table.refused("dprk", "withdraw", document=identity).code == "not-withdrawable"
    table.give("usa", "withdraw", document=identity)
    assert table.refused("usa", "withdraw", document=identity).code == "not-withdrawable"


def test_a_concluded_text_is_not_withdrawn():
    table = open_table()
    identity = table.conclude("usa")
    table.to("corridors")
    assert table.refused("usa", "withdraw", document=identity).code == "not-withdrawable"


# denouncing


def concluded(*clauses, by="usa"):
    """A table in the corridors of round 2 with a concluded document."""
    table = open_table()
    identity = table.conclude(by, clauses=list(clauses) or [FOOD, FREEZE])
    return table.to("corridors"), identity


def test_a_debtor_ends_its_own_clauses_from_the_next_round():
    """Rulebook 3: what is due this round is still due."""
    table, identity = concluded()
    food, freeze = f"{identity}.1", f"{identity}.2"
    (event,) = table.give("usa", "denounce", document=identity)
    assert event.to == (*SEATS, "control")
    assert event.event.clauses == (food,)
    assert is_due(table.state, food, 2)
    assert not is_due(table.state, food, 3)
    assert is_due(table.state, freeze, 2)
    assert table.state.standings[freeze].status == "operative"
    table.to("reckoning").to("corridors")
    assert table.state.deliveries[food][-1].outcome == "performed"
    table.to("reckoning")
    assert [each.round for each in table.state.deliveries[food]] == [2]


def test_denouncing_what_had_a_term_is_a_breach():
    """Rulebook 3."""
    table, identity = concluded()
    (event,) = table.give("usa", "denounce", document=identity)
    assert event.event.broken == (f"{identity}.1",)
    assert table.state.breaches == ((2, f"{identity}.1"),)
    assert "ledger/breaches" in type(event.event).touches


def test_denouncing_what_was_for_good_is_none():
    """Rulebook 3."""
    table, identity = concluded()
    (event,) = table.give("dprk", "denounce", document=identity)
    assert (event.event.clauses, event.event.broken) == ((f"{identity}.2",), ())
    assert table.state.breaches == ()


def test_in_its_last_round_there_is_nothing_left_to_denounce():
    """A term that is served is no term broken."""
    table, identity = concluded({**FOOD, "rounds": 1}, FREEZE)
    assert is_due(table.state, f"{identity}.1", 2)
    assert legal.denounceable(table.state, "usa") == ()
    assert table.refused("usa", "denounce", document=identity).code == "nothing-owed"


def test_a_promise_that_has_not_begun_can_be_denounced():
    table, identity = concluded({**FOOD, "rounds": 2, "start": 1}, FREEZE)
    assert legal.denounceable(table.state, "usa") == (identity,)
    table.give("usa", "denounce", document=identity)
    table.to("reckoning").to("corridors").to("reckoning")
    assert f"{identity}.2" in table.state.deliveries
    assert f"{identity}.1" not in table.state.deliveries


def test_only_who_owes_something_denounces_and_only_once():
    table, identity = concluded(FOOD)
    for seat in ("dprk", "jpn"):
        assert table.refused(seat, "denounce", document=identity).code == "nothing-owed"
    table.give("usa", "denounce", document=identity)
    assert table.refused("usa", "denounce", document=identity).code == "nothing-owed"


@pytest.mark.parametrize("phase", ["capitals", "reckoning"])
def test_nothing_is_denounced_once_the_capitals_have_the_word(phase):
    table, identity = concluded()
    table.to(phase)
    assert legal.denounceable(table.state, "usa") == ()
    assert table.refused("usa", "denounce", document=identity).code == "not-your-phase"


# disclosing


@pytest.mark.parametrize("seat", ["usa", "dprk"])
def test_a_signatory_tells_the_world_of_a_secret_text(seat):
    """Rulebook 3: any signatory may disclose."""
    table = open_table()
    identity = table.table("usa", SECRET)
    table.to("plenary")
    assert legal.disclosable(table.state, seat) == (identity,)
    happened = table.give(seat, "disclose", document=identity)
    assert kinds(happened) == ["DocumentDisclosed", "NewsTold"]
    assert {each.to for each in happened} == {VIEWERS}
    news = table.state.news[happened[0].event.news]
    assert (news.kind, news.document, news.by) == ("disclosure", identity, seat)
    assert identity in dict(legal.seen(table.state, "jpn"))


def test_a_closed_text_is_disclosed_by_those_who_sign_it_only():
    table = open_table()
    identity = table.table("usa")
    table.to("plenary")
    assert table.refused("jpn", "disclose", document=identity).code == "not-disclosable"
    table.give("dprk", "disclose", document=identity)
    assert table.refused("usa", "disclose", document=identity).code == "not-disclosable"


def test_what_is_public_or_a_draft_is_not_disclosed():
    table = open_table().to("plenary")
    public, draft = table.table("usa", PUBLIC), table.draft("usa")
    for identity in (public, draft):
        assert table.refused("usa", "disclose", document=identity).code == "not-disclosable"


def test_an_associate_reads_a_secret_text_and_is_not_bound_by_it():
    """Rulebook 3.5, 3.6."""
    table = Table().open()
    identity = table.draft("usa", SECRET, associates=["prc"])
    assert record(table.state, "prc", f"document/{identity}", {}) is None
    table.give("usa", "table", document=identity)
    assert record(table.state, "prc", f"document/{identity}", {})["associates"] == ["prc"]
    assert record(table.state, "jpn", f"document/{identity}", {}) is None
    table.to("plenary")
    assert table.refused("prc", "disclose", document=identity).code == "not-disclosable"
    table.to("capitals")
    assert identity not in record(table.state, "prc", "menu/own", {})["commands"]["seal"]["answers"]
    table.give("dprk", "seal", instructions={"answers": {identity: "accept"}})
    table.to("reckoning")
    assert table.state.documents[identity].bound == ("dprk", "usa")


@pytest.mark.parametrize("phase", ["corridors", "capitals", "reckoning"])
def test_disclosing_is_the_plenarys(phase):
    """Rulebook 2."""
    table = open_table()
    identity = table.table("usa", SECRET)
    table.to(phase)
    assert legal.disclosable(table.state, "usa") == ()
    assert table.refused("usa", "disclose", document=identity).code == "not-your-phase"


# secrecy


@pytest.mark.parametrize("phase", ["lobby", *PLAYING])
@pytest.mark.parametrize("kind", ABOUT_A_DOCUMENT)
def test_a_hidden_document_is_refused_as_one_that_does_not_exist(kind, phase):
    """Protocol 5: same code, same words, same field, in every phase and whatever its fate."""
    table = Table()
    hidden = []
    if phase != "lobby":
        table.open()
        wire = {**SECRET, "sponsors": ["usa", "rok"]}
        hidden = [table.draft("usa", wire), table.table("usa", wire), table.draft("usa", SECRET)]
        table.give("usa", "withdraw", document=hidden[2])
        hidden.append(table.conclude("prc", {**SECRET, "sponsors": ["prc"], "clauses": [FREEZE]}))
        table.to("corridors").to(phase)
    told = {
        (refusal.code, refusal.detail, refusal.field)
        for name in ("k7m2aaaaaaaa", *hidden)
        for refusal in [table.refused("jpn", kind, document=name)]
    }
    assert len(told) == 1
    if phase in IN_PHASE[kind]:
        assert told.pop() == ("unknown-document", "You have no document of this id.", "document")


@pytest.mark.parametrize("latitude", [0, 1, 6])
def test_signing_and_tabling_tell_nothing_of_what_another_can_afford(latitude):
    """Protocol 5: histories that differ in another's room give one the same answers."""
    table = open_table()
    effects = [{"latitude": "rok", "by": latitude - 6}]
    table.give("control", "inject", title="T", text="x", effects=effects)
    costly = {**JOINT, "clauses": [clause("rok", "food", 100, beneficiaries=["dprk"], rounds=1)]}
    identity = table.draft("rok", {**costly, "sponsors": ["rok", "usa"]})
    assert signed(table, identity) == (), "or it would show whether the writer can pay"
    table.give("usa", "cosign", document=identity)
    refusal = table.refused("usa", "table", document=identity)
    assert (refusal.code, refusal.detail) == ("unsigned", "Not every sponsor has signed it yet.")


# whose it is


@pytest.mark.parametrize("by", [*SEATS, "control"])
def test_the_game_over_nothing_is_decided_any_more(by):
    table = open_table()
    identity = table.table("usa")
    table.give("control", "close")
    if by == "control":
        assert table.refused(by, "advance").code == "over"
        return
    for kind in ABOUT_A_DOCUMENT:
        assert table.refused(by, kind, document=identity).code == "over"
    assert table.refused(by, "draft", document={**OFFER, "sponsors": [by]}).code == "over"
    assert table.refused(by, "seal", instructions={}).code == "over"
    assert table.refused(by, "ready", on=True).code == "over"


def test_a_command_that_is_not_ones_own_is_refused_alike_in_every_state():
    table = open_table()
    before = table.refusal("usa", EndPhase(round=1, phase="corridors", deadline_ms=0))
    table.give("control", "close")
    after = table.refusal("usa", Arrive(person="usa.1"))
    assert (before.code, before.detail) == (after.code, after.detail)
    assert table.refusal("observer", Disclose(document="d")).code == "not-yours"


def test_who_sees_what_is_resolved_when_it_is_judged():
    """Architecture 2: and stored; a text that is disclosed later was secret then."""
    table = open_table()
    identity = table.table("usa", SECRET)
    table.to("plenary").give("usa", "disclose", document=identity)
    assert heard_of(tuple(table.log), "DocumentTabled") == [("dprk", "usa", "control")]


def test_a_round_is_played_by_readiness_alone():
    """Rulebook 2: with the engine's own work in between."""
    table = open_table().arrive(*SEATS)
    identity = table.table("usa")
    for _ in range(2):
        for seat in SEATS:
            table.give(seat, "ready", on=True)
    table.give("dprk", "seal", instructions={"answers": {identity: "accept"}})
    for seat in SEATS:
        happened = table.give(seat, "ready", on=True)
    assert kinds(happened)[0] == "SeatReadied"
    assert kinds(happened)[-1] == "PhaseBegan"
    assert table.state.phase == "reckoning"
    assert status(table, identity) == "concluded"
