"""What an export says, as a spreadsheet would show it."""

import csv
import io

from products.exporting.kinds import KINDS
from products.exporting.lines import lines


def exported(kind, store=None):
    """The file's text."""
    kind = KINDS[kind]
    return "".join(lines(kind, kind.rows(store)))


def table(text):
    """A dictionary for each row, by heading."""
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def only(kind, *headings):
    """Those cells of the only row."""
    (row,) = table(exported(kind))
    return [row[heading] for heading in headings]
