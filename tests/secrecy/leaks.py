"""Leaks to plant: each a small mistake of the kind that real code makes, one at a time.

Owns `LEAKS`, by name. Each takes a patcher and makes the rules tell a viewer what it may not know;
the pairs must catch every one. A leak that is no longer possible to plant fails loudly.
"""

import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace as altered
from itertools import count
from typing import Any

import pytest

from rules.conditions.truth import TRUTH
from rules.documents.sight import can_see
from rules.duties.charges import has_evidence
from rules.model import State
from rules.names import SEATS, VIEWERS
from rules.refusal import Refused
from rules.view import KINDS, Record

from . import watching

Leak = Callable[[pytest.MonkeyPatch], None]
LEAKS: dict[str, Leak] = {}


def part(name: str) -> Any:
    """Return a module of the rules, whose functions have taken some of the modules' names."""
    return sys.modules[f"rules.{name}"]


def leak(plant: Leak) -> Leak:
    LEAKS[plant.__name__] = plant
    return plant


def adding(patch: pytest.MonkeyPatch, kind: str, more: Callable[[State, str], Record]) -> None:
    """Let every record of a kind hold something more."""
    honest = KINDS[kind]

    def build(reader: Any, identity: str) -> Record:
        return {**honest.build(reader, identity), **more(reader.state, identity)}

    patch.setitem(KINDS, kind, altered(honest, build=build))


# --- ids, order, counts ---


@leak
def ids_come_from_a_shared_counter(patch: pytest.MonkeyPatch) -> None:
    counters: dict[tuple[str, str], Iterator[int]] = {}

    def numbered(key: str, what: str, person: str, command_id: str) -> str:
        if command_id.startswith("common-1-"):
            counters.pop((watching.GAME, what), None)
        number = next(counters.setdefault((watching.GAME, what), count()))
        return f"{what[:4]}{number:08d}"

    patch.setattr(part("decide.talking"), "named", numbered)


@leak
def a_document_s_number_counts_those_before_it(patch: pytest.MonkeyPatch) -> None:
    def number(state: State, identity: str) -> Record:
        return {"number": [*state.documents, identity].index(identity)}

    adding(patch, "document", number)


@leak
def papers_come_in_the_order_they_were_written(patch: pytest.MonkeyPatch) -> None:
    def as_written(state: State, viewer: Any) -> Iterator[tuple[str, Any]]:
        for identity, document in state.documents.items():
            if can_see(document, viewer):
                yield identity, document

    for name in ("papers", "ledgers"):
        patch.setattr(part(f"view.{name}"), "seen_by", as_written)
    patch.setattr(part("legal"), "seen", as_written)


@leak
def the_table_tells_how_much_has_been_said(patch: pytest.MonkeyPatch) -> None:
    adding(patch, "table", lambda state, _: {"messages": len(state.messages)})


@leak
def the_table_tells_how_many_papers_there_are(patch: pytest.MonkeyPatch) -> None:
    adding(patch, "table", lambda state, _: {"papers": len(state.documents)})


@leak
def seats_tell_how_many_people_a_delegation_has(patch: pytest.MonkeyPatch) -> None:
    adding(patch, "seat", lambda state, seat: {"people": len(state.seats[seat].team)})


@leak
def seats_tell_whether_a_head_is_advised(patch: pytest.MonkeyPatch) -> None:
    def heard(state: State, seat: str) -> Record:
        return {"advised": any(each.seat == seat for each in state.advice.values())}

    adding(patch, "seat", heard)


@leak
def the_table_tells_how_much_delegations_say_among_themselves(
    patch: pytest.MonkeyPatch,
) -> None:
    def talked(state: State, _: str) -> Record:
        return {"own": sum(each.speaker is not None for each in state.messages.values())}

    adding(patch, "table", talked)


@leak
def the_ledger_tells_how_many_agreements_there_are(patch: pytest.MonkeyPatch) -> None:
    def counted(state: State, identity: str) -> Record:
        concluded = [each for each in state.documents.values() if each.status == "concluded"]
        return {"all": len(concluded)} if identity == "agreements" else {}

    adding(patch, "ledger", counted)


@leak
def an_aftermath_has_gaps_where_others_read_lines(patch: pytest.MonkeyPatch) -> None:
    def numbered(state: State, identity: str) -> Record:
        return {"of": len(state.tellings.get(int(identity), ()))}

    adding(patch, "aftermath", numbered)


@leak
def the_ledger_tells_whether_an_accuser_holds_evidence(patch: pytest.MonkeyPatch) -> None:
    def held(state: State, identity: str) -> Record:
        held_by = [has_evidence(state, each) for each in state.accusations]
        return {"held": sum(held_by)} if identity == "accusations" else {}

    adding(patch, "ledger", held)


