"""The arrows and bounds of the house, checked on the files themselves.

Owns what import-linter cannot see: pure standard modules, sizes, places. Must never need git.
"""

import ast
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

import rules
import server

ROOT = Path(__file__).resolve().parent.parent
OUTSIDE = {".git", ".venv", "node_modules", "var", "__pycache__", ".hypothesis"}
OUTSIDE |= {".mypy_cache", ".pytest_cache", ".ruff_cache", ".import_linter_cache"}
PURE = {
    "__future__", "abc", "bisect", "collections", "dataclasses", "enum", "fractions", "functools",
    "hashlib", "heapq", "hmac", "itertools", "json", "math", "msgspec", "operator", "re", "rpds",
    "types", "typing", "unicodedata",
}  # fmt: skip
LINES_MAX = 400
SOURCES = {".py", ".js", ".css", ".html", ".sh"}
REGISTRIES = tuple(
    f"{name}.{end}".encode()
    for name, end in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("yarnpkg", "com"),
    )
)


def files(*parts: str) -> Iterator[Path]:
    for part in parts or (".",):
        for folder, inside, names in os.walk(ROOT / part):
            inside[:] = sorted(set(inside) - OUTSIDE)
            yield from (Path(folder, name) for name in sorted(names))


def imported_modules(source: str) -> set[str]:
    """Name the top-level modules a source imports absolutely, wherever in it that happens."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            names.add(str(node.module).split(".")[0])
    return names


def is_vendored(path: Path) -> bool:
    return "vendor" in path.parts


@pytest.mark.parametrize("package", [rules, server], ids=["rules", "server"])
def test_the_packages_are_imported_from_this_repository(package):
    assert Path(package.__file__) == ROOT / package.__name__ / "__init__.py"


def test_the_import_reader_sees_every_form_of_import():
    source = "import os.path, json\nfrom time import sleep\nfrom .model import State\n"
    assert imported_modules(source + "def f():\n    import random\n") == {
        "os", "json", "time", "random",
    }  # fmt: skip


@pytest.mark.parametrize(
    "path", [p for p in files("rules") if p.suffix == ".py"], ids=lambda p: str(p.relative_to(ROOT))
)
def test_rules_import_only_pure_modules(path):
    assert imported_modules(path.read_text(encoding="utf-8")) <= PURE


def test_no_source_outside_the_tests_is_over_400_lines():
    long = {
        str(path.relative_to(ROOT)): count
        for path in files("rules", "server", "client", "deploy")
        if path.suffix in SOURCES and not is_vendored(path)
        for count in [len(path.read_text(encoding="utf-8").splitlines())]
        if count > LINES_MAX
    }
    assert long == {}


def test_the_client_holds_no_python():
    assert [path for path in files("client") if path.suffix == ".py"] == []


def test_no_file_names_a_package_registry():
    naming = [
        str(path.relative_to(ROOT))
        for path in files()
        if any(host in path.read_bytes().lower() for host in REGISTRIES)
    ]
    assert naming == []
