from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _

from herbology.admin_site import PlainAdmin
from products.attachments import AttachmentError, attach, attachments_of
from products.models import Attachment, LabResult


class AttachmentsAdmin(PlainAdmin):
    """A lab result's page with the laboratory's documents: what is attached, and one more."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.attachment_view)
        name = "products_labresult_attachment"
        return [path("attachment/<int:attachment_id>/", view, name=name), *super().get_urls()]

    def attachment_view(self, request: HttpRequest, attachment_id: int) -> HttpResponse:
        """The file itself, for saving and never for opening inside the admin."""
        if not (self.has_view_permission(request) and may_see_attachments(request)):
            raise PermissionDenied
        found = get_object_or_404(Attachment, pk=attachment_id)
        headers = {
            "Content-Disposition": content_disposition_header(True, found.name) or "attachment",
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "sandbox; default-src 'none'",
        }
        return HttpResponse(bytes(found.content), content_type=found.media_type, headers=headers)

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> type[forms.ModelForm]:
        form = super().get_form(request, obj, change, **kwargs)
        if not may_attach(request):
            form.base_fields.pop("document", None)
        return form

    def document_fields(self, request: HttpRequest, obj: LabResult | None) -> list[str]:
        """What this person finds on the page under documents."""
        sees = obj is not None and may_see_attachments(request)
        changes = obj is None or self.has_change_permission(request, obj)
        adds = changes and may_attach(request)
        return [*(["attached"] if sees else []), *(["document"] if adds else [])]

    def save_document(self, request: HttpRequest, form: forms.ModelForm) -> None:
        upload = form.cleaned_data.get("document")
        if not upload:
            return
        assert isinstance(request.user, User)  # noqa: S101 - the admin has checked
        upload.seek(0)
        try:
            attach(
                lab_result=form.instance,
                name=upload.name,
                content=upload.read(),
                by=request.user,
                at=timezone.now(),
            )
        except AttachmentError as refusal:  # somebody else attached it a moment ago
            messages.warning(request, str(refusal))

    @admin.display(description=_("attached"))
    def attached(self, lab_result: LabResult) -> str:
        context = {"attachments": attachments_of(lab_result)}
        return render_to_string("admin/products/labresult/_attached.html", context)


def may_see_attachments(request: HttpRequest) -> bool:
    return request.user.has_perm("products.view_attachment")


def may_attach(request: HttpRequest) -> bool:
    return request.user.has_perm("products.add_attachment")
