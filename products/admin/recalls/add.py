"""The one action: say what, look at what it takes off the shelf, confirm."""

from collections.abc import Collection
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from herbology.admin_site import ReadOnlyAdmin
from products.admin.recalls.choice import FORMS, ScopeForm
from products.admin.recalls.preview import ConfirmForm, preview_of
from products.models import RecallCase
from products.recalls import AlreadyRecalledError, open_recall
from products.recalls.selection import Selection
from products.stock import StockError

PAGES = "admin/products/recallcase"


class RecallingAdmin(ReadOnlyAdmin):
    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("products.add_recallcase")

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The address says what is recalled; a POST to the same address confirms it."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        scope = request.GET.get("scope", "")
        form = FORMS[scope](request.GET) if scope in FORMS else None
        if form is None or not form.is_valid() or form.choice.selection is None:
            return self._choose(request, form)
        if request.method == "POST":
            return self._confirm(request, form.choice.selection)
        return self._preview(request, form.choice.selection, ConfirmForm())

    def _choose(self, request: HttpRequest, chosen: ScopeForm | None) -> HttpResponse:
        forms = [
            chosen if chosen and chosen.scope == scope else form() for scope, form in FORMS.items()
        ]
        return self.own_page(
            request, f"{PAGES}/choose.html", title=_("Recall"), forms=forms, chosen=chosen
        )

    def _confirm(self, request: HttpRequest, selection: Selection) -> HttpResponse:
        form = ConfirmForm(request.POST)
        case = self._recalled(request, selection, form) if form.is_valid() else None
        if case is None:
            seen = form.cleaned_data.get("seen", ())
            return self._preview(request, selection, form, seen, status=422)
        return HttpResponseRedirect(reverse("admin:products_recallcase_change", args=[case.pk]))

    def _recalled(
        self, request: HttpRequest, selection: Selection, form: ConfirmForm
    ) -> RecallCase | None:
        """The new case, or the one that recalled all of it before: a page may be sent twice."""
        by = cast(User, request.user)
        try:
            case = open_recall(what=selection, by=by, at=timezone.now(), **form.cleaned_data)
        except AlreadyRecalledError as refusal:
            messages.warning(request, str(refusal))
            return refusal.case
        except StockError as refusal:
            form.add_error(None, str(refusal))
            return None
        self.log_addition(request, case, [{"added": {}}])
        messages.success(request, _("Recalled. Below is where the units went."))
        return case

    def _preview(
        self,
        request: HttpRequest,
        selection: Selection,
        form: ConfirmForm,
        seen: Collection[int] = (),
        status: int = 200,
    ) -> HttpResponse:
        return self.own_page(
            request,
            f"{PAGES}/preview.html",
            status=status,
            title=_("Recall: %(what)s") % {"what": selection.named},
            form=form,
            preview=preview_of(selection, timezone.now(), seen),
        )
