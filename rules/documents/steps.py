"""Small steps: texts that give a little for a little, and whether they lead on (Rulebook 7.26).

Owns what makes a text one of small steps alone. It goes by the text, so that who drafts it can see.
"""

from ..model import Clause, Terms
from ..scenario import Scenario


def leads_nowhere(scenario: Scenario, terms: Terms) -> bool:
    """Whether it is a text of small steps alone without a dated next one."""
    if not scenario.small_steps or any(c.start > 0 or c.tranches > 1 for c in terms.clauses):
        return False
    return all(is_small(scenario, clause) for clause in terms.clauses)


def is_small(scenario: Scenario, clause: Clause) -> bool:
    """Whether it is the first level of what is easily reversed, or the least there is of goods."""
    instrument = scenario.instrument.get(clause.instrument)
    if instrument is None:
        return False
    if instrument.quantity is not None:
        return clause.level <= instrument.quantity.step
    return clause.level == 1 and "easy" in instrument.tags
