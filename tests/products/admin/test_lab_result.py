from datetime import timedelta

import pytest
from django.contrib.messages import WARNING, get_messages
from django.core.exceptions import ValidationError
from django.utils import timezone

from products.admin.coa.form import TerpenesField
from products.models import LabResult
from tests.products import make
from tests.products.admin.coa import ADD, add, form_errors, panel, prefilled, reading, typed
from tests.products.admin.pages import save

pytestmark = pytest.mark.django_db


def test_new_page_has_the_usual_rows_and_no_unit(desk):
    page = desk.get(ADD)

    assert {
        "readings": prefilled(page, "readings", "cannabinoid"),
        "units": prefilled(page, "readings", "unit"),
        "panels": prefilled(page, "panels", "panel"),
        "outcomes": prefilled(page, "panels", "outcome"),
    } == {
        "readings": ["thc", "thca", "cbd", "cbda"],
        "units": [],
        "panels": ["pesticides", "heavy_metals", "microbials", "mycotoxins"],
        "outcomes": [],
    }


def test_saved_page_has_only_the_rows_that_were_reported(desk):
    result = make.lab_result(make.product(), readings={"thc": "1"}, panels={"moisture": "pass"})

    page = desk.get(f"/admin/products/labresult/{result.pk}/change/")

    assert prefilled(page, "readings", "cannabinoid") == ["thc"]
    assert prefilled(page, "panels", "panel") == ["moisture"]


def test_new_page_of_a_product_names_it(desk):
    product = make.product()

    page = desk.get(f"{ADD}?product={product.pk}")

    assert page.context["adminform"].form["product"].value() == str(product.pk)


def test_prefilled_rows_that_were_left_alone_are_not_saved(desk):
    readings = [reading("thc"), reading("thca", "20", "percent"), reading("cbd")]
    panels = [panel("pesticides", "pass"), panel("mycotoxins")]

    add(desk, **typed(readings=readings, panels=panels))

    result = LabResult.objects.get()
    assert [*result.readings.values_list("cannabinoid", flat=True)] == ["thca"]
    assert [*result.panels.values_list("panel", flat=True)] == ["pesticides"]


@pytest.mark.parametrize(
    ("table", "row", "column", "said"),
    [
        pytest.param(
            "readings",
            reading("thc", "0.4"),
            "unit",
            "Choose the unit of this line, as it is on the certificate.",
            id="amount-without-a-unit",
        ),
        pytest.param(
            "readings",
            reading("cbd", detection="not_detected"),
            "unit",
            "Choose the unit of this line, as it is on the certificate.",
            id="not-detected-without-a-unit",
        ),
        pytest.param(
            "readings",
            reading("cbg"),
            "unit",
            "Choose the unit of this line, as it is on the certificate.",
            id="row-of-ones-own-that-was-not-finished",
        ),
        pytest.param(
            "panels",
            panel("moisture"),
            "outcome",
            "Choose what the laboratory found.",
            id="panel-of-ones-own-without-an-outcome",
        ),
    ],
)
def test_row_that_says_too_little_is_refused_at_its_cell(table, row, column, said, desk):
    page = add(desk, **typed(**{table: [row]}))

    inlines = {each.formset.prefix: each.formset for each in page.context["inline_admin_formsets"]}
    assert inlines[table].forms[0].errors[column] == [said]
    assert LabResult.objects.count() == 0


def test_day_of_testing_that_is_still_to_come_is_refused(desk):
    tomorrow = timezone.localdate() + timedelta(days=1)

    page = add(desk, tested_on=tomorrow)

    assert form_errors(page) == {
        "tested_on": ["This day is still to come. Enter the day of testing from the certificate."]
    }


def test_today_is_a_day_of_testing(desk):
    add(desk, tested_on=timezone.localdate())

    assert LabResult.objects.get().tested_on == timezone.localdate()


def test_terpenes_are_typed_one_a_line(desk):
    add(desk, terpenes="myrcene 0.4\r\n\r\n beta-caryophyllene: 0.25 %\r\nnerolidol 2 = 1\r\n")

    assert LabResult.objects.get().terpenes == {
        "myrcene": 0.4,
        "beta-caryophyllene": 0.25,
        "nerolidol 2": 1.0,
    }


def test_terpenes_that_are_stored_are_shown_one_a_line_and_unchanged():
    stored = {"myrcene": 0.4, "alpha-pinene": 1, "geraniol": 1e-05}
    field = TerpenesField()

    shown = field.prepare_value(stored)

    assert shown == "myrcene 0.4\nalpha-pinene 1\ngeraniol 0.00001"
    assert field.has_changed(stored, shown) is False


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("0.4", "Line 1: write a name and its percent by weight, like myrcene 0.4."),
        ("a 1\nmyrcene", "Line 2: write a name and its percent by weight, like myrcene 0.4."),
        ("my\x00rcene 1", "Line 1: write a name and its percent by weight, like myrcene 0.4."),
        ('{"myrcene": 0.4}', "Line 1: 0.4} is not a percentage. Write it like 0.4."),
        ("myrcene 0,4", "Line 1: 0,4 is not a percentage. Write it like 0.4."),
        ("myrcene -1", "Line 1: -1 is not a percentage. Write it like 0.4."),
        ("myrcene NaN", "Line 1: NaN is not a percentage. Write it like 0.4."),
        ("myrcene 100.1", "Line 1: 100.1 is not a percentage. Write it like 0.4."),
        ("myrcene 1\nMyrcene 2", "Line 2: Myrcene is there already. Keep one of them."),
        ("myrcene 60\nlinalool 41", "The terpenes are together 101 %, more than 100 %."),
    ],
)
def test_terpenes_that_cannot_be_read_are_refused_by_line(text, said):
    with pytest.raises(ValidationError) as refusal:
        TerpenesField().clean(text)

    assert refusal.value.messages == [said]


def test_refused_terpenes_stay_as_they_were_typed(desk):
    form = add(desk, terpenes="myrcene").context["adminform"].form

    assert (form["terpenes"].value(), [*form.errors]) == ("myrcene", ["terpenes"])


def test_saving_a_lab_result_warns_of_each_batch_that_alarms(desk):
    gummy = make.product("gummy", name="Quiet Harbor")
    make.batch(gummy, number="1204", readings={"thc": "10"}, unit="mg_per_serving")
    elm, oak = make.store(name="Elm Street"), make.store(name="Oak Street")
    batch = make.batch(gummy, number="1210", at=elm, readings={})
    make.batch(gummy, number="1210", at=oak, lab_result=batch.lab_result)

    page = save(
        desk,
        f"/admin/products/labresult/{batch.lab_result.pk}/change/",
        typed(readings=[reading("thc", "13.1", "mg_per_serving")]),
    )

    warnings = [str(said) for said in get_messages(page.wsgi_request) if said.level == WARNING]
    alarm = "THC 31 % stronger per serving than batch 1204 (13.1 mg, was 10 mg)."
    assert warnings == [
        f"Check before you release 1210 (Quiet Harbor) at {store}. {alarm}"
        for store in ("Elm Street", "Oak Street")
    ]
