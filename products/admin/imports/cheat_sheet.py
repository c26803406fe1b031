"""The keys of a layout on one page, taken from the code that reads them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from products.importing.layout.fields import (
    BATCHES,
    FIELDS,
    FIGURES,
    LEDGER,
    OPTIONAL_GROUPS,
    PACK_FIGURES,
    REQUIRED,
    STRAINS,
)
from products.importing.reading.panels import PANELS
from products.models import Format
from products.reading import CANNABINOIDS, TOTALS, UNITS


@dataclass(frozen=True, slots=True)
class Entry:
    """`words` are written in a layout as they stand here; those in `needed` must be there."""

    key: str
    meaning: Promise | str
    words: tuple[str, ...] = ()
    needed: frozenset[str] = frozenset()


ROW_KINDS = {
    BATCHES: _("A row for each batch of a product. It is meant where rows is left out."),
    STRAINS: _("A row for each strain."),
    LEDGER: _("A row for each movement or count."),
}


def cheat_sheet() -> list[Entry]:
    """One query."""
    codes = tuple(Format.objects.order_by("code").values_list("code", flat=True))
    return [*_top(), *_columns(), *_tables(codes)]


def _top() -> Iterable[Entry]:
    yield Entry("name, title", _("Its name in short (a-z, 0-9, hyphens) and in words."))
    yield Entry("tried_on", _("The real file it was tried on, or “untried”."))
    yield Entry("rows", _("What a row is about."), tuple(ROW_KINDS))
    yield Entry("date_patterns", _('How dates are written, such as ["%m/%d/%Y"].'))
    yield Entry("empty", _('Words that stand for an empty cell, such as ["N/A"].'))
    yield Entry(
        "optional",
        _("Fields whose column a file may leave out; or all columns of one of these."),
        OPTIONAL_GROUPS,
    )


def _columns() -> Iterable[Entry]:
    for kind, words in ROW_KINDS.items():
        yield Entry(f"[columns], rows = “{kind}”", words, FIELDS[kind], frozenset(REQUIRED[kind]))


def _tables(format_codes: tuple[str, ...]) -> Iterable[Entry]:
    yield Entry("[formats]", _("The file's word = one of these."), (*format_codes, "unclassified"))
    yield Entry("[values.FIELD]", _("The file's word = what that field takes."))
    yield Entry("[constants]", _("Facts of every new product that no column says."))
    yield Entry("[readings]", _("unit, or unit_column; the unit is one of these."), UNITS)
    yield Entry("[readings.columns]", _("One of these = its column."), CANNABINOIDS + TOTALS)
    yield Entry("[panels.columns]", _("One of these = its column."), PANELS)
    yield Entry("[panels.outcomes]", _("The file's word = pass, fail or not_tested."))
    yield Entry("[terpenes]", _("A terpene = its column, in percent."))
    yield Entry("[[skip]]", _("column, pattern, reason: rows that are not taken in."))
    yield Entry("[[flag]]", _("column, pattern, reason: rows that are told of."))
    yield Entry("[[quarantine]]", _("column, pattern, reason: batches that must wait."))
    yield Entry("[[move]]", _("formats, to, reason, column, pattern: rows filed elsewhere."))
    yield Entry(
        "[[figure]]",
        _("column, pattern, formats, reason: figures in a text, as groups named so."),
        (*FIGURES, *PACK_FIGURES),
    )
    yield Entry("[assume]", _("What the file does not say. It is marked on every batch."))
    yield Entry("[file]", _("encoding, delimiter, preamble_lines or header_within."))
