"""Choosing a file, a layout and a store."""

import pytest

from products.admin.imports import layout_text, upload
from products.importing import waiting
from products.models import ImportLayout, WaitingImport
from tests.products import make
from tests.products.admin.imports import files

pytestmark = pytest.mark.django_db


def errors(answer):
    return {name: list(said) for name, said in answer.context["form"].errors.items()}


def test_sound_file_leads_to_its_plan_and_imports_nothing(desk, clerk, store):
    answer = files.send(desk, files.csv(files.GUMMY), store)

    plan = WaitingImport.objects.get()
    assert answer.url == f"{files.LIST}waiting/{plan.pk}/"
    assert (plan.file_name, plan.by, plan.store) == ("stock.csv", clerk, store)


def test_every_choice_is_asked_for(desk, store):
    answer = desk.post(f"{files.LIST}add/", {})

    required = ["This field is required."]
    assert errors(answer) == dict.fromkeys(("file", "layout", "store"), required)
    assert answer.status_code == 422
    assert "Choose the file once more" not in answer.content.decode()


def test_what_is_wrong_with_the_file_stands_at_it_and_the_rest_stays_chosen(desk, store):
    answer = files.send(desk, files.csv(name="empty.csv"), store)

    form = answer.context["form"]
    assert list(form.errors) == ["file"]
    assert "no rows" in errors(answer)["file"][0]
    assert (form["layout"].value(), form["store"].value()) == ("ours", str(store.pk))
    assert "Choose the file once more" in answer.content.decode()
    assert WaitingImport.objects.count() == 0


def test_layout_that_can_no_longer_be_used_is_refused_at_the_layout(desk, store):
    text = layout_text.renamed(layout_text.shipped_text("ours"), "till")
    ImportLayout.objects.create(
        name="till", text=layout_text.with_words(text, {"new": "no-such-format"})
    )

    answer = files.send(desk, files.csv(files.GUMMY), store, layout="till")

    assert errors(answer) == {"layout": ["till: the catalogue has no format no-such-format."]}
    assert WaitingImport.objects.count() == 0


def test_larger_file_than_the_page_takes_is_refused_with_the_limit(desk, store, monkeypatch):
    monkeypatch.setattr(upload, "MOST_BYTES_IN_ADMIN", 100)

    answer = files.send(desk, files.csv(files.GUMMY), store)

    (said,) = errors(answer)["file"]
    assert "at most 100\xa0bytes" in said
    assert "import_catalogue" in said


def test_more_rows_than_the_page_takes_name_the_command(desk, store, monkeypatch):
    monkeypatch.setattr(waiting, "MOST_ROWS_IN_ADMIN", 1)

    answer = files.send(desk, files.csv(files.GUMMY, files.OIL), store)

    (said,) = errors(answer)["file"]
    assert "import_catalogue FILE --layout ours --store elm-street --apply" in said


def test_untried_layouts_say_so_and_staffs_stand_apart(desk, store):
    page = desk.get(f"{files.LIST}add/")

    groups = dict(page.context["form"].fields["layout"].choices)
    shipped = dict(groups["Shipped"])
    assert "UNTRIED" in shipped["metrc-packages"]
    assert shipped["ct-registry"].endswith("tried on: ct-registry-2025-04-03.csv")
    assert "Written here" not in groups


def test_page_comes_filled_in_where_an_import_is_to_go_on(desk, store):
    page = desk.get(f"{files.LIST}add/", {"layout": "ours", "store": store.pk})

    form = page.context["form"]
    assert (form["layout"].value(), form["store"].value()) == ("ours", str(store.pk))


def test_closed_store_is_not_offered(desk, store):
    closed = make.store(active=False)

    answer = files.send(desk, files.csv(files.GUMMY), closed)

    assert list(errors(answer)) == ["store"]
