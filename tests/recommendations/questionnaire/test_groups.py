import pytest

from recommendations.questionnaire import groups, vocabulary


@pytest.mark.parametrize(
    ("key", "listed", "apart"),
    [
        ("spasm_location", groups.LOCATIONS, set()),
        ("red_flag", groups.WARNING_SIGNS, set()),
        ("diagnosis", groups.DIAGNOSES, {"none_diagnosed"}),
        ("condition", groups.CONDITIONS, set()),
        ("medication_class", groups.MEDICINES, set()),
    ],
)
def test_groups_cover_every_value_exactly_once(key, listed, apart):
    members = [value for _title, values in listed for value in values]

    assert sorted(members) == sorted(set(vocabulary.values(key)) - apart)


def test_paired_places_are_places_of_the_guideline():
    assert groups.PAIRED - set(vocabulary.values("spasm_location")) == set()
