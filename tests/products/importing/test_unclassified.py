"""Products without a format, by the word that their file had for it."""

import pytest

from products.importing.unclassified import Word, reasons_of, unclassified_groups
from products.models import CatalogueImport, ImportedRow
from tests.products import make

pytestmark = pytest.mark.django_db

NO_FORMAT = "the layout has no format for this word"


def imported(product, word, *, layout="small", row=2, reason=NO_FORMAT):
    found = {"row": row, "column": "form", "value": word, "reason": f"Unclassified: {reason}"}
    record = CatalogueImport.objects.create(
        file_name="f.csv",
        file_sha256="0" * 64,
        layout_name=layout,
        store=make.store(),
        applied_at=make.NOW,
        counts={},
        findings=[found],
    )
    return ImportedRow.objects.create(
        catalogue_import=record, row=row, product=product, format_word=word
    )


def test_groups_are_by_layout_and_word_whatever_its_case_and_the_largest_comes_first():
    few, one, two, other = (make.product(None, name=name) for name in ("A", "C", "B", "D"))
    imported(few, "Widget")
    imported(one, "Oils")
    imported(two, "OILS")
    imported(other, "oils", layout="till")

    groups = unclassified_groups()

    assert [(group.word, group.names) for group in groups] == [
        (Word("small", "oils"), ("B", "C")),
        (Word("till", "oils"), ("D",)),
        (Word("small", "widget"), ("A",)),
    ]


def test_products_that_no_import_told_a_word_of_come_last():
    told = make.product(None, name="told")
    imported(told, "oils")
    for name in ("by hand", "by hand, too"):
        make.product(None, name=name)

    groups = unclassified_groups()

    assert [(group.word, group.names) for group in groups] == [
        (Word("small", "oils"), ("told",)),
        (Word(), ("by hand", "by hand, too")),
    ]


def test_newest_word_counts():
    product = make.product(None)
    imported(product, "oils")
    imported(product, "tinctures")

    groups = unclassified_groups()

    assert [group.word.word for group in groups] == ["tinctures"]


def test_delisted_and_classified_products_are_left_out():
    imported(make.product("cream"), "oils")
    imported(make.product(None, active=False), "oils")

    assert unclassified_groups() == []


def test_reason_is_that_of_the_newest_row_with_the_word():
    imported(make.product(None), "oils", reason="an old reason")
    imported(make.product(None), "oils", row=7)
    groups = unclassified_groups()

    assert reasons_of(groups) == {Word("small", "oils"): NO_FORMAT}
