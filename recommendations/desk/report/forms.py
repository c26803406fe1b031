from typing import Self

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from products.models import Store
from recommendations.desk.report.period import DAYS, USUAL_DAYS


def _days() -> list[tuple[str, str | Promise]]:
    return [(str(days), ngettext("%d day", "%d days", days) % days) for days in DAYS]


class NarrowingForm(forms.Form):
    """Which days, and of which store."""

    use_required_attribute = False
    days = forms.ChoiceField(
        label=_("Period"),
        choices=_days,
        required=False,
        error_messages={"invalid_choice": _("There is no report for this period. Choose one.")},
    )
    store = forms.ModelChoiceField(
        label=_("Store"),
        queryset=Store.objects.order_by("name"),
        to_field_name="slug",
        required=False,
        empty_label=_("All stores"),
        error_messages={"invalid_choice": _("There is no such store. Choose one.")},
    )

    @classmethod
    def asked(cls, query: QueryDict) -> Self:
        return cls({"days": str(USUAL_DAYS)} | query.dict(), label_suffix="")

    def chosen(self) -> tuple[int, Store | None]:
        """Of what is wrong, the usual."""
        self.is_valid()
        return int(self.cleaned_data.get("days") or USUAL_DAYS), self.cleaned_data.get("store")
