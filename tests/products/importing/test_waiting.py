import pytest
from django.contrib.auth.models import User
from django.core.files.base import ContentFile

from products.importing import waiting as waiting_module
from products.importing.errors import (
    FileError,
    GroundShiftedError,
    LayoutError,
    RefusedError,
    TooManyRowsError,
)
from products.importing.layout.known import find_layout
from products.importing.waiting import apply, expected_seconds, keep, lines, remake
from products.models import Format, FormatWord, ImportLayout, Product, WaitingImport
from tests.products.importing.material import LATER, NOW, SMALL_LAYOUT, make_store

pytestmark = pytest.mark.django_db
HEADER = (
    "sku,name,form,batch,maker,price,strain,unit,pack,pack unit,allergens,lot,tested,received,"
    "expires,thc,thca,cbd\n"
)
FLOWER = "S1,Blue Hill,flower,B1,,,,,,,,,2025-03-01,12,,1,20,0.5\n"
OIL = "S2,Sun Oil,Oil,B2,,,,,,,,,2025-03-01,12,,1,20,0.5\n"


@pytest.fixture
def who():
    return User.objects.create_user("inventory")


@pytest.fixture
def layout(db):
    return ImportLayout.objects.create(name="till", text=SMALL_LAYOUT)


def kept(who, text=HEADER + FLOWER + OIL, **more):
    asked = {"layout_name": "till", "by": who, "at": NOW, "store": None} | more
    asked["store"] = asked["store"] or make_store()
    return keep(ContentFile(text.encode()), file_name="till.csv", **asked)


def test_kept_file_has_a_line_for_each_row(who, layout):
    waiting = kept(who)

    told = [(line.row, line.outcome, line.what) for line in lines(waiting)]
    assert told == [
        (2, "created", "S1 Blue Hill, batch B1"),
        (3, "created", "S2 Sun Oil, batch B2"),
    ]
    assert [found.mark for found in lines(waiting)[1].findings] == ["unclassified"]
    assert expected_seconds(waiting) >= 1


def test_kept_plan_is_applied_once(who, layout):
    waiting = kept(who)

    record = apply(waiting, by=who, at=LATER)

    assert (record.by, record.counts["created"], record.file_name) == (who, 2, "till.csv")
    assert (Product.objects.count(), WaitingImport.objects.count()) == (2, 0)
    with pytest.raises(RefusedError, match="applied or discarded already"):
        apply(waiting, by=who, at=LATER)


def test_plan_whose_ground_has_shifted_is_made_again_and_kept(who, layout):
    waiting = kept(who)
    other = kept(who, HEADER + FLOWER, store=waiting.store)
    apply(other, by=who, at=NOW)

    with pytest.raises(GroundShiftedError, match="first seen at row 2"):
        apply(waiting, by=who, at=LATER)

    again = WaitingImport.objects.get()
    assert (again.pk, again.counts["unchanged"], again.counts["created"]) == (waiting.pk, 1, 1)
    assert apply(again, by=who, at=LATER).counts["created"] == 1


def test_plan_made_again_says_whether_it_differs(who, layout):
    waiting = kept(who)

    before = remake(waiting, at=LATER)
    Product.objects.create(name="Blue Hill", slug="blue", registration_number="S1")

    assert (before, remake(waiting, at=LATER)) == (False, True)


def test_old_plans_are_dropped_when_a_new_one_is_kept(who, layout):
    waiting = kept(who)

    kept(who, store=waiting.store, at=NOW + waiting_module.KEPT_FOR * 2)

    assert not WaitingImport.objects.filter(pk=waiting.pk).exists()


def test_file_of_more_rows_than_a_page_takes_names_the_command(who, layout, monkeypatch):
    monkeypatch.setattr(waiting_module, "MOST_ROWS_IN_ADMIN", 1)

    with pytest.raises(TooManyRowsError) as refusal:
        kept(who)

    assert refusal.value.rows == 2
    assert str(refusal.value) == (
        "The file has 2 rows; a page takes 1. Import it on the server: python manage.py"
        " import_catalogue FILE --layout till --store main --apply"
    )


def test_file_beyond_the_limit_is_refused(who, layout, monkeypatch):
    monkeypatch.setattr(waiting_module, "MOST_BYTES", 100)

    with pytest.raises(FileError, match="larger than"):
        kept(who)


def test_word_that_staff_decided_is_laid_over_the_layout(who, layout):
    FormatWord.objects.create(
        layout_name="till",
        word="oil",
        format=Format.objects.get(code="tincture"),
        by=who,
        at=NOW,
    )

    assert find_layout("till").formats["oil"] == "tincture"


def test_layout_of_an_unknown_name_is_refused(db):
    with pytest.raises(LayoutError, match="There is no layout 'moon'"):
        find_layout("moon")


def test_plan_by_a_layout_that_was_changed_since_is_not_applied(who, layout):
    waiting = kept(who)
    layout.text = SMALL_LAYOUT.replace('flower = "flower"', 'flower = "preroll"')
    layout.save()

    with pytest.raises(GroundShiftedError):
        apply(waiting, by=who, at=LATER)

    assert not Product.objects.exists()
