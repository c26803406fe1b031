"""The shelf offers only the first few: the choice must be what the whole shelf would give."""

import json
from pathlib import Path

import pytest
from django.db import transaction

from products import demo, shelf
from products.models import Store
from recommendations.guideline import load_guideline, load_policy
from recommendations.matching import Answers, choose
from recommendations.propose import candidate_of, propose
from tests.products.make import NOW

DAY = NOW.date()
VIGNETTES = json.loads(
    (Path(__file__).parent.parent / "vignettes.json").read_text(encoding="utf-8")
)["vignettes"]
CHANGES = [
    {},
    {"age": 22},
    {"age": 80, "cannabis_experience": "daily"},
    {"cannabis_experience": "regular", "allergens": ["coconut_mct"]},
    {"medication_class": ["clopidogrel", "disulfiram_metronidazole"]},
]


@pytest.fixture(scope="module")
def _loaded_once(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield demo.load(today=DAY)
        transaction.set_rollback(True)


@pytest.fixture
def demo_shop(_loaded_once, db):
    """The demo's shelves, loaded once for this module."""


def whole_shelf(store):
    batches = (
        shelf.sellable(at=NOW, store=store)
        .select_related("product__format")
        .prefetch_related("product__format__route_rows", "product__allergen_rows")
    )
    return [candidate_of(batch) for batch in batches]


@pytest.mark.matrix
@pytest.mark.parametrize("slug", ["elm-street", "river-road"])
def test_choice_from_the_shelf_is_the_choice_from_everything(demo_shop, slug):
    guideline, policy = load_guideline(), load_policy("default")
    everything = whole_shelf(Store.objects.get(slug=slug))

    differing = []
    for vignette in VIGNETTES:
        for change in CHANGES:
            answers = Answers.from_dict(vignette["answers"] | change | {"store": slug}, guideline)
            made = propose(answers, guideline=guideline, policy=policy, at=NOW)
            expected = choose(made.assessment, everything)
            if chosen(made.choice) != chosen(expected):
                differing.append((vignette["id"], change))

    assert differing == []


def chosen(choice):
    suggestions = [(each.route, each.candidate.batch_id) for each in choice.suggestions]
    return suggestions, [(each.route, each.reason.rule) for each in choice.unfilled]
