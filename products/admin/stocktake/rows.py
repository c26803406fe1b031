"""Counting many batches at once: a row for each, and all of them or none."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.db import transaction
from django.db.models import DateTimeField, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from products import stock
from products.admin.acting.action_form import amount, retype
from products.admin.lists.columns import signed
from products.models import Batch, Movement, Store
from products.reading import plain
from products.sellable import day_at
from products.stock import Somebody, StockError
from products.stock.ledger import hold

MOVED_WITHIN = timedelta(days=90)
BIG_SHARE = Decimal("0.1")  # a difference of a tenth of what was expected deserves a second look
LONGEST_REFERENCE = 100
COUNTED = re.compile(r"batch-(\d{1,18})-counted")


class CountRow(forms.Form):
    """What was counted of one batch; nothing typed means not counted."""

    expected = forms.DecimalField(
        widget=forms.HiddenInput, min_value=0, max_digits=12, decimal_places=3
    )
    counted = amount(_("Counted"), required=False)

    def __init__(self, batch: Batch, data: Mapping[str, Any] | None = None) -> None:
        prefix = f"batch-{batch.pk}"
        sent = data if data and f"{prefix}-counted" in data else None
        super().__init__(sent, prefix=prefix, initial={"expected": plain(batch.on_hand)})
        self.batch = batch
        label = f"{self.fields['counted'].label}: {batch.number}, {batch.product}"
        self.fields["counted"].widget.attrs["aria-label"] = label

    @property
    def was_counted(self) -> bool:
        return self.is_bound and bool(self.data[self.add_prefix("counted")].strip())

    @property
    def difference(self) -> Decimal:
        difference: Decimal = self.cleaned_data["counted"] - self.cleaned_data["expected"]
        return difference

    @property
    def difference_shown(self) -> str:
        return signed(self.difference)

    @property
    def is_big(self) -> bool:
        expected: Decimal = self.cleaned_data["expected"]
        return bool(self.difference) and abs(self.difference) >= BIG_SHARE * expected

    def expect_what_is_there(self) -> None:
        """Once stock has refused: the page then shows what is on hand by now."""
        retype(self, "expected", plain(self.batch.on_hand))


def to_count(store: Store, at: datetime) -> QuerySet[Batch]:
    """What the store should have, and what it had lately, in the order of the shelf's labels."""
    lately = Movement.objects.filter(at__gte=at - MOVED_WITHIN).values("batch")
    counts = Movement.objects.filter(batch=OuterRef("pk"), kind=Movement.Kind.COUNT)
    newest = counts.order_by("-at", "-pk").values("at")[:1]
    return (
        Batch.objects.filter(Q(on_hand__gt=0) | Q(pk__in=lately), store=store)
        .annotate(last_counted_at=Subquery(newest, output_field=DateTimeField()))
        .select_related("product")
        .order_by("product__name", "number", "pk")
    )


def rows_of(batches: Iterable[Batch], data: Mapping[str, Any] | None = None) -> list[CountRow]:
    return [CountRow(batch, data) for batch in batches]


def sent_ids(data: Mapping[str, Any], most: int) -> list[int]:
    """Of the batches that the page had a row for."""
    found = (COUNTED.fullmatch(name) for name in data)
    return [int(name[1]) for name in found if name][:most]


def take(
    rows: Sequence[CountRow],
    *,
    store: Store,
    note: str,
    key: str,
    by: Somebody,
    at: datetime,
    rehearsal: bool = False,
) -> bool:
    """Write all counts under one reference, or none where one is refused; the rows say why.

    A rehearsal asks stock the same and writes nothing.
    """
    reference = f"Stock-take {day_at(at, store)} {store}"[:LONGEST_REFERENCE]
    with transaction.atomic():
        hold([row.batch.pk for row in rows])
        for row in rows:
            try:
                stock.count(
                    batch=row.batch,
                    **row.cleaned_data,
                    by=by,
                    at=at,
                    reason=note,
                    reference=reference,
                    idempotency_key=f"{key}:{row.batch.pk}" if key and not rehearsal else "",
                )
            except StockError as refusal:
                row.add_error("counted", str(refusal))
        agreed = not any(row.errors for row in rows)
        if rehearsal or not agreed:
            transaction.set_rollback(True)
    return agreed


def differences_first(rows: Iterable[CountRow]) -> list[CountRow]:
    return sorted(rows, key=lambda row: (not row.is_big, not row.difference))
