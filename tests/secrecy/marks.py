"""Marks: random words that stand in every hidden text, each known by who may read it.

Owns what a mark looks like, those that stand in a scenario's own secret texts, and the search for
marks that reached somebody they are not for.
"""

import hashlib
import re
from collections.abc import Collection, Iterator, Mapping

from msgspec.structs import replace

from rules.names import ROLES, SEATS
from rules.scenario import Scenario

MARK = re.compile(rb"mk[0-9a-f]{12}")
EVERYBODY: Collection[str] = frozenset(ROLES)
Readers = Mapping[bytes, Collection[str]]
"""Mark -> who may read it; one that is not in it nobody may."""


def fixed(seat: str, what: str) -> str:
    """Return the mark of a text of the scenario that is a delegation's own."""
    return f"mk{hashlib.sha256(f'{seat}/{what}'.encode()).hexdigest()[:12]}"


OWN: Readers = {
    fixed(seat, what).encode(): (seat, "control")
    for seat in SEATS
    for what in ("brief", "sheet", "line")
}
"""Those of briefs and score sheets, until the debrief shows the sheets that were drawn."""
OWN_AFTER_THE_END: Readers = {
    mark: EVERYBODY if mark != fixed(readers[0], "brief").encode() else readers
    for mark, readers in OWN.items()
}


def marked(scenario: Scenario) -> Scenario:
    """Return the scenario with a mark in each delegation's brief and score sheets."""
    delegations = tuple(
        replace(each, brief=f"{each.brief}\n{fixed(each.seat, 'brief')}")
        for each in scenario.delegations
    )
    sheets = {
        seat: tuple(
            replace(
                each,
                title=f"{each.title} {fixed(seat, 'sheet')}",
                lines=(
                    replace(each.lines[0], text=f"{each.lines[0].text} {fixed(seat, 'line')}"),
                    *each.lines[1:],
                ),
            )
            for each in variants
        )
        for seat, variants in scenario.sheets.items()
    }
    return replace(scenario, delegations=delegations, sheets=sheets)


def strayed(said: bytes, role: str, readers: Readers) -> Iterator[bytes]:
    """Yield the marks in what a role was sent that are not for it."""
    for found in MARK.findall(said):
        if role not in readers.get(found, ()):
            yield found
