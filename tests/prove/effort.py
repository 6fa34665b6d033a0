"""The tests that try at random, trying many times as hard."""

import os
import re
import subprocess
import sys

TESTS = (
    "tests/rules/test_campaign.py",
    "tests/rules/test_bots.py",
    "tests/secrecy/test_secrecy.py",
)


def effort(seed: int, count: int) -> str:
    """Run them with `count` times their examples, games and pairs."""
    command = (sys.executable, "-m", "pytest", "-q", "-n", str(os.cpu_count() or 1))
    ran = subprocess.run(
        (*command, f"--hypothesis-seed={seed}", *TESTS),
        env={**os.environ, "HEXTABLE_EFFORT": str(count)},
        check=False,
        capture_output=True,
        text=True,
    )
    assert not ran.returncode, ran.stdout[-8_000:] + ran.stderr[-2_000:]
    passed = re.search(r"(\d+) passed", ran.stdout)
    assert passed, ran.stdout[-2_000:]
    return f"{passed[1]} tests passed, each at {count} times its usual effort"
