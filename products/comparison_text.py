"""The changes of `products.comparison` in staff's words."""

from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from products.comparison import Change, Fact
from products.reading import plain

LABELS = {
    "chemotype": gettext_lazy("Chemotype"),
    "thc_free": gettext_lazy("THC-free"),
    "thc_mg_per_serving": gettext_lazy("THC per serving (mg)"),
    "cbd_mg_per_serving": gettext_lazy("CBD per serving (mg)"),
    "total_thc_percent": gettext_lazy("Total THC (%)"),
    "total_cbd_percent": gettext_lazy("Total CBD (%)"),
}
# For each amount the cannabinoid and its unit; the unit says what it is an amount of.
AMOUNTS = {
    "thc_mg_per_serving": ("THC", "mg"),
    "cbd_mg_per_serving": ("CBD", "mg"),
    "total_thc_percent": ("THC", "%"),
    "total_cbd_percent": ("CBD", "%"),
}
STRONGER = {
    "mg": gettext_lazy(
        "%(name)s %(percent)s stronger per serving than batch %(batch)s (%(new)s, was %(old)s)"
    ),
    "%": gettext_lazy(
        "%(name)s %(percent)s stronger by weight than batch %(batch)s (%(new)s, was %(old)s)"
    ),
}
WEAKER = {
    "mg": gettext_lazy(
        "%(name)s %(percent)s weaker per serving than batch %(batch)s (%(new)s, was %(old)s)"
    ),
    "%": gettext_lazy(
        "%(name)s %(percent)s weaker by weight than batch %(batch)s (%(new)s, was %(old)s)"
    ),
}
# Where the old amount is nothing or either is unknown, there is no percentage to tell.
INCOMPARABLE = {
    "mg": gettext_lazy("%(name)s per serving: %(new)s, in batch %(batch)s %(old)s"),
    "%": gettext_lazy("%(name)s by weight: %(new)s, in batch %(batch)s %(old)s"),
}


def sentence(change: Change, batch_number: str) -> str:
    """One change from the batch of that number, as in "THC 31 % stronger per serving than ..."."""
    if change.column == "thc_free":
        told = (
            _("No longer THC-free, as batch %s was")
            if change.old
            else _("THC-free, batch %s was not")
        )
        return told % batch_number
    if change.column == "chemotype":
        facts = {"new": fact(change.new), "old": fact(change.old), "batch": batch_number}
        return _("Chemotype %(new)s, in batch %(batch)s %(old)s") % facts
    return _amount_sentence(change, batch_number)


def cell(change: Change | None) -> str:
    """What a table says about one column."""
    if change is None:
        return _("the same")
    if change.percent is None:
        return _("changed")
    told = _("%s more") if change.percent > 0 else _("%s less")
    return told % whole_percent(change.percent)


def fact(value: Fact, unit: str = "") -> str:
    if value is None or value == "":
        return _("unknown")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    amount = plain(value) if isinstance(value, Decimal) else value
    return f"{amount} {unit}".rstrip()


def whole_percent(percent: Decimal) -> str:
    """How far, in whole percent and without the direction."""
    if abs(percent) < 1:
        return _("less than 1 %")
    return f"{abs(percent).quantize(Decimal(1), ROUND_HALF_UP)} %"


def _amount_sentence(change: Change, batch_number: str) -> str:
    name, unit = AMOUNTS[change.column]
    facts = {
        "name": name,
        "batch": batch_number,
        "new": fact(change.new, unit),
        "old": fact(change.old, unit),
    }
    if change.percent is None:
        return str(INCOMPARABLE[unit] % facts)
    told = STRONGER if change.percent > 0 else WEAKER
    return str(told[unit] % (facts | {"percent": whole_percent(change.percent)}))