@leak
def only_who_broke_its_word_can_be_accused(patch: pytest.MonkeyPatch) -> None:
    honest = part("duties.charges").is_in_doubt

    def is_broken(delivery: Any) -> bool:
        return bool(honest(delivery)) and delivery.outcome == "evaded"

    patch.setattr(part("duties.charges"), "is_in_doubt", is_broken)


# --- who hears of what ---


@leak
def having_sealed_shows(patch: pytest.MonkeyPatch) -> None:
    adding(patch, "seat", lambda state, identity: {"sealed": identity in state.sealed})


@leak
def a_hidden_step_is_counted(patch: pytest.MonkeyPatch) -> None:
    honest = part("unfolding").audience

    def everybody(before: State, event: Any, after: State) -> Any:
        is_said = type(event).__name__ == "MessageSaid"
        return VIEWERS if is_said else honest(before, event, after)

    patch.setattr(part("unfolding"), "audience", everybody)


@leak
def a_sealed_sheet_is_a_step_of_everybody_s(patch: pytest.MonkeyPatch) -> None:
    honest = part("unfolding").audience

    def everybody(before: State, event: Any, after: State) -> Any:
        is_sealed = type(event).__name__ == "InstructionsSealed"
        return VIEWERS if is_sealed else honest(before, event, after)

    patch.setattr(part("unfolding"), "audience", everybody)


@leak
def messages_can_be_seen_without_their_words(patch: pytest.MonkeyPatch) -> None:
    honest = KINDS["message"]

    def wordless(reader: Any, identity: str) -> Record:
        told = honest.build(reader, identity)
        is_heard = reader.viewer in reader.state.messages[identity].to
        return told if is_heard else {**told, "text": ""}

    patch.setitem(
        KINDS,
        "message",
        altered(honest, ids=lambda s, _: sorted(s.messages), build=wordless),
    )
    patch.setitem(
        KINDS,
        "message",
        altered(KINDS["message"], sees=lambda s, _, identity: identity in s.messages),
    )


@leak
def private_channels_are_listed_for_all(patch: pytest.MonkeyPatch) -> None:
    def all_of_them(state: State, _: Any) -> list[str]:
        return sorted({"press", *state.channels})

    patch.setitem(
        KINDS,
        "channel",
        altered(KINDS["channel"], ids=all_of_them, sees=lambda s, v, i: i in all_of_them(s, v)),
    )


@leak
def a_secret_text_is_seen_as_a_blank_sheet(patch: pytest.MonkeyPatch) -> None:
    honest = KINDS["document"]

    def blank(reader: Any, identity: str) -> Record:
        if reader.document(identity) is None:
            return {"id": identity}
        return honest.build(reader, identity)

    patch.setitem(
        KINDS,
        "document",
        altered(honest, ids=lambda s, _: sorted(s.documents), build=blank),
    )
    patch.setitem(
        KINDS,
        "document",
        altered(KINDS["document"], sees=lambda s, _, identity: identity in s.documents),
    )


@leak
def who_is_listened_to_reads_what_was_heard(patch: pytest.MonkeyPatch) -> None:
    view = part("view.overheard")

    def of_us(reader: Any) -> Record:
        found = [each for each in reader.state.overheard if reader.viewer in each.pair]
        return {"heard": [view.hearing(reader, each) for each in found]}

    patch.setitem(part("view.ledgers").LEDGERS, "overheard", of_us)


@leak
def the_book_has_an_empty_row_for_what_others_hear(patch: pytest.MonkeyPatch) -> None:
    def counted(state: State, identity: str) -> Record:
        return {"of": len(state.overheard)} if identity == "overheard" else {}

    adding(patch, "ledger", counted)


@leak
def who_has_a_secret_comes_first_among_those_to_listen_to(patch: pytest.MonkeyPatch) -> None:
    honest = part("view.sealing").acting

    def aimed(reader: Any, seat: Any, action: Any) -> Record:
        told = honest(reader, seat, action)
        secret = {
            who
            for each in reader.state.documents.values()
            if each.terms.audience == "secret" and each.tabled_round is not None
            for who in each.terms.addressees
        }
        if action.target == "pair":
            told["targets"] = sorted(told["targets"], key=lambda each: each not in secret)
        return dict(told)

    patch.setattr(part("view.sealing"), "acting", aimed)


# --- what is answered ---


