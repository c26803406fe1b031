"""What imports did to a product, a batch, a lab result or a strain, in words for its history."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from django.db.models import Field, ForeignKey, Model, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from herbology.editing.form_values import as_kept, in_words
from products.models import (
    Batch,
    CannabinoidReading,
    ImportedRow,
    LabResult,
    PanelResult,
    Product,
    Strain,
)
from products.models.product import ProductAllergen

ON: dict[type[Model], str] = {
    Product: "product",
    Batch: "batch",
    LabResult: "lab_result",
    Strain: "strain",
}

Names = Mapping[tuple[type[Model], Any], str]  # of the records that keys point at


def rows_about(record: Product | Batch | LabResult | Strain) -> QuerySet[ImportedRow]:
    """Those that made or changed the record itself.

    Their JSON cannot be searched alike on both databases, so it is looked through here.
    """
    of_it = {ON[type(record)]: record}
    if isinstance(record, LabResult):
        of_it = {"product": record.product}
    rows = ImportedRow.objects.filter(**of_it)
    about = [
        row.pk
        for row in rows.only("pk", "changes", "created_product", "created_batch", "created_strain")
        if makes(row, record) or changes_of(row, record)
    ]
    return ImportedRow.objects.filter(pk__in=about)


def makes(row: ImportedRow, record: Model) -> bool:
    made: dict[type[Model], bool] = {
        Product: row.created_product,
        Batch: row.created_batch,
        Strain: row.created_strain,
    }
    return made.get(type(record), False)


def changes_of(row: ImportedRow, record: Model) -> list[dict[str, Any]]:
    mine = (ON[type(record)], record.pk)
    return [change for change in row.changes if (change["on"], change["pk"]) == mine]


def in_lines(
    rows: Iterable[ImportedRow], record: Model, *, backwards: bool = False
) -> list[list[str]]:
    """For each row what it changed of the record, a line for each field; or what undoing did."""
    changes = [changes_of(row, record) for row in rows]
    names = _names((change for each in changes for change in each), type(record))
    ends = ("new", "old") if backwards else ("old", "new")
    return [
        [line for change in each for line in _lines(change, type(record), ends, names)]
        for each in changes
    ]


def _lines(
    change: Mapping[str, Any], model: type[Model], ends: tuple[str, str], names: Names
) -> Iterator[str]:
    before, after = (change[end] for end in ends)
    if before == after:
        return  # kept for the undo only
    if change["field"] in CHILDREN:
        label, in_rows = CHILDREN[change["field"]]
        yield from _row_lines(label, in_rows(before, names), in_rows(after, names))
        return
    field = model._meta.get_field(change["field"])
    assert isinstance(field, Field)  # noqa: S101 - an import writes columns
    old, new = (_value(field, value, names) for value in (before, after))
    yield f"{capfirst(field.verbose_name)}: {old} -> {new}"


def _value(field: "Field[Any, Any]", value: Any, names: Names) -> str:
    if isinstance(field, ForeignKey) and value is not None:
        unknown = _("number %s, which is not there") % value
        return names.get((field.related_model, value), unknown)
    control = field.formfield()
    assert control is not None  # noqa: S101 - every column that imports write has one
    return in_words(control, as_kept(control, field.to_python(value)))


def _names(changes: Iterable[Mapping[str, Any]], model: type[Model]) -> Names:
    wanted: defaultdict[type[Model], set[Any]] = defaultdict(set)
    for change in changes:
        if change["field"] == "parents":
            wanted[Strain] |= {*change["old"], *change["new"]}
        if change["field"] in CHILDREN:
            continue
        field = model._meta.get_field(change["field"])
        if isinstance(field, ForeignKey):
            wanted[field.related_model] |= {change["old"], change["new"]} - {None}
    return {
        (related, pk): str(found)
        for related, keys in wanted.items()
        for pk, found in related._default_manager.in_bulk(keys).items()
    }


def _row_lines(label: str, old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[str]:
    empty = _("empty")
    for key in sorted(old.keys() | new.keys()):
        if old.get(key) != new.get(key):
            yield f"{capfirst(label)}: {old.get(key, empty)} -> {new.get(key, empty)}"


def _readings(stored: Iterable[Any], _names: Names) -> dict[str, str]:
    return {
        name: str(
            CannabinoidReading(
                cannabinoid=name,
                unit=unit,
                amount=CannabinoidReading._meta.get_field("amount").to_python(amount),
                detection=detection,
            )
        )
        for name, unit, amount, detection in stored
    }


def _panels(stored: Mapping[str, str], _names: Names) -> dict[str, str]:
    return {panel: str(PanelResult(panel=panel, outcome=found)) for panel, found in stored.items()}


def _allergens(stored: Iterable[str], _names: Names) -> dict[str, str]:
    return {name: str(ProductAllergen(allergen=name)) for name in stored}


def _parents(stored: Iterable[int], names: Names) -> dict[str, str]:
    return {f"{pk}": names.get((Strain, pk), f"{pk}") for pk in stored}


# Rows below a record, which an import keeps as one field of it: by what they are told apart.
CHILDREN: dict[str, tuple[Any, Callable[[Any, Names], dict[str, str]]]] = {
    "readings": (CannabinoidReading._meta.verbose_name, _readings),
    "panels": (PanelResult._meta.verbose_name, _panels),
    "allergens": (ProductAllergen._meta.verbose_name, _allergens),
    "parents": (_lazy("parent"), _parents),
}
