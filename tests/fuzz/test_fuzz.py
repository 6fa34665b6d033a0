"""A little of what `./start prove fuzz` throws: nothing uncaught, nothing changed, all answered."""

import pytest

from tests.fuzz.asking import Asker
from tests.fuzz.breaking import Breaker
from tests.fuzz.filing import BOMBS, Filer
from tests.fuzz.house import house
from tests.fuzz.talking import Talk


@pytest.mark.parametrize("seed", [1, 2])
async def test_the_door_bears_bent_commands_broken_streams_and_strange_bodies(tmp_path, seed):
    async with house(tmp_path) as here:
        await Talk(here, seed).throw(400)
        await Breaker(here, seed).throw(400)
        await Breaker(here, seed).throw_for_real(80)
        await Asker(here, seed).throw(80)
    assert here.thrown.frames >= 960
    assert {"done", "malformed", "closed 1002", "400 malformed"} <= set(here.thrown.answers)


async def test_whoever_reads_files_bears_bombs_and_bent_ones(tmp_path):
    async with house(tmp_path) as here:
        table = here.table
        answer = await here.here.http.get(f"{table.path}/export", headers=table.bearer("control"))
    filer = Filer(tmp_path, 1, answer.content)
    filer.throw(len(BOMBS) + 60)
    assert 0 < filer.read < filer.files
