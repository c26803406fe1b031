"""What is typed to change a suggestion or to open a route; the verbs are desk.amend and desk.opening."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from products.potency import ROUTES
from recommendations.desk import reasons
from recommendations.desk.amend import Pick
from recommendations.desk.forms import DeedForm, note_field, seen_field
from recommendations.desk.opening import Agreement

NOTHING_HERE = "none"
HOW = [
    ("", _("Choose how")),
    ("letter", _("A letter or prescription that I have seen")),
    ("phone", _("On the telephone, with me")),
    ("message", _("By e-mail or a portal, to us")),
    ("in_person", _("In person, with me")),
]


def reason_field(words: dict[str, Any]) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Why"),
        choices=[("", _("Choose a reason")), *words.items()],
        error_messages={"required": _("Choose a reason.")},
    )


class AmendForm(DeedForm):
    """`place` is the position, or "" to add one. Its choices are offers, as `offer_value` names them."""

    pick = forms.CharField(
        label=_("Instead of it"),
        widget=forms.Select,
        error_messages={"required": _("Choose what is to stand here.")},
    )
    reason_code = reason_field(reasons.AMENDING)
    note = note_field(_("Note"), _("The patient does not see it. Some reasons need it."))
    seen = seen_field()

    def offer(self, choices: Any) -> None:
        first = [("", _("Choose"))]
        if self.place:
            first.append((NOTHING_HERE, _("Nothing: withhold it")))
        else:
            self.fields["pick"].label = _("One more")
        self.fields["pick"].widget.choices = [*first, *choices]

    def clean_pick(self) -> Pick | None:
        picked = self.cleaned_data["pick"]
        if picked == NOTHING_HERE:
            return None
        route, _colon, batch_id = picked.partition(":")
        if not batch_id.isdecimal():
            raise forms.ValidationError(_("Choose one of the products that are offered."))
        return Pick(route, int(batch_id))

    def arguments(self) -> dict[str, Any]:
        return {**self.cleaned_data, "place": int(self.place) if self.place else None}


def offer_value(route: str, batch_id: int) -> str:
    return f"{route}:{batch_id}"


class RestoreForm(DeedForm):
    seen = seen_field()

    def arguments(self) -> dict[str, Any]:
        return {**self.cleaned_data, "place": int(self.place or 0)}


class OpenForm(DeedForm):
    routes = forms.MultipleChoiceField(
        label=_("Routes to open"),
        choices=[(route, route) for route in ROUTES],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose which route to open.")},
    )
    reason_code = reason_field(reasons.OPENING)
    note = note_field(
        _("Note"),
        _("Needed for a route tested without benefit, one that fits poorly, and a patch."),
    )
    who = forms.CharField(
        label=_("Prescriber who agreed"),
        help_text=_("Name and profession. Needed where only a prescriber may open a rule."),
        max_length=200,
        required=False,
    )
    agreed_on = forms.DateField(
        label=_("Agreed on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": _("Enter a day like 2026-11-30.")},
    )
    how = forms.ChoiceField(label=_("How they agreed"), choices=HOW, required=False)
    max_first_dose_thc_mg = forms.DecimalField(
        label=_("Most THC in the first dose, in mg"),
        help_text=_("Only if the prescriber set one. It can lower the first dose, never raise it."),
        required=False,
        min_value=0,
        max_value=100,
        max_digits=5,
        decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "size": 8, "autocomplete": "off"}),
    )
    limits = forms.CharField(
        label=_("Other limits they set"),
        help_text=_("The patient reads this."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    seen = seen_field()

    def offer(self, choices: Any) -> None:
        self.fields["routes"].choices = choices  # type: ignore[attr-defined]

    def arguments(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        agreed = {
            name: said.pop(name)
            for name in ("who", "agreed_on", "how", "limits", "max_first_dose_thc_mg")
        }
        return {**said, "agreement": Agreement(**agreed) if any(agreed.values()) else None}
