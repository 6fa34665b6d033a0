"""A command's id makes it happen once, whichever way it comes."""

from uuid import uuid4

import pytest

SAY = {"kind": "say", "channel": "rok+usa", "text": "once"}


async def test_an_accepted_id_comes_again_over_the_other_transport(house):
    async with (await house.found()).sit("usa") as usa:
        first, second = str(uuid4()), str(uuid4())
        done = await usa.ask(SAY, first)
        again = await usa.post(dict(reversed(SAY.items())), first)
        assert (again.status_code, again.json()) == (200, done)
        posted = await usa.post(SAY, second)
        assert posted.status_code == 200
        assert await usa.ask(SAY, second) == posted.json()
        await usa.cut()
        await usa.connect()
        assert await usa.ask(SAY, first) == done
        assert usa.texts() == ["once", "once"]


async def test_an_id_names_one_command_of_one_person(house):
    async with (await house.found()).sit("usa", "rok") as clients:
        usa, rok, id_ = clients["usa"], clients["rok"], str(uuid4())
        await usa.ask(SAY, id_)
        other = await usa.ask({**SAY, "text": "twice"}, id_)
        assert (other["type"], other["code"]) == ("refused", "id-reused")
        posted = await usa.post({"kind": "ready", "on": True}, id_)
        assert (posted.status_code, posted.json()["code"]) == (409, "id-reused")
        assert (await rok.ask({**SAY, "text": "mine"}, id_))["type"] == "done"
        assert sorted(rok.texts()) == ["mine", "once"]


async def test_a_refused_id_is_judged_again(house):
    async with (await house.found()).sit("usa", "control") as clients:
        usa, id_ = clients["usa"], str(uuid4())
        room = {"kind": "say", "channel": "room", "text": "at last"}
        await clients["control"].do({"kind": "open"})
        assert (await usa.ask(room, id_))["code"] == "not-your-phase"
        posted = await usa.post(room, id_)
        assert (posted.status_code, posted.json()["code"]) == (422, "not-your-phase")
        await clients["control"].do({"kind": "advance"})
        assert (await usa.ask(room, id_))["type"] == "done"
        assert usa.texts() == ["at last"]


@pytest.mark.parametrize("id_", ["x" * 65, "a b", "é", "\n"])
async def test_an_id_has_few_letters(house, id_):
    async with (await house.found()).sit("usa") as usa:
        posted = await usa.post(SAY, id_)
        assert (posted.status_code, posted.json()["code"]) == (400, "malformed")
        assert (await usa.ask(SAY, "aA0._:-" + "z" * 57))["type"] == "done"
