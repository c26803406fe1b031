"""The guideline's evidence as a table: a row for each kind of spasm, a column for each route.

Read from the guideline's own data each time, so that the page and the questionnaire never disagree.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from recommendations.guideline import Guideline, Texts
from recommendations.guideline.model import Category, Evidence
from recommendations.guideline.predicates import GRADES
from recommendations.information.citing import Citations, Mark


@dataclass(frozen=True, slots=True)
class Cell:
    """Routes next to each other that were studied alike: same grade, same sources."""

    routes: tuple[str, ...]
    route_names: tuple[str, ...]
    grade: str
    label: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Row:
    category: str
    name: str
    known: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Grade:
    grade: str
    label: str
    text: str


def rows(guideline: Guideline, texts: Texts, citations: Citations) -> tuple[Row, ...]:
    """The best studied kinds first; those studied alike in the guideline's order."""
    return tuple(
        Row(
            category.id,
            texts.get(f"category.{category.id}.name"),
            texts.get(f"category.{category.id}.known"),
            tuple(_cells(category, texts, citations)),
        )
        for category in sorted(guideline.categories.values(), key=_best_grade)
    )


def _best_grade(category: Category) -> int:
    return min(GRADES.index(grade) for grade in category.grades.values())


def _cells(category: Category, texts: Texts, citations: Citations) -> Iterator[Cell]:
    def studied(item: tuple[str, Evidence]) -> tuple[str, frozenset[str]]:
        return item[1].grade, frozenset(item[1].source.keys)

    for (grade, _keys), run in groupby(category.evidence.items(), key=studied):
        alike = dict(run)
        source = next(iter(alike.values())).source
        yield Cell(
            routes=tuple(alike),
            route_names=tuple(citations.words.get(f"way.{route}") for route in alike),
            grade=grade,
            label=texts.get(f"evidence.{grade}.label"),
            marks=citations.marks(source) if source.keys else (),
        )


def grades(guideline: Guideline, texts: Texts) -> tuple[Grade, ...]:
    """What each grade means, best first."""
    return tuple(
        Grade(grade, texts.get(f"evidence.{grade}.label"), texts.get(f"evidence.{grade}.text"))
        for grade in guideline.scores.grades
    )
