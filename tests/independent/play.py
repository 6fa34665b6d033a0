"""A simple way to play, chosen from `menu/own` and the records alone.

Owns the policy (words, swaps, sheets) and the checks after each step of what a viewer holds:
against the snapshot that HTTP gives at the same `seq`, and against the page's tables.
"""

import asyncio
import json
from collections.abc import Iterator
from typing import Any

from tests.independent.client import Client, Command
from tests.independent.house import SEATS
from tests.independent.page import record_faults


class Table:
    """Eight clients at one table, checked after each step."""

    def __init__(self, clients: dict[str, Client]) -> None:
        self.clients = clients
        self.given: set[str] = set()

    async def gives(self, role: str, command: Command) -> None:
        """Give a command that the menu offers: it must be obeyed, and change what it should."""
        client = self.clients[role]
        assert command["kind"] in client.menu, (role, command)
        await client.do(command)
        self.given.add(command["kind"])
        await agrees(client)

    async def all_agree(self) -> None:
        """Check every viewer's store, and that all have arrived in the same phase."""
        await asyncio.gather(*(agrees(client) for client in self.clients.values()))
        assert len({(c.main["round"], c.main["phase"]) for c in self.clients.values()}) == 1

    async def all_are_ready(self) -> None:
        """Let all six say that they are ready, which ends the phase."""
        control = self.clients["control"]
        before = control.main["round"], control.main["phase"]
        for seat in SEATS:
            await self.gives(seat, {"kind": "ready", "on": True})
        await control.until(lambda: (control.main["round"], control.main["phase"]) != before)
        await self.all_agree()

    async def draft(self, role: str, document: dict[str, Any], **more: str) -> str:
        """Write a draft, or write over one, and return its id."""
        before = self.clients[role].all("document").keys()
        await self.gives(role, {"kind": "draft", "document": document, **more})
        return more.get("replaces") or (self.clients[role].all("document").keys() - before).pop()


async def agrees(client: Client) -> None:
    """Check that the store was what the snapshot says at its `seq`."""
    snapshot = (await client.get()).json()
    await client.until(lambda: client.seq >= snapshot["seq"])
    assert snapshot["seat"] == client.role
    assert client.history[snapshot["seq"]] == snapshot["records"]


def all_fit_the_page(*clients: Client) -> None:
    """Check every record that ever came to somebody against the tables of the page."""
    found = {
        fault
        for client in clients
        for frame in map(json.loads, client.frames)
        for key, record in frame.get("records", {}).items()
        for fault in record_faults(key, record, client.role)
    }
    assert not found, sorted(found)


def clause(client: Client, debtor: str, instrument: str, toward: str) -> dict[str, Any]:
    """Return the least of an instrument for two rounds, toward somebody where it takes it."""
    found = client.records[f"instrument/{instrument}"]
    return {
        "debtor": debtor,
        "instrument": instrument,
        "level": found["step"] or found["levels"][0]["level"],
        "beneficiaries": [toward] if toward in found["recipients"] else [],
        "rounds": 2,
        "verification": "v3" if found["verifiable"] else "v0",
    }


def swaps(client: Client, partner: str, other: str, audience: str) -> Iterator[dict[str, Any]]:
    """Return every swap of one promise for another that the menu has words for."""
    debtors, role = client.menu["draft"]["debtors"], client.role
    parties = {"sponsors": [role, partner], "addressees": [other], "audience": audience}
    for ours in debtors[role]:
        for theirs in debtors[other]:
            clauses = [clause(client, role, ours, other), clause(client, other, theirs, role)]
            yield {"title": f"{ours} for {theirs}", **parties, "clauses": clauses}


async def draft_a_swap(table: Table, role: str, partner: str, other: str, audience: str) -> str:
    """Write swaps over one another until nothing stands in the way of one."""
    client, replaces = table.clients[role], {}
    for document in swaps(client, partner, other, audience):
        id_ = await table.draft(role, document, **replaces)
        if not client.records["menu/own"]["quotes"][id_]["problems"]:
            return id_
        replaces = {"replaces": id_}
    raise AssertionError(f"no swap for {role} and {other}")


async def try_every_word(table: Table, seat: str) -> None:
    """Draft each promise of one's own that the menu has words for, then drop the draft."""
    client, id_ = table.clients[seat], {}
    toward = "dprk" if seat != "dprk" else "rok"
    for instrument in client.menu["draft"]["debtors"][seat]:
        mine = clause(client, seat, instrument, toward)
        document = {"title": "Us", "sponsors": [seat], "audience": "public", "clauses": [mine]}
        id_ = {"replaces": await table.draft(seat, document, **id_)}
    await table.gives(seat, {"kind": "withdraw", "document": id_["replaces"]})


async def try_every_channel(table: Table, seat: str) -> None:
    """Speak wherever the menu lets one speak."""
    say = table.clients[seat].menu["say"]
    pair = "+".join(s for s in SEATS if s in (seat, "usa" if seat != "usa" else "rok"))
    for channel in say["channels"] + [pair] * say["private"] + ["control"] * say["control"]:
        await table.gives(seat, {"kind": "say", "channel": channel, "text": f"{seat} to {channel}"})


def sheets(menu: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Return sheets of one choice each: everything the menu of the capitals offers."""
    for id_, answer in menu["answers"].items():
        conditions = [{"accept": one["tree"]} for one in answer["reservations"]]
        yield from ({"answers": {id_: one}} for one in ("accept", "decline", *conditions))
    for id_ in menu["perform"]:
        yield from ({"perform": {id_: how}} for how in ("evade", "part"))
    yield from ({"divert": {id_: share}} for id_ in menu["divert"] for share in (0, 37, 100))
    for action in menu["actions"]:
        targets = action["targets"] or []
        most = {"none": 0, "seat": 1, "pair": 2, "format": 2}[action["target"]]
        yield {"action": {"action": action["id"], "target": targets[:most]}}
    for ground in (menu["walk_out"] or {"grounds": []})["grounds"]:
        yield {"walk_out": {"ground": ground["id"]}}
    yield {"return": menu["return"] is not None}
    yield {"close": menu["close"]}


def earnest(menu: dict[str, Any]) -> dict[str, Any]:
    """Return a sheet that accepts what can be paid."""
    room, accepted = menu["room"], {}
    for id_, answer in menu["answers"].items():
        if answer["price"] <= room:
            room, accepted[id_] = room - max(answer["price"], 0), "accept"
    return {"answers": accepted}


async def seal(table: Table, seat: str) -> None:
    """Try every sheet of one choice, then seal one in earnest."""
    menu = table.clients[seat].menu["seal"]
    for sheet in (*sheets(menu), earnest(menu)):
        await table.gives(seat, {"kind": "seal", "instructions": sheet})
        own = table.clients[seat].records["instructions/own"]
        assert own["sealed"]
        assert own["instructions"] == own["instructions"] | sheet
