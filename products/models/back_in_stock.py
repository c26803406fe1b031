import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from herbology.encrypted import EncryptedTextField
from products.models.product import Product
from products.models.store import Store


class BackInStockRequest(models.Model):
    """Somebody wants to be told once when a product can be had at a store again.

    Written only by `products.waiting_list`, and deleted with the notice. `site_url` is the address of
    this site as the visitor knew it, for the links in mails that no visitor's request sends.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    product = models.ForeignKey(Product, models.CASCADE, related_name="+")
    store = models.ForeignKey(Store, models.CASCADE, related_name="+")
    email = EncryptedTextField(_("e-mail address"))
    email_hash = models.CharField(_("keyed hash of the address"), max_length=64)
    site_url = models.CharField(_("address of the site"), max_length=300)
    language = models.CharField(_("language"), max_length=10)
    asked_at = models.DateTimeField(_("asked at"), db_index=True)
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True)

    class Meta:
        verbose_name = _("back-in-stock request")
        verbose_name_plural = _("back-in-stock requests")
        ordering = ["asked_at", "pk"]
        default_permissions = ()
        indexes = [
            models.Index(
                fields=["store", "product"],
                condition=Q(confirmed_at__isnull=False),
                name="back_in_stock_confirmed",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["email_hash", "product", "store"], name="back_in_stock_asked_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
