from django.contrib import admin
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from herbology.admin_site import ReadOnlyAdmin
from products.admin.exports import ExportingAdmin
from products.admin.lists.columns import link_to, signed_in_words
from products.admin.lists.searching import (
    Places,
    QuickSearch,
    as_typed_or_capitals,
    batches_with,
    products_with,
)
from products.models import Movement, StateChange
from products.reading import plain


@admin.register(Movement)
class MovementAdmin(ExportingAdmin, QuickSearch, ReadOnlyAdmin):
    export = "movements"
    list_display = [
        "at",
        "kind",
        "signed_quantity",
        "batch_number",
        "product",
        "place",
        "count",
        "why",
        "reference",
        "by",
    ]
    list_filter = ["kind", "reason_code", "batch__store", "at", "assumed"]
    list_select_related = [
        "batch__product",
        "batch__store",
        "by",
        "counterpart__batch__store",
        "arrival__batch__store",
    ]
    search_fields = ["reference"]
    search_help_text = _("Batch number, product, package tag or reference.")

    def places(self, word: str) -> Places:
        yield Movement.objects.filter(as_typed_or_capitals("reference__contains", word))
        yield Movement.objects.filter(batch__product__in=products_with(word))
        for batches in batches_with(word):
            yield Movement.objects.filter(batch__in=batches.order_by().values("pk"))

    @admin.display(description=_("quantity"), ordering="quantity")
    def signed_quantity(self, movement: Movement) -> str:
        return signed_in_words(movement.quantity, movement.batch.product)

    @admin.display(description=_("batch"), ordering="batch__number")
    def batch_number(self, movement: Movement) -> SafeString | str:
        return link_to(movement.batch, movement.batch.number)

    @admin.display(description=_("product"), ordering="batch__product__name")
    def product(self, movement: Movement) -> str:
        return movement.batch.product.name

    @admin.display(description=_("store"), ordering="batch__store")
    def place(self, movement: Movement) -> str:
        """Of a transfer both ends."""
        here = movement.batch.store.name
        if movement.counterpart:
            ends = {"here": here, "there": movement.counterpart.batch.store}
            return gettext("%(here)s, from %(there)s") % ends
        if movement.kind == Movement.Kind.TRANSFER_OUT:
            ends = {"here": here, "there": movement.arrival.batch.store}
            return gettext("%(here)s, to %(there)s") % ends
        return here

    @admin.display(description=_("reason: note"), ordering="reason_code")
    def why(self, movement: Movement) -> str:
        return ": ".join(filter(None, (movement.get_reason_code_display(), movement.reason)))

    @admin.display(description=_("counted / expected"))
    def count(self, movement: Movement) -> str:
        if movement.counted is None or movement.expected is None:
            return ""
        return f"{plain(movement.counted)} / {plain(movement.expected)}"


@admin.register(StateChange)
class StateChangeAdmin(ReadOnlyAdmin):
    list_display = ["at", "batch", "from_state", "to_state", "by", "reason"]
    list_filter = ["to_state", "batch__store", "at"]
    list_select_related = ["batch__product", "by"]
    search_fields = ["batch__number", "batch__product__name", "reason"]
    search_help_text = _("Batch number, product or reason.")
