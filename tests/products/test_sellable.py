from datetime import date, timedelta
from decimal import Decimal

import pytest

from products.models import Batch, Format, FormatRoute
from products.sellable import (
    REASONS,
    months_before,
    reason,
    sellable,
    sellable_everywhere,
    why_not_sellable,
)
from tests.products import make

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
PASS = dict.fromkeys(["pesticides", "heavy_metals", "microbials", "mycotoxins"], "pass")


def with_result(**facts):
    product = make.product()
    return make.batch(product, lab_result=make.lab_result(product, **facts))


def unroutable():
    kind = Format.objects.create(code="suppository", name="Suppository")
    return make.batch(make.product(kind))


def reserved():
    batch = make.batch(quantity="2")
    Batch.objects.filter(pk=batch.pk).update(reserved=2)
    return batch


# Each way of not being sellable, with the one reason that must be named.
UNSELLABLE = [
    ("store_inactive", lambda: make.batch(at=make.store(active=False))),
    ("delisted", lambda: make.batch(make.product(active=False))),
    ("unclassified", lambda: make.batch(make.product(None))),
    ("unclassified", unroutable),
    ("quarantined", lambda: make.batch(state="quarantine")),
    ("recalled", lambda: make.batch(state="recalled")),
    ("no_expiry", lambda: make.batch(expires_on=None)),
    ("expired", lambda: make.batch(expires_on=make.TODAY)),
    ("expired", lambda: make.batch(expires_on=make.TODAY - DAY)),
    ("untested", lambda: make.batch(lab_result=None)),
    ("tested_in_future", lambda: with_result(tested_on=make.TODAY + DAY)),
    ("coa_too_old", lambda: with_result(tested_on=date(2025, 11, 21))),
    ("panel_failed", lambda: with_result(panels=PASS | {"moisture": "fail"})),
    ("panels_incomplete", lambda: with_result(panels={"pesticides": "pass"})),
    ("potency_unknown", lambda: make.batch(readings={"cbg": "1"})),
    ("potency_unknown", lambda: make.batch(readings={})),
    ("out_of_bounds", lambda: make.batch(readings={"total_thc": "41"})),
    ("sold_out", lambda: make.batch(quantity="0")),
    ("sold_out", reserved),
]

# At the edge, but sellable.
SELLABLE = [
    make.batch,
    lambda: make.batch(expires_on=make.TODAY + DAY),
    lambda: with_result(tested_on=make.TODAY),
    lambda: with_result(tested_on=date(2025, 11, 22)),
    lambda: make.batch(readings={"total_thc": "40"}),
    lambda: make.batch(quantity="1"),
    lambda: make.batch(readings={"thc": "not_detected", "thca": "not_detected", "cbg": "3"}),
]


def reason_of(batch):
    return Batch.objects.annotate(code=reason(at=make.NOW)).get(pk=batch.pk).code


@pytest.mark.parametrize(("code", "build"), UNSELLABLE)
def test_unsellable_batch_is_kept_off_the_shelf_for_one_reason(code, build):
    batch = build()

    found = (list(sellable(at=make.NOW)), why_not_sellable(batch, at=make.NOW), reason_of(batch))

    assert found == ([], [code], code)


@pytest.mark.parametrize("build", SELLABLE)
def test_sellable_batch_is_on_the_shelf_for_no_reason_against_it(build):
    batch = build()

    found = (list(sellable(at=make.NOW)), why_not_sellable(batch, at=make.NOW), reason_of(batch))

    assert found == ([batch], [], "")


def test_every_reason_has_a_case():
    assert {reason for reason, _build in UNSELLABLE} == set(REASONS)


