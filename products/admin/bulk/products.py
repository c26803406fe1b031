"""What can be done to many products at once, as data: the page that asks, and the edit."""

from datetime import datetime
from decimal import Decimal
from functools import partial

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from products.admin.bulk import edits as bulk_edits
from products.admin.bulk.pages import Bulk, Row
from products.models import Format, Product, Store

PERMISSION = "products.change_product"
HEADINGS = (
    gettext_lazy("Producer"),
    gettext_lazy("Format"),
    gettext_lazy("Counted in"),
    gettext_lazy("Active"),
)


class FormatForm(forms.Form):
    format = forms.ModelChoiceField(
        Format.objects.all(),
        label=gettext_lazy("Format"),
        empty_label=gettext_lazy("Choose a format"),
        help_text=gettext_lazy("What follows from it is derived anew for all their batches."),
    )


class ReorderForm(forms.Form):
    store = forms.ModelChoiceField(
        Store.objects.filter(active=True),
        label=gettext_lazy("Store"),
        empty_label=gettext_lazy("Choose a store"),
    )
    quantity = forms.DecimalField(
        label=gettext_lazy("Reorder below"),
        max_digits=12,
        decimal_places=3,
        min_value=Decimal("0.001"),
        help_text=gettext_lazy("In what each product is counted in. It replaces an earlier one."),
    )


def _rows(active: bool | None, products: QuerySet[Product], _at: datetime) -> list[Row]:
    """Left out is what has that `active` already; None leaves out nothing."""
    said = {True: _("It is listed already."), False: _("It is delisted already."), None: ""}
    return [
        Row(
            product, product.name, _facts(product), said[active] if product.active is active else ""
        )
        for product in products.select_related("format")
    ]


def _facts(product: Product) -> list[str]:
    return [
        product.producer,
        str(product.format or _("unclassified")),
        product.get_stock_unit_display(),
        _("yes") if product.active else _("no"),
    ]


BULK = (
    Bulk(
        "set_format",
        gettext_lazy("Set the format"),
        gettext_lazy("Gives all these products one format. Without a format nothing is sold."),
        gettext_lazy("Set the format"),
        lambda n: ngettext("%d product has a new format.", "%d products have a new format.", n) % n,
        PERMISSION,
        FormatForm,
        HEADINGS,
        partial(_rows, None),
        bulk_edits.set_format,
    ),
    Bulk(
        "delist",
        gettext_lazy("Delist"),
        gettext_lazy("Nothing of these products is suggested or sold until they are listed again."),
        gettext_lazy("Delist them"),
        lambda n: ngettext("%d product is delisted.", "%d products are delisted.", n) % n,
        PERMISSION,
        forms.Form,
        HEADINGS,
        partial(_rows, False),
        partial(bulk_edits.set_active, False),
    ),
    Bulk(
        "list_again",
        gettext_lazy("List again"),
        gettext_lazy("What is sellable of these products can be suggested and sold again."),
        gettext_lazy("List them again"),
        lambda n: ngettext("%d product is listed again.", "%d products are listed again.", n) % n,
        PERMISSION,
        forms.Form,
        HEADINGS,
        partial(_rows, True),
        partial(bulk_edits.set_active, True),
    ),
    Bulk(
        "set_reorder_point",
        gettext_lazy("Set a reorder point"),
        gettext_lazy("Says for a store below which quantity somebody should order more."),
        gettext_lazy("Set the reorder point"),
        lambda n: ngettext("%d reorder point is set.", "%d reorder points are set.", n) % n,
        "products.change_reorderpoint",
        ReorderForm,
        HEADINGS,
        partial(_rows, None),
        bulk_edits.set_reorder_point,
    ),
)
