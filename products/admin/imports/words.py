from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from herbology.admin_site import ReadOnlyAdmin
from products.models import FormatWord


@admin.register(FormatWord)
class FormatWordAdmin(ReadOnlyAdmin):
    """Written by classifying products; taken away here where the decision was wrong."""

    list_display = ["word", "layout_name", "format", "by", "at"]
    list_filter = ["layout_name", "format"]
    list_select_related = ["format", "by"]
    search_fields = ["word", "layout_name"]
    search_help_text = _("Word or layout.")
    fields = ["word", "layout_name", "format", "by", "at"]
    when_empty = _("No word was decided yet. That is done where products are classified.")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("products.delete_formatword")
