"""Amounts in words for people: milligrams, percent, pieces and sprays."""

from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def measured(amount: Decimal, unit: str) -> str:
    if unit == "piece":
        return _pieces(amount)
    if unit == "spray":
        words = ngettext("%(number)s spray", "%(number)s sprays", int(amount))
        return words % {"number": number(amount)}
    names = {"ml": "mL", "gram": _("gram"), "inhalation": _("inhalation")}
    return f"{number(amount)} {names.get(unit, unit)}"


def _pieces(amount: Decimal) -> str:
    whole, part = int(amount), amount % 1
    parts = {
        Decimal("0.25"): _("a quarter of one piece"),
        Decimal("0.5"): _("half of one piece"),
        Decimal("0.75"): _("three quarters of one piece"),
    }
    if part and part not in parts:
        return _("%(number)s pieces") % {"number": number(amount)}
    pieces = ngettext("%(count)s piece", "%(count)s pieces", whole) % {"count": whole}
    if not part:
        return pieces
    if not whole:
        return parts[part]
    return _("%(whole)s and %(part)s") % {"whole": pieces, "part": parts[part]}


def percent(amount: Decimal | str | None, *, none_found: bool = False) -> str:
    """Percent by weight; a measured nothing is kept apart from "not detected"."""
    return _strength(amount, "%", none_found=none_found)


def mg_in(amount: Decimal | str | None, *, none_found: bool = False) -> str:
    return _strength(amount, "mg", none_found=none_found)


def _strength(amount: Decimal | str | None, unit: str, *, none_found: bool) -> str:
    if none_found:
        return _("none found")
    if amount is None:
        return _("not known")
    amount = Decimal(amount)
    return f"{number(amount)} {unit}" if amount else _("too little to measure")


def mg(amount: Decimal) -> str:
    return f"{number(amount)} mg"


def number(amount: Decimal) -> str:
    """With at most two decimals, and more only where that would make it nothing."""
    rounded = amount.quantize(Decimal("0.01"))
    return number_format(Decimal(f"{(rounded or amount).normalize():f}"))