@leak
def hidden_and_missing_are_refused_differently(patch: pytest.MonkeyPatch) -> None:
    honest = part("decide.orders").seen

    def telling(state: State, seat: Any, document_id: str, field: str = "document") -> Any:
        if document_id in state.documents and not can_see(state.documents[document_id], seat):
            raise Refused("not-yours", "This text is not yours.", field)
        return honest(state, seat, document_id, field)

    patch.setattr(part("decide.orders"), "seen", telling)


@leak
def a_reply_finds_what_others_said(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(
        part("decide.talking"), "is_said_on", lambda state, _, found: found in state.messages
    )


@leak
def a_condition_may_name_what_exists_out_of_sight(patch: pytest.MonkeyPatch) -> None:
    drafting = part("decide.drafting")
    patch.setattr(drafting, "visible_of", lambda state, *_: frozenset(state.documents))


@leak
def a_text_out_of_sight_has_its_name_in_conditions(patch: pytest.MonkeyPatch) -> None:
    reader = part("view.reader")

    def name(self: Any, document: str) -> str | None:
        return reader.label(document) if document in self.state.documents else None

    patch.setattr(reader.Reader, "label", name)


# --- what is known ---


@leak
def a_hidden_evasion_is_in_the_clause_s_history(patch: pytest.MonkeyPatch) -> None:
    knowledge = part("view.knowledge")
    patch.setattr(knowledge, "belief", lambda _state, _viewer, _clause, done: done.outcome)


@leak
def a_sheet_is_scored_by_the_truth(patch: pytest.MonkeyPatch) -> None:
    judge = part("judgement.judge")
    patch.setattr(judge, "Knowledge", lambda readers: TRUTH)


@leak
def goodness_counts_what_only_others_know(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(part("weighing.goodness"), "PUBLIC", TRUTH)


@leak
def a_menu_offers_by_the_truth(patch: pytest.MonkeyPatch) -> None:
    sealing = part("decide.sealing")
    patch.setattr(sealing, "Knowledge", lambda readers: TRUTH)


@leak
def a_menu_counts_everybody_s_open_papers(patch: pytest.MonkeyPatch) -> None:
    def more(state: State, _: str) -> Record:
        return {"open": sum(each.status == "open" for each in state.documents.values())}

    adding(patch, "menu", more)


@leak
def an_explanation_is_told_to_its_end(patch: pytest.MonkeyPatch) -> None:
    honest = part("reckoning.settling").told_to

    def all_of_it(_readers: Any, *rest: Any) -> Any:
        return honest(("control",), *rest)

    patch.setattr(part("reckoning.settling"), "told_to", all_of_it)
    patch.setattr(part("view.reasons"), "cut", lambda _reader, _paper, causes: list(causes))


@leak
def a_settled_text_keeps_the_number_of_candidates(patch: pytest.MonkeyPatch) -> None:
    def more(state: State, identity: str) -> Record:
        paper = state.paper(identity)
        fate = paper and paper.fate
        first = state.you_first.get(fate.round, ()) if fate else ()
        return {"standing": len(first) + len(state.concluded_at)}

    adding(patch, "document", more)


@leak
def the_ledger_counts_promises_that_are_secret(patch: pytest.MonkeyPatch) -> None:
    def hushed(state: State, identity: str) -> Record:
        operative = sum(each.status == "operative" for each in state.standings.values())
        return {"operative": operative} if identity == "assurances" else {}

    adding(patch, "ledger", hushed)


@leak
def a_lucky_draw_depends_on_how_many_came_before(patch: pytest.MonkeyPatch) -> None:
    """A stream instead of a hash by name: what is hidden shifts everybody's luck."""
    verify = part("reckoning.verify")
    honest = verify.luck
    drawn: dict[int, Iterator[int]] = {}

    def next_one(course: Any, label: str) -> int:
        """Name the draw by its number in this reckoning, not by what is drawn for."""
        return honest(course, f"draw:{next(drawn.setdefault(id(course), count()))}")

    patch.setattr(verify, "luck", next_one)


@leak
def a_lone_line_says_how_others_sealed(patch: pytest.MonkeyPatch) -> None:
    def more(state: State, identity: str) -> Record:
        sheets: Mapping[Any, Any] = state.past_sheets.get(int(identity), {})
        return {"closing": sum(sheets[seat].close for seat in SEATS if seat in sheets)}

    adding(patch, "aftermath", more)


@leak
def a_text_s_digest_travels_with_its_message(patch: pytest.MonkeyPatch) -> None:
    def more(state: State, _: str) -> Record:
        last = max(state.messages.values(), key=lambda said: said.id, default=None)
        return {"last": last.text.digest if last else None}

    adding(patch, "table", more)
