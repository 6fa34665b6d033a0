"""Bent bodies over HTTP: each is answered with a status of its own, and a problem says which.

Owns what must come back. What is thrown is `bending`'s.
"""

from random import Random
from typing import Any

from tests.fuzz.bending import Bender, written
from tests.fuzz.house import House
from tests.fuzz.wires import ENDING, WORDS, command
from tests.server.running import Table

FOUNDING = {
    "scenario": "first-session", "language": "en", "seats": {"usa": "open", "rok": "bot:maximiser"},
    "clock": {"corridors": 60, "plenary": None}, "rounds": 3, "name": "A name", "types": {},
    "seed": "s",
}  # fmt: skip
STATUSES = {200, 201, 204, 400, 401, 403, 404, 405, 409, 413, 422, 429}
STEPS_MAX = 300


class Asker:
    """One stream of chance asking one house."""

    def __init__(self, house: House, seed: int | str) -> None:
        self.house = house
        self.random = Random(seed)
        self.bender = Bender(self.random)
        self.given = 0

    async def throw(self, count: int) -> None:
        """Send so many requests."""
        for _ in range(count):
            if self.given > STEPS_MAX:
                self.given = 0
                await self.house.renew()
            await self.ask(self.house.table)

    async def ask(self, table: Table) -> None:
        role = self.random.choice(self.house.roles)
        path, asked = self.asked(table)
        how = self.random.random()
        whole = how < 0.3 and asked.get("command", {}).get("kind") not in ENDING
        body = written(asked, plain=False).encode() if whole else self.bent(asked)
        answer = await self.house.here.http.post(path, content=body, headers=table.bearer(role))
        self.house.thrown.frames += 1
        assert answer.status_code in STATUSES, (answer.status_code, path, body[:2000])
        said = answer.json()
        if answer.status_code >= 400:
            assert answer.headers["content-type"] == "application/problem+json"
            assert said["code"], said
            assert said["detail"], said
            self.house.thrown.count(f"{answer.status_code} {said['code']}")
            self.given += STEPS_MAX if said["code"] in ("over", "revoked") else 0
        else:
            self.house.thrown.count(str(answer.status_code))
            self.obeyed(table, role, said)

    def obeyed(self, table: Table, role: str, said: dict[str, Any]) -> None:
        if said.get("type") == "done":
            self.given += 1
            generation = table.token(role).split(".")[2]
            self.house.thrown.done.add((table.id, f"{role}.{generation}", said["id"]))

    def asked(self, table: Table) -> tuple[str, dict[str, Any]]:
        """Return a path and a right body for it."""
        how = self.random.random()
        if how < 0.05:
            return "/api/tables", FOUNDING
        if how < 0.1:
            return "/api/join", {"code": "ABCD2345"}
        asked = command(self.random, [], [])
        if self.random.random() < 0.3 and asked["kind"] not in ENDING:
            asked = self.bender.mild(asked, WORDS)
        return f"{table.path}/commands", {
            "id": f"h-{self.random.getrandbits(48):x}",
            "command": asked,
        }

    def bent(self, asked: dict[str, Any]) -> bytes:
        return self.bender.text(self.bender.bent(asked))
