from datetime import timedelta

import pytest

from products.catalogue import strain_page
from products.models import Strain
from tests.herbology.markup import elements, text, within
from tests.products import make
from tests.products.catalogue.pages import heading, html_of, links, main_text, meta, names

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
URL = "/strains/blue-hill/"


@pytest.fixture
def blue_hill(db):
    return Strain.objects.create(name="Blue Hill", slug="blue-hill", plant_label="indica")


def jar(strain, days_ago, thc="18", cbd="1", format="flower", **facts):  # noqa: A002
    product = make.product(format, strain=strain, name=f"Jar of {days_ago} days")
    result = make.lab_result(
        product,
        tested_on=make.TODAY - days_ago * DAY,
        readings={"total_thc": thc, "total_cbd": cbd},
    )
    return make.batch(product, lab_result=result, **facts)


def table_rows(response):
    (table,) = elements(html_of(response), "table")
    return [[text(cell) for cell in within(row, "th", "td")] for row in within(table, "tr")]


@pytest.mark.parametrize("batches", [1, 3])
def test_page_takes_as_many_queries_for_three_products_as_for_one(
    batches, adult, blue_hill, django_assert_num_queries
):
    for number in range(batches):
        jar(blue_hill, number)

    with django_assert_num_queries(16):
        page = adult.get(URL)

    assert len(names(page)) == batches


def test_chemistry_over_time_is_a_chart_and_its_table(adult, blue_hill):
    jar(blue_hill, 300, thc="15", cbd="not_detected", quantity="0")
    jar(blue_hill, 20, thc="18.5")

    page = adult.get(URL)

    assert table_rows(page) == [
        ["Tested", "THC", "CBD"],
        ["Nov. 2, 2026, Jar of 20 days", "18.5 %", "1 %"],
        ["Jan. 26, 2026, Jar of 300 days", "15 %", "too little to measure"],
    ]
    assert "Flower, by the day of the test" in main_text(page)


@pytest.mark.parametrize(
    "facts",
    [
        pytest.param({"state": "quarantine"}, id="quarantined"),
        pytest.param({"state": "recalled"}, id="recalled"),
        pytest.param({"thc": "45"}, id="implausible"),
        pytest.param({"days_ago": -1}, id="tested-tomorrow"),
        pytest.param({"format": "cream", "thc": "1"}, id="not-inhaled"),
    ],
)
def test_what_was_never_let_onto_a_shelf_is_not_in_the_chart(facts, adult, blue_hill):
    jar(blue_hill, **{"days_ago": 40} | facts)

    assert "We have no lab result yet" in main_text(adult.get(URL))


def test_one_test_is_said_without_a_chart(adult, blue_hill):
    jar(blue_hill, 20, thc="18.5")

    assert "Flower: one test so far. Nov. 2, 2026, Jar of 20 days: THC 18.5 %, CBD 1 %" in (
        main_text(adult.get(URL))
    )


def test_page_has_parents_offspring_and_what_can_be_had(adult, blue_hill):
    parent = Strain.objects.create(name="Old Oak", slug="old-oak")
    gone = Strain.objects.create(name="Low Tide", slug="low-tide", active=False)
    blue_hill.parents.set([parent, gone])
    Strain.objects.create(name="Child", slug="child").parents.add(blue_hill)
    jar(blue_hill, 20)
    jar(blue_hill, 30, quantity="0")

    page = adult.get(URL)

    assert "Parents Low Tide, Old Oak" in main_text(page)
    assert "Low Tide" not in links(page)
    assert (links(page)["Old Oak"], links(page)["Child"]) == (
        "/strains/old-oak/",
        "/strains/child/",
    )
    assert names(page) == ["Jar of 20 days"]


def test_many_products_are_a_list_of_their_own(adult, blue_hill, monkeypatch):
    monkeypatch.setattr(strain_page, "MOST_CARDS", 1)
    jar(blue_hill, 20)
    jar(blue_hill, 30)

    page = adult.get(URL)

    assert len(names(page)) == 1
    assert links(page)["See all 2 products"] == "/products/?strain=blue-hill"


def test_label_is_shown_with_what_it_is_worth_and_the_sources(adult, blue_hill):
    said = main_text(adult.get(URL))

    assert "label indica ( it says nothing about how it acts )" in said
    assert "These labels do not tell what is in a plant." in said
    for author in ("Watts S", "Smith CJ", "Piomelli D"):
        assert author in said


def test_strain_that_is_no_longer_listed_is_gone(adult, blue_hill):
    Strain.objects.update(active=False)

    page = adult.get(URL)

    assert (page.status_code, heading(page)) == (410, "We no longer list this strain")
    assert meta(page, "robots") == ["noindex"]


def test_strain_that_never_was_leads_to_the_search(adult):
    page = adult.get("/strains/nothing/")

    assert (page.status_code, heading(page)) == (404, "We do not know this strain")


@pytest.mark.parametrize(
    ("description", "approved", "shown"),
    [
        pytest.param("Smells of pine.", True, ["Smells of pine."], id="facts"),
        pytest.param("Smells of pine. Cures insomnia.", True, [], id="claim"),
        pytest.param("Smells of pine.", False, [], id="nobody-has-read-it"),
        pytest.param("", True, [], id="none"),
    ],
)
def test_page_repeats_the_growers_words_if_approved_unless_they_claim(
    adult, blue_hill, description, approved, shown
):
    Strain.objects.update(description=description, description_approved=approved)

    page = adult.get(URL)

    assert [text(words) for words in elements(html_of(page), "blockquote")] == shown
    assert ("In the words of growers" in main_text(page)) == bool(shown)
