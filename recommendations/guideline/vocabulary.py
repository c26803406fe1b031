"""Which words a predicate may use, and the parsing of one into its frozen value."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from recommendations.guideline import predicates as p

YES, NO = "yes", "no"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """`answers` maps an answer's key to its values (None: free text). `sets` maps a key to named sets.

    The pseudo-keys routes, category, grade and depth hold what is not an answer. `concluded` says
    whether the file is read after category, grades and routes are known, and may ask about them.
    """

    answers: Mapping[str, frozenset[str] | None]
    safety_keys: frozenset[str]
    routes: tuple[str, ...]
    words_of: Mapping[str, frozenset[str]]
    sets: Mapping[str, Mapping[str, frozenset[str]]]
    concluded: frozenset[str]

    def words(self, key: str, value: Any) -> frozenset[str]:
        """A list of values, or the name of a set of them. ValueError names what is unknown."""
        known = self.words_of[key]
        if isinstance(value, str):
            if value not in self.sets.get(key, {}):
                raise ValueError(f"{key}: unknown set '{value}'")
            return self.sets[key][value]
        if not isinstance(value, list):
            raise ValueError(f"{key}: {value!r} is not a list")
        for word in value:
            if word not in known:
                raise ValueError(f"{key}: unknown value {word!r}")
        return frozenset(value)


Parser = Callable[[Any, Vocabulary], p.Predicate]


def parse_predicate(data: Any, vocabulary: Vocabulary) -> p.Predicate:
    """One table with one word, such as {age_below = 25}. ValueError says what is wrong with it."""
    if not isinstance(data, dict) or len(data) != 1:
        raise ValueError("a predicate is a table with exactly one word")
    word, value = next(iter(data.items()))
    if word in vocabulary.answers:
        return _answered(word, value, vocabulary)
    if word in LATE_WORDS and word not in vocabulary.concluded:
        raise ValueError(f"'{word}' is not yet known where this rule is read")
    if word not in PARSERS:
        raise ValueError(f"unknown predicate word '{word}'")
    return PARSERS[word](value, vocabulary)


def _answered(key: str, value: Any, vocabulary: Vocabulary) -> p.Predicate:
    if isinstance(value, bool):
        value = [YES if value else NO]
    if vocabulary.answers[key] is None:
        raise ValueError(f"{key} has no list of values; ask not_empty")
    return p.Answered(key, vocabulary.words(key, value))


def _parts(value: Any, vocabulary: Vocabulary) -> tuple[p.Predicate, ...]:
    if not isinstance(value, list) or not value:
        raise ValueError("a combination needs a list of predicates")
    return tuple(parse_predicate(part, vocabulary) for part in value)


def _years(value: Any) -> int:
    if type(value) is not int:
        raise ValueError(f"age: {value!r} is not a whole number")
    return value


def _age_below(value: Any, _vocabulary: Vocabulary) -> p.Predicate:
    return p.AgeBelow(None if value == "minimum_age" else _years(value))


def _only(value: Any, vocabulary: Vocabulary) -> p.Predicate:
    answered = parse_predicate(value, vocabulary)
    if not isinstance(answered, p.Answered):
        raise ValueError("only: needs an answer's key")
    return p.Only(answered.key, answered.words)


def _not_empty(value: Any, vocabulary: Vocabulary) -> p.Predicate:
    if value not in vocabulary.answers:
        raise ValueError(f"not_empty: unknown answer {value!r}")
    return p.NotEmpty(value)


def _missing(value: Any, vocabulary: Vocabulary) -> p.Predicate:
    keys = frozenset(value if isinstance(value, list) else [value])
    if keys - vocabulary.safety_keys:
        raise ValueError(f"missing: {sorted(keys - vocabulary.safety_keys)} are not safety keys")
    return p.Missing(keys)


def _shown_with_grade(value: Any, vocabulary: Vocabulary) -> p.Predicate:
    if not isinstance(value, dict) or set(value) != {"route", "grades"}:
        raise ValueError("shown_with_grade: needs route and grades")
    (route,) = vocabulary.words("routes", [value["route"]])
    return p.ShownWithGrade(route, vocabulary.words("grade", value["grades"]))


PARSERS: Mapping[str, Parser] = {
    "any_of": lambda value, v: p.AnyOf(_parts(value, v)),
    "all_of": lambda value, v: p.AllOf(_parts(value, v)),
    "none_of": lambda value, v: p.NoneOf(_parts(value, v)),
    "age_below": _age_below,
    "age_from": lambda value, _: p.AgeFrom(_years(value)),
    "only": _only,
    "not_empty": _not_empty,
    "missing": _missing,
    "location_depth": lambda value, v: p.DepthIn(v.words("depth", value)),
    "category_in": lambda value, v: p.CategoryIn(v.words("category", value)),
    "shown_any": lambda value, v: p.ShownAny(v.words("routes", value)),
    "shown_with_grade": _shown_with_grade,
    "any_grade": lambda value, v: p.AnyGrade(v.words("grade", value)),
    "every_grade": lambda value, v: p.EveryGrade(v.words("grade", value)),
    "best_grade": lambda value, v: p.BestGrade(v.words("grade", value)),
}

CATEGORY_WORDS = frozenset({"category_in"})
SHOWN_WORDS = frozenset({"shown_any", "shown_with_grade", "any_grade", "every_grade", "best_grade"})
LATE_WORDS = CATEGORY_WORDS | SHOWN_WORDS
