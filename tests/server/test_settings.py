"""The one public address, and what follows from it."""

import pytest
from pydantic import ValidationError

from server.settings import Settings


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch):
    for name in ("HOST", "PORT", "PUBLIC_URL", "VAR", "HEXTABLE_VAR", "HEXTABLE_SECRET"):
        monkeypatch.delenv(name, raising=False)


def test_nothing_set_serves_this_machine_alone():
    settings = Settings()
    assert settings.address == "http://127.0.0.1:8000"
    assert settings.origins == {
        "http://127.0.0.1:8000", "http://localhost:8000", "http://[::1]:8000",
    }  # fmt: skip
    assert not settings.shared
    assert not settings.secure


def test_a_public_address_is_the_only_origin(monkeypatch):
    monkeypatch.setenv("PUBLIC_URL", "HTTPS://Talks.Example.ORG:443/")
    settings = Settings()
    assert settings.address == "https://talks.example.org"
    assert settings.origins == {"https://talks.example.org"}
    assert settings.shared
    assert settings.secure


def test_all_interfaces_are_named_by_an_address_others_reach(monkeypatch):
    monkeypatch.setenv("HOST", "0.0.0.0")
    assert "0.0.0.0" not in Settings().address
    assert Settings().address.endswith(":8000")


def test_the_environment_is_read(monkeypatch, tmp_path):
    monkeypatch.setenv("PORT", "8123")
    monkeypatch.setenv("HEXTABLE_VAR", str(tmp_path))
    settings = Settings()
    assert settings.address == "http://127.0.0.1:8123"
    assert settings.var == tmp_path


@pytest.mark.parametrize(
    "url", ["talks.example.org", "ftp://a", "https://a/b", "https://a?x", "https://u@a", "https://"]
)
def test_an_address_that_is_none_is_refused(monkeypatch, url):
    monkeypatch.setenv("PUBLIC_URL", url)
    with pytest.raises(ValidationError, match="public_url"):
        Settings()
