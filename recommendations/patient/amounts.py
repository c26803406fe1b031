"""Amounts in words: milligrams, percent, and how much of a product to take first."""

from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from recommendations.matching import RouteLimits
from recommendations.matching.amount import first_steps

Snapshot = dict[str, Any]


def first_amount(batch: Snapshot, first_dose_thc_mg: Decimal, limits: RouteLimits) -> str:
    """The most to begin with, in an amount that can be measured out; "" where none can be named."""
    smallest = _decimal(batch["smallest_amount"])
    if smallest is None:
        return ""
    serving = _decimal(batch["serving_amount"])
    thc_mg, cbd_mg = _decimal(batch["smallest_thc_mg"]), _decimal(batch["smallest_cbd_mg"])
    steps = first_steps(
        dose_thc_mg=first_dose_thc_mg,
        smallest_thc_mg=thc_mg,
        smallest_cbd_mg=cbd_mg,
        steps_in_a_serving=None if serving is None else serving / smallest,
        max_cbd_mg=limits.max_smallest_cbd_mg,
    )
    if not steps or thc_mg is None:
        return ""
    return _("Of this product, begin with at most %(amount)s. It holds %(held)s.") % {
        "amount": measured(steps * smallest, batch["measure_unit"]),
        "held": _held(steps * thc_mg, None if cbd_mg is None else steps * cbd_mg),
    }


def _held(thc_mg: Decimal, cbd_mg: Decimal | None) -> str:
    if cbd_mg is None:
        return _("%(thc)s of THC") % {"thc": mg(thc_mg)}
    return _("%(thc)s of THC and %(cbd)s of CBD") % {"thc": mg(thc_mg), "cbd": mg(cbd_mg)}


def measured(amount: Decimal, unit: str) -> str:
    if unit == "piece":
        return _pieces(amount)
    if unit == "spray":
        words = ngettext("%(number)s spray", "%(number)s sprays", int(amount))
        return words % {"number": number(amount)}
    return f"{number(amount)} {'mL' if unit == 'ml' else unit}"


def _pieces(amount: Decimal) -> str:
    whole, part = int(amount), amount % 1
    parts = {
        Decimal("0.25"): _("a quarter of one piece"),
        Decimal("0.5"): _("half of one piece"),
        Decimal("0.75"): _("three quarters of one piece"),
    }
    if part and part not in parts:
        return _("%(number)s pieces") % {"number": number(amount)}
    pieces = ngettext("%(count)s piece", "%(count)s pieces", whole) % {"count": whole}
    if not part:
        return pieces
    if not whole:
        return parts[part]
    return _("%(whole)s and %(part)s") % {"whole": pieces, "part": parts[part]}


def percent(text: str | None, *, none_found: bool = False) -> str:
    """Percent by weight; a measured nothing is kept apart from "not detected"."""
    return _strength(text, "%", none_found=none_found)


def mg_in(text: str | None, *, none_found: bool = False) -> str:
    return _strength(text, "mg", none_found=none_found)


def _strength(text: str | None, unit: str, *, none_found: bool) -> str:
    if none_found:
        return _("none found")
    if text is None:
        return _("not known")
    amount = Decimal(text)
    return f"{number(amount)} {unit}" if amount else _("too little to measure")


def mg(amount: Decimal) -> str:
    return f"{number(amount)} mg"


def number(amount: Decimal) -> str:
    """With at most two decimals, and more only where that would make it nothing."""
    rounded = amount.quantize(Decimal("0.01"))
    return number_format(Decimal(f"{(rounded or amount).normalize():f}"))


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
