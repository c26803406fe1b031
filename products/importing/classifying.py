"""What staff decide where a layout could not: the format of many products at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.db import transaction

from products.importing.errors import RefusedError
from products.importing.unclassified import Word
from products.locking import in_chunks, keys_where, lock_products
from products.models import Batch, Format, FormatWord, LabResult, Product
from products.potency import PotencyError, derive
from products.reading import Reading
from products.refresh import refresh_products
from products.stock.ledger import hold

MOST_PRODUCTS = 500  # at once: SQLite lets nobody else write while all of them are derived anew


class ClassifyingError(RefusedError):
    """A decision that cannot be kept; the message names the product or the word."""


@dataclass(frozen=True, slots=True)
class Decision:
    """These products have this format. `always` is a word that means it from now on."""

    format: Format
    product_ids: Sequence[int]
    always: Word | None = None


def classify_products(decisions: Sequence[Decision], *, by: User, at: datetime) -> int:
    """Set the formats, with what follows from them; returns how many products there were.

    Raises ClassifyingError, with nothing kept, where a product has a format by now or could not
    have its lab results under the new one, or where two decisions contradict each other.
    """
    product_ids = sorted(pk for decision in decisions for pk in decision.product_ids)
    if len(product_ids) > MOST_PRODUCTS:
        raise ClassifyingError(
            f"These are {len(product_ids)} products, and at most {MOST_PRODUCTS} go at once."
            " Choose a format for some of the groups, save, and go on with the rest."
        )
    if len(set(product_ids)) < len(product_ids):
        raise ClassifyingError("A product stands in two of the groups. Open the page again.")
    with transaction.atomic():
        lock_products(product_ids)
        for decision in decisions:
            _set_format(decision, by)
        _keep_words(decisions, by, at)
        _derive_anew(product_ids, at)
    return len(product_ids)


def _set_format(decision: Decision, by: User) -> None:
    for some in in_chunks(decision.product_ids):
        products = Product.objects.in_bulk(some)
        for product in products.values():
            _refuse_classified(product)
            product.format = decision.format
        _refuse_impossible(products.values())
        Product.objects.filter(pk__in=some).update(format=decision.format)
        # In the words that the product's own page keeps.
        changed = [{"changed": {"fields": [f"Format: empty -> {decision.format}"]}}]
        LogEntry.objects.log_actions(by.pk, products.values(), CHANGE, changed)


def _refuse_classified(product: Product) -> None:
    if product.format_id is not None:
        raise ClassifyingError(
            f"Nothing was saved: somebody classified {product} meanwhile. Open the page again."
        )


def _refuse_impossible(products: Iterable[Product]) -> None:
    """With the format set, and before anything is written."""
    results: dict[int, list[LabResult]] = {product.pk: [] for product in products}
    for result in LabResult.objects.filter(product__in=results).prefetch_related("readings"):
        results[result.product_id].append(result)
    for product in products:
        _refuse_readings([], product, f"what {product} says")
        for result in results[product.pk]:
            readings = [row.as_reading() for row in result.readings.all()]
            _refuse_readings(readings, product, f"lab result {result} of {product}")


def _refuse_readings(readings: Sequence[Reading], product: Product, what: str) -> None:
    try:
        derive(readings, product.facts)
    except PotencyError as error:
        raise ClassifyingError(
            f"Nothing was saved: as {product.format}, {what} would be impossible. {error}"
        ) from None


def _keep_words(decisions: Iterable[Decision], by: User, at: datetime) -> None:
    for decision in decisions:
        if decision.always is None:
            continue
        FormatWord.objects.update_or_create(
            layout_name=decision.always.layout_name,
            word=decision.always.word,
            defaults={"format": decision.format, "by": by, "at": at},
        )


def _derive_anew(product_ids: Sequence[int], at: datetime) -> None:
    hold(keys_where(Batch, "product", product_ids))  # all at once, in everybody's order
    for some in in_chunks(product_ids):
        refresh_products(some, at=at)
