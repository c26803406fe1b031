"""Recall: one decision takes batches off every shelf and every reservation, at all stores at once."""

from products.recalls.opening import (
    AlreadyRecalledError,
    ChangedSinceError,
    Numbers,
    open_recall,
    recalled_numbers,
    said,
)

__all__ = [
    "AlreadyRecalledError",
    "ChangedSinceError",
    "Numbers",
    "open_recall",
    "recalled_numbers",
    "said",
]
