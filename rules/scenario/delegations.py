"""Who sits at the table: delegations, their tenets, the alliances they came with (Rulebook 7)."""

from ..conditions import Condition
from ..names import Seat
from .catalogue import AssuranceKind
from .tuning import Count, Data, Name, Percent, Positive, Text


class Tenet(Data, frozen=True, kw_only=True):
    """A publicly held position. Judged on a document's text as if all its clauses stood."""

    id: Name
    text: Text
    contradicted_by: Condition
    sidestepped_by: Condition | None = None
    """Wording in the same text that turns a contradiction into a sidestep."""


class HiddenType(Data, frozen=True, kw_only=True):
    """What a delegation may be after at heart. All know which there are, it alone which it is."""

    id: Name
    title: Text
    text: Text
    """Public: what a delegation of this type wants."""
    prior: Percent
    """Odds of being drawn, as everybody knows them."""


class Delegation(Data, frozen=True, kw_only=True):
    seat: Seat
    name: str
    """As in "We, the {name}, will ..."."""
    short: str
    code: str
    latitude: Count
    support: Percent
    tenets: tuple[Tenet, ...] = ()
    types: tuple[HiddenType, ...] = ()
    brief: str
    """Markdown, the text itself."""


class Succession(Data, frozen=True, kw_only=True):
    """An election, or another day on which a delegation's government may change (Rulebook 3.18)."""

    id: Name
    seat: Seat
    title: Text
    text: Text
    """What everybody knows of it beforehand."""
    round: Positive
    """At the end of which it is decided."""
    odds: Percent
    """Percent odds that another government comes."""
    changed: Text
    """What the world reads if one does."""
    stayed: Text
    """And what if not."""
    latitude: Count | None = None
    """The room another government begins with; left out, what there was."""
    tenets: tuple[Tenet, ...] | None = None
    """What another government stands on; left out, the same."""


class BaseAssurance(Data, frozen=True, kw_only=True):
    """An alliance or treaty in force before the talks. Cannot be offered away."""

    by: Seat
    toward: Seat
    level: int
    kind: AssuranceKind
    text: Text
