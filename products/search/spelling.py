"""What somebody may have meant whose words are nowhere in the catalogue."""

from collections.abc import Callable, Sequence
from difflib import get_close_matches
from itertools import islice, product

from django.db.models import Q
from django.db.models.functions import Length

from products.models import SearchWord
from products.words import spellings

ALIKE = 0.7  # of difflib's ratio: with one wrong letter four are alike, three are not
NEAREST = 3
LETTERS_MORE_OR_LESS = 2
SHORTEST = 3
MOST_TRIED = 9


def respelled(words: Sequence[str], found: Callable[[Sequence[str]], bool]) -> str:
    """The first change of the words that finds something, what is most alike first; else ""."""
    choices = [_choices(word) for word in words]
    for tried in islice(product(*choices), MOST_TRIED):
        if tried != tuple(words) and found(tried):
            return " ".join(tried)
    return ""


def _choices(word: str) -> list[str]:
    """The word itself where it is known; two known ones that are written as one stand apart."""
    if len(word) < SHORTEST or word.isdecimal() or _known(word):
        return [word]
    if apart := _apart(word):
        return [apart]
    shortest, longest = len(word) - LETTERS_MORE_OR_LESS, len(word) + LETTERS_MORE_OR_LESS
    alike = SearchWord.objects.annotate(letters=Length("word"))
    alike = alike.filter(letters__gte=shortest, letters__lte=longest)
    every = alike.order_by("word").values_list("word", flat=True)
    return get_close_matches(word, every, n=NEAREST, cutoff=ALIKE) or [word]


def _apart(word: str) -> str:
    """ "preroll" is "pre roll"; "" where no two words make it."""
    halves = {word[:at]: word[at:] for at in range(SHORTEST, len(word) - SHORTEST + 1)}
    parts = {*halves, *(each for half in halves.values() for each in spellings(half))}
    known = set(SearchWord.objects.filter(word__in=parts).values_list("word", flat=True))
    found = (
        f"{first} {second}"
        for first, second in halves.items()
        if first in known and not known.isdisjoint(spellings(second))
    )
    return next(found, "")


def _known(word: str) -> bool:
    begins = Q()
    for spelling in spellings(word):
        begins |= Q(word__startswith=spelling)
    return SearchWord.objects.filter(begins).exists()
