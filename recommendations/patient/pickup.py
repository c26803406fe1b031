"""Have a suggested batch kept at the store for a while, and let it go again.

What a reservation stands for is known here alone: its reference is the submission's, which names
nobody. At most what policy allows, together with whatever is kept already.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from django.db import transaction
from django.db.models import QuerySet
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from products import hours, shelf, stock
from products.models import Batch, Product, Reservation, Store
from products.stock import NotEnoughError, StockError
from recommendations import versions
from recommendations.chain import chain_of
from recommendations.guideline import policy
from recommendations.models import Submission
from recommendations.questionnaire import vocabulary

Unit = Product.StockUnit
SOLD_OUT = "sold_out"
SMALLEST = Decimal(1)  # that is kept, in either unit
QUANTITY = "quantity"  # with the position behind it, the name of the control that says how much
GRAM_STEPS = (Decimal(1), Decimal(2), Decimal("3.5"), Decimal(5), Decimal(7), Decimal(14))


@dataclass(frozen=True, slots=True)
class Pickup:
    """Of one place of the suggestions: what is kept, or what may be asked for, in words.

    `amount`: how much is kept. `choices` are (quantity, words), none where policy allows no more;
    `chosen` the quantity that was chosen and not sent yet; `hours` lines of opening hours.
    """

    position: int
    kept: Reservation | None
    amount: str
    choices: tuple[tuple[str, str], ...]
    until: datetime
    store: Store
    hours: tuple[str, ...]
    chosen: str = ""

    @property
    def control(self) -> str:
        """Its name among those of the page's one form."""
        return f"{QUANTITY}-{self.position}"


class PickupError(Exception):
    """It cannot be kept; the message tells the patient why and what to do."""


def pickups(submission: Submission, *, at: datetime) -> dict[int, Pickup]:
    """By position, for every place of the published result that can be had."""
    version = None if submission.withdrawn_at else versions.published(submission)
    if version is None or not policy_pickup().hours:
        return {}
    already = kept(submission, at=at)
    there = to_be_had(submission, version.batch_ids, at=at)
    loaded = Batch.objects.filter(pk__in=there).select_related("product", "store")
    batches = {each.pk: each for each in loaded.prefetch_related("store__opening_hours")}
    return {
        item.position: _pickup(item.position, batches[item.batch_id], already, at)
        for item in version.standing
        if item.batch_id in batches
    }


def to_be_had(
    submission: Submission,
    batch_ids: Iterable[int],
    *,
    at: datetime,
    coa_max_age_months: int | None = None,
) -> set[int]:
    """Which of the batches this patient can have: what is sellable, and what is kept for them."""
    gone = why_gone(submission, batch_ids, at=at, coa_max_age_months=coa_max_age_months)
    return {key for key, code in gone.items() if not code}


def why_gone(
    submission: Submission,
    batch_ids: Iterable[int],
    *,
    at: datetime,
    coa_max_age_months: int | None = None,
) -> dict[int, str]:
    """By batch, the one code of REASONS why this patient cannot have it; "" where they can."""
    reason = shelf.reason(at=at, coa_max_age_months=coa_max_age_months)
    batches = Batch.objects.filter(pk__in=list(batch_ids)).order_by().annotate(code=reason)
    gone: dict[int, str] = dict(batches.values_list("pk", "code"))
    if SOLD_OUT not in gone.values():
        return gone
    mine = {each.batch_id for each in kept(submission, at=at)}
    return {key: "" if code == SOLD_OUT and key in mine else code for key, code in gone.items()}


def _pickup(position: int, batch: Batch, already: tuple[Reservation, ...], at: datetime) -> Pickup:
    mine = next((each for each in already if each.batch_id == batch.pk), None)
    choices = () if mine else amounts(batch, already)
    return Pickup(
        position=position,
        kept=mine,
        amount=_amount(mine.quantity, batch) if mine else "",
        choices=tuple((str(each), _amount(each, batch)) for each in choices),
        until=mine.expires_at if mine else kept_until(batch.store, at=at),
        store=batch.store,
        hours=hours.in_words(batch.store.opening_hours.all()),
    )


def _amount(quantity: Decimal, batch: Batch) -> str:
    if batch.product.stock_unit == Unit.GRAM:
        return _("%(number)s g") % {"number": number_format(quantity.normalize())}
    count = int(quantity)
    return ngettext("%(count)s pack", "%(count)s packs", count) % {"count": count}


