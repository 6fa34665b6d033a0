"""At a table whose frames are uniform every seat is sent the same, in size and time."""

import asyncio
import base64
import json
import random

import pytest

from rules.names import SEATS
from server.cells import CELL_BYTES, WAITING_BYTES_MAX, Cells
from tests.secrecy.inside import Inside, Wire, inside


def joined(cells):
    """Return the frames that cells hold, as a client puts them together."""
    parts = [base64.b64decode(json.loads(cell)["part"]) for cell in cells]
    return b"".join(parts).split(b"\n")[:-1]


def test_cells_are_of_one_size_and_hold_every_frame_whole():
    chance = random.Random(3)
    said = [json.dumps({"n": n, "x": "é" * chance.randint(0, 2_000)}).encode() for n in range(30)]
    cells, sent = Cells(), []
    for frame in said:
        assert cells.put(frame)
        sent += [cells.next() for _ in range(chance.randint(0, 3))]
    sent += [cells.next() for _ in range(80)]
    assert {len(cell) for cell in sent} == {CELL_BYTES}
    assert joined(sent) == said


def test_who_reads_too_slowly_is_noticed():
    cells = Cells()
    assert cells.put(b"x" * (WAITING_BYTES_MAX - 1))
    assert not cells.put(b"y")


class Line:
    """What somebody who watches the line of each seat of a table sees: when, and how much."""

    def __init__(self, here: Inside, founded: dict, seats: tuple[str, ...]) -> None:
        self.here, self.founded, self.seats = here, founded, seats
        self.frames = {seat: [] for seat in seats}
        self.wires = {}

    async def sits(self, awaited: str) -> None:
        for seat in self.seats:
            wire = Wire(self.frames[seat].append)
            token = self.founded["seats"][seat]["token"]
            table = self.founded["table"]
            self.wires[seat] = await self.here.connect(table, seat, token, wire, awaited)

    async def beats(self) -> dict[str, list[int]]:
        for frames in self.frames.values():
            frames.clear()
        await self.here.app.house.door.beat.beat()
        await asyncio.sleep(0)  # Whoever was let in now hears the next.
        return {seat: [len(each) for each in frames] for seat, frames in self.frames.items()}


@pytest.fixture
async def here(tmp_path):
    async with inside(tmp_path) as house:
        yield house


async def test_every_seat_is_sent_one_cell_at_every_beat_whatever_happens(here):
    founded = await here.found(frames="uniform")
    line = Line(here, founded, SEATS)
    await line.sits("")
    while await line.beats() != {seat: [CELL_BYTES] for seat in SEATS}:
        pass  # Until all are let in.
    say = {"kind": "say", "channel": "rok+usa", "text": "In private."}
    for beat in range(40):
        if beat in (20, 21):
            body = {"id": f"c{beat}", "command": say}
            token = founded["seats"]["usa"]["token"]
            answer = await here.ask("POST", f"/api/tables/{founded['table']}/commands", body, token)
            assert answer.status == 200
        assert await line.beats() == {seat: [CELL_BYTES] for seat in SEATS}
    for wire in line.wires.values():
        await wire.close()
    assert await line.beats() == {seat: [] for seat in SEATS}


async def test_nothing_is_in_cells_where_nobody_asked_for_them(here):
    founded = await here.found()
    line = Line(here, founded, ("usa",))
    await line.sits("welcome")
    assert json.loads(line.frames["usa"][0])["type"] == "welcome"
    assert await line.beats() == {"usa": []}
    await line.wires["usa"].close()
