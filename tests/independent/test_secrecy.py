"""Marks in secret words never reach who may not read them, in frames, in answers or in the log."""

import itertools
from uuid import uuid4

from tests.independent.house import SEATS, VIEWERS
from tests.independent.play import Table, clause


class Marks(dict):
    """Marks, and who may read each."""

    def new(self, *readers):
        mark = f"mark{uuid4().hex}"
        self[mark] = {*readers, "control"}
        return mark

    def leaked(self, control):
        """What leaked by the luck of the game is for all to read (Rulebook 6.7)."""
        for paper in control.all("document").values():
            if paper["disclosed"]:
                self[paper["title"]] = {*VIEWERS}

    def amiss(self, client):
        """Return the marks that somebody met and may not, or may read and never met."""
        heard = "".join((*client.frames, *client.answers))
        return [
            mark for mark, readers in self.items() if (mark in heard) != (client.role in readers)
        ]


async def talk(table, marks):
    """Speak in all pairs, to control, and let control whisper."""
    for pair in itertools.combinations(SEATS, 2):
        say = {"kind": "say", "channel": "+".join(pair), "text": marks.new(*pair)}
        await table.gives(pair[0], say)
    for seat in SEATS:
        await table.gives(seat, {"kind": "say", "channel": "control", "text": marks.new(seat)})
        await table.gives("control", {"kind": "whisper", "seat": seat, "text": marks.new(seat)})


async def write(table, marks):
    """Draft alone and together, and table what is secret and what is closed to the six."""

    async def draft(readers, sponsors, other, audience):
        client = table.clients[sponsors[-1]]
        parties = {"sponsors": sponsors, "addressees": [other], "audience": audience}
        clauses = [clause(client, client.role, "security_assurance", other)]
        text = {"title": marks.new(*readers), **parties, "open_rounds": 2, "clauses": clauses}
        return await table.draft(client.role, text)

    alone = await draft(["usa"], ["usa"], "dprk", "public")
    joint = await draft(["rok", "usa"], ["rok", "usa"], "dprk", "public")
    secret = await draft(["prc", "dprk"], ["prc"], "dprk", "secret")
    closed = await draft(SEATS, ["prc"], "rus", "closed")
    for id_ in (secret, closed):
        await table.gives("prc", {"kind": "table", "document": id_})
    return alone, joint, secret


async def probe(jpn, hidden, mark):
    """Ask for what is out of sight as for what is not there: the same answer but for the id."""
    for kind, id_ in itertools.product(("cosign", "table", "withdraw"), hidden):
        there, nowhere = [await jpn.post({"kind": kind, "document": i}) for i in (id_, "a" * 12)]
        assert (there.status_code, there.text) == (nowhere.status_code, nowhere.text)
        assert there.status_code == 422
    for bad in (
        {"kind": "say", "channel": "dprk+usa", "text": mark},
        {"kind": "dance", mark: mark},
    ):
        assert (await jpn.ask(bad))["type"] == "refused"


async def unseen(table, role, command):
    """Give a command that nobody but control and its giver may notice."""
    others = [table.clients[name] for name in VIEWERS if name not in (role, "control")]
    before = [client.seq for client in others]
    await table.gives(role, command)
    assert [(await client.get()).json()["seq"] for client in others] == before


async def test_marks_stay_where_they_belong(house):
    marks = Marks()
    async with (await house.found()).sit() as clients:
        table, control = Table(clients), clients["control"]
        await control.do({"kind": "open"})
        await talk(table, marks)
        hidden = await write(table, marks)
        await probe(clients["jpn"], hidden, said_in_vain := f"mark{uuid4().hex}")
        for _ in range(2):
            await control.do({"kind": "advance"})
        await table.all_agree()
        accepts = {"answers": {hidden[-1]: "accept"}}
        await unseen(table, "dprk", {"kind": "seal", "instructions": accepts})
        for _ in range(2):
            await control.do({"kind": "advance"})
        await table.all_agree()
        assert clients["dprk"].all("document")[hidden[-1]]["status"] == "concluded"
        marks.leaked(control)
        assert not [
            (client.role, mark) for client in clients.values() for mark in marks.amiss(client)
        ]
        assert not [mark for mark in (*marks, said_in_vain) if mark in house.printed()]
