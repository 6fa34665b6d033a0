"""The reader of system calls sees what it must: a command told of before it was synced."""

import pytest

from tests.prove.syncing import check, finished

WRITTEN = '7 pwrite64(12, "..one..", 4096, 0) = 4096'
SYNCED = "7 fdatasync(12) = 0"
TOLD = '3 write(20, "\\201{\\"type\\":\\"done\\",\\"id\\":\\"one\\"}", 40) = 40'
ELSEWHERE = "7 fdatasync(13) = 0"
BEGUN = "7 fdatasync(12 <unfinished ...>"
ENDED = "7 <... fdatasync resumed>) = 0"


@pytest.mark.parametrize(
    ("lines", "syncs"), [((WRITTEN, SYNCED, TOLD), 1), ((WRITTEN, BEGUN, ENDED, TOLD), 1)]
)
def test_what_is_synced_before_it_is_told_is_well(lines, syncs):
    assert check(finished(lines), ["one"]) == syncs


@pytest.mark.parametrize(
    "lines",
    [
        (WRITTEN, TOLD, SYNCED),
        (WRITTEN, TOLD),
        (SYNCED, WRITTEN, TOLD),
        (WRITTEN, ELSEWHERE, TOLD),
        (WRITTEN, BEGUN, TOLD, ENDED),
        (WRITTEN, SYNCED),
    ],
)
def test_what_is_told_before_it_is_synced_is_found(lines):
    with pytest.raises(AssertionError, match=r"before it was synced|never seen"):
        check(finished(lines), ["one"])
