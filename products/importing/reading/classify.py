"""One row to what it says about a product, its lab result and its stock. Pure."""

from products.importing.errors import RowRefusedError
from products.importing.layout.fields import BATCH_FIELDS, QUANTITY_FIELDS
from products.importing.layout.whole import Layout
from products.importing.reading.cannabinoids import read_readings
from products.importing.reading.certificates import read_coa
from products.importing.reading.fields import read_fields
from products.importing.reading.format_words import read_format
from products.importing.reading.product_said import read_product
from products.importing.reading.reader import Row
from products.importing.reading.row_rules import doubts_of, matching, readable, refuse_empty
from products.importing.reading.rows import Said
from products.potency import Facts, Potency, PotencyError, Reading, derive


def classify(row: Row, layout: Layout) -> Said:
    """Raises RowRefusedError where the row cannot be taken in."""
    row = readable(row, layout)
    refuse_empty(row, layout, ("product_key", "name"))
    batch = read_fields(row, layout, BATCH_FIELDS)
    number = batch.pop("batch_number", "")
    if not number:
        _refuse_batch_without_number(row, layout)
    readings, reading_flags = read_readings(row, layout)
    potency = _potency(readings)
    form = read_format(row, layout, potency)
    product = read_product(row, layout, form.code, potency)
    coa, coa_flags = read_coa(row, layout, readings, number)
    doubt, doubt_flags = doubts_of(row, layout, product.labelled.doubt)
    flags = matching(row, layout.flags)
    return Said(
        row=row.number,
        key=read_fields(row, layout, ("product_key",))["product_key"],
        format_code=form.code,
        format_word=form.word,
        product=product.fields,
        supplied=product.supplied,
        batch_number=number,
        batch=batch,
        quantity_received=product.stock.received,
        on_hand=product.stock.on_hand,
        coa=coa,
        mg_derived=bool(product.labelled.fields),
        doubt=doubt,
        findings=(
            *(*row.notes, *form.findings, *reading_flags, *coa_flags),
            *(*product.findings, *doubt_flags, *flags),
        ),
    )


def _refuse_batch_without_number(row: Row, layout: Layout) -> None:
    """A row about the product alone is allowed only where the layout says so."""
    column = layout.columns["batch_number"]
    if "batch_number" not in layout.optional:
        raise RowRefusedError("is empty; every row needs it", column=column)
    for field in (*BATCH_FIELDS, *QUANTITY_FIELDS):
        of_batch = layout.columns.get(field, "")
        if field != "quantity_unit" and row.cells.get(of_batch):
            raise RowRefusedError(f"is empty, but {of_batch} speaks of a batch", column=column)


def _potency(readings: list[Reading]) -> Potency:
    try:
        return derive(readings, Facts())
    except PotencyError as error:
        raise RowRefusedError(str(error)) from None
