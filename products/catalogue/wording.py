"""Facts of a product in words: its pack, its price, one serving, and what may cause an allergy."""

from collections.abc import Iterator
from decimal import Decimal

from django.conf import settings
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from products.amounts import measured, number
from products.models import Product, ProductAllergen


def pack_of(product: Product) -> str:
    amount = product.pack_amount
    if amount is None:
        return ""
    if product.pack_unit == Product.PackUnit.EACH:
        words = ngettext("%(number)s piece", "%(number)s pieces", int(amount))
        return words % {"number": number(amount)}
    return f"{number(amount)} {product.get_pack_unit_display()}"


def price_of(product: Product) -> str:
    if product.price is None:
        return ""
    price = f"{number_format(product.price, 2)} {settings.CURRENCY}"
    by_weight = product.stock_unit == Product.StockUnit.GRAM
    return _("%(price)s for one gram") % {"price": price} if by_weight else price


def serving_lines(product: Product) -> tuple[str, ...]:
    kind, amount = product.format, product.serving_amount
    if kind is None or amount is None:
        return ()
    lines = [_("One serving is %(amount)s.") % {"amount": measured(amount, kind.measure_unit)}]
    if product.servings:
        lines.append(
            ngettext(
                "The package holds %(number)s serving.",
                "The package holds %(number)s servings.",
                product.servings,
            )
            % {"number": product.servings}
        )
    smallest = kind.smallest_amount(product.divides_into)
    if smallest is not None and smallest < amount:
        least = measured(smallest, kind.measure_unit)
        lines.append(_("The least you can measure out is %(amount)s.") % {"amount": least})
    return tuple(lines)


def allergy_lines(product: Product) -> tuple[str, ...]:
    """What is unknown is said first; silence is never "free of"."""
    return tuple(_allergy_lines(product))


def _allergy_lines(product: Product) -> Iterator[str]:
    declared = {row.allergen: row.get_allergen_display() for row in product.allergen_rows.all()}
    unnamed = declared.pop(ProductAllergen.Allergen.OTHER, None)
    rows = sorted(declared.values())
    if not product.ingredients_known:
        yield _(
            "We do not know everything that is in it. If you have an allergy, ask before you buy."
        )
    if rows:
        yield _("Contains: %(allergens)s.") % {"allergens": ", ".join(rows)}
    if unnamed:
        yield _unnamed(also=bool(rows))
    elif not rows and product.ingredients_known:
        yield _("The maker names none of the common allergens that we ask about.")
    alcohol = ProductAllergen.Allergen.ALCOHOL
    if product.contains_alcohol and alcohol.label not in rows:
        yield _("Contains alcohol.")
    if product.contains_alcohol is None:
        yield _("We do not know whether it contains alcohol.")


def _unnamed(*, also: bool) -> str:
    """An allergen that has no name of its own with us may be the very one that a reader must avoid."""
    if also:
        return _(
            "It contains something else that may cause an allergy and is not on our list."
            " Read the label, or ask before you buy."
        )
    return _(
        "It contains something that may cause an allergy and is not on our list."
        " Read the label, or ask before you buy."
    )


def price_number(price: Decimal) -> str:
    """As machines read it."""
    return f"{price:.2f}"
