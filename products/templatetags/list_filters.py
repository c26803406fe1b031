"""The filters of a list as a row of disclosures above it, which leaves the table its width."""

from typing import Any

from django import template
from django.contrib.admin import ListFilter
from django.contrib.admin.views.main import ChangeList

register = template.Library()


@register.inclusion_tag("admin/products/_list_filter.html")
def list_filter(changelist: ChangeList, spec: ListFilter) -> dict[str, Any]:
    """Its choices, and which of them narrows the list; the first one is always “All”."""
    choices = list(spec.choices(changelist))
    chosen = next((choice["display"] for choice in choices[1:] if choice["selected"]), "")
    return {"title": spec.title, "choices": choices, "chosen": chosen}