def kept(submission: Submission, *, at: datetime) -> tuple[Reservation, ...]:
    """What is kept for this submission at that time."""
    active = _active(submission.reference, at)
    return tuple(active.select_related("batch__product", "batch__store").order_by("pk"))


def is_kept(reference: str, *, at: datetime) -> bool:
    """Whether anything is kept for the submission of that reference."""
    return _active(reference, at).exists()


def _active(reference: str, at: datetime) -> QuerySet[Reservation]:
    return Reservation.objects.filter(
        reference=reference, state=Reservation.State.ACTIVE, expires_at__gt=at
    )


def amounts(batch: Batch, already: tuple[Reservation, ...]) -> tuple[Decimal, ...]:
    """What may be asked for of this batch, smallest first; none where policy allows no more."""
    unit, pickup = batch.product.stock_unit, policy_pickup()
    left = _most(pickup, unit) - _together(already, unit)
    steps = GRAM_STEPS if unit == Unit.GRAM else map(Decimal, range(1, pickup.most_pieces + 1))
    return tuple(step for step in steps if step <= left) if pickup.hours else ()


def keep(submission: Submission, *, position: int, quantity: Decimal, at: datetime) -> Reservation:
    """Keep so much of what stands at this place of the published result. Raises PickupError."""
    with transaction.atomic():
        # Two taps at once must not keep more together than policy allows.
        now = Submission.objects.select_for_update().get(pk=submission.pk)
        batch = _published_batch(now, position)
        already = kept(now, at=at)
        if same := next((each for each in already if each.batch_id == batch.pk), None):
            return same
        if quantity not in amounts(batch, already):
            raise PickupError(
                _("We cannot keep that much for you. Choose one of the amounts on the page.")
            )
        return _reserve(now, batch, quantity, at)


def let_go(submission: Submission, *, reservation_id: int, at: datetime) -> None:
    """Give back what was kept for this patient. What has ended already stays ended."""
    for reservation in kept(submission, at=at):
        if reservation.pk == reservation_id:
            stock.cancel(reservation=reservation, by=None, at=at, reason="the patient cancelled")


def let_go_of_all(submission: Submission, *, at: datetime, reason: str) -> int:
    held = kept(submission, at=at)
    for reservation in held:
        stock.cancel(reservation=reservation, by=None, at=at, reason=reason)
    return len(held)


def kept_until(store: Store, *, at: datetime) -> datetime:
    """Until the store last closes within the hours that policy gives; to the hour where it says none."""
    until = at + timedelta(hours=policy_pickup().hours)
    rows = store.opening_hours.all()
    return hours.last_closing(rows, store, at=at, until=until) or until


def _published_batch(submission: Submission, position: int) -> Batch:
    chain = chain_of(submission)
    holds = not (chain.withdrawn_at or chain.newer)
    version = versions.published(submission) if holds else None
    item = version.item(position) if version else None
    if item is None or not item.stands:
        raise PickupError(_("This is no longer suggested. Look at your page again."))
    return Batch.objects.select_related("product", "store").get(pk=item.batch_id)


def _reserve(submission: Submission, batch: Batch, quantity: Decimal, at: datetime) -> Reservation:
    try:
        return stock.reserve(
            batch=batch,
            quantity=quantity,
            reference=submission.reference,
            until=kept_until(batch.store, at=at),
            by=None,
            at=at,
        )
    except StockError as refusal:
        raise PickupError(_why_not(batch, refusal)) from refusal


def _why_not(batch: Batch, refusal: StockError) -> str:
    batch.refresh_from_db()
    if isinstance(refusal, NotEnoughError) and batch.available >= SMALLEST:
        return _("Less is left than you asked for. You can choose a smaller amount.")
    return _("It can no longer be kept: somebody was quicker, or it was taken off the shelf.")


def policy_pickup() -> policy.Pickup:
    return vocabulary.policy().pickup


def _most(pickup: policy.Pickup, unit: str) -> Decimal:
    return Decimal(pickup.most_grams if unit == Unit.GRAM else pickup.most_pieces)


def _together(already: tuple[Reservation, ...], unit: str) -> Decimal:
    same = (each.quantity for each in already if each.batch.product.stock_unit == unit)
    return sum(same, Decimal(0))
