from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from products.models.constraints import above_zero, one_of, possible_mg, zero_or_more
from products.models.description import approval_of_description
from products.models.format import Format
from products.models.strain import Strain
from products.models.translated import spanish_line, spanish_text
from products.potency import Facts, PotencyError, derive

ALLERGENS = (
    "sesame",
    "alcohol",
    "coconut_mct",
    "tree_nuts",
    "peanut",
    "gelatin",
    "dairy",
    "gluten",
    "soy",
    "other",
)


class Product(models.Model):
    """What a shopper would name: a strain in a format by a producer, in a pack size."""

    class StockUnit(models.TextChoices):
        EACH = "each", _("each")
        GRAM = "gram", _("gram")

    class PackUnit(models.TextChoices):
        GRAM = "g", _("g")
        ML = "ml", _("mL")
        EACH = "each", _("each")

    name = models.CharField(_("name"), max_length=200)
    name_es = spanish_line(_("name in Spanish"), max_length=200)
    slug = models.SlugField(_("slug"), max_length=220, unique=True)
    registration_number = models.CharField(
        _("registration number or SKU"),
        max_length=60,
        blank=True,
        help_text=_("The key by which the state, the supplier or the till knows it."),
    )
    producer = models.CharField(_("producer"), max_length=120, blank=True)
    strain = models.ForeignKey(
        Strain, models.PROTECT, null=True, blank=True, related_name="products"
    )
    format = models.ForeignKey(
        Format,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="products",
        help_text=_("Empty: unclassified. It is then never suggested and never sold."),
    )
    description = models.TextField(_("description"), blank=True)
    description_es = spanish_text(_("description in Spanish"))
    description_approved = approval_of_description()

    stock_unit = models.CharField(
        _("counted in"), max_length=4, choices=StockUnit, default=StockUnit.EACH
    )
    pack_amount = models.DecimalField(
        _("pack size"),
        max_digits=9,
        decimal_places=3,
        null=True,
        blank=True,
        help_text=_(
            "Give the weight in grams where you know it: it turns % and mg/g into milligrams."
        ),
    )
    pack_unit = models.CharField(_("pack unit"), max_length=4, choices=PackUnit, blank=True)
    servings = models.PositiveIntegerField(_("servings per pack"), null=True, blank=True)
    serving_amount = models.DecimalField(
        _("one serving"),
        max_digits=8,
        decimal_places=3,
        null=True,
        blank=True,
        help_text=_("In the format's unit of a serving: 1 piece, 1 mL, 2 sprays."),
    )
    divides_into = models.PositiveSmallIntegerField(
        _("divides into"),
        choices=[(1, _("cannot be divided")), (2, _("halves")), (4, _("quarters"))],
        null=True,
        blank=True,
        help_text=_("Only where one piece of this product divides otherwise than its format."),
    )
    label_thc_mg_per_serving = models.DecimalField(
        _("THC per serving on the label (mg)"),
        max_digits=9,
        decimal_places=3,
        null=True,
        blank=True,
    )
    label_cbd_mg_per_serving = models.DecimalField(
        _("CBD per serving on the label (mg)"),
        max_digits=9,
        decimal_places=3,
        null=True,
        blank=True,
    )

    ingredients = models.TextField(_("ingredients"), blank=True)
    ingredients_es = spanish_text(_("ingredients in Spanish"))
    ingredients_known = models.BooleanField(
        _("ingredients are known"),
        default=False,
        help_text=_(
            "Only if the whole list is known. Otherwise people with allergies are not offered it."
        ),
    )
    contains_alcohol = models.BooleanField(
        _("contains alcohol"), null=True, blank=True, help_text=_("Empty: unknown.")
    )
    price = models.DecimalField(
        _("price"),
        max_digits=8,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("For display only. It never decides what is suggested."),
    )
    active = models.BooleanField(
        _("active"), default=True, help_text=_("Untick when the product is delisted.")
    )

    class Meta:
        verbose_name = _("product")
        verbose_name_plural = _("products")
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["name", "id"], name="product_by_name")]
        constraints = [
            models.UniqueConstraint(
                fields=["registration_number"],
                condition=~models.Q(registration_number=""),
                name="product_registration_number_unique_where_given",
                violation_error_message=_("Another product has this registration number or SKU."),
            ),
            one_of("stock_unit", ("each", "gram"), "product_stock_unit_known"),
            models.CheckConstraint(
                condition=models.Q(pack_amount__isnull=True)
                | models.Q(pack_amount__gt=0, pack_unit__in=["g", "ml", "each"]),
                name="product_pack_size_has_a_unit",
                violation_error_message=_("A pack size needs an amount above zero and a unit."),
            ),
            above_zero("servings", "product_servings_above_zero"),
            above_zero("serving_amount", "product_serving_amount_above_zero"),
            models.CheckConstraint(
                condition=models.Q(divides_into__isnull=True)
                | models.Q(divides_into__in=[1, 2, 4]),
                name="product_divides_into_halves_or_quarters",
            ),
            possible_mg("label_thc_mg_per_serving", "product_label_thc_possible"),
            possible_mg("label_cbd_mg_per_serving", "product_label_cbd_possible"),
            zero_or_more("price", "product_price_zero_or_more"),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse facts under which a lab result that is already there could not be true."""
        super().clean()
        results = self.lab_results.prefetch_related("readings") if self.pk else []
        for result in results:
            try:
                derive([row.as_reading() for row in result.readings.all()], self.facts)
            except PotencyError as error:
                message = _("With these facts lab result %(result)s would be impossible. %(error)s")
                raise ValidationError(message, params={"result": result, "error": error}) from error

    @property
    def allergens(self) -> frozenset[str] | None:
        """What the maker declares; None when the ingredients are unknown.

        Reads the related rows: prefetch `allergen_rows` in lists.
        """
        if not self.ingredients_known:
            return None
        return frozenset(row.allergen for row in self.allergen_rows.all())

    @property
    def facts(self) -> Facts:
        """What potency needs to know. Prefetch `format__route_rows` in lists."""
        kind = self.format
        return Facts(
            routes=kind.routes if kind else (),
            pack_amount=self.pack_amount,
            pack_unit=self.pack_unit,
            servings=Decimal(self.servings) if self.servings else None,
            measure_unit=kind.measure_unit if kind else "",
            serving_amount=self.serving_amount,
            smallest_measurable_amount=kind.smallest_amount(self.divides_into) if kind else None,
            label_thc_mg_per_serving=self.label_thc_mg_per_serving,
            label_cbd_mg_per_serving=self.label_cbd_mg_per_serving,
        )


class ProductAllergen(models.Model):
    """An allergen the maker declares. Alcohol has a column of its own as well, for its unknown."""

    class Allergen(models.TextChoices):
        SESAME = "sesame", _("sesame")
        ALCOHOL = "alcohol", _("alcohol")
        COCONUT_MCT = "coconut_mct", _("coconut or MCT oil")
        TREE_NUTS = "tree_nuts", _("tree nuts")
        PEANUT = "peanut", _("peanut")
        GELATIN = "gelatin", _("gelatin")
        DAIRY = "dairy", _("dairy")
        GLUTEN = "gluten", _("gluten")
        SOY = "soy", _("soy")
        OTHER = "other", _("other")

    product = models.ForeignKey(Product, models.CASCADE, related_name="allergen_rows")
    allergen = models.CharField(_("allergen"), max_length=12, choices=Allergen)

    class Meta:
        verbose_name = _("allergen")
        verbose_name_plural = _("allergens")
        ordering = ["product", "allergen"]
        constraints = [
            one_of("allergen", ALLERGENS, "product_allergen_known"),
            models.UniqueConstraint(
                fields=["product", "allergen"], name="product_allergen_named_once"
            ),
        ]

    def __str__(self) -> str:
        return self.get_allergen_display()
