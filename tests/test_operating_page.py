"""docs/operating.md names every setting the server reads."""

from pathlib import Path

import pytest
from pydantic import AliasChoices

from server.settings import Settings

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
