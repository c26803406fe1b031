"""How the patient would like to take a product, what daily life asks for, and where to get it."""

from typing import Any

from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _

from products.models import Store
from recommendations.questionnaire.choices import OneOf, Radio, SeveralOf, YesNo
from recommendations.questionnaire.forms.base import PageForm
from recommendations.questionnaire.forms.spasm import ALL_THAT_APPLY
from recommendations.questionnaire.question import Question


class ExperienceForm(PageForm):
    cannabis_experience = OneOf(
        Question(
            _("How often have you used cannabis in the last 12 months?"),
            why=_("A careful first amount depends on what your body is used to."),
            how=_("Any product with THC or CBD counts. Nobody is judged here."),
        ),
        "cannabis_experience",
        missing=gettext_lazy("Select how often you have used cannabis."),
    )


class DeliveryForm(PageForm):
    preferred_delivery = OneOf(
        Question(
            _("How would you like to take a product?"),
            why=_("We look at your wish where it is safe. It never goes before safety."),
        ),
        "preferred_delivery",
        missing=gettext_lazy("Select how you would like to take it, or “I have no preference”."),
    )


class DailyLifeForm(PageForm):
    allergens = SeveralOf(
        Question(
            _("Are you allergic to any of these, or do you avoid them?"),
            why=_("We leave out every product that lists them or does not say what is in it."),
            how=ALL_THAT_APPLY,
        ),
        "allergens",
        none=gettext_lazy("None of these"),
        missing=gettext_lazy("Select what you are allergic to, or “None of these”."),
    )
    alcohol_heavy = YesNo(
        Question(
            _("Do you often drink a lot of alcohol?"),
            why=_("Alcohol makes the effects of cannabis stronger and less safe."),
            how=_("A lot means several drinks on most days, or enough to feel drunk."),
        ),
        unsure=gettext_lazy("I'm not sure, or I would rather not say"),
        missing=gettext_lazy("Select an answer about alcohol."),
    )
    drives_within_8h = YesNo(
        Question(
            _("Will you drive or use machines within 8 hours of taking a product?"),
            why=_("It is not safe then. A counselor can think with you about the time of day."),
        ),
        missing=gettext_lazy("Select “Yes” or “No” for driving and machines."),
    )
    workplace_drug_test = YesNo(
        Question(
            _("Could you be tested for drugs, at work or elsewhere?"),
            why=_("Any product with THC can make a drug test positive."),
        ),
        missing=gettext_lazy("Select “Yes” or “No” for drug tests."),
    )
    children_or_pets_at_home = YesNo(
        Question(
            _("Are there children or pets at your home?"),
            why=_("Products must then be locked away. Even small amounts can harm them."),
        ),
        missing=gettext_lazy("Select “Yes” or “No” for children and pets."),
    )


def active_stores() -> list[tuple[str, str]]:
    """Every store that can sell now, as (slug, name)."""
    return list(Store.objects.filter(active=True).values_list("slug", "name"))


class StoreField(Radio):
    def __init__(self, question: Question, **options: Any) -> None:
        super().__init__(question, choices=active_stores, **options)

    def wording(self) -> list[str]:
        return []  # stores are data, not the questionnaire's words


class StoreForm(PageForm):
    store = StoreField(
        Question(
            _("Which store will you go to?"),
            why=_("We look only at what that store has now."),
        ),
        missing=gettext_lazy("Select a store."),
    )
