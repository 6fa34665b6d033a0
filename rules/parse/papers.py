"""Drafts and sealed sheets, from their parts to the values of the rules."""

from ..conditions import BadCondition, Condition, parse
from ..model import ActionChoice, Answer, Clause, Expectation, Instructions, Target, Terms
from ..prose.words import sentence
from ..refusal import Refused
from .parts import AcceptPart, ClausePart, DocumentPart, ExpectationPart, InstructionsPart
from .words import TITLE_MAX, Lift, worded


def conditioned(data: object, where: str) -> Condition:
    try:
        return parse(data)
    except BadCondition as error:
        raise Refused("bad-condition", sentence(error.hint), where + error.path) from error


def termed(part: DocumentPart, lift: Lift) -> Terms:
    """Return the terms; ids of the document and its clauses are left empty for the judge."""
    title = worded(part.title, "document.title", TITLE_MAX)
    provided = conditioned(part.provided, "document.provided")
    clauses = tuple(claused(clause, n) for n, clause in enumerate(part.clauses))
    return Terms(
        id="",
        author=part.sponsors[0] if part.sponsors else "dprk",
        title=lift(title, "document.title"),
        sponsors=part.sponsors,
        addressees=part.addressees,
        associates=part.associates,
        friends=part.friends,
        audience=part.audience,
        form=part.form or ("joint_text" if part.addressees else "statement"),
        divisible=part.divisible,
        open_rounds=part.open_rounds,
        quorum=part.quorum,
        provided=provided,
        expectation=expected(part.expectation),
        pools=tuple(Target(instrument=p.instrument, amount=p.target) for p in part.pools),
        rests=part.rests,
        clauses=clauses,
    )


def expected(part: ExpectationPart | None) -> Expectation | None:
    if part is None:
        return None
    return Expectation(that=conditioned(part.that, "document.expectation.that"), by=part.by)


def claused(part: ClausePart, n: int) -> Clause:
    return Clause(
        id="",
        debtor=part.debtor,
        instrument=part.instrument,
        level=part.level,
        beneficiaries=part.beneficiaries,
        start=part.start,
        rounds=part.rounds,
        tranches=part.tranches,
        verification=part.verification,
        condition=conditioned(part.condition, f"document.clauses[{n}].while"),
    )


def instructed(part: InstructionsPart) -> Instructions:
    chosen = part.action
    action = ActionChoice(action=chosen.action, target=chosen.target) if chosen else None
    return Instructions(
        answers={doc: answered(doc, answer) for doc, answer in part.answers.items()},
        perform=part.perform,
        divert=part.divert,
        inspections=part.inspections,
        votes=part.votes,
        cures=part.cures,
        action=action,
        walk_out=part.walk_out.ground if part.walk_out else None,
        come_back=part.come_back,
        bid=part.bid,
        close=part.close,
        beliefs=part.beliefs,
    )


def answered(document: str, answer: str | AcceptPart) -> Answer:
    if isinstance(answer, AcceptPart):
        where = f"instructions.answers.{document}.accept"
        return Answer(accepts=True, reservation=conditioned(answer.accept, where))
    return Answer(accepts=answer == "accept")
