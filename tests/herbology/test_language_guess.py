import pytest

from herbology.language_guess import ENGLISH, SPANISH, guess


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Please keep taking your medicines, and call us.", "en"),
        ("Siga tomando sus medicamentos y llámenos.", "es"),
        ("¿Mañana?", "es"),
        ("Thanks!", "en"),
        ("Baclofen 10 mg", ""),
        ("", ""),
        ("OK", ""),
    ],
)
def test_guess_by_the_commonest_words(text, language):
    assert guess(text) == language


def test_no_word_stands_for_both_languages():
    assert set(ENGLISH.split()) & set(SPANISH.split()) == set()
