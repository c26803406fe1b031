from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

import pytest

from products.models import ProductAllergen
from products.shelf import candidates, emptied_by
from tests.products import make

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Limits:
    route: str = "vaporized"
    chemotypes: tuple[str, ...] = ("I", "II", "III")
    thc_free_only: bool = False
    max_smallest_thc_mg: Decimal | None = None
    max_total_thc_percent: Decimal | None = None
    cbd_at_least_thc: bool = False
    max_smallest_cbd_mg: Decimal | None = None
    alcohol_free: bool = False
    excluded_allergens: frozenset[str] = frozenset()
    ingredients_known: bool = False


def chosen(per_route=8, store=None, **limits):
    limit = Limits(**limits)
    found = candidates(limits=[limit], at=make.NOW, per_route=per_route, store=store)
    return found[limit.route]


def flower(thc="8", cbd="9", **facts):
    return make.batch(readings={"total_thc": thc, "total_cbd": cbd}, **facts)


def gummies(thc="5", cbd="5", product=None, **facts):
    """Gummies that halve: so the smallest amount holds half of `thc`."""
    of = product or make.product("gummy", serving_amount=Decimal(1), servings=10)
    return make.batch(of, readings={"thc": thc, "cbd": cbd}, unit="mg_per_serving", **facts)


def test_candidates_are_given_by_route():
    smoked_or_vaporized, swallowed = flower(), gummies()

    found = candidates(limits=[Limits("smoked"), Limits("edible"), Limits("topical")], at=make.NOW)

    assert found == {"smoked": [smoked_or_vaporized], "edible": [swallowed], "topical": []}


def test_candidates_are_sellable():
    flower(state="quarantine")

    assert chosen() == []


def test_candidates_of_one_store_are_its_own():
    here, _elsewhere = flower(), flower()

    assert chosen(store=here.store) == [here]


def test_chemotypes_stand_in_the_order_of_the_limits():
    strong, balanced, mild = flower("20", "1"), flower("8", "9"), flower("0.5", "12")

    assert chosen(chemotypes=("II", "III")) == [balanced, mild]
    assert chosen(chemotypes=("III", "II", "I")) == [mild, balanced, strong]


def test_product_comes_with_all_its_batches_that_suit():
    product = make.product()
    first, second = make.batch(product), make.batch(product)
    make.batch(product, state="recalled")

    assert set(chosen()) == {first, second}


def test_product_comes_without_its_batches_that_do_not_suit():
    product = make.product()
    make.batch(product, readings={"total_thc": "20", "total_cbd": "19"})
    mild = make.batch(product)

    assert chosen(max_total_thc_percent=Decimal(10)) == [mild]


def test_product_stands_by_its_best_batch():
    two_strengths = make.product()
    strong = flower("9", "9", of=two_strengths)
    mild = flower("4", "9", of=two_strengths)
    flower("5", "9")

    assert chosen(per_route=1) == [mild, strong]


def test_product_of_two_chemotypes_stands_in_the_preferred_one():
    both = make.product()
    balanced = flower("8", "9", of=both)
    cbd_rich = flower("0.5", "12", of=both)
    other = flower("6", "9")

    assert chosen(per_route=1, chemotypes=("III", "II")) == [cbd_rich, other, balanced]


def test_products_go_by_lower_thc_then_by_tie_key():
    ties = [flower("6", "9"), flower("6", "9")]
    lowest = flower("5", "9")

    assert chosen() == [lowest, *sorted(ties, key=lambda batch: batch.tie_key)]


def test_expiry_never_orders_products():
    lowest = flower("5", "9", expires_on=make.TODAY + 300 * DAY)
    sooner = flower("6", "9", expires_on=make.TODAY + DAY)

    assert chosen() == [lowest, sooner]


def test_swallowed_products_go_by_mg_and_never_by_percent():
    heavy = make.product(
        "gummy", pack_amount=Decimal(400), pack_unit="g", servings=10, serving_amount=Decimal(1)
    )
    weak_by_percent = gummies(thc="10", cbd="10", product=heavy)
    light = make.product(
        "gummy", pack_amount=Decimal(4), pack_unit="g", servings=10, serving_amount=Decimal(1)
    )
    weak_by_mg = gummies(thc="5", cbd="5", product=light)

    assert chosen(route="edible") == [weak_by_mg, weak_by_percent]


def test_products_of_unknown_strength_go_last():
    known = gummies(thc="10", cbd="10")
    pack = {"pack_amount": Decimal(40), "pack_unit": "ml"}
    unknown = make.batch(make.product("gummy", **pack))

    assert chosen(route="edible") == [known, unknown]


def test_first_few_products_of_each_chemotype_are_given():
    balanced = [flower("6", "9"), flower("7", "9"), flower("8", "9")]
    mild = flower("0.5", "12")

    assert chosen(per_route=2, chemotypes=("II", "III")) == [*balanced[:2], mild]


def test_thc_free_only_leaves_the_rest_out():
    flower("0.1", "12")
    free = make.batch(readings={"thc": "not_detected", "thca": "0", "cbd": "12"})

    assert chosen(thc_free_only=True) == [free]


