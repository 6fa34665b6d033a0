"""Six clients play a whole game by menus alone, and every step is held against the page."""

import asyncio

from tests.independent import play
from tests.independent.house import SEATS
from tests.independent.play import Table

SWAPS = {
    1: [("usa", "rok", "dprk", "public"), ("prc", "rus", "dprk", "secret")],
    2: [("dprk", "prc", "usa", "closed"), ("jpn", "rok", "dprk", "public")],
    3: [("rus", "prc", "jpn", "public")],
}
"""For each round who drafts with whom for whom, and who may read it."""
WORLD = {"table", "seat", "meter", "instrument", "channel", "message", "document", "clause"}
WORLD |= {"news", "aftermath", "ledger"}
DEBRIEF = {"result", "promises", "settlements", "sheets", "frontier", "trust", "beliefs"}
DEBRIEF |= {"commitments", "overheard"}


def offered(table, role, kind):
    return table.clients[role].menu.get(kind, {"documents": []})["documents"]


async def signed_swap(table, role, partner, other, audience):
    """Draft a swap, let the partner sign, and table it if it is not for the world."""
    id_ = await play.draft_a_swap(table, role, partner, other, audience)
    await table.gives(partner, {"kind": "cosign", "document": id_})
    author = table.clients[role]
    await author.until(lambda: partner in author.all("document")[id_]["signed"])
    if audience != "public":
        assert id_ in offered(table, role, "table")
        await table.gives(role, {"kind": "table", "document": id_})


async def plenary(table, round_):
    """Table what is for the world; later disclose and denounce what there is."""
    kinds = ("table", "disclose", "denounce")[: 1 if round_ == 1 else 3]
    for seat in SEATS:
        for kind in kinds:
            for id_ in offered(table, seat, kind)[:1]:
                await table.gives(seat, {"kind": kind, "document": id_})


async def play_round(table, round_):
    if round_ == 1:
        await asyncio.gather(*(play.try_every_word(table, seat) for seat in SEATS))
    for swap in SWAPS[round_]:
        await signed_swap(table, *swap)
    await table.all_are_ready()
    await asyncio.gather(*(play.try_every_channel(table, seat) for seat in SEATS))
    await plenary(table, round_)
    await table.all_are_ready()
    await asyncio.gather(*(play.seal(table, seat) for seat in SEATS))
    await table.all_are_ready()


def sees_only_the_world(observer):
    assert {key.partition("/")[0] for key in observer.records} <= WORLD
    assert {one["channel"] for one in observer.all("message").values()} == {"press"}
    assert observer.all("channel").keys() == {"press"}
    papers = observer.all("document").values()
    assert all(one["audience"] == "public" or one["disclosed"] for one in papers)


async def test_a_game_by_menus_alone(house):
    async with (await house.found()).sit() as clients:
        table = Table(clients)
        await table.gives("control", {"kind": "open"})
        for round_ in (1, 2, 3):
            await table.all_agree()
            await play_round(table, round_)
            if round_ == 1:
                sees_only_the_world(clients["observer"])
            if round_ < 3:
                await table.all_are_ready()
        for client in clients.values():
            assert client.main["status"] == "ended"
            assert client.main["outcome"]
            assert client.all("debrief").keys() == DEBRIEF
            assert set(client.all("aftermath")) == {"1", "2", "3"}
        assert clients["control"].all("clause")
        assert clients["control"].records["debrief/promises"]["promises"]
        every = {"draft", "cosign", "table", "withdraw", "denounce", "disclose", "say", "seal"}
        assert every <= table.given
        play.all_fit_the_page(*clients.values())
