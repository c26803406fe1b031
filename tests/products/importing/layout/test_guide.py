"""docs/layouts.md: its examples load, and it names every key that a layout may have."""

import re
from pathlib import Path

import pytest

from products.importing.layout.fields import FIELDS, FIGURES, PACK_FIGURES
from products.importing.layout.file import SHIPPED, parse_layout
from products.importing.reading.panels import PANELS
from products.reading import CANNABINOIDS, TOTALS, UNITS

GUIDE = (Path(__file__).parents[4] / "docs" / "layouts.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL)
NEEDED = """
name = "guide"
title = "Guide"
tried_on = "untried"
[columns]
product_key = "k"
name = "n"
format = "f"
batch_number = "b"
"""
FIELD_NAMES = {name for names in FIELDS.values() for name in names}
WORDS = (*FIELD_NAMES, *FIGURES, *PACK_FIGURES, *PANELS, *CANNABINOIDS, *TOTALS, *UNITS)


@pytest.mark.parametrize("example", EXAMPLES)
def test_example_of_the_guide_loads(example):
    whole = example if "[columns]" in example else NEEDED + example

    assert parse_layout(whole, file="guide.toml").tried_on == "untried"


def test_guide_names_every_word_and_every_shipped_layout():
    shipped = (path.stem for path in SHIPPED.glob("*.toml"))

    assert [word for word in (*WORDS, *shipped) if f"`{word}`" not in GUIDE] == []
