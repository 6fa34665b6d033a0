"""The matrix of a delegation's people over the wire: every kind of command, by a member and by the
mentor, through the socket and through HTTP, answered as the matrix of permissions says.

The server knows who asks by the token alone; what is not named in the matrix is refused
(Rulebook 1.14, tests/rules/permissions.txt).
"""

import pytest

from rules.parse.command import KINDS
from server import door
from server.limits import Rate
from tests.rules.full_table import BARE, HELD, about, things
from tests.rules.test_permissions import ALLOWED, DENIED
from tests.rules.test_permissions import table as matrix
from tests.server.running import Player, running
from tests.server.test_routes import token_of

CORRIDORS = HELD.index("corridors")
PEOPLE = {"usa-1": "member", "usa-2": "mentor"}
HERE = ("nothing", "-", "room", "press", "control", "control+usa", "rok+usa", "dprk+jpn", "team",
        "team+usa", "team+rok", "nowhere")  # fmt: skip
"""What the matrix names and any table has."""


def asked():
    """Yield every kind of command a person may send, about everything there is here."""
    for kind in KINDS:
        for thing in things(kind):
            if thing in HERE:
                rest = BARE[kind] if kind in BARE else about(kind, thing, "nosuchpaper1")
                yield kind, thing, {"kind": kind, **rest}


def expected(who):
    """Return what the matrix says of a person in the corridors: (kind, thing) -> code."""
    denied = (DENIED,) * len(HELD)
    return {(k, t): matrix().get((k, t, who), denied)[CORRIDORS] for k, t, _ in asked()}


@pytest.fixture
async def server(tmp_path, monkeypatch):
    """A server that takes commands as fast as the matrix gives them."""
    monkeypatch.setattr(door, "COMMANDS", Rate(per_second=1_000, burst=1_000))
    async with running(tmp_path) as here:
        yield here


@pytest.fixture
async def teamed(server):
    """A table in its corridors at which the United States are a team."""
    table = await server.found()
    head = await table.sits("usa")
    for rank in PEOPLE.values():
        await head.does({"kind": "appoint", "rank": rank})
    await table.opens()
    return table


async def by_socket(server, table, who):
    """Return the code of each answer to all that may be asked, over one connection."""
    player = await Player.connect(table, who)
    await player.hello(token=token_of(server, table, who))
    await player.until("welcome")
    return {(k, t): code(await player.asks(command)) for k, t, command in asked()}


async def by_http(server, table, who):
    bearer = {"authorization": f"Bearer {token_of(server, table, who)}"}
    found = {}
    for kind, thing, command in asked():
        body = {"id": f"{kind}-{thing}".replace("+", "."), "command": command}
        answer = await server.http.post(f"{table.path}/commands", json=body, headers=bearer)
        found[kind, thing] = code(answer.json())
    return found


def code(answer):
    return answer.get("code", ALLOWED)


@pytest.mark.parametrize("way", [by_socket, by_http], ids=["socket", "http"])
@pytest.mark.parametrize("who", PEOPLE)
async def test_a_rank_holds_on_the_wire_whatever_is_sent(server, teamed, who, way):
    assert await way(server, teamed, who) == expected(who)


def test_every_kind_is_tried():
    assert {kind for kind, *_ in asked()} == {*KINDS}
