from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from products.models.product import Product
from products.models.strain import Strain
from products.words import LONGEST_WORD


class SearchText(models.Model):
    """The words by which a product or a strain is found. Written only by `products.search.index`.

    The database's own text search stands on `words` (migration `search`): on PostgreSQL a column that
    it keeps by itself, on SQLite an FTS5 table that triggers keep. A migration that alters this table
    must make the triggers anew, for SQLite drops them with the table that Django replaces.
    """

    product = models.OneToOneField(
        Product, models.CASCADE, null=True, related_name="search_text", verbose_name=_("product")
    )
    strain = models.OneToOneField(
        Strain, models.CASCADE, null=True, related_name="search_text", verbose_name=_("strain")
    )
    name = models.TextField(_("name in plain letters"))
    words = models.TextField(_("words"))

    class Meta:
        verbose_name = _("search text")
        verbose_name_plural = _("search texts")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(product__isnull=False, strain__isnull=True)
                | Q(product__isnull=True, strain__isnull=False),
                name="search_text_of_a_product_or_a_strain",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SearchWord(models.Model):
    """Every word that the catalogue has used, to spell what was mistyped. None is taken away."""

    word = models.CharField(_("word"), max_length=LONGEST_WORD, unique=True)

    class Meta:
        verbose_name = _("word")
        verbose_name_plural = _("words")
        ordering = ["word"]

    def __str__(self) -> str:
        return self.word
