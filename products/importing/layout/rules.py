"""The rules of a layout and what it assumes, each table to its value."""

from decimal import Decimal

from products.importing.layout.fields import FIGURES, PACK_FIGURES
from products.importing.layout.parts import UNCLASSIFIED, Assumptions, CellRule, Figure, Move
from products.importing.layout.toml_table import Table
from products.importing.reading.panels import PANELS

GROUPS = (*FIGURES, *PACK_FIGURES)
MOST_DAYS = 36_500  # a hundred years


def read_cell_rule(table: Table) -> CellRule:
    rule = CellRule(table.text("column"), table.pattern("pattern"), table.text("reason"))
    table.finish()
    return rule


def read_move(table: Table) -> Move:
    named = table.names()
    move = Move(
        formats=_formats(table),
        to=table.text("to"),
        reason=table.text("reason"),
        column=table.text("column", ""),
        pattern=table.pattern("pattern") if "pattern" in named else None,
        above_total_thc_percent=table.amount("above_total_thc_percent", most=100),
    )
    table.finish()
    if (move.pattern is None) != (not move.column):
        table.fail("column and pattern go together")
    if move.pattern is None and move.above_total_thc_percent is None:
        table.fail("needs a condition: column and pattern, or above_total_thc_percent")
    return move


def read_figure(table: Table) -> Figure:
    limits = table.table("serving_g") if "serving_g" in table.names() else None
    figure = Figure(
        column=table.text("column"),
        pattern=table.pattern("pattern"),
        formats=_formats(table),
        reason=table.text("reason"),
        serving_g=_from_to(limits) if limits else None,
        numbers=table.amounts("numbers"),
    )
    table.finish()
    _refuse_unknown_groups(set(figure.pattern.groups), table)
    return figure


def _refuse_unknown_groups(groups: set[str], table: Table) -> None:
    if not groups or not groups <= set(GROUPS):
        table.fail(f"needs named groups, of: {', '.join(GROUPS)}", "pattern")
    if len(groups & set(PACK_FIGURES)) > 1:
        table.fail("a pack has one size: name one pack group", "pattern")


def read_assumptions(table: Table) -> Assumptions:
    parts = table.table("divides_into")
    assume = Assumptions(
        released=table.truth("released", default=False),
        quantity=table.amount("quantity"),
        expires_in_days=table.whole("expires_in_days", 0, most=MOST_DAYS) or None,
        tested_on_import_day=table.truth("tested_on_import_day", default=False),
        panels_passed=table.texts("panels_passed", PANELS),
        serving_amount=table.amounts("serving_amount", most=99_999),
        divides_into={code: parts.whole(code) for code in parts.names()},
    )
    table.finish()
    if set(assume.divides_into.values()) - {1, 2, 4}:
        table.fail("a piece is divided into 1, 2 or 4", "divides_into")
    return assume


def _from_to(table: Table) -> tuple[Decimal, Decimal]:
    low, high = table.amount("from"), table.amount("to")
    table.finish()
    if low is None or high is None or low > high:
        table.fail("needs from and to, in grams, the smaller first")
    return low, high


def _formats(table: Table) -> frozenset[str]:
    formats = frozenset(table.texts("formats"))
    if not formats or UNCLASSIFIED in formats:
        table.fail("name the format codes it is about", "formats")
    return formats
