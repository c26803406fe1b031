import re

import pytest

from products.models import Batch, Format, LabResult, Product, Store, Strain
from tests.products import make
from tests.products.admin.pages import save

pytestmark = pytest.mark.django_db


def rows(prefix, *rows):
    """What a browser sends for the rows of an inline table."""
    counts = {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": 0}
    cells = {
        f"{prefix}-{number}-{name}": value
        for number, row in enumerate(rows)
        for name, value in row.items()
    }
    return counts | cells


def reading(cannabinoid, amount, unit="percent", detection="measured"):
    return {
        "cannabinoid": cannabinoid,
        "amount": amount,
        "unit": unit,
        "detection": detection,
    }


def new_result(product, *readings):
    panels = [{"panel": "pesticides", "outcome": "pass"}]
    facts = {"product": product.pk, "lot": "L1", "tested_on": "2026-11-01", "terpenes": ""}
    return facts | rows("readings", *readings) | rows("panels", *panels)


def errors(page):
    """All messages: those of fields come in lists, those of whole tables one by one."""
    found = page.context["errors"]
    return [each for said in found for each in ([said] if isinstance(said, str) else said)]


def test_lab_result_is_saved_with_its_readings(desk):
    typed = new_result(
        make.product(), reading("thca", "21.5"), reading("cbd", "", detection="not_detected")
    )

    desk.post("/admin/products/labresult/add/", typed)

    written = LabResult.objects.get().readings.values_list("cannabinoid", "amount", "detection")
    assert [*written.order_by("pk")] == [
        ("thca", 21.5, "measured"),
        ("cbd", None, "not_detected"),
    ]


@pytest.mark.parametrize(
    ("readings", "said"),
    [
        pytest.param(
            [reading("thca", "60"), reading("cbda", "41")],
            "thca, cbda: together 101 %, more than 100 %.",
            id="more-than-everything",
        ),
        pytest.param(
            [reading("thc", "5"), reading("total_thc", "4")],
            "total_thc: 4 is less than thc alone, 5 percent.",
            id="a-total-below-its-part",
        ),
        pytest.param(
            [reading("thc", "101")],
            "That is more than is possible: 100 percent, 1000 mg/g or 1000 mg/mL.",
            id="one-above-100-percent",
        ),
        pytest.param(
            [reading("thc", "-1")],
            "Give an amount if it was measured, otherwise none.",
            id="below-zero",
        ),
        pytest.param(
            [reading("thc", "")],
            "Give an amount if it was measured, otherwise none.",
            id="measured-without-an-amount",
        ),
        pytest.param(
            [reading("thc", "1"), reading("thc", "2")],
            "Please correct the duplicate data for cannabinoid.",
            id="twice-the-same",
        ),
    ],
)
def test_impossible_lab_result_is_refused_with_a_message(readings, said, desk):
    page = desk.post("/admin/products/labresult/add/", new_result(make.product(), *readings))

    assert said in errors(page)
    assert LabResult.objects.count() == 0


def test_lab_result_of_no_product_is_refused_with_a_message(desk):
    typed = new_result(make.product(), reading("thc", "1")) | {"product": ""}

    page = desk.post("/admin/products/labresult/add/", typed)

    assert errors(page) == ["This field is required."]


def test_saving_a_lab_result_derives_its_batches_again(desk):
    batch = make.batch(readings={})
    result = batch.lab_result
    typed = new_result(batch.product, reading("total_thc", "20"))

    save(
        desk,
        f"/admin/products/labresult/{result.pk}/change/",
        typed | rows("panels", {"panel": "moisture", "outcome": "fail"}),
    )

    batch.refresh_from_db()
    assert (batch.total_thc_percent, batch.panels_outcome) == (20, "failed")


def product_facts(**typed):
    facts = {"name": "Quiet Harbor", "slug": "quiet-harbor", "stock_unit": "each"}
    return facts | rows("allergen_rows") | rows("reorder_points") | typed


def test_saving_a_product_derives_its_batches_again(desk):
    batch = make.batch(readings={"total_thc": "15"})
    cream = Format.objects.get(code="cream")

    save(
        desk, f"/admin/products/product/{batch.product.pk}/change/", product_facts(format=cream.pk)
    )

    assert Batch.objects.get().within_bounds is False


def test_product_of_which_grams_have_moved_is_never_counted_in_pieces(desk):
    product = make.product(stock_unit="gram")
    make.batch(product, quantity="2.5")

    save(desk, f"/admin/products/product/{product.pk}/change/", product_facts())

    product.refresh_from_db()
    assert (product.name, product.stock_unit) == ("Quiet Harbor", "gram")


def test_product_of_which_nothing_has_moved_may_be_counted_anew(desk):
    product = make.product(stock_unit="gram")
    make.batch(product, quantity="0")

    save(desk, f"/admin/products/product/{product.pk}/change/", product_facts())

    product.refresh_from_db()
    assert product.stock_unit == "each"


def test_product_whose_lab_result_would_become_impossible_is_refused(desk):
    product = make.product("gummy")
    make.lab_result(product, lot="L7", readings={"thc": "200"}, unit="mg_per_package")
    typed = product_facts(format=product.format.pk, pack_amount="0.1", pack_unit="g")

    page = save(desk, f"/admin/products/product/{product.pk}/change/", typed)

    assert errors(page) == [
        "With these facts lab result L7, 2026-10-23 would be impossible."
        " thc: together 200 %, more than 100 %."
    ]


def test_product_without_a_format_is_saved_as_unclassified(desk):
    desk.post("/admin/products/product/add/", product_facts())

    assert Product.objects.get().format is None


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"pack_amount": "5"}, "A pack size needs an amount above zero and a unit."),
        ({"price": "-1"}, "An amount cannot be below zero."),
        ({"servings": "0"}, "An amount must be above zero; leave it empty if unknown."),
        (
            {"label_thc_mg_per_serving": "200000"},
            "The milligrams per serving on the label are impossible.",
        ),
    ],
)
def test_impossible_product_is_refused_with_a_message(typed, said, desk):
    page = desk.post("/admin/products/product/add/", product_facts(**typed))

    assert said in errors(page)


