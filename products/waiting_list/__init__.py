"""Being told once, by e-mail, when a product can be had at a store again.

`ask` sends a mail that asks to confirm, `confirm` and `stop` are what its links do, `tell_all` (the
command `tell_back_in_stock`) tells who has confirmed and forgets them in the same transaction.
Nobody learns from any of it whether an address is known. An address is kept no longer than its
request, and its mails no longer than until the next run after they have left.
"""

from products.waiting_list.asking import TooManyError, ask, waiting_stores
from products.waiting_list.forgetting import forget_old
from products.waiting_list.limits import (
    CONFIRM_WITHIN,
    KEPT_AT_MOST,
    MAILS_TO_ONE_ADDRESS,
)
from products.waiting_list.links import Link, open_link
from products.waiting_list.replying import confirm, stop
from products.waiting_list.telling import Told, tell_all

__all__ = [
    "CONFIRM_WITHIN",
    "KEPT_AT_MOST",
    "MAILS_TO_ONE_ADDRESS",
    "Link",
    "Told",
    "TooManyError",
    "ask",
    "confirm",
    "forget_old",
    "open_link",
    "stop",
    "tell_all",
    "waiting_stores",
]
