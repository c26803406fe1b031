"""How the chemistry of one batch differs from that of an earlier one of the same product.

Pure. Milligrams are per serving, percentages of the product by weight. Whatever is in doubt alarms.
"""

from dataclasses import dataclass
from decimal import Decimal

from products.potency import Potency

# For each cannabinoid what a serving holds, and what the laboratory measured behind it.
THC = ("thc_mg_per_serving", "total_thc_percent")
CBD = ("cbd_mg_per_serving", "total_cbd_percent")

Fact = Decimal | str | bool | None


@dataclass(frozen=True, slots=True)
class Change:
    """`percent` is of the old amount, negative for less; None where the old one is 0 or unknown."""

    column: str
    old: Fact
    new: Fact
    percent: Decimal | None
    alarming: bool


def changes(old: Potency, new: Potency, threshold_percent: Decimal) -> tuple[Change, ...]:
    """What differs, the most important first; nothing for batches that are alike.

    From `threshold_percent` on an amount alarms: so much more or less may be felt.
    """
    return (
        *_lost_or_won_thc_free(old, new),
        *_other_chemotype(old, new),
        *_of_cannabinoid(THC, old, new, threshold_percent),
        *_of_cannabinoid(CBD, old, new, threshold_percent),
    )


def amount_change(
    column: str,
    old: Decimal | None,
    new: Decimal | None,
    threshold_percent: Decimal,
) -> Change | None:
    """The change of one column, None where there is none; an unknown amount alarms."""
    if old == new:
        return None
    if old is None or new is None:
        return Change(column, old, new, None, alarming=True)
    percent = (new - old) * 100 / old if old else None
    # Measured by the smaller of both, so that a fall alarms where its way back up would.
    alarming = abs(new - old) * 100 >= threshold_percent * min(old, new)
    return Change(column, old, new, percent, alarming)


def _lost_or_won_thc_free(old: Potency, new: Potency) -> tuple[Change, ...]:
    if old.thc_free == new.thc_free:
        return ()
    return (Change("thc_free", old.thc_free, new.thc_free, None, alarming=old.thc_free),)


def _other_chemotype(old: Potency, new: Potency) -> tuple[Change, ...]:
    if old.chemotype == new.chemotype:
        return ()
    return (Change("chemotype", old.chemotype, new.chemotype, None, alarming=True),)


def _of_cannabinoid(
    columns: tuple[str, ...], old: Potency, new: Potency, threshold_percent: Decimal
) -> tuple[Change, ...]:
    """The change of a serving; that of the weight only where a serving does not tell it.

    A label can hold the milligrams still while the laboratory finds another strength.
    """
    found = [
        amount_change(column, getattr(old, column), getattr(new, column), threshold_percent)
        for column in columns
    ]
    told = [change for change in found if change is not None]
    return tuple(told[:1] + [change for change in told[1:] if _says_more(change, told[0])])


def _says_more(change: Change, already_told: Change) -> bool:
    return change.alarming and not already_told.alarming
