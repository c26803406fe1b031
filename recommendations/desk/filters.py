from typing import Any

from django.contrib.admin import SimpleListFilter
from django.contrib.auth.models import User
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from products.models import Batch
from recommendations.desk import came_back
from recommendations.desk.targets import is_overdue
from recommendations.desk.words import DISPOSITIONS, category_in_words, name_of
from recommendations.guideline import load_guideline
from recommendations.models import DeskEvent, Review, Submission, Suggestion

Submissions = QuerySet[Submission]
Choices = list[tuple[str, Any]]


def with_advice_on(batches: QuerySet[Batch], submissions: Submissions) -> Submissions:
    """Those that name one of the batches, in whichever assessment; a join would repeat them."""
    citing = Suggestion.objects.citing(batches.order_by()).order_by()
    return submissions.filter(pk__in=citing.values("assessment__submission"))


class RecalledBatchFilter(SimpleListFilter):
    title = _("names a recalled batch")
    parameter_name = "recalled"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        return [("yes", _("Yes"))]

    def queryset(self, request: HttpRequest, queryset: Submissions) -> Submissions:
        if self.value() != "yes":
            return queryset
        return with_advice_on(Batch.objects.filter(state=Batch.State.RECALLED), queryset)


class OverdueFilter(SimpleListFilter):
    title = _("overdue")
    parameter_name = "overdue"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        return [("yes", _("Yes"))]

    def queryset(self, request: HttpRequest, queryset: Submissions) -> Submissions:
        if self.value() != "yes":
            return queryset
        return queryset.filter(is_overdue(timezone.now()))


class CameBackFilter(SimpleListFilter):
    title = _("came back")
    parameter_name = "back"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        return [("yes", _("Yes")), ("recalled", _("Because of a recall"))]

    def queryset(self, request: HttpRequest, queryset: Submissions) -> Submissions:
        left = queryset.exclude(desk_state=Submission.DeskState.NEW)
        if self.value() == "recalled":
            return left.filter(came_back.recalled())
        if self.value() == "yes":
            return left.filter(came_back.recalled() | came_back.gone(timezone.now()))
        return queryset


class DispositionFilter(SimpleListFilter):
    title = _("disposition")
    parameter_name = "disposition"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        return list(DISPOSITIONS.items())

    def queryset(self, request: HttpRequest, queryset: Submissions) -> Submissions:
        return queryset.filter(disposition=self.value()) if self.value() else queryset


class CategoryFilter(SimpleListFilter):
    title = _("category")
    parameter_name = "category"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        return [(code, category_in_words(code)) for code in load_guideline().categories]

    def queryset(self, request: HttpRequest, queryset: Submissions) -> Submissions:
        return queryset.filter(category=self.value()) if self.value() else queryset


class CounselorFilter(SimpleListFilter):
    """Whoever has it, was given it, did something with it or decided on it."""

    title = _("counselor")
    parameter_name = "counselor"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        at_the_desk = User.objects.filter(
            Q(pk__in=DeskEvent.objects.order_by().values("by"))
            | Q(pk__in=DeskEvent.objects.order_by().exclude(to=None).values("to"))
            | Q(pk__in=Review.objects.order_by().values("by"))
        )
        return [(str(user.pk), name_of(user)) for user in at_the_desk.order_by("username")]

    def queryset(self, request: HttpRequest, queryset: Submissions) -> Submissions:
        if not (self.value() or "").isdecimal():
            return queryset
        key = int(self.value() or 0)
        did = DeskEvent.objects.filter(Q(by=key) | Q(to=key)).order_by().values("submission")
        decided = Review.objects.filter(by=key).order_by().values("assessment__submission")
        return queryset.filter(Q(claimed_by=key) | Q(pk__in=did) | Q(pk__in=decided))
