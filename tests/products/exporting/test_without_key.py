"""Records without a key of the trade are exported under their slug, and come back by it."""

import pytest

from products.importing.apply import apply_plan
from products.importing.layout.file import load_layout
from products.importing.plan import make_plan
from products.importing.reading.reader import read_rows
from products.models import Product, Strain
from tests.products import make
from tests.products.exporting.files import exported, table
from tests.products.exporting.test_round_trip import TODAY, empty_the_catalogue, outcomes
from tests.products.importing.material import SOURCE

pytestmark = pytest.mark.django_db

STRAIN_CELLS = ("strain_key", "name", "plant_label", "description", "parents")


def plan(said, store, layout):
    layout = load_layout(layout)
    return make_plan(read_rows(said.encode(), layout), layout, store, TODAY)


def known_strains():
    """One without a key, which another without a key descends from, and one with a key."""
    oak = Strain.objects.create(name="Old Oak", slug="oak", plant_label="indica")
    both = Strain.objects.create(name="Both", slug="both-of-them", description="=1+1")
    tide = Strain.objects.create(name="Low Tide", slug="low-tide", source_key="7")
    both.parents.set([oak, tide])


def strain_cells(said):
    return [{name: row[name] for name in STRAIN_CELLS} for row in table(said)]


def test_strains_are_unchanged_where_they_came_from():
    known_strains()

    made = plan(exported("strains"), make.store(), "ours-strains")

    assert outcomes(made) == ({"unchanged": 3}, [])


def test_strains_fill_an_empty_catalogue_and_are_the_same_file_again():
    known_strains()
    file, store = exported("strains"), make.store()
    Strain.objects.all().delete()

    apply_plan(plan(file, store, "ours-strains"), SOURCE, by=None, at=make.NOW)

    again = exported("strains")
    by_key = sorted(strain_cells(file), key=lambda row: row["strain_key"])
    assert sorted(strain_cells(again), key=lambda row: row["strain_key"]) == by_key
    assert outcomes(plan(file, store, "ours-strains")) == ({"unchanged": 3}, [])
    assert set(Strain.objects.values_list("source_key", flat=True)) == {"oak", "both-of-them", "7"}


def test_products_are_unchanged_where_they_came_from():
    product, store = make.product(slug="pear"), make.store()
    make.batch(product, at=store, lab_result=make.lab_result(product, lot="L1"))

    made = [plan(exported(kind), store, "ours") for kind in ("products", "lab_results", "batches")]

    assert [outcomes(each) for each in made] == [({"unchanged": 1}, [])] * 3


def test_products_fill_an_empty_catalogue_under_their_slug():
    make.product(slug="pear", name="Pear Gold")
    file, store = exported("products"), make.store()
    empty_the_catalogue()

    apply_plan(plan(file, store, "ours"), SOURCE, by=None, at=make.NOW)

    assert Product.objects.values_list("registration_number", "name").get() == (
        "pear",
        "Pear Gold",
    )


def test_slug_that_is_a_strains_key_means_that_strain():
    Strain.objects.create(name="Keyless", slug="7")
    Strain.objects.create(name="Low Tide", slug="low-tide", source_key="7")

    made = plan("strain_key,name\r\n7,Low Tide\r\n", make.store(), "ours-strains")

    assert outcomes(made) == ({"unchanged": 1}, [])


def test_slug_that_is_a_products_number_means_that_product():
    for slug, key in (("a", "pear"), ("pear", ""), ("b", "b")):
        make.product(slug=slug, registration_number=key, name=f"{slug} {key}")

    made = plan("registration_number,name,format\r\npear,a pear,flower\r\n", make.store(), "ours")

    assert outcomes(made) == ({"unchanged": 1}, [])
