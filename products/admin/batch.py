from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from herbology.admin_site import PlainAdmin
from products.admin.filters import ExpiryFilter, SellableFilter
from products.admin.verbs import VERBS, Verb, offered
from products.derived import COLUMNS, rederive
from products.models import Batch
from products.models.batch import ASSUMABLE
from products.reading import plain
from products.sellable import REASONS, sellable, why_not_sellable
from products.stock import StockError

STOCK = ("state", "state_reason", "on_hand", "reserved", "why_not_sellable", "movements")


class BatchForm(forms.ModelForm):
    assumed = forms.MultipleChoiceField(
        label=_("Assumed"),
        choices=[(fact, fact.replace("_", " ")) for fact in ASSUMABLE],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_(
            "What an import assumed because its file did not say. Untick what you checked."
        ),
    )


@admin.register(Batch)
class BatchAdmin(PlainAdmin):
    form = BatchForm
    list_display = [
        "number",
        "product",
        "store",
        "state",
        "sellable_today",
        "expires_on",
        "available_now",
        "chemotype",
        "total_thc_percent",
        "thc_mg_per_serving",
    ]
    list_filter = [
        SellableFilter,
        ExpiryFilter,
        "state",
        "store",
        "panels_outcome",
        "chemotype",
        "thc_free",
        "product__format",
    ]
    list_select_related = ["product", "store"]
    search_fields = [
        "number",
        "product__name",
        "product__registration_number",
        "lab_result__lot",
    ]
    search_help_text = _("Batch number, product, registration number or SKU, lot.")
    raw_id_fields = ["product", "lab_result"]
    readonly_fields = [*STOCK, *COLUMNS]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "product",
                    "store",
                    "number",
                    "lab_result",
                    "expires_on",
                    "received_on",
                    "assumed",
                ]
            },
        ),
        (_("Stock: changed only by the buttons above"), {"fields": STOCK}),
        (_("Derived from the lab result, the product and its format"), {"fields": COLUMNS}),
    ]
    change_form_template = "admin/products/batch/change_form.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Batch]:
        on_the_shelf = sellable(on=timezone.localdate()).values("pk")
        is_sellable = ExpressionWrapper(Q(pk__in=on_the_shelf), output_field=BooleanField())
        return super().get_queryset(request).annotate(is_sellable=is_sellable)

    def get_readonly_fields(self, request: HttpRequest, obj: Batch | None = None) -> list[str]:
        """A batch that has a history stays the product and store that it was."""
        return [*self.readonly_fields, "product", "store"] if obj else self.readonly_fields

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.act_view)
        pages = [
            path(
                f"<int:batch_id>/{verb.name}/", view, {"verb": verb}, f"products_batch_{verb.name}"
            )
            for verb in VERBS
        ]
        return [*pages, *super().get_urls()]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        batch = self.get_object(request, object_id)
        verbs = offered(batch) if batch and self.has_change_permission(request, batch) else []
        return super().change_view(request, object_id, form_url, {"verbs": verbs})

    def save_related(
        self, request: HttpRequest, form: forms.ModelForm, formsets: Any, change: bool
    ) -> None:
        super().save_related(request, form, formsets, change)
        rederive(Batch.objects.filter(pk=form.instance.pk))

    def act_view(self, request: HttpRequest, batch_id: int, verb: Verb) -> HttpResponse:
        """One page for each verb: what it does, a form, and what stock says if it refuses."""
        batch = get_object_or_404(Batch.objects.select_related("product", "store"), pk=batch_id)
        if not self.has_change_permission(request, batch):
            raise PermissionDenied
        form = verb.form(request.POST or None)
        if request.method == "POST" and form.is_valid() and self._done(request, verb, batch, form):
            return HttpResponseRedirect(reverse("admin:products_batch_change", args=[batch.pk]))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "media": self.media,
            "title": verb.button,
            "batch": batch,
            "verb": verb,
            "form": form,
        }
        return TemplateResponse(request, "admin/products/batch/act.html", context)

    def _done(self, request: HttpRequest, verb: Verb, batch: Batch, form: forms.Form) -> bool:
        assert isinstance(request.user, User)  # noqa: S101 - the admin has checked
        try:
            verb.carry_out(batch, form, request.user, timezone.now())
        except StockError as refusal:
            form.add_error(None, str(refusal))
            return False
        messages.success(request, f"{batch}: {verb.done}")
        return True

    @admin.display(description=_("sellable"), boolean=True)
    def sellable_today(self, batch: Batch) -> bool:
        return bool(getattr(batch, "is_sellable", False))

    @admin.display(description=_("available"))
    def available_now(self, batch: Batch) -> str:
        return f"{plain(batch.available)} {batch.product.get_stock_unit_display()}"

    @admin.display(description=_("why not sellable today"))
    def why_not_sellable(self, batch: Batch) -> SafeString | str:
        if batch.pk is None:
            return "-"
        codes = why_not_sellable(batch, on=timezone.localdate())
        reasons = format_html_join("", "<li>{}</li>", ((REASONS[code],) for code in codes))
        return format_html("<ul>{}</ul>", reasons) if codes else str(_("It is sellable."))

    @admin.display(description=_("movements"))
    def movements(self, batch: Batch) -> SafeString | str:
        if batch.pk is None:
            return "-"
        url = reverse("admin:products_movement_changelist")
        return format_html('<a href="{}?batch__id__exact={}">{}</a>', url, batch.pk, _("See them"))
