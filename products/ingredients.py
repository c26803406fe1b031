"""What is in a product as a public page may say it: the maker's words, without what claims something.

Nobody has to approve a list of ingredients, for whoever has an allergy needs all of it. So no more is
left out than what stands between two commas, and that something was is said.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from herbology.claims import Claim, find_claims
from herbology.languages import Told
from products.models import Product
from products.translated import told

PART = re.compile(r"[^,;]+[,;]?")
MOST_KEPT = 256  # texts
ENDS = re.compile(r"[,;\s]+(?=[.!?]*$)")


@dataclass(frozen=True, slots=True)
class Ingredients:
    """`words` are the maker's; `cut`: a part that makes a claim is left out."""

    words: Told
    cut: bool


def ingredients(product: Product) -> Ingredients:
    stated = told(product, "ingredients")
    kept = without_claims(stated)
    return Ingredients(Told(kept, stated.language), kept != stated)


@lru_cache(maxsize=MOST_KEPT)
def without_claims(text: str) -> str:
    """The text without the parts of sentences in which a claim stands, or without the whole sentence
    where the rest of it claims something still. The text itself where it makes none."""
    claims = find_claims(text)
    for claim in claims:
        text = text.replace(claim.sentence, _rest(claim, claims), 1)
    return "" if find_claims(text) else text.strip() if claims else text


def _rest(claim: Claim, claims: tuple[Claim, ...]) -> str:
    own = [each.words for each in claims if each.sentence == claim.sentence]
    parts = [
        part for part in PART.findall(claim.sentence) if not any(words in part for words in own)
    ]
    rest = ENDS.sub("", "".join(parts)).strip()
    ended = f"{rest}." if rest and rest[-1] not in ".!?" else rest
    return "" if find_claims(ended) else ended
