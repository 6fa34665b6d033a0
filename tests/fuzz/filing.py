"""Files that somebody sends: scenarios, settlements, exports. Each is read, or refused by name.

Owns the bending of whole files and the bombs among them; what reads them is what the command line
reads them with.
"""

import json
import time
from pathlib import Path
from random import Random
from typing import Any

import msgspec

from rules.settlement.settle import settle
from rules.settlement.settle_file import Misshapen, read_settle_file, write_settlement
from server.exporting import read as read_export
from server.scenarios import SHELF, BadFiles, gather
from server.scenarios import read as read_scenario
from server.settle_file import NoJson, load_json
from server.strict_yaml import BadYaml, parse
from server.verifying import verify
from tests.fuzz.bending import Bender

SOON_S = 20.0
"""Far more than any file may take, on a machine busy with other things."""
LAUGHS = "\n".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 9))
BOMBS = (
    # too much: by reference, by depth, by size
    f"l0: &l0 lol\n{LAUGHS}", "a: &a [*a]", "&a a: b", "a: *b", "*a: b", "<<: {a: 1}", "? " * 5_000,
    "- " * 20_000, "[" * 50_000, "{" * 50_000, "[" * 1_000 + "]" * 1_000, "- " * 30 + "a",
    "a:\n" + " " * 100_000 + "b: 1", "--- |\n" + "x\n" * 60_000, "a: >\n" + "\n" * 60_000,
    "{" + "a: {" * 30 + "}" * 30 + "}", "a: " + "9" * 5_000, "#" * 200_000, "a: " + "b " * 100_000,
    "x" * 262_144, "x" * 262_145,
    # more than it looks like
    "!!python/object/apply:os.system [id]", "!<tag:yaml.org,2002:set> {a}", "a: !!binary aGk=",
    "%YAML 1.1\n---\na: 1", "a: 1\n---\nb: 2", "no: no\nyes: yes\non: 1:30\n1e3: .inf",
    "a: 2001-01-01\nb: 0o7\nc: 0x7\nd: 1_000", "{a: 1, a: 2}", "a: 1\na: 2", "? {a: 1}\n: 2",
    "? [a]\n: 2", "? |\n  a\n: b",
    # nothing at all
    "\tb: 1", "a: 'x", 'a: "\\uD800"', 'a: "\\0"', "a: \x01", "\ufeffa: 1", "", "...", "---",
    "a: b: c", "- - - a", "@a", "`a", "a: [1, 2", "a: \x85", "a: \u2028b",
)  # fmt: skip
SETTLE: dict[str, Any] = {
    "facts": {"rain": True, "sun": False},
    "candidates": [
        {"id": "a", "needs": {"all": [{"candidate": "b"}, {"fact": "rain"}]}},
        {"id": "b", "needs": {"any": [{"candidate": "c"}, {"not": {"fact": "sun"}}]}},
        {"id": "c", "needs": {"at_least": [2, [{"candidate": "a"}, {"candidate": "b"}, True]]}},
        {"id": "d", "needs": {"sum": {"weights": {"a": 2, "b": 3}, "at_least": 4}}},
    ],
}


class Filer:
    """One stream of chance handing in files."""

    def __init__(self, folder: Path, seed: int | str, export: bytes) -> None:
        self.folder = folder
        self.random = Random(seed)
        self.bender = Bender(self.random)
        self.export = export
        self.texts = [
            each.read_bytes() for each in sorted((SHELF / "first-session").rglob("*.yaml"))
        ]
        self.scenario = gather(SHELF / "first-session").data
        self.files = 0
        self.read = 0
        self.slowest_s = 0.0

    def throw(self, count: int) -> None:
        """Hand in so many files of every kind; the whole scenarios among them are dear."""
        for bomb in BOMBS:
            self.hand_in(self.as_yaml, bomb.encode("utf-8", "surrogatepass"))
        while self.files < count:
            how = self.random.random()
            if how < 0.4:
                self.hand_in(self.as_yaml, self.lined(self.random.choice(self.texts)))
            elif how < 0.75:
                self.hand_in(self.as_settlement, self.bender.text(self.bender.bent(SETTLE)))
            elif how < 0.97:
                self.hand_in(
                    self.as_export, self.bender.text(self.bender.bent(json.loads(self.export)))
                )
            else:
                bent = self.bender.mild if self.random.random() < 0.5 else None
                data = (
                    bent(self.scenario, ["usa", "x"]) if bent else self.bender.bent(self.scenario)
                )
                self.hand_in(self.as_scenario, self.bender.text(data))

    def hand_in(self, reader: Any, body: bytes) -> None:
        began_s = time.monotonic()
        self.read += reader(body)
        self.slowest_s = max(self.slowest_s, time.monotonic() - began_s)
        self.files += 1
        assert self.slowest_s < SOON_S, body[:2_000]

    def lined(self, text: bytes) -> bytes:
        """Return a text with lines lost, doubled, exchanged, indented or made strange."""
        lines = text.split(b"\n")
        for _ in range(self.random.choice((1, 1, 2, 5))):
            at, to = (self.random.randrange(len(lines)) for _ in range(2))
            match self.random.randrange(6):
                case 0:
                    del lines[at]
                case 1:
                    lines.insert(to, lines[at])
                case 2:
                    lines[at], lines[to] = lines[to], lines[at]
                case 3:
                    lines[at] = b" " * self.random.randrange(9) + lines[at].lstrip()
                case 4:
                    key = lines[at].partition(b":")[0]
                    lines[at] = key + b": " + self.bender.text(self.bender.strange())
                case _:
                    lines[at] = self.random.choice(BOMBS).encode("utf-8", "surrogatepass")[:3_000]
            lines = lines or [b""]
        return (
            self.bender.broken(b"\n".join(lines))
            if self.random.random() < 0.1
            else b"\n".join(lines)
        )

    # --- what reads them; True where a file was taken ---

    def as_yaml(self, body: bytes) -> bool:
        try:
            parse(body)
        except BadYaml as error:
            line = error.line
        else:
            return True
        assert line >= 1, body[:500]
        return False

    def as_scenario(self, body: bytes) -> bool:
        file = self.folder / "scenario.yaml"
        file.write_bytes(body)
        try:
            read_scenario(file)
        except BadFiles as error:
            found = error.findings
        else:
            return True
        assert found, body[:500]
        return False

    def as_settlement(self, body: bytes) -> bool:
        file = self.folder / "settle.json"
        file.write_bytes(body)
        try:
            question = read_settle_file(load_json(str(file)))
        except (NoJson, Misshapen):
            return False
        write_settlement(settle(question.needs, question.facts), question)
        return True

    def as_export(self, body: bytes) -> bool:
        try:
            export = read_export(body)
        except (msgspec.MsgspecError, ValueError):
            return False
        verify(export)
        return True
