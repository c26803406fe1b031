"""Which rules a result was worked out with, and who has reviewed them: as the data says, in both languages."""

import pytest

from recommendations.models import GuidelineEdition
from tests.herbology.markup import elements, has_class, text
from tests.recommendations.builders import BACK_STRAIN, EMERGENCY, hand_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]

SAID = {
    ("en", False): "No doctor, nurse or pharmacist has reviewed these rules yet.",
    ("en", True): "The rules were reviewed by A. Sample, PharmD.",
    (
        "es",
        False,
    ): "Ningún profesional de medicina, enfermería o farmacia ha revisado todavía estas reglas.",
    ("es", True): "Las reglas las revisó A. Sample, PharmD.",
}
END = {"en": "This is not medical advice. How we choose", "es": "Esto no es consejo médico. Cómo elegimos"}  # fmt: skip


def have_reviewed():
    """The edition that the result was made with names a reviewer."""
    edition = GuidelineEdition.objects.get()
    title = edition.files["guideline.toml"]
    files = edition.files | {
        "guideline.toml": title.replace('reviewed_by = ""', 'reviewed_by = "A. Sample, PharmD"')
    }
    GuidelineEdition.objects.update(version="reviewed", files=files)


@pytest.mark.parametrize("answers", [BACK_STRAIN, EMERGENCY])
@pytest.mark.parametrize(("language", "reviewed"), SAID)
def test_result_says_who_has_reviewed_its_rules(client, answers, language, reviewed):
    submitted = hand_in(**answers)
    if reviewed:
        have_reviewed()

    html = client.get(f"/s/{submitted.secret}/?lang={language}").content.decode()
    (said,) = (
        text(e) for e in elements(html, "p") if has_class(e, "soft") and "2025.1+" in text(e)
    )

    assert said.partition(". ")[2] == f"{SAID[language, reviewed]} {END[language]}"
