"""How strong a batch is, in words and as the balance of THC and CBD that a drawing shows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from products.amounts import mg_in, percent
from products.models import Batch


@dataclass(frozen=True, slots=True)
class Figure:
    label: str
    value: str

    @property
    def in_words(self) -> bool:
        return not self.value[:1].isdecimal()


def figures(batches: Sequence[Batch], *, dosed: bool) -> tuple[Figure, ...]:
    """THC and CBD of these batches, from the weakest to the strongest where they differ.

    Milligrams where a serving has them, else percent by weight; never both for one thing.
    """
    if dosed:
        return (
            Figure(_("THC in one serving"), _range(batches, "thc_mg_per_serving", mg_in)),
            Figure(_("CBD in one serving"), _range(batches, "cbd_mg_per_serving", mg_in)),
        )
    return (
        Figure(_("THC by weight"), _range(batches, "total_thc_percent", _percent)),
        Figure(_("CBD by weight"), _range(batches, "total_cbd_percent", _percent)),
    )


def _percent(amount: Decimal | None, *, none_found: bool) -> str:
    """What was measured by volume has no percentage: the lab panel has what it has."""
    if amount is None and not none_found:
        return _("see what the lab measured")
    return percent(amount, none_found=none_found)


def balance(batch: Batch, *, dosed: bool) -> int | None:
    """THC in per cent of THC and CBD together; None where that is not known."""
    thc = batch.thc_mg_per_serving if dosed else batch.total_thc_percent
    cbd = batch.cbd_mg_per_serving if dosed else batch.total_cbd_percent
    if batch.thc_free:
        thc = Decimal(0)
    if thc is None or cbd is None or not thc + cbd:
        return None
    return round(thc * 100 / (thc + cbd))


def _range(batches: Sequence[Batch], column: str, written: Callable[..., str]) -> str:
    """One amount, or from the least to the most, or every word where one of them is no number."""
    found = sorted((_amount(batch, column), _written(batch, column, written)) for batch in batches)
    texts = list(dict.fromkeys(text for _amount, text in found))
    if len(texts) == 1:
        return texts[0]
    if found[0][0] > 0:
        return _("%(least)s to %(most)s") % {"least": texts[0], "most": texts[-1]}
    return _(" or ").join(texts)


def _amount(batch: Batch, column: str) -> Decimal:
    """Below nothing where it is not known."""
    amount: Decimal | None = getattr(batch, column)
    return Decimal(-1) if amount is None else amount


def _written(batch: Batch, column: str, written: Callable[..., str]) -> str:
    return written(getattr(batch, column), none_found="thc" in column and batch.thc_free)
