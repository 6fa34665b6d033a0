"""What a log line looks like, and that a fault's words stay out of it."""

import json
import logging
import sys

import pytest

from server.logs import Lines, Plain, Quiet, told

SEALED = "accept the secret paper"


def fault():
    try:
        try:
            raise ValueError(SEALED)
        except ValueError as error:
            raise KeyError(SEALED) from error
    except KeyError:
        return sys.exc_info()


def record(name="hextable.test", exc_info=None, text="table %s failed"):
    return logging.LogRecord(name, logging.ERROR, __file__, 1, text, ("abc",), exc_info)


@pytest.mark.parametrize("form", [Lines(), Plain("%(levelname)s %(name)s: %(message)s")])
def test_a_fault_is_told_by_its_type_and_place_and_never_by_its_words(form):
    line = form.format(record(exc_info=fault()))
    assert SEALED not in line
    assert "table abc failed" in line
    assert "KeyError" in line
    assert "ValueError" in line
    assert "at tests/server/test_logs.py:" in line


def test_a_json_line_is_one_line():
    line = Lines().format(record(text="one\ntwo %s"))
    assert "\n" not in line
    said = json.loads(line)
    assert said["message"] == "one\ntwo abc"
    assert (said["level"], said["logger"]) == ("error", "hextable.test")
    assert said["time"].endswith("+00:00")


def test_of_what_asyncio_says_only_the_first_line_is_kept():
    here = record("asyncio", text=f"Task exception was never retrieved %s\nfuture: {SEALED}")
    assert Quiet().filter(here)
    assert SEALED not in Plain("%(message)s").format(here)
    assert "never retrieved" in json.loads(Lines().format(here))["message"]


def test_what_the_system_says_of_a_fault_is_told():
    assert list(told(FileNotFoundError(2, "No such file", SEALED))) == [
        "FileNotFoundError: No such file"
    ]


def test_every_fault_of_a_group_is_told():
    group = ExceptionGroup("both", [ValueError(SEALED), OSError(5, "gone")])
    assert list(told(group)) == ["ExceptionGroup", "ValueError", "OSError: gone"]
