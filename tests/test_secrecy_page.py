"""docs/secrecy.md lists every event with who learns of it and what it may change."""

import re
from pathlib import Path

from rules.events import EVENTS

PAGE = (Path(__file__).resolve().parent.parent / "docs" / "secrecy.md").read_text("utf-8")
ROWS = re.findall(r"^\| `(\w+)` \| (\w+) \| (.*) \|$", PAGE, re.MULTILINE)


def test_every_event_has_its_row_as_it_declares_itself():
    listed = [
        (name, audience, re.findall(r"`([^`]+)`", touches)) for name, audience, touches in ROWS
    ]
    assert listed == [(kind.__name__, kind.audience, [*kind.touches]) for kind in EVENTS]


def test_every_kind_of_audience_is_explained():
    kinds = "world|seat|readers|named|control|observers"
    explained = re.findall(rf"^- \*\*({kinds})\*\*:", PAGE, re.MULTILINE)
    assert {kind.audience for kind in EVENTS} <= {*explained}
