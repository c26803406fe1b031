from decimal import Decimal
from json import dumps

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.forms import inlineformset_factory, modelform_factory

from herbology.editing.change_message import construct, lines
from products.models import CannabinoidReading, Format, LabResult, OpeningHours, Strain
from tests.products import make

pytestmark = pytest.mark.django_db


def edited(record, **typed):
    """What is kept of saving a form of these fields alone."""
    form = modelform_factory(type(record), fields=list(typed))(typed, instance=record)
    form.save()
    return construct(form, [], add=False)


def fields(record, **typed):
    message = edited(record, **typed)
    return message[0]["changed"]["fields"] if message else []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ({"name": "Harbor"}, {"name": "Quiet Harbor"}, "Name: Harbor -> Quiet Harbor"),
        ({"price": Decimal("5.00")}, {"price": "6.50"}, "Price: 5 -> 6.5"),
        ({"price": None}, {"price": "6"}, "Price: empty -> 6"),
        ({"stock_unit": "each"}, {"stock_unit": "gram"}, "Counted in: each -> gram"),
        ({"divides_into": 1}, {"divides_into": ""}, "Divides into: cannot be divided -> empty"),
        ({"active": True}, {"active": ""}, "Active: yes -> no"),
        (
            {"contains_alcohol": None},
            {"contains_alcohol": "true"},
            "Contains alcohol: empty -> yes",
        ),
    ],
)
def test_change_is_told_with_what_it_was_and_what_it_is(old, new, said):
    assert fields(make.product(**old), **new) == [said]


def test_related_records_are_told_by_their_names():
    balm = Format.objects.get(code="balm")

    assert fields(make.product("flower"), format=balm.pk) == ["Format: Flower -> Balm or salve"]


def test_several_related_records_are_joined():
    parents = [Strain.objects.create(name=name, slug=name) for name in ("Ash", "Birch")]
    strain = Strain.objects.create(name="Cedar", slug="cedar", aroma_terpenes=["myrcene"])
    strain.parents.set(parents[:1])

    said = fields(strain, parents=[each.pk for each in parents], aroma_terpenes="[]")

    assert said == ["Parents: Ash -> Ash, Birch", "Aroma terpenes: myrcene -> empty"]


def test_new_lines_as_a_browser_sends_them_are_no_change():
    assert edited(make.product(description="one\ntwo"), description="one\r\ntwo") == []


def test_rows_are_told_with_what_was_added_changed_and_deleted():
    result = make.lab_result(make.product(), readings={"thc": "5", "cbd": "6"}, panels={})
    names = ["cannabinoid", "detection", "amount", "unit"]
    tables = inlineformset_factory(LabResult, CannabinoidReading, fields=names)
    thc, cbd = result.readings.order_by("pk")
    rows = [
        {"id": thc.pk, "cannabinoid": "thc", "amount": "7"},
        {"id": cbd.pk, "cannabinoid": "cbd", "amount": "6", "DELETE": "on"},
        {"cannabinoid": "cbn", "amount": "0"},
    ]
    typed = {"readings-TOTAL_FORMS": 3, "readings-INITIAL_FORMS": 2}
    for number, row in enumerate(rows):
        whole = {"detection": "measured", "unit": "percent"} | row
        typed |= {f"readings-{number}-{name}": whole[name] for name in whole}
    table = tables(typed, instance=result)
    table.save()
    form = modelform_factory(LabResult, fields=["lot"])({"lot": result.lot}, instance=result)
    form.full_clean()

    entry = LogEntry(change_message=dumps(construct(form, [table], add=False)))

    assert lines(entry) == [
        "Added cannabinoid reading Cannabinoid: CBN; Detection: measured; Amount: 0; Unit: % by weight",
        "Cannabinoid reading THC 7 % by weight: Amount: 5 -> 7",
        "Deleted cannabinoid reading Cannabinoid: CBD; Detection: measured; Amount: 6; Unit: % by weight",
    ]


def test_django_reads_the_message_in_its_own_way():
    message = edited(make.product(name="Harbor", price=5), name="Pier", price="6")

    entry = LogEntry(change_message=dumps(message), action_flag=CHANGE)

    assert entry.get_change_message() == "Changed Name: Harbor -> Pier and Price: 5 -> 6."


@pytest.mark.parametrize(
    ("kept", "said"),
    [("", []), ("Sold.", ["Sold."]), ("[broken", ["[broken"]), ('[{"added": {}}]', [])],
)
def test_messages_of_others_are_told_as_they_are(kept, said):
    assert lines(LogEntry(change_message=kept)) == said


def test_time_of_day_is_told_without_seconds():
    store = make.store()
    row = OpeningHours.objects.create(store=store, weekday=0, opens="09:00", closes="17:00")

    assert fields(row, opens="10:00:00") == ["Opens: 09:00 -> 10:00"]
