"""What the layouts for real files make of them, where those are at hand."""

from collections import Counter
from decimal import Decimal

import pytest

from products.importing.errors import RowRefusedError
from products.importing.layout.fields import STRAIN_FIELDS
from products.importing.layout.file import SHIPPED, load_layout
from products.importing.reading.classify import classify
from products.importing.reading.fields import read_fields
from products.importing.reading.reader import read_rows
from products.importing.reading.row_rules import readable, refuse_empty
from products.shelf import sellable
from tests.conftest import SHARED_DATA
from tests.products.importing.material import NOW, applied, make_store, plan

MENU = SHARED_DATA / "nj-menu-2025-06-30.csv"
STRAINS = SHARED_DATA / "strains-kushy-2017-11-14.csv"
NAMES = sorted(path.stem for path in SHIPPED.glob("*.toml"))
real = pytest.mark.skipif(
    not (MENU.is_file() and STRAINS.is_file()),
    reason=f"{SHARED_DATA} is not here; its trial files are no part of the project",
)


@pytest.mark.parametrize("name", NAMES)
def test_shipped_layout_says_what_it_was_tried_on(name):
    layout = load_layout(name)

    assert layout.name == name
    assert layout.tried_on == "untried" or "." in layout.tried_on or "our own" in layout.tried_on


def menu():
    layout = load_layout("nj-menu")
    said, refused = [], []
    for row in read_rows(MENU.read_bytes(), layout).rows:
        try:
            said.append(classify(row, layout))
        except RowRefusedError as reason:
            refused.append((row.number, reason.column, reason.value))
    return said, refused


@real
def test_menu_is_accounted_for_row_by_row():
    said, refused = menu()

    marks = Counter(mark for row in said for mark in {item.mark for item in row.findings})
    assert (len(said), marks) == (223, {"flagged": 69, "unclassified": 10})
    assert refused == [(23, "thc", "0.29mg"), (25, "thc", "0.3mg"), (48, "thc", "1.07mg")]


@real
def test_menu_says_packs_where_they_are_packs():
    said, _ = menu()

    packs = Counter((row.format_code, row.product.get("pack_amount")) for row in said)
    assert packs["flower", Decimal("3.5")] == 53
    assert packs["flower", Decimal(28)] == 2
    assert packs["gummy", None] == 32
    assert sum(row.on_hand == 25 for row in said) == 68


def test_menu_lets_nothing_be_sold():
    layout = load_layout("nj-menu")

    assert (layout.assume.released, layout.assume.expires_in_days, layout.assume.panels_passed) == (
        False,
        None,
        (),
    )


@real
@pytest.mark.matrix
@pytest.mark.django_db
def test_menu_applied_offers_nothing_and_the_second_time_changes_nothing():
    layout, store = load_layout("nj-menu"), make_store()
    rows = read_rows(MENU.read_bytes(), layout).rows

    applied(*rows, layout=layout, store=store)

    again = plan(*rows, layout=layout, store=store)
    assert (again.counts["unchanged"], again.counts["refused"]) == (223, 3)
    assert not sellable(at=NOW, store=store).exists()


@real
def test_strains_are_names_and_plant_labels_only():
    layout = load_layout("kushy-strains")
    rows = read_rows(STRAINS.read_bytes(), layout).rows
    labels, refused = Counter(), []
    for row in rows:
        try:
            refuse_empty(readable(row, layout), layout, ("strain_key", "name"))
        except RowRefusedError:
            refused.append(row.number)
        else:
            said = read_fields(row, layout, STRAIN_FIELDS)
            labels[said.get("plant_label")] += 1

    assert labels == {"hybrid": 8801, "indica": 428, "sativa": 253, None: 41}
    assert (refused, sum(bool(row.notes) for row in rows)) == ([1947], 24)


UNTRIED = {
    "metrc-packages": (
        "Tag,Item,Category,Item Strain,Quantity,Unit Of Measure,Lab Testing,Administrative Hold,Date\n"
        "1A4060300000001000000123,Blue Hill,Buds,Blue Hill,2,Ounces,TestPassed,False,04/01/2025\n"
        "1A4060300000001000000124,Blue Hill,Buds,Blue Hill,1,Ounces,NotSubmitted,False,04/01/2025\n",
        [
            ("Blue Hill", "flower", "56.699", ""),
            ("Blue Hill", "flower", "28.350", "Metrc does not say that the test was passed"),
        ],
    ),
    "wa-ccrs-inventory": (
        "SubmittedBy,Ann\nSubmittedDate,04/03/2025\nNumberRecords,1\n"
        "LicenseNumber,Strain,Area,Product,InitialQuantity,QuantityOnHand,TotalCost,IsMedical,"
        "ExternalIdentifier,CreatedBy,CreatedDate,UpdatedBy,UpdatedDate,Operation\n"
        "4135,Blue Hill,Quarantine,Blue Hill 1g,9,4,30,FALSE,L-1,Ann,04/01/2025,Ann,04/02/2025,Update\n",
        [("L-1", None, "4", "in an area that is not for sale")],
    ),
    "pos-generic": (
        "Export date: 04/03/2025\n\n"
        "SKU,Product Name,Category,Subcategory,Package ID,Qty On Hand,Allocated,Unit,Room,Unit Price\n"
        "A-1,Blue Hill,Pre-Rolls,Singles,P1,12,2,Each,Sales floor,$8.00\n"
        "A-1,Blue Hill,Pre-Rolls,Singles,P2,5,,Each,Vault,$8.00\n",
        [("A-1", "preroll", "10", ""), ("A-1", "preroll", "5", "in a room that is not for sale")],
    ),
}


@pytest.mark.parametrize("name", UNTRIED)
def test_untried_layout_reads_a_file_as_described(name):
    text, expected = UNTRIED[name]
    layout = load_layout(name)

    said = [classify(row, layout) for row in read_rows(text.encode(), layout).rows]

    assert [(row.key, row.format_code, f"{row.on_hand}", row.doubt) for row in said] == expected
