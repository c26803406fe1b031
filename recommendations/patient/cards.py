"""The parts of a patient's page as plain values, in words; templates only lay them out."""

from dataclasses import dataclass, field
from datetime import datetime

from herbology.timeline import Span
from recommendations.matching import Sentence, WarningText
from recommendations.patient.agreements import AgreementCard
from recommendations.patient.pickup import Pickup
from recommendations.patient.sources import RuleSource

HEAVY = ("stop", "serious")


@dataclass(frozen=True, slots=True)
class Figure:
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class RouteCard:
    code: str
    name: str
    how: str
    watch: str
    score: int
    most: int
    evidence: str
    evidence_label: str
    evidence_text: str
    times: tuple[str, ...]
    speaks_for: tuple[Sentence, ...]
    speaks_against: tuple[Sentence, ...]
    opened: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class RuledOut:
    """Routes that were ruled out by the same rules."""

    code: str
    names: tuple[str, ...]
    reasons: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class EmptyRoute:
    route_name: str
    rule: str
    text: str


@dataclass(frozen=True, slots=True)
class SuggestionCard:
    """`available`: whether this very batch can still be had today; else `changed` says what changed,
    and nothing is said of how to take it. `facts`: lines of small print. `pickup` where the patient
    may have it kept.
    """

    position: int
    route_name: str
    product: str
    format: str
    batch: str
    producer: str
    available: bool
    recalled: bool
    changed: str
    figures: tuple[Figure, ...]
    facts: tuple[str, ...]
    start: tuple[str, ...]
    reasons: tuple[Sentence, ...]
    pickup: Pickup | None = None


@dataclass(frozen=True, slots=True)
class Recalled:
    """A recalled batch that the page has shown, now or before."""

    product: str
    batch: str
    store: str


@dataclass(frozen=True, slots=True)
class WarningCard:
    weight: str
    weight_label: str
    title: str
    text: str

    @classmethod
    def of(cls, warning: WarningText, weight_label: str) -> "WarningCard":
        return cls(warning.weight, weight_label, warning.title, warning.text)


@dataclass(frozen=True, slots=True)
class ResultPage:
    """All that a patient's page says. What is not published is not in it.

    `waiting`: a counselor may still publish it; `withheld`: one decided not to.
    `care` is emergency, urgent or soon where the page is an instruction and nothing else.
    `cautions` are for the counselor; the patient reads those of `cautions_told`.
    `decided`: of a result that is not eligible, the rules that made it so.
    `recalls` names what was recalled of all that the page has ever shown.
    `answer_due_at`: by when a counselor means to answer, where one has not; `overdue`: it is past.
    `empty` is "shelf" (routes fit, nothing on the shelf does), "fit" (no route fits) or "".
    """

    reference: str
    submitted_at: object
    waiting: bool
    withheld: bool
    title: str
    message: str
    next: str
    ask: tuple[str, ...]
    guideline_version: str
    reviewed_by: str  # who has reviewed that guideline; "" while nobody has
    policy: str
    emergency_number: str
    care: str
    care_strength: str
    flags: tuple[str, ...]
    call_requested: bool
    warnings: tuple[WarningCard, ...]
    cautions: tuple[Sentence, ...]
    cautions_told: tuple[Sentence, ...]
    sources: tuple[RuleSource, ...]
    recalls: tuple[Recalled, ...]
    known: str
    tips: tuple[str, ...]
    empty: str = ""
    decided: tuple[Sentence, ...] = ()
    agreements: tuple[AgreementCard, ...] = ()
    answer_due_at: datetime | None = None
    overdue: bool = False
    routes: tuple[RouteCard, ...] = ()
    ruled_out: tuple[RuledOut, ...] = ()
    unfilled: tuple[EmptyRoute, ...] = ()
    suggestions: tuple[SuggestionCard, ...] = field(default=())

    @property
    def nothing_left(self) -> bool:
        """Products were suggested, and none of them can be had any more."""
        return bool(self.suggestions) and not any(card.available for card in self.suggestions)

    @property
    def first_warnings(self) -> tuple[WarningCard, ...]:
        """The heavy ones, which stand above the products; none where there is no product."""
        if not self.suggestions or self.nothing_left:
            return ()
        return tuple(warning for warning in self.warnings if warning.weight in HEAVY)

    @property
    def other_warnings(self) -> tuple[WarningCard, ...]:
        return tuple(warning for warning in self.warnings if warning not in self.first_warnings)
