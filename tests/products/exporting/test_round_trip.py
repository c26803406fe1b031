"""What is exported comes back by our own layouts as it was."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis.extra.django import TestCase

from herbology.csv_text import text
from products import stock
from products.importing.apply import apply_plan
from products.importing.layout.fields import LEDGER_FIELDS, STRAIN_FIELDS
from products.importing.layout.file import load_layout
from products.importing.plan import make_plan
from products.importing.reading.fields import read_fields
from products.importing.reading.reader import read_rows
from products.models import Batch, LabResult, Movement, Product, Strain
from tests.products import make
from tests.products.exporting.catalogues import catalogues, make_catalogue, words
from tests.products.exporting.files import exported, table
from tests.products.importing.material import SOURCE

LAYOUT = load_layout("ours")
TODAY = date(2026, 11, 22)
KINDS = ("products", "lab_results", "batches")
# Beside the file for staff; an import does not read them.
NOT_READ = ("slug", "active", "state", "state_reason", "assumed")
# Each example writes a whole catalogue, so there are fewer of them.
SOME = settings.default.max_examples // 3


def read(said, layout=LAYOUT):
    return read_rows(said.encode(), layout).rows


def plan(said, store):
    return make_plan(read_rows(said.encode(), LAYOUT), LAYOUT, store, TODAY)


def outcomes(made):
    """How many rows there are of each outcome, and why they were not left alone."""
    counted = {name: made.counts[name] for name in ("created", "changed", "unchanged", "refused")}
    told = [finding for finding in made.findings if finding.mark in {"changed", "refused"}]
    return {name: number for name, number in counted.items() if number}, told


def empty_the_catalogue():
    Movement.objects.all()._raw_delete(Movement.objects.db)  # they refuse any other way
    for model in (Batch, LabResult, Product):
        model.objects.all().delete()


def as_imported(said):
    return [{name: row[name] for name in row if name not in NOT_READ} for row in table(said)]


@given(said=words(30))
@example(said="=1+1")
@example(said="''@x")
@example(said="'\tx")
@example(said='two\r\nlines, "quoted" \u00a0 and\u200dmore')
def test_any_text_is_read_as_it_was(said):
    file = io.StringIO()
    csv.writer(file).writerows([["registration_number", "name", "format"], ["K", text(said), ""]])

    (row,) = read(file.getvalue())

    assert row.cells["name"] == said


@pytest.mark.once
@pytest.mark.matrix
class RoundTrip(TestCase):
    @settings(max_examples=SOME)
    @given(said=catalogues())
    def test_export_changes_nothing_where_it_came_from_and_fills_an_empty_catalogue(self, said):
        store = make.store()
        make_catalogue(said, store)
        files = [exported(kind) for kind in KINDS]

        found = [outcomes(plan(file, store)) for file in files]
        empty_the_catalogue()
        for file in files:
            apply_plan(plan(file, store), SOURCE, by=None, at=make.NOW)

        assert found == [({"unchanged": 2}, []), ({"unchanged": 1}, []), ({"unchanged": 3}, [])]
        assert [as_imported(exported(kind)) for kind in KINDS] == [*map(as_imported, files)]


@pytest.mark.django_db
def test_ledger_is_read_as_it_was_written(django_user_model):
    ana = django_user_model.objects.create_user("ana")
    batch = make.batch(make.product(registration_number="K"), number="B1", quantity="0")
    batch.product.refresh_from_db()
    at = make.NOW.replace(microsecond=123)
    movement = stock.count(
        batch=batch, expected=batch.on_hand, counted=Decimal(2), by=ana, at=at, reason="-shelf 2"
    )
    layout = load_layout("ours-ledger")

    (row,) = read(exported("counts"), layout)

    assert read_fields(row, layout, LEDGER_FIELDS) == {
        "movement": str(movement.pk),
        "product_key": "K",
        "batch_number": "B1",
        "kind": "count",
        "quantity": Decimal(2),
        "counted": Decimal(2),
        "at": at,
        "by": "ana",
        "note": "-shelf 2",
    }


@pytest.mark.django_db
def test_strains_are_read_as_they_were_written():
    pear, plum = (Strain.objects.create(name=name, slug=name) for name in ("pear", "plum"))
    both = Strain.objects.create(
        name="+Both", slug="both", source_key="7", plant_label="sativa", description="a\r\nb"
    )
    both.parents.set([plum, pear])
    layout = load_layout("ours-strains")

    row = read(exported("strains"), layout)[-1]

    assert read_fields(row, layout, STRAIN_FIELDS) == {
        "strain_key": "7",
        "name": "+Both",
        "plant_label": "sativa",
        "description": "a\r\nb",
        "parents": ("pear", "plum"),
    }
