"""The whole vocabulary of conditions that the rules are written in, each a frozen value.

A predicate asks facts and holds or does not. It never guesses: what is not known does not hold,
and whatever must follow from a missing answer is a rule of its own (`Missing`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Protocol

NOTHING: frozenset[str] = frozenset()
GRADES = ("A", "B", "C", "D", "N", "X")  # best first


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known about one patient, filled in as the assessment goes on.

    `values` holds the answers as sets of words, keys without an answer left out; `missing` names
    the safety keys that are absent or null. `grades` maps each route to its evidence grade.
    """

    values: Mapping[str, frozenset[str]]
    missing: frozenset[str]
    age: int | None
    minimum_age: int
    depths: frozenset[str]
    category: str = ""
    grades: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    shown: frozenset[str] = NOTHING


class Predicate(Protocol):
    def holds(self, facts: Facts) -> bool: ...


@dataclass(frozen=True, slots=True)
class Always:
    def holds(self, _facts: Facts) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class AnyOf:
    parts: tuple[Predicate, ...]

    def holds(self, facts: Facts) -> bool:
        return any(part.holds(facts) for part in self.parts)


@dataclass(frozen=True, slots=True)
class AllOf:
    parts: tuple[Predicate, ...]

    def holds(self, facts: Facts) -> bool:
        return all(part.holds(facts) for part in self.parts)


@dataclass(frozen=True, slots=True)
class NoneOf:
    parts: tuple[Predicate, ...]

    def holds(self, facts: Facts) -> bool:
        return not any(part.holds(facts) for part in self.parts)


@dataclass(frozen=True, slots=True)
class AgeBelow:
    """Younger than `years`, or than the policy's minimum age where `years` is None."""

    years: int | None

    def holds(self, facts: Facts) -> bool:
        years = facts.minimum_age if self.years is None else self.years
        return facts.age is not None and facts.age < years


@dataclass(frozen=True, slots=True)
class AgeFrom:
    years: int

    def holds(self, facts: Facts) -> bool:
        return facts.age is not None and facts.age >= self.years


@dataclass(frozen=True, slots=True)
class Answered:
    """At least one of the words was chosen."""

    key: str
    words: frozenset[str]

    def holds(self, facts: Facts) -> bool:
        return not self.words.isdisjoint(facts.values.get(self.key, NOTHING))


@dataclass(frozen=True, slots=True)
class Only:
    """Something was chosen, and nothing but these words."""

    key: str
    words: frozenset[str]

    def holds(self, facts: Facts) -> bool:
        chosen = facts.values.get(self.key, NOTHING)
        return bool(chosen) and chosen <= self.words


@dataclass(frozen=True, slots=True)
class NotEmpty:
    key: str

    def holds(self, facts: Facts) -> bool:
        return bool(facts.values.get(self.key, NOTHING))


@dataclass(frozen=True, slots=True)
class Missing:
    """At least one of these safety keys is absent or null."""

    keys: frozenset[str]

    def holds(self, facts: Facts) -> bool:
        return not self.keys.isdisjoint(facts.missing)


@dataclass(frozen=True, slots=True)
class DepthIn:
    """At least one of the places chosen lies at one of these depths."""

    depths: frozenset[str]

    def holds(self, facts: Facts) -> bool:
        return not self.depths.isdisjoint(facts.depths)


@dataclass(frozen=True, slots=True)
class CategoryIn:
    categories: frozenset[str]

    def holds(self, facts: Facts) -> bool:
        return facts.category in self.categories


@dataclass(frozen=True, slots=True)
class ShownAny:
    routes: frozenset[str]

    def holds(self, facts: Facts) -> bool:
        return not self.routes.isdisjoint(facts.shown)


@dataclass(frozen=True, slots=True)
class ShownWithGrade:
    route: str
    grades: frozenset[str]

    def holds(self, facts: Facts) -> bool:
        return self.route in facts.shown and facts.grades[self.route] in self.grades


@dataclass(frozen=True, slots=True)
class AnyGrade:
    """Some route of the category has one of these grades."""

    grades: frozenset[str]

    def holds(self, facts: Facts) -> bool:
        return not self.grades.isdisjoint(facts.grades.values())


@dataclass(frozen=True, slots=True)
class EveryGrade:
    grades: frozenset[str]

    def holds(self, facts: Facts) -> bool:
        return set(facts.grades.values()) <= self.grades


@dataclass(frozen=True, slots=True)
class BestGrade:
    """The best grade of the category's routes (A before B ... before N before X) is one of these."""

    grades: frozenset[str]

    def holds(self, facts: Facts) -> bool:
        return min(facts.grades.values(), key=GRADES.index) in self.grades
