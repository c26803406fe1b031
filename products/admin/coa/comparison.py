from collections.abc import Iterable

from django.contrib import admin, messages
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from products.models import Batch
from products.previous import comparison_of


class ComparisonMixin:
    """Gives a batch's page the read-only field `comparison`."""

    @admin.display(description=_("beside the last batch"))
    def comparison(self, batch: Batch) -> str:
        if batch.pk is None:
            return "-"
        context = {"comparison": comparison_of(batch)}
        return render_to_string("admin/products/batch/_comparison.html", context)


def warn_of_alarms(request: HttpRequest, batches: Iterable[Batch]) -> None:
    """Tell whoever saved a lab result, or linked one, which batches must be looked at.

    One query for each of the stored batches.
    """
    for batch in batches:
        comparison = comparison_of(batch)
        if comparison.alarms:
            facts = {"batch": batch, "store": batch.store, "alarms": "; ".join(comparison.alarms)}
            said = _("Check before you release %(batch)s at %(store)s. %(alarms)s.") % facts
            messages.warning(request, said)
