import pytest

from products.models import SearchWord
from products.search import matching, respelled

pytestmark = pytest.mark.django_db


def suggested(typed):
    return respelled(typed.split(), lambda words: bool(matching(" ".join(words).split()).products))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("hrabor", "harbor"),
        ("quiett harbor", "quiet harbor"),
        ("guumy", "gummy"),
        ("quietharbor", "quiet harbor"),
        ("quietharbors", "quiet harbors"),
        ("quiet harbor", ""),
        ("zzzzzz", ""),
        ("qu", ""),
        ("12345", ""),
    ],
)
def test_nearest_words_that_find_something_are_suggested(typed, meant, found):
    found("Quiet Harbor", format="gummy")

    assert suggested(typed) == meant


def test_word_that_nothing_has_any_more_is_not_suggested(found):
    found("Quiet Harbor")
    SearchWord.objects.create(word="quietly")

    assert suggested("quietlv") == "quiet"


def test_numbers_are_no_words_to_suggest(found):
    found("Quiet 12345")

    assert not SearchWord.objects.filter(word="12345").exists()