def test_product_registration_number_of_another_is_refused_with_a_message(desk):
    make.product(registration_number="MMBR.1")

    page = desk.post("/admin/products/product/add/", product_facts(registration_number="MMBR.1"))

    assert errors(page) == ["Another product has this registration number or SKU."]


def test_saving_a_format_derives_its_batches_again(desk):
    batch = make.batch(readings={"total_thc": "15"})
    flower = batch.product.format
    typed = {
        "code": "flower",
        "name": "Flower",
        "measure_unit": "inhalation",
        "divides_into": "1",
        "min_total_thc_percent": "0",
        "max_total_thc_percent": "14",
    }

    save(
        desk,
        f"/admin/products/format/{flower.pk}/change/",
        typed | rows("route_rows", {"route": "topical"}) | {"route_rows-0-id": ""},
    )

    assert Batch.objects.get().within_bounds is False


def strain_facts(**typed):
    return {"name": "Quiet Harbor", "slug": "quiet-harbor", "aroma_terpenes": "[]"} | typed


def test_strain_with_three_parents_is_refused(desk):
    parents = [Strain.objects.create(name=name, slug=name) for name in "abc"]
    typed = strain_facts(parents=[parent.pk for parent in parents])

    page = desk.post("/admin/products/strain/add/", typed)

    assert errors(page) == ["Choose at most two parents."]


def test_strain_that_is_its_own_parent_is_refused(desk):
    strain = Strain.objects.create(name="a", slug="a")

    page = save(
        desk, f"/admin/products/strain/{strain.pk}/change/", strain_facts(parents=[strain.pk])
    )

    assert errors(page) == ["A strain cannot be its own parent."]


@pytest.mark.parametrize("typed", ['{"a": 1}', '[""]', "[1]"])
def test_strain_aroma_that_is_no_list_of_names_is_refused(typed, desk):
    page = desk.post("/admin/products/strain/add/", strain_facts(aroma_terpenes=typed))

    assert errors(page) == ['Write a list of names, like ["myrcene", "limonene"].']


def test_store_in_an_unknown_time_zone_is_refused(desk):
    typed = {"name": "A", "slug": "a", "time_zone": "Mars/Olympus"} | rows("opening_hours")

    page = desk.post("/admin/products/store/add/", typed)

    assert errors(page) == ["“Mars/Olympus” is not a time zone. Write it like America/New_York."]
    assert Store.objects.count() == 0


@pytest.mark.parametrize("model", ["labresult", "product", "store", "format"])
def test_every_control_of_an_inline_table_says_its_name(model, desk):
    page = desk.get(f"/admin/products/{model}/add/").content.decode()
    controls = re.findall(r'<(?:input|select)[^>]*name="[a-z_]+-0-[a-zA-Z_]+"[^>]*>', page)

    nameless = [
        control
        for control in controls
        if 'type="hidden"' not in control and "aria-label=" not in control
    ]

    assert (bool(controls), nameless) == (True, [])
