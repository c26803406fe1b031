"""When a rule holds, in a patient's words."""

from collections.abc import Iterator

from recommendations.guideline import Guideline, GuidelineError, Texts
from recommendations.guideline.predicates import (
    AgeBelow,
    AgeFrom,
    Always,
    Answered,
    AnyOf,
    Predicate,
)


def in_words(when: Predicate, guideline: Guideline, texts: Texts, words: Texts) -> tuple[str, ...]:
    """One of these is enough; empty when the rule always holds.

    Raises GuidelineError for a condition that there are no words for.
    """
    return tuple(_phrases(when, guideline, texts, words))


def _phrases(when: Predicate, guideline: Guideline, texts: Texts, words: Texts) -> Iterator[str]:
    match when:
        case Always():
            return
        case AnyOf(parts):
            for part in parts:
                yield from _phrases(part, guideline, texts, words)
        case Answered(key, chosen):
            known = guideline.questions[key].values
            yield from (
                texts.get(f"answer.{key}.{value}.label") for value in known if value in chosen
            )
        case AgeFrom(years):
            yield words.format("condition.age_from", years=years)
        case AgeBelow(int() as years):
            yield words.format("condition.age_below", years=years)
        case _:
            raise GuidelineError(f"how we choose: no words for {when}")
