"""The suggestions as the shelf is now: how much is left, what is gone and why, and what fits instead."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from products import shelf
from products.availability import available
from products.models import Batch, Product
from products.reading import plain
from recommendations import watching
from recommendations.matching import Assessment, RouteLimits, suits
from recommendations.matching.ranking import rank
from recommendations.matching.record import from_record
from recommendations.models import Submission
from recommendations.propose import candidate_of
from recommendations.publish import policy_of
from recommendations.versions import Item, Version


@dataclass(frozen=True, slots=True)
class Stock:
    """One place of the suggestions. `left` is "" where the batch is gone; then `why` says it in words.

    `code` is of products.shelf.REASONS; `instead` the next suitable batch, if there is one.
    """

    item: Item
    batch: Batch
    left: str = ""
    code: str = ""
    why: str = ""
    instead: Batch | None = None


def context(submission: Submission, version: Version, at: datetime) -> dict[str, Any]:
    """For the submission's page; `advised` and `watched` are fetched.

    `recalled_before`: what the patient's page has shown and no longer stands in the suggestions.
    `may_leave`: whether there is anything to let go of (recommendations.desk.leaving).
    """
    stock = stock_now(version, at)
    gone = [each for each in stock if each.code]
    recalled, advised = watching.recalled(submission), set(submission.advised.all())
    comes_back = submission.state == Submission.State.PUBLISHED and any(
        each.batch in advised for each in gone
    )
    return {
        "stock": stock,
        "gone": gone,
        "recalled_before": [each for each in recalled if each.pk not in version.batch_ids],
        "may_leave": bool(recalled) or comes_back,
    }


def stock_now(version: Version, at: datetime) -> tuple[Stock, ...]:
    """Of each place that stands, in order. One query, and some for each route that lost a batch."""
    batches = _as_they_are(version, at)
    gone = [item for item in version.standing if batches[item.batch_id].code]
    taken = {each.product_id for each in batches.values() if not each.code}
    instead = _instead_of(gone, version, taken, at)
    return tuple(
        _stock(item, batches[item.batch_id], instead.get(item.position))
        for item in version.standing
    )


def next_suitable(version: Version, item: Item, at: datetime) -> Batch | None:
    """What fits this place now, by the limits and the order of the assessment; no product twice."""
    others = (other.batch_id for other in version.standing if other is not item)
    taken = set(Batch.objects.filter(pk__in=list(others)).values_list("product", flat=True))
    return _instead_of([item], version, taken, at).get(item.position)


def why_in_words(batch: Any) -> str:
    """Of a batch with its `code`."""
    match batch.code:
        case "sold_out":
            return _("Sold out since.")
        case "expired":
            return _("Expired on %(day)s.") % {"day": date_format(batch.expires_on)}
        case "recalled":
            return _("Recalled. %(reason)s") % {"reason": batch.state_reason}
        case "quarantined":
            return _("In quarantine. %(reason)s") % {"reason": batch.state_reason}
        case code:
            return str(shelf.REASONS[code])


def _as_they_are(version: Version, at: datetime) -> Mapping[int, Any]:
    batches = Batch.objects.filter(pk__in=version.batch_ids).select_related("product", "store")
    return batches.annotate(code=shelf.reason(at=at), left=available(at)).in_bulk()


def _stock(item: Item, batch: Any, instead: Batch | None) -> Stock:
    if batch.code:
        return Stock(item, batch, code=batch.code, why=why_in_words(batch), instead=instead)
    return Stock(item, batch, left=_left_in_words(batch.left, batch.product))


def _left_in_words(left: Decimal, product: Product) -> str:
    if product.stock_unit == Product.StockUnit.GRAM:
        return _("%(amount)s g left") % {"amount": plain(left)}
    return _("%(amount)s left") % {"amount": plain(left)}


def _instead_of(
    items: Iterable[Item], version: Version, taken: set[int], at: datetime
) -> dict[int, Batch]:
    """By position. What one place is offered, the next one of its route is not."""
    assessment, wanted = version.assessment, {item.route for item in items}
    if not wanted:
        return {}
    limits = from_record(Assessment, assessment.record["assessment"]).limits.routes
    offered = shelf.candidates(
        limits=[each for each in limits if each.route in wanted],
        at=at,
        store=assessment.submission.store,
        coa_max_age_months=policy_of(assessment).coa_max_age_months,
    )
    found: dict[int, Batch] = {}
    for each in limits:
        for item, batch in _matched(items, each, offered.get(each.route, []), taken):
            found[item.position] = batch
            taken = taken | {batch.product_id}
    return found


def _matched(
    items: Iterable[Item], limits: RouteLimits, batches: Iterable[Batch], taken: set[int]
) -> Iterable[tuple[Item, Batch]]:
    by_id = {batch.pk: batch for batch in batches if batch.product_id not in taken}
    suiting = (candidate_of(batch) for batch in by_id.values())
    offers = rank([each for each in suiting if suits(each, limits)], limits)
    places = (item for item in items if item.route == limits.route)
    return (
        (item, by_id[offer.candidate.batch_id]) for item, offer in zip(places, offers, strict=False)
    )
