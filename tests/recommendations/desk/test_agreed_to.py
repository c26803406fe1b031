"""What the patient agreed to stands at the desk, in the language it was read in."""

import pytest
from django.utils import timezone

from recommendations.models import ConsentWording, Submission
from recommendations.questionnaire.consent import version_of_old, wording
from tests.herbology.markup import attribute, elements, text, within
from tests.recommendations.builders import SEDATED, hand_in
from tests.recommendations.questionnaire.store_mode.tablet import counselor

pytestmark = pytest.mark.django_db

SPANISH = wording("es", on_tablet=False)


def agreed_on(client, version):
    submission = hand_in(**SEDATED).submission
    Submission.objects.filter(pk=submission.pk).update(consent_version=version)
    client.force_login(counselor())
    html = client.get(f"/admin/recommendations/submission/{submission.pk}/change/").content.decode()
    return next(e for e in elements(html, "details") if version in text(e))


def test_words_are_shown_and_marked_with_their_language(client):
    ConsentWording.objects.create(
        version=SPANISH.version, language="es", words=SPANISH.words, first_agreed_at=timezone.now()
    )

    (listed,) = within(agreed_on(client, SPANISH.version), "ul")

    assert attribute(listed, "lang") == "es"
    assert [text(line) for line in within(listed, "li")] == SPANISH.words.splitlines()


@pytest.mark.parametrize(
    ("version", "said"),
    [
        pytest.param(version_of_old(), "translation of the time is not known.", id="of-old"),
        pytest.param("0", "The words of this version are not kept.", id="unknown"),
    ],
)
def test_what_is_not_known_is_said(client, version, said):
    assert said in text(agreed_on(client, version))
