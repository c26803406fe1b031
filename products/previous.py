"""A batch beside the last one of its product: has the chemistry changed?"""

from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings
from django.db.models import F, Q

from products.comparison import Change, amount_change, changes
from products.comparison_text import AMOUNTS, LABELS, cell, fact, sentence
from products.models import Batch
from products.potency import Potency

POTENCY_KNOWN = ~Q(chemotype="") | Q(thc_free=True)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table in which the two batches stand side by side."""

    label: str
    now: str
    before: str
    change: str
    alarming: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """`previous` is None where there is nothing to compare with; then nothing has changed."""

    batch: Batch
    previous: Batch | None
    changes: tuple[Change, ...]
    threshold_percent: Decimal

    @property
    def sentences(self) -> list[str]:
        return [sentence(change, self._before.number) for change in self.changes]

    @property
    def alarms(self) -> list[str]:
        """The sentences that whoever releases the batch must have read."""
        return [sentence(each, self._before.number) for each in self.changes if each.alarming]

    @property
    def rows(self) -> list[Row]:
        """Every column that is known of either batch, changed or not."""
        return [self._row(column) for column in LABELS if self._is_known(column)]

    @property
    def _before(self) -> Batch:
        assert self.previous is not None  # noqa: S101 - without it there are no changes
        return self.previous

    def _is_known(self, column: str) -> bool:
        return any(getattr(batch, column) not in (None, "") for batch in (self.batch, self._before))

    def _row(self, column: str) -> Row:
        now, before = getattr(self.batch, column), getattr(self._before, column)
        told = {change.column: change for change in self.changes}
        change = told.get(column)
        if column in AMOUNTS:
            change = amount_change(column, before, now, self.threshold_percent)
        return Row(
            label=str(LABELS[column]),
            now=fact(now),
            before=fact(before),
            change=cell(change),
            alarming=change is not None and change.alarming,
        )


def comparison_of(batch: Batch) -> Comparison:
    """The stored batch beside the last one. One query."""
    threshold_percent = settings.POTENCY_ALARM_PERCENT
    previous = previous_batch(batch)
    found = changes(_potency(previous), _potency(batch), threshold_percent) if previous else ()
    return Comparison(batch, previous, found, threshold_percent)


def previous_batch(batch: Batch) -> Batch | None:
    """The last batch of the product before this one, at any store, by another lab result.

    Last received, or last entered where a date is missing. Batches of unknown potency are passed
    over: the batch before them says more.
    """
    earlier = Batch.objects.filter(_earlier_than(batch), POTENCY_KNOWN, product_id=batch.product_id)
    tested_otherwise = earlier.exclude(lab_result=None).exclude(lab_result_id=batch.lab_result_id)
    last_first = tested_otherwise.order_by(F("received_on").desc(nulls_last=True), "-pk")
    return last_first.select_related("store").first()


def _earlier_than(batch: Batch) -> Q:
    entered_before = Q(pk__lt=batch.pk)
    if batch.received_on is None:
        return entered_before
    same_day = Q(received_on=batch.received_on) | Q(received_on=None)
    return Q(received_on__lt=batch.received_on) | same_day & entered_before


def _potency(batch: Batch) -> Potency:
    return Potency(
        chemotype=batch.chemotype or None,
        thc_free=batch.thc_free,
        **{column: getattr(batch, column) for column in AMOUNTS},
    )
