"""The queue as a list of Django's admin: one tab of it at a time, in the desk's order."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import ngettext

from herbology.admin_pages import FarPages
from recommendations.desk import queue

TAB = "tab"


class DeskPages(FarPages):
    """`numbers` are the counts of what filters and search leave, whatever the tab."""

    numbers: dict[str, int]

    def __init__(self, request: HttpRequest, *arguments: Any, **options: Any) -> None:
        self.at = timezone.now()
        self.tab = tab_of(request)
        super().__init__(request, *arguments, **options)

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> Any:
        # It is no filter: a search looks under every tab, and "Clear all filters" stays where it is.
        self.filter_params.pop(TAB, None)
        found = super().get_queryset(request, exclude_parameters)
        self.numbers = queue.counts(found, request.user, self.at)  # type: ignore[arg-type]
        return queue.ordered(found.filter(self.tab.holds(request.user, self.at)), self.tab)  # type: ignore[arg-type]

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        if not (self.query or self.has_active_filters):
            self.full_result_count = self.result_count  # or the search box offers to "Show all"
        for submission in self.result_list:
            submission.read_by, submission.read_at = request.user, self.at

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
        """Such as: 3 new, 1 overdue, 2 mine, 1 with others, 1 urgent call to make."""
        said = [
            (ngettext("%d new", "%d new", self.numbers["new"]), "new"),
            (ngettext("%d overdue", "%d overdue", self.numbers["overdue"]), "overdue"),
            (ngettext("%d mine", "%d mine", self.numbers["mine"]), "mine"),
            (ngettext("%d with others", "%d with others", self.numbers["others"]), "others"),
        ]
        if calls := self.numbers["calls"]:
            said.append(
                (ngettext("%d urgent call to make", "%d urgent calls to make", calls), "calls")
            )
        return ", ".join(words % self.numbers[name] for words, name in said)


def tab_of(request: HttpRequest) -> queue.Tab:
    """As asked for; otherwise every tab for a search, and New for the rest."""
    otherwise = queue.EVERY_TAB if request.GET.get("q") else queue.FIRST_TAB
    return queue.TABS.get(request.GET.get(TAB, ""), queue.TABS[otherwise])
