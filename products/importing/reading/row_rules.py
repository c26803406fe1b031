"""What a layout's rules say of a row as a whole. Pure."""

from collections.abc import Collection
from dataclasses import replace

from products.importing.errors import RowRefusedError
from products.importing.layout.parts import CellRule
from products.importing.layout.whole import Layout
from products.importing.reading.reader import Row
from products.importing.reading.rows import Finding


def readable(row: Row, layout: Layout) -> Row:
    """The row without the layout's words for nothing.

    Raises RowRefusedError where its cells cannot be told apart or the layout skips it.
    """
    if row.fault:
        raise RowRefusedError(row.fault)
    if layout.empty:
        said = {
            column: "" if value.casefold() in layout.empty else value
            for column, value in row.cells.items()
        }
        row = replace(row, cells=said)
    for skip in layout.skips:
        if row.found(skip.column, skip.pattern):
            value = row.cells.get(skip.column, "")
            raise RowRefusedError(skip.reason, column=skip.column, value=value)
    return row


def refuse_empty(row: Row, layout: Layout, fields: Collection[str]) -> None:
    for field in fields:
        column = layout.columns[field]
        if not row.cells.get(column):
            raise RowRefusedError("is empty; every row needs it", column=column)


def doubts_of(row: Row, layout: Layout, doubt: str) -> tuple[str, tuple[Finding, ...]]:
    """Why a new batch must not be released, as one text, and each rule's finding."""
    kept = matching(row, layout.quarantines)
    reasons = dict.fromkeys(filter(None, (doubt, *(found.reason for found in kept))))
    told = (replace(found, reason=f"{found.reason}; kept in quarantine") for found in kept)
    return "; ".join(reasons), tuple(told)


def matching(row: Row, rules: Collection[CellRule]) -> list[Finding]:
    return [
        row.flagged(rule.column, rule.reason)
        for rule in rules
        if row.found(rule.column, rule.pattern)
    ]
