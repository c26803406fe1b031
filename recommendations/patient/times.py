"""How soon a route acts and how long it lasts, in words, from the guideline's minutes and hours."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from herbology.timeline import Span
from recommendations.guideline import Texts
from recommendations.guideline.model import Route


def in_words(route: Route) -> tuple[str, ...]:
    """Lines without a full stop; one where nothing is known."""
    if route.onset_minutes_min is None and route.duration_hours_min is None:
        return (_("Nobody has measured well how soon it acts and how long it lasts"),)
    return (
        _("Starts to act: %(onset)s") % {"onset": onset(route)},
        _("Lasts: %(hours)s") % {"hours": lasts(route)},
    )


def spans(route: Route, episode_duration: str | None, texts: Texts) -> tuple[Span, ...]:
    """Onset, peak and duration with the patient's own episode; none where nothing is known."""
    if route.onset_minutes_max is None and route.peak_minutes_max is None:
        return ()
    found = [_starts(route), _peaks(route), _lasts(route), _episode(episode_duration, texts)]
    return tuple(span for span in found if span is not None)


def _starts(route: Route) -> Span | None:
    earliest, latest = route.onset_minutes_min, route.onset_minutes_max
    if earliest is None or latest is None:
        return None
    return Span(_("Starts to act"), onset(route), earliest, latest)


def _peaks(route: Route) -> Span | None:
    earliest, latest = route.peak_minutes_min, route.peak_minutes_max
    if earliest is None or latest is None:
        return None
    return Span(_("Strongest"), strongest(route), earliest, latest)


def _lasts(route: Route) -> Span | None:
    shortest, longest = route.duration_hours_min, route.duration_hours_max
    if shortest is None:
        return None
    return Span(
        label=_("Lasts"),
        text=lasts(route),
        from_minutes=route.onset_minutes_min or 0,
        until_minutes=None if longest is None else int(longest * 60),
        sure_until_minutes=int(shortest * 60),
    )


# How long one spasm lasts, in minutes, as the questionnaire offers it; None: longer than a day.
EPISODES: dict[str, int | None] = {
    "seconds_to_10_minutes": 10,
    "10_to_60_minutes": 60,
    "1_to_24_hours": 1440,
    "persistent_over_24_hours": None,
}


def _episode(episode_duration: str | None, texts: Texts) -> Span | None:
    if episode_duration not in EPISODES:
        return None
    said = texts.get(f"answer.episode_duration.{episode_duration}.label")
    return Span(_("Your spasm"), said, 0, EPISODES[episode_duration], yours=True)


def _length(minutes: int) -> str:
    """Such as 30 minutes, 4 hours, 1.5 hours."""
    if minutes < 90:
        return ngettext("%(number)s minute", "%(number)s minutes", minutes) % {"number": minutes}
    hours = minutes / 60
    shown = number_format(hours, 0 if hours == int(hours) else 1)
    return _("%(hours)s hours") % {"hours": shown}


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


def strongest(route: Route) -> str:
    earliest, latest = route.peak_minutes_min, route.peak_minutes_max
    if earliest is None or latest is None:
        return _("not known: nobody has measured it well")
    words = {"earliest": _length(earliest), "latest": _length(latest)}
    return _("after %(earliest)s to %(latest)s") % words


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
