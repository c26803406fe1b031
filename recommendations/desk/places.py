"""The suggestions as the counselor works on them: each place with its card and the form to change it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from products.amounts import mg_in, percent
from products.models import Batch
from recommendations.desk import reasons
from recommendations.desk.amend_forms import offer_value
from recommendations.desk.deeds import DEEDS
from recommendations.desk.panels import Desk, Panel, panel_of
from recommendations.desk.picker import Found, Offer
from recommendations.desk.stock_now import Stock
from recommendations.desk.words import name_of
from recommendations.patient.cards import SuggestionCard
from recommendations.patient.presentation import Conclusion
from recommendations.patient.suggestions import suggestion_cards
from recommendations.versions import Item, Version

Picks = list[tuple[str, list[tuple[str, str]]]]


@dataclass(frozen=True, slots=True)
class Place:
    """`card` as the patient would see it; `instead_of` the guideline's own where it was changed.

    `stock` is None where nothing stands.
    """

    item: Item
    card: SuggestionCard
    stock: Stock | None
    route_name: str
    instead_of: str
    changed: str
    amend: Panel
    restore: Panel | None


def places(
    version: Version,
    conclusion: Conclusion,
    desk: Desk,
    picks: Picks,
    stock: Mapping[int, Stock],
) -> tuple[Place, ...]:
    cards = suggestion_cards(desk.submission, version.items, conclusion, desk.at)
    suggested = {each.position: each.snapshot for each in version.assessment.suggestions.all()}
    return tuple(
        Place(
            item=item,
            card=card,
            stock=stock.get(item.position),
            route_name=card.route_name,
            instead_of=_instead_of(item, suggested.get(item.position)),
            changed=_changed(item),
            amend=_amending(desk, item, picks, stock.get(item.position)),
            restore=_restoring(item, desk),
        )
        for item, card in zip(version.items, cards, strict=True)
    )


def _amending(desk: Desk, item: Item, picks: Picks, stock: Stock | None) -> Panel:
    """Where the batch is gone, what is proposed instead of it is chosen, and so is the reason."""
    panel = panel_of(DEEDS["amend"], desk, place=str(item.position), choices=picks)
    if stock and stock.instead:
        offer = stock.instead
        panel.form.initial["pick"] = offer_value(offer.route, offer.batch.pk)
        panel.form.initial["reason_code"] = reasons.BATCH_GONE
    return panel


def adding(desk: Desk, picks: Picks) -> Panel | None:
    """The form for one more suggestion; none where nothing may be offered."""
    return panel_of(DEEDS["amend"], desk, choices=picks) if picks else None


def picks_of(
    offered: Mapping[str, Iterable[Offer]], found: Iterable[Found], conclusion: Conclusion
) -> Picks:
    """Grouped by route, what was looked for first."""
    groups = [
        (conclusion.texts.get(f"route.{route}.name"), [_pick(offer) for offer in offers])
        for route, offers in offered.items()
    ]
    named = [_pick(offer) for each in found for offer in each.offers]
    first = [(_("What you looked for"), named)] if named else []
    return [*first, *((name, choices) for name, choices in groups if choices)]


def _pick(offer: Offer) -> tuple[str, str]:
    batch = offer.batch
    words = {
        "product": batch.product.name,
        "batch": batch.number,
        "strength": _strength(batch),
    }
    label = _("%(product)s, batch %(batch)s: %(strength)s") % words
    return offer_value(offer.route, batch.pk), label


def _strength(batch: Batch) -> str:
    """As the patient's card says it; the lab result is not asked for again."""
    in_mg = batch.thc_mg_per_serving is not None
    words = (
        _("THC %(thc)s, CBD %(cbd)s in a serving")
        if in_mg
        else _("THC %(thc)s, CBD %(cbd)s by weight")
    )
    said = mg_in if in_mg else percent
    thc = batch.thc_mg_per_serving if in_mg else batch.total_thc_percent
    cbd = batch.cbd_mg_per_serving if in_mg else batch.total_cbd_percent
    return words % {
        "thc": said(_text(thc), none_found=batch.thc_free),
        "cbd": said(_text(cbd)),
    }


def _text(amount: Decimal | None) -> str | None:
    return None if amount is None else str(amount)


def _instead_of(item: Item, suggested: Mapping[str, Any] | None) -> str:
    return suggested["product"] if suggested and item.change == "changed" else ""


def _changed(item: Item) -> str:
    """Who changed it last, when the guideline's own no longer stands, and why."""
    amendment = item.amendment
    if amendment is None or not item.change:
        return ""
    said = _("%(who)s: %(reason)s") % {
        "who": name_of(amendment.by),
        "reason": reasons.in_words(amendment.reason_code),
    }
    return f"{said} {amendment.note}".strip()


def _restoring(item: Item, desk: Desk) -> Panel | None:
    if not item.change or item.suggested_batch_id is None:
        return None
    return panel_of(DEEDS["restore"], desk, place=str(item.position))
