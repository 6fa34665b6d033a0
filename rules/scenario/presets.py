"""Presets: the same scenario by fewer and simpler rules, for a table that asks for them.

Owns what a preset may change and what a scenario is like under one. It must never widen what the
scenario allows.
"""

from msgspec.structs import replace

from ..once import once_each
from .scenario import Scenario


@once_each
def played_by(scenario: Scenario, preset: str | None) -> Scenario:
    """Return the scenario as a table plays it that was founded with this preset (Rulebook 1.17)."""
    if preset is None:
        return scenario
    asked, limits = scenario.presets[preset], scenario.limits
    fewer = replace(
        limits,
        open_documents=min(limits.open_documents, asked.open_documents),
        clauses=min(limits.clauses, asked.clauses),
        drafts=min(limits.drafts, asked.drafts),
        own_reservations=limits.own_reservations and asked.own_reservations,
    )
    return replace(scenario, limits=fewer, rounds=asked.rounds)
