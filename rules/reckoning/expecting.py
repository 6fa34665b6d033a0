"""Step 7: whether what texts expect has come by its day (Rulebook 3.19).

Owns that one look. It must never judge by more than all who may read the text know together.
"""

from .. import events as e
from ..conditions.truth import Knowledge, now
from ..documents.sight import readers
from ..model import Document, TellingKind
from .course import Course


def judge_expectations(course: Course) -> None:
    """Look at each concluded text whose day has come, once."""
    for name, document in sorted(course.state.documents.items()):
        if is_due(course, document):
            judge(course, name, document)


def is_due(course: Course, document: Document) -> bool:
    expectation = document.terms.expectation
    is_open = document.status == "concluded" and document.expected is None
    return is_open and expectation is not None and expectation.by <= course.number


def judge(course: Course, name: str, document: Document) -> None:
    expectation = document.terms.expectation
    assert expectation is not None
    met = now(expectation.that.form, course.state, Knowledge(readers(document)), None)
    course.add(e.ExpectationJudged(document=name, met=met))
    kind: TellingKind = "expected" if met else "disappointed"
    course.tell("world", kind, readers(document), document=name, amount=expectation.by)
