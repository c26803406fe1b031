"""Where a number is the label's and not the laboratory's: `potency.derive` takes the larger for THC."""

from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext as _

from products.amounts import mg
from products.models import Batch, LabResult, Product
from products.potency import derive


def label_lines(product: Product, batch: Batch, result: LabResult) -> Iterator[str]:
    """Reads the readings of the result: prefetch them."""
    label_thc, label_cbd = product.label_thc_mg_per_serving, product.label_cbd_mg_per_serving
    if label_thc is None and label_cbd is None:
        return
    unlabelled = replace(
        product.facts, label_thc_mg_per_serving=None, label_cbd_mg_per_serving=None
    )
    measured = derive([row.as_reading() for row in result.readings.all()], unlabelled)
    thc, cbd = measured.thc_mg_per_serving, measured.cbd_mg_per_serving
    if label_thc is not None and thc is not None and thc < label_thc and mg(thc) != mg(label_thc):
        yield _(
            "The label says %(label)s of THC in one serving. The laboratory measured %(measured)s in"
            " this batch. We count with the larger number, to be careful."
        ) % {"label": mg(label_thc), "measured": mg(thc)}
    from_label = [
        *(["THC"] if thc is None and batch.thc_mg_per_serving is not None else []),
        *(["CBD"] if cbd is None and batch.cbd_mg_per_serving is not None else []),
    ]
    if from_label:
        yield _("From the label, not measured by the laboratory: %(names)s.") % {
            "names": ", ".join(from_label)
        }
