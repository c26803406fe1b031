"""Parents are found by name, in the file and in the catalogue."""

import pytest

from tests.products.importing.material import applied, plan, told
from tests.products.importing.strains.rows import BLUE, LAYOUT, known, parents_of, strain

pytestmark = pytest.mark.django_db


def test_parents_are_found_in_the_catalogue_and_anywhere_in_the_file(store, one_row_a_transaction):
    known("Old Oak")
    rows = [
        strain(2, "1", "Child", parents="low tide; Old Oak"),
        strain(3, "2", "Low Tide", parents="Deep Sea"),
        strain(4, "3", "Deep Sea"),
    ]

    record = applied(*rows, layout=LAYOUT, store=store)

    assert record.counts["created"] == 3
    assert parents_of("Child") == ["Low Tide", "Old Oak"]
    assert parents_of("Low Tide") == ["Deep Sea"]


def test_parents_that_cannot_be_are_flagged_and_left_out(store):
    rows = [
        strain(2, "1", "Child", parents="Nobody; Low Tide"),
        strain(3, "2", "Low Tide", parents="Child"),
        strain(4, "3", "Narcissus", parents="narcissus"),
        strain(5, "4", "Crowd", parents="Child;Low Tide;Narcissus"),
    ]

    made = plan(*rows, layout=LAYOUT, store=store)

    assert told(made) == [
        ("flagged", "parents", "Nobody", "no strain of this name, here or in the file; left out"),
        ("flagged", "parents", "Child", "descends from Low Tide by row 2; left out"),
        ("flagged", "parents", "narcissus", "a strain cannot be its own parent; left out"),
        (
            "flagged",
            "parents",
            "Child;Low Tide;Narcissus",
            "names more than 2 parents; none is taken in",
        ),
    ]
    assert made.counts["created"] == 4


def test_name_that_the_file_takes_from_a_strain_is_nobodys(store, one_row_a_transaction):
    known("Before", "1")
    rows = [strain(2, "1", "After"), strain(3, "2", "Child", parents="Before")]

    applied(*rows, layout=LAYOUT, store=store)

    assert parents_of("Child") == []


def test_parent_without_a_key_may_be_renamed_by_the_same_file(store, one_row_a_transaction):
    known("Oak")
    rows = [strain(2, "oak", "Old Oak"), strain(3, "2", "Child", parents="Old Oak")]

    applied(*rows, layout=LAYOUT, store=store)

    assert parents_of("Child") == ["Old Oak"]


def test_unknown_parent_takes_none_away(store):
    first = [BLUE, strain(3, "8", "Low Tide", parents="Blue Hill")]
    applied(*first, layout=LAYOUT, store=store)

    applied(strain(2, "8", "Low Tide", parents="Nobody"), layout=LAYOUT, store=store)

    assert parents_of("Low Tide") == ["Blue Hill"]
