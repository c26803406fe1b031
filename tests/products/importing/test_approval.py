"""What an import writes shoppers do not read until somebody on staff has."""

import pytest

from products.admin.history.imported import in_lines
from products.importing.layout.file import load_layout
from products.importing.undo.whole import undo_import
from products.models import ImportedRow, Product, Strain
from tests.products.importing.material import LATER, applied, refusal_of_undo, row, small_layout
from tests.products.importing.strains.rows import strain

pytestmark = pytest.mark.django_db
KINDS = {
    Product: (small_layout(described=True), lambda text: row(description=text)),
    Strain: (load_layout("ours-strains"), lambda text: strain(2, "1", "Blue", description=text)),
}


@pytest.fixture(params=KINDS, ids=lambda model: model.__name__.lower())
def model(request):
    return request.param


@pytest.fixture
def bring(model, store):
    layout, row_of = KINDS[model]
    return lambda text: applied(row_of(text), layout=layout, store=store)


def held(model):
    return model.objects.values_list("description", "description_approved").get()


def test_record_that_an_import_makes_is_not_approved(model, bring):
    bring("Smells of pine.")

    assert held(model) == ("Smells of pine.", False)


@pytest.mark.parametrize("approved", [True, False])
@pytest.mark.parametrize("before", ["Smells of pine.", ""])
def test_text_that_an_import_changes_is_not_approved_and_undo_brings_both_back(
    model, bring, before, approved
):
    bring(before)
    model.objects.update(description_approved=approved)

    record = bring("Smells of lemon.")
    assert held(model) == ("Smells of lemon.", False)
    undo_import(record.pk, by=None, at=LATER)

    assert held(model) == (before, approved)


def test_text_that_an_import_brings_again_stays_approved(model, bring):
    bring("Smells of pine.")
    model.objects.update(description_approved=True)

    bring("Smells of pine.")

    assert held(model) == ("Smells of pine.", True)


@pytest.mark.parametrize("approved", [True, False])
def test_approval_given_since_is_of_the_text_that_the_undo_takes_away(model, bring, approved):
    bring("Smells of pine.")
    model.objects.update(description_approved=approved)
    record = bring("Smells of lemon.")
    model.objects.update(description_approved=True)

    undo_import(record.pk, by=None, at=LATER)

    assert held(model) == ("Smells of pine.", approved)


def test_undo_gives_no_approval_back_beside_a_translation_written_since(model, bring):
    bring("Smells of pine.")
    model.objects.update(description_approved=True)
    record = bring("Smells of lemon.")
    model.objects.update(description_es="Huele a limón.")

    assert refusal_of_undo(record) == (
        "Nothing was undone: row 2 left description_es as it was, and somebody made it"
        " Huele a limón. since. Correct it by hand instead."
    )
    assert held(model) == ("Smells of lemon.", False)


def test_history_says_that_the_approval_fell(model, bring):
    bring("Smells of pine.")
    model.objects.update(description_approved=True, description_es="Huele a pino.")
    bring("Smells of lemon.")

    assert in_lines(ImportedRow.objects.order_by("-pk")[:1], model.objects.get()) == [
        [
            "Description: Smells of pine. -> Smells of lemon.",
            "Description approved: yes -> no",
        ]
    ]
