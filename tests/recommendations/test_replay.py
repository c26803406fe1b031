from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from recommendations.models import Assessment, GuidelineEdition
from recommendations.replay import differences
from tests.products import make
from tests.recommendations.builders import BACK_STRAIN, EMERGENCY, hand_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def submission():
    make.batch(make.product("cream"), readings={"total_thc": "0.1", "total_cbd": "1"})
    make.batch(make.product("flower"))
    return hand_in(**BACK_STRAIN).submission


def replay(reference):
    out = StringIO()
    call_command("replay", reference, stdout=out)
    return out.getvalue().strip()


def test_stored_submission_comes_out_the_same(submission):
    assert replay(submission.reference.lower()) == f"{submission.reference}: the same."


def test_care_page_comes_out_the_same():
    assert differences(hand_in(**EMERGENCY).submission) == []


def test_sold_out_batch_changes_nothing_about_the_past(submission):
    make.Batch.objects.update(state="recalled", chemotype="")

    assert differences(submission) == []


def test_new_guideline_changes_nothing_about_the_past(submission):
    edition = GuidelineEdition.objects.get()
    older = {
        name: text.replace("first dose", "first dose ") for name, text in edition.files.items()
    }
    edition.files = older | {"guideline.toml": older["guideline.toml"].replace("2025.1", "2020.1")}
    edition.version = "an older one"
    edition.save()

    found = differences(submission)

    assert found == ["assessment 1, conclusion"]


def test_tampered_answer_is_found(submission):
    submission.answers = submission.answers | {"medication_class": ["warfarin_vka"]}
    submission.save()

    found = differences(submission)

    assert found == [
        "assessment 1, conclusion",
        "assessment 1, suggestions",
        "assessment 1, routes without a suggestion",
    ]


def test_tampered_conclusion_fails_the_command(submission):
    stored = Assessment.objects.get()
    stored.record["assessment"]["disposition"] = "standard!"
    stored.save_base(force_update=True)  # past the guard, as somebody with the database would

    with pytest.raises(CommandError, match="not the same: assessment 1, conclusion"):
        replay(submission.reference)


def test_rule_that_emptied_a_route_is_recomputed():
    make.batch(make.product("flower"), readings={"total_thc": "25", "total_cbd": "0.1"})
    submission = hand_in(
        **BACK_STRAIN | {"experience": {"cannabis_experience": "naive"}}
    ).submission

    assert differences(submission) == []


def test_unknown_reference_is_named():
    with pytest.raises(CommandError, match="NOPE-0000: no submission has this reference"):
        replay("NOPE-0000")
