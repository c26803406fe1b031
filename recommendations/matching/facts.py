"""From answers to the facts that predicates ask about."""

from recommendations.guideline.model import Guideline, Question
from recommendations.guideline.policy import Policy
from recommendations.guideline.predicates import NOTHING, Facts
from recommendations.guideline.vocabulary import NO, YES
from recommendations.matching.answers import Answers


def gather(answers: Answers, guideline: Guideline, policy: Policy) -> Facts:
    """Missing answers that are no safety matter count as the guideline says; the others stay open."""
    given = answers.to_dict()
    values = {key: _words(given[key], question) for key, question in guideline.questions.items()}
    return Facts(
        values={key: words for key, words in values.items() if words},
        missing=frozenset(
            key
            for key, question in guideline.questions.items()
            if question.safety and given[key] is None
        ),
        age=answers.age,
        minimum_age=policy.minimum_age,
        depths=frozenset(guideline.depths[place] for place in answers.spasm_location or ()),
    )


def _words(value: object, question: Question) -> frozenset[str]:
    if value is None:
        return frozenset({question.if_missing}) if question.if_missing else NOTHING
    if isinstance(value, bool):
        return frozenset({YES if value else NO})
    return frozenset(value) if isinstance(value, list) else frozenset({str(value)})
