import re

import pytest

from products.catalogue.sitemaps import ProductPages
from products.models import Strain
from tests.products import make

pytestmark = pytest.mark.django_db


def addresses(response):
    return re.findall(r"<loc>http://testserver([^<]*)</loc>", response.content.decode())


@pytest.mark.parametrize("number", [1, 3])
def test_sitemap_lists_products_strains_and_public_pages(number, client, django_assert_num_queries):
    for n in range(number):
        make.product(slug=f"p{n}")
        Strain.objects.create(name=f"S{n}", slug=f"s{n}")
    make.product(slug="gone", active=False)
    Strain.objects.create(name="Gone", slug="gone", active=False)

    with django_assert_num_queries(6):
        response = client.get("/sitemap.xml")

    assert addresses(response) == [
        *("/", "/muscle-spasms/", "/how-we-choose/", "/privacy/", "/questionnaire/", "/products/"),
        *(f"/products/p{n}/" for n in range(number)),
        *(f"/strains/s{n}/" for n in range(number)),
    ]


def test_robots_txt_closes_personal_pages_and_names_the_sitemap(client):
    response = client.get("/robots.txt")

    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode().splitlines() == [
        "User-agent: *",
        "Allow: /questionnaire/$",
        "Allow: /questionnaire/?lang=",
        "Disallow: /admin/",
        "Disallow: /age/",
        "Disallow: /back-in-stock/",
        "Disallow: /healthz/",
        "Disallow: /questionnaire/",
        "Disallow: /s/",
        "Sitemap: http://testserver/sitemap.xml",
    ]


def test_catalogue_too_large_for_one_sitemap_has_a_list_of_them(client, monkeypatch):
    monkeypatch.setattr(ProductPages, "limit", 2)
    for n in range(3):
        make.product(slug=f"p{n}")

    listed = addresses(client.get("/sitemap.xml"))

    assert listed == [
        *("/sitemap-pages.xml", "/sitemap-products.xml"),
        *("/sitemap-products.xml?p=2", "/sitemap-strains.xml"),
    ]
    assert addresses(client.get(listed[2])) == ["/products/p2/"]
