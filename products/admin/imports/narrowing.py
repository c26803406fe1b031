"""Choosing among thousands of rows and findings: by outcome, mark, column, and words."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from products.admin.imports.findings import MARK_NAMES, Told
from products.admin.imports.shown import OUTCOME_NAMES, ShownRow
from products.importing.reading.rows import Finding


class NarrowForm(forms.Form):
    """What the address says. Nothing chosen narrows nothing."""

    outcome = forms.ChoiceField(label=_("Outcome of the row"), required=False)
    mark = forms.ChoiceField(label=_("Mark"), required=False)
    column = forms.ChoiceField(label=_("Column"), required=False)
    q = forms.CharField(
        label=_("Text or row number"),
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "size": 20}),
    )

    def __init__(
        self,
        data: Any,
        *,
        outcomes: Iterable[str] = (),
        marks: Iterable[str] = (),
        columns: Iterable[str] = (),
    ) -> None:
        super().__init__(data, auto_id="narrow_%s")
        self._offer("outcome", [(name, OUTCOME_NAMES[name]) for name in outcomes])
        self._offer("mark", [(name, MARK_NAMES[name]) for name in marks])
        self._offer("column", [(name, name) for name in columns])
        self.full_clean()

    def _offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        """A choice that would offer nothing is left out."""
        if choices:
            self.fields[name].choices = [("", _("Any")), *choices]  # type: ignore[attr-defined]
        else:
            del self.fields[name]

    @property
    def is_narrowing(self) -> bool:
        return any(self.chosen(name) for name in self.fields)

    def keeps(self, told: Told) -> bool:
        finding, words = told.finding, self.chosen("q").casefold()
        return (
            self.chosen("outcome") in ("", told.outcome)
            and self.chosen("mark") in ("", finding.mark)
            and self.chosen("column") in ("", finding.column)
            and (not words or words == str(finding.row) or words in _text_of(finding))
        )

    def keeps_row(self, row: ShownRow) -> bool:
        """Mark and column must be those of one finding; the words may stand anywhere in the row."""
        mark, column, words = (self.chosen(name) for name in ("mark", "column", "q"))
        marked = not (mark or column) or any(
            mark in ("", told.finding.mark) and column in ("", told.finding.column)
            for told in row.told
        )
        said = [row.what.casefold(), *(_text_of(told.finding) for told in row.told)]
        words = words.casefold()
        found = not words or words == str(row.number) or any(words in text for text in said)
        return marked and found and self.chosen("outcome") in ("", row.outcome)

    def chosen(self, name: str) -> str:
        """Empty where nothing, or nothing that there is, was chosen."""
        return str(self.cleaned_data.get(name, ""))


def _text_of(finding: Finding) -> str:
    return f"{finding.column} {finding.value} {finding.reason}".casefold()
