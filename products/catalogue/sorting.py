"""The orders that a list can be in: by name, and by strength where strengths can be compared."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from products.catalogue.asked import LEAST_THC, MOST_THC, NAME, STRENGTH, Asked
from products.catalogue.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class SortChoice:
    value: str
    label: str
    chosen: bool


def sort_choices(shelf: Snapshot, asked: Asked) -> Iterator[SortChoice]:
    """Only within one format: milligrams of a gummy and percent of a flower have no order."""
    labels = {"": _("Best match"), NAME: _("Name, A to Z")}
    if not asked.typed:
        labels = {"": labels[NAME]}
    if asked.one_format:
        dosed = {kind.code: kind.dosed for kind in shelf.formats}[asked.one_format]
        unit = _("mg in one serving") if dosed else _("percent by weight")
        labels[LEAST_THC] = _("Least THC first (%(unit)s)") % {"unit": unit}
        labels[MOST_THC] = _("Most THC first (%(unit)s)") % {"unit": unit}
    for value, label in labels.items():
        yield SortChoice(value, label, value == asked.sort)


def refused(asked: Asked) -> bool:
    """Whether the order that is asked for compares what cannot be compared."""
    return asked.sort in STRENGTH and not asked.one_format
