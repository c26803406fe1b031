"""The page of a product: the batch that would be handed over, and nothing that is not known."""

import json
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise

import pytest

from products.catalogue.vocabulary import DRAWINGS
from products.models import Batch, Strain
from tests.herbology.markup import attribute, elements, text, within
from tests.products import make
from tests.products.catalogue.pages import canonical, heading, html_of, links, main_text, meta

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def page_of(adult, product):
    return adult.get(f"/products/{product.slug}/")


def tincture(**facts):
    return make.product(
        "tincture",
        **{"name": "Quiet Drops", "serving_amount": Decimal(1), "servings": 30} | facts,
    )


def section(response, name):
    """The words of the part with this heading."""
    (found,) = [
        each
        for each in elements(html_of(response), "section")
        for title in within(each, "h2")
        if text(title).startswith(name)
    ]
    return text(found)


def structured(response):
    (block,) = [
        each
        for each in elements(html_of(response), "script")
        if attribute(each, "type") == "application/ld+json"
    ]
    return json.loads("".join(block.children))


@pytest.mark.parametrize("batches", [1, 3])
def test_page_takes_as_many_queries_for_three_batches_as_for_one(
    batches, adult, django_assert_num_queries
):
    product = tincture()
    for _number in range(batches):
        make.batch(product)

    with django_assert_num_queries(10):
        page = page_of(adult, product)

    assert main_text(page).count("What you would be handed") == batches


def test_batch_that_expires_first_is_the_one_shown_and_the_others_come_later(adult):
    product, elm = tincture(), make.store(name="Elm")
    later = {"readings": {"thc": "9", "cbd": "1"}, "unit": "mg_per_ml"}
    make.batch(product, number="LATER", at=elm, expires_on=make.TODAY + 90 * DAY, **later)
    now = {"readings": {"thc": "2", "cbd": "4"}, "unit": "mg_per_serving"}
    make.batch(product, number="NOW", at=elm, expires_on=make.TODAY + 9 * DAY, **now)
    make.batch(product, number="GONE", at=elm, expires_on=make.TODAY, **now)

    page = page_of(adult, product)

    handed = section(page, "Batch")
    assert handed.startswith("What you would be handed Batch NOW At Elm.")
    assert "THC in one serving 2 mg CBD in one serving 4 mg" in handed
    where = section(page, "Where you can get it")
    assert "1 more batch, handed over later LATER, use before Feb. 20, 2027" in where
    assert "GONE" not in main_text(page)


def test_lab_panel_has_chart_table_laboratory_and_days(adult):
    product = tincture()
    result = make.lab_result(
        product,
        readings={"thc": "2.5", "thca": "not_detected", "cbd": "5", "cbn": "below_loq"},
        unit="mg_per_ml",
        laboratory="Gannet Analytical",
        terpenes={"myrcene": 0.4},
    )
    make.batch(product, lab_result=result)

    page = page_of(adult, product)

    (table,) = elements(html_of(page), "table")
    assert [[text(cell) for cell in within(row, "th", "td")] for row in within(table, "tr")] == [
        ["Cannabinoid", "Amount (mg/mL)"],
        ["THC", "2.5"],
        ["THCA (heat turns it into THC)", "not found"],
        ["CBD", "5"],
        ["CBN", "a trace"],
    ]
    handed = section(page, "Batch")
    assert "Tested Oct. 23, 2026 Laboratory Gannet Analytical" in handed
    assert "Use before March 22, 2027" in handed
    assert "Pesticides passed" in handed
    assert "myrcene: 0.4 %" in handed


def test_stores_with_the_same_lot_share_one_panel_and_others_are_named(adult):
    product = tincture()
    result = make.lab_result(product, readings={"thc": "2", "cbd": "2"}, unit="mg_per_ml")
    for name in ("Elm", "Oak"):
        make.batch(product, number="L1", lab_result=result, at=make.store(name=name))
    make.store(name="Pine")
    make.store(name="Closed", active=False)

    page = page_of(adult, product)

    assert "Batch L1 At Elm, Oak." in main_text(page)
    assert "Not now at Pine." in section(page, "Where you can get it")


def test_product_that_no_store_has_shows_no_number_of_before(adult):
    product = tincture(price=Decimal(30))
    make.batch(product, readings={"thc": "7.7", "cbd": "1"}, unit="mg_per_ml", quantity="0")

    page = page_of(adult, product)

    assert page.status_code == 200
    assert "We do not have it now" in main_text(page)
    assert "7.7" not in html_of(page)
    assert links(page)["See what we have of the kind Tincture"] == "/products/?format=tincture"
    assert structured(page) == {
        "@context": "https://schema.org",
        "@type": "Product",
        "name": "Quiet Drops",
        "url": f"http://testserver/products/{product.slug}/",
        "category": "Tincture",
    }


