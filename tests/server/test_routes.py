"""The matrix of addresses, cell by cell: every route, asked by everybody there can be, by token and
by cookie; and every socket. A route that the matrix does not name fails here.
"""

from itertools import product

import pytest
from starlette.routing import Route

from server.seats import somebody
from tests.server.running import Player

SEATED = {"scenario": "korea-2020", "seats": {"eu": "open", "press": "open"}}
STRANGERS = (
    "nobody", "nonsense", "elsewhere", "revoked", "renewed", "dismissed", "resting", "next place",
)  # fmt: skip
"""Without a token, with none of ours, with one of another table, with that of a seat given away
since; of a member with newer links, of one dismissed, of one whose delegation a bot plays now, and
with that of a place which nobody was given."""
TEAM = {"usa-1": ("member", "security"), "usa-2": ("mentor", None), "usa-3": ("member", None)}
"""A delegation's people besides its head: a desk, the mentor, and a member who is deputy while
the head is here (Rulebook 1.12, 1.16)."""
ASKERS = (*STRANGERS, "usa", *TEAM, "control", "observer", "press", "eu")
"""Who asks: strangers, and each kind of person."""
SEATED_ASKERS = ASKERS[len(STRANGERS) :]


def anyone(status):
    return dict.fromkeys(ASKERS, status)


def seated(status, **others):
    known = {**dict.fromkeys(STRANGERS, 401), **dict.fromkeys(SEATED_ASKERS, status)}
    assert others.keys() <= known.keys()
    return known | others


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
    # The game is not over: what control asks for is refused by the rules.
    ("POST", "/api/tables/{table:str}/fork"): (
        {"id": "f", "round": 1, "phase": "corridors"},
        seated(403, control=422),
    ),
    ("GET", "/api/tables/{table:str}/links"): (None, seated(403, control=200)),
    ("GET", "/api/tables/{table:str}/team"): (None, seated(403, usa=200)),
    ("POST", "/api/tables/{table:str}/session"): (None, seated(204)),
    # Control has no line to itself, observers say nothing, a mentor speaks to its own people
    # alone: the rules refuse these three.
    ("POST", "/api/tables/{table:str}/commands"): (
        SAY,
        seated(200, control=422, observer=422, **{"usa-2": 422}),
    ),
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
    other, gone = await server.found(), await strangers_of(server, table)
    head = await table.sits("usa")
    for rank, desk in TEAM.values():
        await head.does({"kind": "appoint", "rank": rank, "desk": desk})
    await head.does({"kind": "deputy", "place": 3})
    return {
        "nobody": ("usa", None),
        "nonsense": ("usa", table.token("usa")[:-1] + "~"),
        "elsewhere": ("usa", other.token("usa")),
        **gone,
        "next place": ("usa-4", token_of(server, table, "usa-4")),
        **{who: (who, token_of(server, table, who)) for who in TEAM},
        **{role: (role, table.token(role)) for role in SEATED_ASKERS if role not in TEAM},
    }


def token_of(server, table, who, generation=1):
    """Return the token that whoever has a place is given, or would be."""
    return server.house.door.seats.token(somebody(table.id, who, generation))


async def strangers_of(server, table):
    """Return who once held a place or a seat here: their role and the token they were given."""
    control = await table.sits("control")
    for seat in ("rok", "prc"):
        await control.does({"kind": "appoint", "seat": seat, "rank": "member", "desk": None})
    await control.does({"kind": "appoint", "seat": "rok", "rank": "mentor", "desk": None})
    gone = {"renewed": "rok-1", "dismissed": "rok-2", "resting": "prc-1"}
    held = {name: (who, token_of(server, table, who)) for name, who in gone.items()}
    await control.does({"kind": "renew", "seat": "rok", "place": 1})
    await control.does({"kind": "dismiss", "seat": "rok", "place": 2})
    await control.does({"kind": "reseat", "seat": "prc", "holder": "bot:reciprocator"})
    revoked = table.token("jpn")
    await control.does({"kind": "reseat", "seat": "jpn", "holder": "open"})
    await control.leaves()
    return {"revoked": ("jpn", revoked), **held}


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
        for asker in ("nobody", "usa", "usa-1", "control") if method == "GET" else ():
            proven = proof("token", table, *known[asker])
            answer = await server.http.head(filled(path, table), **proven)
            assert (answer.status_code, answer.content) == (statuses[asker], b""), (path, asker)


# --- sockets ---

GREETED = {
    "nobody": ("refused", "unauthorized"),
    "nonsense": ("refused", "unauthorized"),
    "elsewhere": ("refused", "unauthorized"),
    **dict.fromkeys(STRANGERS[3:], ("bye", "revoked")),
    **dict.fromkeys(SEATED_ASKERS, ("welcome", None)),
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


async def test_a_token_speaks_for_its_own_role_alone(server, table):
    """Nor does a member's for its head, or a head's for its mentor."""
    known = await credentials(server, table)
    for claimed, role in product(SEATED_ASKERS, SEATED_ASKERS):
        player = await Player.connect(table, claimed)
        await player.hello(token=known[role][1])
        heard = await player.hear()
        assert heard["type"] == ("welcome" if role == claimed else "refused"), (claimed, role)
        await player.leaves()
