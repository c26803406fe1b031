"""What stands in the files, and how they are read from the database."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext

from herbology.csv_text import in_portions
from products import stock
from products.exporting.kinds import KINDS
from products.exporting.lines import lines
from products.importing.layout.file import load_layout
from products.models import CannabinoidReading, Movement, Strain
from tests.products import make
from tests.products.exporting.files import exported, only, table

pytestmark = pytest.mark.django_db

# What the import may read from other files, and our own does not need.
SAID_OTHERWISE = {"quantity_received", "quantity_allocated", "quantity_unit"}


def known_product(**facts):
    strain = Strain.objects.create(name="Pear Tree", slug="pear-tree")
    known = {
        "name": 'Pear "Gold", 10 pieces',
        "registration_number": "G-1",
        "producer": "-Orchard-",
        "strain": strain,
        "pack_amount": Decimal("40.500"),
        "pack_unit": "g",
        "servings": 10,
        "ingredients_known": True,
        "contains_alcohol": False,
        "price": Decimal("18.50"),
    }
    return make.product("gummy", **known | facts)


def test_file_is_utf_8_with_a_mark_and_the_line_ends_of_spreadsheets():
    make.store()

    text = exported("products")

    assert text.startswith("\ufeffregistration_number,name,format,")
    assert text.count("\n") == text.count("\r\n") == 1


def test_product_is_written_with_its_facts():
    product = known_product()
    product.allergen_rows.create(allergen="soy")
    product.allergen_rows.create(allergen="dairy")

    cells = only(
        "products",
        *("registration_number", "name", "format", "producer", "strain", "pack_amount"),
        *("ingredients_known", "allergens", "contains_alcohol", "price", "active"),
    )

    assert cells == [
        *("G-1", 'Pear "Gold", 10 pieces', "gummy", "'-Orchard-", "Pear Tree", "40.5"),
        *("yes", "dairy; soy", "no", "18.5", "yes"),
    ]


def test_what_is_unknown_stays_empty():
    make.product(None)

    cells = only("products", "format", "strain", "pack_amount", "allergens", "contains_alcohol")

    assert cells == ["unclassified", "", "", "", ""]


def test_no_allergens_is_said_only_where_the_ingredients_are_known():
    known_product()

    assert only("products", "allergens") == ["none"]


def test_batch_is_written_with_its_product_result_and_stock():
    product = known_product()
    result = make.lab_result(
        product, readings={"thc": "2.5"}, unit="mg_per_serving", lot="L1", terpenes={"other": 0.2}
    )
    CannabinoidReading.objects.create(
        lab_result=result, cannabinoid="cbn", unit="percent", detection="below_loq"
    )
    here = make.store(slug="elm-street")
    make.batch(
        product, at=here, lab_result=result, number="B1", package_tag="1A4", quantity="24",
        expires_on=date(2027, 1, 31), received_on=date(2026, 11, 2),
    )  # fmt: skip

    cells = only(
        "batches",
        *("registration_number", "batch_number", "expires_on", "produced_on", "received_on"),
        *("package_tag", "quantity_on_hand", "lot", "tested_on", "thc", "cbn", "cbd"),
        *("pesticides", "vitamin_e_acetate", "other_terpenes", "store", "state", "reserved"),
    )

    assert cells == [
        *("G-1", "B1", "2027-01-31", "", "2026-11-02"),
        *("1A4", "24", "L1", "2026-10-23", "2.5 mg/serving", "<LOQ %", ""),
        *("pass", "", "other: 0.2", "elm-street", "released", "0"),
    ]


def test_batch_without_a_lab_result_has_empty_cells():
    make.batch(lab_result=None)

    assert only("batches", "lot", "thc", "myrcene", "pesticides") == ["", "", "", ""]


def test_lab_result_stands_beside_its_product_without_a_batch():
    make.lab_result(known_product(), lot="L1")

    assert only("lab_results", "registration_number", "lot", "total_thc") == ["G-1", "L1", "8 %"]


def test_movement_is_written_without_the_reference(django_user_model):
    ana = django_user_model.objects.create_user("ana", first_name="Ana")
    batch = make.batch(number="B1", quantity="0")
    stock.receive(batch=batch, quantity=Decimal(3), by=ana, at=make.NOW, reference="R7K-PQX")
    movement = Movement.objects.get()

    cells = only("movements", "movement", "batch_number", "kind", "quantity", "at", "by")

    assert cells == [str(movement.pk), "B1", "receive", "3", "2026-11-22T10:00:00-05:00", "ana"]
    assert "R7K-PQX" not in exported("movements")


def test_counts_are_the_movements_of_counting():
    batch = make.batch()
    stock.count(batch=batch, expected=batch.on_hand, counted=Decimal(2), by=None, at=make.NOW)

    assert only("counts", "quantity", "expected", "counted") == ["-3", "5", "2"]


def test_strain_is_written_with_its_parents():
    pear, plum = (Strain.objects.create(name=name, slug=name) for name in ("pear", "plum"))
    both = Strain.objects.create(name="Both", slug="both", source_key="77", plant_label="hybrid")
    both.parents.set([plum, pear])

    row = table(exported("strains"))[-1]

    assert [row[it] for it in ("strain_key", "plant_label", "parents")] == [
        *("77", "hybrid", "pear; plum")
    ]


def test_one_store_is_exported_alone():
    here = make.store()
    make.batch(at=here, number="B1")
    make.batch(number="B2")

    assert [row["batch_number"] for row in table(exported("batches", here))] == ["B1"]


@pytest.mark.parametrize("kind", KINDS)
def test_no_heading_stands_twice(kind):
    headings = [column.heading for column in KINDS[kind].columns()]

    assert len(headings) == len(set(headings))


@pytest.mark.parametrize(
    ("kind", "layout"),
    [("batches", "ours"), ("strains", "ours-strains"), ("movements", "ours-ledger")],
)
def test_export_fills_every_column_that_our_layout_reads(kind, layout):
    ours = load_layout(layout)
    read = {column for field, column in ours.columns.items() if field not in SAID_OTHERWISE}
    read |= {*ours.readings.columns.values(), *ours.terpenes.values()}
    read |= {*ours.panels.columns.values()}

    assert read - {column.heading for column in KINDS[kind].columns()} == set()


# The batches of a demo: one query for the rows, and one for each kind of children.
QUERIES = {
    "products": 2,
    "batches": 4,
    "lab_results": 4,
    "strains": 2,
    "movements": 1,
    "counts": 1,
}


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("kind", "queries"), QUERIES.items())
def test_three_rows_take_as_many_queries_as_one(kind, queries, rows, django_assert_num_queries):
    for number in range(rows):
        strain = Strain.objects.create(name=f"Strain {number}", slug=f"strain-{number}")
        batch = make.batch(make.product(strain=strain), quantity="0")
        stock.count(batch=batch, expected=batch.on_hand, counted=Decimal(2), by=None, at=make.NOW)

    with django_assert_num_queries(queries):
        written = table(exported(kind))

    assert len(written) == rows


def test_rows_are_read_a_portion_at_a_time():
    for _ in range(3):
        make.batch()
    kind = KINDS["batches"]

    with CaptureQueriesContext(connection) as asked:
        written = lines(kind, kind.rows(), at_a_time=1)
        next(written), next(written)

    assert len(asked) == 4


def test_error_in_the_middle_is_not_taken_for_the_end():
    for _ in range(3):
        make.batch()
    kind = KINDS["batches"]
    written = in_portions(lines(kind, kind.rows(), at_a_time=1))

    with pytest.raises(OperationalError), connection.execute_wrapper(_fails_at(6)):
        list(written)


def _fails_at(number):
    asked = []

    def execute(run, *arguments):
        asked.append(1)
        if len(asked) == number:
            raise OperationalError("gone")
        return run(*arguments)

    return execute
