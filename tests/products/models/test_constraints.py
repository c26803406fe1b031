"""The database itself refuses what must never be, whoever writes it."""

from datetime import time, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from products.models import (
    Batch,
    CannabinoidReading,
    Format,
    FormatRoute,
    LabResult,
    Movement,
    OpeningHours,
    PanelResult,
    Product,
    ProductAllergen,
    Reservation,
    StateChange,
    Store,
    Strain,
)
from tests.products import make

pytestmark = pytest.mark.django_db


def refused(model, **values):
    """The database's own words for refusing this row."""
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        model.objects.create(**values)
    return str(refusal.value)


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"weekday": 7}, "opening_hours_weekday_known"),
        ({"closes": time(9)}, "opening_hours_close_after_opening"),
        ({"closes": time(8)}, "opening_hours_close_after_opening"),
    ],
)
def test_opening_hours_that_cannot_be_are_refused(values, constraint):
    hours = {"store": make.store(), "weekday": 0, "opens": time(9), "closes": time(17)}

    assert constraint in refused(OpeningHours, **hours | values)


def test_opening_hours_open_once_at_a_time():
    hours = {"store": make.store(), "weekday": 0, "opens": time(9)}
    OpeningHours.objects.create(**hours, closes=time(12))

    assert refused(OpeningHours, **hours, closes=time(17))


@pytest.mark.parametrize("twice", ["name", "slug"])
def test_store_is_named_once(twice):
    first = make.store()
    second = {"name": "Another", "slug": "another"} | {twice: getattr(first, twice)}

    assert refused(Store, **second)


def test_strain_name_is_unique_whatever_its_case():
    Strain.objects.create(name="Quiet Harbor", slug="quiet-harbor")

    assert refused(Strain, name="QUIET HARBOR", slug="quiet-harbor-2")


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"chemotype": "IV"}, "strain_chemotype_known"),
        ({"plant_label": "wild"}, "strain_plant_label_known"),
    ],
)
def test_strain_with_an_unknown_word_is_refused(values, constraint):
    assert constraint in refused(Strain, name="A", slug="a", **values)


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"measure_unit": "cup"}, "format_measure_unit_known"),
        ({"divides_into": 3}, "format_divides_pieces_into_halves_or_quarters"),
        (
            {"divides_into": 2, "measure_unit": "ml"},
            "format_divides_pieces_into_halves_or_quarters",
        ),
        ({"smallest_measurable_amount": 0}, "format_smallest_amount_above_zero"),
        ({"max_thc_mg_per_serving": 0}, "format_max_thc_mg_above_zero"),
        ({"max_total_thc_percent": 101}, "format_thc_bounds_in_order_within_0_and_100_percent"),
        ({"min_total_thc_percent": -1}, "format_thc_bounds_in_order_within_0_and_100_percent"),
        (
            {"min_total_thc_percent": 50, "max_total_thc_percent": 40},
            "format_thc_bounds_in_order_within_0_and_100_percent",
        ),
    ],
)
def test_format_that_cannot_be_is_refused(values, constraint):
    assert constraint in refused(Format, **{"code": "new", "name": "New"} | values)


def test_format_route_is_one_of_the_six():
    flower = Format.objects.get(code="flower")

    assert "format_route_known" in refused(FormatRoute, format=flower, route="rectal")


def test_format_names_a_route_once():
    flower = Format.objects.get(code="flower")

    assert refused(FormatRoute, format=flower, route="smoked")


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"stock_unit": "kilo"}, "product_stock_unit_known"),
        ({"pack_amount": 5}, "product_pack_size_has_a_unit"),
        ({"pack_amount": 0, "pack_unit": "g"}, "product_pack_size_has_a_unit"),
        ({"servings": 0}, "product_servings_above_zero"),
        ({"serving_amount": 0}, "product_serving_amount_above_zero"),
        ({"divides_into": 3}, "product_divides_into_halves_or_quarters"),
        ({"label_thc_mg_per_serving": -1}, "product_label_thc_possible"),
        ({"label_thc_mg_per_serving": 100_001}, "product_label_thc_possible"),
        ({"label_cbd_mg_per_serving": -1}, "product_label_cbd_possible"),
        ({"price": -1}, "product_price_zero_or_more"),
    ],
)
def test_product_that_cannot_be_is_refused(values, constraint):
    assert constraint in refused(Product, name="A", slug="a", **values)


