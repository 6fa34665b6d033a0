"""The HTTP edge: FastAPI answers at our addresses only, in our words only."""

import pytest
from fastapi.exceptions import RequestValidationError

from server.edge import Answering, problem_of
from server.problems import HEADERS


async def test_every_address_is_an_entry_that_lets_in_whom_it_names(server):
    routes = server.house.http.routes
    assert len(routes) > 10
    for route in routes:
        assert isinstance(route, Answering), route.path
        (dependency,) = route.dependant.dependencies
        assert dependency.call.__qualname__ == "Gate.lets_in.<locals>.let_in", route.path


@pytest.mark.parametrize("path", ["/docs", "/redoc", "/openapi.json", "/api/scenarios/", "/join/"])
async def test_there_is_no_address_beside_the_entries(server, path):
    answer = await server.http.get(path)
    assert (answer.status_code, answer.json()["code"]) == (404, "not-found")


async def test_a_wrong_method_is_told_all_right_ones(table):
    answer = await table.running.http.put(f"{table.path}/session")
    assert (answer.status_code, answer.json()["code"]) == (405, "not-allowed")
    assert answer.headers["allow"] == "DELETE, POST"
    wrong = await table.running.http.put(table.path)
    assert wrong.headers["allow"] == "GET, HEAD"


async def test_head_is_get_without_its_body(server):
    asked, told = await server.http.head("/healthz"), await server.http.get("/healthz")
    assert (asked.status_code, asked.content) == (200, b"")
    assert asked.headers["content-length"] == told.headers["content-length"]
    assert {name: asked.headers[name] for name in HEADERS} == HEADERS


def test_what_fastapi_finds_wrong_with_a_request_is_malformed():
    found = {"type": "int_parsing", "loc": ("query", "since"), "msg": "Not a number.", "input": "x"}
    problem = problem_of(RequestValidationError([found]), "GET /")
    assert (problem.status, problem.code, problem.field) == (400, "malformed", "since")
    assert problem.detail == "Not a number."


async def test_a_body_with_a_key_twice_or_one_too_many_is_malformed(table):
    for body in (b'{"code": "A", "code": "B"}', b'{"code": "A", "wish": 3}', b'{"code": NaN}'):
        answer = await table.running.http.post("/api/join", content=body)
        assert (answer.status_code, answer.json()["code"]) == (400, "malformed"), body
        assert answer.headers["content-type"] == "application/problem+json"
