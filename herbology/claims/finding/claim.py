"""Which sentences of a text claim that cannabis or a product heals, helps or is safe."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from herbology.claims.finding.lexicon import Kind, Lexicon, Scope
from herbology.claims.finding.pattern import Matcher
from herbology.claims.finding.reading import LANGUAGES, lexicon
from herbology.claims.finding.sentence import Sentence, Span, sentences


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence that claims something, as written, and what to do about it.

    `words` is the part of `sentence` that makes it a claim, `reason` why it may not be said and
    `neutral` what to say instead; both are in `language`, that of the list which found it.
    """

    sentence: str
    words: str
    kind: str
    reason: str
    neutral: str
    language: str


def find_claims(text: str, languages: Iterable[str] = LANGUAGES) -> tuple[Claim, ...]:
    """Every claim of the text, in the order of its sentences; empty when it states facts only.

    Takes any text, and time in proportion to its length. Raises LexiconError for a language
    without a list.
    """
    lists = [lexicon(language) for language in languages]
    abbreviations = frozenset(word for words in lists for word in words.abbreviations)
    affirmations = tuple(word for words in lists for word in words.affirmations)
    return tuple(
        claim
        for sentence in sentences(text, abbreviations, affirmations)
        for words in lists
        for claim in _claims_in(sentence, words)
    )


def claim_free(text: str) -> str:
    """What may be shown to the public: the text, or nothing of it where it makes a claim."""
    return "" if find_claims(text) else text


def _claims_in(sentence: Sentence, words: Lexicon) -> Iterator[Claim]:
    found = [(span, kind) for kind in words.kinds for span in kind.finder.find(sentence)]
    if not found or _is_exempt(sentence, words):
        return
    excuses = [_Excuse(scope, sentence) for scope in words.scopes]
    standing = [
        (span, kind)
        for span, kind in found
        if not any(excuse.covers(kind, span[0]) for excuse in excuses)
    ]
    yield from _as_claims(standing, sentence, words.language)


def _as_claims(
    found: Iterable[tuple[Span, Kind]], sentence: Sentence, language: str
) -> Iterator[Claim]:
    """In the order of the words; what begins inside an earlier one adds nothing."""
    reached = 0
    for (start, end), kind in sorted(found, key=lambda each: (each[0][0], -each[0][1])):
        if start >= reached:
            words = sentence.words(start, end)
            yield Claim(sentence.text, words, kind.id, kind.reason, kind.neutral, language)
            reached = end


def _is_exempt(sentence: Sentence, words: Lexicon) -> bool:
    def has(matcher: Matcher) -> bool:
        return any(True for _ in matcher.find(sentence))

    return any(
        all(map(has, exemption.has)) and not has(exemption.lacks) for exemption in words.exemptions
    )


class _Excuse:
    """Where in one sentence a scope is open."""

    def __init__(self, scope: Scope, sentence: Sentence) -> None:
        self.scope = scope
        self.opens = scope.opens.find(sentence)
        self.ends = [start for start, _ in scope.ends.find(sentence)] if self.opens else []

    def covers(self, kind: Kind, at: int) -> bool:
        """Whether the nearest opening word before `at` still holds there."""
        if self.scope.kinds and kind.id not in self.scope.kinds:
            return False
        nearest = bisect_left(self.opens, (at, 0)) - 1
        if nearest < 0:
            return False
        next_end = bisect_left(self.ends, self.opens[nearest][1])
        return next_end == len(self.ends) or self.ends[next_end] > at
