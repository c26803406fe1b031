"""Words for the format, quarantine, constants, packs, and rows without a batch."""

from decimal import Decimal

import pytest

from products.importing.errors import RowRefusedError
from products.importing.layout.file import parse_layout
from products.importing.reading.rows import Coa, Finding
from products.importing.reading.within_file import FileSoFar
from tests.products.importing.material import SMALL_LAYOUT, said, small_layout, stock_layout

TWO_COLUMNS = SMALL_LAYOUT.replace('format = "form"', 'format = ["form", "kind"]').replace(
    "[formats]",
    '[formats]\n"EDIBLES" = "unclassified"\n"Edibles / Gummies" = "gummy"\n"Vapes" = "cartridge"',
)
LAYOUT = parse_layout(TWO_COLUMNS, file="two.toml")
WITHOUT_BATCH = {"batch": "", "tested": "", "thc": "", "thca": "", "cbd": ""}
RULES = """
[[quarantine]]
column = "room"
pattern = '(?i)vault'
reason = "in the vault"
[[quarantine]]
column = "test"
pattern = '^(?!Passed$)'
reason = "not passed"
[[flag]]
column = "name"
pattern = '^25'
reason = "there may be more"
"""
PACKS = """
[[figure]]
column = "name"
formats = ["flower"]
pattern = '(?P<pack_g>1/8|1/4)oz'
numbers = { "1/8" = 3.5, "1/4" = 7 }
reason = "an eighth is sold as 3.5 g"
"""


@pytest.mark.parametrize(
    ("form", "kind", "code", "word"),
    [
        ("edibles", "GUMMIES", "gummy", ""),
        ("Vapes", "Carts", "cartridge", ""),
        ("Vapes", "", "cartridge", ""),
        ("EDIBLES", "Drinks", None, "EDIBLES / Drinks"),
        ("Soap", "Bars", None, "Soap / Bars"),
        ("", "", None, ""),
    ],
)
def test_longest_beginning_of_the_words_decides_the_format(form, kind, code, word):
    row = said(LAYOUT, form=form, kind=kind)

    assert (row.format_code, row.format_word) == (code, word)


def test_rooms_and_tests_keep_a_batch_in_quarantine():
    row = said(small_layout(RULES), room="Vault 2", test="Pending")

    assert row.doubt == "in the vault; not passed"
    assert row.findings == (
        Finding(2, "room", "Vault 2", "in the vault; kept in quarantine", "flagged"),
        Finding(2, "test", "Pending", "not passed; kept in quarantine", "flagged"),
    )


def test_row_outside_the_rules_has_no_doubt():
    row = said(small_layout(RULES), room="Sales floor", test="Passed")

    assert (row.doubt, row.findings) == ("", ())


def test_flag_is_told_and_no_doubt():
    row = said(small_layout(RULES), room="Floor", test="Passed", name="25 Lights")

    assert row.doubt == ""
    assert row.findings == (Finding(2, "name", "25 Lights", "there may be more", "flagged"),)


def test_constants_are_supplied_and_not_said():
    row = said(small_layout('[constants]\nstock_unit = "each"\n'))

    assert (row.supplied, row.product) == ({"stock_unit": "each"}, {"name": "Blue Hill"})


@pytest.mark.parametrize(
    ("name", "amount", "flags"),
    [("1/8oz", "3.5", 0), ("Blue Hill 1/4oz", "7", 1)],
)
def test_pack_size_is_flagged_where_it_stands_inside_another_text(name, amount, flags):
    row = said(small_layout(PACKS), name=name)

    assert (row.product["pack_amount"], row.product["pack_unit"]) == (Decimal(amount), "g")
    assert (len(row.findings), row.mg_derived) == (flags, False)


def test_pack_size_of_its_own_column_goes_first():
    row = said(small_layout(PACKS), name="1/8oz", pack="3", pack_unit="g")

    assert row.product["pack_amount"] == Decimal(3)


def test_word_of_the_layout_stands_for_another():
    row = said(small_layout('[values.stock_unit]\n"EA" = "each"\n'), unit="ea")

    assert row.product["stock_unit"] == "each"


def test_words_for_nothing_say_nothing():
    layout = parse_layout('empty = ["NULL", "-"]\n' + SMALL_LAYOUT, file="null.toml")

    assert said(layout, maker="null", price="-").product == {"name": "Blue Hill"}


def test_row_may_be_about_the_product_alone():
    row = said(stock_layout(), **WITHOUT_BATCH)

    assert (row.batch_number, row.coa, row.batch) == ("", None, {})


def test_row_may_be_about_a_lab_result_alone():
    row = said(stock_layout(), batch="", lot="L1")

    assert (row.batch_number, row.coa.lot) == ("", "L1")


@pytest.mark.parametrize(
    ("cells", "column", "reason"),
    [
        (WITHOUT_BATCH | {"expires": "2026-01-01"}, "batch", "is empty, but expires speaks of a"),
        (WITHOUT_BATCH | {"on_hand": "3"}, "batch", "is empty, but on hand speaks of a batch"),
        (WITHOUT_BATCH | {"tag": "1A4"}, "batch", "is empty, but tag speaks of a batch"),
        ({"batch": ""}, "lot", "is empty: readings need the lot or the batch that was tested"),
    ],
)
def test_what_needs_a_batch_or_lot_is_refused_without(cells, column, reason):
    with pytest.raises(RowRefusedError) as refusal:
        said(stock_layout(), **cells)

    assert refusal.value.column == column
    assert str(refusal.value).startswith(reason)


def test_failed_panel_is_kept_without_a_single_reading():
    layout = small_layout('[panels.columns]\nmicrobials = "test"\n')

    row = said(layout, thc="", thca="", cbd="", test="fail")

    assert row.coa == Coa(lot="B1", tested_on=row.coa.tested_on, panels={"microbials": "fail"})


def test_unknown_word_of_a_panel_refuses_the_row():
    with pytest.raises(RowRefusedError, match="is none of pass, fail, not_tested"):
        said(small_layout('[panels.columns]\npesticides = "test"\n'), test="Tested")


def test_two_lab_results_of_a_product_are_no_repetition():
    file = FileSoFar()
    first, second = (said(stock_layout(), number=n, batch="", lot=f"L{n}") for n in (2, 3))

    file.refuse_contradiction(first)
    file.refuse_contradiction(second)

    with pytest.raises(RowRefusedError, match=r"the same product and lot \(S1, lot L2\) stand in"):
        file.refuse_contradiction(said(stock_layout(), number=4, batch="", lot="L2"))
