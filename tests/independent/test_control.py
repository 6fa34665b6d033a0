"""Control's whole set of commands, and that nobody else has any of it."""

from tests.independent import play
from tests.independent.client import Client
from tests.independent.house import VIEWERS

CLOCK = {"corridors": 600, "plenary": 600, "capitals": 600, "reckoning": 600}
RUMOUR = {"title": "A rumour", "text": "Ships left.", "effects": [{"by": 3, "meter": "tension"}]}


async def minutes(control: Client) -> None:
    """Pause, resume and extend: the deadline goes, comes back, and moves."""
    deadline = control.main["deadline_ms"]
    await control.do({"kind": "pause"})
    assert (control.main["paused"], control.main["deadline_ms"]) == (True, None)
    assert 0 < control.main["left_ms"] <= 600_000
    await control.do({"kind": "resume"})
    assert (control.main["paused"], control.main["left_ms"]) == (False, None)
    resumed = control.main["deadline_ms"]
    assert deadline <= resumed < deadline + 30_000
    await control.do({"kind": "extend", "seconds": 90})
    assert control.main["deadline_ms"] == resumed + 90_000


async def news(control: Client, everybody) -> None:
    """Inject a card and words of one's own: all eight read them, and a meter moves."""
    card = control.menu["inject"]["cards"][0]
    await control.do({"kind": "inject", "card": card["id"]})
    tension = control.all("meter")["tension"]["value"]
    await control.do({"kind": "inject", **RUMOUR})
    assert control.all("meter")["tension"]["value"] == tension + 3
    for client in everybody:
        await client.until(lambda c=client: {"A rumour", card["title"]} <= titles(c))


def titles(client: Client) -> set[str]:
    return {one["title"] for one in client.all("news").values()}


async def test_time_and_news(house):
    async with (await house.found(clock=CLOCK)).sit() as clients:
        control = clients["control"]
        assert {"open", "reseat", "close", "whisper"} <= control.menu.keys()
        await control.do({"kind": "open"})
        assert {"pause", "extend", "advance", "inject"} <= control.menu.keys()
        await minutes(control)
        await news(control, clients.values())
        await control.do({"kind": "advance"})
        assert control.main["phase"] == "plenary"
        await control.do({"kind": "close"})
        assert (control.main["status"], control.main["phase"]) == ("ended", "closed")
        for client in clients.values():
            await client.until(lambda c=client: "result" in c.all("debrief"))
        play.all_fit_the_page(*clients.values())


async def test_a_seat_changes_hands(house):
    async with (await house.found()).sit("control", "rus") as clients:
        control, lost = clients["control"], clients["rus"]
        await control.do({"kind": "reseat", "seat": "rus", "holder": "bot:maximiser"})
        assert await lost.ended() == "revoked"
        assert (await lost.get()).status_code == 401
        assert control.records["seat/rus"]["bot"] == "maximiser"
        assert "rus" not in (await control.get("/links")).json()["seats"]
        await control.do({"kind": "reseat", "seat": "rus", "holder": "open"})
        code = (await control.get("/links")).json()["seats"]["rus"]["code"]
        joined = (await lost.http.post("/api/join", json={"code": code})).json()
        assert (joined["table"], joined["seat"]) == (lost.table, "rus")
        new = Client(house.base, lost.table, "rus", joined["token"])
        await new.connect()
        assert new.records["seat/rus"]["bot"] is None
        await new.leave()


async def test_only_control_controls(house):
    async with (await house.found()).sit() as clients:
        await clients["control"].do({"kind": "open"})
        for role in set(VIEWERS) - {"control"}:
            for command in ({"kind": "pause"}, {"kind": "inject", **RUMOUR}, {"kind": "close"}):
                assert (await clients[role].ask(command))["type"] == "refused"
                assert (await clients[role].post(command)).status_code == 422
            assert (await clients[role].get("/links")).status_code == 403
            assert (await clients[role].get("/export")).json()["export"] == "view"
        say = {"kind": "say", "channel": "press", "text": "me too"}
        assert (await clients["observer"].ask(say))["type"] == "refused"
        assert "menu/own" not in clients["observer"].records
        assert (await clients["control"].get("/export")).json()["export"] == "whole"
