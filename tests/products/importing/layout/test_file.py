import pytest

from products.importing.errors import LayoutError
from products.importing.layout.file import load_layout, parse_layout
from products.importing.layout.parts import FileShape
from tests.products.importing.material import DIRTY_TOML, SMALL_LAYOUT, refusal_of_layout


def test_layout_loads_by_path():
    assert load_layout(str(DIRTY_TOML)).file == FileShape(preamble_lines=2)


def test_unknown_layout_is_refused_with_the_shipped_ones():
    with pytest.raises(LayoutError) as refusal:
        load_layout("nowhere")

    assert str(refusal.value) == (
        "There is no layout 'nowhere'. Shipped: ct-registry, kushy-strains, metrc-packages,"
        " nj-menu, ours, ours-ledger, ours-strains, pos-generic, wa-ccrs-inventory;"
        " or give a TOML file's path."
    )


def test_optional_columns_are_read_and_not_needed():
    layout = parse_layout(SMALL_LAYOUT, file="small.toml")

    assert layout.needed_columns == ("sku", "name", "form", "batch", "tested", "thc", "thca", "cbd")
    assert set(layout.read_columns) - set(layout.needed_columns) == {
        *("maker", "price", "strain", "unit", "pack", "pack unit", "allergens", "lot"),
        *("received", "expires"),
    }


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('name = "small"', 'nam = "small"', "mine.toml: name: is missing"),
        ('title = "Small"', "title = 3", "mine.toml: title: is not text"),
        ('name = "small"', "name = ", "mine.toml: is not valid TOML: Invalid value (at line 2"),
        (
            'producer = "maker"',
            'maker = "maker"',
            "mine.toml: columns: unknown 'maker'; one of product_key, format",
        ),
        ('thc = "thc"', 'thx = "thc"', "mine.toml: readings.columns: unknown 'thx'; one of thc"),
        ('batch_number = "batch"\n', "", "mine.toml: columns: must name the column of batch_num"),
        (
            'unit = "percent"',
            'unit = "mg"',
            "mine.toml: readings.unit: unknown unit 'mg'; one of perc",
        ),
        (
            'unit = "percent"\n',
            "",
            "mine.toml: readings: thc has no unit: give unit, unit_column or unit_of",
        ),
        (
            "[formats]",
            "[file]\npreamble = 2\n[formats]",
            "mine.toml: file.preamble: unknown key",
        ),
        (
            "[formats]",
            '[file]\nencoding = "klingon"\n[formats]',
            "mine.toml: file.encoding: Python knows no encoding 'klingon'",
        ),
    ],
)
def test_broken_layout_is_refused_by_file_key_and_reason(old, new, reason):
    refusal = refusal_of_layout(SMALL_LAYOUT.replace(old, new, 1))

    assert refusal[: len(reason)] == reason


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        (
            '[[move]]\nformats = ["cream"]\nto = "unclassified"\nreason = "so"\n',
            "mine.toml: move[1]: needs a condition: column and pattern, or above_total_thc_percent",
        ),
        (
            '[[skip]]\ncolumn = "form"\npattern = "("\nreason = "so"\n',
            "mine.toml: skip[1].pattern: is not a regular expression",
        ),
        (
            '[[figure]]\ncolumn = "name"\npattern = "T(.*)"\nformats = ["capsule"]\nreason = "so"\n',
            "mine.toml: figure[1].pattern: needs named groups, of: thc_mg_per_serving",
        ),
        (
            '[assume]\npanels_passed = ["magic"]\n',
            "mine.toml: assume.panels_passed: unknown 'magic'; one of pesticides",
        ),
        ("[assume]\nquantity = -1\n", "mine.toml: assume.quantity: is not a number above zero"),
        ("[assume]\ndivides_into = { gummy = 3 }\n", "mine.toml: assume.divides_into: a piece is"),
    ],
)
def test_broken_rule_is_refused_by_file_key_and_reason(more, reason):
    refusal = refusal_of_layout(SMALL_LAYOUT + more)

    assert refusal[: len(reason)] == reason
