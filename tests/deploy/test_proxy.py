"""deploy/Caddyfile, run in front of two servers: TLS, sockets, origins, addresses, and a drain."""

import asyncio
import signal
from pathlib import Path

import httpx2
import pytest
from websockets.exceptions import InvalidStatus

from tests.server.running import Player, Table
from tests.services.caddy import Caddy
from tests.services.postgres import free_port
from tests.services.process import Process

SECRET = "the secret of both servers"


class House:
    """Two servers on one PostgreSQL, and the proxy before them."""

    def __init__(self, url: str, var: Path) -> None:
        self.address = f"https://localhost:{free_port()}"
        shared = {"DATABASE_URL": url, "HEXTABLE_SECRET": SECRET, "PUBLIC_URL": self.address}
        # Where a server listens it says by its public address: so the ports are chosen here.
        self.ports = [free_port(), free_port()]
        self.servers = [
            Process(HEXTABLE_VAR=str(var), PORT=str(port), METRICS="127.0.0.1:0", **shared)
            for port in self.ports
        ]
        assert [each.address for each in self.servers] == [self.address] * 2
        self.metrics = [each.metrics for each in self.servers]
        self.proxy = Caddy(self.address, [f"127.0.0.1:{port}" for port in self.ports])

    @property
    def sockets(self) -> str:
        return self.address.replace("https", "wss")

    def client(self) -> httpx2.AsyncClient:
        return httpx2.AsyncClient(base_url=self.address, verify=self.proxy.trust(), timeout=60)

    def close(self) -> None:
        self.proxy.close()
        for server in self.servers:
            server.close()


@pytest.fixture
async def house(postgres, tmp_path):
    async with postgres.database() as url:
        house = await asyncio.to_thread(House, url, tmp_path)
        house.players = []
        yield house
        for player in house.players:
            await player.leaves()
        await asyncio.to_thread(house.close)


@pytest.fixture
async def http(house):
    async with house.client() as client:
        yield client


async def founded(house, http):
    answer = await http.post("/api/tables", json={"scenario": "first-session", "clock": "none"})
    assert answer.status_code == 201, answer.text
    return Table(house, answer.json())


async def connected(house, table, role, **hello):
    """Connect by cookie or token as a page from the house's own address does."""
    headers = {"Cookie": hello.pop("cookie")} if "cookie" in hello else {}
    player = await Player.connect(
        table, role, ssl=house.proxy.trust(), origin=house.address, additional_headers=headers
    )
    await player.hello(**hello)
    await player.until("welcome")
    return player


async def test_a_seat_is_taken_and_played_through_the_proxy(house, http):
    """By cookie, from the right page, with an address that nobody can make up."""
    page = await http.get("/")
    assert page.status_code == 200
    assert f"connect-src 'self' {house.sockets}" in page.headers["content-security-policy"]
    table = await founded(house, http)
    assert table.founded["seats"]["dprk"]["link"].startswith(f"{house.address}/join#")
    answer = await http.post(
        f"{table.path}/session",
        headers={**table.bearer("dprk"), "origin": house.address},
    )
    assert answer.status_code == 204
    cookie = answer.headers["set-cookie"]
    assert {"Secure", "HttpOnly", "SameSite=strict"} <= {*cookie.split("; ")}
    dprk = await connected(house, table, "dprk", cookie=cookie.partition(";")[0])
    usa = await connected(house, table, "usa", token=table.token("usa"))
    await dprk.does({"kind": "say", "channel": "dprk+usa", "text": "Through the proxy."})
    while not any(each.get("text") == "Through the proxy." for each in usa.records.values()):
        await usa.hear()
    await no_page_from_elsewhere(house, http, table)
    await no_address_made_up(http)


async def no_page_from_elsewhere(house, http, table):
    evil = "https://elsewhere.example"
    with pytest.raises(InvalidStatus) as denied:
        await Player.connect(table, "dprk", ssl=house.proxy.trust(), origin=evil)
    assert denied.value.response.status_code == 403
    answer = await http.post(f"{table.path}/session", headers={"origin": evil})
    assert (answer.status_code, answer.json()["code"]) == (403, "bad-origin")


async def no_address_made_up(http):
    """Twenty wrong codes at each server are all there are, whoever one says to be."""
    statuses = set()
    for n in range(41):
        said = {"x-forwarded-for": f"192.0.2.{n}", "forwarded": f"for=192.0.2.{n}"}
        answer = await http.post("/api/join", json={"code": "WRONGONE"}, headers=said)
        statuses.add(answer.status_code)
    assert statuses == {404, 429}


async def test_a_server_that_goes_sends_its_people_to_the_other_and_nobody_waits(house, http):
    table = await founded(house, http)
    dprk = await connected(house, table, "dprk", token=table.token("dprk"))
    await dprk.does({"kind": "say", "channel": "control", "text": "before"})
    going = await holder(house)
    ending = asyncio.create_task(asyncio.to_thread(going.end, signal.SIGTERM))
    assert await dprk.ended() == 1012
    assert dprk.heard[-1] == {"type": "bye", "code": "drain"}
    again = await connected(
        house, table, "dprk", token=table.token("dprk"), since=dprk.seq, epoch=dprk.epoch
    )
    assert again.heard[0]["full"] is False
    assert again.seq == dprk.seq
    await again.does({"kind": "say", "channel": "control", "text": "after"})
    for _ in range(5):
        assert (await http.get("/readyz")).status_code == 200
    assert await ending == 0


async def holder(house):
    """Return the server that holds the only socket."""
    async with httpx2.AsyncClient() as http:
        told = [(await http.get(each)).text for each in house.metrics]
    (place,) = [n for n, text in enumerate(told) if "hextable_sockets 1.0" in text]
    return house.servers[place]
