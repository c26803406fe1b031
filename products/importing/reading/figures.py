"""Milligrams per serving that stand in a name and not in a column. Pure.

Where the lab reports percent by weight, mg / percent is the weight that a serving would have.
That tells a figure per serving from one per package, and gives the cannabinoid that the name leaves
out. No weight is ever invented: without a figure the milligrams stay unknown.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from re import Match

from products.importing.errors import UnreadableError
from products.importing.layout.fields import FIGURES
from products.importing.layout.parts import Figure
from products.importing.layout.whole import Layout
from products.importing.reading.plain_values import read_decimal
from products.importing.reading.reader import Row
from products.importing.reading.rows import FLAGGED, Finding
from products.importing.reading.values import plain
from products.potency import Potency, percent_to_mg_per_g

THOUSANDTH = Decimal("0.001")
NAMES = ("thc", "cbd")
MILLIGRAMS = frozenset(FIGURES)
Percents = Mapping[str, Decimal | None]  # by weight, by name


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
        if format_code not in figure.formats or not MILLIGRAMS & figure.pattern.groupindex.keys():
            continue
        match = figure.pattern.search(row.cells.get(figure.column, ""))
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
        mg = _mg_per_serving(match, figure)
        doubt = _contradiction(mg, percents)
        problem = f"{doubt}; kept in quarantine" if doubt else _problem(mg, percents, figure)
    except UnreadableError:
        problem = f"the layout's pattern found {match.group()!r}, no number; not used"
    if problem:
        return Labelled(findings=(_flag(row, figure.column, problem),), doubt=doubt)
    mg |= _left_out(mg, percents)
    said = " and ".join(f"{plain(mg[name])} mg {name.upper()}" for name in NAMES if name in mg)
    finding = _flag(row, figure.column, f"{said} per serving, derived: {figure.reason}")
    fields = {f"label_{name}_mg_per_serving": amount for name, amount in mg.items()}
    return Labelled(fields, (finding,))


def _flag(row: Row, column: str, reason: str) -> Finding:
    return Finding(row.number, column, row.cells[column], reason, FLAGGED)


def _contradiction(mg: Mapping[str, Decimal], percents: Percents) -> str:
    missing = [name.upper() for name in mg if mg[name] and percents[name] == 0]
    return f"the text says {missing[0]}, the lab result finds none" if missing else ""


def _problem(mg: Mapping[str, Decimal], percents: Percents, figure: Figure) -> str:
    """Why the figure cannot be used, or nothing."""
    if not mg:
        return "mg per package without a count: mg per serving unknown"
    grams = [_grams(mg[name], percent) for name in mg if (percent := percents[name])]
    from_to = figure.serving_g
    if from_to is None or all(from_to[0] <= weight <= from_to[1] for weight in grams if weight):
        return ""
    weighed = ", ".join(f"{weight:.2f} g" for weight in grams)
    return f"by the lab's % a serving would weigh {weighed}; not used"


def _mg_per_serving(match: Match[str], figure: Figure) -> dict[str, Decimal]:
    """Raises UnreadableError where the pattern found something else than a number."""
    read = {
        group: figure.numbers.get(text or "") or read_decimal(text or "")
        for group, text in match.groupdict().items()
        if group in MILLIGRAMS
    }
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


def _grams(mg: Decimal, percent: Decimal) -> Decimal:
    return mg / percent_to_mg_per_g(percent)


def _without_thc(row: Row, layout: Layout, format_code: str | None, labelled: Labelled) -> Labelled:
    """A serving of any size holds none of what the laboratory looked for and did not find."""
    if format_code not in layout.assume.serving_amount:
        return labelled
    reason = "0 mg THC per serving, derived: the lab result finds no THC"
    finding = _flag(row, layout.readings.columns["thc"], reason)
    zero = {"label_thc_mg_per_serving": Decimal("0.000")}
    return replace(labelled, fields=zero, findings=(*labelled.findings, finding))
