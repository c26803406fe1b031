from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from products.models.format import Format
from products.models.store import Store


class WaitingImport(models.Model):
    """A file and its plan, between looking and applying; kept here so that every process has it.

    Written only by `products.importing.waiting`. Lists leave `content` and `lines` out.
    """

    file_name = models.CharField(_("file"), max_length=200)
    file_sha256 = models.CharField(_("SHA-256 of the file"), max_length=64)
    content = models.BinaryField(_("content"), help_text=_("Compressed."))
    layout_name = models.CharField(_("layout"), max_length=60)
    store = models.ForeignKey(Store, models.CASCADE, verbose_name=_("store"), related_name="+")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("by")
    )
    made_at = models.DateTimeField(_("plan made at"))
    planned_in_seconds = models.FloatField(_("planned in (s)"))
    digest = models.CharField(_("digest of the plan"), max_length=64)
    counts = models.JSONField(_("counts"))
    lines = models.BinaryField(_("what each row would do"), help_text=_("Compressed JSON."))

    class Meta:
        verbose_name = _("import waiting to be applied")
        verbose_name_plural = _("imports waiting to be applied")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.file_name


class ImportLayout(models.Model):
    """A layout that staff wrote: TOML, as `docs/layouts.md` describes it."""

    name = models.SlugField(_("name"), max_length=60, unique=True)
    text = models.TextField(_("layout"), help_text=_("TOML; the guide names every key."))
    changed_at = models.DateTimeField(_("changed at"), auto_now=True)

    class Meta:
        verbose_name = _("import layout")
        verbose_name_plural = _("import layouts")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class FormatWord(models.Model):
    """What staff decided that a file's word means, beside what its layout says."""

    layout_name = models.CharField(_("layout"), max_length=60)
    word = models.CharField(_("word"), max_length=200, help_text=_("In lower case."))
    format = models.ForeignKey(
        Format, models.CASCADE, verbose_name=_("format"), related_name="import_words"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("word of a layout")
        verbose_name_plural = _("words of layouts")
        ordering = ["layout_name", "word"]
        constraints = [
            models.UniqueConstraint(
                fields=["layout_name", "word"], name="format_word_once_in_each_layout"
            )
        ]

    def __str__(self) -> str:
        return self.word
