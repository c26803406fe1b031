"""What counts as a word, and which words count as the same.

Pure. A word is a run of letters or a run of digits, so "10mg" and "10 mg" are both "10" and "mg".
"""

import re
import unicodedata

WORD = re.compile(r"[^\W\d_]+|\d+")
APOSTROPHES = re.compile("['\N{RIGHT SINGLE QUOTATION MARK}\N{MODIFIER LETTER APOSTROPHE}]")
# Letters that Unicode does not take apart, as people without them on their keyboard write them.
PLAIN_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}  # noqa: RUF001
)
LONGEST_WORD = 40
MOST_WORDS = 8  # that a search looks at
LONGEST_SEARCH = 200  # characters that are read of what was typed

ES_AFTER = ("s", "x", "z", "ch", "sh")
NO_PLURAL = ("ss", "us", "is")
SHORTEST_PLURAL = 4


def words_of(text: str) -> list[str]:
    """In their order: small letters without accents, and digits."""
    return [word[:LONGEST_WORD] for word in WORD.findall(_plain_letters(text))]


def plain(text: str) -> str:
    """As one string that compares equal for names that are written alike."""
    return " ".join(words_of(text))


def searched_words(text: str) -> tuple[str, ...]:
    """What is looked for when this is typed: each word once, and not more than MOST_WORDS."""
    return tuple(dict.fromkeys(words_of(text[:LONGEST_SEARCH])))[:MOST_WORDS]


def spellings(word: str) -> tuple[str, ...]:
    """Beginnings of what is meant: the word, and the one of many or the many of one."""
    return tuple(dict.fromkeys((word, *_singular(word), *_plural(word))))


def _plain_letters(text: str) -> str:
    apart = unicodedata.normalize("NFKD", APOSTROPHES.sub("", text).casefold())
    return "".join(
        letter for letter in apart.translate(PLAIN_LETTERS) if not unicodedata.combining(letter)
    ).casefold()


def _singular(word: str) -> tuple[str, ...]:
    if len(word) < SHORTEST_PLURAL or not word.endswith("s") or word.endswith(NO_PLURAL):
        return ()
    if word.endswith("iones"):  # Spanish: lociones
        return (word[:-2], word[:-1])
    if word.endswith("ies"):
        return (f"{word[:-3]}y", word[:-1])
    if word.endswith("es") and word[:-2].endswith(ES_AFTER):
        return (word[:-2], word[:-1])
    return (word[:-1],)


def _plural(word: str) -> tuple[str, ...]:
    """Only where the many does not begin with the one."""
    if len(word) < SHORTEST_PLURAL - 1 or not word.endswith("y") or word[-2] in "aeiou":
        return ()
    return (f"{word[:-1]}ies",)
