"""Whether what a condition names exists: for checking scenarios and drafts.

Owns the list of what is wrong with a condition's names. It must never refuse a shape (`conditions`
does) or say whether anything is true; which documents a drafter may see, its caller says.
"""

from collections.abc import Collection, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import TypeAlias

from ..scenario import Instrument
from .forms import (
    Accepts,
    Concluded,
    Condition,
    Friend,
    Leaf,
    Meter,
    Open,
    Operative,
    Performed,
    Pool,
    Undertaking,
    Verified,
    Was,
    leaves,
)

Fault: TypeAlias = tuple[str, str, str]
"""Path of the leaf, stable code, hint."""
Names: TypeAlias = Collection[str] | None
"""What there is of a sort; None where that is not asked."""


def known(
    condition: Condition,
    *,
    instruments: Mapping[str, Instrument],
    meters: Collection[str],
    grounds: Collection[str],
    friends: Collection[str],
    documents: AbstractSet[str] | None,
) -> list[Fault]:
    """Return what a condition names that does not exist or cannot be, in the order written.

    `documents` are those its author can see; None leaves documents unasked.
    """
    names: Mapping[str, Names] = {
        "meter": meters,
        "ground": grounds,
        "friend": friends,
        "document": documents,
    }
    return [
        (path, code, hint)
        for path, leaf in leaves(condition.form)
        for code, hint in _faults(leaf, instruments, names)
    ]


def _faults(
    leaf: Leaf, instruments: Mapping[str, Instrument], names: Mapping[str, Names]
) -> Iterator[tuple[str, str]]:
    asked = leaf.of if isinstance(leaf, Was) else leaf
    match asked:
        case Operative(what=what) | Performed(what=what) | Verified(what=what):
            yield from _undertaking_faults(what, instruments, _is_total(leaf))
        case Accepts(document=document) | Concluded(document=document) | Pool(document=document):
            yield from _unknown("document", document, names["document"])
        case Meter(name=name):
            yield from _unknown("meter", name, names["meter"])
        case Open(ground=ground):
            yield from _unknown("ground", ground, names["ground"])
        case Friend(name=name):
            yield from _unknown("friend", name, names["friend"])
        case _:
            pass
    if isinstance(asked, Pool):
        yield from _pool_faults(asked, instruments)


def _unknown(sort: str, name: str, names: Collection[str] | None) -> Iterator[tuple[str, str]]:
    if names is not None and name not in names:
        yield f"unknown-{sort}", unknown(name, sort)


def unknown(name: str, sort: str = "document") -> str:
    """Return what is said of a name that leads nowhere, or nowhere one can see."""
    return f"no {sort} here is called {name}"


def _is_total(leaf: Leaf) -> bool:
    """Whether a quantity is asked as delivered in all rounds, which no clause's bound limits."""
    return isinstance(leaf, Performed | Verified)


def _undertaking_faults(
    what: Undertaking, instruments: Mapping[str, Instrument], is_total: bool
) -> Iterator[tuple[str, str]]:
    instrument = instruments.get(what.instrument)
    if instrument is None:
        yield from _unknown("instrument", what.instrument, ())
        return
    if what.by not in instrument.debtors:
        yield "not-a-debtor", f"{what.by} cannot undertake {instrument.id}"
    if instrument.quantity is None and what.level > len(instrument.levels):
        yield "no-such-level", f"{instrument.id} has {len(instrument.levels)} levels"
    if instrument.quantity is not None and not is_total and not _can_reach(what, instrument):
        yield "beyond-stock", f"{what.by} cannot pledge {what.level} of {instrument.id}"
    if what.toward is not None and instrument.beneficiaries == "none":
        yield "no-beneficiary", f"{instrument.id} is undertaken toward nobody"
    if what.toward == what.by:
        yield "toward-itself", f"{what.by} undertakes nothing toward itself"
    if what.verification not in (None, "v0") and not instrument.verifiable:
        yield "not-verifiable", f"{instrument.id} cannot be verified"


def _can_reach(what: Undertaking, instrument: Instrument) -> bool:
    assert instrument.quantity is not None
    stock = instrument.quantity.stock.get(what.by)
    return stock is None or what.level <= stock


def _pool_faults(pool: Pool, instruments: Mapping[str, Instrument]) -> Iterator[tuple[str, str]]:
    instrument = instruments.get(pool.instrument)
    if instrument is None:
        yield from _unknown("instrument", pool.instrument, ())
    elif instrument.quantity is None:
        yield "not-a-quantity", f"{instrument.id} cannot be pooled"
