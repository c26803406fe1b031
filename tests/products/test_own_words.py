import pytest
from django.utils import translation

from products.models import Product, Strain
from products.own_words import own_words

SMELLS, HUELE = "It smells of pine and of the sea.", "Huele a pino y al mar."
HEALS, CURA = "It smells of pine. It relieves pain.", "Huele a pino. Alivia el dolor."


@pytest.mark.parametrize(
    ("texts", "language", "expected"),
    [
        pytest.param((SMELLS, HUELE), "en", (SMELLS, ""), id="english"),
        pytest.param((SMELLS, HUELE), "es", (HUELE, ""), id="spanish"),
        pytest.param((SMELLS, ""), "es", (SMELLS, "en"), id="not-translated"),
        pytest.param(("Pine.", ""), "es", ("Pine.", "en"), id="no-word-tells"),
        pytest.param((HUELE, ""), "en", (HUELE, "es"), id="in-the-wrong-field"),
        pytest.param((HUELE, ""), "es", (HUELE, ""), id="in-the-wrong-field-but-right"),
        pytest.param((HEALS, HUELE), "en", ("", ""), id="claim"),
        pytest.param((HEALS, HUELE), "es", (HUELE, ""), id="claim-in-the-other"),
        pytest.param((SMELLS, CURA), "es", (SMELLS, "en"), id="claim-in-the-translation"),
        pytest.param((CURA, ""), "en", ("", ""), id="claim-in-spanish-on-an-english-page"),
        pytest.param((HEALS, CURA), "es", ("", ""), id="claim-in-both"),
        pytest.param(("", HUELE), "en", ("", ""), id="spanish-only"),
        pytest.param(("", ""), "en", ("", ""), id="none"),
    ],
)
@pytest.mark.parametrize("model", [Product, Strain])
def test_own_words_are_in_the_readers_language_and_claim_nothing(model, texts, language, expected):
    record = model(description=texts[0], description_es=texts[1], description_approved=True)

    with translation.override(language):
        words = own_words(record)

    assert (words, words.language) == expected


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("model", [Product, Strain])
def test_own_words_that_nobody_has_approved_are_not_shown(model, language):
    record = model(description=SMELLS, description_es=HUELE)

    with translation.override(language):
        assert own_words(record) == ""
