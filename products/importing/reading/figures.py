"""Milligrams per serving that stand in a name and not in a column. Pure.

Where the lab reports percent by weight, mg / percent is the weight that a serving would have.
That tells a figure per serving from one per package, and gives the cannabinoid that the name leaves
out. A figure that could be either is not used: it would be one tenth of the dose, or ten times.
No weight is ever invented: without a figure the milligrams stay unknown.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from regex import Match

from products.importing.errors import UnreadableError
from products.importing.layout.fields import FIGURES
from products.importing.layout.parts import Figure
from products.importing.layout.whole import Layout
from products.importing.reading.plain_values import read_decimal
from products.importing.reading.reader import Row
from products.importing.reading.rows import Finding
from products.potency import Potency, percent_to_mg_per_g
from products.reading import plain

THOUSANDTH = Decimal("0.001")
NAMES = ("thc", "cbd")
MILLIGRAMS = frozenset(FIGURES)
Percents = Mapping[str, Decimal | None]  # by weight, by name
Numbers = Mapping[str, Decimal | None]  # by group


@dataclass(frozen=True, slots=True)
class Labelled:
    """Product fields derived from texts; `doubt` says what contradicts the lab result."""

    fields: Mapping[str, Decimal] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    doubt: str = ""


def read_figures(row: Row, layout: Layout, format_code: str | None, potency: Potency) -> Labelled:
    """Label milligrams per serving from the layout's patterns, or the zero of a THC-free result."""
    labelled = Labelled()
    for figure in layout.figures:
        if format_code not in figure.formats or not MILLIGRAMS & figure.pattern.groups:
            continue
        match = row.found(figure.column, figure.pattern)
        if match:
            labelled = _from_match(row, figure, match, potency)
            break
    if not labelled.fields and not labelled.doubt and potency.thc_free:
        labelled = _without_thc(row, layout, format_code, labelled)
    return labelled


def _from_match(row: Row, figure: Figure, match: Match[str], potency: Potency) -> Labelled:
    percents = {"thc": potency.total_thc_percent, "cbd": potency.total_cbd_percent}
    mg: dict[str, Decimal] = {}
    doubt = ""
    try:
        read = _numbers(match, figure)
        mg = _mg_per_serving(read)
        doubt = _contradiction(mg, percents)
        problem = f"{doubt}; kept in quarantine" if doubt else _problem(mg, percents, figure)
        problem = problem or _ambiguity(read, percents, figure)
    except UnreadableError:
        problem = f"the layout's pattern found {match.group()!r}, no number; not used"
    if problem:
        return Labelled(findings=(row.flagged(figure.column, problem),), doubt=doubt)
    mg |= _left_out(mg, percents)
    said = " and ".join(f"{plain(mg[name])} mg {name.upper()}" for name in NAMES if name in mg)
    finding = row.flagged(figure.column, f"{said} per serving, derived: {figure.reason}")
    fields = {f"label_{name}_mg_per_serving": amount for name, amount in mg.items()}
    return Labelled(fields, (finding,))


def _contradiction(mg: Mapping[str, Decimal], percents: Percents) -> str:
    missing = [name.upper() for name in mg if mg[name] and percents[name] == 0]
    return f"the text says {missing[0]}, the lab result finds none" if missing else ""


def _problem(mg: Mapping[str, Decimal], percents: Percents, figure: Figure) -> str:
    """Why the figure cannot be used, or nothing."""
    if not mg:
        return "mg per package without a count: mg per serving unknown"
    if figure.serving_g is None:
        return ""
    unmeasured = [name.upper() for name in mg if percents[name] is None]
    if unmeasured:
        return f"the lab gives no % of {unmeasured[0]} to check it by; not used"
    grams = [weight for name in mg if (weight := _grams(mg[name], percents[name]))]
    if all(_is_plausible(weight, figure) for weight in grams):
        return ""
    weighed = ", ".join(f"{weight:.2f} g" for weight in grams)
    return f"by the lab's % a serving would weigh {weighed}; not used"


def _ambiguity(read: Numbers, percents: Percents, figure: Figure) -> str:
    """`10 pack 100 mg` may mean each piece: where that piece could be real, nobody knows."""
    for name in NAMES:
        amount = read.get(f"{name}_mg_per_package")
        weight = _grams(amount, percents[name]) if amount and read.get("servings") != 1 else None
        if weight and _is_plausible(weight, figure):
            return "could be per piece or per package; not used"
    return ""


def _is_plausible(grams: Decimal, figure: Figure) -> bool:
    return figure.serving_g is not None and figure.serving_g[0] <= grams <= figure.serving_g[1]


def _numbers(match: Match[str], figure: Figure) -> Numbers:
    """Raises UnreadableError where the pattern found something else than a number."""
    return {
        group: figure.numbers.get(text or "") or read_decimal(text or "")
        for group, text in match.groupdict().items()
        if group in MILLIGRAMS
    }


def _mg_per_serving(read: Numbers) -> dict[str, Decimal]:
    servings = read.get("servings")
    mg = {name: read.get(f"{name}_mg_per_serving") for name in NAMES}
    if servings:
        packages = {name: read.get(f"{name}_mg_per_package") for name in NAMES}
        mg |= {name: amount / servings for name, amount in packages.items() if amount is not None}
    return {name: amount.quantize(THOUSANDTH) for name, amount in mg.items() if amount is not None}


def _left_out(mg: Mapping[str, Decimal], percents: Percents) -> dict[str, Decimal]:
    """The milligrams of the cannabinoid that the text is silent about, by the lab's proportion."""
    for said, silent in (NAMES, NAMES[::-1]):
        percent_said, percent_silent = percents[said], percents[silent]
        if said in mg and silent not in mg and percent_said and percent_silent is not None:
            return {silent: (mg[said] * percent_silent / percent_said).quantize(THOUSANDTH)}
    return {}


def _grams(mg: Decimal, percent: Decimal | None) -> Decimal | None:
    return mg / percent_to_mg_per_g(percent) if percent else None


def _without_thc(row: Row, layout: Layout, format_code: str | None, labelled: Labelled) -> Labelled:
    """A serving of any size holds none of what the laboratory looked for and did not find."""
    if format_code not in layout.assume.serving_amount:
        return labelled
    reason = "0 mg THC per serving, derived: the lab result finds no THC"
    finding = row.flagged(layout.readings.columns["thc"], reason)
    zero = {"label_thc_mg_per_serving": Decimal("0.000")}
    return replace(labelled, fields=zero, findings=(*labelled.findings, finding))
