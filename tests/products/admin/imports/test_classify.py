"""Giving formats to products that no layout could classify, through the pages."""

import pytest

from products.admin.imports import classify_forms
from products.models import Batch, Format, FormatWord, Product
from tests.products import make
from tests.products.admin.imports import files

pytestmark = pytest.mark.django_db

PAGE = "/admin/products/product/classify/"


@pytest.fixture
def oils(desk, store):
    files.applied(desk, store, files.OIL, files.OIL.replace("A-2,Blue", "A-5,Red"))


def group_of(desk, word):
    rows = desk.get(PAGE).context["rows"]
    return next(form for form, _names, _reason in rows if form.group.word.word == word)


def choose(desk, *choices):
    """Each choice: a group's form, a format's code, and whether it is for always."""
    typed = {}
    for form, code, always in choices:
        kind = Format.objects.get(code=code)
        typed |= {form.add_prefix("seen"): form.number, form.add_prefix("format"): kind.pk}
        typed |= {form.add_prefix("always"): "on"} if always else {}
    return desk.post(PAGE, typed, follow=True)


def formats():
    return set(Product.objects.values_list("name", "format__code"))


def test_groups_say_word_layout_names_and_why(desk, oils):
    ((form, names, reason),) = desk.get(PAGE).context["rows"]

    assert (form.group.word.layout_name, form.group.word.word) == ("ours", "oils")
    assert names == ("Blue Oil", "Red Oil")
    assert reason == "the layout has no format for this word"


def test_group_gets_its_format_and_the_word_means_it_from_now_on(desk, oils, store, clerk):
    page = choose(desk, (group_of(desk, "oils"), "tincture", True))

    assert files.messages(page) == [
        "2 products have a format now.",
        "In layout ours, “oils” means “Tincture” from now on.",
    ]
    assert formats() == {("Blue Oil", "tincture"), ("Red Oil", "tincture")}
    kept = FormatWord.objects.values_list("layout_name", "word", "format__code", "by")
    assert list(kept) == [("ours", "oils", "tincture", clerk.pk)]
    plan = files.plan(desk, store, files.OIL.replace("A-2", "A-9"))
    assert plan.counts["unclassified"] == 0


def test_word_that_is_decided_already_is_not_offered_again(desk, oils, clerk):
    kind = Format.objects.get(code="tincture")
    FormatWord.objects.create(layout_name="ours", word="oils", format=kind, by=clerk, at=make.NOW)

    assert "always" not in group_of(desk, "oils").fields


def test_group_of_products_that_nobody_imported_has_no_word_to_decide(desk):
    make.product(None)

    assert list(group_of(desk, "").fields) == ["seen", "format"]


def test_nothing_chosen_saves_nothing_and_says_so(desk, oils):
    form = group_of(desk, "oils")

    page = desk.post(PAGE, {form.add_prefix("seen"): form.number, form.add_prefix("format"): ""})

    assert page.context["refusal"] == "Choose a format for at least one group."
    assert page.status_code == 422


def test_group_that_has_grown_since_is_looked_at_again(desk, store, oils):
    form = group_of(desk, "oils")
    files.applied(desk, store, files.OIL.replace("A-2", "A-7"))

    page = choose(desk, (form, "tincture", False))

    assert page.context["refusal"] == "Nothing was saved. Put right what is marked."
    assert {code for _name, code in formats()} == {None}
    shown = page.context["rows"][0][0]
    assert shown["seen"].value() == "3"


def test_refusal_names_the_product_and_the_choice_stays(desk):
    heavy = make.product(None, name="Heavy", pack_amount="0.5", pack_unit="g", servings=1)
    make.lab_result(heavy, readings={"total_thc": "900"}, unit="mg_per_serving")

    page = choose(desk, (group_of(desk, ""), "capsule", False))

    assert "of Heavy would be impossible" in page.context["refusal"]
    assert page.context["rows"][0][0]["format"].value() == str(
        Format.objects.get(code="capsule").pk
    )


def test_some_of_a_group_are_ticked(desk, oils):
    blue = Product.objects.get(name="Blue Oil")
    cream = Format.objects.get(code="cream")
    page = f"{PAGE}{group_of(desk, 'oils').group.word.key}/"

    desk.post(page, {"seen": 2, "products": [blue.pk], "format": cream.pk})

    assert formats() == {("Blue Oil", "cream"), ("Red Oil", None)}
    assert Batch.objects.filter(product__format=cream).count() == 1


def test_all_that_a_search_finds_are_taken_together(desk, oils):
    cream = Format.objects.get(code="cream")
    page = f"{PAGE}{group_of(desk, 'oils').group.word.key}/?q=red"

    desk.post(page, {"seen": 1, "every": "on", "format": cream.pk})

    assert formats() == {("Blue Oil", None), ("Red Oil", "cream")}


@pytest.mark.parametrize("page", ["", "oils"])
def test_large_group_goes_a_portion_at_a_time(page, desk, oils, monkeypatch):
    monkeypatch.setattr(classify_forms, "MOST_PRODUCTS", 1)
    form = group_of(desk, "oils")
    cream = Format.objects.get(code="cream")

    if page:
        typed = {"seen": 2, "every": "on", "format": cream.pk}
        desk.post(f"{PAGE}{form.group.word.key}/", typed)
    else:
        choose(desk, (form, "cream", False))

    assert formats() == {("Blue Oil", "cream"), ("Red Oil", None)}


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"seen": 2}, "products"),
        ({"seen": 2, "products": ["999999", "x"]}, "products"),
        ({"seen": 7, "every": "on"}, "every"),
    ],
)
def test_wrong_ticks_are_told_at_their_place(typed, field, desk, oils):
    cream = Format.objects.get(code="cream")
    page = f"{PAGE}{group_of(desk, 'oils').group.word.key}/"

    answer = desk.post(page, {"format": cream.pk, **typed})

    assert list(answer.context["form"].errors) == [field]
    assert {code for _name, code in formats()} == {None}


def test_group_that_is_done_leads_back_to_the_others(desk, oils):
    page = f"{PAGE}{group_of(desk, 'oils').group.word.key}/"
    Product.objects.update(active=False)

    answer = desk.get(page, follow=True)

    assert files.messages(answer)[-1] == "Nothing of that group is left to classify."


@pytest.mark.parametrize("number", [1, 3])
def test_page_asks_the_same_number_of_queries(number, desk, store, django_assert_num_queries):
    lines = [files.OIL.replace("A-2", f"A-{n}").replace("Oils", f"Oils {n}") for n in range(number)]
    files.applied(desk, store, *lines)

    with django_assert_num_queries(13):
        desk.get(PAGE)