def test_smallest_thc_is_at_most_the_first_dose():
    fits = gummies(thc="5")
    gummies(thc="5.01")

    assert chosen(route="edible", max_smallest_thc_mg=Decimal("2.5")) == [fits]


def test_unknown_mg_fits_no_dose():
    make.batch(make.product("gummy"))

    assert chosen(route="edible", max_smallest_thc_mg=Decimal(100)) == []


def test_total_thc_is_at_most_the_limit():
    fits = flower("10", "12")
    flower("10.001", "12")

    assert chosen(max_total_thc_percent=Decimal(10)) == [fits]


def test_unknown_percentage_fits_no_limit():
    make.batch(readings={"total_thc": "8", "total_cbd": "9"}, unit="mg_per_package")

    assert chosen(max_total_thc_percent=Decimal(100)) == []


def test_cbd_at_least_thc_compares_percentages():
    equal = flower("8", "8")
    flower("8", "7.999")

    assert chosen(cbd_at_least_thc=True) == [equal]


def test_cbd_at_least_thc_compares_mg():
    equal = gummies(thc="5", cbd="5")
    gummies(thc="5", cbd="4.9")

    assert chosen(route="edible", cbd_at_least_thc=True) == [equal]


def test_cbd_at_least_thc_holds_in_every_unit_that_is_known():
    """The label's THC is above the COA's: by percentage it would pass, by mg it must not."""
    understated = make.product(
        "gummy",
        pack_amount=Decimal(40),
        pack_unit="g",
        servings=10,
        serving_amount=Decimal(1),
        label_thc_mg_per_serving=Decimal(10),
    )
    gummies(thc="5", cbd="5", product=understated)

    assert chosen(route="edible", cbd_at_least_thc=True) == []


def test_cbd_at_least_thc_leaves_out_what_is_unknown():
    make.batch(readings={"total_thc": "1"})

    assert chosen(cbd_at_least_thc=True) == []


def test_cbd_at_least_thc_asks_nothing_of_what_is_thc_free():
    free = make.batch(
        make.product("balm"), readings={"thc": "not_detected", "thca": "0", "cbd": "12"},
        unit="mg_per_ml",
    )  # fmt: skip

    assert chosen(route="topical", cbd_at_least_thc=True) == [free]


def test_smallest_cbd_is_at_most_the_limit():
    fits = gummies(thc="1", cbd="40")
    gummies(thc="1", cbd="40.01")

    assert chosen(route="edible", max_smallest_cbd_mg=Decimal(20)) == [fits]


def test_alcohol_free_leaves_out_alcohol_and_the_unknown():
    without = make.batch(make.product(contains_alcohol=False))
    make.batch(make.product(contains_alcohol=True))
    make.batch(make.product(contains_alcohol=None))

    assert chosen(alcohol_free=True) == [without]


def test_ingredients_known_leaves_out_the_unknown():
    known = make.batch(make.product(ingredients_known=True))
    make.batch(make.product(ingredients_known=False))

    assert chosen(ingredients_known=True) == [known]


def test_excluded_allergens_leave_out_who_declares_one_and_the_unknown():
    free = make.batch(make.product(ingredients_known=True))
    declaring = make.batch(make.product(ingredients_known=True))
    ProductAllergen.objects.create(product=declaring.product, allergen="soy")
    make.batch(make.product(ingredients_known=False))

    assert chosen(excluded_allergens=frozenset({"soy", "sesame"})) == [free]


def test_other_allergens_do_not_matter():
    declaring = make.batch(make.product(ingredients_known=True))
    ProductAllergen.objects.create(product=declaring.product, allergen="soy")

    assert chosen(excluded_allergens=frozenset({"sesame"})) == [declaring]


def test_no_chemotype_set_means_any():
    without_chemotype = make.batch(readings={"thc": "0", "thca": "0", "cbg": "3"})

    assert chosen(chemotypes=()) == [without_chemotype]


def test_emptied_by_counts_what_was_left_before_each_limit():
    for thc, cbd in [("4", "4"), ("4", "3"), ("10", "10")]:
        gummies(thc, cbd)
    limits = Limits(
        "edible",
        chemotypes=("II",),
        max_smallest_thc_mg=Decimal("2.5"),
        cbd_at_least_thc=True,
        alcohol_free=True,
    )

    assert emptied_by(limits=limits, at=make.NOW) == [
        ("chemotypes", 3),
        ("max_smallest_thc_mg", 3),
        ("cbd_at_least_thc", 2),
        ("alcohol_free", 1),
        ("left", 0),
    ]


def test_emptied_by_of_a_bare_shelf():
    assert emptied_by(limits=Limits(chemotypes=()), at=make.NOW) == [("left", 0)]


def test_emptied_by_is_one_query(django_assert_num_queries):
    gummies()

    with django_assert_num_queries(1):
        emptied_by(limits=Limits("edible"), at=make.NOW)


@pytest.mark.parametrize("batches", [1, 3])
def test_candidates_and_all_they_need_take_four_queries(batches, django_assert_num_queries):
    for _ in range(batches):
        flower()

    with django_assert_num_queries(4):
        for batch in chosen():
            str(batch.store), batch.product.format.routes, batch.product.allergens
