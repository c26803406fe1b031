"""A page for each verb of a batch: what it does, a form, and what stock says if it refuses."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from products.admin.acting.verb_forms import VerbForm
from products.admin.acting.verbs import VERBS, Verb, offered
from products.admin.stocktake.pages import StocktakeAdmin
from products.availability import available
from products.models import Batch
from products.previous import comparison_of
from products.reading import plain
from products.sellable import REASONS, why_not_sellable
from products.stock.dispensing import earlier_to_expire


class ActingAdmin(StocktakeAdmin):
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
        context = {**(extra_context or {}), "verbs": verbs}
        return super().change_view(request, object_id, form_url, context)

    def act_view(self, request: HttpRequest, batch_id: int, verb: Verb) -> HttpResponse:
        if not self.has_change_permission(request):
            raise PermissionDenied
        at = timezone.now()
        shown = facts(batch_id, at)
        batch = shown["batch"]
        form = verb.form(batch, request.POST if request.method == "POST" else None)
        if form.is_valid() and _done(request, verb, batch, form, at):
            return HttpResponseRedirect(reverse("admin:products_batch_change", args=[batch.pk]))
        return self.own_page(
            request,
            "admin/products/batch/act.html",
            title=verb.button,
            **shown,
            verb=verb,
            earlier=_should_go_first(verb, batch, at),
            comparison=comparison_of(batch) if verb.compared else None,
            form=form,
        )


def facts(batch_id: int, at: datetime) -> dict[str, Any]:
    """For templates/admin/products/batch/_facts.html; Http404 where there is no such batch."""
    batches = Batch.objects.select_related("product", "store").annotate(available_now=available(at))
    batch = get_object_or_404(batches, pk=batch_id)
    codes = why_not_sellable(batch, at=at)
    return {"batch": batch, "why_not": [REASONS[code] for code in codes]}


def _done(request: HttpRequest, verb: Verb, batch: Batch, form: VerbForm, at: datetime) -> bool:
    outcome = form.attempt(verb.act, batch=batch, by=request.user, at=at, **form.arguments(at))
    if outcome is None:
        return False
    now = Batch.objects.get(pk=batch.pk)
    left = _("On hand: %(on_hand)s, reserved: %(reserved)s.") % {
        "on_hand": plain(now.on_hand),
        "reserved": plain(now.reserved),
    }
    messages.success(request, " ".join((f"{batch}:", verb.told(outcome), *form.also_done(), left)))
    return True


def _should_go_first(verb: Verb, batch: Batch, at: datetime) -> Batch | None:
    return earlier_to_expire(batch, at) if verb.in_turn and batch.expires_on else None
