"""Every key that a language must have a text for, given the guideline's ids."""

from collections.abc import Iterable, Iterator
from itertools import chain

from recommendations.guideline.fit_rules import NOTES
from recommendations.guideline.ground import NOT_SURE
from recommendations.guideline.model import Guideline, Question
from recommendations.guideline.reading import SOURCE_WORDS

STARTS = (
    "edible",
    "oral_tincture",
    "smoked",
    "vaporized",
    "topical",
    "transdermal_patch",
    "first_week",
    "ceiling",
    "halved",
)
NRS_LABELLED = ("0", "10")
EMPTYING_NOTES = ("NONE-IN-STOCK", "TAKEN")


def required_keys(guideline: Guideline) -> Iterator[str]:
    yield from _answer_keys(guideline)
    yield from _keys("route", guideline.routes, "name", "how", "watch")
    yield from _keys("evidence", guideline.scores.grades, "label", "text")
    yield from _keys("category", guideline.categories, "name", "known")
    yield from _keys("selfcare", guideline.categories, "tips")
    yield from _keys("disposition", guideline.dispositions, "title", "message", "next")
    yield from _keys("warning", (warning.id for warning in guideline.warnings), "title", "text")
    yield from _rule_keys(guideline)
    yield from _point_keys(guideline)
    yield from _choice_keys(guideline)
    yield from _keys("start", STARTS, "text")
    yield from _keys("source", SOURCE_WORDS, "label")
    yield "policy.urgent_care"


def _keys(section: str, names: Iterable[str], *leaves: str) -> Iterator[str]:
    return (f"{section}.{name}.{leaf}" for name in names for leaf in leaves)


def _answer_keys(guideline: Guideline) -> Iterator[str]:
    for key, question in guideline.questions.items():
        for value in labelled_values(question):
            yield f"answer.{key}.{value}.label"


def labelled_values(question: Question) -> tuple[str, ...]:
    """The values of a question that have a label; on the 0-10 line only its ends have one."""
    if question.id == "nrs_severity":
        return NRS_LABELLED
    if question.id in ("psfs_frequency", "psfs_severity"):
        return tuple(str(value) for value in question.numbers)
    return (*question.values, NOT_SURE) if question.not_sure else question.values


def _rule_keys(guideline: Guideline) -> Iterator[str]:
    closing = [rule for rule in guideline.unanswered if rule.routes]
    blocking = chain(guideline.blocks, closing, guideline.scores.gates.values())
    yield from _keys("block", (rule.id for rule in blocking), "reason")
    yield from _keys("caution", (rule.id for rule in guideline.cautions), "reason")
    yield from _keys("derived", (rule.id for rule in guideline.derived), "reason")
    yield from _keys("unanswered", (rule.id for rule in guideline.unanswered), "reason")


def _point_keys(guideline: Guideline) -> Iterator[str]:
    scores = guideline.scores
    for component in chain(scores.components, scores.depths.values()):
        for points in component.points.values():
            yield from _signed_key(component.id, points)
    for grade in scores.grades.values():
        yield from _signed_key(grade.id, grade.points)
    yield from _signed_key(scores.preference.id, scores.preference.points)
    yield points_key("x_cap", -1)


def _signed_key(component: str, points: int) -> Iterator[str]:
    if points:
        yield points_key(component, points)


def points_key(component: str, points: int) -> str:
    """Where the sentence stands that says what a component speaks for or against."""
    return f"points.{component}.{'for' if points > 0 else 'against'}"


def _choice_keys(guideline: Guideline) -> Iterator[str]:
    yield from _keys("choice", (limit.id for limit in guideline.choice.limits), "text", "empty")
    telling = (note for note in NOTES if note not in EMPTYING_NOTES)
    yield from _keys("choice", telling, "text")
    yield from _keys("choice", EMPTYING_NOTES, "empty")
