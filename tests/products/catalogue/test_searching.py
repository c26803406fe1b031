"""The search of the list: what it finds first, and how it helps where it finds nothing."""

import pytest

from products.catalogue import snapshot
from products.models import Batch, Strain
from products.search import reindex
from tests.products import make
from tests.products.catalogue.pages import links, main_text, names

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf(db, django_capture_on_commit_callbacks):
    """Products that can be had, by their names, with their words known."""

    def fill(*products, **facts):
        with django_capture_on_commit_callbacks(execute=True):
            for name in products:
                make.batch(make.product(name=name, **facts))
            reindex()

    return fill


@pytest.mark.parametrize("products", [1, 3])
def test_search_takes_as_many_queries_for_three_products_as_for_one(
    products, adult, shelf, django_assert_num_queries
):
    shelf(*(f"Blue {number}" for number in range(products)))
    snapshot.current(make.NOW)

    with django_assert_num_queries(6):
        page = adult.get("/products/?q=blue")

    assert len(names(page)) == products


def test_exact_names_come_first(adult, shelf):
    shelf("A jar of Élan", "Élan", "Élan Oil")

    assert names(adult.get("/products/?q=ELAN")) == ["Élan", "Élan Oil", "A jar of Élan"]
    assert names(adult.get("/products/?q=ELAN&sort=name"))[0] == "A jar of Élan"


def test_search_and_filters_hold_together(adult, shelf):
    shelf("Blue Plant")
    shelf("Blue Roll", format="preroll")

    assert names(adult.get("/products/?q=blue&format=preroll")) == ["Blue Roll"]


def test_strain_and_format_of_the_name_are_offered_too(adult, shelf):
    strain = Strain.objects.create(name="Blue Hill", slug="blue-hill")
    shelf("Jar", strain=strain)

    assert links(adult.get("/products/?q=blue+hill"))["the strain Blue Hill"] == (
        "/strains/blue-hill/"
    )
    assert links(adult.get("/products/?q=flowers"))["all of the kind Flower"] == (
        "/products/?format=flower"
    )


def test_misspelled_search_names_the_spelling_and_what_it_finds(adult, shelf):
    shelf("Quiet Harbor")

    page = adult.get("/products/?q=quite+hrabor&route=smoked")

    assert "We found nothing for “quite hrabor”" in main_text(page)
    assert "Did you mean quiet harbor ? It finds 1 product." in main_text(page)
    assert links(page)["quiet harbor"] == "/products/?q=quiet+harbor&route=smoked"


def test_search_that_only_the_filters_empty_says_so(adult, shelf):
    shelf("Quiet Harbor")

    page = adult.get("/products/?q=quiet&route=edible")

    assert "Without “Swallowed” (How you take it) 1 product" in main_text(page)
    assert "Did you mean" not in main_text(page)


@pytest.mark.parametrize("typed", ["%", "%25", "_", "*", '"', "'", "%00", "();--", "\N{HERB}"])
def test_search_for_signs_finds_nothing_and_breaks_nothing(typed, adult, shelf):
    shelf("Quiet Harbor")

    page = adult.get("/products/", {"q": typed})

    assert (page.status_code, names(page)) == (200, [])
    assert "We found nothing for" in main_text(page)


def test_search_of_ten_thousand_characters_says_what_it_looked_for(adult, shelf):
    shelf("Quiet Harbor")

    page = adult.get("/products/", {"q": "quiet " * 2000, "route": "smoked"})

    assert (page.status_code, names(page)) == (200, ["Quiet Harbor"])
    assert "We looked for its first words only: quiet." in main_text(page)


@pytest.mark.parametrize("products", [1, 3])
def test_misspelled_search_takes_as_many_queries_for_three_products_as_for_one(
    products, adult, shelf, django_assert_num_queries
):
    shelf(*(f"Quiet Harbor {number}" for number in range(products)))

    with django_assert_num_queries(13):
        page = adult.get("/products/?q=hrabor")

    assert f"It finds {products} product" in main_text(page)


def test_spelling_of_what_is_on_no_shelf_is_not_offered(adult, shelf):
    shelf("Blue Jar", "Credible Oil")
    Batch.objects.filter(product__name="Credible Oil").update(on_hand=0)

    page = adult.get("/products/?q=credidle")

    assert "Did you mean" not in main_text(page)
    assert "Try fewer words" in main_text(page)


def test_spelling_that_only_the_filters_hide_is_offered_without_them(adult, shelf):
    shelf("Blue Jar")
    shelf("Green Roll", format="preroll")

    page = adult.get("/products/?q=greem&format=flower")

    assert links(page)["green"] == "/products/?q=green"
    assert "It finds 1 product without your filters." in main_text(page)


@pytest.mark.parametrize(
    ("typed", "way", "route"),
    [
        ("edibles", "swallowed", "edible"),
        ("Swallowed", "swallowed", "edible"),
        ("smoking", "smoked", "smoked"),
        ("sublingual", "under the tongue", "oral_tincture"),
    ],
)
def test_words_for_a_way_of_taking_it_lead_to_its_filter(adult, shelf, typed, way, route):
    for kind in ("flower", "capsule", "tincture"):
        shelf(f"Jar of {kind}", format=kind)

    page = adult.get(f"/products/?q={typed}")

    assert {
        words: url for words, url in links(page).items() if words.startswith("all that is taken")
    } == {f"all that is taken this way: {way}": f"/products/?route={route}"}


def test_way_of_taking_it_is_found_in_spanish(adult, shelf):
    shelf("Jar", format="capsule")

    page = adult.get("/products/?q=comestibles&lang=es")

    assert "/products/?route=edible" in links(page).values()


def test_search_that_finds_nothing_leads_to_the_questions(adult, shelf):
    shelf("Blue Jar")

    assert links(adult.get("/products/?q=spasm"))["Answer our questions"] == "/questionnaire/"
