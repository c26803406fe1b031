"""What recalls say of a batch that arrives under some number or lot."""

from collections.abc import Collection
from dataclasses import dataclass, field

from products.models import Batch, RecallCase, RecalledBatch

Scope = RecallCase.Scope


@dataclass(slots=True)
class Recalled:
    """By product, and number or lot without what people write differently; the case, if any."""

    numbers: dict[tuple[int, str], int | None] = field(default_factory=dict)
    lots: dict[tuple[int, str], int | None] = field(default_factory=dict)
    products: dict[int, int] = field(default_factory=dict)  # recalled as a whole

    def why(self, product_id: int, number: str, lot: str = "") -> str:
        """In words why a batch of this number must be looked at; empty where nothing is known."""
        if (key := (product_id, squeezed(number))) in self.numbers:
            return f"this batch number was recalled{_case(self.numbers[key])}"
        if lot and (key := (product_id, squeezed(lot))) in self.lots:
            return f"a batch of this lot was recalled{_case(self.lots[key])}"
        if product_id in self.products:
            case = _case(self.products[product_id])
            return f"the product was recalled as a whole{case}: is this batch part of it?"
        return ""

    def add(self, product_id: int, number: str, lot: str | None, case: int | None) -> None:
        self.numbers.setdefault((product_id, squeezed(number)), case)
        if lot:
            self.lots.setdefault((product_id, squeezed(lot)), case)


def recalled_among(product_ids: Collection[int]) -> Recalled:
    """At any store. Two queries."""
    found = Recalled()
    named = RecalledBatch.objects.filter(batch__product__in=product_ids).order_by("pk")
    for product_id, number, lot, case, scope in named.values_list(
        "batch__product", "batch__number", "batch__lab_result__lot", "case", "case__scope"
    ):
        found.add(product_id, number, lot, case)
        if scope != Scope.BATCH:
            found.products.setdefault(product_id, case)
    recalled = Batch.objects.filter(product__in=product_ids, state=Batch.State.RECALLED)
    for product_id, number, lot in recalled.order_by().values_list(
        "product", "number", "lab_result__lot"
    ):
        found.add(product_id, number, lot, None)
    return found


def squeezed(text: str) -> str:
    """`H 2` and `h-2` are one number to whoever reads a label."""
    return "".join(filter(str.isalnum, text)).lower()


def _case(case: int | None) -> str:
    return f" (recall {case})" if case else ""
