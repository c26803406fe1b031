"""A plan that waits: read, narrowed, downloaded, applied once, discarded."""

import pytest

from products.admin.imports import layout_text
from products.models import Batch, CatalogueImport, ImportLayout, Product, WaitingImport
from tests.products.admin.imports import files

pytestmark = pytest.mark.django_db


def url(plan, what=""):
    return f"{files.LIST}waiting/{plan.pk}/{what}"


@pytest.fixture
def plan(desk, store):
    return files.plan(desk, store, files.GUMMY, files.OIL, files.RANGE, files.FORMULA)


def test_four_figures_add_up_and_two_are_marks(desk, plan):
    page = desk.get(url(plan))

    figures = [
        [(str(figure.name), figure.number) for figure in page.context[kind]]
        for kind in ("outcomes", "marks")
    ]
    assert figures == [
        [("created", 3), ("changed", 0), ("unchanged", 0), ("refused", 1)],
        [("flagged", 0), ("unclassified", 2)],
    ]
    assert page.context["rows_in_file"] == 4


def test_figure_of_a_mark_leads_to_as_many_rows_as_it_says(desk, plan):
    figure = desk.get(url(plan)).context["marks"][1]

    page = desk.get(url(plan) + figure.query)

    assert (str(figure.name), page.context["page"].paginator.count) == ("unclassified", 2)


def test_address_narrows_the_findings(desk, plan):
    page = desk.get(url(plan), {"mark": "unclassified", "q": "oils"})

    assert files.told(page) == [(3, "unclassified", "format")]


def test_address_narrows_the_rows(desk, plan):
    page = desk.get(url(plan), {"show": "rows", "q": "harbor"})

    assert [(row.number, row.outcome) for row in page.context["page"]] == [(2, "created")]


def test_download_has_what_the_filters_leave_and_no_formula(desk, store, plan):
    wild = files.plan(desk, store, "A-9,Wild,=1+1,B9,5,mg_per_g,2026-10-01,L9", files.RANGE)

    found = files.lines(desk.get(url(wild, "csv/"), {"mark": "unclassified"}))

    assert found == [
        "row,outcome,mark,column,value,reason",
        "2,created,unclassified,format,'=1+1,the layout has no format for this word",
    ]


def test_change_shows_the_old_value_and_the_new(desk, store):
    files.applied(desk, store, files.GUMMY)
    again = files.plan(desk, store, files.GUMMY.replace("Quiet Harbor", "Loud Harbor"))

    page = desk.get(url(again), {"show": "rows"}).content.decode()

    assert "name: Quiet Harbor" in page
    assert "</span> Loud Harbor" in page


def test_what_the_layout_assumes_is_said_loudly(desk, store):
    text = layout_text.renamed(layout_text.shipped_text("ours"), "bold")
    more = "\n[assume]\nreleased = true\nquantity = 100\n"
    ImportLayout.objects.create(name="bold", text=text + more)
    files.send(desk, files.csv(files.GUMMY), store, layout="bold")

    page = desk.get(url(WaitingImport.objects.get()))

    assert page.context["assumptions"] == [
        "New batches are released at once, and can be sold.",
        "Each new batch has 100 in stock.",
    ]
    assert "Not in the file: the layout assumes it" in page.content.decode()


def test_apply_leads_to_the_import_and_the_plan_is_gone(desk, plan, clerk):
    answer = desk.post(url(plan, "apply/"))

    record = CatalogueImport.objects.get()
    assert answer.url == f"{files.LIST}{record.pk}/change/"
    assert (record.by, record.counts["created"]) == (clerk, 3)
    assert not WaitingImport.objects.exists()


def test_sending_apply_twice_imports_once(desk, plan):
    desk.post(url(plan, "apply/"))

    answer = desk.post(url(plan, "apply/"), follow=True)

    assert CatalogueImport.objects.count() == 1
    assert Batch.objects.count() == 3
    assert files.messages(answer)[-1].startswith("This plan is no longer here")


def test_shifted_ground_applies_nothing_and_shows_the_new_plan(desk, store):
    files.applied(desk, store, files.GUMMY)
    plan = files.plan(desk, store, files.GUMMY.replace("Quiet Harbor", "Loud Harbor"))
    Product.objects.update(name="Loud Harbor")

    answer = desk.post(url(plan, "apply/"), follow=True)

    assert "Nothing was imported. Look at the new plan." in files.messages(answer)[-1]
    assert CatalogueImport.objects.count() == 1
    assert answer.context["plan"].counts["unchanged"] == 1


def test_plan_that_changes_nothing_has_nothing_to_apply(desk, store):
    files.applied(desk, store, files.GUMMY)

    page = desk.get(url(files.plan(desk, store, files.GUMMY)))

    assert "There is nothing to apply" in page.content.decode()
    assert "/apply/" not in page.content.decode()


def test_discard_takes_the_plan_away_and_imports_nothing(desk, plan):
    desk.post(url(plan, "discard/"))

    assert not WaitingImport.objects.exists()
    assert not Product.objects.exists()


def test_plan_of_another_person_can_be_continued(other, plan):
    answer = other.post(url(plan, "apply/"))

    assert answer.url == f"{files.LIST}{CatalogueImport.objects.get().pk}/change/"


def test_looking_at_the_address_of_an_act_does_nothing(desk, plan):
    for act in ("apply/", "discard/"):
        assert desk.get(url(plan, act)).url == url(plan)

    assert WaitingImport.objects.count() == 1


def test_plan_whose_layout_was_deleted_says_so(desk, plan):
    WaitingImport.objects.update(layout_name="gone")

    page = desk.get(url(plan)).content.decode()

    assert "can no longer be used" in page
    assert "/apply/" not in page


@pytest.mark.parametrize("rows", [1, 3])
def test_plan_page_asks_the_same_number_of_queries(rows, desk, store, django_assert_num_queries):
    lines = [files.OIL.replace("A-2", f"A-{n}").replace("B2", f"B{n}") for n in range(rows)]
    plan = files.plan(desk, store, *lines)

    with django_assert_num_queries(9):
        desk.get(url(plan))
