"""What the shelf looks like in numbers. Reads only; times are passed in."""

from products.figures.decisions import Decisions, decisions
from products.figures.needs import LONG_HOURS, batch_needs, product_needs, reservation_needs
from products.figures.pace import WINDOW_DAYS, Pace, pace

__all__ = [
    "LONG_HOURS",
    "WINDOW_DAYS",
    "Decisions",
    "Pace",
    "batch_needs",
    "decisions",
    "pace",
    "product_needs",
    "reservation_needs",
]
