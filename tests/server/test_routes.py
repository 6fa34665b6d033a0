"""The matrix of addresses, cell by cell: every route, asked by everybody there can be, by token and
by cookie; and every socket. A route that the matrix does not name fails here.
"""

from itertools import product

import pytest
from starlette.routing import Route

from tests.server.running import Player

SEATED = {"scenario": "korea-2020", "seats": {"eu": "open", "press": "open"}}
ASKERS = (
    "nobody", "nonsense", "elsewhere", "revoked", "usa", "control", "observer", "press", "eu",
)  # fmt: skip
"""Who asks: without a token, with none of ours, with one of another table, with that of a seat
given away since, and with that of each kind of person."""
STRANGERS = ASKERS[:4]


def anyone(status):
    return dict.fromkeys(ASKERS, status)


def seated(status, **others):
    return {**dict.fromkeys(STRANGERS, 401), **dict.fromkeys(ASKERS[4:], status), **others}


SAY = {"id": "said", "command": {"kind": "say", "channel": "control", "text": "hello"}}
MATRIX = {
    # method, route: what to send, and the status for each asker
    ("GET", "/"): (None, anyone(200)),
    ("GET", "/join"): (None, anyone(200)),
    ("GET", "/t/{table:str}/{role:str}"): (None, anyone(200)),
    ("GET", "/static/{path:path}"): (None, anyone(200)),
    ("GET", "/healthz"): (None, anyone(200)),
    ("GET", "/readyz"): (None, anyone(200)),
    ("GET", "/api/bots"): (None, anyone(200)),
    ("GET", "/api/scenarios"): (None, anyone(200)),
    ("GET", "/api/scenarios/{name:str}"): (None, anyone(200)),
    ("GET", "/api/mine"): (None, anyone(200)),
    ("POST", "/api/tables"): ({"scenario": "first-session"}, anyone(201)),
    ("POST", "/api/join"): ({"code": "its code"}, anyone(200)),
    ("GET", "/api/tables/{table:str}"): (None, seated(200)),
    ("GET", "/api/tables/{table:str}/export"): (None, seated(200)),
    ("GET", "/api/tables/{table:str}/links"): (None, seated(403, control=200)),
    ("GET", "/api/tables/{table:str}/team"): (None, seated(403, usa=200)),
    ("POST", "/api/tables/{table:str}/session"): (None, seated(204)),
    # Control has no line to itself, observers say nothing: the rules refuse these two.
    ("POST", "/api/tables/{table:str}/commands"): (SAY, seated(200, control=422, observer=422)),
    # Whoever may have lost its seat may still forget it on this browser.
    ("DELETE", "/api/tables/{table:str}/session"): (None, anyone(204)),
}
SAFE = ("GET", "HEAD")
WAYS = ("token", "cookie")
ORIGINS = ("http://elsewhere.example", "null", "https://127.0.0.1", "")


@pytest.fixture
async def table(server):
    return await server.found(**SEATED)


async def credentials(server, table):
    """Return the role and token of each asker."""
    other = await server.found()
    revoked = table.token("jpn")
    control = await table.sits("control")
    await control.does({"kind": "reseat", "seat": "jpn", "holder": "open"})
    await control.leaves()
    strangers = {
        "nobody": ("usa", None),
        "nonsense": ("usa", table.token("usa")[:-1] + "~"),
        "elsewhere": ("usa", other.token("usa")),
        "revoked": ("jpn", revoked),
    }
    return strangers | {role: (role, table.token(role)) for role in ASKERS[4:]}


def filled(path, table):
    """Return an address of a route at this table."""
    for name, value in {
        "{table:str}": table.id,
        "{role:str}": "usa",
        "{name:str}": "first-session",
        "{path:path}": "css/base.css",
    }.items():
        path = path.replace(name, value)
    return path


def proof(way, table, role, token):
    """Return what a request needs to prove to be somebody, by one way or the other."""
    if token is None:
        return {}
    if way == "token":
        return {"headers": {"authorization": f"Bearer {token}"}}
    return {"headers": {"cookie": f"hextable_{table.id}_{role}={token}"}}


def body_of(body, table):
    return body if body != {"code": "its code"} else {"code": table.founded["observer"]["code"]}


def addresses(server):
    """Return every method and path at which the application answers."""
    routes = server.house.http.routes
    assert all(isinstance(route, Route) for route in routes), "something is mounted"
    return {
        (method, route.path) for route in routes for method in route.methods if method != "HEAD"
    }


async def test_every_address_has_its_row(server):
    assert addresses(server) == set(MATRIX)


async def test_every_route_answers_everybody_as_the_matrix_says(server, table):
    known = await credentials(server, table)
    found, expected = {}, {}
    for (method, path), (body, statuses) in MATRIX.items():
        for (asker, status), way in product(statuses.items(), WAYS):
            role, token = known[asker]
            answer = await server.http.request(
                method,
                filled(path, table),
                params={"as": role} if way == "cookie" or method == "DELETE" else {},
                json=body_of(body, table),
                **proof(way, table, role, token),
            )
            found[method, path, asker, way] = answer.status_code
            expected[method, path, asker, way] = status
            server.http.cookies.clear()
    assert found == expected


async def test_no_page_from_elsewhere_changes_anything(server, table):
    """Whatever proof came along: a browser sends cookies for whoever asks it to."""
    proven = proof("cookie", table, "control", table.token("control"))["headers"]
    for (method, path), (body, _) in MATRIX.items():
        for origin in ORIGINS if method not in SAFE else ():
            answer = await server.http.request(
                method,
                filled(path, table),
                params={"as": "control"},
                json=body_of(body, table),
                headers={**proven, "origin": origin},
            )
            refused = (answer.status_code, answer.json()["code"])
            assert refused == (403, "bad-origin"), (path, origin)


async def test_head_tells_what_get_would(server, table):
    known = await credentials(server, table)
    for (method, path), (_, statuses) in MATRIX.items():
        for asker in ("nobody", "usa", "control") if method == "GET" else ():
            proven = proof("token", table, *known[asker])
            answer = await server.http.head(filled(path, table), **proven)
            assert (answer.status_code, answer.content) == (statuses[asker], b""), (path, asker)


# --- sockets ---

GREETED = {
    "nobody": ("refused", "unauthorized"),
    "nonsense": ("refused", "unauthorized"),
    "elsewhere": ("refused", "unauthorized"),
    "revoked": ("bye", "revoked"),
    **dict.fromkeys(ASKERS[4:], ("welcome", None)),
}


async def test_every_socket_is_greeted_as_the_matrix_says(server, table):
    known = await credentials(server, table)
    for (asker, greeting), way in product(GREETED.items(), WAYS):
        role, token = known[asker]
        options = {"additional_headers": proof(way, table, role, token).get("headers", {})}
        player = await Player.connect(table, role, **(options if way == "cookie" else {}))
        await player.hello(**({"token": token} if way == "token" and token else {}))
        heard = await player.hear()
        assert (heard["type"], heard.get("code")) == greeting, asker
        await player.leaves()


async def test_a_token_speaks_for_its_own_role_alone(table):
    for claimed, role in product(ASKERS[4:], ASKERS[4:]):
        player = await Player.connect(table, claimed)
        await player.hello(token=table.token(role))
        heard = await player.hear()
        assert heard["type"] == ("welcome" if role == claimed else "refused"), (claimed, role)
        await player.leaves()
