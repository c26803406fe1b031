"""What is refused before anything is written."""

from datetime import datetime
from decimal import Decimal

from products.models import REASON_CODES, Batch, Movement
from products.reading import plain
from products.sellable import why_not_sellable
from products.stock.errors import BadQuantityError, BadReasonError, NotSellableError

OTHER = Movement.ReasonCode.OTHER
BEYOND_ANY_SHELF = 1_000_000_000  # and what the columns hold


def checked(batch: Batch, quantity: Decimal) -> Decimal:
    """The quantity in the product's stock unit, or BadQuantityError unless it is above zero."""
    if not _is_exact(quantity) or quantity <= 0:
        raise BadQuantityError(
            f"Batch {batch.number}: {quantity} is not a quantity. Give a number above zero with at"
            " most three decimals."
        )
    return _whole_if_counted(batch, quantity)


def checked_count(batch: Batch, counted: Decimal) -> Decimal:
    """As `checked`, but nothing is a count as well."""
    if not _is_exact(counted) or counted < 0:
        raise BadQuantityError(
            f"Batch {batch.number}: {counted} is not a count. Give zero or more, with at most three"
            " decimals."
        )
    return _whole_if_counted(batch, counted)


def checked_reason(kind: str, code: str, note: str, *, note_needed: bool = False) -> str:
    """The code, or BadReasonError where it is not one of the kind's or says too little alone."""
    allowed = REASON_CODES[Movement.Kind(kind)]
    if code not in allowed:
        words = ", ".join(allowed)
        raise BadReasonError(
            f"{code!r} is no reason to {Movement.Kind(kind).label}. Choose one of: {words}."
        )
    if (note_needed or code == OTHER) and not note.strip():
        raise BadReasonError("Say in the note what happened, so that the next person understands.")
    return code


def refuse_unsellable(batch: Batch, at: datetime, coa_max_age_months: int | None) -> None:
    """What is sold out is left to the quantity, whose message says how much there is."""
    reasons = why_not_sellable(batch, at=at, coa_max_age_months=coa_max_age_months)
    if blocking := [code for code in reasons if code != "sold_out"]:
        raise NotSellableError(batch, blocking)


def _is_exact(quantity: Decimal) -> bool:
    return (
        quantity.is_finite() and abs(quantity) < BEYOND_ANY_SHELF and quantity == round(quantity, 3)
    )


def _whole_if_counted(batch: Batch, quantity: Decimal) -> Decimal:
    if batch.product.stock_unit == "each" and quantity % 1:
        raise BadQuantityError(
            f"Batch {batch.number} is counted in whole pieces, not {plain(quantity)}."
            " Give a whole number."
        )
    return quantity
