"""Which words in which language somebody agreed to: told by the version, and kept for ever."""

import pytest
from django.http import HttpResponse

from herbology.append_only import AppendOnlyError
from recommendations.models import ConsentWording, Draft, Submission
from recommendations.patient.download import data_of
from recommendations.questionnaire.consent import holds, version_of_old, wording, wordings
from recommendations.questionnaire.store_mode import device
from tests.herbology.markup import attribute, elements
from tests.products import make
from tests.recommendations.questionnaire.answering import fill, post, url

ENGLISH, SPANISH = (wording(code, on_tablet=False) for code in ("en", "es"))
CHECK = "/questionnaire/check/"


def shown_on(response):
    (said,) = (
        attribute(e, "value")
        for e in elements(response.content.decode(), "input")
        if attribute(e, "name") == "consent_shown"
    )
    return said


def test_version_names_the_language_and_the_tablet():
    forms = [version.split("+")[:-1] for version in wordings()]

    assert forms == [["2", "en"], ["2", "en", "tablet"], ["2", "es"], ["2", "es", "tablet"]]


def test_words_are_all_that_was_read_before_agreeing():
    assert SPANISH.words.splitlines()[0].startswith("Unas reglas escritas comparan sus respuestas")
    assert (
        "Estoy de acuerdo. Guarden estas respuestas y dejen que las lea un consejero de pacientes."
        in SPANISH.words.splitlines()
    )
    assert "Esta tableta es compartida." not in SPANISH.words
    assert "Esta tableta es compartida." in wording("es", on_tablet=True).words


def test_no_word_of_one_language_is_in_the_other():
    assert set(ENGLISH.words.splitlines()) & set(SPANISH.words.splitlines()) == set()


@pytest.mark.parametrize(
    ("version", "language", "still"),
    [
        pytest.param(ENGLISH.version, "en", True, id="same"),
        pytest.param(ENGLISH.version, "es", True, id="read-in-the-other-language"),
        pytest.param(version_of_old(), "en", True, id="of-old-and-the-same-english"),
        pytest.param(version_of_old(), "es", False, id="of-old-does-not-tell-the-spanish"),
        pytest.param("1+7407e27713c9", "en", False, id="other-words"),
        pytest.param("", "en", False, id="none"),
    ],
)
def test_agreement_holds_while_the_words_are_the_same(version, language, still):
    assert holds(version, language=language) is still


@pytest.mark.django_db
@pytest.mark.parametrize("expected", [ENGLISH, SPANISH], ids=["en", "es"])
def test_submission_proves_what_was_shown(client, settings, expected):
    make.store()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = expected.language
    fill(client)
    page = client.get(url("start"))
    post(client, "start", consent_shown=shown_on(page))
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    client.post(CHECK)

    submission = Submission.objects.get()
    kept = ConsentWording.of(submission.consent_version)
    assert (kept.language, kept.words) == (expected.language, expected.words)
    assert data_of(submission, at=make.NOW)["agreed_to"]["words"] == expected.words.splitlines()


@pytest.mark.django_db
def test_page_says_what_it_shows_where_another_tab_changed_the_language(client):
    page = client.get(url("start"))
    client.get("/?lang=es")

    post(client, "start", consent_shown=shown_on(page))

    assert Draft.objects.get().consent_version == ENGLISH.version


@pytest.mark.django_db
def test_switch_keeps_what_was_agreed_to_until_it_is_agreed_to_anew(client):
    fill(client, until="where")
    page = client.get(url("start"))

    post(client, "start", lang="es", consent_shown=shown_on(page))
    switched = Draft.objects.get().consent_version
    post(client, "start", consent_shown=shown_on(client.get(url("start"))))

    assert (switched, Draft.objects.get().consent_version) == (ENGLISH.version, SPANISH.version)


@pytest.mark.django_db
def test_words_that_have_changed_since_the_page_was_opened_are_to_be_read_first(client):
    response = post(client, "start", consent_shown="2+en+000000000000")

    html = response.content.decode()
    assert (response.status_code, Draft.objects.exists()) == (422, False)
    assert "Please read it again." in html
    assert shown_on(response) == ENGLISH.version


@pytest.mark.django_db
def test_tablet_has_words_of_its_own(client):
    store = make.store()
    set_up = HttpResponse()
    device.mark(set_up, store.slug)
    client.cookies.update(set_up.cookies)

    post(client, "start", consent_shown=shown_on(client.get(url("start"))))

    expected = wording("en", on_tablet=True).version
    assert Draft.objects.get().consent_version == expected
    assert ConsentWording.objects.get(version=expected).words.endswith(
        wording("en", on_tablet=True).words[-40:]
    )


@pytest.mark.django_db
def test_tick_that_is_taken_off_takes_the_agreement_back(client):
    fill(client, until="where")

    client.post(url("start"), {"answers_for": "self", "age": "54"})

    assert Draft.objects.get().consent_version == ""


@pytest.mark.django_db
def test_kept_words_never_change():
    old = ConsentWording.objects.get(version=version_of_old())

    with pytest.raises(AppendOnlyError):
        old.save()
    assert old.language == ""
