"""The words of the information pages, one file per language, by dotted keys such as spasms.short.title.

`check_words` is called when the application starts, so that no page meets a missing sentence.
"""

from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from pathlib import Path

from products.potency import CHEMOTYPES
from recommendations.guideline import Guideline, GuidelineError, Texts, languages, load_texts
from recommendations.guideline.predicates import Predicate
from recommendations.guideline.reading import SOURCE_WORDS
from recommendations.guideline.texts import PARAM, POLICY_PARAMS, parse_texts
from recommendations.information.conditions import in_words
from recommendations.information.outline import Outline, load_outline
from recommendations.information.points import PLACES, question_of
from recommendations.matching.candidate import Candidate

TEXTS = Path(__file__).parent / "texts"
PARAMS = {
    "spasms": POLICY_PARAMS | {"minimum_age"},
    "limit": frozenset({"limit", "chemotypes"}),
    "condition": frozenset({"years"}),
}
URGENCIES = ("emergency", "urgent", "soon", "routine")


@cache
def load_words(language: str = "en") -> Texts:
    """Raises GuidelineError for a language that cannot be read."""
    path = TEXTS / f"{language}.toml"
    try:
        return parse_texts(path.read_text(encoding="utf-8"), language)
    except OSError as error:
        raise GuidelineError(f"information/texts/{language}.toml: {error.strerror}") from None


def check_words(guideline: Guideline) -> None:
    """Every language of the guideline has the words of these pages. Raises GuidelineError."""
    for language in languages():
        words = load_words(language)
        check(words, guideline, load_outline(guideline))
        for when in _conditions(guideline):
            in_words(when, guideline, load_texts(language), words)


def check(words: Texts, guideline: Guideline, outline: Outline) -> None:
    required = set(required_keys(guideline, outline))
    missing = sorted(key for key in required if not words.entries.get(key))
    strange = sorted(set(words.entries) - required - set(_optional_keys(outline)))
    for kind, keys in (("missing", missing), ("not asked for", strange)):
        if keys:
            raise GuidelineError(
                f"information/texts/{words.language}.toml: {kind}: {', '.join(keys)}"
            )
    for key, text in words.entries.items():
        odd = set(PARAM.findall(str(text))) - PARAMS.get(key.split(".")[0], frozenset())
        if odd:
            raise GuidelineError(
                f"information/texts/{words.language}.toml: {key}: no {{{odd.pop()}}} there"
            )


def _conditions(guideline: Guideline) -> Iterator[Predicate]:
    """Those that the page on how we choose spells out."""
    yield from (component.when for component in guideline.scores.components)
    yield guideline.dosing.halving.when
    yield from (block.clears_never_when for block in guideline.blocks if block.clears_never_when)


def required_keys(guideline: Guideline, outline: Outline) -> Iterator[str]:
    yield from ("spasms.title", "spasms.lead")
    for section in outline.sections:
        yield f"spasms.{section.id}.title"
        for part in section.parts:
            yield from (f"spasms.{section.id}.{part.id}.{name}" for name in part.statements)
    for urgency in URGENCIES:
        yield from (f"spasms.help.{urgency}.{leaf}" for leaf in ("strength", "title", "do"))
    yield from (f"way.{route}" for route in guideline.routes)
    yield from (f"mark.{word}" for word in SOURCE_WORDS)
    yield from (f"chemotype.{name}" for name in CHEMOTYPES)
    yield from ("condition.age_from", "condition.age_below")
    keys = {question_of(component) for component in guideline.scores.components} | {PLACES}
    yield from (f"question.{key}" for key in keys - {""})
    yield from (f"limit.{limit.id}" for limit in guideline.choice.limits)
    yield from (f"seen.{field.name}" for field in fields(Candidate))


def _optional_keys(outline: Outline) -> Iterator[str]:
    """A part without a title is one whose section says it."""
    for section in outline.sections:
        yield f"spasms.{section.id}.lead"
        yield from (f"spasms.{section.id}.{part.id}.title" for part in section.parts)
