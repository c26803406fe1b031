from decimal import Decimal

import pytest

from tests.products.importing.material import ASSUMING, said, small_layout

PACK = """
[assume]
serving_amount = { capsule = 1 }
[[figure]]
column = "name"
formats = ["capsule"]
pattern = '(?:(?P<servings>[0-9]+)ct )?T(?P<thc_mg_per_package>[0-9]+)mg'
serving_g = { from = 0.1, to = 1.5 }
reason = "mg over the count"
"""


def mg_of(row):
    label = ("label_thc_mg_per_serving", "label_cbd_mg_per_serving")
    return tuple(row.product.get(name) for name in label)


def capsule(more=ASSUMING, **cells):
    return said(small_layout(more), form="capsule", **({"thca": "0"} | cells))


def test_figure_in_a_name_gives_mg_and_the_labs_proportion_the_other():
    row = capsule(name="Cap T10", thc="2", cbd="0.5")

    assert mg_of(row) == (Decimal(10), Decimal("2.5"))
    assert row.mg_derived is True
    assert [item.reason for item in row.findings] == [
        "10 mg THC and 2.5 mg CBD per serving, derived: T is mg"
    ]


def test_figure_that_needs_an_impossible_piece_is_not_used():
    row = capsule(name="Cap T10", thc="0.2", cbd="5")

    assert mg_of(row) == (None, None)
    assert [item.reason for item in row.findings] == [
        "by the lab's % a serving would weigh 5.00 g; not used"
    ]


def test_figure_that_the_lab_contradicts_keeps_the_batch_in_quarantine():
    row = capsule(name="Cap T5", thc="0", cbd="2.5")

    assert mg_of(row) == (None, None)
    assert row.doubt == "the text says THC, the lab result finds none"


def test_figure_of_another_format_is_not_read():
    row = said(small_layout(ASSUMING), name="Hill T34")

    assert mg_of(row) == (None, None)


def test_figure_per_package_is_shared_among_the_pieces_counted():
    row = capsule(PACK, name="Cap 20ct T100mg", thc="1", cbd="1")

    assert mg_of(row) == (Decimal(5), Decimal(5))


def test_figure_per_package_without_a_count_leaves_mg_unknown():
    row = capsule(PACK, name="Cap T100mg", thc="1", cbd="1")

    assert mg_of(row) == (None, None)
    assert [item.reason for item in row.findings] == [
        "mg per package without a count: mg per serving unknown"
    ]


GUMMY = PACK.replace("to = 1.5", "to = 10")


@pytest.mark.parametrize(
    ("name", "thc", "mg", "reason"),
    [
        ("Cap 10ct T100mg", "0.25", Decimal(10), "10 mg THC and 10 mg CBD per serving, derived:"),
        ("Cap 10ct T100mg", "2", None, "could be per piece or per package; not used"),
        ("Cap 1ct T100mg", "2", Decimal(100), "100 mg THC and 100 mg CBD per serving, derived:"),
    ],
    ids=["a piece of 4 g or 40 g", "of 0.5 g or 5 g", "one piece is the package"],
)
def test_figure_per_package_that_could_be_per_piece_is_not_used(name, thc, mg, reason):
    row = capsule(GUMMY, name=name, thc=thc, cbd=thc)

    assert mg_of(row)[0] == mg
    assert [item.reason[: len(reason)] for item in row.findings] == [reason]


@pytest.mark.parametrize("pattern", [PACK, ASSUMING])
def test_figure_that_the_lab_gives_no_percentage_to_check_is_not_used(pattern):
    row = capsule(pattern, name="Cap 10ct T100mg", thc="", thca="", cbd="1")

    assert mg_of(row) == (None, None)
    assert [item.reason for item in row.findings] == [
        "the lab gives no % of THC to check it by; not used"
    ]


def test_result_without_thc_is_0_mg_whatever_the_serving():
    row = capsule(name="Cap", thc="0", cbd="5")

    assert mg_of(row) == (Decimal(0), None)


@pytest.mark.parametrize("trace", ["<LOQ", "<0.10"])
def test_trace_of_thc_is_not_0_mg(trace):
    row = capsule(name="Cap", thc=trace, cbd="5")

    assert mg_of(row) == (None, None)


def test_no_figure_invents_no_mg():
    assert mg_of(capsule(name="Cap", thc="2")) == (None, None)


def test_pattern_that_finds_no_number_is_told_and_not_used():
    greedy = PACK.replace("[0-9]+)mg", ".+)mg")

    row = capsule(greedy, name="Cap Tenmg", thc="1")

    assert mg_of(row) == (None, None)
    assert [item.reason for item in row.findings] == [
        "the layout's pattern found 'Tenmg', no number; not used"
    ]
