"""What is kept for pick-ups: seen here, handed out or cancelled, never edited."""

from datetime import datetime
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from herbology.admin_site import ReadOnlyAdmin
from products.admin.acting.action_form import ActionForm
from products.admin.acting.endings import ENDINGS, Ending
from products.admin.acting.pages import facts
from products.admin.lists.columns import link_to, quantity_in_words
from products.models import Reservation

State = Reservation.State
NOT_TIDIED_UP = _("lapsed (not yet tidied up)")


class StateFilter(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "is"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        ended = [(state.value, state.label) for state in State if state != State.ACTIVE]
        return [("active", _("active")), ("past", _("active but past its time")), *ended]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[Reservation]
    ) -> QuerySet[Reservation]:
        now = timezone.now()
        conditions = {state.value: Q(state=state) for state in State} | {
            "active": Q(state=State.ACTIVE, expires_at__gt=now),
            "past": Q(state=State.ACTIVE, expires_at__lte=now),
        }
        return queryset.filter(conditions.get(self.value() or "", Q()))


@admin.register(Reservation)
class ReservationAdmin(ReadOnlyAdmin):
    list_display = [
        "reference",
        "state_now",
        "expires_at",
        "how_much",
        "batch_number",
        "product",
        "store",
        "by",
        "reserved_at",
    ]
    list_filter = [StateFilter, "batch__store"]
    list_select_related = ["batch__product", "batch__store", "by"]
    search_fields = ["reference", "batch__number", "batch__product__name"]
    search_help_text = _("Reference, batch number or product.")
    fields = (
        "reference",
        "batch_number",
        "product",
        "store",
        "how_much",
        "state_now",
        "reserved_at",
        "expires_at",
        "ended_at",
        "ended_reason",
        "by",
    )
    readonly_fields = fields
    change_form_template = "admin/products/reservation/change_form.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Reservation]:
        related = ("batch__product", "batch__store", "by")
        return super().get_queryset(request).select_related(*related)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.end_view)
        pages = [
            path(
                f"<int:reservation_id>/{ending.name}/",
                view,
                {"ending": ending},
                f"products_reservation_{ending.name}",
            )
            for ending in ENDINGS
        ]
        return [*pages, *super().get_urls()]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        reservation = self.get_object(request, object_id)
        waits = reservation is not None and is_active(reservation, timezone.now())
        endings = ENDINGS if waits and request.user.has_perm("products.change_batch") else ()
        context = {**(extra_context or {}), "endings": endings}
        return super().change_view(request, object_id, form_url, context)

    def end_view(self, request: HttpRequest, reservation_id: int, ending: Ending) -> HttpResponse:
        if not request.user.has_perm("products.change_batch"):
            raise PermissionDenied
        at = timezone.now()
        reservation = get_object_or_404(self.get_queryset(request), pk=reservation_id)
        form = ending.form(request.POST if request.method == "POST" else None)
        if form.is_valid() and _ended(request, ending, reservation, form, at):
            url = reverse("admin:products_reservation_change", args=[reservation.pk])
            return HttpResponseRedirect(url)
        return self.own_page(
            request,
            "admin/products/reservation/end.html",
            title=ending.button,
            **facts(reservation.batch_id, at),
            ending=ending,
            reservation=reservation,
            form=form,
        )

    @admin.display(description=_("batch"), ordering="batch__number")
    def batch_number(self, reservation: Reservation) -> SafeString | str:
        return link_to(reservation.batch, reservation.batch.number)

    @admin.display(description=_("product"), ordering="batch__product__name")
    def product(self, reservation: Reservation) -> str:
        return reservation.batch.product.name

    @admin.display(description=_("store"), ordering="batch__store")
    def store(self, reservation: Reservation) -> str:
        return reservation.batch.store.name

    @admin.display(description=_("quantity"), ordering="quantity")
    def how_much(self, reservation: Reservation) -> str:
        return quantity_in_words(reservation.quantity, reservation.batch.product)

    @admin.display(description=_("state"), ordering="state")
    def state_now(self, reservation: Reservation) -> str:
        if is_active(reservation, timezone.now()) or reservation.state != State.ACTIVE:
            return reservation.get_state_display()
        return str(NOT_TIDIED_UP)


def is_active(reservation: Reservation, at: datetime) -> bool:
    """That it still keeps its units then, which its stored state alone does not say."""
    return reservation.state == State.ACTIVE and reservation.expires_at > at


def _ended(
    request: HttpRequest, ending: Ending, reservation: Reservation, form: ActionForm, at: datetime
) -> bool:
    arguments = form.cleaned_data | {"by": request.user, "at": at}
    if form.attempt(ending.act, reservation=reservation, **arguments) is None:
        return False
    messages.success(request, f"{reservation.reference}: {ending.done}")
    return True
