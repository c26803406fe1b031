"""What makes a product unsafe, or another kind of help more urgent."""

from django import forms
from django.forms import Script
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext_noop as _

from recommendations.questionnaire import groups, medicine_names
from recommendations.questionnaire.choices import OneOf, SeveralOf
from recommendations.questionnaire.fields import TextField
from recommendations.questionnaire.forms.base import PageForm
from recommendations.questionnaire.forms.spasm import ALL_THAT_APPLY
from recommendations.questionnaire.question import Question


class WarningSignsForm(PageForm):
    red_flag = SeveralOf(
        Question(
            _("Do you have any of these now, or did they come with your spasms?"),
            why=_("With some of these you need a doctor first, not a product. It can be urgent."),
            how=_("Please read the whole list. Choose all that apply."),
        ),
        "red_flag",
        groups=groups.WARNING_SIGNS,
        none=gettext_lazy("None of these"),
        missing=gettext_lazy("Select the warning signs you have, or “None of these”."),
    )


class DiagnosisForm(PageForm):
    diagnosis = SeveralOf(
        Question(
            _("Has a doctor told you that you have any of these?"),
            why=_("What studies say about cannabis differs from one illness to the next."),
            how=ALL_THAT_APPLY,
        ),
        "diagnosis",
        groups=groups.DIAGNOSES,
        alone="none_diagnosed",
        nothing=gettext_lazy(
            "No doctor has named an illness or injury of my brain, nerves, muscles, back, or joints"
        ),
        missing=gettext_lazy("Select what a doctor has told you, or “None of these”."),
    )


class HealthForm(PageForm):
    pregnancy_status = OneOf(
        Question(
            _("Are you pregnant, trying for a baby, or breastfeeding?"),
            why=_("Cannabis can reach the baby, so we then suggest no product."),
        ),
        "pregnancy_status",
        missing=gettext_lazy("Select the answer about pregnancy that is true for you."),
    )
    condition = SeveralOf(
        Question(
            _("Do you have, or have you had, any of these?"),
            why=_("Some ways of taking a product are unsafe with these."),
            how=ALL_THAT_APPLY,
        ),
        "condition",
        groups=groups.CONDITIONS,
        none=gettext_lazy("None of these"),
        missing=gettext_lazy("Select the health problems you have, or “None of these”."),
    )


OTHER_MEDICINES_LIMIT = 500


class MedicineClassesField(SeveralOf):
    """Classes of medicines in a list, with a search by name before it where scripts run."""

    after_first = "recommendations/questionnaire/_medicine_search.html"
    other_limit = OTHER_MEDICINES_LIMIT

    @property
    def names(self) -> dict[str, str]:
        return medicine_names.in_short(get_language() or "en")


class MedicinesForm(PageForm):
    class Media:
        css = {"screen": ["recommendations/medicine-search.css"]}
        js = [Script("recommendations/medicine-search.js", defer=True)]

    medication_class = MedicineClassesField(
        Question(
            _("Which of these medicines do you take?"),
            why=_("Cannabis can change how a medicine acts, or add to its side effects."),
            how=_("Prescribed or bought, every day or only now and then. Choose all that apply."),
        ),
        "medication_class",
        groups=groups.MEDICINES,
        nothing=gettext_lazy("I take no medicine at all"),
        nothing_hint=gettext_lazy(
            "No pills, shots, patches, pump or inhaler, no herbs or street drugs, and not much "
            "grapefruit."
        ),
        none=gettext_lazy("None of these"),
        missing=gettext_lazy("Select the medicines you take, or “None of these”."),
    )
    medication_other = TextField(
        Question(
            _("Do you take any other medicine, vitamin or herb?"),
            why=_("A Patient Counselor checks it by hand."),
            how=_("Write the names as on the pack."),
        ),
        required=False,
        max_length=OTHER_MEDICINES_LIMIT,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )
