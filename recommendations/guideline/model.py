"""The guideline as typed, frozen values. Every rule carries its id and its source."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from recommendations.guideline.predicates import Predicate

LimitValue = bool | Decimal | str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """`status`: read, part (number recalled) or knowledge (from memory)."""

    key: str
    number: int
    status: str
    text: str


@dataclass(frozen=True, slots=True)
class Source:
    """Reference keys, or one word: design-choice, none-found, unverified.

    `verified` only where a reference was read; what is not may not be stated to patients as fact.
    """

    keys: tuple[str, ...] = ()
    word: str | None = None
    verified: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    id: str
    source: Source

    @property
    def verified(self) -> bool:
        return self.source.verified


@dataclass(frozen=True, slots=True)
class Route(Rule):
    """Times are None where no controlled data were found."""

    systemic: bool
    onset_minutes_min: int | None
    onset_minutes_max: int | None
    peak_minutes_min: int | None
    peak_minutes_max: int | None
    duration_hours_min: int | None
    duration_hours_max: int | None
    residual_hours_max: int | None


@dataclass(frozen=True, slots=True)
class Question(Rule):
    """`id` is the answer's key. `values` is empty for numbers, flags and free text."""

    kind: str
    use: str
    safety: bool
    not_sure: bool
    values: tuple[str, ...]
    if_missing: str | None
    minimum: int | None
    maximum: int | None

    @property
    def numbers(self) -> range:
        """What a question of kind number allows; empty for the others."""
        if self.minimum is None or self.maximum is None:
            return range(0)
        return range(self.minimum, self.maximum + 1)


@dataclass(frozen=True, slots=True)
class Disposition(Rule):
    """`only_warnings`: a page of this disposition shows these and no others; empty means all."""

    withholds_products: bool
    referral: bool
    only_warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RedFlag(Rule):
    listed: str
    why: str


@dataclass(frozen=True, slots=True)
class Derived(Rule):
    when: Predicate
    red_flag: str


@dataclass(frozen=True, slots=True)
class Block(Rule):
    """A rule that closes routes. `clears`: never, prescriber, counselor."""

    when: Predicate
    routes: tuple[str, ...]
    disposition: str | None
    clears: str
    clears_never_when: Predicate | None


@dataclass(frozen=True, slots=True)
class Caution(Rule):
    when: Predicate
    disposition: str


@dataclass(frozen=True, slots=True)
class Unanswered(Rule):
    when: Predicate
    routes: tuple[str, ...]
    disposition: str


@dataclass(frozen=True, slots=True)
class Evidence:
    grade: str
    source: Source

    @property
    def verified(self) -> bool:
        return self.source.verified


@dataclass(frozen=True, slots=True)
class Category(Rule):
    """`products` False: nothing is ever suggested. `evidence` has every route."""

    when: Predicate
    products: bool
    evidence: Mapping[str, Evidence]

    @property
    def grades(self) -> dict[str, str]:
        return {route: cell.grade for route, cell in self.evidence.items()}


@dataclass(frozen=True, slots=True)
class Component(Rule):
    """Points added to each route named when the predicate holds."""

    when: Predicate
    points: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class GradePoints(Rule):
    grade: str
    points: int


@dataclass(frozen=True, slots=True)
class Preference(Rule):
    points: int


@dataclass(frozen=True, slots=True)
class Scores:
    show_threshold: int
    x_cap: int
    tie_order: tuple[str, ...]
    listed_last: tuple[str, ...]
    never_automatic: tuple[str, ...]
    no_depth_when: Predicate
    components: tuple[Component, ...]
    depths: Mapping[str, Component]
    grades: Mapping[str, GradePoints]
    preference: Preference
    gates: Mapping[str, Rule]
    source: Source


@dataclass(frozen=True, slots=True)
class FirstDose(Rule):
    """`id` is the experience; amounts in mg THC."""

    thc_mg: Decimal
    first_week_cap_thc_mg_per_day: Decimal


@dataclass(frozen=True, slots=True)
class Halving(Rule):
    when: Predicate
    floor_thc_mg: Decimal


@dataclass(frozen=True, slots=True)
class Dosing:
    first_doses: Mapping[str, FirstDose]
    halving: Halving
    ceiling_thc_mg_per_day: Decimal
    inhalations: int
    wait_minutes: int
    source: Source


@dataclass(frozen=True, slots=True)
class Medicine(Rule):
    classes: tuple[str, ...]
    severity: str
    warning: str | None
    choice_filter: str | None


@dataclass(frozen=True, slots=True)
class Limit(Rule):
    """What a batch must meet on these routes while the predicate (or the filter) holds.

    `field` names a limit of `matching.limits.RouteLimits`, `value` what it is set to.
    """

    when: Predicate
    filter: str | None
    routes: tuple[str, ...]
    field: str
    value: LimitValue


@dataclass(frozen=True, slots=True)
class ChoiceRules:
    in_all: int
    per_route: int
    limits: tuple[Limit, ...]
    notes: Mapping[str, Rule]
    source: Source


@dataclass(frozen=True, slots=True)
class Caveat(Rule):
    """A warning to the patient; a page orders them by weight: stop, serious, caution, note."""

    weight: str
    when: Predicate


@dataclass(frozen=True, slots=True, eq=False)
class Guideline:
    """One edition. Mappings keep the order of their file, tuples are in the order of their file.

    `files` gives the edition back as it was read, so that an old result can be recomputed.
    `version` is its label and the first 12 hex digits of the SHA-256 of its content.
    """

    version: str
    reviewed_by: str
    references: Mapping[str, Reference]
    routes: Mapping[str, Route]
    questions: Mapping[str, Question]
    depths: Mapping[str, str]
    red_flags: Mapping[str, RedFlag]
    dispositions: Mapping[str, Disposition]
    derived: tuple[Derived, ...]
    unanswered: tuple[Unanswered, ...]
    blocks: tuple[Block, ...]
    cautions: tuple[Caution, ...]
    categories: Mapping[str, Category]
    scores: Scores
    dosing: Dosing
    medicines: tuple[Medicine, ...]
    choice: ChoiceRules
    warnings: tuple[Caveat, ...]
    files: Mapping[str, str] = field(repr=False)
