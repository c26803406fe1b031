"""How the chemistry of a strain's batches has changed over time.

Only of what is inhaled, format by format: how many milligrams are in a gummy is the maker's choice and
says nothing about the plant.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _

from herbology.languages import Told, marked
from herbology.time_chart import Dot, Series
from products.amounts import percent
from products.models import Batch, FormatRoute, Strain
from products.potency import INHALED
from products.translated import told_from

MOST_CHARTS = 3
MOST_RESULTS = 40  # the newest
BATCHES_OF_A_RESULT = 4


@dataclass(frozen=True, slots=True)
class Chemistry:
    """Of one `format`: two series in percent by weight, and the same figures as rows."""

    format: str
    title: str
    series: tuple[Series, ...]
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Tested(NamedTuple):
    """What a laboratory found in a lot; percent by weight."""

    lab_result: int
    tested_on: date
    product: str
    product_es: str
    format: str
    format_es: str
    thc: Decimal
    cbd: Decimal | None
    thc_free: bool


COLUMNS = (
    *("lab_result_id", "lab_result__tested_on", "product__name", "product__name_es"),
    *("product__format__name", "product__format__name_es"),
    *("total_thc_percent", "total_cbd_percent", "thc_free"),
)


def chemistry(strain: Strain, on: date) -> list[Chemistry]:
    """Of batches that were ever let onto a shelf, each lab result once; the fullest chart first."""
    inhaled = FormatRoute.objects.filter(route__in=INHALED).values("format")
    passed = Batch.objects.filter(
        product__strain=strain,
        product__format__in=inhaled,
        state=Batch.State.RELEASED,
        panels_outcome=Batch.PanelsOutcome.PASSED,
        within_bounds=True,
        total_thc_percent__isnull=False,
        lab_result__tested_on__lte=on,
    )
    newest = passed.order_by("-lab_result__tested_on", "-lab_result", "pk").values_list(*COLUMNS)
    by_format: defaultdict[str, list[Tested]] = defaultdict(list)
    for test in _once_each(Tested(*row) for row in newest[: MOST_RESULTS * BATCHES_OF_A_RESULT]):
        by_format[test.format].append(test)
    fullest = sorted(by_format.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return [_chemistry(own) for _name, own in fullest[:MOST_CHARTS]]


def _once_each(newest: Iterable[Tested]) -> list[Tested]:
    """A lab result has a batch at each store. The oldest first."""
    results: dict[int, Tested] = {}
    for test in newest:
        results.setdefault(test.lab_result, test)
    return list(results.values())[:MOST_RESULTS][::-1]


def _chemistry(tests: Sequence[Tested]) -> Chemistry:
    name = _told(tests[0].format, tests[0].format_es)
    cbd = tuple(Dot(test.tested_on, test.cbd) for test in tests if test.cbd is not None)
    return Chemistry(
        format=name,
        title=_("%(format)s, by the day of the test") % {"format": name},
        series=(
            Series(_("THC"), tuple(Dot(test.tested_on, test.thc) for test in tests)),
            Series(_("CBD"), cbd),
        ),
        headings=(_("Tested"), _("THC"), _("CBD")),
        rows=tuple(_row(test) for test in tests[::-1]),
    )


def _told(name: str, name_es: str) -> Told:
    return told_from({"en": name} | ({"es": name_es} if name_es else {}))


def _row(test: Tested) -> tuple[str, ...]:
    product = _told(test.product, test.product_es)
    return (
        format_html("{}, {}", date_format(test.tested_on), marked(product, product.language)),
        percent(test.thc, none_found=test.thc_free),
        percent(test.cbd),
    )
