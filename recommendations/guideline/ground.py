"""What the rules of one edition stand on, and the vocabulary that their predicates may use."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from recommendations.guideline import tables
from recommendations.guideline.model import Evidence, Question, RedFlag, Reference, Route
from recommendations.guideline.predicates import GRADES
from recommendations.guideline.reading import Entry
from recommendations.guideline.vocabulary import (
    CATEGORY_WORDS,
    LATE_WORDS,
    NO,
    YES,
    Vocabulary,
)

NOT_SURE = "not_sure"


@dataclass(frozen=True, slots=True)
class Ground:
    """`evidence` maps category, then route, to its grade; every route is there."""

    references: Mapping[str, Reference]
    routes: Mapping[str, Route]
    questions: Mapping[str, Question]
    depths: Mapping[str, str]
    red_flags: Mapping[str, RedFlag]
    evidence: Mapping[str, Mapping[str, Evidence]]
    early: Vocabulary

    @property
    def middle(self) -> Vocabulary:
        """For rules read once the category is known."""
        return replace(self.early, concluded=CATEGORY_WORDS)

    @property
    def late(self) -> Vocabulary:
        """For rules read once the routes shown are known."""
        return replace(self.early, concluded=LATE_WORDS)


def read_ground(documents: Mapping[str, Entry]) -> Ground:
    references = tables.read_references(documents["references.toml"])
    routes = tables.read_routes(documents["routes.toml"], references)
    red_flags = tables.read_red_flags(documents["red_flags.toml"], references)
    questions, depths = tables.read_questions(documents["answers.toml"], references, red_flags)
    evidence = tables.read_evidence(documents["evidence.toml"], references)
    answers = {key: _answer_words(question) for key, question in questions.items()}
    words_of = {
        **{key: words for key, words in answers.items() if words is not None},
        "routes": frozenset(routes),
        "category": frozenset(evidence),
        "grade": frozenset(GRADES),
        "depth": frozenset(depths.values()),
    }
    vocabulary = Vocabulary(
        answers=answers,
        safety_keys=frozenset(key for key, question in questions.items() if question.safety),
        routes=tuple(routes),
        words_of=words_of,
        sets=_implied_sets(routes, red_flags) | _named_sets(documents["sets.toml"], words_of),
        concluded=frozenset(),
    )
    return Ground(references, routes, questions, depths, red_flags, evidence, vocabulary)


def _answer_words(question: Question) -> frozenset[str] | None:
    if question.kind == "flag":
        return frozenset({YES, NO})
    if question.kind in ("text", "number"):
        return None
    return frozenset(question.values) | ({NOT_SURE} if question.not_sure else frozenset())


def _implied_sets(
    routes: Mapping[str, Route], red_flags: Mapping[str, RedFlag]
) -> dict[str, dict[str, frozenset[str]]]:
    systemic = frozenset(route.id for route in routes.values() if route.systemic)
    return {
        "routes": {"ALL": frozenset(routes), "SYSTEMIC": systemic},
        "red_flag": {name.upper(): _flags_of(name, red_flags) for name in tables.FLAG_LISTS},
    }


def _flags_of(name: str, red_flags: Mapping[str, RedFlag]) -> frozenset[str]:
    return frozenset(flag.id for flag in red_flags.values() if flag.listed == name)


def _named_sets(
    document: Entry, words_of: Mapping[str, frozenset[str]]
) -> dict[str, dict[str, frozenset[str]]]:
    sets = {}
    for key in ("category", "medication_class"):
        section = document.section(key)
        known = sorted(words_of[key])
        sets[key] = {name: frozenset(section.words(name, known)) for name in section.names()}
        section.finish()
    document.finish()
    return sets
