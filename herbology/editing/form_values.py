"""What a form's field holds: as text that can be compared and kept, and in words for people."""

import json
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, TypeAlias

from django import forms
from django.db.models import Model
from django.forms.models import BaseInlineFormSet
from django.forms.utils import pretty_name
from django.utils.translation import gettext as _

FormSet: TypeAlias = "BaseInlineFormSet[Any, Any, Any]"
Kept = str | list[str]  # a list where a field holds many values, in no order of its own


def as_kept(field: forms.Field, value: Any) -> Kept:
    """The same text for the same value, whether it was stored, cleaned or cannot be cleaned."""
    if isinstance(field, forms.MultipleChoiceField | forms.ModelMultipleChoiceField):
        return sorted(_text(each) for each in value or ())
    if isinstance(field, forms.JSONField) and not isinstance(value, str):
        return json.dumps(value, sort_keys=True, ensure_ascii=False) if value else ""
    # A field that takes more than text says itself how it writes it.
    return _text(field.prepare_value(value) if isinstance(value, dict | list) else value)


def typed_as_kept(field: forms.Field, data: Any) -> Kept:
    """What a browser sent for a field; what the field would refuse is kept as it was sent."""
    try:
        return as_kept(field, field.clean(data))
    except forms.ValidationError:
        return as_kept(field, data)


def in_words(field: forms.Field, kept: Kept) -> str:
    """With labels and names in the place of codes and keys."""
    if not kept:
        return _("empty")
    keys = [kept] if isinstance(kept, str) else kept
    if isinstance(field, forms.ModelChoiceField):
        return ", ".join(_names(field, keys))
    if isinstance(field, forms.ChoiceField):
        labels = _labels(field.choices)
        return ", ".join(labels.get(key, key) for key in keys)
    if isinstance(field, forms.BooleanField):
        return {"True": _("yes"), "False": _("no")}.get(keys[0], keys[0])
    return _json_in_words(keys[0]) if isinstance(field, forms.JSONField) else ", ".join(keys)


def label_of(form: forms.ModelForm, name: str) -> str:
    return str(form.fields[name].label or pretty_name(name))


def row_in_words(form: forms.ModelForm, fields: Mapping[str, Kept]) -> str:
    """Without what is empty."""
    return "; ".join(
        f"{label_of(form, name)}: {in_words(form.fields[name], kept)}"
        for name, kept in fields.items()
        if kept
    )


def row_names(formset: FormSet) -> list[str]:
    """The fields of an inline row that people fill in: not its key, parent or tick to delete it."""
    return [name for name in formset.form.base_fields if name != formset.fk.name]


def row_kind(formset: FormSet) -> str:
    return str(formset.form._meta.model._meta.verbose_name)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Model):
        return str(value.pk)
    if isinstance(value, Decimal):
        return f"{value.normalize():f}" if value.is_finite() else str(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat().removesuffix(":00")
    # A browser sends each new line of a long text as two characters.
    return str(value).replace("\r\n", "\n")


def _names(field: forms.ModelChoiceField, keys: list[str]) -> list[str]:
    try:
        rows = field.queryset.filter(pk__in=keys) if field.queryset is not None else ()
        found = {str(row.pk): str(row) for row in rows}
    except (TypeError, ValueError):
        return keys
    return [found.get(key) or _("number %s, which is not there") % key for key in keys]


def _labels(choices: Any) -> dict[str, str]:
    labels: dict[str, str] = {}
    for key, label in choices:
        labels |= _labels(label) if isinstance(label, list | tuple) else {str(key): str(label)}
    return labels


def _json_in_words(text: str) -> str:
    try:
        value = json.loads(text)
    except ValueError:
        return text
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {each}" for name, each in value.items())
    return ", ".join(map(str, value)) if isinstance(value, list) else text
