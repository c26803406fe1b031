"""Shapes of the database constraints that several models share."""

from collections.abc import Iterable
from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from products.reading import HIGHEST


def one_of(field: str, values: Iterable[str | int], name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=models.Q(**{f"{field}__in": list(values)}), name=name)


def zero_or_more(field: str, name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=models.Q(**{f"{field}__gte": Decimal(0)}),
        name=name,
        violation_error_message=_("An amount cannot be below zero."),
    )


def above_zero(field: str, name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=models.Q(**{f"{field}__gt": Decimal(0)}),
        name=name,
        violation_error_message=_("An amount must be above zero; leave it empty if unknown."),
    )


def possible_mg(field: str, name: str) -> models.CheckConstraint:
    """Milligrams in one serving: none to a hundred grams, as for a reading of a lab result."""
    highest = HIGHEST["mg_per_serving"]
    return models.CheckConstraint(
        condition=models.Q(**{f"{field}__gte": Decimal(0), f"{field}__lte": highest}),
        name=name,
        violation_error_message=_("The milligrams per serving on the label are impossible."),
    )
