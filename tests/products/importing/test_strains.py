"""Files of strains: from rows to the catalogue and back."""

from datetime import timedelta

import pytest

from products.importing import apply, portions
from products.importing.errors import UndoError
from products.importing.layout.file import load_layout, parse_layout
from products.importing.reading.reader import Row
from products.importing.undo.whole import undo_import
from products.models import ImportedRow, Product, Strain
from tests.products.importing.material import NOW, applied, make_store, plan

pytestmark = pytest.mark.django_db
LAYOUT = load_layout("ours-strains")
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def store():
    return make_store()


@pytest.fixture
def one_row_a_transaction(monkeypatch):
    """As a long file is applied on SQLite."""
    monkeypatch.setattr(apply, "rows_at_once", lambda: 1)
    monkeypatch.setattr(portions, "SECONDS_FOR_OTHERS", 0)


def strain(number, key, name, **cells):
    return Row(number, {"strain_key": key, "name": name} | cells)


def known(name, key="", **facts):
    return Strain.objects.create(name=name, slug=name.lower(), source_key=key, **facts)


def refused(made):
    return [(item.row, item.column, item.value, item.reason) for item in made.refused]


def told(made):
    return [(item.mark, item.column, item.value, item.reason) for item in made.findings]


def parents_of(name):
    return sorted(parent.name for parent in Strain.objects.get(name=name).parents.all())


BLUE = strain(2, "7", "Blue Hill", plant_label="Hybrid", description="Smells of pine.")


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


def test_names_that_make_one_slug_get_two(store):
    rows = [strain(2, "1", "OG Kush"), strain(3, "2", "OG-Kush!"), strain(4, "3", "大麻")]

    applied(*rows, layout=LAYOUT, store=store)

    slugs = dict(Strain.objects.values_list("source_key", "slug"))
    assert slugs == {"1": "og-kush", "2": "og-kush-d4735e", "3": "4e0740"}


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


def test_unknown_parent_takes_none_away(store):
    first = [BLUE, strain(3, "8", "Low Tide", parents="Blue Hill")]
    applied(*first, layout=LAYOUT, store=store)

    applied(strain(2, "8", "Low Tide", parents="Nobody"), layout=LAYOUT, store=store)

    assert parents_of("Low Tide") == ["Blue Hill"]


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


def refusal_of(record):
    with pytest.raises(UndoError) as refusal:
        undo_import(record.pk, by=None, at=LATER)
    return str(refusal.value)


WHAT_TO_DO = " Choose another strain there first, or correct this import's strains by hand instead."


def test_undo_is_refused_where_a_product_is_of_a_made_strain(store):
    record = applied(BLUE, layout=LAYOUT, store=store)
    Product.objects.create(name="Jar", slug="jar", strain=Strain.objects.get())

    refusal = refusal_of(record)

    named = "Nothing was undone: strain Blue Hill (row 2) is the strain of Jar."
    assert refusal == named + WHAT_TO_DO


def test_undo_is_refused_where_a_strain_of_staff_descends_from_a_made_one(store):
    record = applied(BLUE, layout=LAYOUT, store=store)
    known("Ours").parents.add(Strain.objects.get(name="Blue Hill"))

    refusal = refusal_of(record)

    assert refusal == (
        "Nothing was undone: strain Blue Hill (row 2) is a parent of Ours." + WHAT_TO_DO
    )


def test_undo_is_refused_where_the_old_name_belongs_to_another_by_now(store):
    applied(BLUE, layout=LAYOUT, store=store)
    record = applied(strain(2, "7", "Bluer Hill"), layout=LAYOUT, store=store)
    known("Blue Hill")

    refusal = refusal_of(record)

    assert refusal.partition(". ")[0] == (
        "Nothing was undone: a name or a package tag that it would give back belongs to something"
        " else by now"
    )
    assert Strain.objects.get(source_key="7").name == "Bluer Hill"


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
def test_queries_do_not_grow_with_the_rows(store, strains, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(apply, "rows_at_once", lambda: None)
    known("Strain 1")
    rows = [
        strain(number, f"{number}", f"Strain {number}", parents=f"Strain {number - 1}")
        for number in range(2, 2 + strains)
    ]
    made = plan(*rows, layout=LAYOUT, store=store)

    with django_assert_num_queries(15):
        apply.apply_plan(made, apply.Source("s.csv", "0" * 64), by=None, at=NOW)

    assert ImportedRow.objects.count() == strains
