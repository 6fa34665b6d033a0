"""What the clients saw, written down as it happened, and held against the logs afterwards."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from server.log import Step
from tests.cluster.house import check_chain

Key = tuple[str, str, str]
"""(table, person, command id)."""


@dataclass
class History:
    """Every command: invoked, then acknowledged, refused, or unknown for the time being."""

    invoked: dict[Key, str] = field(default_factory=dict)
    """Command -> the text it was to say."""
    acknowledged: dict[Key, int] = field(default_factory=dict)
    """Command -> the seq it was answered with."""
    counts: Counter[str] = field(default_factory=Counter)

    def invoke(self, key: Key, text: str) -> None:
        self.counts["resent" if key in self.invoked else "invoked"] += 1
        assert self.invoked.setdefault(key, text) == text

    def take(self, key: Key, answer: Mapping[str, Any]) -> bool:
        """Write an answer down; say whether the command was done. Answers never change."""
        if answer["type"] == "done":
            self.counts["answered again" if key in self.acknowledged else "acknowledged"] += 1
            known = self.acknowledged.setdefault(key, answer["seq"])
            assert known == answer["seq"], f"{key} was answered {known}, then {answer['seq']}"
            return True
        assert answer["code"] == "slow-down", answer
        assert key not in self.acknowledged, f"{key} was done, then refused"
        self.counts["refused"] += 1
        return False

    def lose(self) -> None:
        """Write down that nobody knows what became of a command."""
        self.counts["unknown"] += 1

    def check(self, table: str, steps: tuple[Step, ...], texts: Iterable[str | None]) -> None:
        """Hold one table's log against what was seen of it: nothing lost, doubled or made up."""
        check_chain(steps)
        stored = {(table, step.person, step.command_id): step for step in steps}
        ours = {key: step for key, step in stored.items() if key[2].startswith("chaos-")}
        acknowledged = {key: seq for key, seq in self.acknowledged.items() if key[0] == table}
        lost = acknowledged.keys() - ours.keys()
        assert not lost, f"{len(lost)} acknowledged and lost: {sorted(lost)[:3]}"
        assert ours.keys() <= self.invoked.keys(), "a command nobody gave"
        for key, seq in acknowledged.items():
            assert ours[key].answer["seq"] == seq, key
        said = Counter(text for text in texts if text)
        for key in ours:
            assert said[self.invoked[key]] == 1, f"{key} was said {said[self.invoked[key]]} times"
