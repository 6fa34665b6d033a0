"""The one public address, and what follows from it."""

import pytest
from pydantic import ValidationError

from server.serve import greeting
from server.settings import Settings


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch):
    for name in (
        "HOST",
        "PORT",
        "PUBLIC_URL",
        "VAR",
        "HEXTABLE_VAR",
        "HEXTABLE_SECRET",
        "REDIS_URL",
        "DATABASE_URL",
    ):
        monkeypatch.delenv(name, raising=False)


def test_nothing_set_serves_this_machine_alone():
    settings = Settings()
    assert settings.address == "http://127.0.0.1:8000"
    for name in ("127.0.0.1", "localhost"):
        assert settings.allows(f"http://{name}:8000", ("127.0.0.1", 8000))
    for origin in ("http://127.0.0.1:8001", "https://127.0.0.1:8000", "http://a.example:8000"):
        assert not settings.allows(origin, ("127.0.0.1", 8000))
    assert not settings.shared
    assert not settings.secure


def test_a_public_address_is_the_only_origin(monkeypatch):
    monkeypatch.setenv("PUBLIC_URL", "HTTPS://Talks.Example.ORG:443/")
    settings = Settings()
    assert settings.address == "https://talks.example.org"
    assert settings.allows("https://talks.example.org", ("127.0.0.1", 8000))
    for origin in ("http://127.0.0.1:8000", "https://talks.example.org:8000", "null"):
        assert not settings.allows(origin, ("127.0.0.1", 8000))
    assert settings.shared
    assert settings.secure


def test_all_interfaces_are_named_by_an_address_others_reach(monkeypatch):
    monkeypatch.setenv("HOST", "0.0.0.0")
    assert "0.0.0.0" not in Settings().address
    assert Settings().address.endswith(":8000")


def test_each_address_of_this_machine_is_its_own_page_and_no_other(monkeypatch):
    monkeypatch.setenv("HOST", "0.0.0.0")
    settings = Settings()
    assert settings.allows("http://192.168.7.7:8000", ("192.168.7.7", 8000))
    assert not settings.allows("http://192.168.7.8:8000", ("192.168.7.7", 8000))
    assert not settings.allows("http://localhost:8000", ("192.168.7.7", 8000))
    assert settings.allows(settings.address, None)


def test_the_environment_is_read(monkeypatch, tmp_path):
    monkeypatch.setenv("PORT", "8123")
    monkeypatch.setenv("HEXTABLE_VAR", str(tmp_path))
    settings = Settings()
    assert settings.address == "http://127.0.0.1:8123"
    assert settings.var == tmp_path


def test_a_data_base_that_is_none_is_refused_without_its_password(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://me:hidden@127.0.0.1/hextable")
    with pytest.raises(ValidationError, match="asyncpg") as refused:
        Settings()
    assert "hidden" not in str(refused.value)


@pytest.mark.parametrize(
    "url", ["talks.example.org", "ftp://a", "https://a/b", "https://a?x", "https://u@a", "https://"]
)
def test_an_address_that_is_none_is_refused(monkeypatch, url):
    monkeypatch.setenv("PUBLIC_URL", url)
    with pytest.raises(ValidationError, match="public_url"):
        Settings()


def test_who_serves_one_machine_is_told_how_to_let_others_in():
    alone = greeting(Settings()).splitlines()
    assert alone[0] == "Hextable serves on http://127.0.0.1:8000"
    assert "HOST=0.0.0.0 ./start" in alone[1]
    shared = Settings(public_url="https://talks.example.org")
    assert greeting(shared) == "Hextable serves on https://talks.example.org\n"
