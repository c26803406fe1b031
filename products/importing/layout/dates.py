"""How a layout says that dates are written. Pure."""

import re
from datetime import UTC, datetime

from products.importing.layout.toml_table import Table

SAMPLE = datetime(2025, 4, 3, 12, tzinfo=UTC)
ISO = "%Y-%m-%d"


def read_date_patterns(top: Table) -> tuple[str, ...]:
    patterns = top.texts("date_patterns") or (ISO,)
    for pattern in patterns:
        if not _says_a_day(pattern):
            top.fail(f"{pattern!r} does not say day, month and year, each once", "date_patterns")
    return patterns


def _says_a_day(pattern: str) -> bool:
    try:
        read = datetime.strptime(SAMPLE.strftime(pattern), pattern)
    except (ValueError, re.error):  # no such code, or the same one twice
        return False
    return read.date() == SAMPLE.date()
