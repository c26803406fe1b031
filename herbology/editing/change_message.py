"""What an edit changed, with old and new values, in the shape of Django's log of the admin.

Values stand inside the names of fields and rows, so that whatever reads Django's shape shows them.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django import forms
from django.contrib.admin.models import LogEntry
from django.utils import translation
from django.utils.text import capfirst

from herbology.editing.form_values import (
    FormSet,
    as_kept,
    in_words,
    label_of,
    row_in_words,
    row_kind,
    row_names,
)

Part = dict[str, dict[str, Any]]


def construct(
    form: forms.ModelForm, formsets: Iterable[FormSet] | None, *, add: bool
) -> list[Part]:
    """After saving: what was added, changed and deleted, untranslated as Django keeps it."""
    changed = form.changed_data  # before translation is off, for dates in a language's own format
    with translation.override(None):
        fields = list(_changes(form, changed))
        own: list[Part] = [{"added": {}}] if add else []
        if fields and not add:
            own = [{"changed": {"fields": fields}}]
        return own + [part for formset in formsets or () for part in _rows(formset)]


def lines(entry: LogEntry) -> list[str]:
    """What `construct` wrote, each change on a line of its own; other messages as they are."""
    try:
        parts = json.loads(entry.change_message)
    except ValueError:
        parts = None
    if not isinstance(parts, list):
        return [entry.change_message] if entry.change_message else []
    return [line for part in parts for verb, said in part.items() for line in _lines(verb, said)]


def _changes(form: forms.ModelForm, names: Iterable[str]) -> Iterator[str]:
    for name in names:
        field = form.fields[name]
        old = as_kept(field, form.get_initial_for_field(field, name))
        new = as_kept(field, form.cleaned_data.get(name))
        if old != new:
            yield f"{label_of(form, name)}: {in_words(field, old)} -> {in_words(field, new)}"


def _rows(formset: FormSet) -> Iterator[Part]:
    name = row_kind(formset)
    names = row_names(formset)
    forms_of = {id(form.instance): form for form in formset.forms}
    for row in formset.new_objects:
        form = forms_of[id(row)]
        yield {"added": {"name": name, "object": _row(form, names, form.cleaned_data)}}
    for row, changed in formset.changed_objects:
        fields = list(_changes(forms_of[id(row)], changed))
        yield {"changed": {"name": name, "object": str(row), "fields": fields}}
    for row in formset.deleted_objects:
        form = forms_of[id(row)]
        yield {"deleted": {"name": name, "object": _row(form, names, form.initial)}}


def _row(form: forms.ModelForm, names: Iterable[str], held: Mapping[str, Any]) -> str:
    return row_in_words(form, {name: as_kept(form.fields[name], held.get(name)) for name in names})


def _lines(verb: str, said: dict[str, Any]) -> list[str]:
    row = f"{said.get('name', '')} {said.get('object', '')}".strip()
    if verb != "changed":
        return [f"{capfirst(verb)} {row}"] if row else []
    return [f"{capfirst(row)}: {field}" if row else field for field in said["fields"]]
