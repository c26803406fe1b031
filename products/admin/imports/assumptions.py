"""What a layout supplies where the file is silent, as sentences for whoever is about to apply it."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from products.importing.layout.whole import Layout
from products.models import PanelResult
from products.reading import plain

PANEL_NAMES = dict(PanelResult.Panel.choices)


def assumptions_of(layout: Layout) -> list[str]:
    """Empty: the layout assumes nothing."""
    return [*_of_batches(layout), *_of_lab_results(layout), *_of_products(layout)]


def _of_batches(layout: Layout) -> Iterator[str]:
    assume = layout.assume
    if assume.released:
        yield _("New batches are released at once, and can be sold.")
    if assume.quantity is not None:
        yield _("Each new batch has %s in stock.") % plain(assume.quantity)
    if assume.expires_in_days is not None:
        days = assume.expires_in_days
        said = ngettext(
            "New batches expire in %d day from today.",
            "New batches expire in %d days from today.",
            days,
        )
        yield said % days


def _of_lab_results(layout: Layout) -> Iterator[str]:
    assume = layout.assume
    if assume.tested_on_import_day:
        yield _("New batches count as tested today.")
    if assume.panels_passed:
        panels = ", ".join(str(PANEL_NAMES.get(name, name)) for name in assume.panels_passed)
        yield _("New batches count as having passed: %s.") % panels


def _of_products(layout: Layout) -> Iterator[str]:
    assume = layout.assume
    if assume.serving_amount:
        amounts = {code: plain(amount) for code, amount in assume.serving_amount.items()}
        yield _("One serving of a new product: %s.") % _listed(amounts)
    if assume.divides_into:
        yield _("One piece of a new product divides into: %s.") % _listed(assume.divides_into)
    if layout.constants:
        yield _("Every new product has: %s.") % _spaced(", ".join(layout.constants_in_words))


def _listed(facts: Mapping[str, Any]) -> str:
    return _spaced(", ".join(f"{name} {value}" for name, value in facts.items()))


def _spaced(words: str) -> str:
    """The field's names as people write them."""
    return words.replace("_", " ")
