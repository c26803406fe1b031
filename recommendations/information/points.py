"""How well a way fits: every point that the guideline gives or takes, and for what."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from recommendations.guideline import Guideline, Texts
from recommendations.guideline.model import Component
from recommendations.guideline.predicates import Answered
from recommendations.guideline.text_keys import points_key
from recommendations.information.citing import Citations, Mark
from recommendations.information.conditions import in_words

PLACES = "spasm_location"


@dataclass(frozen=True, slots=True)
class Points:
    route: str
    route_name: str
    points: int

    @property
    def signed(self) -> str:
        return signed(self.points)


@dataclass(frozen=True, slots=True)
class PointsRow:
    """`answers`: any of them, to the question, gives the points; without a question they always count.

    `points`: one for every route.
    """

    rule: str
    question: str
    answers: tuple[str, ...]
    reasons: tuple[str, ...]
    points: tuple[Points, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class GradePoints:
    grade: str
    label: str
    text: str
    points: int

    @property
    def signed(self) -> str:
        return signed(self.points)


def signed(points: int) -> str:
    """With a real minus, which screen readers say."""
    return f"{points:+d}".replace("-", "\N{MINUS SIGN}") if points else "0"


def rows(guideline: Guideline, texts: Texts, citations: Citations) -> tuple[PointsRow, ...]:
    """The components that give or take a point anywhere, in the guideline's order."""
    scores = guideline.scores
    words = citations.words
    answered = [
        (component, question_of(component), in_words(component.when, guideline, texts, words))
        for component in scores.components
    ]
    placed = [
        (depth, PLACES, _places(name, guideline, texts)) for name, depth in scores.depths.items()
    ]
    return tuple(
        PointsRow(
            component.id,
            words.get(f"question.{question}") if question else "",
            answers,
            tuple(_reasons(component, texts)),
            tuple(_points(component.points, guideline, words)),
            citations.marks(component.source),
        )
        for component, question, answers in [*answered, *placed]
        if any(component.points.values())
    )


def question_of(component: Component) -> str:
    """The answer's key that its condition asks about; "" where it always counts."""
    return component.when.key if isinstance(component.when, Answered) else ""


def _places(depth: str, guideline: Guideline, texts: Texts) -> tuple[str, ...]:
    places = guideline.depths.items()
    return tuple(texts.get(f"answer.{PLACES}.{place}.label") for place, at in places if at == depth)


def _reasons(component: Component, texts: Texts) -> Iterator[str]:
    for sign in (1, -1):
        if any(points * sign > 0 for points in component.points.values()):
            yield texts.get(points_key(component.id, sign))


def _points(given: Mapping[str, int], guideline: Guideline, words: Texts) -> Iterator[Points]:
    return (
        Points(route, words.get(f"way.{route}"), given.get(route, 0)) for route in guideline.routes
    )


def grade_points(guideline: Guideline, texts: Texts) -> tuple[GradePoints, ...]:
    return tuple(
        GradePoints(
            name,
            texts.get(f"evidence.{name}.label"),
            texts.get(f"evidence.{name}.text"),
            grade.points,
        )
        for name, grade in guideline.scores.grades.items()
    )
