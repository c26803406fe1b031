"""What an information page says and where each statement comes from; its words stand in texts/."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

from recommendations.guideline import Guideline, Source
from recommendations.guideline.reading import Entry, read_document

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Part:
    """`statements` maps the name of each to its source, in the order of the page."""

    id: str
    statements: Mapping[str, Source]


@dataclass(frozen=True, slots=True)
class Section:
    id: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Outline:
    """`checked_on`, `check_again_on`: by us; `reviewed_by`: a clinician, empty while there is none.

    `risk` gives each route the source of what to watch for with it.
    """

    checked_on: date
    check_again_on: date
    reviewed_by: str
    sections: tuple[Section, ...]
    risk: Mapping[str, Source]

    def is_overdue(self, *, today: date) -> bool:
        return today > self.check_again_on


@cache
def load_outline(guideline: Guideline) -> Outline:
    """The shipped page about muscle spasms. Raises GuidelineError, naming file, entry and reason."""
    path = DATA / "muscle_spasms.toml"
    return parse_outline(path.read_text(encoding="utf-8"), path.name, guideline)


def parse_outline(text: str, name: str, guideline: Guideline) -> Outline:
    document = read_document(name, text)
    outline = Outline(
        checked_on=_day(document, "checked_on"),
        check_again_on=_day(document, "check_again_on"),
        reviewed_by=document.text("reviewed_by"),
        sections=tuple(_section(entry, guideline) for entry in document.entries("section")),
        risk=_sources(document.table("risk"), "risk", document, guideline),
    )
    document.finish()
    if outline.checked_on >= outline.check_again_on:
        document.fail("check_again_on must come after checked_on")
    if tuple(outline.risk) != tuple(guideline.routes):
        document.fail(f"risk must name {', '.join(guideline.routes)}, in this order")
    return outline


def _day(document: Entry, key: str) -> date:
    text = document.text(key)
    try:
        return date.fromisoformat(text)
    except ValueError:
        document.fail(f"{key}: {text!r} is no date such as 2026-11-30")


def _section(entry: Entry, guideline: Guideline) -> Section:
    parts = entry.table("part") if entry.has("part") else {}
    section = Section(
        entry.name,
        tuple(
            Part(name, _sources(statements, f"{entry.name}.{name}", entry, guideline))
            for name, statements in parts.items()
        ),
    )
    entry.finish()
    return section


def _sources(
    statements: object, where: str, document: Entry, guideline: Guideline
) -> Mapping[str, Source]:
    """A statement to patients rests on something that was read, or says that it does not."""
    if not isinstance(statements, dict):
        document.fail(f"{where}: {statements!r} is not a table of statements")
    found = {}
    for name, source in statements.items():
        entry = Entry(document.file, f"{where}.{name}", {"source": source})
        found[name] = entry.source(guideline.references)
        if found[name].keys and not found[name].verified:
            entry.fail("none of its sources was read; say unverified instead")
    return MappingProxyType(found)
