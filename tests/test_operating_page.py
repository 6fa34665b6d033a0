"""docs/operating.md names every setting the server reads, and every number it gives."""

from pathlib import Path

import pytest
from pydantic import AliasChoices

from server.exposing import Numbers
from server.settings import Settings
from tests.server.running import running

PAGE = Path(__file__).resolve().parent.parent / "docs" / "operating.md"


def names():
    """Return the environment's words for each setting."""
    for name, field in Settings.model_fields.items():
        alias = field.validation_alias
        choices = alias.choices if isinstance(alias, AliasChoices) else [alias or name]
        yield tuple(str(choice).upper() for choice in choices)


@pytest.mark.parametrize("words", list(names()), ids=lambda words: words[0])
def test_every_setting_is_described(words):
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    cells = [line.split("|")[1] for line in lines if line.startswith("| `")]
    assert any(all(f"`{word}`" in cell for word in words) for cell in cells)


async def test_the_metrics_are_the_ones_described_in_their_order(tmp_path):
    async with running(tmp_path, redis_url="redis://127.0.0.1:1/0") as server:
        families = list(Numbers(server.house).collect())
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    described = [line.split("`")[1] for line in lines if line.startswith("| `hextable_")]
    assert described == [f"{each.name}{'_total' * (each.type == 'counter')}" for each in families]
