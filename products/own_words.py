"""What makers say of a product or a strain, as far as a public page may repeat it."""

from functools import lru_cache

from django.utils.translation import get_language

from herbology import claims
from herbology.language_guess import guess
from herbology.languages import Told
from products.models import Product, Strain
from products.translated import in_every_language, told_from

MOST_KEPT = 256  # texts: most have a few hundred characters, and take a millisecond


def own_words(record: Product | Strain) -> Told:
    """The description in the page's language, else in English and marked so; "" where there is none.

    One that nobody on staff has read and approved is as good as none, and so is a text that makes a
    claim: either may miss what the other sees. Lists of all languages look at it, for nobody knows
    which language a maker's file is in. It needs no query.
    """
    if not record.description_approved:
        return Told("")
    texts = in_every_language(record, "description")
    words = told_from({language: text for language, text in texts.items() if _claim_free(text)})
    language = guess(words)
    return Told(words, "" if language == get_language() else language or words.language)


@lru_cache(maxsize=MOST_KEPT)
def _claim_free(text: str) -> bool:
    """Ten thousand characters take as long as the rest of the page, so it is remembered."""
    return bool(claims.claim_free(text))
