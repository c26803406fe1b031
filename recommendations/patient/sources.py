"""Where each rule that the page names comes from: references, or the word that says there is none."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.html import format_html
from django.utils.translation import gettext as _

from herbology.languages import marked
from recommendations.guideline import Guideline, Source, Texts, rules_of
from recommendations.guideline.model import Reference

if TYPE_CHECKING:
    from recommendations.patient.presentation import Conclusion

READ, ENGLISH = "read", "en"


@dataclass(frozen=True, slots=True)
class RuleSource:
    """`words` are whole references, or one sentence that says that there is none."""

    rule: str
    words: tuple[str, ...]


def sources_of(page: dict[str, Any], conclusion: "Conclusion") -> tuple[RuleSource, ...]:
    """For each rule named on the page, once, in the order of the page; then the evidence by route."""
    guideline, texts = conclusion.guideline, conclusion.texts
    known = rules_of(guideline)
    named = [
        RuleSource(rule, in_words_of(known[rule].source, guideline, texts))
        for rule in dict.fromkeys(_rules_named(page))
        if rule in known
    ]
    return (*named, *_evidence(page, conclusion))


def _rules_named(page: dict[str, Any]) -> Iterator[str]:
    yield from (each.rule for each in page.get("decided", ()))
    for card in (*page.get("suggestions", ()), *page.get("ruled_out", ())):
        yield from (reason.rule for reason in card.reasons)
    yield from (route.rule for route in page.get("unfilled", ()))
    yield from (caution.rule for caution in page["cautions_told"])


def _evidence(page: dict[str, Any], conclusion: "Conclusion") -> Iterable[RuleSource]:
    cells = conclusion.guideline.categories[conclusion.assessment.category].evidence
    for route in page.get("routes", ()):
        name = _("Studies: %(route)s") % {"route": route.name}
        words = in_words_of(cells[route.code].source, conclusion.guideline, conclusion.texts)
        yield RuleSource(name, words)


def in_words_of(source: Source, guideline: Guideline, texts: Texts) -> tuple[str, ...]:
    if source.word is not None:
        return (texts.get(f"source.{source.word}.label"),)
    return tuple(reference_in_words(guideline.references[key]) for key in source.keys)


def reference_in_words(reference: Reference) -> str:
    """Titles are English, and marked so on other pages."""
    title = marked(reference.text, ENGLISH)
    if reference.status == READ:
        return title
    return format_html("{} {}", title, _("We have not checked this source in full."))
