"""Suggestion cards: a batch's own numbers, how to start with it, and the rules that chose it."""

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from herbology.languages import Told
from products.amounts import measured, mg_in, percent
from products.assumed import assumed
from products.potency import SWALLOWED
from products.sellable import RECALLED
from products.translated import told_from
from recommendations.desk.came_back import on_the_list
from recommendations.guideline import Texts
from recommendations.matching import Reason, Sentence, explain, explain_start
from recommendations.matching.reasons import NO_STUDY
from recommendations.matching.record import from_record
from recommendations.models import Submission
from recommendations.patient.amounts import first_amount
from recommendations.patient.cards import Figure, SuggestionCard
from recommendations.patient.changed import what_changed
from recommendations.patient.pickup import why_gone
from recommendations.patient.times import in_words
from recommendations.versions import Item

if TYPE_CHECKING:
    from recommendations.patient.presentation import Conclusion


def suggestion_cards(
    submission: Submission, items: tuple[Item, ...], conclusion: "Conclusion", at: datetime
) -> tuple[SuggestionCard, ...]:
    """One query says which batches can still be had, and why not."""
    months = conclusion.policy.coa_max_age_months
    batch_ids = [item.batch_id for item in items]
    gone = why_gone(submission, batch_ids, at=at, coa_max_age_months=months)
    listed = on_the_list(submission, at) if any(gone.values()) else set()
    return tuple(
        _card(item, conclusion, gone[item.batch_id], listed=item.batch_id in listed)
        for item in items
    )


def _card(item: Item, conclusion: "Conclusion", gone: str, *, listed: bool) -> SuggestionCard:
    batch, texts = item.snapshot, conclusion.texts
    reasons = [from_record(Reason, record) for record in item.reasons]
    return SuggestionCard(
        position=item.position,
        route_name=texts.get(f"route.{item.route}.name"),
        product=_told(batch, "product"),
        format=_told(batch, "format"),
        batch=batch["batch"],
        producer=batch["producer"],
        available=not gone,
        recalled=gone == RECALLED,
        changed=what_changed(gone, listed=listed) if gone else "",
        figures=_figures(batch),
        facts=(*_of_route(item.route, conclusion), *_facts(batch)),
        start=_start(item, conclusion),
        reasons=tuple(Sentence(reason.rule, explain(reason, texts)) for reason in reasons),
    )


def _told(batch: dict[str, Any], part: str) -> Told:
    """Before there were translations a snapshot had the English alone."""
    return told_from(batch.get("told", {}).get(part, {settings.LANGUAGE_CODE: batch[part]}))


def _figures(batch: dict[str, Any]) -> tuple[Figure, ...]:
    """Percentages by weight where a serving has no milligrams; never both for the same thing."""
    free = batch["thc_free"]
    if batch["thc_mg_per_serving"] is not None:
        strength = [
            (_("THC in one serving"), mg_in(batch["thc_mg_per_serving"], none_found=free)),
            (_("CBD in one serving"), mg_in(batch["cbd_mg_per_serving"])),
        ]
    else:
        strength = [
            (_("THC by weight"), percent(batch["total_thc_percent"], none_found=free)),
            (_("CBD by weight"), percent(batch["total_cbd_percent"])),
        ]
    return tuple(Figure(label, value) for label, value in strength)


def _of_route(name: str, conclusion: "Conclusion") -> tuple[str, ...]:
    """Onset, duration and evidence beside the product, so that nobody has to look them up."""
    grade = conclusion.assessment.route(name).evidence
    return (*in_words(conclusion.guideline.routes[name]), _studied(grade, conclusion.texts))


def _studied(grade: str, texts: Texts) -> str:
    if grade == NO_STUDY:
        return _("No study of this way was found for your kind of spasm")
    label = texts.get(f"evidence.{grade}.label")
    return _("Studies of this way for your kind of spasm, with other products: %(evidence)s") % {
        "evidence": label[:1].lower() + label[1:]
    }


def _facts(batch: dict[str, Any]) -> tuple[str, ...]:
    lines = [
        _("At %(store)s") % {"store": _told(batch, "store")},
        _("Lab test: %(test)s") % {"test": _tested(batch)},
        _("Use before: %(day)s") % {"day": _day(batch["expires_on"])},
    ]
    return (*lines, *assumed(batch["assumed"]))


def _start(item: Item, conclusion: "Conclusion") -> tuple[str, ...]:
    if item.route in SWALLOWED and item.snapshot["thc_free"]:
        return start_without_thc(item.snapshot)
    sentences = explain_start(
        conclusion.assessment, item.route, conclusion.guideline, conclusion.texts
    )
    steps = [sentence.text for sentence in sentences]
    amount = first_amount(
        item.snapshot,
        conclusion.assessment.first_dose_thc_mg,
        conclusion.assessment.limits_for(item.route),
    )
    return (steps[0], *([amount] if amount else []), *steps[1:])


def start_without_thc(batch: dict[str, Any]) -> tuple[str, ...]:
    """A dose of THC cannot be measured out of what holds none: no number of the guideline applies."""
    lines = [_("No THC was found in this batch, so no first dose of THC applies to it.")]
    if batch["smallest_amount"] is not None:
        amount = measured(Decimal(batch["smallest_amount"]), batch["measure_unit"])
        lines.append(
            _("Start with no more than the smallest amount you can measure: %(amount)s.")
            % {"amount": amount}
        )
    lines.append(_("Ask a Patient Counselor or your pharmacist before you take more."))
    return tuple(lines)


def _tested(batch: dict[str, Any]) -> str:
    day = _day(batch["tested_on"])
    return f"{batch['laboratory']}, {day}" if batch["laboratory"] else day


def _day(text: str | None) -> str:
    return date_format(date.fromisoformat(text)) if text else _("not known")
