"""The HTTP interface described as OpenAPI, for schemathesis to try; and the trying.

Owns the description: the server publishes none, for what is on the wire are records and commands.
Bodies come from the very types that the server reads.
"""

import asyncio
from concurrent.futures import ProcessPoolExecutor
from itertools import product
from multiprocessing import get_context
from typing import Any

import msgspec
import schemathesis
from hypothesis import HealthCheck, given, seed, settings
from schemathesis import GenerationMode

from rules.parse.shapes import Shape
from server.api import Code, Command
from server.forking import NewFork
from server.founding import NewTable
from tests.fuzz.asking import STATUSES
from tests.fuzz.house import House

ROLES = ("usa", "control", "observer")
PLACES = {"table": "its id", "name": "first-session", "role": "usa"}
OPERATIONS: tuple[tuple[str, str, type | None], ...] = (
    ("post", "/api/tables", NewTable),
    ("get", "/api/tables/{table}", None),
    ("post", "/api/tables/{table}/commands", Command),
    ("post", "/api/tables/{table}/session", None),
    ("delete", "/api/tables/{table}/session", None),
    ("post", "/api/tables/{table}/fork", NewFork),
    ("get", "/api/tables/{table}/links", None),
    ("get", "/api/tables/{table}/export", None),
    ("post", "/api/join", Code),
    ("get", "/api/mine", None),
    ("get", "/api/scenarios", None),
    ("get", "/api/scenarios/{name}", None),
    ("get", "/api/bots", None),
    ("get", "/healthz", None),
    ("get", "/readyz", None),
    ("get", "/", None),
    ("get", "/join", None),
    ("get", "/t/{table}/{role}", None),
    ("get", "/static/{path}", None),
)


PATIENCE_S = 120
"""How long an answer may take: what is late is no fault here, and processes may starve."""


def description(table: str) -> dict[str, Any]:
    """Return the OpenAPI of one table's server."""
    kinds = (NewTable, NewFork, Code, Command, Shape)
    _, components = msgspec.json.schema_components(
        kinds, ref_template="#/components/schemas/{name}"
    )
    shapes = msgspec.json.schema_components((Shape,), ref_template="#/components/schemas/{name}")[0]
    components["Command"]["properties"]["command"] = shapes[0]
    paths: dict[str, Any] = {}
    for method, path, body in OPERATIONS:
        paths.setdefault(path, {})[method] = operation(path, body, table)
    info = {"title": "Hextable", "version": "1"}
    return {
        "openapi": "3.1.0", "info": info, "paths": paths, "components": {"schemas": components},
    }  # fmt: skip


def operation(path: str, body: type | None, table: str) -> dict[str, Any]:
    names = [part[1:-1] for part in path.split("/") if part.startswith("{")]
    known = {**PLACES, "table": table}
    given: dict[str, Any] = {
        "parameters": [
            {"name": name, "in": "path", "required": True, "schema": place(known.get(name))}
            for name in names
        ]
        + [{"name": "as", "in": "query", "schema": {"type": "string"}}],
        "responses": {"default": {"description": "whatever it is"}},
    }
    if body is not None:
        schema = {"$ref": f"#/components/schemas/{body.__name__}"}
        given["requestBody"] = {
            "required": True,
            "content": {"application/json": {"schema": schema}},
        }
    return given


def place(known: str | None) -> dict[str, Any]:
    """Return the schema of a part of a path: now what is there, now anything."""
    anything: dict[str, Any] = {"type": "string", "minLength": 1}
    return anything if known is None else {"anyOf": [{"const": known}, anything]}


async def tried(house: House, seed_: int, count: int) -> int:
    """Let schemathesis try every operation, right and wrong; return how many requests it made.

    In a process of its own: it remembers hundreds of MiB, and the house is watched for growth.
    """
    table = await house.found()
    tokens = [table.token(role) for role in ROLES]
    asked = (description(table.id), house.here.settings.address, tokens, seed_, count)
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as alone:
        made = await asyncio.get_running_loop().run_in_executor(alone, _try_all, *asked)
    house.thrown.frames += made
    return made


def _try_all(raw: dict[str, Any], address: str, tokens: list[str], seed_: int, count: int) -> int:
    schema = schemathesis.openapi.from_dict(raw)
    found = [each.ok() for each in schema.get_all_operations()]
    trials = [*product(found, (GenerationMode.POSITIVE, GenerationMode.NEGATIVE))]
    made = 0
    for place_, (operation_, mode) in enumerate(trials):
        bearer = {"authorization": f"Bearer {tokens[place_ % len(tokens)]}"}
        cases = operation_.as_strategy(generation_mode=mode)
        made += _try(cases, {"base_url": address, "headers": bearer}, seed_, count // len(trials))
    return made


def _try(cases: Any, how: dict[str, Any], seed_: int, count: int) -> int:
    """Send so many cases; return how many there were of them."""
    made: list[int] = []

    @seed(seed_)
    @settings(
        max_examples=max(1, count),
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=cases)
    def one(case: Any) -> None:
        answer = case.call(timeout=PATIENCE_S, **how)
        made.append(answer.status_code)
        assert answer.status_code in STATUSES, (answer.status_code, case)

    one()
    return len(made)
