from django.contrib.admin.views.main import ChangeList
from django.http import HttpRequest

NEAR_PAGES = 20


class FarPages(ChangeList):
    """Far into a list, reads the keys of a page before its rows.

    Otherwise a database joins and carries along every row that it skips, which takes seconds.
    """

    keys_first_in_a_search = False

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        searched = self.keys_first_in_a_search and self.query
        if searched or (self.page_num > NEAR_PAGES and not self.show_all):
            page = self.result_list.select_related(None).prefetch_related(None)
            keys = list(page.values_list("pk", flat=True))
            # The root has neither the filters nor the search, which have done their work.
            rows = self.apply_select_related(self.root_queryset).in_bulk(keys)
            self.result_list = [rows[key] for key in keys if key in rows]
