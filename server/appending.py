"""The one SQL text by which PostgreSQL appends: many tables' steps, and all they bring, at once.

Owns that text and its columns. A step that is not returned was not stored, and nothing it would
have brought was; its neighbours are not touched by that.
"""

from collections.abc import Sequence
from typing import Any

from . import rows
from .engine import Question
from .log import Entry

APPEND = f"""
WITH asked AS (
    SELECT * FROM unnest(
        $1::text[], $2::bigint[], $3::bigint[], $4::text[], $5::text[], $6::bytea[], $7::text[],
        $8::text[], $9::text[], $10::bytea[]
    ) AS one (table_id, {rows.STEP})
), stored AS (
    INSERT INTO step (table_id, {rows.STEP})
    SELECT table_id, {rows.STEP} FROM asked ORDER BY table_id, seq
    ON CONFLICT DO NOTHING RETURNING table_id, head
), texts AS (
    INSERT INTO text (table_id, seq, id, salt, body)
    SELECT one.table_id, seq, id, salt, body
    FROM unnest($11::bytea[], $12::text[], $13::bigint[], $14::text[], $15::bytea[], $16::text[])
        AS one (head, table_id, seq, id, salt, body)
    JOIN stored USING (head)
), codes AS (
    INSERT INTO code (table_id, key, role, generation)
    SELECT one.table_id, key, role, generation
    FROM unnest($17::bytea[], $18::text[], $19::bytea[], $20::text[], $21::int[])
        AS one (head, table_id, key, role, generation)
    JOIN stored USING (head)
    ON CONFLICT DO NOTHING
), facts AS (
    UPDATE game SET name = one.name, round = one.round, phase = one.phase,
        deadline_ms = one.deadline_ms, people = one.people, bots = one.bots,
        generations = one.generations
    FROM unnest(
        $22::bytea[], $23::text[], $24::text[], $25::int[], $26::text[], $27::bigint[],
        $28::text[], $29::int[], $30::text[]
    ) AS one (head, table_id, {rows.FACTS})
    JOIN stored USING (head)
    WHERE game.id = one.table_id
), erased AS (
    UPDATE text SET salt = NULL, body = NULL
    FROM unnest($31::bytea[], $32::text[], $33::text[]) AS one (head, table_id, id)
    JOIN stored USING (head)
    WHERE text.table_id = one.table_id AND text.id = one.id
)
SELECT head FROM stored
"""
"""Steps go in by table, so that two processes never wait for each other in a ring."""
WIDTHS = (10, 6, 5, 9, 3)
STORED = """
SELECT head FROM step
JOIN unnest($1::text[], $2::bigint[], $3::bytea[]) AS asked (table_id, seq, head)
USING (table_id, seq, head)
"""


def columns(entries: Sequence[Entry]) -> list[Sequence[Any]]:
    """Return the values of APPEND: each column of each relation as one list."""
    relations = (
        [rows.step_row(entry.step) for entry in entries],
        [(entry.step.head, *row) for entry in entries for row in rows.text_rows(entry)],
        [(entry.step.head, *row) for entry in entries for row in rows.code_rows(entry)],
        [
            (entry.step.head, entry.step.table, *rows.fact_row(entry.facts))
            for entry in entries
            if entry.facts is not None
        ],
        [(entry.step.head, *row) for entry in entries for row in rows.erased_rows(entry)],
    )
    return [
        column
        for relation, width in zip(relations, WIDTHS, strict=True)
        for column in (zip(*relation, strict=True) if relation else [()] * width)
    ]


def stored(entries: Sequence[Entry]) -> Question:
    """Return the question which of these very steps are stored: their heads say so."""
    steps = [entry.step for entry in entries]
    each = ([s.table for s in steps], [s.seq for s in steps], [s.head for s in steps])
    return Question(STORED, each)
