import pytest

from products.models import Store
from recommendations.questionnaire.pages import BY_KEY
from recommendations.questionnaire.walk import walk_through
from tests.recommendations.questionnaire.answering import ANSWERS, TYPED, kept

pytestmark = pytest.mark.django_db


def keys(walk):
    return [page.key for page in walk.pages]


def test_simple_case_walks_every_page_but_the_store():
    walk = walk_through(kept())

    assert keys(walk) == list(TYPED)
    assert walk.complete


def test_answers_are_those_the_engine_reads():
    assert walk_through(kept()).answers == ANSWERS


def test_contact_stands_apart_from_the_answers():
    assert walk_through(kept()).contact == {
        "name": "Sam",
        "reach_by": "email",
        "email": "sam@example.com",
        "phone": None,
    }


@pytest.mark.parametrize("stores", [0, 1, 3])
def test_store_is_asked_only_where_there_are_several_active(stores):
    Store.objects.create(name="Closed", slug="closed", active=False)
    for number in range(stores):
        Store.objects.create(name=f"Store {number}", slug=f"store-{number}")

    assert ("store" in keys(walk_through(kept()))) is (stores > 1)


def test_store_that_closed_since_is_asked_again():
    for slug in ("elm", "oak", "yew"):
        Store.objects.create(name=slug, slug=slug)
    data = kept(store={"store": "yew"})
    before = walk_through(data)
    Store.objects.filter(slug="yew").update(active=False)

    after = walk_through(data)

    assert (before.answers["store"], before.complete) == ("yew", True)
    assert after.first_unanswered.key == "store"


@pytest.mark.parametrize(
    ("places", "asked"), [(["calf", "lower_back"], True), (["lower_back", "throat"], False)]
)
def test_side_is_asked_only_for_a_paired_place(places, asked):
    walk = walk_through(kept(where={"spasm_location": places}))

    assert ("side" in keys(walk), "laterality" in walk.answers) == (asked, asked)


def test_severity_is_skipped_and_not_handed_in_without_spasms():
    walk = walk_through(kept(frequency={"psfs_frequency": "0", "nrs_severity": "4"}))

    assert ("severity" in keys(walk), "psfs_severity" in walk.answers) == (False, False)
    assert walk.answers["nrs_severity"] == 4


@pytest.mark.parametrize(
    ("changes", "last"),
    [
        ({"start": TYPED["start"] | {"age": 17}}, "start"),
        ({"health": {"pregnancy_status": "pregnant", "condition": ["none"]}}, "health"),
        ({"health": {"pregnancy_status": "trying_to_conceive", "condition": ["none"]}}, "health"),
        ({"health": {"pregnancy_status": "breastfeeding", "condition": ["none"]}}, "health"),
        (
            {
                "health": {
                    "pregnancy_status": "not_pregnant",
                    "condition": ["cannabinoid_allergy"],
                }
            },
            "health",
        ),
    ],
)
def test_nothing_is_asked_after_a_final_not_eligible(changes, last):
    walk = walk_through(kept(**changes))

    assert (keys(walk)[-1], walk.not_eligible, walk.complete) == (last, True, True)
    assert walk.contact == {}


def test_half_typed_page_is_not_answered():
    walk = walk_through(kept(start={"consent": True, "age": "fifty"}))

    assert walk.first_unanswered.key == "start"
    assert "age" not in walk.answers


def test_page_is_reached_only_when_all_before_it_are_answered():
    walk = walk_through(kept(feeling=None))

    reached = [page.key for page in walk.pages if walk.reaches(page)]

    assert reached == ["start", "where", "side", "warning-signs", "feeling"]


def test_page_that_does_not_apply_is_not_reached():
    walk = walk_through(kept(where={"spasm_location": ["throat"]}))

    assert not walk.reaches(BY_KEY["side"])


@pytest.mark.parametrize(
    ("chosen", "stopping"),
    [
        (["saddle_numbness"], ("saddle_numbness",)),
        (["one_leg_swollen_warm"], ("one_leg_swollen_warm",)),
        (["progressive_limb_weakness"], ("progressive_limb_weakness",)),
        (["chest_pain", "twitch_over_2_weeks"], ("chest_pain",)),
        (["twitch_over_2_weeks"], ()),
        (["not_sure"], ()),
        (["none"], ()),
    ],
)
def test_only_emergency_same_day_and_soon_signs_stop(chosen, stopping):
    walk = walk_through(kept(warning_signs={"red_flag": chosen}))

    assert walk.stopping_signs == stopping


def test_warning_sign_does_not_stop_before_consent_is_given():
    walk = walk_through(kept(start=None, warning_signs={"red_flag": ["chest_pain"]}))

    assert walk.stopping_signs == ()
