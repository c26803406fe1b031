"""Which rules spoke in the results that counselors published, and which of them they overrode.

Of each submission the last result that was published in the period counts, with the amendments up
to the one that its review names. A result that policy showed by itself, or that was withheld as a
whole, says nothing about a single rule.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Max, QuerySet

from products.models import Store
from recommendations.desk.report import whose
from recommendations.desk.report.facts import Period, Reviewed
from recommendations.desk.report.overriding import Amended, Opened, opened, overridden, rules_in
from recommendations.models import Amendment, Assessment, Review, RouteOpening, Suggestion

SUBMISSION = "assessment__submission__"
Keys = QuerySet[Any, Any]
Rules = frozenset[str]


def reviewed(period: Period, store: Store | None) -> tuple[Reviewed, ...]:
    reviews = Review.objects.filter(pk__in=_last_published(period, store)).order_by("pk")
    assessments = reviews.order_by().values("assessment")
    closed, suggested = _closed(assessments), _suggested(assessments)
    amended, openings = _amended(assessments), _openings(assessments)
    made = []
    for *who, assessment, last in reviews.values_list(
        *whose.columns(SUBMISSION), "assessment", "last_amendment"
    ):
        set_aside = opened(openings[who[-1]], assessment)
        changed = overridden(suggested[assessment], amended[assessment], until=last or 0)
        made.append(
            Reviewed(
                patient=whose.patient(*who),
                suggested=frozenset().union(*suggested[assessment].values()),
                closed=closed[assessment].union(rules_in(set_aside)),
                overridden=changed | set_aside,
            )
        )
    return tuple(made)


def _last_published(period: Period, store: Store | None) -> Keys:
    """A review for each submission."""
    published = Review.objects.filter(
        whose.of(store, SUBMISSION),
        decision=Review.Decision.PUBLISH,
        at__gte=period.start,
        at__lt=period.end,
    )
    by_submission = published.order_by().values("assessment__submission")
    return by_submission.annotate(last=Max("pk")).values("last")


def _closed(assessments: Keys) -> dict[int, Rules]:
    """The rules that close a route, or would without a counselor's opening."""
    rows = Assessment.objects.filter(pk__in=assessments).order_by().values_list("pk", "record")
    return {key: frozenset(_closing(record)) for key, record in rows.iterator()}


def _closing(record: dict[str, Any]) -> Iterable[str]:
    for route in record.get("assessment", {}).get("routes", ()):
        yield from (*route["blocked_by"], *route.get("opened", ()))


def _suggested(assessments: Keys) -> dict[int, dict[int, Rules]]:
    """The rules behind each place, by assessment."""
    found: dict[int, dict[int, Rules]] = defaultdict(dict)
    rows = Suggestion.objects.filter(assessment__in=assessments).order_by()
    for key, place, reasons in rows.values_list("assessment", "position", "reasons").iterator():
        found[key][place] = frozenset(reason["rule"] for reason in reasons)
    return found


def _amended(assessments: Keys) -> dict[int, list[Amended]]:
    found = defaultdict(list)
    rows = Amendment.objects.filter(assessment__in=assessments).order_by()
    for assessment, key, place, kind, reason in rows.values_list(
        "assessment", "pk", "position", "kind", "reason_code"
    ):
        found[assessment].append(Amended(key, place, kind, reason))
    return found


def _openings(assessments: Keys) -> dict[int, list[Opened]]:
    """By submission: an opening holds for every later assessment, too."""
    found = defaultdict(list)
    submissions = Assessment.objects.filter(pk__in=assessments).values("submission")
    rows = RouteOpening.objects.filter(assessment__submission__in=submissions).order_by()
    for submission, assessment, routes, reason in rows.values_list(
        "assessment__submission", "assessment", "opened", "reason_code"
    ):
        found[submission].append(Opened(assessment, routes, reason))
    return found
