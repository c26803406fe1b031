"""A text in sentences, each also as folded words that patterns are matched against."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterator
from dataclasses import dataclass
from itertools import pairwise

from herbology.claims.finding.fold import APOSTROPHES, fold, plain

Span = tuple[int, int]

LONGEST_WORD = 40  # letters that are compared; no word of a list is longer
CLOSING = "\"'\u201d\u2019\u00bb)\\]"
# Repeats are bounded, so that ten thousand dots take no longer than ten thousand letters.
END = re.compile(rf"[.!?…]{{1,9}}[{CLOSING}]{{0,3}}(?=\s|$)|(?<=[a-z]{{3}})[.!?](?=[A-Z])|\n")
LINE_GOES_ON = re.compile(r"(?<=[:,])\n(?:[-*•·] ?)?|\n(?=[a-z(])")
TOKEN = re.compile(
    rf"(?P<word>[^\W_]+(?:[{APOSTROPHES}][^\W_]+)*)"
    "|(?P<comma>[,()\\[\\]])|(?P<sign>[:#])|(?P<and>[&+])"
    "|(?P<stop>[;{}|•·\u2014]|--|\\s[-\u2013]\\s)"
)
QUESTION = re.compile(rf"\?[.!?…]{{0,9}}[{CLOSING}]{{0,3}}$")
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")
LAST_WORD = re.compile(r"[\w.]+$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """`folded` has at `starts[i]` the word that stands at `spans[i]` of `text`.

    `keys` are the first two letters of each word, by which patterns are looked up.
    """

    text: str
    folded: str
    starts: tuple[int, ...]
    spans: tuple[Span, ...]
    keys: tuple[str, ...]

    def words(self, start: int, end: int) -> str:
        """What stands in the text for a stretch of the folded words."""
        first = bisect_right(self.starts, start) - 1
        last = bisect_left(self.starts, end) - 1
        return self.text[self.spans[first][0] : self.spans[last][1]]


def sentences(
    text: str, abbreviations: Container[str], affirmations: tuple[str, ...]
) -> Iterator[Sentence]:
    """A line break ends a sentence, except after a colon or comma or before a small letter.

    A question that is answered with a yes is one sentence with it.
    """
    lines = LINE_GOES_ON.sub(" ", plain(text))
    start = 0
    for end in END.finditer(lines):
        last_words = lines[max(start, end.start() - LONGEST_WORD) : end.start()]
        if end[0] == "." and _abbreviates(last_words, abbreviations):
            continue
        if "?" in end[0] and lines[
            end.end() : end.end() + LONGEST_WORD
        ].lower().lstrip().startswith(affirmations):
            continue
        yield from _sentence(lines[start : end.end()])
        start = end.end()
    yield from _sentence(lines[start:])


def _abbreviates(before: str, abbreviations: Container[str]) -> bool:
    word = LAST_WORD.search(before)
    return word is not None and word[0].lower() in abbreviations


def _sentence(text: str) -> Iterator[Sentence]:
    text = text.strip()
    words: list[str] = []
    starts: list[int] = []
    spans: list[Span] = []
    length = 1
    for word, span in _tokens(text):
        words.append(word)
        starts.append(length)
        spans.append(span)
        length += len(word) + 1
    if words:
        keys = tuple(f"{word} "[:2] for word in words)
        yield Sentence(text, f" {' '.join(words)} ", tuple(starts), tuple(spans), keys)


SIGNS = {"comma": ",", "and": "&", "stop": ";"}


def _tokens(text: str) -> Iterator[tuple[str, Span]]:
    """Words and signs: brackets are commas, "+" is "&", other stops are ";"."""
    for token in TOKEN.finditer(text):
        group = token.lastgroup or ""
        if group == "word":
            yield from _parts(token[0], token.start())
        else:
            yield SIGNS.get(group, token[0]), token.span()
    if QUESTION.search(text):
        yield "?", (len(text), len(text))


def _parts(word: str, at: int) -> Iterator[tuple[str, Span]]:
    """`PainRelief`, as in a hashtag, is two words."""
    begins = [0, *(cut.start() for cut in CAMEL.finditer(word)), len(word)]
    for begin, end in pairwise(begins):
        yield fold(word[begin:end])[:LONGEST_WORD], (at + begin, at + end)
