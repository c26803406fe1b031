"""What stock does not allow. Each message is one that a person can act on."""

from decimal import Decimal

from products.models import Batch
from products.reading import plain
from products.sellable import REASONS


class StockError(ValueError):
    pass


class BadQuantityError(StockError):
    pass


class BadReasonError(StockError):
    pass


class NotEnoughError(StockError):
    def __init__(self, batch: Batch, wanted: Decimal) -> None:
        super().__init__(
            f"Batch {batch.number}: {plain(wanted)} wanted, {plain(batch.available)} available"
            f" ({plain(batch.on_hand)} on hand, {plain(batch.reserved)} reserved)."
            " Take less, or another batch."
        )


class KeyReusedError(StockError):
    pass


class WrongStateError(StockError):
    pass


class NotSellableError(StockError):
    """`reasons` are codes of products.sellable.REASONS."""

    def __init__(self, batch: Batch, reasons: list[str]) -> None:
        said = " ".join(str(REASONS[code]) for code in reasons)
        super().__init__(f"Batch {batch.number} cannot be sold. {said}")
        self.reasons = reasons
