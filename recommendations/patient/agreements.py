"""What a prescriber agreed to, as the patient reads it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from products.amounts import mg
from recommendations.guideline import Texts
from recommendations.models import RouteOpening
from recommendations.versions import Version


@dataclass(frozen=True, slots=True)
class AgreementCard:
    """`limits`: sentences; none where the prescriber set no limit."""

    text: str
    limits: tuple[str, ...]


def agreements(submission: Any, version: Version, texts: Texts) -> tuple[AgreementCard, ...]:
    """Those that the version rests on, oldest first."""
    openings = (
        getattr(assessment, "opening", None)
        for assessment in sorted(submission.assessments.all(), key=lambda each: each.pk)
        if assessment.pk <= version.assessment.pk
    )
    return tuple(_card(each, texts) for each in openings if each is not None and each.agreement)


def _card(opening: RouteOpening, texts: Texts) -> AgreementCard:
    agreement = opening.agreement or {}
    text = _("%(who)s agreed on %(day)s that you may take it this way: %(routes)s.") % {
        "who": agreement["who"],
        "day": date_format(date.fromisoformat(agreement["agreed_on"])),
        "routes": ", ".join(texts.get(f"route.{route}.name") for route in opening.opened),
    }
    return AgreementCard(text, tuple(_limits(agreement)))


def _limits(agreement: dict[str, Any]) -> list[str]:
    lines = []
    if dose := agreement.get("max_first_dose_thc_mg"):
        amount = mg(Decimal(dose))
        lines.append(
            _("Your first dose must hold no more than %(dose)s of THC.") % {"dose": amount}
        )
    if said := agreement.get("limits"):
        lines.append(said)
    return lines
