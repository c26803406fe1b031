"""A pack size that stands only in a text. Pure."""

from typing import Any

from products.importing.errors import UnreadableError
from products.importing.layout.fields import PACK_FIGURES
from products.importing.layout.parts import Figure
from products.importing.layout.whole import Layout
from products.importing.reading.field_kinds import KINDS
from products.importing.reading.reader import Row
from products.importing.reading.rows import Finding
from products.reading import plain


def read_pack(
    row: Row, layout: Layout, format_code: str | None
) -> tuple[dict[str, Any], tuple[Finding, ...]]:
    """Pack amount and unit by the first pattern that applies.

    A cell that is nothing but the size states it; found inside another text it is flagged.
    """
    for figure in layout.figures:
        group = next((name for name in PACK_FIGURES if name in figure.pattern.groups), "")
        if not group or format_code not in figure.formats:
            continue
        match = row.found(figure.column, figure.pattern)
        if match and match[group]:
            fields, told = _size(match[group], figure, PACK_FIGURES[group])
            if match[0] != match.string or not fields:
                return fields, (row.flagged(figure.column, told),)
            return fields, ()
    return {}, ()


def _size(text: str, figure: Figure, unit: str) -> tuple[dict[str, Any], str]:
    try:
        amount = figure.numbers.get(text) or KINDS["pack_amount"](text)
    except UnreadableError as reason:
        return {}, f"the layout's pattern found {text!r}: {reason}; not used"
    told = f"a pack of {plain(amount)} {unit}, derived: {figure.reason}"
    return {"pack_amount": amount, "pack_unit": unit}, told
