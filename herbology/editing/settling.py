"""Brings together what a person opened, what is stored now and what the person typed.

What was typed stays. What the person left as it was becomes what is stored now. Every value that
somebody else changed is listed, unless both wrote the same.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _

from herbology.editing.form_values import Kept, in_words, label_of, typed_as_kept
from herbology.editing.snapshot import Fields, stored


@dataclass(frozen=True, slots=True)
class Difference:
    """In words. `was` is empty where nobody knows, `typed` where the person had changed nothing."""

    what: str
    was: str
    now: str
    typed: str
    control: str  # the id of what to look at on the page


def settle(
    shown: forms.ModelForm,
    sent: forms.ModelForm,
    names: Iterable[str],
    was: Fields | None,
    *,
    row: str = "",
) -> Iterator[Difference]:
    """`shown` holds what is stored and is given what was typed; `was` is None where unknown."""
    for name, now in stored(shown, names).items():
        before = None if was is None else was.get(name)
        data = sent[name].data
        typed = typed_as_kept(shown.fields[name], data)
        if typed != before:
            initial = shown.initial.get(name)
            shown.initial[name] = shown.fields[name].bound_data(data, initial)
        if now not in (before, typed):
            yield _difference(shown, name, (before, now, typed), row)


def _difference(
    shown: forms.ModelForm, name: str, values: tuple[Kept | None, Kept, Kept], row: str
) -> Difference:
    before, now, typed = values
    control, label = shown.fields[name], label_of(shown, name)
    difference = Difference(
        what=f"{row}: {label}" if row else label,
        was="" if before is None else in_words(control, before),
        now=in_words(control, now),
        typed="" if typed == before else in_words(control, typed),
        control=shown[name].auto_id,
    )
    if difference.typed:
        _mark(shown, name, difference.now)
    return difference


def _mark(shown: forms.ModelForm, name: str, now: str) -> None:
    """Beside the field where both wrote, what saving would replace."""
    said = _("Stored now: %(now)s. Saving replaces it.") % {"now": now}
    shown.errors[name] = shown.error_class([said], field_id=shown[name].auto_id)
