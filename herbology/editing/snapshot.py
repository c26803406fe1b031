"""What an admin page showed of a record, kept in the page itself, signed, until it is sent.

Nothing has to be stored for pages that are opened and never sent, and a second person's edit is
found by comparing values, whoever or whatever wrote them.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import datetime

from django import forms
from django.core import signing
from django.db.models import Model

from herbology.editing.form_values import FormSet, Kept, as_kept, row_names

CONTROL = "_snapshot"
SALT = "herbology.editing.snapshot"

Fields = dict[str, Kept]
Tables = dict[str, dict[str, Fields]]  # by the table's prefix, then by the row's key


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The stored values of what can be edited; two are equal whenever they were taken."""

    record: str
    fields: Fields
    tables: Tables
    opened_at: str = field(compare=False)

    @property
    def token(self) -> str:
        return signing.dumps(asdict(self), salt=SALT, compress=True)


def take(form: forms.ModelForm, formsets: Iterable[FormSet], *, at: datetime) -> Snapshot:
    """Of forms that nothing was typed into."""
    return Snapshot(
        record=_named(form.instance),
        fields=stored(form, editable(form)),
        tables={
            str(formset.prefix): {
                str(row.instance.pk): stored(row, row_names(formset))
                for row in formset.initial_forms
            }
            for formset in formsets
        },
        opened_at=at.isoformat(),
    )


def read(token: str, record: Model) -> Snapshot | None:
    """None where it is missing, was tampered with, or is of another record."""
    try:
        snapshot = Snapshot(**signing.loads(token, salt=SALT))
    except (signing.BadSignature, TypeError, ValueError):
        return None
    return snapshot if snapshot.record == _named(record) else None


def _named(record: Model) -> str:
    return f"{record._meta.label_lower}:{record.pk}"


def editable(form: forms.ModelForm) -> list[str]:
    """Without files: a page does not show what was chosen before, and cannot choose it again."""
    return [
        name for name, control in form.fields.items() if not isinstance(control, forms.FileField)
    ]


def stored(form: forms.ModelForm, names: Iterable[str]) -> Fields:
    fields = {name: form.fields[name] for name in names}
    return {
        name: as_kept(control, form.get_initial_for_field(control, name))
        for name, control in fields.items()
    }
