"""Whoever orders and whoever clears the shelf is told when a limit is crossed, once each time.

`watch` stands last in the transaction of whatever changed what can be sold; `watch_products` where
a product or its reorder points changed; `watch_all`, daily, sees what only time has changed.
"""

from products.alerts.telling import amount, sentence
from products.alerts.watching import Counts, lock_points, watch, watch_all, watch_products

__all__ = ["Counts", "amount", "lock_points", "sentence", "watch", "watch_all", "watch_products"]
