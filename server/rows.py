"""How the values of the log stand in the rows of the data base, on every engine alike.

Owns the order of columns and the JSON in them. It must never talk to a data base.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from .engine import Change, Question
from .log import Entry, Facts, Step

Row = tuple[Any, ...]
STEP = "seq, at_ms, person, command_id, command_hash, answer, events, seat_seqs, head"
FACTS = "name, round, phase, deadline_ms, people, bots, generations"
INSERT_STEP = (
    f"INSERT INTO step (table_id, {STEP}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
    " ON CONFLICT DO NOTHING"
)
INSERT_TEXT = "INSERT INTO text (table_id, seq, id, salt, body) VALUES ($1, $2, $3, $4, $5)"
INSERT_CODE = (
    "INSERT INTO code (table_id, key, role, generation) VALUES ($1, $2, $3, $4)"
    " ON CONFLICT DO NOTHING"
)
ERASE_TEXT = "UPDATE text SET salt = NULL, body = NULL WHERE table_id = $1 AND id = $2"
UPDATE_FACTS = (
    "UPDATE game SET name = $2, round = $3, phase = $4, deadline_ms = $5, people = $6, bots = $7,"
    " generations = $8 WHERE id = $1"
)


def step_row(step: Step) -> Row:
    """Return a step's columns, its table's id first."""
    return (
        step.table,
        step.seq,
        step.at_ms,
        step.person,
        step.command_id,
        step.command_hash,
        msgspec.json.encode(step.answer).decode(),
        step.events.decode(),
        msgspec.json.encode(step.seat_seqs).decode(),
        step.head,
    )


def step_of(table: str, row: Sequence[Any]) -> Step:
    """Return the step in the columns STEP."""
    return Step(
        table=table,
        seq=row[0],
        at_ms=row[1],
        person=row[2],
        command_id=row[3],
        command_hash=row[4],
        answer=json.loads(row[5]),
        events=row[6].encode(),
        seat_seqs=json.loads(row[7]),
        head=row[8],
    )


def text_rows(entry: Entry) -> Iterator[Row]:
    """Return the columns of the texts that a step brings."""
    step = entry.step
    return ((step.table, step.seq, text.id, text.salt, text.body) for text in entry.texts)


def erased_rows(entry: Entry) -> Iterator[Row]:
    """Return which texts a step takes back."""
    return ((entry.step.table, text) for text in entry.erased)


def code_rows(entry: Entry) -> Iterator[Row]:
    """Return the columns of the codes that a step brings."""
    return ((entry.step.table, key, *holder) for key, holder in entry.codes.items())


def fact_row(facts: Facts) -> Row:
    """Return a table's facts in the order of FACTS."""
    people = json.dumps(facts.people)
    generations = json.dumps(facts.generations)
    return (
        *(facts.name, facts.round, facts.phase, facts.deadline_ms),
        *(people, facts.bots, generations),
    )


def facts_of_row(row: Sequence[Any]) -> Facts:
    """Return the facts in the columns FACTS."""
    return Facts(
        name=row[0],
        round=row[1],
        phase=row[2],
        deadline_ms=row[3],
        people=tuple(json.loads(row[4])),
        bots=row[5],
        generations=json.loads(row[6]),
    )


def opening(
    scenario: str, body: bytes, entries: Sequence[Entry], facts: Facts
) -> tuple[Change, ...]:
    """Return what founds a table: its scenario, itself, its codes and the steps it begins with."""
    newest = entries[-1].step
    game = (
        f"INSERT INTO game (id, scenario, created_ms, rested, {FACTS})"
        " VALUES ($1, $2, $3, 0, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING"
    )
    return (
        Change(
            "INSERT INTO scenario (digest, body) VALUES ($1, $2) ON CONFLICT DO NOTHING",
            [(scenario, body)],
        ),
        Change(game, [(newest.table, scenario, newest.at_ms, *fact_row(facts))], must=True),
        Change(INSERT_CODE, [row for each in entries for row in code_rows(each)], must=True),
        Change(INSERT_STEP, [step_row(each.step) for each in entries], must=True),
        Change(INSERT_TEXT, [row for each in entries for row in text_rows(each)]),
    )


def appending(entry: Entry) -> tuple[Change, ...]:
    """Return what stores a step one table at a time."""
    facts = [(entry.step.table, *fact_row(entry.facts))] if entry.facts else []
    return (
        Change(INSERT_STEP, [step_row(entry.step)], must=True),
        Change(INSERT_TEXT, list(text_rows(entry))),
        Change(ERASE_TEXT, list(erased_rows(entry))),
        Change(INSERT_CODE, list(code_rows(entry))),
        Change(UPDATE_FACTS, facts),
    )


def stored_step(step: Step) -> Question:
    """Return the question whether this very step is stored: its head says so."""
    return Question(
        "SELECT 1 FROM step WHERE table_id = $1 AND seq = $2 AND head = $3",
        (step.table, step.seq, step.head),
    )
