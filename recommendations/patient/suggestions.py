"""Suggestion cards: a batch's own numbers, how to start with it, and the rules that chose it."""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from products import shelf
from recommendations.matching import Reason, Sentence, explain, explain_start
from recommendations.matching.record import from_record
from recommendations.models import Suggestion
from recommendations.patient.cards import Figure, SuggestionCard
from recommendations.patient.times import in_words

if TYPE_CHECKING:
    from recommendations.patient.presentation import Conclusion

ASSUMED = {
    "on_hand": gettext_lazy("the stock"),
    "expires_on": gettext_lazy("the expiry date"),
    "tested_on": gettext_lazy("the date of the lab test"),
    "panels": gettext_lazy("that the lab found it clean"),
}


def suggestion_cards(stored: Any, conclusion: "Conclusion", on: date) -> tuple[SuggestionCard, ...]:
    """`stored` is the saved assessment; one query says which batches can still be had."""
    suggestions = list(stored.suggestions.all())
    available = set(
        shelf.sellable(on=on, coa_max_age_months=conclusion.policy.coa_max_age_months)
        .filter(pk__in=[suggestion.batch_id for suggestion in suggestions])
        .values_list("pk", flat=True)
    )
    return tuple(
        _card(suggestion, conclusion, suggestion.batch_id in available)
        for suggestion in suggestions
    )


def _card(suggestion: Suggestion, conclusion: "Conclusion", available: bool) -> SuggestionCard:
    batch, texts = suggestion.snapshot, conclusion.texts
    reasons = [from_record(Reason, record) for record in suggestion.reasons]
    return SuggestionCard(
        position=suggestion.position,
        route_name=texts.get(f"route.{suggestion.route}.name"),
        product=batch["product"],
        format=_(batch["format"]),
        batch=batch["batch"],
        producer=batch["producer"],
        available=available,
        figures=_figures(batch),
        facts=(*_of_route(suggestion.route, conclusion), *_facts(batch)),
        start=_start(suggestion, conclusion),
        reasons=tuple(Sentence(reason.rule, explain(reason, texts)) for reason in reasons),
    )


def _figures(batch: dict[str, Any]) -> tuple[Figure, ...]:
    """Percentages by weight where a serving has no milligrams; never both for the same thing."""
    if batch["thc_mg_per_serving"] is not None:
        strength = [
            (_("THC in one serving"), _mg(batch["thc_mg_per_serving"])),
            (_("CBD in one serving"), _mg(batch["cbd_mg_per_serving"])),
        ]
    else:
        strength = [
            (_("THC by weight"), _percent(batch["total_thc_percent"], batch["thc_free"])),
            (_("CBD by weight"), _percent(batch["total_cbd_percent"], False)),
        ]
    return tuple(Figure(label, value) for label, value in strength)


def _of_route(name: str, conclusion: "Conclusion") -> tuple[str, ...]:
    """Onset, duration and evidence beside the product, so that nobody has to look them up."""
    grade = conclusion.assessment.route(name).evidence
    studied = _("Studies of this way for your kind of spasm: %(evidence)s") % {
        "evidence": conclusion.texts.get(f"evidence.{grade}.label")
    }
    return (*in_words(conclusion.guideline.routes[name]), studied)


def _facts(batch: dict[str, Any]) -> tuple[str, ...]:
    lines = [
        _("At %(store)s") % {"store": batch["store"]},
        _("Lab test: %(test)s") % {"test": _tested(batch)},
        _("Use before: %(day)s") % {"day": _day(batch["expires_on"])},
    ]
    return (*lines, *_assumed(batch["assumed"]))


def _start(suggestion: Suggestion, conclusion: "Conclusion") -> tuple[str, ...]:
    sentences = explain_start(
        conclusion.assessment, suggestion.route, conclusion.guideline, conclusion.texts
    )
    steps = [sentence.text for sentence in sentences]
    amount = first_amount(suggestion.snapshot, conclusion.assessment.first_dose_thc_mg)
    return (steps[0], *([amount] if amount else []), *steps[1:])


def first_amount(batch: dict[str, Any], first_dose_thc_mg: Decimal) -> str:
    """The most that can be measured out and stays within the first dose; "" where none applies."""
    thc_mg, smallest = batch["smallest_thc_mg"], batch["smallest_amount"]
    if thc_mg is None or smallest is None or Decimal(thc_mg) <= 0:
        return ""
    steps = int(first_dose_thc_mg // Decimal(thc_mg))
    if not steps:
        return ""
    return _("Of this product that is at most %(amount)s, which holds %(mg)s of THC.") % {
        "amount": _amount(steps * Decimal(smallest), batch["measure_unit"]),
        "mg": _mg(steps * Decimal(thc_mg)),
    }


def _amount(amount: Decimal, unit: str) -> str:
    if unit == "piece":
        return _pieces(amount)
    number = _number(amount)
    if unit == "spray":
        return ngettext("%(number)s spray", "%(number)s sprays", int(amount)) % {"number": number}
    return f"{number} {'mL' if unit == 'ml' else unit}"


def _pieces(amount: Decimal) -> str:
    parts = {
        Decimal("0.25"): _("a quarter of one piece"),
        Decimal("0.5"): _("half of one piece"),
        Decimal("0.75"): _("three quarters of one piece"),
    }
    whole, part = int(amount), amount % 1
    pieces = ngettext("%(count)s piece", "%(count)s pieces", whole) % {"count": whole}
    if not part:
        return pieces
    return (
        parts[part]
        if not whole
        else _("%(whole)s and %(part)s")
        % {
            "whole": pieces,
            "part": parts[part],
        }
    )


def _assumed(names: list[str]) -> list[str]:
    words = ", ".join(str(ASSUMED[name]) for name in names)
    assumed = _("Not in our records, so assumed: %(words)s. Ask before you buy.")
    return [assumed % {"words": words}] if names else []


def _tested(batch: dict[str, Any]) -> str:
    day = _day(batch["tested_on"])
    return f"{batch['laboratory']}, {day}" if batch["laboratory"] else day


def _day(text: str | None) -> str:
    return date_format(date.fromisoformat(text)) if text else _("not known")


def _percent(text: str | None, free: bool) -> str:
    if free:
        return _("none found")
    if text is None:
        return _("not known")
    return f"{_number(Decimal(text))} %" if Decimal(text) else _("too little to measure")


def _mg(amount: str | Decimal | None) -> str:
    return _("not known") if amount is None else f"{_number(Decimal(amount))} mg"


def _number(amount: Decimal) -> str:
    rounded = amount.quantize(Decimal("0.01"))
    return number_format(Decimal(f"{rounded.normalize():f}"))
