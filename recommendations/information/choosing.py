"""The page that says how we choose: the guideline, the policy and the code's own facts, in words."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from decimal import Decimal

from recommendations.guideline import Guideline, Policy, Texts
from recommendations.information import rules
from recommendations.information.allowed import Allowed, allowed_by
from recommendations.information.citing import Citations, Listed, Mark, Unsourced, unsourced
from recommendations.information.conditions import in_words
from recommendations.information.points import GradePoints, PointsRow, grade_points, rows
from recommendations.information.words import URGENCIES, load_words
from recommendations.matching.candidate import Candidate
from recommendations.patient.route_cards import MOST


@dataclass(frozen=True, slots=True)
class SignCount:
    strength: str
    signs: int


@dataclass(frozen=True, slots=True)
class Dose:
    """mg of THC: the first dose, and the most in a day of the first week."""

    experience: str
    first_mg: Decimal
    day_mg: Decimal
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class ChoosingPage:
    """What needs words; plain numbers the template takes from the guideline and the policy.

    `most`: what the best fit of all would come to. `seen`: all that the choice knows of a batch.
    """

    signs: tuple[SignCount, ...]
    blocks: tuple[rules.RuleRow, ...]
    unanswered: tuple[rules.RuleRow, ...]
    cautions: tuple[rules.RuleRow, ...]
    gates: tuple[rules.RuleRow, ...]
    routes: tuple[str, ...]
    grades: tuple[GradePoints, ...]
    points: tuple[PointsRow, ...]
    most: int
    tie_order: tuple[str, ...]
    listed_last: str
    never_automatic: str
    limits: tuple[rules.RuleRow, ...]
    seen: tuple[str, ...]
    doses: tuple[Dose, ...]
    dosing_marks: tuple[Mark, ...]
    halved_when: tuple[str, ...]
    halved_marks: tuple[Mark, ...]
    allowed: Allowed
    sources: tuple[Listed, ...]
    unsourced: tuple[Unsourced, ...]


def choosing_page(guideline: Guideline, policy: Policy, texts: Texts) -> ChoosingPage:
    words = load_words(texts.language)
    citations = Citations(guideline, words)
    scores, dosing = guideline.scores, guideline.dosing

    def ways(routes: Iterable[str]) -> tuple[str, ...]:
        return tuple(words.get(f"way.{route}") for route in routes)

    return ChoosingPage(
        signs=tuple(_signs(guideline, words)),
        blocks=rules.blocks(guideline, texts, citations),
        unanswered=rules.unanswered(guideline, texts, citations),
        cautions=rules.cautions(guideline, texts, citations),
        gates=rules.gates(guideline, texts, citations),
        routes=ways(guideline.routes),
        grades=grade_points(guideline, texts),
        points=rows(guideline, texts, citations),
        most=MOST,
        tie_order=ways(route for route in scores.tie_order if route not in scores.never_automatic),
        listed_last=", ".join(ways(scores.listed_last)),
        never_automatic=", ".join(ways(scores.never_automatic)),
        limits=rules.limits(guideline, citations),
        seen=tuple(words.get(f"seen.{field.name}") for field in fields(Candidate)),
        doses=tuple(_doses(guideline, texts, citations)),
        dosing_marks=citations.marks(dosing.source),
        halved_when=in_words(dosing.halving.when, guideline, texts, words),
        halved_marks=citations.marks(dosing.halving.source),
        allowed=allowed_by(policy, guideline, texts, words),
        # After all that cites.
        sources=citations.listed(),
        unsourced=unsourced(texts, words),
    )


def _signs(guideline: Guideline, words: Texts) -> Iterable[SignCount]:
    for urgency in URGENCIES:
        listed = [flag for flag in guideline.red_flags.values() if flag.listed == urgency]
        yield SignCount(words.get(f"spasms.help.{urgency}.strength"), len(listed))


def _doses(guideline: Guideline, texts: Texts, citations: Citations) -> Iterable[Dose]:
    for dose in guideline.dosing.first_doses.values():
        yield Dose(
            texts.get(f"answer.cannabis_experience.{dose.id}.label"),
            dose.thc_mg,
            dose.first_week_cap_thc_mg_per_day,
            citations.marks(dose.source),
        )
