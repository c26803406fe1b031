"""Files of strains taken back, and applied again."""

import pytest

from products.importing.undo.whole import undo_import
from products.models import Product, Strain
from tests.products.importing.material import LATER, applied, plan, refusal_of_undo
from tests.products.importing.strains.rows import BLUE, LAYOUT, known, parents_of, strain

pytestmark = pytest.mark.django_db


def test_undo_restores_fields_and_parents_and_delists_what_was_made(store):
    applied(
        BLUE,
        strain(3, "8", "Low Tide"),
        strain(4, "9", "Child", parents="Low Tide"),
        layout=LAYOUT,
        store=store,
    )
    rows = [strain(2, "10", "New"), strain(3, "9", "Childe", parents="New; Blue Hill")]
    record = applied(*rows, layout=LAYOUT, store=store)
    changed = parents_of("Childe")

    undo_import(record.pk, by=None, at=LATER)

    assert (changed, parents_of("Child")) == (["Blue Hill", "New"], ["Low Tide"])
    assert list(Strain.objects.filter(active=False).values_list("name", flat=True)) == ["New"]


def test_applying_again_after_an_undo_revives(store):
    undo_import(applied(BLUE, layout=LAYOUT, store=store).pk, by=None, at=LATER)

    again = applied(BLUE, layout=LAYOUT, store=store, at=LATER)

    assert (again.counts["changed"], Strain.objects.get().active) == (1, True)
    undo_import(again.pk, by=None, at=LATER)
    assert Strain.objects.get().active is False


def test_strain_that_staff_delisted_is_not_listed_again(store):
    applied(BLUE, layout=LAYOUT, store=store)
    Strain.objects.update(active=False)

    assert plan(BLUE, layout=LAYOUT, store=store).counts["unchanged"] == 1


WHAT_TO_DO = " Choose another strain there first, or correct this import's strains by hand instead."


def test_undo_is_refused_where_a_product_is_of_a_made_strain(store):
    record = applied(BLUE, layout=LAYOUT, store=store)
    Product.objects.create(name="Jar", slug="jar", strain=Strain.objects.get())

    refusal = refusal_of_undo(record)

    named = "Nothing was undone: strain Blue Hill (row 2) is the strain of Jar."
    assert refusal == named + WHAT_TO_DO


def test_undo_is_refused_where_a_strain_of_staff_descends_from_a_made_one(store):
    record = applied(BLUE, layout=LAYOUT, store=store)
    known("Ours").parents.add(Strain.objects.get(name="Blue Hill"))

    refusal = refusal_of_undo(record)

    assert refusal == (
        "Nothing was undone: strain Blue Hill (row 2) is a parent of Ours." + WHAT_TO_DO
    )


def test_undo_is_refused_where_the_old_name_belongs_to_another_by_now(store):
    applied(BLUE, layout=LAYOUT, store=store)
    record = applied(strain(2, "7", "Bluer Hill"), layout=LAYOUT, store=store)
    known("Blue Hill")

    refusal = refusal_of_undo(record)

    assert refusal.partition(". ")[0] == (
        "Nothing was undone: a name or a package tag that it would give back belongs to something"
        " else by now"
    )
    assert Strain.objects.get(source_key="7").name == "Bluer Hill"
