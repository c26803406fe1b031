"""The queue as a list of Django's admin: one tab of it at a time, in the desk's order."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import ngettext

from herbology.admin_pages import FarPages
from recommendations.desk import came_back, queue

TAB = "tab"


class CountedPages(Paginator):
    """Of a list whose rows are `counted` already, with those of the other tabs."""

    @cached_property
    def count(self) -> int:
        counted: int | None = getattr(self.object_list, "counted", None)
        return super().count if counted is None else counted


class DeskPages(FarPages):
    """`numbers` are the counts of what filters and search leave, whatever the tab."""

    numbers: dict[str, int]

    def __init__(self, request: HttpRequest, *arguments: Any, **options: Any) -> None:
        self.at, self.tab = timezone.now(), tab_of(request)
        super().__init__(request, *arguments, **options)

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> Any:
        # It is no filter: a search looks under every tab, and "Clear all filters" stays where it is.
        self.filter_params.pop(TAB, None)
        found = super().get_queryset(request, exclude_parameters)
        by: Any = request.user
        self.back = came_back.read(self.at)
        self.numbers = queue.counts(found, self.back, by)
        return queue.under(self.tab, found, self.back, by)

    def get_results(self, request: HttpRequest) -> None:
        self.queryset.counted = self.numbers[self.tab.name]
        super().get_results(request)
        if not (self.query or self.has_active_filters):
            self.full_result_count = self.result_count  # or the search box offers to "Show all"
        for submission in self.result_list:
            submission.read_by, submission.read_at = request.user, self.at
            submission.gone = self.back.why(submission)

    def tabs(self) -> list[dict[str, Any]]:
        return [
            {
                "label": tab.label,
                "number": self.numbers[tab.name],
                "link": self.get_query_string({TAB: tab.name}, remove=["p"]),
                "chosen": tab is self.tab,
            }
            for tab in queue.TABS.values()
        ]

    def summary(self) -> str:
        """Such as: 3 new, 1 overdue, 2 mine, 1 with others, 2 came back, 1 urgent call to make."""
        said = [
            (ngettext("%d new", "%d new", self.numbers["new"]), "new"),
            (ngettext("%d overdue", "%d overdue", self.numbers["overdue"]), "overdue"),
            (ngettext("%d mine", "%d mine", self.numbers["mine"]), "mine"),
            (ngettext("%d with others", "%d with others", self.numbers["others"]), "others"),
        ]
        if back := self.numbers["came_back"]:
            said.append((ngettext("%d came back", "%d came back", back), "came_back"))
        if calls := self.numbers["calls"]:
            said.append(
                (ngettext("%d urgent call to make", "%d urgent calls to make", calls), "calls")
            )
        return ", ".join(words % self.numbers[name] for words, name in said)


def tab_of(request: HttpRequest) -> queue.Tab:
    """As asked for; otherwise every tab for a search, and New for the rest."""
    otherwise = queue.EVERY_TAB if request.GET.get("q") else queue.FIRST_TAB
    return queue.TABS.get(request.GET.get(TAB, ""), queue.TABS[otherwise])
