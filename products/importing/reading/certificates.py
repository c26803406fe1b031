"""What a row says of a laboratory's work. Pure."""

from typing import Any

from products.importing.errors import RowRefusedError
from products.importing.layout.fields import LAB_FIELDS
from products.importing.layout.whole import Layout
from products.importing.reading.cannabinoids import read_terpenes
from products.importing.reading.fields import read_fields
from products.importing.reading.panels import read_panels
from products.importing.reading.reader import Row
from products.importing.reading.rows import Coa, Finding
from products.potency import Reading


def read_coa(
    row: Row, layout: Layout, readings: list[Reading], batch_number: str
) -> tuple[Coa | None, list[Finding]]:
    """None where the row reports nothing of a laboratory, or no day and none may be assumed.

    Raises RowRefusedError where nothing names the lot.
    """
    said = read_fields(row, layout, LAB_FIELDS)
    terpenes, findings = read_terpenes(row, layout)
    panels = read_panels(row, layout)
    if not readings and not ("tested_on" in said and (panels or terpenes)):
        return None, findings
    if "tested_on" not in said and not layout.assume.tested_on_import_day:
        reason = "readings without a test date: taken in as untested"
        column = layout.columns.get("tested_on", "")
        return None, [*findings, row.flagged(column, reason)]
    coa = Coa(
        lot=_lot(said, layout, batch_number),
        tested_on=said.get("tested_on"),
        laboratory=said.get("laboratory", ""),
        certificate_number=said.get("certificate_number", ""),
        readings=tuple(readings),
        panels=panels,
        terpenes=terpenes,
    )
    return coa, findings


def _lot(said: dict[str, Any], layout: Layout, batch_number: str) -> str:
    lot: str = said.get("lot", batch_number)
    if not lot:
        column = layout.columns.get("lot", layout.columns["batch_number"])
        raise RowRefusedError(
            "is empty: readings need the lot or the batch that was tested", column=column
        )
    return lot