def test_product_registration_number_is_unique_where_given():
    make.product(registration_number="MMBR.1")

    assert refused(Product, name="A", slug="a", registration_number="MMBR.1")


def test_products_without_a_registration_number_stand_side_by_side():
    make.product(registration_number="")
    make.product(registration_number="")

    assert Product.objects.filter(registration_number="").count() == 2


def test_product_declares_only_known_allergens():
    assert "product_allergen_known" in refused(
        ProductAllergen, product=make.product(), allergen="pollen"
    )


def test_product_declares_an_allergen_once():
    product = make.product()
    ProductAllergen.objects.create(product=product, allergen="soy")

    assert refused(ProductAllergen, product=product, allergen="soy")


def test_lab_result_is_one_for_each_lot_and_day():
    product = make.product()
    make.lab_result(product, lot="L1")

    assert refused(
        LabResult, product=product, lot="L1", tested_on=make.lab_result(product).tested_on
    )


def test_panel_outcome_is_known():
    result = make.lab_result(make.product())

    assert "panel_outcome_known" in refused(
        PanelResult, lab_result=result, panel="moisture", outcome="maybe"
    )


def test_panel_is_reported_once():
    result = make.lab_result(make.product(), panels={"moisture": "pass"})

    assert refused(PanelResult, lab_result=result, panel="moisture", outcome="fail")


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"cannabinoid": "thcx"}, "reading_cannabinoid_known"),
        (
            {"unit": "ppm", "amount": None, "detection": "not_detected"},
            "reading_unit_known",
        ),
        ({"amount": None}, "reading_has_an_amount_if_measured"),
        ({"amount": Decimal("-0.1")}, "reading_has_an_amount_if_measured"),
        ({"detection": "not_detected"}, "reading_has_an_amount_if_measured"),
        ({"detection": "below_loq"}, "reading_has_an_amount_if_measured"),
        ({"detection": "perhaps"}, "reading_has_an_amount_if_measured"),
        ({"amount": Decimal("100.1")}, "reading_is_not_more_than_everything"),
        (
            {"amount": Decimal(1001), "unit": "mg_per_g"},
            "reading_is_not_more_than_everything",
        ),
    ],
)
def test_reading_that_cannot_be_is_refused(values, constraint):
    result = make.lab_result(make.product())
    reading = {"cannabinoid": "cbg", "unit": "percent", "amount": Decimal(1)}

    assert constraint in refused(CannabinoidReading, lab_result=result, **reading | values)


def test_reading_is_one_for_each_cannabinoid():
    result = make.lab_result(make.product(), readings={"thc": "1"})

    assert refused(
        CannabinoidReading, lab_result=result, cannabinoid="thc", unit="mg_per_g", amount=10
    )


def test_batch_number_is_once_for_each_product_and_store():
    first = make.batch()

    assert refused(Batch, product=first.product, store=first.store, number=first.number)


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"on_hand": -1}, "batch_reserved_between_zero_and_on_hand"),
        ({"reserved": -1}, "batch_reserved_between_zero_and_on_hand"),
        ({"on_hand": 1, "reserved": 2}, "batch_reserved_between_zero_and_on_hand"),
        ({"state": "lost"}, "batch_state_known"),
        ({"chemotype": "IV"}, "batch_chemotype_known"),
        ({"panels_outcome": "maybe"}, "batch_panels_known"),
    ],
)
def test_batch_that_cannot_be_is_refused(values, constraint):
    batch = {"product": make.product(), "store": make.store(), "number": "B1"}

    assert constraint in refused(Batch, **batch | values)


