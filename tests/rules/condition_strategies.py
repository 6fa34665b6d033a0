"""Random conditions, for property tests: forms that every reading accepts."""

from hypothesis import strategies as st

from rules.conditions import (
    Accepts,
    All,
    Always,
    AnyOf,
    AtLeast,
    Charter,
    Compliant,
    Concluded,
    Condition,
    Meter,
    Not,
    Open,
    Operative,
    Performed,
    Pool,
    Present,
    Round,
    Undertaking,
    Verified,
    Was,
)
from rules.names import SEATS, VERIFICATIONS

SEAT = st.sampled_from(SEATS)
DOCUMENT = st.sampled_from(("alpha", "beta", "nowhere"))
INSTRUMENT = st.sampled_from(("freeze", "tests", "pledge", "food", "fuel", "unheard_of"))
LEVEL = st.one_of(st.integers(1, 3), st.sampled_from((50, 100, 200)))
UNDERTAKING = st.builds(
    Undertaking,
    by=SEAT,
    instrument=INSTRUMENT,
    level=LEVEL,
    toward=st.none() | SEAT,
    verification=st.none() | st.sampled_from(VERIFICATIONS),
)
SIMULTANEOUS = st.one_of(
    st.builds(Accepts, by=SEAT, document=DOCUMENT),
    st.builds(Concluded, document=DOCUMENT),
    st.builds(Operative, UNDERTAKING),
    st.builds(Pool, document=DOCUMENT, instrument=INSTRUMENT, at_least=LEVEL),
)
BOUND = st.integers(-5, 105)
KNOWN_BEFORE = st.one_of(
    st.just(Always()),
    st.builds(Was, SIMULTANEOUS),
    st.builds(Performed, UNDERTAKING),
    st.builds(Verified, UNDERTAKING),
    st.builds(Compliant, SEAT),
    st.just(Charter()),
    st.builds(Meter, st.sampled_from(("tension", "index", "luck")), at_least=BOUND),
    st.builds(Meter, st.sampled_from(("tension", "index", "luck")), at_most=BOUND),
    st.builds(Round, at_least=BOUND),
    st.builds(Round, at_most=BOUND),
    st.builds(Present, SEAT),
    st.builds(Open, st.sampled_from(("hostile", "none_such"))),
)


def _combined(form):
    several = st.lists(form, max_size=3).map(tuple)
    return st.one_of(
        st.builds(All, several),
        st.builds(AnyOf, several),
        st.builds(AtLeast, st.integers(0, 4), several),
    )


HISTORY = st.recursive(
    KNOWN_BEFORE, lambda form: st.builds(Not, form) | _combined(form), max_leaves=5
)
"""Forms of history and the world alone."""
FORM = st.recursive(SIMULTANEOUS | HISTORY, _combined, max_leaves=4)
CONDITION = FORM.map(Condition)
