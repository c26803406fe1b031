from recommendations.patient.suggestions import start_without_thc


def test_batch_without_thc_is_started_by_its_smallest_amount_and_no_dose_of_thc():
    tincture = {"smallest_amount": "0.1", "measure_unit": "ml"}

    assert start_without_thc(tincture) == (
        "No THC was found in this batch, so no first dose of THC applies to it.",
        "Start with no more than the smallest amount you can measure: 0.1 mL.",
        "Ask a Patient Counselor or your pharmacist before you take more.",
    )


def test_batch_without_thc_or_a_measure_is_not_given_an_amount():
    assert len(start_without_thc({"smallest_amount": None, "measure_unit": ""})) == 2
