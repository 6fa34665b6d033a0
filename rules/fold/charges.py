"""Folding what delegations hold against one another."""

from msgspec.structs import replace

from .. import events as e
from ..model import Accusation, State
from .changing import Folds, put


def accused(state: State, event: e.Accused) -> State:
    accusation = Accusation(
        document=event.document,
        clause=event.clause,
        by=event.by,
        evidence=event.evidence,
        round=event.round,
    )
    return replace(state, accusations=(*state.accusations, accusation))


def accusation_answered(state: State, event: e.AccusationAnswered) -> State:
    """At most one accusation under a clause waits for an answer."""
    accusations = tuple(
        replace(each, outcome=event.outcome)
        if each.clause == event.clause and each.outcome is None
        else each
        for each in state.accusations
    )
    return replace(state, accusations=accusations)


def breach_cured(state: State, event: e.BreachCured) -> State:
    gone = tuple((number, event.clause) for number in event.rounds)
    delivered = tuple(
        replace(each, cured=True) if each.round in event.rounds else each
        for each in state.deliveries.get(event.clause, ())
    )
    return replace(
        state,
        deliveries=put(state.deliveries, event.clause, delivered),
        breaches=tuple(each for each in state.breaches if each not in gone),
        cured=(*state.cured, *gone),
    )


def question_put(state: State, event: e.QuestionPut) -> State:
    return replace(state, questions=(*state.questions, event.question))


def question_settled(state: State, event: e.QuestionSettled) -> State:
    questions = tuple(
        replace(each, outcome=event.outcome, votes=event.votes) if each.id == event.id else each
        for each in state.questions
    )
    return replace(state, questions=questions)


FOLDS: Folds = {
    e.Accused: accused,
    e.AccusationAnswered: accusation_answered,
    e.BreachCured: breach_cured,
    e.QuestionPut: question_put,
    e.QuestionSettled: question_settled,
}
