"""One line of a lab result, and the same amount in another unit.

Pure. A percentage is by weight (1 % = 10 mg/g). Amounts are Decimals and nothing is rounded here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

CANNABINOIDS = ("thc", "thca", "cbd", "cbda", "cbg", "cbga", "cbn", "cbc", "thcv", "cbdv")
TOTALS = ("total_thc", "total_cbd")
UNITS = ("percent", "mg_per_g", "mg_per_ml", "mg_per_serving", "mg_per_package")
UNIT_SIGNS = {
    "percent": "%",
    "mg_per_g": "mg/g",
    "mg_per_ml": "mg/mL",
    "mg_per_serving": "mg/serving",
    "mg_per_package": "mg/package",
}
DETECTIONS = ("measured", "not_detected", "below_loq")

MG_PER_G_PER_PERCENT = Decimal(10)
# Nothing holds more than itself. Extracts are about as heavy as water, and a hundred grams of pure
# cannabinoid is more than any package holds.
HIGHEST = {
    "percent": Decimal(100),
    "mg_per_g": Decimal(1000),
    "mg_per_ml": Decimal(1000),
    "mg_per_serving": Decimal(100_000),
    "mg_per_package": Decimal(100_000),
}


class PotencyError(ValueError):
    """A lab result that cannot be true; the message names the reading."""


@dataclass(frozen=True, slots=True)
class Reading:
    """`amount` is None unless the lab measured one; a measured 0 is an amount."""

    cannabinoid: str
    unit: str
    amount: Decimal | None
    detection: str = "measured"

    def __post_init__(self) -> None:
        _refuse_unknown_words(self)
        if (self.detection == "measured") != (self.amount is not None):
            raise PotencyError(f"{self.cannabinoid}: give an amount if it was measured, else none.")
        if self.amount is not None:
            _refuse_impossible_amount(self, self.amount)

    @property
    def found(self) -> bool:
        """Whether there is any of it; below the limit of quantification is a trace of it."""
        return self.detection == "below_loq" or bool(self.amount)


Result = Mapping[str, Reading]  # by cannabinoid
Pack = Mapping[str, Decimal]  # how many of each unit one pack comes to


def plain(amount: Decimal) -> str:
    """Without the zeros and exponents that say nothing: 5, not 5.000 or 5E+0."""
    return f"{amount.normalize():f}"


def percent_to_mg_per_g(percent: Decimal) -> Decimal:
    return percent * MG_PER_G_PER_PERCENT


def mg_per_g_to_percent(mg_per_g: Decimal) -> Decimal:
    return mg_per_g / MG_PER_G_PER_PERCENT


def by_cannabinoid(readings: Iterable[Reading]) -> dict[str, Reading]:
    result: dict[str, Reading] = {}
    for reading in readings:
        if reading.cannabinoid in result:
            raise PotencyError(f"{reading.cannabinoid}: reported twice; keep one.")
        result[reading.cannabinoid] = reading
    return result


def amount_in(reading: Reading, unit: str, pack: Pack) -> Decimal | None:
    """The reading's amount in another unit; None when the pack does not say enough."""
    amount = reading.amount or Decimal(0)
    if reading.unit == unit:
        return amount
    if (reading.unit, unit) == ("percent", "mg_per_g"):
        return percent_to_mg_per_g(amount)
    if (reading.unit, unit) == ("mg_per_g", "percent"):
        return mg_per_g_to_percent(amount)
    if reading.unit in pack and unit in pack:
        return amount * pack[reading.unit] / pack[unit]
    return None


def refuse_impossible_result(result: Result, pack: Pack) -> None:
    """Raise PotencyError if the cannabinoids outweigh the product or a total is below its part."""
    for names in (CANNABINOIDS, TOTALS):
        found = [name for name in names if name in result]
        percents = (amount_in(result[name], "percent", pack) for name in found)
        whole = sum(filter(None, percents), Decimal(0))
        if whole > HIGHEST["percent"]:
            raise PotencyError(f"{', '.join(found)}: together {plain(whole)} %, more than 100 %.")
    for name in ("thc", "cbd"):
        _refuse_total_below_part(result.get(f"total_{name}"), result.get(name), pack)


def _refuse_total_below_part(total: Reading | None, part: Reading | None, pack: Pack) -> None:
    if total is None or part is None or part.amount is None:
        return
    amount = amount_in(total, part.unit, pack)
    if amount is not None and amount < part.amount:
        raise PotencyError(
            f"{total.cannabinoid}: {plain(amount)} is less than {part.cannabinoid} alone,"
            f" {plain(part.amount)} {part.unit}."
        )


def _refuse_unknown_words(reading: Reading) -> None:
    vocabulary = (
        ("cannabinoid", reading.cannabinoid, CANNABINOIDS + TOTALS),
        ("unit", reading.unit, UNITS),
        ("detection", reading.detection, DETECTIONS),
    )
    for what, word, known in vocabulary:
        if word not in known:
            known_words = ", ".join(known)
            raise PotencyError(
                f"{reading.cannabinoid}: unknown {what} {word!r}; one of {known_words}."
            )


def _refuse_impossible_amount(reading: Reading, amount: Decimal) -> None:
    if not amount.is_finite():
        raise PotencyError(f"{reading.cannabinoid}: {amount} is not a number.")
    if amount < 0:
        raise PotencyError(f"{reading.cannabinoid}: {plain(amount)} is below zero.")
    if amount > HIGHEST[reading.unit]:
        raise PotencyError(
            f"{reading.cannabinoid}: {plain(amount)} {reading.unit} is impossible;"
            f" at most {HIGHEST[reading.unit]}."
        )
