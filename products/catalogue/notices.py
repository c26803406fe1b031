"""What was asked for and cannot be, said at the top of the list; the rest of it still counts."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from products.catalogue.asked import Asked
from products.catalogue.facets import TITLES
from products.catalogue.sorting import refused
from products.models import Strain
from products.words import MOST_WORDS, words_of

NAMES: dict[str, Promise] = {
    **TITLES,
    "show": gettext_lazy("What to show"),
    "sort": gettext_lazy("Order"),
}


def notices(asked: Asked, strain: Strain | None) -> tuple[str, ...]:
    lines = [
        _("There is no “%(value)s” under “%(name)s”, so we left it out.")
        % {"value": value, "name": NAMES[name]}
        for name, value in asked.unknown
    ]
    if asked.strain and strain is None:
        lines.append(
            _("We do not list a strain “%(slug)s”, so we left it out.") % {"slug": asked.strain}
        )
    if refused(asked):
        lines.append(
            _(
                "Choose one kind of product to sort by strength. Milligrams in a gummy and percent"
                " in a flower cannot be compared."
            )
        )
    if len(set(words_of(asked.typed))) > MOST_WORDS or asked.cut:
        lines.append(
            _("That is a long search. We looked for its first words only: %(words)s.")
            % {"words": " ".join(asked.words)}
        )
    return tuple(lines)
