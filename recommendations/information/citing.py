"""What a page cites: a number behind each statement, and the list of sources at its end."""

import re
from dataclasses import dataclass, field

from recommendations.guideline import Guideline, Source, Texts
from recommendations.guideline.reading import SOURCE_WORDS
from recommendations.patient.sources import reference_in_words

DOI = re.compile(r"\bdoi:(10\.\d+/\S*[\w)])")


@dataclass(frozen=True, slots=True)
class Mark:
    """Stands behind a statement: a source's number in the guideline, or the word that there is none."""

    number: int | None
    words: str


@dataclass(frozen=True, slots=True)
class Listed:
    """`url`: where its DOI leads, or ""."""

    number: int
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Unsourced:
    """What stands behind a statement without a reference, and what it means."""

    mark: str
    meaning: str


@dataclass(slots=True)
class Citations:
    """Gives marks and remembers what they point at."""

    guideline: Guideline
    words: Texts
    _cited: set[str] = field(default_factory=set)

    def marks(self, source: Source) -> tuple[Mark, ...]:
        if source.word is not None:
            return (Mark(None, self.words.get(f"mark.{source.word}")),)
        self._cited.update(source.keys)
        return tuple(
            Mark(number, "")
            for number in sorted(self.guideline.references[key].number for key in source.keys)
        )

    def listed(self) -> tuple[Listed, ...]:
        """By number, each once."""
        cited = (self.guideline.references[key] for key in self._cited)
        return tuple(
            Listed(reference.number, reference_in_words(reference), _url(reference.text))
            for reference in sorted(cited, key=lambda reference: reference.number)
        )


def unsourced(texts: Texts, words: Texts) -> tuple[Unsourced, ...]:
    return tuple(
        Unsourced(words.get(f"mark.{word}"), texts.get(f"source.{word}.label"))
        for word in SOURCE_WORDS
    )


def _url(text: str) -> str:
    found = DOI.search(text)
    return f"https://doi.org/{found[1]}" if found else ""
