from decimal import Decimal

import pytest

from products.importing.in_words import both_in_words


@pytest.mark.parametrize(
    ("field", "old", "new", "said"),
    [
        (
            "readings",
            [["cbd", "percent", None, "not_detected"], ["thc", "mg_per_serving", "5.0000", ""]],
            [["cbd", "percent", None, "not_detected"], ["thc", "mg_per_serving", "4.5000", ""]],
            ("THC 5 mg/serving", "THC 4.5 mg/serving"),
        ),
        ("readings", [], [["total_thc", "percent", None, "below_loq"]],
         ("empty", "total THC below the limit of quantification")),
        ("panels", {"heavy_metals": "pass"}, {"heavy_metals": "fail"},
         ("heavy metals pass", "heavy metals fail")),
        ("terpenes", {}, {"myrcene": 0.4}, ("empty", "myrcene 0.4 %")),
        ("allergens", ["soy"], ["soy", "tree_nuts"], ("empty", "tree nuts")),
        ("assumed", None, ["expires_on"], ("empty", "expires on")),
        ("price", Decimal("9.0"), Decimal("9.5"), ("9.00", "9.50")),
        ("pack_amount", None, Decimal("3.500"), ("empty", "3.5")),
        ("ingredients_known", False, True, ("no", "yes")),
        ("name", "Blue", "Blue Hill", ("Blue", "Blue Hill")),
    ],
)  # fmt: skip
def test_change_is_said_in_words_of_what_differs(field, old, new, said):
    assert both_in_words(field, old, new) == said
