"""What is typed where products are classified: a format for a whole group, or for some of it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from products.admin.acting.action_form import retype
from products.importing.classifying import MOST_PRODUCTS, Decision
from products.importing.errors import LayoutError
from products.importing.layout import known as known_layouts
from products.importing.layout.parts import UNCLASSIFIED
from products.importing.unclassified import Group, Word
from products.models import Format

LONGEST_KEY = 19  # digits


class GroupForm(forms.Form):
    """`seen` is how many products the page said there were."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, group: Group, formats: Sequence[Format], data: Any = None, *, may_last: bool
    ) -> None:
        self.group = group
        self.number = len(group.product_ids)
        super().__init__(data, prefix=group.word.key, initial={"seen": self.number})
        label = _("Format for all of them")
        if self.number > MOST_PRODUCTS:
            label = _("Format for the first %d of them; save again for the rest") % MOST_PRODUCTS
        self.fields["format"] = format_field(formats, _("Leave open"), label=label, required=False)
        if may_last:
            words = _("From now on this word means this format in layout %s")
            self.fields["always"] = forms.BooleanField(
                label=words % group.word.layout_name, label_suffix="", required=False
            )

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if typed.get("format") and typed.get("seen") != self.number:
            self.add_error("format", changed_since(self.number))
            retype(self, "seen", str(self.number))
        return typed

    @property
    def decision(self) -> Decision | None:
        kind = self.cleaned_data["format"]
        if kind is None:
            return None
        always = self.group.word if self.cleaned_data.get("always") else None
        return Decision(kind, self.group.product_ids[:MOST_PRODUCTS], always)


class TicksField(forms.Field):
    """The keys of ticked boxes, as they stand on the page."""

    widget = forms.SelectMultiple

    def to_python(self, value: Any) -> list[int]:
        return [int(key) for key in value or () if key.isdecimal() and len(key) < LONGEST_KEY]


class SomeForm(forms.Form):
    """One format for those that are ticked, or for all that a search found."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    every = forms.BooleanField(required=False)
    products = TicksField(required=False)

    def __init__(self, found: Sequence[int], formats: Sequence[Format], data: Any = None) -> None:
        self.found = found
        super().__init__(data, initial={"seen": len(found)})
        label = gettext_lazy("Their format")
        self.fields["format"] = format_field(formats, _("Choose a format"), label=label)
        words = ngettext(
            "The %d product listed here, ticked or not",
            "All %d products listed here, on every page, ticked or not",
            len(found),
        )
        self.fields["every"].label = words % len(found)
        if len(found) > MOST_PRODUCTS:
            self.fields["every"].label = _(
                "The first %(most)d of the %(all)d products listed here, ticked or not;"
                " save again for the rest"
            ) % {"most": MOST_PRODUCTS, "all": len(found)}

    def clean_products(self) -> list[int]:
        ticked: list[int] = self.cleaned_data["products"]
        if set(ticked) - set(self.found):
            raise forms.ValidationError(
                _("Some of those that you ticked are no longer here. Look at them again.")
            )
        return ticked

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        number = len(self.found)
        if typed.get("every") and typed.get("seen") != number:
            self.add_error("every", changed_since(number))
            retype(self, "seen", str(number))
        if not (typed.get("every") or typed.get("products") or self.errors):
            self.add_error("products", _("Tick at least one product."))
        return typed

    @property
    def decision(self) -> Decision:
        typed = self.cleaned_data
        every = self.found[:MOST_PRODUCTS]
        return Decision(typed["format"], every if typed["every"] else typed["products"])


def format_field(formats: Iterable[Format], empty: str, **options: Any) -> forms.TypedChoiceField:
    """Many of them offer one list of formats that was asked for once."""
    known = {str(kind.pk): kind for kind in formats}
    return forms.TypedChoiceField(
        choices=[("", empty), *((key, str(kind)) for key, kind in known.items())],
        coerce=known.__getitem__,
        empty_value=None,
        **options,
    )


def changed_since(number: int) -> str:
    words = ngettext(
        "By now there is %d product. Look again before you decide.",
        "By now there are %d products. Look again before you decide.",
        number,
    )
    return words % number


def open_words(groups: Iterable[Group]) -> set[Word]:
    """Words that neither their layout nor staff gave a format, so that this can still be done."""
    words = {group.word for group in groups if group.word.word}
    formats = {name: _formats_of(name) for name in {word.layout_name for word in words}}
    return {word for word in words if _is_open(word.word, formats[word.layout_name])}


def _formats_of(layout_name: str) -> Mapping[str, str] | None:
    """None where that layout is not here (any more): no file will be read by it."""
    try:
        return known_layouts.find_layout(layout_name).formats
    except LayoutError:
        return None


def _is_open(word: str, formats: Mapping[str, str] | None) -> bool:
    return formats is not None and formats.get(word, UNCLASSIFIED) == UNCLASSIFIED
