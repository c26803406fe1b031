"""Routes, chemotypes, and what a lab result means for one serving of a product.

Pure. Amounts are Decimals and nothing is rounded here. Total percentages are by weight and say
nothing across formats: a pack of strong gummies reads 0.1 %, mild flower 10 %.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from products.reading import (
    UNITS,
    Pack,
    PotencyError,
    Reading,
    Result,
    amount_in,
    by_cannabinoid,
    mg_per_g_to_percent,
    percent_to_mg_per_g,
    refuse_impossible_result,
)

__all__ = [
    "CHEMOTYPES",
    "CHEMOTYPE_CUTOFFS",
    "DOSED",
    "INHALED",
    "ROUTES",
    "SWALLOWED",
    "SYSTEMIC",
    "Bounds",
    "Facts",
    "Potency",
    "PotencyError",
    "Reading",
    "chemotype",
    "derive",
    "mg_per_g_to_percent",
    "percent_to_mg_per_g",
    "thc_free",
]

ROUTES = ("smoked", "vaporized", "edible", "oral_tincture", "topical", "transdermal_patch")
INHALED = frozenset({"smoked", "vaporized"})
SWALLOWED = frozenset({"edible", "oral_tincture"})
SYSTEMIC = frozenset(ROUTES) - {"topical"}
# Of smoke and of a cream an unknown part is taken up: only these have a dose in milligrams.
DOSED = SWALLOWED | {"transdermal_patch"}

CHEMOTYPES = ("I", "II", "III")
# THC:CBD from, to; II holds both its ends.
CHEMOTYPE_CUTOFFS = {
    "I": (Decimal(5), None),
    "II": (Decimal("0.2"), Decimal(5)),
    "III": (Decimal(0), Decimal("0.2")),
}

# What heat leaves of an acid that loses its carboxyl group: 314.46 / 358.47 g/mol.
DECARBOXYLATED = Decimal("0.877")


@dataclass(frozen=True, slots=True)
class Facts:
    """What turns a concentration into milligrams; None where the product does not say.

    `pack_unit` is g, ml or each. `serving_amount` and `smallest_measurable_amount` are in
    `measure_unit`: piece, ml, spray, gram or inhalation.
    """

    routes: tuple[str, ...] = ()
    pack_amount: Decimal | None = None
    pack_unit: str = ""
    servings: Decimal | None = None
    measure_unit: str = ""
    serving_amount: Decimal | None = None
    smallest_measurable_amount: Decimal | None = None
    label_thc_mg_per_serving: Decimal | None = None
    label_cbd_mg_per_serving: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Potency:
    """What is known; None is unknown, never nothing."""

    total_thc_percent: Decimal | None = None
    total_cbd_percent: Decimal | None = None
    thc_mg_per_serving: Decimal | None = None
    cbd_mg_per_serving: Decimal | None = None
    smallest_thc_mg: Decimal | None = None
    smallest_cbd_mg: Decimal | None = None
    chemotype: str | None = None
    thc_free: bool = False


@dataclass(frozen=True, slots=True)
class Bounds:
    """What is plausible for a format; None sets no bound, and an unknown amount breaks none."""

    min_total_thc_percent: Decimal | None = None
    max_total_thc_percent: Decimal | None = None
    max_thc_mg_per_serving: Decimal | None = None

    def hold(self, potency: Potency) -> bool:
        percent, mg = potency.total_thc_percent, potency.thc_mg_per_serving
        return not (
            _less(percent, self.min_total_thc_percent)
            or _less(self.max_total_thc_percent, percent)
            or _less(self.max_thc_mg_per_serving, mg)
        )


def derive(readings: Iterable[Reading], facts: Facts) -> Potency:
    """What the readings and the product's facts say together.

    Milligrams per serving come from the COA, else from the label. Where both give THC the larger
    counts: too little on paper is the dangerous error. Inhaled products and creams have none.
    Raises PotencyError, naming the reading, when the result cannot be true of this product.
    """
    result = by_cannabinoid(readings)
    pack = _pack_in_units(facts)
    refuse_impossible_result(result, pack)
    thc_mg, cbd_mg = _mg_per_serving(result, facts, pack)
    return Potency(
        total_thc_percent=_total(result, "thc", "percent", pack),
        total_cbd_percent=_total(result, "cbd", "percent", pack),
        thc_mg_per_serving=thc_mg,
        cbd_mg_per_serving=cbd_mg,
        smallest_thc_mg=_in_smallest_amount(thc_mg, facts),
        smallest_cbd_mg=_in_smallest_amount(cbd_mg, facts),
        chemotype=_strictest(
            _chemotype_by_coa(result, pack), _chemotype_by_label(facts, thc_mg, cbd_mg)
        ),
        thc_free=thc_free(result.values()) and not facts.label_thc_mg_per_serving,
    )


def chemotype(total_thc: Decimal | None, total_cbd: Decimal | None) -> str | None:
    """The class of THC:CBD, both in one unit; None when it is unknown or there is neither.

    Unreported CBD counts as none, which gives the strictest class; unreported THC is unknown.
    """
    if total_thc is None or not (total_thc or total_cbd):
        return None
    cbd = total_cbd or Decimal(0)
    lowest, highest = CHEMOTYPE_CUTOFFS["II"]
    if highest is not None and total_thc > highest * cbd:
        return "I"
    return "III" if total_thc < lowest * cbd else "II"


def thc_free(readings: Iterable[Reading]) -> bool:
    """Whether a COA that finds some cannabinoid looked for THC and THCA and found neither.

    Below the limit of quantification is a trace, not an absence: such a product is not THC-free.
    """
    result = by_cannabinoid(readings)
    looked_for = {"thc", "thca"} <= result.keys()
    thc_found = any(result[name].found for name in ("thc", "thca", "total_thc") if name in result)
    return looked_for and not thc_found and any(reading.amount for reading in result.values())


def _less(amount: Decimal | None, limit: Decimal | None) -> bool:
    return amount is not None and limit is not None and amount < limit


def _pack_in_units(facts: Facts) -> Pack:
    """How many of each unit one pack comes to: a 40 g pack of 10 gummies is 40 g, 10 servings."""
    pack = {"mg_per_package": Decimal(1)}
    amount = facts.pack_amount
    if amount and facts.pack_unit == "g":
        pack |= {"mg_per_g": amount, "percent": percent_to_mg_per_g(amount)}
    if amount and facts.pack_unit == "ml":
        pack["mg_per_ml"] = amount
    servings = facts.servings or _servings_by_amount(facts)
    return pack | {"mg_per_serving": servings} if servings else pack


def _servings_by_amount(facts: Facts) -> Decimal | None:
    counted_alike = {"g": "gram", "ml": "ml", "each": "piece"}
    if facts.pack_amount is None or not facts.serving_amount:
        return None
    if counted_alike.get(facts.pack_unit) != facts.measure_unit:
        return None
    return facts.pack_amount / facts.serving_amount


def _total(result: Result, name: str, unit: str, pack: Pack) -> Decimal | None:
    """Total THC or CBD in `unit`: the lab's own total, else the neutral form + 0.877 x its acid."""
    reported, neutral, acid = (result.get(code) for code in (f"total_{name}", name, f"{name}a"))
    if reported:
        return amount_in(reported, unit, pack)
    if neutral is None:
        return None
    amount = amount_in(neutral, unit, pack)
    acid_amount = amount_in(acid, unit, pack) if acid else Decimal(0)
    if amount is None or acid_amount is None:
        return None
    return amount + DECARBOXYLATED * acid_amount


