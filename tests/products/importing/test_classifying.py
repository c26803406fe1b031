"""Formats that staff give to many products at once."""

import pytest
from django.contrib.admin.models import LogEntry

from products.importing.classifying import (
    MOST_PRODUCTS,
    ClassifyingError,
    Decision,
    classify_products,
)
from products.importing.unclassified import Word
from products.models import Batch, Format, FormatWord, Product
from tests.products import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(django_user_model):
    return django_user_model.objects.create_user("clerk")


def kind(code):
    return Format.objects.prefetch_related("route_rows").get(code=code)


def decide(code, *products, always=None):
    return Decision(kind(code), [product.pk for product in products], always)


def classify(by, *decisions):
    return classify_products(decisions, by=by, at=make.NOW)


def test_formats_are_set_and_what_follows_is_derived_at_every_store(clerk):
    gummies = make.product(None, label_thc_mg_per_serving="5")
    batches = [make.batch(gummies), make.batch(gummies)]

    number = classify(clerk, decide("gummy", gummies))

    derived = Batch.objects.filter(pk__in=[batch.pk for batch in batches])
    assert number == 1
    assert set(derived.values_list("product__format__code", "thc_mg_per_serving")) == {("gummy", 5)}


def test_history_of_each_product_tells_who_gave_it_the_format(clerk):
    one, two = make.product(None), make.product(None)

    classify(clerk, decide("cream", one), decide("gummy", two))

    kept = LogEntry.objects.order_by("pk").values_list("user", "object_id", "change_message")
    said = '[{"changed": {"fields": ["Format: empty -> %s"]}}]'
    assert list(kept) == [
        (clerk.pk, str(one.pk), said % "Cream or lotion"),
        (clerk.pk, str(two.pk), said % "Gummy"),
    ]


def test_format_under_which_a_lab_result_cannot_be_true_is_refused_with_all_the_others(clerk):
    sound = make.product(None)
    wrong = make.product(None, name="Heavy Oil", pack_amount="0.5", pack_unit="g", servings=1)
    make.lab_result(wrong, lot="L7", readings={"total_thc": "900"}, unit="mg_per_serving")
    always = Word("small", "oil")

    with pytest.raises(ClassifyingError, match=r"as Capsule, lab result .*L7.* of Heavy Oil"):
        classify(clerk, decide("gummy", sound), decide("capsule", wrong, always=always))

    assert not Product.objects.exclude(format=None).exists()
    assert not FormatWord.objects.exists()
    assert not LogEntry.objects.exists()


def test_product_that_somebody_classified_meanwhile_is_refused_by_name(clerk):
    first, done = make.product(None), make.product("cream", name="Cool Balm")

    with pytest.raises(ClassifyingError, match="somebody classified Cool Balm meanwhile"):
        classify(clerk, decide("gummy", first, done))

    assert Product.objects.filter(format__code="gummy").count() == 0


def test_word_is_kept_once_and_the_last_decision_stands(clerk):
    word = Word("small", "oil")
    classify(clerk, decide("tincture", make.product(None), always=word))

    classify(clerk, decide("infused_oil", make.product(None), always=word))

    kept = FormatWord.objects.values_list("layout_name", "word", "format__code", "by", "at")
    assert list(kept) == [("small", "oil", "infused_oil", clerk.pk, make.NOW)]


def test_product_in_two_decisions_is_refused(clerk):
    twice = make.product(None)

    with pytest.raises(ClassifyingError, match="two of the groups"):
        classify(clerk, decide("gummy", twice), decide("cream", twice))


def test_more_than_fit_into_one_save_are_refused_by_number(clerk):
    too_many = Decision(kind("gummy"), range(MOST_PRODUCTS + 1))

    with pytest.raises(ClassifyingError, match=f"{MOST_PRODUCTS + 1} products"):
        classify(clerk, too_many)


@pytest.mark.once
@pytest.mark.parametrize("number", [1, 3])
def test_queries_do_not_grow_with_the_products(number, clerk, django_assert_num_queries):
    batches = [make.batch(make.product(None)) for _ in range(number)]
    decision = decide("flower", *(batch.product for batch in batches))

    with django_assert_num_queries(24):
        classify(clerk, decision)
