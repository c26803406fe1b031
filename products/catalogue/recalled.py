"""Batches that somebody may have at home, and must not use."""

from products.models import Batch, Product


def recalled_numbers(product: Product) -> tuple[str, ...]:
    """Their numbers, as they stand on the package, each once, whichever store had it."""
    recalled = Batch.objects.filter(product=product, state=Batch.State.RECALLED)
    return tuple(recalled.order_by("number").values_list("number", flat=True).distinct())
