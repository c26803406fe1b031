"""What a recall is about: a batch number, a product or a producer's range. Nothing is written."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from products.models import Batch, Format, Product, RecallCase, RecalledBatch

Scope = RecallCase.Scope


@dataclass(frozen=True, slots=True)
class Selection:
    """What a recall is about: in words, and as a condition that its batches meet."""

    scope: str
    named: str
    condition: Q

    def affected(self) -> QuerySet[Batch]:
        """At every store, in any state and quantity, unless a recall names it already.

        Sold out counts too, for a recall asks where the units went. One that was recalled before
        cases were kept is in the state recalled and in no case: it belongs to the next one.
        """
        return Batch.objects.filter(self.condition, recalls=None)

    def earlier_cases(self) -> QuerySet[RecallCase]:
        """The recalls that name some of it already, newest first."""
        batches = Batch.objects.filter(self.condition)
        named = RecalledBatch.objects.filter(batch__in=batches)
        return RecallCase.objects.filter(pk__in=named.values("case"))


def batch_number(product: Product, number: str) -> Selection:
    """Upper and lower case are one: two stores may have typed the same label differently."""
    named = f"Batch {number} of {product}"
    return Selection(Scope.BATCH, named, Q(product=product, number__iexact=number))


def whole_product(product: Product) -> Selection:
    return Selection(Scope.PRODUCT, str(product), Q(product=product))


def producers_range(
    producer: str,
    *,
    kind: Format | None = None,
    received_from: date | None = None,
    received_to: date | None = None,
    number_prefix: str = "",
) -> Selection:
    """`producer` exactly as stored. A batch without a day of arrival may be within any dates."""
    within, named = Q(product__producer=producer), [producer]
    if kind:
        within &= Q(product__format=kind)
        named.append(str(kind))
    if received_from:
        within &= Q(received_on__gte=received_from) | Q(received_on=None)
        named.append(f"received from {received_from}")
    if received_to:
        within &= Q(received_on__lte=received_to) | Q(received_on=None)
        named.append(f"received until {received_to}")
    if number_prefix:
        within &= Q(number__istartswith=number_prefix)
        named.append(f"batch numbers that begin with {number_prefix}")
    return Selection(Scope.PRODUCER, ", ".join(named), within)
