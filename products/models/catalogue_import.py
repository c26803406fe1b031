from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from products.models.batch import Batch
from products.models.product import Product
from products.models.store import Store
from products.models.strain import Strain


class CatalogueImport(models.Model):
    """A file that was applied, with what was found in it and, when it was taken back, when.

    Without `finished_at` it was interrupted, or is being applied at this moment.
    """

    file_name = models.CharField(_("file"), max_length=200)
    file_sha256 = models.CharField(_("SHA-256 of the file"), max_length=64)
    layout_name = models.CharField(_("layout"), max_length=60)
    store = models.ForeignKey(Store, models.PROTECT, verbose_name=_("store"), related_name="+")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("by"),
        help_text=_("Empty: the command line."),
    )
    applied_at = models.DateTimeField(_("applied at"))
    finished_at = models.DateTimeField(_("finished at"), null=True)
    undone_at = models.DateTimeField(_("undone at"), null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("undone by"),
        help_text=_("Empty: the command line."),
    )
    counts = models.JSONField(_("counts"))
    findings = models.JSONField(_("findings"))

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-pk"]
        permissions = [("run_import", "Can import files and take imports back")]
        constraints = [
            models.CheckConstraint(
                name="import_is_undone_after_it_was_applied",
                condition=models.Q(undone_at__isnull=True)
                | models.Q(undone_at__gte=models.F("applied_at")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.pk}: {self.file_name}"


class ImportedRow(models.Model):
    """What one row of an import made or changed; rows that changed nothing have none.

    A row is about a strain, or about a product and perhaps one batch of it. `changes` is a list of
    {"on": product, batch, lab result or strain, "pk", "field", "old", "new"}.
    """

    catalogue_import = models.ForeignKey(CatalogueImport, models.PROTECT, related_name="rows")
    row = models.PositiveIntegerField(_("row"))
    product = models.ForeignKey(Product, models.PROTECT, null=True, related_name="imported_rows")
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, related_name="imported_rows")
    strain = models.ForeignKey(Strain, models.PROTECT, null=True, related_name="imported_rows")
    created_product = models.BooleanField(_("made the product"), default=False)
    created_batch = models.BooleanField(_("made the batch"), default=False)
    created_strain = models.BooleanField(_("made the strain"), default=False)
    format_word = models.CharField(
        _("word for the format"),
        max_length=200,
        blank=True,
        help_text=_("As the file has it, where the layout could not decide."),
    )
    stated_on_hand = models.DecimalField(
        _("on hand, as the file says"), max_digits=12, decimal_places=3, null=True
    )
    undone = models.BooleanField(_("undone"), default=False)
    changes = models.JSONField(_("changes"), default=list, encoder=DjangoJSONEncoder)

    class Meta:
        verbose_name = _("imported row")
        verbose_name_plural = _("imported rows")
        ordering = ["catalogue_import", "row"]
        constraints = [
            models.UniqueConstraint(
                fields=["catalogue_import", "row"], name="imported_row_once_in_each_import"
            ),
            models.CheckConstraint(
                condition=models.Q(strain=None, product__isnull=False)
                | models.Q(strain__isnull=False, product=None, batch=None),
                name="imported_row_is_about_a_strain_or_a_product",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.catalogue_import_id}, row {self.row}"
