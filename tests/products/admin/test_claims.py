"""What staff write about products, strains and formats makes no claim."""

import pytest

from herbology.claims import find_claims
from products.models import Format, Product, Strain
from tests.products import make
from tests.products.admin.pages import save, sent_back, url_of

pytestmark = pytest.mark.django_db


def errors(page):
    return dict(page.context["adminform"].form.errors)


def notice_of(page, field):
    return page.context["adminform"].form.fields[field].help_text


@pytest.mark.parametrize("field", ["name", "description", "ingredients"])
def test_claim_about_a_product_is_refused_and_stays_in_the_form(field, desk):
    product = make.product()
    url = url_of(product)

    page = save(desk, url, sent_back(desk, url) | {field: "Hemp that relieves pain"})

    (claim,) = find_claims("Hemp that relieves pain")
    assert errors(page) == {
        field: [
            "“Hemp that relieves pain” makes a claim (“relieves pain”)."
            f" {claim.reason} {claim.neutral}"
        ]
    }
    assert page.context["adminform"].form[field].value() == "Hemp that relieves pain"
    assert getattr(Product.objects.get(), field) == getattr(product, field)


def test_facts_about_a_product_are_saved(desk):
    url = url_of(make.product())

    save(desk, url, sent_back(desk, url) | {"description": "Rub into the skin."})

    assert Product.objects.get().description == "Rub into the skin."


def test_claim_that_was_there_before_is_shown_and_stops_no_other_edit(desk):
    product = make.product(description="Relieves pain.")
    url = url_of(product)
    page = desk.get(url)

    save(desk, url, sent_back(page) | {"producer": "Somebody"})

    assert "This text makes a claim (“Relieves pain”)" in notice_of(page, "description")
    assert notice_of(page, "name") == ""
    assert Product.objects.get().producer == "Somebody"


def test_claim_about_a_strain_is_refused(desk):
    url = url_of(Strain.objects.create(name="Blue", slug="blue"))

    page = save(desk, url, sent_back(desk, url) | {"description": "Cures insomnia."})

    assert list(errors(page)) == ["description"]


def test_claim_in_the_name_of_a_format_is_refused(desk):
    kind = Format.objects.first()
    url = url_of(kind)

    page = save(desk, url, sent_back(desk, url) | {"name": "Healing balm"})

    assert list(errors(page)) == ["name"]
