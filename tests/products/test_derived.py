from decimal import Decimal
from hashlib import sha256

import pytest

from products.derived import panels_outcome, rederive, set_derived
from products.models import Batch, FormatRoute
from products.potency import PotencyError, Reading
from tests.products import make

pytestmark = pytest.mark.django_db

ALL_PASS = dict.fromkeys(["pesticides", "heavy_metals", "microbials", "mycotoxins"], "pass")
DERIVED = (
    "chemotype",
    "thc_free",
    "total_thc_percent",
    "total_cbd_percent",
    "thc_mg_per_serving",
    "cbd_mg_per_serving",
    "smallest_thc_mg",
    "smallest_cbd_mg",
    "panels_outcome",
    "within_bounds",
)


def derived(batch):
    return tuple(getattr(batch, column) for column in DERIVED)


def test_rederive_writes_what_the_lab_result_says_of_flower():
    batch = make.batch(readings={"thc": "0.5", "thca": "20", "cbd": "not_detected"})

    assert derived(batch) == (
        "I", False, Decimal("18.040"), Decimal(0), None, None, None, None, "passed", True,
    )  # fmt: skip


def test_rederive_writes_what_the_lab_result_says_of_an_edible():
    gummies = make.product("gummy", servings=3, serving_amount=Decimal(1))
    batch = make.batch(gummies, readings={"thc": "10", "cbd": "20"}, unit="mg_per_package")

    assert derived(batch) == (
        "II", False, None, None,
        Decimal("3.333"), Decimal("6.667"), Decimal("1.667"), Decimal("3.333"),
        "passed", True,
    )  # fmt: skip


def test_batch_that_was_never_derived_knows_nothing():
    batch = Batch(product=make.product(), store=make.store(), number="B1")

    assert derived(batch) == (
        "", False, None, None, None, None, None, None, "untested", False,
    )  # fmt: skip


def test_rederive_without_a_lab_result_leaves_the_panels_untested():
    assert make.batch(lab_result=None).panels_outcome == "untested"


def test_tie_key_is_the_hash_of_the_batch_number():
    batch = make.batch(number="1204-B")

    assert batch.tie_key == sha256(b"1204-B").hexdigest()


def test_rederive_follows_a_change_of_format():
    batch = make.batch(readings={"total_thc": "15", "total_cbd": "1"})
    batch.product.format = make.product("cream").format
    batch.product.save()

    rederive(Batch.objects.filter(product=batch.product))

    batch.refresh_from_db()
    assert batch.within_bounds is False


def test_rederive_returns_how_many():
    make.batch()
    make.batch()

    assert rederive(Batch.objects.all()) == 2


def test_rederive_names_the_batch_whose_result_cannot_be_true():
    light = make.product("gummy", pack_amount=Decimal("0.1"), pack_unit="g")
    batch = make.batch(light, number="B7", lab_result=None)
    batch.lab_result = make.lab_result(light, readings={"thc": "101"}, unit="mg_per_package")
    batch.save()

    with pytest.raises(PotencyError, match="Batch B7: thc: together 101 %, more than 100 %"):
        rederive(Batch.objects.all())


def test_set_derived_needs_no_saved_batch():
    batch = Batch(product=make.product(), store=make.store(), number="B1")

    set_derived(batch, readings=[Reading("total_thc", "percent", Decimal(9))], panels=ALL_PASS)

    assert (batch.pk, batch.chemotype, batch.panels_outcome) == (None, "I", "passed")


@pytest.mark.parametrize(
    ("panels", "expected"),
    [
        pytest.param(ALL_PASS, "passed", id="the-required-pass"),
        pytest.param(ALL_PASS | {"moisture": "not_tested"}, "passed", id="another-is-not-tested"),
        pytest.param(ALL_PASS | {"microbials": "not_tested"}, "untested", id="one-not-tested"),
        pytest.param({"pesticides": "pass"}, "untested", id="some-are-missing"),
        pytest.param({}, "untested", id="no-panel"),
        pytest.param(ALL_PASS | {"mycotoxins": "fail"}, "failed", id="a-required-one-failed"),
        pytest.param(ALL_PASS | {"vitamin_e_acetate": "fail"}, "failed", id="any-other-failed"),
        pytest.param({"moisture": "fail"}, "failed", id="failed-outweighs-missing"),
    ],
)
def test_panels_outcome(panels, expected):
    assert panels_outcome(panels) == expected


@pytest.mark.parametrize("batches", [1, 3])
def test_rederive_takes_as_many_queries_for_three_as_for_one(batches, django_assert_num_queries):
    product = make.product()
    for _ in range(batches):
        make.batch(product)
    Batch.objects.update(total_thc_percent=1)

    with django_assert_num_queries(5):
        rederive(Batch.objects.all())


def test_rederive_writes_nothing_where_nothing_differs(django_assert_num_queries):
    make.batch(make.product())

    with django_assert_num_queries(4):
        rederive(Batch.objects.all())


def test_formats_without_a_route_have_no_dose():
    gummies = make.product("gummy", servings=10, serving_amount=Decimal(1))
    FormatRoute.objects.filter(format=gummies.format).delete()

    batch = make.batch(gummies, readings={"thc": "100"}, unit="mg_per_package")

    assert batch.thc_mg_per_serving is None
