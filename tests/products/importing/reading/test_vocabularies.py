"""The reader knows no database, so it has the catalogue's words once more: they must be the same."""

import pytest

from products.importing.reading import field_kinds, fields, panels
from products.models import Movement, PanelResult, Strain
from products.models.product import ALLERGENS


@pytest.mark.parametrize(
    ("read", "kept"),
    [
        (field_kinds.ALLERGENS, ALLERGENS),
        (field_kinds.MOVEMENT_KINDS, Movement.Kind.values),
        (panels.PANELS, PanelResult.Panel.values),
        (panels.OUTCOMES, PanelResult.Outcome.values),
        (fields.PLANT_LABELS, [*Strain.PlantLabel.values, "none"]),
    ],
)
def test_words_of_the_reader_are_those_of_the_catalogue(read, kept):
    assert list(read) == list(kept)