def _chemotype_by_coa(result: Result, pack: Pack) -> str | None:
    """By the first unit that gives both totals, the COA's own before converted ones."""
    units = dict.fromkeys([reading.unit for reading in result.values()] + list(UNITS))
    totals = [
        (_total(result, "thc", unit, pack), _total(result, "cbd", unit, pack)) for unit in units
    ]
    both_known = [(thc, cbd) for thc, cbd in totals if thc is not None and cbd is not None]
    thc_known = [(thc, cbd) for thc, cbd in totals if thc is not None]
    return next((chemotype(thc, cbd) for thc, cbd in both_known or thc_known), None)


def _chemotype_by_label(facts: Facts, thc_mg: Decimal | None, cbd_mg: Decimal | None) -> str | None:
    on_label = (facts.label_thc_mg_per_serving, facts.label_cbd_mg_per_serving)
    return chemotype(thc_mg, cbd_mg) if None not in on_label else None


def _strictest(*classes: str | None) -> str | None:
    return min((name for name in classes if name), key=CHEMOTYPES.index, default=None)


def _mg_per_serving(
    result: Result, facts: Facts, pack: Pack
) -> tuple[Decimal | None, Decimal | None]:
    if not DOSED & set(facts.routes):
        return None, None
    thc, cbd = (_total(result, name, "mg_per_serving", pack) for name in ("thc", "cbd"))
    known_thc = [mg for mg in (thc, facts.label_thc_mg_per_serving) if mg is not None]
    return max(known_thc, default=None), facts.label_cbd_mg_per_serving if cbd is None else cbd


def _in_smallest_amount(mg_per_serving: Decimal | None, facts: Facts) -> Decimal | None:
    smallest = facts.smallest_measurable_amount
    if mg_per_serving is None or smallest is None or not facts.serving_amount:
        return None
    return mg_per_serving * smallest / facts.serving_amount