@pytest.mark.parametrize(
    ("kind", "quantity"),
    [
        ("receive", -1),
        ("receive", 0),
        ("return", -1),
        ("dispense", 1),
        ("dispense", 0),
        ("waste", 1),
        ("transfer_out", 1),
        ("take_back", 1),
        ("adjust", 0),
    ],
)
def test_movement_sign_follows_its_kind(kind, quantity):
    reasons = {"return": "other", "waste": "other", "adjust": "other"}
    facts = {"kind": kind, "reason_code": reasons.get(kind, "")}

    assert "movement_sign_follows_its_kind" in refused(
        Movement, batch=make.batch(), quantity=quantity, at=make.NOW, **facts
    )


@pytest.mark.parametrize(
    ("facts", "constraint"),
    [
        ({"kind": "gift"}, "movement_kind_known"),
        ({"kind": "adjust"}, "movement_reason_fits_kind"),
        ({"kind": "adjust", "reason_code": "expired"}, "movement_reason_fits_kind"),
        ({"kind": "receive", "reason_code": "other"}, "movement_reason_fits_kind"),
        ({"kind": "count"}, "movement_count_is_the_difference"),
        ({"kind": "count", "expected": 3, "counted": 5}, "movement_count_is_the_difference"),
        ({"kind": "count", "expected": -2, "counted": -1}, "movement_count_is_the_difference"),
        ({"kind": "receive", "expected": 0, "counted": 1}, "movement_count_is_the_difference"),
        ({"kind": "transfer_in"}, "movement_transfer_has_both_ends"),
    ],
)
def test_movement_says_what_its_kind_needs(facts, constraint):
    assert constraint in refused(Movement, batch=make.batch(), quantity=1, at=make.NOW, **facts)


def test_movement_of_a_count_adds_up_in_thousandths():
    batch = make.batch(make.product(stock_unit="gram"), quantity="0.1")

    counted = Movement.objects.create(
        batch=batch,
        kind="count",
        expected=Decimal("0.1"),
        counted=Decimal("0.3"),
        quantity=Decimal("0.2"),
        at=make.NOW,
    )

    assert counted.pk


@pytest.mark.parametrize(
    ("facts", "constraint"),
    [
        ({"quantity": 0}, "reservation_quantity_above_zero"),
        ({"expires_at": make.NOW}, "reservation_ends_after_it_began"),
        ({"state": "kept", "ended_at": make.NOW}, "reservation_state_known"),
        ({"state": "lapsed"}, "reservation_ended_unless_active"),
        ({"state": "collected", "ended_at": make.NOW}, "reservation_collected_by_a_movement"),
    ],
)
def test_reservation_that_cannot_be_is_refused(facts, constraint):
    later = make.NOW + timedelta(days=1)
    ordinary = {"quantity": 1, "reference": "r", "reserved_at": make.NOW, "expires_at": later}

    assert constraint in refused(Reservation, batch=make.batch(), **ordinary | facts)


def test_batch_expires_after_it_was_produced():
    facts = {"produced_on": make.TODAY, "expires_on": make.TODAY}

    assert "batch_expires_after_it_was_produced" in refused(
        Batch, product=make.product(), store=make.store(), number="1", **facts
    )


def test_package_tag_stands_once_at_a_store():
    batch = make.batch(package_tag="1A4060300000001")
    facts = {"store": batch.store, "number": "other", "package_tag": batch.package_tag}

    assert refused(Batch, product=batch.product, **facts)


def test_movement_is_written_once_for_each_key():
    movement = {"batch": make.batch(), "kind": "receive", "quantity": 1, "at": make.NOW}
    Movement.objects.create(**movement, idempotency_key="k")

    assert refused(Movement, **movement, idempotency_key="k")


def test_state_change_changes_the_state():
    batch = make.batch()

    assert "state_change_changes_the_state" in refused(
        StateChange,
        batch=batch,
        from_state="released",
        to_state="released",
        at=make.NOW,
        reason="x",
    )
