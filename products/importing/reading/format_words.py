"""How the file's words and the layout's rules decide a row's format. Pure."""

from dataclasses import dataclass
from decimal import Decimal

from products.importing.layout.parts import UNCLASSIFIED, Move
from products.importing.layout.whole import Layout
from products.importing.reading.reader import Row
from products.importing.reading.rows import UNCLASSIFIED_MARK, Finding
from products.potency import Potency

BETWEEN = " / "


@dataclass(frozen=True, slots=True)
class FormatSaid:
    """`code` is None where the words or a rule leave it open; `word` is then the file's."""

    code: str | None
    word: str = ""
    findings: tuple[Finding, ...] = ()


def read_format(row: Row, layout: Layout, potency: Potency) -> FormatSaid:
    words = [word for column in layout.format_columns if (word := row.cells.get(column))]
    word, code = BETWEEN.join(words), _decided(words, layout)
    move = next((move for move in layout.moves if _applies(move, row, code, potency)), None)
    if move is not None:
        return _moved(row, layout, move, word)
    if code is None or code == UNCLASSIFIED:
        reason = "the layout has no format for this word"
        if code:
            reason = "this word does not say how the product is taken"
        column = layout.columns["format"]
        finding = Finding(row.number, column, word, reason, UNCLASSIFIED_MARK)
        return FormatSaid(None, word, (finding,))
    return FormatSaid(code)


def _decided(words: list[str], layout: Layout) -> str | None:
    """By all the words together, else by the longest beginning that the layout knows."""
    for length in range(len(words), 0, -1):
        code = layout.formats.get(BETWEEN.join(words[:length]).casefold())
        if code is not None:
            return code
    return None


def _moved(row: Row, layout: Layout, move: Move, word: str) -> FormatSaid:
    column = move.column or layout.columns["format"]
    if move.to == UNCLASSIFIED:
        value = row.cells.get(column, "")
        finding = Finding(row.number, column, value, move.reason, UNCLASSIFIED_MARK)
        return FormatSaid(None, word, (finding,))
    told = row.flagged(column, f"taken as {move.to}: {move.reason}")
    return FormatSaid(move.to, findings=(told,))


def _applies(move: Move, row: Row, code: str | None, potency: Potency) -> bool:
    if code not in move.formats:
        return False
    if move.pattern is not None and not row.found(move.column, move.pattern):
        return False
    limit = move.above_total_thc_percent
    return limit is None or (potency.total_thc_percent or Decimal(0)) > limit
