"""No text may keep a form, or an import, waiting."""

import time

import pytest

from herbology.claims import find_claims


@pytest.mark.parametrize(
    "piece",
    [
        *(
            "a",
            ".",
            " ",
            "\n",
            " \n",
            "?",
            "'",
            "<a",
            "&#60;",
            "aB",
            "a.",
            ": ",
            "#",
            "\U0001f600",
            "e\u0301",
        ),
        *(
            "for ",
            "no ",
            ", ",
            "not , or ",
            "relief ",
            "for pain ",
            "low back ",
            "helps you help you ",
        ),
        *(
            "It relieves pain. ",
            "one study found ",
            "the doctor said it is not ",
            "chronic muscle ",
            "\ufdfa",
        ),
    ],
)
def test_time_grows_with_the_length_only(piece):
    """Ten thousand characters take a tenth of a second; what is not linear would take minutes."""
    text = (piece * 10_000)[:10_000]
    started = time.process_time()

    find_claims(text)

    assert time.process_time() - started < 5
