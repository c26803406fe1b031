from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from herbology.admin_site import ReadOnlyAdmin
from products.models import Movement, StateChange
from products.reading import plain


@admin.register(Movement)
class MovementAdmin(ReadOnlyAdmin):
    list_display = ["at", "kind", "signed_quantity", "batch", "store", "by", "reason", "reference"]
    list_filter = ["kind", "assumed", "batch__store", "at"]
    list_select_related = ["batch__product", "batch__store", "by"]
    search_fields = ["batch__number", "batch__product__name", "reference"]
    search_help_text = _("Batch number, product or reference.")

    @admin.display(description=_("quantity"), ordering="quantity")
    def signed_quantity(self, movement: Movement) -> str:
        return ("+" if movement.quantity > 0 else "") + plain(movement.quantity)

    @admin.display(description=_("store"), ordering="batch__store")
    def store(self, movement: Movement) -> str:
        return movement.batch.store.name


@admin.register(StateChange)
class StateChangeAdmin(ReadOnlyAdmin):
    list_display = ["at", "batch", "from_state", "to_state", "by", "reason"]
    list_filter = ["to_state", "batch__store", "at"]
    list_select_related = ["batch__product", "by"]
    search_fields = ["batch__number", "batch__product__name", "reason"]
    search_help_text = _("Batch number, product or reason.")
