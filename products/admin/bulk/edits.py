"""One edit of a product, as a bulk action makes it: with its line in the history, old and new.

What is refused raises ValidationError or PotencyError, and nothing has happened.
"""

from datetime import datetime
from typing import Any

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.admin.utils import label_for_field
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override

from products import alerts
from products.models import Product, ReorderPoint
from products.reading import plain
from products.refresh import refresh_products
from products.stock.ledger import lock


def set_format(product: Product, typed: dict[str, Any], by: Any, at: datetime) -> None:
    """With what follows from it, or not at all where a lab result could then not be true."""
    with transaction.atomic():
        changed = _change(product, "format", typed["format"], by)
        changed.clean()
        refresh_products([product.pk], at=at)


def set_active(
    active: bool, product: Product, _typed: dict[str, Any], by: Any, at: datetime
) -> None:
    with transaction.atomic():
        _change(product, "active", active, by)
        alerts.watch_products([product.pk], at=at)


def _change(product: Product, field: str, value: Any, by: Any) -> Product:
    """One field of the stored product, with its line in the history."""
    stored = Product.objects.select_for_update(no_key=True).get(pk=product.pk)
    before = getattr(stored, field)
    if before == value:
        raise ValidationError(_("It is so already."))
    setattr(stored, field, value)
    stored.save(update_fields=[field])
    with override(None):  # kept untranslated, as Django keeps it
        label = capfirst(str(label_for_field(field, Product)))
    _log(stored, f"{label}: {_kept(before)} -> {_kept(value)}", by)
    return stored


def _kept(value: Any) -> str:
    return {None: "empty", True: "yes", False: "no"}.get(value) or str(value)


def set_reorder_point(product: Product, typed: dict[str, Any], by: Any, at: datetime) -> None:
    store, quantity = typed["store"], typed["quantity"]
    if product.stock_unit == Product.StockUnit.EACH and quantity % 1:
        raise ValidationError(_("It is counted in whole pieces. Give a whole number."))
    with transaction.atomic():
        lock(product.batches.values_list("pk", flat=True))  # always before the points
        points = ReorderPoint.objects.select_for_update()
        point = points.filter(product=product, store=store).first()
        before = plain(point.quantity) if point else "empty"
        ReorderPoint.objects.update_or_create(
            product=product, store=store, defaults={"quantity": quantity}
        )
        _log(product, f"Reorder below, {store}: {before} -> {plain(quantity)}", by)
        alerts.watch_products([product.pk], at=at)


def _log(product: Product, line: str, by: Any) -> None:
    LogEntry.objects.log_actions(
        by.pk, [product], CHANGE, [{"changed": {"fields": [line]}}], single_object=True
    )
