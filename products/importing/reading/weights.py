"""Quantities in the units of the trade, in the unit that stock is kept in. Pure."""

from decimal import ROUND_HALF_UP, Decimal

# International avoirdupois pound, exactly (NIST Handbook 44, appendix C).
GRAMS_PER_POUND = Decimal("453.59237")
GRAMS = {
    "gram": Decimal(1),
    "kilogram": Decimal(1000),
    "milligram": Decimal("0.001"),
    "ounce": GRAMS_PER_POUND / 16,
    "pound": GRAMS_PER_POUND,
}
STOCK_UNIT_OF = {**dict.fromkeys(GRAMS, "gram"), "each": "each"}
STORED = Decimal("0.001")


def in_stock_unit(quantity: Decimal, unit: str) -> Decimal:
    """Grams rounded to 0.001 g, or the count as it is; `unit` is one of STOCK_UNIT_OF."""
    if unit == "each":
        return quantity
    return (quantity * GRAMS[unit]).quantize(STORED, ROUND_HALF_UP)
