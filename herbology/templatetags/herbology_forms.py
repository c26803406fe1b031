"""What the field templates need to know beyond Django's bound fields."""

from collections.abc import Mapping

from django import template
from django.forms import BoundField
from django.utils.functional import Promise

register = template.Library()


@register.filter
def first_control_id(field: BoundField) -> str:
    """The id an error link may point at: a group of choices has no id of its own, its first has."""
    return field.id_for_label or field[0].id_for_label


@register.filter
def choice_hint(field: BoundField, value: object) -> str | Promise:
    hints: Mapping[object, str | Promise] = getattr(field.field, "choice_hints", {})
    return hints.get(value, "")


@register.filter
def control_id(field: BoundField, value: str) -> str:
    """The id of the one control of a group of choices that has this value."""
    return next(each.id_for_label for each in field if each.data["value"] == value)