def test_how_to_take_it_says_serving_onset_duration_and_their_sources(adult):
    product = tincture()
    make.batch(product)

    how = section(page_of(adult, product), "How it is taken")

    assert "One serving is 1 mL. The package holds 30 servings." in how
    assert "The least you can measure out is 0.1 mL." in how
    assert "Starts to act: after 15 to 120 minutes Lasts: 2 to 8 hours" in how
    assert "You hold a measured amount of liquid under your tongue" in how
    assert "Karschner" in how


def test_unknown_ingredients_and_alcohol_are_said_to_be_unknown(adult):
    text_of = section(page_of(adult, tincture()), "What is in it")

    assert "We do not know everything that is in it." in text_of
    assert "We do not know whether it contains alcohol." in text_of


def test_allergens_are_named(adult):
    product = tincture(ingredients="Oil.", ingredients_known=True, contains_alcohol=True)
    product.allergen_rows.create(allergen="tree_nuts")
    product.allergen_rows.create(allergen="sesame")

    text_of = section(page_of(adult, product), "What is in it")

    assert text_of.startswith("What is in it Oil. This is what the producer states.")
    assert "Allergies Contains: sesame, tree nuts. Contains alcohol." in text_of
    assert "We do not know" not in text_of


def test_what_an_import_assumed_is_said(adult):
    product = tincture()
    batch = make.batch(product)
    Batch.objects.filter(pk=batch.pk).update(assumed=["expires_on"])

    assert "Not in our records, so assumed: the expiry date." in main_text(page_of(adult, product))


def test_product_without_a_format_says_only_what_is_known(adult):
    page = page_of(adult, make.product(None, name="Bare"))

    assert page.status_code == 200
    assert "How it is taken" not in main_text(page)


def test_delisted_product_is_gone_and_leads_on(adult):
    strain = Strain.objects.create(name="Blue Hill", slug="blue-hill")
    product = tincture(active=False, strain=strain)

    page = page_of(adult, product)

    assert page.status_code == 410
    assert heading(page) == "We no longer carry this product"
    assert links(page)["See what we have of the kind Tincture"] == "/products/?format=tincture"
    assert links(page)["See the strain Blue Hill"] == "/strains/blue-hill/"
    assert meta(page, "robots") == ["noindex"]


def test_product_that_never_was_leads_to_the_search(adult):
    page = adult.get("/products/nothing-of-this-name/")

    assert page.status_code == 404
    assert heading(page) == "We do not know this product"
    assert "See everything on the shelf" in links(page)


def test_structured_data_has_the_numbers_of_the_batch_and_an_offer_in_the_store(adult):
    product = tincture(producer="Larkfold </script><b>", price=Decimal("28"))
    make.batch(product, readings={"thc": "2", "cbd": "4"}, unit="mg_per_serving")

    page = page_of(adult, product)

    assert structured(page) == {
        "@context": "https://schema.org",
        "@type": "Product",
        "name": "Quiet Drops",
        "url": f"http://testserver/products/{product.slug}/",
        "category": "Tincture",
        "brand": {"@type": "Brand", "name": "Larkfold </script><b>"},
        "additionalProperty": [
            {"@type": "PropertyValue", "name": "THC in one serving", "value": "2 mg"},
            {"@type": "PropertyValue", "name": "CBD in one serving", "value": "4 mg"},
        ],
        "offers": {
            "@type": "Offer",
            "price": "28.00",
            "priceCurrency": "USD",
            "availability": "https://schema.org/InStoreOnly",
            "url": f"http://testserver/products/{product.slug}/",
        },
    }
    assert "</script><b>" not in html_of(page)


def test_product_without_a_price_makes_no_offer(adult):
    product = tincture()
    make.batch(product)

    assert "offers" not in structured(page_of(adult, product))
    assert "Price" not in main_text(page_of(adult, product))


def test_page_has_one_address_and_a_title_of_its_own(adult):
    product = tincture()

    page = adult.get(f"/products/{product.slug}/?utm_source=x")

    assert canonical(page) == [f"http://testserver/products/{product.slug}/"]
    assert text(elements(html_of(page), "title")[0]).startswith("Quiet Drops (Tincture)")


def test_description_of_the_maker_is_not_shown(adult):
    """It may promise something: nothing has looked at it yet."""
    product = tincture(description="Relieves every spasm.", description_approved=True)
    make.batch(product)

    assert "Relieves" not in html_of(page_of(adult, product))


def test_headings_go_down_in_steps(adult):
    product = tincture()
    make.batch(product)

    found = elements(html_of(page_of(adult, product)), "h1", "h2", "h3", "h4")

    levels = [int(each.name[1]) for each in found]
    assert (levels[0], levels.count(1)) == (1, 1)
    assert [below for above, below in pairwise(levels) if below > above + 1] == []


