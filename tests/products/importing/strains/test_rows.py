"""Files of strains: from rows to the catalogue."""

import pytest

from products.importing.apply import apply_plan
from products.importing.layout.file import parse_layout
from products.importing.reading.reader import Row
from products.models import ImportedRow, Strain
from tests.products.importing.material import NOW, SOURCE, applied, plan, told
from tests.products.importing.strains.rows import BLUE, LAYOUT, known, refused, strain

pytestmark = pytest.mark.django_db


def test_new_strain_is_made_with_what_the_row_says(store):
    record = applied(BLUE, layout=LAYOUT, store=store)

    made = Strain.objects.get()
    assert record.counts["created"] == 1
    assert (made.source_key, made.name, made.slug) == ("7", "Blue Hill", "blue-hill")
    assert (made.plant_label, made.description, made.active) == ("hybrid", "Smells of pine.", True)


def test_same_file_again_is_unchanged(store):
    rows = [BLUE, strain(3, "8", "Low Tide", parents="Blue Hill")]
    applied(*rows, layout=LAYOUT, store=store)

    assert plan(*rows, layout=LAYOUT, store=store).counts["unchanged"] == 2


def test_silence_changes_nothing_and_what_is_said_is_told(store):
    applied(BLUE, layout=LAYOUT, store=store)

    made = plan(strain(2, "7", "Blue Hills"), layout=LAYOUT, store=store)

    assert told(made) == [("changed", "name", "Blue Hills", "was Blue Hill")]


def test_unknown_plant_label_is_flagged_and_left_out(store):
    made = plan(strain(2, "7", "Blue Hill", plant_label="Indoor"), layout=LAYOUT, store=store)

    reason = "is none of indica, sativa, hybrid, none; left out"
    assert told(made) == [("flagged", "plant_label", "Indoor", reason)]
    assert made.counts["created"] == 1


def test_name_that_is_too_long_is_refused(store):
    made = plan(strain(2, "7", "B" * 101), layout=LAYOUT, store=store)

    assert refused(made) == [(2, "name", "B" * 101, "is longer than 100 characters")]


def test_rows_that_share_a_key_or_a_name_are_refused_after_the_first(store):
    rows = [BLUE, strain(3, "7", "Low Tide"), strain(4, "9", "BLUE hill")]

    made = plan(*rows, layout=LAYOUT, store=store)

    assert refused(made) == [
        (3, "", "", "the same key (7) stands in row 2"),
        (4, "", "", "row 2 gives another key to the same name (BLUE hill)"),
    ]


@pytest.mark.parametrize(
    ("key", "what_to_do"),
    [
        ("", "; give it this key in its form to link them"),
        ("5", ", under the key 5; one of the two needs another name"),
    ],
)
@pytest.mark.parametrize("name", ["blue hill", "ÉCLAIR"])
def test_name_of_another_strain_is_refused(store, name, key, what_to_do):
    known(name, key)

    made = plan(strain(2, "7", name), layout=LAYOUT, store=store)

    reason = f"a strain of this name is there already{what_to_do}"
    assert refused(made) == [(2, "name", name, reason)]


def test_strain_without_a_key_is_found_by_its_slug_and_gets_none(store):
    known("Oak", plant_label="indica")

    record = applied(strain(2, "oak", "Old Oak"), layout=LAYOUT, store=store)

    assert record.counts["changed"] == 1
    assert Strain.objects.values_list("name", "source_key").get() == ("Old Oak", "")


def test_key_wins_over_the_slug_of_another(store):
    known("Oak")
    known("Elm", "oak")

    made = plan(strain(2, "oak", "Elm"), strain(3, "oak", "Oak"), layout=LAYOUT, store=store)
    other = plan(strain(2, "oak", "Oak"), layout=LAYOUT, store=store)

    assert made.counts["unchanged"] == 1
    assert refused(other) == [
        (
            *(2, "name", "Oak"),
            "a strain of this name is there already, and Elm has this key; give it a key of its"
            " own in its form",
        )
    ]


def test_names_that_make_one_slug_get_two(store):
    rows = [strain(2, "1", "OG Kush"), strain(3, "2", "OG-Kush!"), strain(4, "3", "大麻")]

    applied(*rows, layout=LAYOUT, store=store)

    slugs = dict(Strain.objects.values_list("source_key", "slug"))
    assert slugs == {"1": "og-kush", "2": "og-kush-d4735e", "3": "4e0740"}


def test_layouts_words_decide_the_plant_label(store):
    layout = parse_layout(
        'name = "s"\ntitle = "S"\ntried_on = "untried"\nrows = "strains"\n[columns]\n'
        'strain_key = "id"\nname = "n"\nplant_label = "type"\n[plant_labels]\n'
        '"Ind." = "indica"\n"Indoor" = "none"\n',
        file="s.toml",
    )
    rows = [
        Row(2, {"id": "1", "n": "A", "type": "ind."}),
        Row(3, {"id": "2", "n": "B", "type": "Indoor"}),
    ]

    applied(*rows, layout=layout, store=store)

    labels = Strain.objects.order_by("name").values_list("plant_label", flat=True)
    assert list(labels) == ["indica", ""]


@pytest.mark.parametrize("strains", [1, 3])
def test_queries_do_not_grow_with_the_rows(
    store, strains, all_rows_in_one_transaction, django_assert_num_queries
):
    known("Strain 1")
    rows = [
        strain(number, f"{number}", f"Strain {number}", parents=f"Strain {number - 1}")
        for number in range(2, 2 + strains)
    ]
    made = plan(*rows, layout=LAYOUT, store=store)

    with django_assert_num_queries(19):
        apply_plan(made, SOURCE, by=None, at=NOW)

    assert ImportedRow.objects.count() == strains
