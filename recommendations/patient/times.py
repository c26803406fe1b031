"""How soon a route acts and how long it lasts, in words, from the guideline's minutes and hours."""

from django.utils.translation import gettext as _

from recommendations.guideline.model import Route


def in_words(route: Route) -> tuple[str, ...]:
    """Lines without a full stop; one where nothing is known."""
    if route.onset_minutes_min is None and route.duration_hours_min is None:
        return (_("Nobody has measured well how soon it acts and how long it lasts"),)
    return (
        _("Starts to act: %(onset)s") % {"onset": onset(route)},
        _("Lasts: %(hours)s") % {"hours": lasts(route)},
    )


def onset(route: Route) -> str:
    earliest, latest = route.onset_minutes_min, route.onset_minutes_max
    if earliest is None or latest is None:
        return _("not known: nobody has measured it well")
    if earliest == 0:
        return _("within %(latest)s minutes") % {"latest": latest}
    return _("after %(earliest)s to %(latest)s minutes") % {
        "earliest": earliest,
        "latest": latest,
    }


def lasts(route: Route) -> str:
    shortest, longest = route.duration_hours_min, route.duration_hours_max
    if shortest is None:
        return _("not known: nobody has measured it well")
    if longest is None:
        return _("%(shortest)s hours or more") % {"shortest": shortest}
    words = _("%(shortest)s to %(longest)s hours") % {"shortest": shortest, "longest": longest}
    if route.residual_hours_max:
        rest = _("you may still feel something for %(hours)s hours") % {
            "hours": route.residual_hours_max
        }
        return f"{words}; {rest}"
    return words
