"""Legal forms: what a text's form costs, and how sure what it promises is (Rulebook 3.7).

Owns their data and defaults. It must never say which forms a scenario has: that is `forms`.
"""

from ..names import Form, Seat
from .tuning import Count, Data, Percent


class LegalForm(Data, frozen=True, kw_only=True):
    """What it takes to give a text this form, and what that is worth."""

    title: str
    price: Count = 0
    """Latitude it costs each signatory."""
    delay: Count = 0
    """Rounds by which everything in it is due later."""
    survives: Percent
    """Percent odds that a promise in it outlives a change of its debtor's government."""
    members: tuple[Seat, ...] = ()
    """Who must sign and accept it, whoever else does."""
    is_public: bool = False
    """Whether it can be nothing but public."""


class LegalForms(Data, frozen=True, kw_only=True):
    """All forms there are. A scenario that changes one gives it whole."""

    statement: LegalForm = LegalForm(title="Statement", survives=50)
    joint_text: LegalForm = LegalForm(title="Joint text", survives=75)
    council_resolution: LegalForm = LegalForm(
        title="Resolution of the Security Council",
        price=1,
        survives=90,
        members=("usa", "prc", "rus"),
        is_public=True,
    )
    treaty: LegalForm = LegalForm(title="Treaty", price=2, delay=1, survives=95)

    def of(self, form: Form) -> LegalForm:
        """Return what holds for texts of this form."""
        found: LegalForm = getattr(self, form)
        return found
