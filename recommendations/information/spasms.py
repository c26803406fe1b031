"""The page about muscle spasms as plain values; the template only lays them out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from recommendations.guideline import Guideline, Policy, Texts
from recommendations.information.care import CareCard, care_cards
from recommendations.information.citing import Citations, Listed, Mark, Unsourced, unsourced
from recommendations.information.evidence import Grade, Row, grades, rows
from recommendations.information.outline import Outline, load_outline
from recommendations.information.ways import Warned, Way, compare, warnings
from recommendations.information.words import load_words


@dataclass(frozen=True, slots=True)
class Statement:
    text: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Part:
    id: str
    title: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Section:
    id: str
    title: str
    lead: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class SpasmsPage:
    """`sections` by their ids, in the order of the contents list."""

    title: str
    lead: str
    sections: Mapping[str, Section]
    care: tuple[CareCard, ...]
    routes: tuple[str, ...]
    evidence: tuple[Row, ...]
    grades: tuple[Grade, ...]
    ways: tuple[Way, ...]
    warnings: tuple[Warned, ...]
    sources: tuple[Listed, ...]
    unsourced: tuple[Unsourced, ...]
    emergency_number: str
    checked_on: date
    check_again_on: date
    overdue: bool
    reviewed_by: str
    guideline_version: str


def spasms_page(guideline: Guideline, policy: Policy, texts: Texts, *, today: date) -> SpasmsPage:
    """In the language of `texts`, as of that day."""
    outline = load_outline(guideline)
    words = load_words(texts.language)
    citations = Citations(guideline, words)
    params = policy.params(texts) | {"minimum_age": policy.minimum_age}
    return SpasmsPage(
        title=words.get("spasms.title"),
        lead=words.get("spasms.lead"),
        sections=_sections(outline, params, words, citations),
        care=care_cards(guideline, policy, texts, citations),
        routes=tuple(words.get(f"way.{route}") for route in guideline.routes),
        evidence=rows(guideline, texts, citations),
        grades=grades(guideline, texts),
        ways=compare(guideline, policy, texts, outline, citations),
        warnings=tuple(warnings(guideline, policy, texts, citations)),
        # After all that cites.
        sources=citations.listed(),
        unsourced=unsourced(texts, words),
        emergency_number=policy.emergency_number,
        checked_on=outline.checked_on,
        check_again_on=outline.check_again_on,
        overdue=outline.is_overdue(today=today),
        reviewed_by=outline.reviewed_by,
        guideline_version=guideline.version,
    )


def _sections(
    outline: Outline, params: Mapping[str, object], words: Texts, citations: Citations
) -> dict[str, Section]:
    def text(key: str) -> str:
        return words.format(f"spasms.{key}", **params)

    def text_if_any(key: str) -> str:
        return text(key) if words.has(f"spasms.{key}") else ""

    return {
        section.id: Section(
            section.id,
            text(f"{section.id}.title"),
            text_if_any(f"{section.id}.lead"),
            tuple(
                Part(
                    part.id,
                    text_if_any(f"{section.id}.{part.id}.title"),
                    tuple(
                        Statement(text(f"{section.id}.{part.id}.{name}"), citations.marks(source))
                        for name, source in part.statements.items()
                    ),
                )
                for part in section.parts
            ),
        )
        for section in outline.sections
    }
