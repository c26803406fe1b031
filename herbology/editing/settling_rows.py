"""Settles the rows of a table that belongs to a record, as `settling` does for its own fields."""

from collections.abc import Iterator, Sequence

from django import forms
from django.forms.formsets import DELETION_FIELD_NAME
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from herbology.editing.form_values import FormSet, row_in_words, row_kind, row_names, typed_as_kept
from herbology.editing.settling import Difference, settle
from herbology.editing.snapshot import Fields, stored


def settle_table(
    shown: FormSet, sent: FormSet, was: dict[str, Fields] | None
) -> Iterator[Difference]:
    """`was` maps a row's key to its fields. What was typed into a row that is gone is a new row."""
    known = was or {}
    rows_sent = {_key(row): row for row in sent.initial_forms}
    stored_keys = {str(row.instance.pk) for row in shown.initial_forms}
    gone = {
        key: row for key, row in rows_sent.items() if key not in stored_keys and not _is_ticked(row)
    }
    rescued = [key for key, row in gone.items() if _typed(shown, row) != known.get(key)]
    _add_rows(shown, [gone[key] for key in rescued] + _new_rows(sent))
    for row in shown.initial_forms:
        key = str(row.instance.pk)
        before = None if was is None else was.get(key)
        if key in rows_sent:
            yield from _settle_row(shown, row, rows_sent[key], before)
        elif before != stored(row, row_names(shown)):
            was_there = row_in_words(row, before) if before else _("not there")
            yield _appeared(shown, row, was="" if was is None else was_there)
    for key, row in gone.items():
        yield _disappeared(shown, row, known.get(key), typed=key in rescued)


def _settle_row(
    shown: FormSet, row: forms.ModelForm, sent: forms.ModelForm, was: Fields | None
) -> Iterator[Difference]:
    names, label = row_names(shown), _label(shown, row)
    if not _is_ticked(sent):
        yield from settle(row, sent, names, was, row=label)
        return
    row.initial[DELETION_FIELD_NAME] = True
    now = stored(row, names)
    if now != was:
        yield Difference(
            what=label,
            was=row_in_words(row, was or {}),
            now=row_in_words(row, now),
            typed=_("Delete this row"),
            control=row[DELETION_FIELD_NAME].auto_id,
        )


def _appeared(shown: FormSet, row: forms.ModelForm, was: str) -> Difference:
    names = row_names(shown)
    return Difference(
        what=_label(shown, row),
        was=was,
        now=row_in_words(row, stored(row, names)),
        typed="",
        control=row[names[0]].auto_id,
    )


def _disappeared(
    shown: FormSet, row: forms.ModelForm, was: Fields | None, *, typed: bool
) -> Difference:
    kept = _("%(row)s: kept in a new row") % {"row": row_in_words(row, _typed(shown, row))}
    return Difference(
        what=capfirst(row_kind(shown)),
        was=row_in_words(row, was or {}),
        now=_("deleted"),
        typed=kept if typed else "",
        control=f"{shown.prefix}-group",
    )


def _add_rows(shown: FormSet, rows: Sequence[forms.ModelForm]) -> None:
    """New rows that hold what was typed, in front of the blank ones."""
    shown.extra += len(rows)
    vars(shown).pop("forms", None)  # its rows are made once: have them made again, with these
    for new, typed in zip(shown.extra_forms, rows, strict=False):
        for name in row_names(shown):
            new.initial[name] = new.fields[name].bound_data(typed[name].data, None)


def _new_rows(sent: FormSet) -> list[forms.ModelForm]:
    return [row for row in sent.extra_forms if row.has_changed() and not _is_ticked(row)]


def _typed(shown: FormSet, row: forms.ModelForm) -> Fields:
    return {name: typed_as_kept(row.fields[name], row[name].data) for name in row_names(shown)}


def _key(row: forms.ModelForm) -> str:
    return str(row[row._meta.model._meta.pk.name].data)


def _is_ticked(row: forms.ModelForm) -> bool:
    return DELETION_FIELD_NAME in row.fields and bool(row[DELETION_FIELD_NAME].data)


def _label(shown: FormSet, row: forms.ModelForm) -> str:
    return capfirst(f"{row_kind(shown)} {row.instance}")