def test_every_drawing_that_is_named_is_drawn(adult):
    symbols = elements(html_of(page_of(adult, tincture())), "symbol")

    assert {attribute(each, "id") for each in symbols} == {f"drawing-{name}" for name in DRAWINGS}


def test_page_repeats_the_producers_words_as_theirs(adult):
    product = tincture(
        description="Smells of pine.\n\n<b>Brown</b> glass.", description_approved=True
    )

    page = page_of(adult, product)

    assert section(page, "In the words of the producer") == (
        "In the words of the producer Smells of pine. <b>Brown</b> glass."
        " This is what the producer says. We have not tested it."
    )
    assert structured(page)["description"] == product.description


def test_words_that_nobody_translated_say_their_language(adult):
    product = tincture(description="It smells of pine.", description_approved=True)

    (words,) = elements(html_of(adult.get(f"/products/{product.slug}/?lang=es")), "blockquote")

    assert (attribute(words, "lang"), text(words)) == ("en", "It smells of pine.")


@pytest.mark.parametrize(
    ("description", "approved"),
    [
        pytest.param("", True, id="none"),
        pytest.param("Smells of pine. Relieves pain.", True, id="claim"),
        pytest.param("Smells of pine. Take two.", False, id="nobody-has-read-it"),
    ],
)
def test_page_without_words_that_may_be_repeated_has_no_place_for_them(
    adult, description, approved
):
    page = page_of(adult, tincture(description=description, description_approved=approved))

    assert elements(html_of(page), "blockquote") == []
    assert "description" not in structured(page)
    assert "pine" not in html_of(page)


@pytest.mark.parametrize(
    ("rows", "line"),
    [
        (("dairy", "other"), "Contains: dairy. It contains something else"),
        (("other",), "It contains something that may cause an allergy and is not on our list"),
    ],
)
def test_allergen_without_a_name_is_no_word_in_a_list(adult, rows, line):
    product = make.product(ingredients_known=True)
    for allergen in rows:
        product.allergen_rows.create(allergen=allergen)

    said = section(page_of(adult, product), "What is in it")

    assert line in said
    assert "other" not in said


def test_structured_data_has_numbers_only(adult):
    product = make.product("cream", name="Rub")
    make.batch(product, readings={"thc": "6", "cbd": "6"}, unit="mg_per_ml")

    page = page_of(adult, product)

    assert "see what the lab measured" in main_text(page)
    assert "additionalProperty" not in structured(page)


@pytest.mark.parametrize(
    ("labelled", "measured", "said"),
    [("2.5", "2.4", True), ("2.5", "2.5", False), ("2.5", "2.6", False), (None, "2.4", False)],
)
def test_number_of_the_label_that_is_larger_than_the_measured_is_said_to_be_so(
    adult, labelled, measured, said
):
    label = labelled and Decimal(labelled)
    product = tincture(label_thc_mg_per_serving=label)
    readings = {"thc": measured, "cbd": "1"}
    make.batch(product, readings=readings, unit="mg_per_serving")

    line = "The label says 2.5 mg of THC in one serving. The laboratory measured 2.4 mg"

    assert (line in section(page_of(adult, product), "Batch")) is said


def test_number_that_no_laboratory_gave_is_said_to_be_the_labels(adult):
    product = tincture(label_cbd_mg_per_serving=Decimal(5))
    make.batch(product, readings={"thc": "2.4"}, unit="mg_per_serving")

    handed = section(page_of(adult, product), "Batch")

    assert "From the label, not measured by the laboratory: CBD." in handed


def test_ingredients_that_claim_something_are_cut_and_said_to_be(adult):
    product = make.product(ingredients="Olive oil, soy lecithin, relieves pain. Mint.")

    said = section(page_of(adult, product), "What is in it")

    assert "Olive oil, soy lecithin. Mint." in said
    assert "relieves" not in said
    assert "We left out a part" in said


@pytest.mark.parametrize("available", [True, False])
def test_recalled_batches_are_named_once_each_for_whoever_has_one_at_home(adult, available):
    product = tincture()
    for number in ("QD-7", "QD-3", "QD-7"):
        make.batch(product, number=number, at=make.store(), state="recalled")
    if available:
        make.batch(product, number="QD-9")

    told = section(page_of(adult, product), "Recalled")

    assert told.startswith("Recalled: batches QD-3, QD-7 ")


def test_product_without_a_recall_speaks_of_none(adult):
    product = tincture()
    make.batch(product)

    assert "Recalled" not in main_text(page_of(adult, product))


def test_recall_of_a_product_that_is_no_longer_listed_is_still_told(adult):
    product = tincture(active=False)
    make.batch(product, number="QD-7", state="recalled")

    told = section(page_of(adult, product), "Recalled")

    assert "Recalled: batch QD-7 " in told
    assert "do not use it" in told
