"""What a scenario is: its types. `loading` reads them, `checking` finds what is wrong."""

from .catalogue import Assurance, Effect, Exposure, Instrument, Level, Patron, Quantity, Track
from .delegations import BaseAssurance, Delegation, HiddenType, Succession, Tenet
from .forms import LegalForm, LegalForms
from .friends import Friend, Power, Swap
from .scenario import Scenario
from .sheets import Issue, Line, PackageLevel, Sheet, Undertakes
from .tuning import Animosity, Detection, Rivalry, Rounds
from .world import Action, Ambiguity, Card, Convenor, Drift, Ground, MeterDef, Outcome, Reason

__all__ = [
    "Action",
    "Ambiguity",
    "Animosity",
    "Assurance",
    "BaseAssurance",
    "Card",
    "Convenor",
    "Delegation",
    "Detection",
    "Drift",
    "Effect",
    "Exposure",
    "Friend",
    "Ground",
    "HiddenType",
    "Instrument",
    "Issue",
    "LegalForm",
    "LegalForms",
    "Level",
    "Line",
    "MeterDef",
    "Outcome",
    "PackageLevel",
    "Patron",
    "Power",
    "Quantity",
    "Reason",
    "Rivalry",
    "Rounds",
    "Scenario",
    "Sheet",
    "Succession",
    "Swap",
    "Tenet",
    "Track",
    "Undertakes",
]
