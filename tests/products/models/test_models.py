from datetime import time
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError

from herbology.append_only import AppendOnlyError
from products.models import Batch, Format, Movement, OpeningHours, ProductAllergen, StateChange
from products.models.batch import validate_assumed
from products.models.lab_result import validate_terpenes
from products.models.store import validate_time_zone
from products.potency import ROUTES, Facts, Reading
from tests.products import make

pytestmark = pytest.mark.django_db


def test_seeded_formats_have_every_route_and_only_known_ones():
    routes = {route for kind in Format.objects.all() for route in kind.routes}

    assert routes == set(ROUTES)


def test_only_what_cannot_be_put_on_one_place_is_seeded_without_a_route():
    assert [kind.code for kind in Format.objects.all() if not kind.routes] == ["bath"]


def test_seeded_formats_that_are_swallowed_can_be_measured_out():
    swallowed = Format.objects.filter(route_rows__route__in=["edible", "oral_tincture"])

    assert not swallowed.filter(smallest_measurable_amount=None).exists()


@pytest.mark.parametrize(
    ("code", "divides_into", "amount"),
    [
        ("capsule", None, "1"),
        ("gummy", None, "0.5"),
        ("gummy", 1, "1"),
        ("gummy", 4, "0.25"),
        ("chocolate", None, "0.25"),
        ("tincture", None, "0.1"),
        ("oral_spray", None, "1"),
    ],
)
def test_smallest_amount_divides_a_piece_as_far_as_it_allows(code, divides_into, amount):
    kind = Format.objects.get(code=code)

    assert kind.smallest_amount(divides_into) == Decimal(amount)


def test_smallest_amount_of_what_is_inhaled_is_unknown():
    assert Format.objects.get(code="flower").smallest_amount() is None


def test_format_routes_stand_in_the_order_of_the_guideline():
    assert Format.objects.get(code="flower").routes == ("smoked", "vaporized")


def test_product_facts_say_what_potency_needs():
    product = make.product(
        "gummy",
        pack_amount=Decimal(40),
        pack_unit="g",
        servings=10,
        serving_amount=Decimal(1),
        label_thc_mg_per_serving=Decimal(5),
    )

    assert product.facts == Facts(
        routes=("edible",),
        pack_amount=Decimal(40),
        pack_unit="g",
        servings=Decimal(10),
        measure_unit="piece",
        serving_amount=Decimal(1),
        smallest_measurable_amount=Decimal("0.5"),
        label_thc_mg_per_serving=Decimal(5),
    )


def test_product_facts_of_an_unclassified_product_name_no_route():
    assert make.product(None).facts == Facts()


def test_product_allergens_are_unknown_unless_all_ingredients_are_known():
    product = make.product(ingredients_known=False)
    ProductAllergen.objects.create(product=product, allergen="soy")

    assert product.allergens is None


def test_product_allergens_are_those_declared():
    product = make.product(ingredients_known=True)
    ProductAllergen.objects.create(product=product, allergen="soy")

    assert product.allergens == frozenset({"soy"})


def test_reading_row_becomes_a_reading():
    result = make.lab_result(make.product(), readings={"thca": "21.5"})

    assert result.readings.get().as_reading() == Reading("thca", "percent", Decimal("21.5"))


def test_batch_available_is_on_hand_less_reserved():
    assert Batch(on_hand=Decimal(5), reserved=Decimal(2)).available == 3


def test_batch_refuses_the_lab_result_of_another_product():
    batch = make.batch()
    batch.lab_result = make.lab_result(make.product(name="Quiet Harbor"), lot="L7")

    with pytest.raises(ValidationError) as refusal:
        batch.full_clean()

    assert refusal.value.messages == ["This lab result belongs to another product: Quiet Harbor."]


@pytest.mark.parametrize("value", ["on_hand", ["price"], None])
def test_batch_assumes_only_what_can_be_assumed(value):
    with pytest.raises(ValidationError, match="on_hand, expires_on, tested_on, panels"):
        validate_assumed(value)


@pytest.mark.parametrize("value", [["myrcene"], {"myrcene": "0.4"}, {"myrcene": 101}, {"a": True}])
def test_terpenes_are_names_with_percent(value):
    with pytest.raises(ValidationError, match="Write names with percent by weight"):
        validate_terpenes(value)


def test_time_zone_must_exist():
    with pytest.raises(ValidationError, match="“Mars/Olympus” is not a time zone"):
        validate_time_zone("Mars/Olympus")


def test_opening_hours_read_plainly():
    hours = OpeningHours(weekday=0, opens=time(9), closes=time(17, 30))

    assert str(hours) == "Monday 09:00-17:30"


def test_batch_with_movements_cannot_be_deleted():
    with pytest.raises(ProtectedError):
        make.batch().delete()


@pytest.fixture
def movement():
    return make.batch().movements.get()


@pytest.fixture
def state_change():
    batch = make.batch()
    return StateChange.objects.create(
        batch=batch, from_state="quarantine", to_state="released", at=make.NOW, reason="checked"
    )


@pytest.mark.parametrize("record", ["movement", "state_change"])
@pytest.mark.parametrize("rewrite", ["save", "delete"])
def test_record_of_the_past_is_never_rewritten(record, rewrite, request):
    written = request.getfixturevalue(record)

    with pytest.raises(AppendOnlyError):
        getattr(written, rewrite)()


@pytest.mark.parametrize("model", [Movement, StateChange])
def test_records_of_the_past_are_never_updated_in_bulk(model):
    with pytest.raises(AppendOnlyError):
        model.objects.update(reason="better")


@pytest.mark.parametrize("model", [Movement, StateChange])
def test_records_of_the_past_are_never_deleted_in_bulk(model):
    with pytest.raises(AppendOnlyError):
        model.objects.all().delete()
