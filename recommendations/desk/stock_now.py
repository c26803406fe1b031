"""The suggestions as the shelf is now: how much is left, what is gone and why, and what fits instead."""

from collections.abc import Iterable, Mapping, Sequence
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
from recommendations.desk.picker import Offer
from recommendations.models import Submission
from recommendations.patient.pickup import why_gone
from recommendations.versions import Item, Version


@dataclass(frozen=True, slots=True)
class Stock:
    """One place of the suggestions. `left` is "" where the batch is gone; then `why` says it in words.

    `code` is of products.shelf.REASONS; `instead` the next suitable offer, if there is one.
    """

    item: Item
    left: str = ""
    code: str = ""
    why: str = ""
    instead: Offer | None = None


@dataclass(frozen=True, slots=True)
class Changed:
    """What can no longer be had of a submission's suggestions, and of what its page ever showed.

    `before`: recalled, and no longer among the suggestions. `may_leave`: whether there is anything
    to let go of (recommendations.desk.leaving).
    """

    gone: tuple[Stock, ...]
    before: tuple[Batch, ...]
    may_leave: bool

    def __bool__(self) -> bool:
        return bool(self.gone or self.before)


def changed(submission: Submission, version: Version, stock: Iterable[Stock]) -> Changed:
    """Recalls first. `advised` and `watched` are fetched."""
    lost = [each for each in stock if each.code]
    gone = tuple(sorted(lost, key=lambda each: each.code != shelf.RECALLED))
    recalled, advised = (
        watching.recalled(submission),
        {each.pk for each in submission.advised.all()},
    )
    published = submission.state == Submission.State.PUBLISHED
    comes_back = published and any(each.item.batch_id in advised for each in gone)
    before = tuple(each for each in recalled if each.pk not in version.batch_ids)
    return Changed(gone, before, may_leave=bool(recalled) or comes_back)


def stock_now(
    submission: Submission, version: Version, offered: Mapping[str, Sequence[Offer]], at: datetime
) -> dict[int, Stock]:
    """By position, of each place that stands. `offered` is what suits by route, best first.

    Two queries, and one where something is sold out: the patient may have reserved it.
    """
    codes = why_gone(submission, version.batch_ids, at=at)
    batches = Batch.objects.filter(pk__in=version.batch_ids).select_related("product")
    as_they_are: Mapping[int, Any] = batches.annotate(left=available(at)).in_bulk()
    taken = {each.product_id for key, each in as_they_are.items() if not codes[key]}
    stock = {}
    for item in version.standing:
        code, batch = codes[item.batch_id], as_they_are[item.batch_id]
        instead = _next(offered.get(item.route, ()), taken) if code else None
        if instead:
            taken.add(instead.batch.product_id)
        stock[item.position] = _stock(item, batch, code, instead)
    return stock


def _next(offers: Iterable[Offer], taken: set[int]) -> Offer | None:
    """No product twice."""
    return next((offer for offer in offers if offer.batch.product_id not in taken), None)


def _stock(item: Item, batch: Any, code: str, instead: Offer | None) -> Stock:
    if code:
        return Stock(item, code=code, why=_why(code, batch), instead=instead)
    return Stock(item, left=_left(batch.left, batch.product))


def _why(code: str, batch: Batch) -> str:
    match code:
        case "sold_out":
            return _("Sold out since.")
        case "expired" if batch.expires_on:
            return _("Expired on %(day)s.") % {"day": date_format(batch.expires_on)}
        case "recalled":
            return _("Recalled. %(reason)s") % {"reason": batch.state_reason}
        case "quarantined":
            return _("In quarantine. %(reason)s") % {"reason": batch.state_reason}
    return str(shelf.REASONS[code])


def _left(left: Decimal, product: Product) -> str:
    if not left:
        return _("the rest is kept for this patient")
    if product.stock_unit == Product.StockUnit.GRAM:
        return _("%(amount)s g left") % {"amount": plain(left)}
    return _("%(amount)s left") % {"amount": plain(left)}
