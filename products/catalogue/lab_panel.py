"""What the laboratory measured in a batch, as bars with their table and as lines."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from herbology.charts import Bar
from products.amounts import number
from products.catalogue.labels_shown import terpene
from products.models import CannabinoidReading, LabResult, PanelResult
from products.reading import CANNABINOIDS, TOTALS, UNIT_SIGNS

Reading = CannabinoidReading
ORDER = (*CANNABINOIDS, *TOTALS)
ACIDS = {
    "thca": gettext_lazy("THCA (heat turns it into THC)"),
    "cbda": gettext_lazy("CBDA (heat turns it into CBD)"),
}
FOUND_NOTHING = {
    Reading.Detection.NOT_DETECTED: gettext_lazy("not found"),
    Reading.Detection.BELOW_LOQ: gettext_lazy("a trace"),
}
OUTCOMES = {
    PanelResult.Outcome.PASS: gettext_lazy("passed"),
    PanelResult.Outcome.FAIL: gettext_lazy("failed"),
    PanelResult.Outcome.NOT_TESTED: gettext_lazy("not tested"),
}


@dataclass(frozen=True, slots=True)
class Measured:
    """Readings that share a unit."""

    unit: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class LabPanel:
    """`contaminants`: what was looked for and with what outcome. `aroma`: terpenes, most first."""

    laboratory: str
    certificate_number: str
    tested_on: date
    measured: tuple[Measured, ...]
    contaminants: tuple[tuple[str, str], ...]
    aroma: tuple[tuple[str, str], ...]


def lab_panel(result: LabResult) -> LabPanel:
    """Reads the related rows: prefetch `readings` and `panels`."""
    return LabPanel(
        laboratory=result.laboratory,
        certificate_number=result.certificate_number,
        tested_on=result.tested_on,
        measured=tuple(_measured(list(result.readings.all()))),
        contaminants=tuple(
            (row.get_panel_display(), str(OUTCOMES[PanelResult.Outcome(row.outcome)]))
            for row in result.panels.all()
        ),
        aroma=tuple(_aroma(result)),
    )


def _measured(readings: Sequence[Reading]) -> Iterator[Measured]:
    by_unit: defaultdict[str, list[Reading]] = defaultdict(list)
    for reading in sorted(readings, key=lambda each: ORDER.index(each.cannabinoid)):
        by_unit[reading.unit].append(reading)
    for unit, own in by_unit.items():
        yield Measured(_sign(unit), tuple(_bar(reading) for reading in own))


def _sign(unit: str) -> str:
    return {
        "mg_per_serving": _("mg in one serving"),
        "mg_per_package": _("mg in the whole package"),
        "percent": _("% by weight"),
    }.get(unit) or UNIT_SIGNS[unit]


def _bar(reading: Reading) -> Bar:
    label = str(ACIDS.get(reading.cannabinoid) or reading.get_cannabinoid_display())
    if reading.amount is None:
        return Bar(label, 0, str(FOUND_NOTHING[Reading.Detection(reading.detection)]))
    return Bar(label, reading.amount, number(reading.amount))


def _aroma(result: LabResult) -> Iterator[tuple[str, str]]:
    for name, percent in sorted(result.terpenes.items(), key=lambda pair: (-pair[1], pair[0])):
        yield terpene(name), f"{number(Decimal(str(percent)))} %"
