"""The pages of the catalogue, for search engines. They stand behind the question of age, all the same."""

from typing import Any

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.urls import reverse

from products.models import Product, Strain


class CataloguePages(Sitemap):
    """Together they stay below the 50,000 addresses that one sitemap may hold."""

    limit = 20_000
    model: type[Product] | type[Strain]
    page_name: str

    def items(self) -> QuerySet[Any]:
        return self.model.objects.filter(active=True).only("slug").order_by("pk")

    def location(self, item: Product | Strain) -> str:
        return reverse(self.page_name, args=[item.slug])


class ProductPages(CataloguePages):
    model = Product
    page_name = "catalogue:product"


class StrainPages(CataloguePages):
    model = Strain
    page_name = "catalogue:strain"
