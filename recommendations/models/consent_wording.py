from django.db import models
from django.utils.translation import gettext_lazy as _

from herbology.append_only import AppendOnly


class ConsentWording(AppendOnly):
    """The words that people agreed to, by the version that a submission keeps. They name nobody.

    `language` is "" where the version does not tell it: the words are then the English ones, which
    some read in the translation of the time.
    """

    version = models.CharField(_("version"), max_length=40, unique=True)
    language = models.CharField(_("language"), max_length=12, blank=True)
    words = models.TextField(_("words"))
    first_agreed_at = models.DateTimeField(_("first agreed to at"), null=True)

    class Meta:
        verbose_name = _("consent wording")
        verbose_name_plural = _("consent wordings")

    def __str__(self) -> str:
        return self.version

    @classmethod
    def of(cls, version: str) -> "ConsentWording":
        """As it is kept; without words where none are."""
        return cls.objects.filter(version=version).first() or cls(version=version)
