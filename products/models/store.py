from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from products.models.constraints import one_of
from products.models.translated import spanish_line


def validate_time_zone(value: str) -> None:
    if value not in available_timezones():
        raise ValidationError(
            _("“%(value)s” is not a time zone. Write it like America/New_York."),
            params={"value": value},
        )


class Store(models.Model):
    name = models.CharField(_("name"), max_length=100, unique=True)
    name_es = spanish_line(_("name in Spanish"), max_length=100)
    slug = models.SlugField(_("slug"), max_length=60, unique=True)
    address = models.TextField(_("address"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    time_zone = models.CharField(
        _("time zone"),
        max_length=60,
        default="America/New_York",
        validators=[validate_time_zone],
        help_text=_("Like America/New_York. Opening hours and expiry days are local to it."),
    )
    active = models.BooleanField(
        _("active"), default=True, help_text=_("Nothing at an inactive store is offered or sold.")
    )

    class Meta:
        verbose_name = _("store")
        verbose_name_plural = _("stores")
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.name


class OpeningHours(models.Model):
    """One stretch of a weekday, local time. A day without a row is closed."""

    class Weekday(models.IntegerChoices):
        MONDAY = 0, _("Monday")
        TUESDAY = 1, _("Tuesday")
        WEDNESDAY = 2, _("Wednesday")
        THURSDAY = 3, _("Thursday")
        FRIDAY = 4, _("Friday")
        SATURDAY = 5, _("Saturday")
        SUNDAY = 6, _("Sunday")

    store = models.ForeignKey(Store, models.CASCADE, related_name="opening_hours")
    weekday = models.PositiveSmallIntegerField(_("weekday"), choices=Weekday)
    opens = models.TimeField(_("opens"))
    closes = models.TimeField(_("closes"))

    class Meta:
        verbose_name = _("opening hours")
        verbose_name_plural = _("opening hours")
        ordering = ["store", "weekday", "opens"]
        constraints = [
            one_of("weekday", range(7), "opening_hours_weekday_known"),
            models.CheckConstraint(
                condition=models.Q(closes__gt=models.F("opens")),
                name="opening_hours_close_after_opening",
                violation_error_message=_("The closing time must be after the opening time."),
            ),
            models.UniqueConstraint(
                fields=["store", "weekday", "opens"], name="opening_hours_opens_once_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.opens:%H:%M}-{self.closes:%H:%M}"
