"""Every line of the client by which words could leave a page is known: `page_doors.txt` lists them.

Owns the scan of modules and templates: storage, address, title, console, requests, other pages. A
line that is new or changed must be read by somebody who asks what goes out there, and be listed.
"""

import re
from pathlib import Path

import pytest

from server.pages import CLIENT, STATIC

DOORS = re.compile(
    r"(?:local|session)Storage|setItem|indexedDB|\bcaches\b|\.cookie\b|console\."
    r"|\btitle = `|document\.title = |window\.name"
    r"|\bfetch\(|\bcall\(|sendBeacon|XMLHttpRequest|WebSocket\(|EventSource|new Image|\.send\("
    r"|postMessage|BroadcastChannel|serviceWorker|navigator\.|import\(|window\.open"
    r"|history\.\w+State|location\.(?:assign|replace)|location(?:\.\w+)? = |/t/\$\{"
    r"|(?:inner|outer)HTML|insertAdjacent|unsafe(?:HTML|SVG)|\.(?:src|action) = |https?://"
)
COMMENT = ("//", "/**", "*")
FILLED = {"nonce", "table", "role", "importmap()", "static('icon.svg')"}
FILLED |= {"static('css/' + part + '.css')"}
FILLED |= {f"static('{each}.js')" for each in ("app", "join-page", "lobby-page")}
"""What templates are filled with."""
KNOWN = Path(__file__).with_name("page_doors.txt").read_text(encoding="utf-8").splitlines()


def doors(module: str, source: str) -> list[str]:
    lines = map(str.strip, source.splitlines())
    return [
        f"{module}: {line}" for line in lines if not line.startswith(COMMENT) and DOORS.search(line)
    ]


def modules() -> dict[str, str]:
    """Return our own modules, by name."""
    paths = {path.relative_to(STATIC).as_posix(): path for path in sorted(STATIC.rglob("*.js"))}
    own = {name: path for name, path in paths.items() if not name.startswith("vendor/")}
    return {name: path.read_text(encoding="utf-8") for name, path in own.items()}


def unknown(sources: dict[str, str]) -> list[str]:
    found = [door for name, source in sources.items() for door in doors(name, source)]
    return sorted({*found} ^ {*KNOWN})


def test_every_door_of_the_client_is_known():
    assert unknown(modules()) == []


HEARS = "keep(pending.answered"
PLANTED = {
    "a token is kept": ("lobby/join.js", "const known", 'sessionStorage.seat = token; const known'),
    "a token is in the address": ("lobby/join.js", "${known.role}`", "${known.role}?as=${token}`"),
    "a token is in a request": ("net/api.js", "/session`", "/session?by=${token}`"),
    "records are kept": ("net/session.js", HEARS, f"localStorage.all = state.value; {HEARS}"),
    "frames are logged": ("net/session.js", HEARS, f"console.debug(frame); {HEARS}"),
    "what was heard is reported": ("net/session.js", HEARS, f'fetch("/heard?" + frame); {HEARS}'),
    "a title says what was said": ("page/after.js", "Hextable`;", "Hextable ${news.text}`;"),
}  # fmt: skip


@pytest.mark.parametrize("mistake", PLANTED)
def test_a_module_by_which_more_goes_out_is_noticed(mistake):
    name, before, after = PLANTED[mistake]
    sources = modules()
    assert before in sources[name]
    assert unknown(sources | {name: sources[name].replace(before, after)})


def filled(source: str) -> set[str]:
    """Return what a template is filled with, and what addresses elsewhere it names."""
    return {
        *re.findall(r"\{\{-? *(.*?) *-?\}\}", source),
        *re.findall(r"(?:https?:)?//\S+", source),
    }


def test_templates_are_filled_with_a_table_a_role_and_files_of_ours():
    shells = {path.name: path.read_text("utf-8") for path in (CLIENT / "templates").iterdir()}
    assert {each for source in shells.values() for each in filled(source)} == FILLED
    for more in ("{{ token }}", '<img src="https://elsewhere.example/seen">'):
        assert not filled(shells["table.html"] + more) <= FILLED
