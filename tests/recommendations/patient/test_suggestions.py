import pytest

from recommendations.guideline import load_texts
from recommendations.patient.suggestions import start_without_thc, studied

AGREE = "Studies of this way for your kind of spasm, with other products: several studies agree"
NOT_CBD = "It is mostly CBD, so what studies found with THC may not be true for it"


def test_batch_without_thc_is_started_by_its_smallest_amount_and_no_dose_of_thc():
    tincture = {"smallest_amount": "0.1", "measure_unit": "ml"}

    assert start_without_thc(tincture) == (
        "No THC was found in this batch, so no first dose of THC applies to it.",
        "Start with no more than the smallest amount you can measure: 0.1 mL.",
        "Ask a Patient Counselor or your pharmacist before you take more.",
    )


def test_batch_without_thc_or_a_measure_is_not_given_an_amount():
    assert len(start_without_thc({"smallest_amount": None, "measure_unit": ""})) == 2


@pytest.mark.parametrize(
    ("route", "batch", "lines"),
    [
        ("edible", {"chemotype": "III"}, (AGREE, NOT_CBD)),
        ("oral_tincture", {"chemotype": "III"}, (AGREE, NOT_CBD)),
        ("edible", {"chemotype": "II"}, (AGREE,)),
        ("topical", {"chemotype": "III"}, (AGREE,)),
    ],
)
def test_product_of_mostly_cbd_does_not_borrow_what_was_found_with_thc(route, batch, lines):
    assert studied("A", route, batch, load_texts("en")) == lines


def test_product_that_no_study_speaks_for_borrows_nothing():
    batch = {"chemotype": "III"}

    assert studied("N", "edible", batch, load_texts("en")) == (
        "No study of this way was found for your kind of spasm",
    )
