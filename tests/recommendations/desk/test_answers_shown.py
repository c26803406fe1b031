"""A counselor reads what the patient read, and what it means."""

import pytest

from recommendations.desk.answers_shown import answers_shown
from recommendations.models import Submission
from recommendations.submit import submit_draft
from tests.recommendations import builders

pytestmark = pytest.mark.django_db


def shown(submission, question):
    (found,) = [each for each in answers_shown(submission) if each.question == question]
    return found


@pytest.fixture
def spanish():
    draft = builders.make_draft(**builders.SEDATED)
    return submit_draft(draft=draft, at=builders.NOW, language="es").submission


def test_answers_in_english_stand_alone():
    submission = builders.hand_in(**builders.SEDATED).submission

    found = shown(submission, "Which of these medicines do you take?")

    assert (found.answer, found.english_answer) == (("Muscle relaxant",), ())


def test_answers_in_spanish_have_their_english_beside_them(spanish):
    found = shown(spanish, "¿Cuáles de estos medicamentos toma?")

    assert (found.language, found.answer) == ("es", ("Relajante muscular (medicamento)",))
    assert found.english_question == "Which of these medicines do you take?"
    assert found.english_answer == ("Muscle relaxant",)


def test_answer_that_the_pages_no_longer_take_has_no_english(spanish):
    Submission.objects.filter(pk=spanish.pk).update(
        pages=spanish.pages | {"medicines": {"medication_class": ["gone"]}}
    )

    found = shown(Submission.objects.get(), "¿Cuáles de estos medicamentos toma?")

    assert (found.answer, found.english_answer) == (("Relajante muscular (medicamento)",), ())


def test_desk_marks_the_language_and_says_in_which_to_write(client, spanish, django_user_model):
    client.force_login(django_user_model.objects.create_superuser("admin"))

    html = client.get(f"/admin/recommendations/submission/{spanish.pk}/change/").content.decode()

    assert '<span lang="es">Relajante muscular (medicamento)</span>' in html
    assert "The patient answered in Spanish." in html