def test_batch_with_everything_wrong_names_all_of_it_in_order():
    batch = make.batch(
        make.product(None, active=False),
        at=make.store(active=False),
        lab_result=None,
        state="recalled",
        expires_on=make.TODAY - DAY,
        quantity="0",
    )

    assert why_not_sellable(batch, at=make.NOW) == [
        "store_inactive",
        "delisted",
        "unclassified",
        "recalled",
        "expired",
        "untested",
        "sold_out",
    ]
    assert reason_of(batch) == "recalled"


def test_batch_that_was_never_derived_is_not_sellable():
    product = make.product()
    batch = Batch.objects.create(
        product=product,
        store=make.store(),
        number="B1",
        state="released",
        lab_result=make.lab_result(product),
        expires_on=make.TODAY + DAY,
        on_hand=Decimal(1),
    )

    assert why_not_sellable(batch, at=make.NOW) == [
        "panels_incomplete",
        "potency_unknown",
        "out_of_bounds",
    ]


def test_shelf_of_one_store_holds_only_its_own():
    here, _elsewhere = make.batch(), make.batch()

    assert list(sellable(at=make.NOW, store=here.store)) == [here]


def test_lab_result_may_be_as_old_as_the_policy_allows():
    batch = with_result(tested_on=date(2026, 5, 22))

    ages = [why_not_sellable(batch, at=make.NOW, coa_max_age_months=months) for months in (5, 6)]

    assert ages == [["coa_too_old"], []]


def test_lab_result_may_be_as_old_as_the_policy_in_force_allows(settings):
    settings.COA_MAX_AGE_MONTHS = 3
    too_old, recent = (with_result(tested_on=date(2026, month, 22)) for month in (7, 8))

    reasons = [why_not_sellable(batch, at=make.NOW) for batch in (too_old, recent)]

    assert reasons == [["coa_too_old"], []]
    assert list(sellable(at=make.NOW)) == [recent]


def test_format_that_loses_its_routes_takes_its_products_off_the_shelf():
    batch = make.batch()
    FormatRoute.objects.filter(format=batch.product.format).delete()

    assert why_not_sellable(batch, at=make.NOW) == ["unclassified"]


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 11, 22), 12, date(2025, 11, 22)),
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2024, 3, 31), 1, date(2024, 2, 29)),
        (date(2026, 1, 15), 1, date(2025, 12, 15)),
        (date(2026, 1, 15), 0, date(2026, 1, 15)),
    ],
)
def test_months_before(day, months, expected):
    assert months_before(day, months) == expected


@pytest.mark.parametrize("batches", [1, 3])
def test_shelf_is_read_in_one_query(batches, django_assert_num_queries):
    for _ in range(batches):
        make.batch()

    with django_assert_num_queries(1):
        list(sellable(at=make.NOW))


def test_reasons_are_read_in_one_query(django_assert_num_queries):
    batch = Batch.objects.select_related("store").get(pk=make.batch().pk)

    with django_assert_num_queries(1):
        why_not_sellable(batch, at=make.NOW)


def test_everywhere_goes_by_the_day_of_each_store():
    """At 15:00 UTC it is already tomorrow in Kiritimati."""
    east, west = make.store(time_zone="Pacific/Kiritimati"), make.store()
    tomorrow = make.TODAY + DAY
    make.batch(at=east, expires_on=tomorrow)
    here = make.batch(at=west, expires_on=tomorrow)
    later = make.batch(at=east, expires_on=tomorrow + DAY)

    found = sellable_everywhere(at=make.NOW, stores=[east, west])

    assert set(found) == {here, later}


@pytest.mark.parametrize("make_one", [*SELLABLE, *(each for _code, each in UNSELLABLE)])
def test_everywhere_agrees_with_each_store_by_itself(make_one):
    batch = make_one()

    everywhere = sellable_everywhere(at=make.NOW, stores=[batch.store])

    assert list(everywhere) == list(sellable(at=make.NOW, store=batch.store))


def test_everywhere_without_a_store_is_nothing():
    make.batch(at=make.store(active=False))

    assert list(sellable_everywhere(at=make.NOW, stores=[])) == []
