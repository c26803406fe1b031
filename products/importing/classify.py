"""One row to what it says about a product, its lab result and its stock. Pure."""

from decimal import Decimal
from typing import Any

from products.importing.cannabinoids import read_readings, read_terpenes
from products.importing.errors import RowRefusedError
from products.importing.fields import read_fields
from products.importing.figures import read_figures
from products.importing.layout import (
    BATCH_FIELDS,
    LAB_FIELDS,
    PRODUCT_FIELDS,
    UNCLASSIFIED,
    Layout,
    Move,
)
from products.importing.reader import Row
from products.importing.rows import FLAGGED, UNCLASSIFIED_MARK, Coa, Finding, Said
from products.potency import Facts, Potency, PotencyError, Reading, derive


def classify(row: Row, layout: Layout) -> Said:
    """Raises RowRefusedError where the row cannot be taken in."""
    _refuse_skipped(row, layout)
    _refuse_empty(row, layout)
    product = read_fields(row, layout, PRODUCT_FIELDS)
    batch = read_fields(row, layout, BATCH_FIELDS)
    number = batch.pop("batch_number")
    readings, flags = read_readings(row, layout)
    potency = _potency(readings)
    format_code, moved = _format(row, layout, potency)
    labelled = read_figures(row, layout, format_code, potency)
    coa, aroma_flags = _coa(row, layout, readings, number)
    return Said(
        row=row.number,
        key=read_fields(row, layout, ("product_key",))["product_key"],
        format_code=format_code,
        product=dict(labelled.fields) | product,
        supplied=_supplied(layout, format_code),
        batch_number=number,
        quantity_received=batch.pop("quantity_received", None),
        batch=batch,
        coa=coa,
        mg_derived=bool(labelled.fields),
        doubt=labelled.doubt,
        findings=(*moved, *flags, *aroma_flags, *labelled.findings),
    )


def _refuse_skipped(row: Row, layout: Layout) -> None:
    if row.fault:
        raise RowRefusedError(row.fault)
    for skip in layout.skips:
        value = row.cells.get(skip.column, "")
        if skip.pattern.search(value):
            raise RowRefusedError(skip.reason, column=skip.column, value=value)


def _refuse_empty(row: Row, layout: Layout) -> None:
    for field in ("product_key", "name", "batch_number"):
        column = layout.columns[field]
        if not row.cells.get(column):
            raise RowRefusedError("is empty; every row needs it", column=column)


def _potency(readings: list[Reading]) -> Potency:
    try:
        return derive(readings, Facts())
    except PotencyError as error:
        raise RowRefusedError(str(error)) from None


def _format(row: Row, layout: Layout, potency: Potency) -> tuple[str | None, list[Finding]]:
    """The format's code, or None where the file's word or a rule of the layout leaves it open."""
    column = layout.columns["format"]
    word = row.cells.get(column, "")
    code = layout.formats.get(word.casefold())
    move = next((move for move in layout.moves if _applies(move, row, code, potency)), None)
    if move is not None:
        moved_by, mark = move.column or column, FLAGGED
        if move.to == UNCLASSIFIED:
            mark = UNCLASSIFIED_MARK
        reason = move.reason if mark != FLAGGED else f"taken as {move.to}: {move.reason}"
        finding = Finding(row.number, moved_by, row.cells.get(moved_by, ""), reason, mark)
        return (None if move.to == UNCLASSIFIED else move.to), [finding]
    if code is None or code == UNCLASSIFIED:
        reason = "the layout has no format for this word"
        if code:
            reason = "this word does not say how the product is taken"
        return None, [Finding(row.number, column, word, reason, UNCLASSIFIED_MARK)]
    return code, []


def _applies(move: Move, row: Row, code: str | None, potency: Potency) -> bool:
    if code not in move.formats:
        return False
    if move.pattern is not None and not move.pattern.search(row.cells.get(move.column, "")):
        return False
    limit = move.above_total_thc_percent
    return limit is None or (potency.total_thc_percent or Decimal(0)) > limit


def _supplied(layout: Layout, format_code: str | None) -> dict[str, Any]:
    assume, code = layout.assume, format_code or ""
    supplied = {
        "serving_amount": assume.serving_amount.get(code),
        "divides_into": assume.divides_into.get(code),
    }
    return {name: value for name, value in supplied.items() if value is not None}


def _coa(
    row: Row, layout: Layout, readings: list[Reading], batch_number: str
) -> tuple[Coa | None, list[Finding]]:
    """None where the row reports nothing measured, or no day and none may be assumed."""
    said = read_fields(row, layout, LAB_FIELDS)
    terpenes, findings = read_terpenes(row, layout)
    if not readings:
        return None, findings
    tested_on = said.get("tested_on")
    if tested_on is None and not layout.assume.tested_on_import_day:
        reason = "readings without a test date: taken in as untested"
        column = layout.columns.get("tested_on", "")
        return None, [*findings, Finding(row.number, column, "", reason, FLAGGED)]
    coa = Coa(
        lot=said.get("lot", batch_number),
        tested_on=tested_on,
        laboratory=said.get("laboratory", ""),
        certificate_number=said.get("certificate_number", ""),
        readings=tuple(readings),
        panels=_panels(row, layout),
        terpenes=terpenes,
    )
    return coa, findings


def _panels(row: Row, layout: Layout) -> dict[str, str]:
    panels: dict[str, str] = {}
    for panel, column in layout.panels.columns.items():
        word = row.cells.get(column, "")
        if not word:
            continue
        outcome = layout.panels.outcomes.get(word.casefold())
        if outcome is None:
            known = ", ".join(layout.panels.outcomes)
            raise RowRefusedError(f"is none of {known}", column=column, value=word)
        panels[panel] = outcome
    return panels
