"""The only code that changes a batch's quantity or state; every verb is one transaction.

Quantities are in the product's stock unit, times are passed in. The batch passed in is not changed
in memory: read it again to see the new numbers. What is refused raises a StockError with one clear
sentence, and nothing has happened. The same idempotency key again returns what it did the first
time.
"""

from products.stock.arrivals import Counted, Receipt, count_many, receive_many, take_back_many
from products.stock.dispensing import OutOfTurnError, dispense, dispense_product
from products.stock.errors import (
    BadQuantityError,
    BadReasonError,
    KeyReusedError,
    NotEnoughError,
    NotSellableError,
    StockError,
    WrongStateError,
)
from products.stock.ledger import Somebody
from products.stock.movements import adjust, count, receive, waste
from products.stock.reservations import cancel, collect, let_go_all_lapsed, reserve
from products.stock.returns import give_back
from products.stock.states import quarantine, recall, release
from products.stock.transfers import transfer

__all__ = [
    "BadQuantityError",
    "BadReasonError",
    "Counted",
    "KeyReusedError",
    "NotEnoughError",
    "NotSellableError",
    "OutOfTurnError",
    "Receipt",
    "Somebody",
    "StockError",
    "WrongStateError",
    "adjust",
    "cancel",
    "collect",
    "count",
    "count_many",
    "dispense",
    "dispense_product",
    "give_back",
    "let_go_all_lapsed",
    "quarantine",
    "recall",
    "receive",
    "receive_many",
    "release",
    "reserve",
    "take_back_many",
    "transfer",
    "waste",
]
