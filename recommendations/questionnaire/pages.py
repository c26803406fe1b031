"""The questionnaire as data: its pages, in order."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_noop as _

from recommendations.questionnaire.forms import health, person, spasm, wishes
from recommendations.questionnaire.forms.base import PageForm
from recommendations.questionnaire.groups import PAIRED

Answers = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Page:
    """`chapter` heads the page's answers where they are checked, together with its neighbours'.

    `applies` is asked with the answers given on the pages before it, as the engine reads them;
    `decided_by` is the answer it waits for.
    """

    key: str
    title: str
    chapter: str
    form_class: type[PageForm]
    applies: Callable[[Answers], bool] = lambda _so_far: True
    decided_by: str = ""


def names_a_paired_place(so_far: Answers) -> bool:
    return not PAIRED.isdisjoint(so_far.get("spasm_location", ()))


def has_spasms(so_far: Answers) -> bool:
    return so_far.get("psfs_frequency") != 0


def several_stores(_so_far: Answers) -> bool:
    return len(wishes.active_stores()) > 1


BEGINNING = _("Before you start")
SPASMS = _("Your spasms and warning signs")
HEALTH = _("Your health and medicines")
LIFE = _("Your wishes and daily life")
REACH = _("How to reach you")

START = Page("start", _("Before you start"), BEGINNING, person.StartForm)
WARNING_SIGNS = Page("warning-signs", _("Warning signs"), SPASMS, health.WarningSignsForm)
CONTACT = Page("contact", _("How to reach you"), REACH, person.ContactForm)
STORE = Page("store", _("Your store"), LIFE, wishes.StoreForm, several_stores)

PAGES = (
    START,
    Page("where", _("Where it hurts"), SPASMS, spasm.WhereForm),
    Page("side", _("Which side"), SPASMS, spasm.SideForm, names_a_paired_place, "spasm_location"),
    WARNING_SIGNS,
    Page("feeling", _("What it feels like"), SPASMS, spasm.FeelingForm),
    Page("duration", _("How long and when"), SPASMS, spasm.DurationForm),
    Page("frequency", _("How often and how bad"), SPASMS, spasm.FrequencyForm),
    Page("severity", _("How strong"), SPASMS, spasm.SeverityForm, has_spasms, "psfs_frequency"),
    Page("diagnosis", _("What a doctor has told you"), HEALTH, health.DiagnosisForm),
    Page("health", _("Pregnancy and health"), HEALTH, health.HealthForm),
    Page("medicines", _("Your medicines"), HEALTH, health.MedicinesForm),
    Page("experience", _("Cannabis before"), LIFE, wishes.ExperienceForm),
    Page("delivery", _("How you would like to take it"), LIFE, wishes.DeliveryForm),
    Page("daily-life", _("Allergies and daily life"), LIFE, wishes.DailyLifeForm),
    STORE,
    CONTACT,
)
BY_KEY = {page.key: page for page in PAGES}
