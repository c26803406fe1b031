"""Safety panels and what a laboratory's word says of them. Pure."""

from products.importing.errors import RowRefusedError
from products.importing.layout.whole import Layout
from products.importing.reading.reader import Row

PANELS = (
    "pesticides",
    "heavy_metals",
    "microbials",
    "mycotoxins",
    "residual_solvents",
    "foreign_matter",
    "moisture",
    "vitamin_e_acetate",
)
OUTCOMES = ("pass", "fail", "not_tested")


def read_panels(row: Row, layout: Layout) -> dict[str, str]:
    """Outcome by panel, of those that the row fills; one column may speak for several.

    Raises RowRefusedError at a word that the layout does not know.
    """
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
