"""How much of a product to take first, in words."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from products.amounts import measured, mg
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


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
