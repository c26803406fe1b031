from typing import Any

from django.contrib.admin import SimpleListFilter
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from products.models import Batch
from recommendations.models import Submission, Suggestion


def with_advice_on(
    batches: QuerySet[Batch], submissions: QuerySet[Submission]
) -> QuerySet[Submission]:
    """Those that name one of the batches, in whichever assessment; a join would repeat them."""
    citing = Suggestion.objects.citing(batches.order_by()).order_by()
    return submissions.filter(pk__in=citing.values("assessment__submission"))


class RecalledBatchFilter(SimpleListFilter):
    title = _("names a recalled batch")
    parameter_name = "recalled"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("Yes"))]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[Submission]
    ) -> QuerySet[Submission]:
        if self.value() != "yes":
            return queryset
        return with_advice_on(Batch.objects.filter(state=Batch.State.RECALLED), queryset)
